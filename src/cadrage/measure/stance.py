"""The profile of outlet × actor: what each outlet does with each actor, choice by choice, never as one score.

Who gets to speak and how, whose words are kept at a distance, who acts and who is acted upon, how each is named, which
words judge it.  Every number carries the rows it counted; none is a measure of bias, and they are never summed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.actors import Actors
from cadrage.measure.distances import distances
from cadrage.measure.evaluative import evaluation_shares, evaluations
from cadrage.measure.ladder import said, supports
from cadrage.measure.mentions import camps, mentions
from cadrage.measure.naming import namings
from cadrage.measure.permutation import permutation_test
from cadrage.measure.proportions import independent, proportions
from cadrage.measure.roles import act_shares, acts, roles
from cadrage.measure.table import finish, flag_columns, need, one_of
from cadrage.measure.wording import number, say
from cadrage.measure.words import NO_WORDS, is_one_of

ASPECTS = ("speech", "words", "quotation", "zone", "cue", "distance", "role", "naming", "evaluation")
_COLUMNS = ["outlet", "actor", "aspect", "value", "n", "total", "estimate", "low", "high", "n_articles", "n_texts", "flags",
            "note", "rows", "rows_of"]  # fmt: skip


class Traces(NamedTuple):
    """The occurrences behind a profile: mentions, acts, distances, evaluations (indexed by token), attributions by actor."""

    mentions: pd.DataFrame
    acts: pd.DataFrame
    distances: pd.DataFrame
    evaluations: pd.DataFrame
    attributions: pd.DataFrame


def traces(study) -> Traces:
    """Everything that a study's texts do with actors, found once: the input of :func:`profile`."""
    tokens, attributions, declared = study.tokens, study.attributions, study.codebook.actors
    language = study.codebook.language
    named = mentions(tokens, actors=declared, attributions=attributions, language=language)
    return Traces(
        named,
        acts(roles(tokens, language=language), tokens, named),
        distances(tokens, named, attributions, actors=declared, language=language),
        evaluations(tokens, named, language=language),
        with_actor(attributions, tokens, actors=declared, language=language),
    )


def by_camp(found: Traces, study) -> Traces:
    """The same traces with each actor replaced by the state it belongs to (see :func:`cadrage.measure.mentions.camps`).

    Who belongs to none keeps no actor; « the Kremlin », « Moscow » and « the Russian president » become one side.
    """
    names = sorted(set(found.mentions["actor"]) | set(found.attributions["actor"]))
    side = camps(
        study.tokens,
        names,
        actors=study.codebook.actors,
        attributions=study.attributions,
        language=study.codebook.language,
    )
    return Traces(*(t.assign(actor=[side.get(a, "") for a in t["actor"]]) for t in found))


def with_actor(
    attributions: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    actors: Mapping[str, Iterable[str]] | None = None,
    language: str = "fr",
) -> pd.DataFrame:
    """The attributions with ``actor`` (whom the speaker stands for) and ``words`` (words that it is made to say).

    A word in a nested report counts for the outermost speaker.
    """
    need(attributions, ["attribution_id", "speaker", "article_id", "outlet"], "attributions")
    lexicon = Actors.of(tokens, actors=actors, attributions=attributions, language=language)
    counted = (
        tokens["attribution_id"].notna() & ~is_one_of(tokens["pos"], NO_WORDS) & ~tokens["boilerplate"].astype(bool)
    )
    words = tokens.loc[counted, "attribution_id"].astype(str).value_counts()
    return attributions.assign(
        actor=[lexicon.of_speaker(s) for s in attributions["speaker"]],
        words=words.reindex(attributions["attribution_id"].astype(str)).fillna(0).astype(int).to_numpy(),
    )


