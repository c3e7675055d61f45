"""Does an outlet introduce two actors' words alike?  The difference of cue classes, with an exact test by text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.table import finish, flag_columns
from cadrage.measure.uncertainty.ladder import said, supports
from cadrage.measure.uncertainty.permutation import permutation_test
from cadrage.measure.uncertainty.proportions import independent
from cadrage.measure.wording import say
from cadrage.numbers import p_value


def asymmetry(
    attributed: pd.DataFrame,
    *,
    actors: tuple[str, str],
    cue_class: Iterable[str] = ("doubting", "confrontational"),
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    n_permutations: int = 9_999,
    seed: int = 0,
    lang: str = "fr",
) -> pd.DataFrame:
    """Whether an outlet introduces two actors' words alike: difference of the shares of some cue classes, per outlet.

    The names of the two actors are exchanged within each text, exactly up to 50,000 assignments; texts in which only one
    of them speaks add to the shares but cannot be exchanged.  p is NaN below two texts with both.  Columns: outlet,
    actor, reference, n, total, share, n_reference, total_reference, share_reference, estimate (actor − reference), p,
    floor, n_assignments, n_texts (with both), flags, note, rows, rows_reference, rows_total,
    rows_total_reference (labels of ``attributions``).
    Raises :class:`~cadrage.errors.MeasureError` for other than two actors or where nobody reports one of them.
    """
    classes = (cue_class,) if isinstance(cue_class, str) else tuple(cue_class)
    if len(actors) != 2:
        raise MeasureError(
            f"actors was expected to name two actors, but names {len(actors)}: choose two that are reported"
        )
    first, second = actors
    unknown = next((a for a in actors if not (attributed["actor"] == a).any()), None)
    if unknown is not None:
        raise MeasureError(
            f"actors was expected to name two actors whose statements are reported, but {unknown!r} has none"
        )
    about = attributed.loc[attributed["actor"].isin(actors), ["article_id", "outlet", "actor", "cue_class"]]
    kept = independent(about, articles=articles, clusters=clusters)
    kept = kept.assign(mine=(kept["actor"] == first), k=kept["cue_class"].isin(classes))
    records = []
    for outlet, part in kept.groupby(kept["outlet"].astype(str), sort=True):
        cells = part.groupby(["text", "mine"])["k"].agg(["sum", "size"]).reset_index()
        both = cells.groupby("text")["mine"].transform("size") == 2
        sides = [part[part["mine"]], part[~part["mine"]]]
        n, total = [int(s["k"].sum()) for s in sides], [len(s) for s in sides]
        share = [a / b if b else np.nan for a, b in zip(n, total, strict=True)]
        texts = int(both.sum() // 2)
        p, floor, assignments = np.nan, np.nan, 0
        if supports(texts, "permutation"):
            test = permutation_test(
                cells["sum"], cells["mine"], weights=cells["size"], strata=cells["text"].astype(str),
                n_permutations=n_permutations, seed=seed,
            )  # fmt: skip
            p, floor, assignments = test.p, test.floor, test.n_assignments
        note = "" if assignments else say("withheld exchange", lang)
        if assignments and floor > 0.05:
            note = say("few exchanged", lang, n=texts, floor=p_value(floor, lang))
        records.append({
            "outlet": outlet, "actor": first, "reference": second, "n": n[0], "total": total[0], "share": share[0],
            "n_reference": n[1], "total_reference": total[1], "share_reference": share[1], "estimate": share[0] - share[1],
            "p": p, "floor": floor, "n_assignments": assignments, "n_texts": texts, "said": note,
            "rows": sides[0].loc[sides[0]["k"], "row"].to_numpy(), "rows_total": sides[0]["row"].to_numpy(),
            "rows_reference": sides[1].loc[sides[1]["k"], "row"].to_numpy(), "rows_total_reference": sides[1]["row"].to_numpy(),
        })  # fmt: skip
    columns = ["outlet", "actor", "reference", "n", "total", "share", "n_reference", "total_reference", "share_reference",
               "estimate", "p", "floor", "n_assignments", "n_texts"]  # fmt: skip
    rows = ["rows", "rows_reference", "rows_total", "rows_total_reference"]
    out = pd.DataFrame(records, columns=[*columns, "said", *rows])
    least = out[["total", "total_reference"]].min(axis=1).to_numpy()
    out = out.assign(
        **flag_columns({"none": least == 0, "few": (least > 0) & (least < 5)}, lang=lang, extra=out["said"].tolist())
    )
    return finish(
        out[[*columns, "flags", "note", *rows]], measure="asymmetry", rows_of="attributions",
        unit="attribution", reference=second, classes=list(classes), seed=seed, correction="none",
        method="difference of shares; the two actors exchanged within each text", **said(out["n_texts"].to_numpy(), lang=lang),
    )  # fmt: skip
