"""Standing text: notices, boxes and formulas that stand word for word in articles with nothing else in common.

« Cet article a été écrit par … » under articles of three events is no copy of one in another.  What recurs because
its story goes on, such as the background of an affair in every dispatch on it, stays shared copy: there the articles
share other words too.  Whether two articles do is measured outside the text that recurs.
"""

from collections import defaultdict

import numpy as np
import pandas as pd

from cadrage.measure.statements.alignment import Segment, equal_words
from cadrage.measure.statements.marked_runs import Stretches, among, runs_of, spans, stripped
from cadrage.measure.statements.reuse import (
    LEAST,
    SEED,
    Reuse,
    blocks,
    candidate_pairs,
    comparable,
)
from cadrage.measure.statements.scanned import Scanned, scan_articles, shingles
from cadrage.measure.statements.unrelated import CARRIERS, OWN, Own
from cadrage.measure.table import finish, need

# The shortest standing text, in words: the shortest passage.
_WORDS = 10
# The longest: a box of two sentences.  A paragraph or more is copied text, in however many articles it stands.
_LONGEST = 60
# Parts in which recurring shingles are sorted, a power of two.
_PARTS = 8


def standing_words(
    scanned: Scanned, often: np.ndarray, codes: np.ndarray, days: np.ndarray, *, window: float, shingle: int
) -> dict[int, np.ndarray]:
    """Article number → which of its words are standing text; articles without any are left out.

    ``often`` are the sorted numbers of the shingles that stand in :data:`~cadrage.measure.statements.reuse.LEAST` events or weeks
    (:func:`~cadrage.measure.statements.reuse.candidate_pairs`).
    """
    if not len(often):
        return {}
    runs, values, owners = _recurring(scanned, often, shingle)
    own = Own(scanned, runs)
    block = blocks(codes, days, window)
    kept = [np.empty(0, dtype=np.uint64)]
    # Whether a shingle is standing text does not depend on the others: sorting all of them at once takes fifty bytes each.
    while values:
        kept.append(_standing(np.concatenate(values.pop()), np.concatenate(owners.pop()), own, block, days))
    standing = np.sort(np.concatenate(kept))
    marked = {}
    for value, strong, owner in shingles(scanned, shingle):
        at = runs.marked(owner, shingle)
        here = np.zeros(len(at), dtype=bool)
        inside = np.flatnonzero(at & strong)
        here[inside] = among(value[inside], standing)
        found = runs_of(here, at & ~here, owner, _WORDS - shingle + 1, shingle)
        for article, first, end in found.each():
            if end - first <= _LONGEST:
                mask = marked.get(article)
                if mask is None:
                    mask = marked[article] = np.zeros(len(scanned.ids[article]), dtype=bool)
                mask[first:end] = True
    return marked


def without_standing(r: Reuse, scanned: Scanned, standing: dict[int, np.ndarray]) -> Segment | None:
    """The aligned stretches without standing text at their ends, None where little else is left.

    Inside a longer text that is shared a formula stays.
    """
    s = r.segment
    if r.a not in standing or r.b not in standing:
        return s
    a, b = standing[r.a], standing[r.b]
    a_start, a_end = stripped(a, s.a_start, s.a_end)
    b_start, b_end = stripped(b, s.b_start, s.b_end)
    if (a_start, a_end, b_start, b_end) == (s.a_start, s.a_end, s.b_start, s.b_end):
        return s
    if any(2 * mask[f:e].sum() >= e - f for mask, f, e in ((a, a_start, a_end), (b, b_start, b_end))):
        return None
    # What only one article has between its own text and the notice goes as well: ends are where both say the same.
    runs = equal_words(scanned.ids[r.a][a_start:a_end], scanned.ids[r.b][b_start:b_end])
    runs = [run for run in runs if run[2] >= SEED]
    if not runs:
        return None
    (a_first, b_first, _), (a_last, b_last, size) = runs[0], runs[-1]
    return Segment(s.score, a_start + a_first, a_start + a_last + size, b_start + b_first, b_start + b_last + size)


