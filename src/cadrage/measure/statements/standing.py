"""Standing text: notices, boxes and formulas that stand word for word in articles with nothing else in common.

« Cet article a été écrit par … » under articles of three events is no copy of one in another.  What recurs because
its story goes on, such as the background of an affair in every dispatch on it, stays shared copy: there the articles
share other words too.  Whether two articles do is measured outside the text that recurs.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

import numpy as np
import pandas as pd

from cadrage.measure.statements.alignment import Segment, equal_words
from cadrage.measure.statements.reuse import (
    LEAST,
    SEED,
    Reuse,
    Scanned,
    blocks,
    candidate_pairs,
    comparable,
    scan_articles,
    shingle_numbers,
)
from cadrage.measure.table import finish, need

# The shortest standing text, in words: the shortest passage.
_WORDS = 10
# The longest: a box of two sentences.  A paragraph or more is copied text, in however many articles it stands.
_LONGEST = 60
# Cosine of the content words of two articles from which on they are related.  French Wikinews: of pairs half a year
# apart 99 % stay below 0.134; of pairs whose titles share three words, days apart, 95 % are above 0.142.
_RELATED = 0.14
# With fewer content words of its own an article cannot show what it is about: it is that text and little more.
_OWN = 10
# Articles that are compared about one text, one an event: any three of them will do.
_CARRIERS = 12


def standing_words(
    scanned: Scanned, often: np.ndarray, codes: np.ndarray, days: np.ndarray, *, window: float, shingle: int
) -> dict[int, np.ndarray]:
    """Article number → which of its words are standing text; articles without any are left out.

    ``often`` are the sorted numbers of the shingles that stand in :data:`~cadrage.measure.statements.reuse.LEAST` events or weeks
    (:func:`~cadrage.measure.statements.reuse.candidate_pairs`).
    """
    runs = {}
    found: tuple[list, list] = ([], [])
    for article, (values, strong) in enumerate(shingle_numbers(scanned, shingle)):
        common = _among(values, often) & strong
        at = _in_runs(common, ~strong, _WORDS - shingle + 1)
        if at.any():
            runs[article] = (at, values)
            found[0].append(values[at & strong])
            found[1].append(np.full(len(found[0][-1]), article, dtype=np.int32))
    if not runs:
        return {}
    standing = _standing(scanned, runs, *map(np.concatenate, found), blocks(codes, days, window), days, shingle)
    marked = {}
    for article, (at, values) in runs.items():
        here = at & _among(values, standing)
        kept = _in_runs(here, at & ~here, _WORDS - shingle + 1)
        for first, end in _spans(kept):
            kept[first:end] = end - first + shingle - 1 <= _LONGEST
        if kept.any():
            marked[article] = _words(kept, shingle)
    return marked


def without_standing(r: Reuse, scanned: Scanned, standing: dict[int, np.ndarray]) -> Segment | None:
    """The aligned stretches without standing text at their ends, None where little else is left.

    Inside a longer text that is shared a formula stays.
    """
    s = r.segment
    if r.a not in standing or r.b not in standing:
        return s
    a, b = standing[r.a], standing[r.b]
    a_start, a_end = _stripped(a, s.a_start, s.a_end)
    b_start, b_end = _stripped(b, s.b_start, s.b_end)
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
        for first, end in _spans(mask):
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


def _standing(scanned, runs, values, owners, block, days, shingle) -> np.ndarray:
    """Those of the shingles that stand in articles of which at least three are not related to one another."""

    @lru_cache(maxsize=5_000)
    def own(article: int) -> frozenset[int]:
        outside = ~_words(runs[article][0], shingle)
        return frozenset(w for w, o in zip(scanned.ids[article], outside, strict=True) if o and not scanned.weak[w])

    @lru_cache(maxsize=100_000)
    def unrelated(carriers: tuple[int, ...]) -> bool:
        """Whether some of these articles, one an event, have nothing else in common."""
        one_each: dict[int, int] = {}
        for k in sorted(carriers, key=lambda k: (days[k] if days[k] == days[k] else 0.0, block[k], -len(own(k)))):
            if len(own(k)) >= _OWN:
                one_each.setdefault(block[k], k)
        chosen = list(one_each.values())
        chosen = chosen[:: -(-len(chosen) // _CARRIERS) or 1]
        apart = {(a, b) for a, b in combinations(chosen, 2) if _cosine(own(a), own(b)) < _RELATED}
        return any(all(p in apart for p in combinations(three, 2)) for three in combinations(chosen, LEAST))

    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    edges = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1], [True]]))
    kept = [
        values[first]
        for first, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
        if end - first >= LEAST and unrelated(tuple(dict.fromkeys(owners[first:end].tolist())))
    ]
    return np.array(kept, dtype=np.uint64)


def _among(values: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Which values are among sorted numbers; sorting these again for each article would take most of the time."""
    if not len(numbers):
        return np.zeros(len(values), dtype=bool)
    at = np.minimum(np.searchsorted(numbers, values), len(numbers) - 1)
    return numbers[at] == values


def _cosine(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / (len(a) * len(b)) ** 0.5


def _in_runs(common: np.ndarray, bridge: np.ndarray, least: int) -> np.ndarray:
    """Positions in runs of common shingles, grammatical ones between them included, at least ``least`` long."""
    marked = np.zeros(len(common), dtype=bool)
    if common.sum() * 2 < least:
        return marked
    for first, end in _spans(common | bridge):
        inside = np.flatnonzero(common[first:end])
        if len(inside) and inside[-1] - inside[0] + 1 >= least:
            marked[first + inside[0] : first + inside[-1] + 1] = True
    return marked


def _words(positions: np.ndarray, shingle: int) -> np.ndarray:
    """The words of the shingles at some positions."""
    words = np.zeros(len(positions) + shingle - 1, dtype=bool)
    for k in range(shingle):
        words[k : k + len(positions)] |= positions
    return words


def _spans(mask: np.ndarray) -> Iterator[tuple[int, int]]:
    """First and end of every run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]]))).tolist()
    return zip(edges[::2], edges[1::2], strict=True)


def _stripped(mask: np.ndarray, start: int, end: int) -> tuple[int, int]:
    while start < end and mask[start]:
        start += 1
    while end > start and mask[end - 1]:
        end -= 1
    return start, end
