"""Statements: the same thing said, whatever the words, followed through all outlets of an event.

Attributions, and narrator sentences that say what others attribute, are clustered by likeness
(:mod:`~cadrage.measure.statements.likeness`) with average linkage.  No trained model: lemmas, word families, numbers, names,
order of words, speaker.
"""

from collections import defaultdict

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from cadrage import tables
from cadrage.measure.statements.alignment import common_words
from cadrage.measure.statements.likeness import Unit, feature_matrix, likeness, pairs_to_score
from cadrage.measure.statements.said import Place, Tokens, said

# Chosen on the development events (see benchmarks/statements.py).
THRESHOLD = 0.45
# Likeness to one wording of a statement, above the threshold, at which a unit left alone joins it.
_ALONE = 0.06
# Words of a row that stand in the model wording in the same order: from this share on it is the same wording.
_VERBATIM = 0.9
EXTRA = {"voice": "str", "variant": "str", "n_outlets": "Int32", "passage_id": "str"}


def statements(
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    tokens: Tokens,
    passages: pd.DataFrame | None = None,
    *,
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
    Articles without an event are grouped by :func:`~cadrage.measure.statements.events.find_events`.
    Raises :class:`~cadrage.errors.MeasureError` where a column is missing.

    >>> from cadrage.tables import empty
    >>> statements(empty("attributions"), empty("articles"), empty("tokens")).empty
    True
    """
    order = {a: k for k, a in enumerate(articles["article_id"])}
    carried = _passage_of(passages)
    rows = defaultdict(list)
    groups: list[tuple] = []
    for places in said(attributions, articles, tokens, narrator=narrator, lang=lang):
        clusters = defaultdict(list)
        for place, label in zip(places, _labels(places, threshold=threshold), strict=True):
            clusters[label].append(place)
        for group in filter(None, map(_kept, clusters.values())):
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
    found = dict(zip(free, _clusters([places[k].unit for k in free], threshold=threshold), strict=True))
    where = {id(places[k]): k for k in free}
    return [found[k if place.host is None else where[id(place.host)]] for k, place in enumerate(places)]


def _clusters(units: list[Unit], *, threshold: float) -> list[int]:
    """A label for every unit; equal units count once, so that a duplicated article changes nothing."""
    distinct = sorted(set(units), key=lambda u: (u.words, u.speaker or "", u.narrator, u.features))
    number = {unit: k for k, unit in enumerate(distinct)}
    a, b, dice, inside = pairs_to_score(feature_matrix(distinct))
    score = np.array([likeness(distinct[i], distinct[j], d, c) for i, j, d, c in zip(a, b, dice, inside, strict=True)])
    close = score >= threshold
    size = len(distinct)
    graph = csr_matrix((score[close], (a[close], b[close])), shape=(size, size))
    everything = csr_matrix((score, (a, b)), shape=(size, size))
    _, component = connected_components(graph, directed=False)
    labels, top = np.zeros(size, dtype=np.int64), 0
    order = np.argsort(component, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(component[order])) + 1):
        found = np.ones(len(members), dtype=np.int64)
        if len(members) > 2:
            dense = everything[members][:, members].toarray()
            distance = 1 - np.maximum(dense, dense.T)
            np.fill_diagonal(distance, 0)
            found = fcluster(linkage(squareform(distance, checks=False), "average"), 1 - threshold, "distance")
        labels[members] = top + _joined_alone(found, everything[members][:, members], threshold + _ALONE)
        top += len(members)
    return [int(labels[number[unit]]) for unit in units]


def _joined_alone(labels: np.ndarray, score: csr_matrix, threshold: float) -> np.ndarray:
    """Units left alone join the cluster of the unit they are most like, where that likeness is clear.

    Average linkage leaves out a wording that is close to one other wording only, the fuller one it was made from.
    """
    dense = score.toarray()
    dense = np.maximum(dense, dense.T)
    sizes = np.bincount(labels)
    joined = labels.copy()
    for k in np.flatnonzero(sizes[labels] == 1):
        best = int(np.argmax(dense[k]))
        if dense[k, best] >= threshold and sizes[labels[best]] > 1:
            joined[k] = labels[best]
    return joined


def _kept(group: list[Place]) -> list[Place]:
    """The places that are rows: attributions always, narrator sentences where another outlet says the same."""
    if len({p.outlet for p in group}) > 1:
        return group
    return [p for p in group if p.attribution_id is not None]


def _rows(group: list[Place], carried) -> list[dict]:
    wordings = _wordings(group)
    model = wordings[0]
    outlets = {p.outlet for p in group}
    rows = []
    for place in group:
        words = place.unit.words
        common = common_words(words, model) if words != model else len(model)
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
            "variant": _letter(wordings.index(words)),
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
        for row in passages[["article_id", "start", "end", "passage_id", "kind"]].itertuples(index=False):
            if row.kind != "own repeat":
                spans[row.article_id].append((int(row.start), int(row.end), row.passage_id))

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