def standing_texts(
    articles: pd.DataFrame, *, window: float = 7, events: pd.Series | None = None, shingle: int = 5, lang: str = "fr"
) -> pd.DataFrame:
    """What :func:`~cadrage.measure.statements.passages.shared_passages` leaves out as standing text, most frequent first.

    Columns: text, n (places), n_articles, n_outlets, rows (index labels of ``articles``), and article_id, start, end
    of the first place.  Raises :class:`~cadrage.errors.MeasureError` where a column is missing.

    >>> notice = "Cet article vous est offert par la fondation de nos lecteurs, qui soutient ses enquêtes."
    >>> own = ["Le port de Brenne rouvre lundi après deux mois de travaux sur le grand quai, selon la régie maritime.",
    ...     "La récolte de pommes sera faible cette année, craignent des producteurs frappés par le gel du printemps.",
    ...     "Une exposition rassemble des toiles inédites du peintre Aubin, prêtées par douze collections privées."]
    >>> articles = pd.DataFrame({"article_id": list("abc"), "outlet": list("xyz"), "event": list("abc"),
    ...     "date": pd.NaT, "text": [f"{text} {notice}" for text in own]})
    >>> standing_texts(articles)[["text", "n"]].values.tolist()
    [['Cet article vous est offert par la fondation de nos lecteurs, qui soutient ses enquêtes', 3]]
    """
    need(articles, ["article_id", "outlet", "event", "date", "text"], "articles")
    texts = articles["text"].array
    scanned = scan_articles(texts, lang=lang)
    codes, days = comparable(articles, events=events)
    _, often = candidate_pairs(scanned, codes, days, window=window, shingle=shingle)
    places: dict[tuple, list] = defaultdict(list)
    for article, mask in standing_words(scanned, often, codes, days, window=window, shingle=shingle).items():
        for first, end in spans(mask):
            places[tuple(scanned.ids[article][first:end])].append((article, first, end))
    rows = []
    for found in places.values():
        numbers = list(dict.fromkeys(k for k, *_ in found))
        article, first, end = found[0]
        start, stop = scanned.words[article].starts[first], scanned.words[article].ends[end - 1]
        rows.append({
            "text": " ".join(texts[article][start:stop].split()), "n": len(found), "n_articles": len(numbers),
            "n_outlets": articles["outlet"].iloc[numbers].nunique(), "rows": tuple(articles.index[numbers].tolist()),
            "article_id": articles["article_id"].iloc[article], "start": start, "end": stop,
        })  # fmt: skip
    columns = ["text", "n", "n_articles", "n_outlets", "rows", "article_id", "start", "end"]
    table = pd.DataFrame(rows, columns=columns)
    table = table.sort_values(["n", "text"], ascending=[False, True], kind="stable")
    return finish(table, measure="standing_texts", unit="place", rows_of="articles")


def _recurring(scanned: Scanned, often: np.ndarray, shingle: int) -> tuple[Stretches, list, list]:
    """Where runs of recurring shingles stand; the numbers of those with words beyond grammar, and the articles of each, in
    several parts: a number is always in the same one."""
    found = [Stretches(*(np.empty(0, dtype=np.int32) for _ in range(3)))]
    values, owners = [[] for _ in range(_PARTS)], [[] for _ in range(_PARTS)]
    for value, strong, owner in shingles(scanned, shingle):
        common = among(value, often) & strong
        found.append(runs_of(common, ~strong, owner, _WORDS - shingle + 1, shingle))
        inside = found[-1].marked(owner, shingle) & strong
        value, owner = value[inside], owner[inside]
        part = value & np.uint64(_PARTS - 1)
        for k in range(_PARTS):
            values[k].append(value[part == k])
            owners[k].append(owner[part == k])
    return Stretches(*map(np.concatenate, zip(*found, strict=True))), values, owners


def _standing(values: np.ndarray, owners: np.ndarray, own: Own, block: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Those of the shingles that stand in articles of which at least three are not related to one another."""
    # Of each event the first article in time, and of those of one day the one with the most words of its own.
    rank = np.empty(len(block), dtype=np.int32)
    rank[np.lexsort((-own.number, block, np.nan_to_num(days, nan=0.0)))] = np.arange(len(block))
    telling = own.number[owners] >= OWN
    values, owners = values[telling], owners[telling]
    order = np.lexsort((rank[owners], block[owners], values))
    values, owners = values[order], owners[order]
    first = np.ones(len(values), dtype=bool)
    first[1:] = (values[1:] != values[:-1]) | (block[owners[1:]] != block[owners[:-1]])
    values, owners = values[first], owners[first]
    order = np.lexsort((rank[owners], values))
    values, owners = values[order], owners[order]
    edges = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1], [True]]))
    edges = np.stack([edges[:-1], edges[1:]], axis=1)[np.diff(edges) >= LEAST]
    # At most twelve of them, from the first to the last.
    kept = [
        values[first]
        for first, end in edges.tolist()
        if own.three_apart(owners[first : end : -(-(end - first) // CARRIERS)])
    ]
    return np.array(kept, dtype=np.uint64)