def speaking(attributed: pd.DataFrame, *, tops: int | None = None, **options) -> pd.DataFrame:
    """Share of each actor in the statements that an outlet reports; takes :func:`with_actor`.

    Columns: outlet, actor, n, total (attributions of the outlet, unknown speakers included), estimate, low, high,
    n_articles, n_texts, words, words_total, words_share, flags, note, rows (labels of ``attributions``).  ``tops`` keeps
    the most frequent actors of the corpus.  Keywords as in :func:`cadrage.measure.proportions.proportions`.
    """
    out = proportions(
        attributed, group=["outlet"], value=["actor"], measure="speaking", rows_of="attributions", unit="attribution",
        method="share of the reported statements", **options,
    )  # fmt: skip
    words = attributed["words"]
    totals = words.groupby(attributed["outlet"].astype(str)).sum()
    out["words"] = [int(words.loc[list(rows)].sum()) for rows in out["rows"]]
    out["words_total"] = out["outlet"].astype(str).map(totals).astype(int)
    out["words_share"] = np.where(out["words_total"] > 0, out["words"] / out["words_total"].clip(lower=1), np.nan)
    attrs = out.attrs
    out = out[out["actor"] != ""]
    if tops is not None:
        out = out[out["actor"].isin(_most(out, tops))]
    order = [c for c in out.columns if c not in ("flags", "note", "rows")] + ["flags", "note", "rows"]
    return finish(out[order], **attrs)


def _most(table: pd.DataFrame, tops: int) -> list[str]:
    counts = table.groupby("actor")["n"].sum().reset_index().sort_values(["n", "actor"], ascending=[False, True])
    return counts["actor"].head(tops).tolist()


def manners(attributed: pd.DataFrame, *, by: str, **options) -> pd.DataFrame:
    """How each actor is made to speak: shares of ``by`` (cue_class, type, zone, speaker_kind) in its statements.

    Columns: outlet, actor, (by), n, total (attributions of that actor in that outlet), estimate, …, rows.
    """
    one_of(by, ("cue_class", "type", "zone", "speaker_kind"), "by")
    kept = attributed[attributed["actor"] != ""]
    kept = kept.assign(**{by: kept[by].astype(object).where(kept[by].notna(), "")})
    return proportions(
        kept, group=["outlet", "actor"], value=[by], measure="manners", rows_of="attributions", unit="attribution", by=by,
        method="share within an actor's reported statements", **options,
    )  # fmt: skip


