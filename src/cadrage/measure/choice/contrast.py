"""Declared contrasts of choice shares: the difference between two outlets, its interval and its permutation p."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.choice.shares import Cell, declared_terms
from cadrage.measure.choice.uses import VOICES, outlet_names, usable
from cadrage.measure.table import finish, flag_columns, one_of
from cadrage.measure.uncertainty.ladder import said, supports
from cadrage.measure.uncertainty.permutation import permutation_test
from cadrage.measure.vocabulary.term_tests import holm
from cadrage.measure.wording import say
from cadrage.numbers import p_value

_COLUMNS = ["frame", "term", "voice", "outlet", "reference", "n", "total", "share", "n_reference", "total_reference"]
_COLUMNS += ["share_reference", "estimate", "low", "high", "n_articles", "n_texts", "n_articles_reference"]
_COLUMNS += ["n_texts_reference", "p", "q", "floor", "n_assignments"]
_ROWS = ["rows", "rows_reference", "rows_total", "rows_total_reference"]


def choice_contrasts(
    hits: pd.DataFrame,
    *,
    frame: str | None = None,
    term: str | Iterable[str] | None = None,
    pairs: Iterable[tuple[str, str]] | None = None,
    voice: str = "narrator",
    strata: str | None = "event",
    correction: str | None = "holm",
    shared: bool = True,
    zone: str | Iterable[str] | None = None,
    outlets: Iterable[str] | None = None,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    confidence: float = 0.95,
    n_permutations: int = 1_999,
    seed: int = 0,
    lang: str = "fr",
) -> pd.DataFrame:
    """Difference of a term's choice share between two outlets, for each declared contrast.

    Contrasts: each ``term`` (None: each of the frame; of two competing terms the second says the same with the other
    sign, so only the first is taken) × each pair of ``pairs`` (None: all pairs).  p exchanges independent texts
    within ``strata`` ("event", where every text has one and an event is covered by both outlets; None: over all),
    exact up to 50,000 assignments; NaN below two texts a side.  q is Holm's over all contrasts shown, NaN where out
    of reach.  low and high: Newcombe's (1998) square-and-add of the two clustered Wilson intervals.

    Columns: frame, term, voice, outlet, reference, n, total, share, n_reference, total_reference, share_reference,
    estimate (outlet − reference), low, high, n_articles, n_texts, n_articles_reference, n_texts_reference, p, q,
    floor (smallest possible p), n_assignments, flags, note, rows, rows_reference (labels of the counted hits), rows_total,
    rows_total_reference (of those that the totals count).

    >>> hits = pd.DataFrame({"article_id": list("aabbccdd"), "outlet": ["Le Phare"] * 4 + ["L'Ancre"] * 4,
    ...     "event": "port", "frame": "port", "term": ["blocage"] * 4 + ["fermeture"] * 4, "zone": "body",
    ...     "voice": "narrator", "distance": "none", "negated": False, "shared": False, "excluded": False})
    >>> table = choice_contrasts(hits, frame="port", term="blocage", pairs=[("Le Phare", "L'Ancre")])
    >>> table[["estimate", "p", "floor", "n_texts"]].round(3).values.tolist()
    [[1.0, 0.333, 0.333, 2.0]]
    """
    one_of(voice, VOICES, "voice")
    one_of(strata, (None, "event"), "strata")
    one_of(correction, (None, "holm"), "correction")
    choice = {"frame": frame, "shared": shared, "zone": zone, "outlets": outlets}
    uses = usable(hits, **choice, articles=articles, clusters=clusters)
    uses = uses if voice == "all" else uses[uses["use"] == voice]
    names = outlet_names(hits, outlets, articles)
    pairs = list(combinations(names, 2)) if pairs is None else [tuple(pair) for pair in pairs]
    unknown = next((o for pair in pairs for o in pair if o not in names), None)
    if unknown is not None:
        raise MeasureError(f"pairs was expected to name outlets of the corpus, but {unknown!r} is not one")
    records = []
    for name, wanted in contrasted_terms(declared_terms(hits, frame), term):
        cells = by_outlet(uses[uses["frame"] == name])
        for pair in pairs:
            head = {"frame": name, "term": wanted, "voice": voice, "outlet": pair[0], "reference": pair[1]}
            records.append(head | contrast(cells, wanted, pair, strata, confidence, n_permutations, seed))
    out = pd.DataFrame(records, columns=[*_COLUMNS, "fragile", "confounded", *_ROWS])
    out = _corrected(out, correction, lang)
    behind = out[["n_texts", "n_texts_reference"]].min(axis=1).to_numpy()
    return finish(
        out, measure="choice_contrasts", method="difference of choice shares; texts permuted", unit="hit", voice=voice,
        reference="pairwise", correction=correction or "none", family=int(out["p"].notna().sum()), seed=seed,
        strata=strata or "none", confidence=confidence, n_texts=int(uses["article_id"].nunique()),
        n_clusters=len(uses[["outlet", "text"]].drop_duplicates()), **said(behind[behind > 0], lang=lang),
    )  # fmt: skip


def by_outlet(uses: pd.DataFrame) -> dict[str, Cell]:
    """The uses of every outlet as a cell of arrays; an outlet without a use has an empty one."""
    whole, cells = Cell.of(uses), defaultdict(lambda: Cell.of(uses.iloc[:0]))
    for outlet in np.unique(whole.outlet.astype(str)):
        cells[outlet] = whole.take(np.flatnonzero(whole.outlet == outlet))
    return cells


def contrast(
    cells: dict[str, Cell], term, pair, strata=None, confidence=0.95, n_permutations=1_999, seed=0, *, test=True
) -> dict:
    """One contrast as a record: shares of both outlets, difference, interval, permutation p, fragility, rows.

    ``cells`` come from :func:`by_outlet`; without ``test`` no p is computed.
    """
    two = [cells[outlet] for outlet in pair]
    first, second = (cell.share(cell.term == term, confidence=confidence) for cell in two)
    difference = first["estimate"] - second["estimate"]
    down = np.hypot(first["estimate"] - first["low"], second["high"] - second["estimate"])
    up = np.hypot(first["high"] - first["estimate"], second["estimate"] - second["low"])
    counts = [_per_text(cell, term) for cell in two]
    k, n, event = (np.concatenate(parts) for parts in zip(*counts, strict=True))
    group = np.arange(len(k)) < len(counts[0][0])
    record = {
        "n": first["n"], "total": first["total"], "share": first["estimate"], "n_reference": second["n"],
        "total_reference": second["total"], "share_reference": second["estimate"], "estimate": difference,
        "low": max(-1.0, difference - down) if not np.isnan(down) else np.nan,
        "high": min(1.0, difference + up) if not np.isnan(up) else np.nan,
        "n_articles": first["n_articles"], "n_texts": first["n_texts"], "n_articles_reference": second["n_articles"],
        "n_texts_reference": second["n_texts"], "p": np.nan, "floor": np.nan, "n_assignments": 0,
        "fragile": _fragile(k, n, group), "confounded": False, "rows": first["rows"], "rows_reference": second["rows"],
        "rows_total": tuple(two[0].row.tolist()), "rows_total_reference": tuple(two[1].row.tolist()),
    }  # fmt: skip
    if test and supports(min(first["n_texts"], second["n_texts"]), "permutation"):
        labels = event.astype(str) if strata == "event" and all(e is not None for e in event) else None
        result = permutation_test(k, group, weights=n, strata=labels, n_permutations=n_permutations, seed=seed)
        # With a single assignment nothing was exchanged: outlets and strata cannot be told apart.
        record["confounded"] = result.n_assignments == 1
        record["p"] = np.nan if record["confounded"] else result.p
        record |= {"floor": result.floor, "n_assignments": result.n_assignments}
    return record


def _per_text(cell: Cell, term: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Uses of the term, uses of the frame and event, for every text of a cell."""
    _, start, text = np.unique(cell.text, return_index=True, return_inverse=True)
    n = np.bincount(text, minlength=len(start))
    return np.bincount(text[cell.term == term], minlength=len(start)), n, cell.event[start]


