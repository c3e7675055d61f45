"""Statements: the same thing said, whatever the words, followed through all outlets of an event.

Attributions, and narrator sentences that say what others attribute, are clustered
(:mod:`~cadrage.measure.statements.grouping`) by likeness (:mod:`~cadrage.measure.statements.likeness`).  No trained
model: lemmas, word families, numbers, names, order of words, speaker.
"""

from collections import defaultdict

import numpy as np
import pandas as pd

from cadrage import tables
from cadrage.measure.statements.alignment import common_words
from cadrage.measure.statements.grouping import clusters
from cadrage.measure.statements.places import Place
from cadrage.measure.statements.said import Tokens, said

# Chosen on the development events (see benchmarks/statements.py).
THRESHOLD = 0.45
# Words of a row that stand in the model wording in the same order: from this share on it is the same wording.
_VERBATIM = 0.9
EXTRA = {"voice": "str", "variant": "str", "n_outlets": "Int32", "passage_id": "str"}


def statements(
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    tokens: Tokens,
    passages: pd.DataFrame | None = None,
    *,
    events: pd.Series | None = None,
    narrator: bool = True,
    threshold: float = THRESHOLD,
    lang: str = "fr",
) -> pd.DataFrame:
    """The table ``statements``: every attribution, and the narrator sentences that say the same as others.

    Columns: those of :data:`cadrage.tables.TABLES`, then voice (attributed, narrator), variant (A, B, …: rows in the
    same words, the most carried first), n_outlets (that carry the statement), passage_id (of the shared passage that
    holds most of the row).  An attribution is a row, or several where it reports several
    things (sentences, *et que* clauses); a narrator sentence is a row only where
    its statement has another outlet.  ``similarity`` is the Dice likeness of words in order to the model wording, the
    one most outlets carry.  ``tokens`` is the table, or a function that gives the tokens of some articles.
    Articles without an event are grouped by :func:`~cadrage.measure.statements.events.find_events`, or as ``events``
    (article_id → name) says.  Raises :class:`~cadrage.errors.MeasureError` where a column is missing.

    >>> from cadrage.tables import empty
    >>> statements(empty("attributions"), empty("articles"), empty("tokens")).empty
    True
    """
    order = {a: k for k, a in enumerate(articles["article_id"].tolist())}
    carried = _passage_of(passages)
    rows = defaultdict(list)
    groups: list[tuple] = []
    for places in said(attributions, articles, tokens, events=events, narrator=narrator, lang=lang):
        together = defaultdict(list)
        for place, label in zip(places, _labels(places, threshold=threshold), strict=True):
            together[label].append(place)
        for group in filter(None, map(_kept, together.values())):
            group.sort(key=lambda p: (order[p.article_id], p.start, -p.end, p.attribution_id or ""))
            groups.append((order[group[0].article_id], group[0].start, group[0].end, len(groups), len(group)))
            # Column by column: a million rows as dictionaries would take a gigabyte.
            for row in _rows(group, carried):
                for name, value in row.items():
                    rows[name].append(value)
    return _numbered(rows, groups)


def _numbered(rows: dict[str, list], groups: list[tuple]) -> pd.DataFrame:
    """The table, statements numbered in the order in which the corpus comes to them."""
    if not groups:
        return _typed([])
    sizes = np.array([size for *_, size in groups])
    firsts = np.cumsum(sizes) - sizes
    order = [number for *_, number, _ in sorted(groups)]
    names = [f"s{n:05d}" for n in range(1, len(groups) + 1)]
    frame = pd.DataFrame({"statement_id": np.repeat(names, sizes[order]), **_popped(rows, firsts, sizes, order)})
    return _typed(frame)


def _popped(rows: dict[str, list], firsts, sizes, order) -> dict[str, list]:
    """The columns in the order of their groups; each list is let go when its column is done."""
    place = np.concatenate([np.arange(firsts[g], firsts[g] + sizes[g]) for g in order]).tolist()
    out = {}
    for name in list(rows):
        column = rows.pop(name)
        out[name] = [column[k] for k in place]
    return out


def _labels(places: list[Place], *, threshold: float) -> list[int]:
    """A cluster for every place; what is quoted inside one other thing said goes with that."""
    free = [k for k, place in enumerate(places) if place.host is None]
    found = dict(zip(free, clusters([places[k].unit for k in free], threshold=threshold), strict=True))
    where = {id(places[k]): k for k in free}
    return [found[k if place.host is None else where[id(place.host)]] for k, place in enumerate(places)]


def _kept(group: list[Place]) -> list[Place]:
    """The places that are rows: attributions always, narrator sentences where another outlet says the same."""
    if len({p.outlet for p in group}) > 1:
        return group
    return [p for p in group if p.attribution_id is not None]


def _rows(group: list[Place], carried) -> list[dict]:
    wordings = _wordings(group)
    model = wordings[0]
    outlets = {p.outlet for p in group}
    letters = {words: _letter(k) for k, words in enumerate(wordings)}
    in_common = {words: common_words(words, model) for words in wordings[1:]} | {model: len(model)}
    rows = []
    for place in group:
        words = place.unit.words
        common = in_common[words]
        rows.append({
            "article_id": place.article_id,
            "outlet": place.outlet,
            "event": place.event,
            "attribution_id": place.attribution_id,
            "start": place.start,
            "end": place.end,
            "similarity": 2 * common / max(1, len(words) + len(model)),
            "wording": "verbatim" if common >= _VERBATIM * len(words) else "reworded",
            "voice": "narrator" if place.attribution_id is None else "attributed",
            "variant": letters[words],
            "n_outlets": len(outlets),
            "passage_id": carried(place.article_id, place.start, place.end),
        })  # fmt: skip
    return rows


def _wordings(group: list[Place]) -> list[tuple[str, ...]]:
    """The wordings of a statement: attributed ones first, by number of outlets, then length, then order."""
    by: dict[tuple[str, ...], set] = {}
    attributed = set()
    for place in group:
        by.setdefault(place.unit.words, set()).add(place.outlet)
        if place.attribution_id is not None:
            attributed.add(place.unit.words)
    return sorted(by, key=lambda w: (w not in attributed, -len(by[w]), -len(w), w))


def _letter(k: int) -> str:
    return chr(65 + k) if k < 26 else f"{chr(64 + k // 26)}{chr(65 + k % 26)}"


def _passage_of(passages: pd.DataFrame | None):
    """A function (article, start, end) → the passage that covers most of that span, if it covers half of it."""
    spans = defaultdict(list)
    if passages is not None:
        rows = passages.loc[passages["kind"] != "own repeat", ["article_id", "start", "end", "passage_id"]]
        for article, start, end, name in zip(*(rows[c].tolist() for c in rows), strict=True):
            spans[article].append((int(start), int(end), name))

    def best(article: str, start: int, end: int):
        found = [(min(e, end) - max(s, start), name) for s, e, name in spans.get(article, ())]
        found = [(n, name) for n, name in found if 2 * n >= end - start]
        return min(found, key=lambda item: (-item[0], item[1]))[1] if found else None

    return best


def _typed(rows: list[dict]) -> pd.DataFrame:
    table = tables.make("statements", rows)
    for column, kind in EXTRA.items():
        if column not in table:
            table[column] = pd.Series([], dtype=kind)
    return table.astype(EXTRA)