def named_sources(attributed: pd.DataFrame, **options) -> pd.DataFrame:
    """Named, unnamed and missing sources of each outlet: outlet, source (named, unnamed, not said), n, total, …, rows."""
    kind = attributed["speaker_kind"].astype(object)
    source = np.where(attributed["speaker"].isna(), "not said", np.where(kind == "unnamed", "unnamed", "named"))
    return proportions(
        attributed.assign(source=source), group=["outlet"], value=["source"], measure="named_sources", rows_of="attributions",
        unit="attribution", method="share of the reported statements", **options,
    )  # fmt: skip


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
    floor, n_assignments, n_texts (with both), flags, note, rows, rows_reference (labels of ``attributions``).
    Raises :class:`~cadrage.errors.MeasureError` where nobody reports one of the actors.
    """
    classes = (cue_class,) if isinstance(cue_class, str) else tuple(cue_class)
    first, second = actors
    unknown = next((a for a in actors if not (attributed["actor"] == a).any()), None)
    if unknown is not None:
        raise MeasureError(
            f"actors was expected to name two actors whose statements are reported, but {unknown!r} has none"
        )
    kept = independent(attributed[attributed["actor"].isin(actors)], articles=articles, clusters=clusters)
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
        note = "" if assignments else say("withheld p", lang)
        if assignments and floor > 0.05:
            note = say(f"ladder {'2-3' if texts < 4 else '4-5'}", lang, n=texts, floor=number(floor, lang))
        records.append({
            "outlet": outlet, "actor": first, "reference": second, "n": n[0], "total": total[0], "share": share[0],
            "n_reference": n[1], "total_reference": total[1], "share_reference": share[1], "estimate": share[0] - share[1],
            "p": p, "floor": floor, "n_assignments": assignments, "n_texts": texts, "said": note,
            "rows": tuple(sides[0].loc[sides[0]["k"], "row"]), "rows_reference": tuple(sides[1].loc[sides[1]["k"], "row"]),
        })  # fmt: skip
    columns = ["outlet", "actor", "reference", "n", "total", "share", "n_reference", "total_reference", "share_reference",
               "estimate", "p", "floor", "n_assignments", "n_texts"]  # fmt: skip
    out = pd.DataFrame(records, columns=[*columns, "said", "rows", "rows_reference"])
    least = out[["total", "total_reference"]].min(axis=1).to_numpy()
    out = out.assign(
        **flag_columns({"none": least == 0, "few": (least > 0) & (least < 5)}, lang=lang, extra=out["said"].tolist())
    )
    return finish(
        out[[*columns, "flags", "note", "rows", "rows_reference"]], measure="asymmetry", rows_of="attributions",
        unit="attribution", reference=second, classes=list(classes), seed=seed, correction="none",
        method="difference of shares; the two actors exchanged within each text", **said(out["n_texts"].to_numpy(), lang=lang),
    )  # fmt: skip


def profile(
    found: Traces,
    *,
    actors: Iterable[str] | None = None,
    outlets: Iterable[str] | None = None,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    lang: str = "fr",
) -> pd.DataFrame:
    """All aspects of the profile of outlet × actor in one long table; takes :func:`traces`.

    Columns: outlet, actor, aspect (speech, words, quotation, zone, cue, distance, role, naming, evaluation), value, n,
    total, estimate, low, high, n_articles, n_texts, flags, note, rows, rows_of (table that ``rows`` are labels of:
    attributions or tokens).  ``words`` counts words, its rows are the statements that hold them.
    """
    options = {"articles": articles, "clusters": clusters, "lang": lang}
    said_ = speaking(found.attributions, **options)
    words = said_.assign(
        n=said_["words"], total=said_["words_total"], estimate=said_["words_share"], low=np.nan, high=np.nan
    )
    away = found.distances[found.distances["actor"] != ""]
    parts = [
        ("speech", said_.assign(value="")),
        ("words", words.assign(value="")),
        *(
            (aspect, manners(found.attributions, by=by, **options).rename(columns={by: "value"}))
            for aspect, by in (("quotation", "type"), ("zone", "zone"), ("cue", "cue_class"))
        ),
        (
            "distance",
            proportions(away, group=["outlet", "actor"], value=["mark"], rows_of="tokens", **options).rename(
                columns={"mark": "value"}
            ),
        ),
        ("role", act_shares(found.acts, **options).rename(columns={"role": "value"})),
        ("naming", _named(namings(found.mentions, **options))),
        ("evaluation", evaluation_shares(found.evaluations, **options).rename(columns={"polarity": "value"})),
    ]
    tables = [t.assign(aspect=aspect, rows_of=t.attrs.get("rows_of", "attributions")) for aspect, t in parts if len(t)]
    out = pd.concat([t[_COLUMNS] for t in tables], ignore_index=True) if tables else pd.DataFrame(columns=_COLUMNS)
    out["value"] = out["value"].map({-1: "against", 1: "for"}).fillna(out["value"]).astype(str)
    if actors is not None:
        out = out[out["actor"].isin(list(actors))]
    if outlets is not None:
        out = out[out["outlet"].isin(list(outlets))]
    return finish(
        out, measure="profile", method="observable choices by outlet and actor; intervals over texts", unit="as the aspect says",
        reference="none", correction="none", **said(out["n_texts"].to_numpy() if len(out) else [0], lang=lang),
    )  # fmt: skip


def _named(table: pd.DataFrame) -> pd.DataFrame:
    value = [w if way != "name" and w else way for way, w in zip(table["way"], table["word"], strict=True)]
    return table.assign(value=value)


def main_actors(found: Traces, *, declared: Iterable[str] = (), tops: int = 6) -> list[str]:
    """The actors a profile is about: the declared ones that occur, else those who are named and speak most.

    >>> main_actors(Traces(*[pd.DataFrame({"actor": []})] * 5))
    []
    """
    counts = pd.concat([found.mentions["actor"], found.attributions["actor"]]).value_counts()
    counts = counts[counts.index != ""]
    here = [a for a in declared if a in counts.index]
    order = sorted(counts.index, key=lambda a: (-counts[a], a))
    return [*here, *[a for a in order if a not in here]][: max(tops, len(here))]


def pairs_of(actors: Iterable[str]) -> list[tuple[str, str]]:
    """All pairs of actors, in order.

    >>> pairs_of(["a", "b", "c"])
    [('a', 'b'), ('a', 'c'), ('b', 'c')]
    """
    return list(combinations(list(actors), 2))