def _fragile(k: np.ndarray, n: np.ndarray, group: np.ndarray) -> bool:
    """Whether leaving one text out turns the sign of the difference."""
    if min(group.sum(), (~group).sum()) < 2:
        return False
    share = {side: k[group == side].sum() / n[group == side].sum() for side in (True, False)}
    sign = np.sign(share[True] - share[False])
    for side in (True, False):
        mine = group == side
        without = (k[mine].sum() - k[mine]) / (n[mine].sum() - n[mine])
        difference = (without - share[not side]) * (1 if side else -1)
        if (difference * sign < -1e-12).any():
            return True
    return False


def contrasted_terms(declared: list[tuple[str, str]], term=None) -> list[tuple[str, str]]:
    """The (frame, term) pairs asked for; of a frame of two terms only the first, as its share says both.

    >>> contrasted_terms([("port", "blocage"), ("port", "fermeture")])
    [('port', 'blocage')]
    """
    if term is not None:
        wanted = [term] if isinstance(term, str) else list(term)
        known = {t for _, t in declared}
        unknown = next((t for t in wanted if t not in known), None)
        if unknown is not None:
            raise MeasureError(f"term was expected to be one of {', '.join(sorted(known))}, but is {unknown!r}")
        return [(f, t) for f, t in declared if t in wanted]
    of_frame: dict[str, list[str]] = {}
    for f, t in declared:
        of_frame.setdefault(f, []).append(t)
    return [(f, t) for f, terms in of_frame.items() for t in (terms[:1] if len(terms) == 2 else terms)]


def _corrected(out: pd.DataFrame, correction, lang: str) -> pd.DataFrame:
    p, floor = out["p"].to_numpy(dtype=float), out["floor"].to_numpy(dtype=float)
    family = int((~np.isnan(p)).sum())
    lost = (family > 1) & (correction is not None) & (floor * family > 0.05) & ~np.isnan(p)
    out["q"] = np.where(lost, np.nan, p if correction is None else holm(p))
    texts = out[["n_texts", "n_texts_reference"]].min(axis=1).to_numpy()
    totals = out[["total", "total_reference"]].min(axis=1).to_numpy()
    extra = []
    for few_texts, mixed, refused, least in zip(texts < 2, out["confounded"], lost, floor, strict=True):
        key = "withheld p" if few_texts else "confounded" if mixed else "withheld q" if refused else ""
        extra.append(say(key, lang, floor=p_value(least, lang), family=family) if key else "")
    facts = {"none": totals == 0, "few": (totals > 0) & (totals < 5), "fragile": out["fragile"].to_numpy(dtype=bool)}
    out = out.assign(**flag_columns(facts, lang=lang, extra=extra))
    return out[[*_COLUMNS, "flags", "note", *_ROWS]]
