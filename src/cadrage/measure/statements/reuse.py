"""Which articles have words in common, and where: candidate pairs by rare shingles, then exact alignment.

An inverted index of word shingles (five words by default) names the pairs; every pair is then aligned word by word.
The work per shingle is bounded, so that time grows with the number of words and not with the number of pairs.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from cadrage.measure.statements.alignment import Segment, local_alignments, positions
from cadrage.measure.statements.word_scan import function_words, word_edges, word_keys

# A shingle links an article with this many of the articles that have it too; more would be quadratic in the number
# of copies, and copies of copies are joined through each other.
_NEIGHBOURS = 12
# A shingle that stands in this many events or weeks is a set phrase (an office, a disclaimer), not copied text.
_SET_PHRASE = 8
# A shingle that stands in this many events or weeks may belong to a standing text (:mod:`~.standing`).
LEAST = 3
# Alignments start from runs of this many equal words; with 30 % of the words edited one word in three starts one.
SEED = 3
# Shingles sorted at a time: their numbers, owners and sorting take about 60 bytes each.
_AT_ONCE = 6_000_000
# Articles whose words are kept ready while passages are cut out of them.
_READY = 2_000


@dataclass(slots=True)
class Reuse:
    """Words ``a_start:a_end`` of article number ``a`` stand in article number ``b`` too (numbers in order of rows)."""

    a: int
    b: int
    segment: Segment


@dataclass(slots=True)
class Scanned:
    """All articles as numbered words: ``ids[k]`` are the word numbers of article k, ``weak[w]`` marks grammar.

    ``words[k]`` scans article k again: few articles share text, and the positions of all words would fill the memory.
    """

    words: "_Words"
    ids: list[array]
    weak: list[bool]


class _Words:
    """Where the words of any article stand, the latest ones kept."""

    def __init__(self, texts: Sequence[str]):
        self._scan = lru_cache(maxsize=_READY)(lambda k: _edges(texts[k]))

    def __getitem__(self, k: int) -> "Edges":
        return self._scan(k)


@dataclass(frozen=True, slots=True)
class Edges:
    """The words of one text are ``text[starts[k]:ends[k]]``; which of them begin with a capital."""

    starts: list[int]
    ends: list[int]
    capital: list[bool]


def _edges(text: str) -> Edges:
    starts, ends = (edge.tolist() for edge in word_edges(text))
    return Edges(starts, ends, [text[k].isupper() for k in starts])


def scan_articles(texts: Sequence[str], *, lang: str = "fr") -> Scanned:
    """Scan and number the words of all articles; compact, so that 100,000 articles fit in memory."""
    number: dict[str, int] = {}
    ids = [array("i", [number.setdefault(key, len(number)) for key in word_keys(text)]) for text in texts]
    grammar = function_words(lang)
    return Scanned(_Words(texts), ids, [key in grammar or len(key) == 1 for key in number])


def comparable(articles: pd.DataFrame, *, events: pd.Series | None) -> tuple[np.ndarray, np.ndarray]:
    """Event code (−1: missing) and day (NaN: missing) of every article: what decides who is compared with whom."""
    event = articles["event"] if events is None else articles["article_id"].map(events)
    codes = pd.Categorical(event).codes.astype(np.int64)
    dates = pd.to_datetime(articles["date"])
    days = ((dates - pd.Timestamp("1970-01-01")) / pd.Timedelta(days=1)).to_numpy(dtype=float, na_value=np.nan)
    return codes, days


def candidate_pairs(
    scanned: Scanned, codes: np.ndarray, days: np.ndarray, *, window: float, shingle: int
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of comparable articles with a shingle in common that is no set phrase: array (n, 2), first < second.

    Comparable: same event; where an event is missing, dates at most ``window`` days apart or a date missing.  The
    second array are the sorted numbers of the shingles that stand in :data:`LEAST` events or weeks.
    """
    # Neighbours in this order are the most comparable ones.
    block = blocks(codes, days, window)
    rank = np.empty(len(block), dtype=np.int64)
    rank[np.lexsort((np.arange(len(block)), np.nan_to_num(days, nan=0.0), block))] = np.arange(len(block))
    # What one shingle links does not depend on the others: they are taken in turns that fit in memory.
    turns = 1 + sum(map(len, scanned.ids)) // _AT_ONCE
    pairs = [np.empty((0, 2), dtype=np.int64)]
    often = [np.empty(0, dtype=np.uint64)]
    for turn in range(turns):
        hashes, owner = _shingles(scanned, shingle, turn, turns)
        order = np.lexsort((rank[owner], hashes))
        hashes, owner = hashes[order], owner[order]
        fresh = np.ones(len(hashes), dtype=bool)
        fresh[1:] = (hashes[1:] != hashes[:-1]) | (owner[1:] != owner[:-1])
        hashes, owner = hashes[fresh], owner[fresh]
        number = _number_of_blocks(hashes, block[owner])
        often.append(np.unique(hashes[number >= LEAST]))
        keep = number < _SET_PHRASE
        hashes, owner = hashes[keep], owner[keep]
        for step in range(1, _NEIGHBOURS + 1):
            same = np.flatnonzero(hashes[step:] == hashes[:-step])
            a, b = owner[same], owner[same + step]
            allowed = _allowed(codes[a], codes[b], days[a], days[b], window)
            found = np.stack([np.minimum(a, b), np.maximum(a, b)], axis=1)[allowed]
            pairs.append(np.unique(found, axis=0))
    return np.unique(np.concatenate(pairs), axis=0), np.sort(np.concatenate(often))


def reused(scanned: Scanned, pairs: np.ndarray, *, min_words: int) -> list[Reuse]:
    """Aligned stretches of at least about ``min_words`` equal words for each pair of articles."""
    found = []
    index_of, index = -1, {}
    # By the second article, whose index of runs is then made once.
    for a, b in pairs[np.lexsort((pairs[:, 0], pairs[:, 1]))].tolist():
        if b != index_of:
            index_of, index = b, positions(scanned.ids[b], size=SEED)
        segments = local_alignments(
            scanned.ids[a], scanned.ids[b], index, size=SEED, weak=scanned.weak, min_score=min_words * 0.6
        )
        found += [Reuse(a, b, segment) for segment in segments]
    return found


def shingle_numbers(scanned: Scanned, size: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """For each article a 64-bit number for every run of ``size`` words, and whether two of them are beyond grammar."""
    rng = np.random.default_rng(20260101)
    weak = np.array(scanned.weak, dtype=bool)
    code = rng.integers(1, 2**63, size=(size, len(weak)), dtype=np.uint64)
    for ids in scanned.ids:
        n = max(0, len(ids) - size + 1)
        row = np.array(ids, dtype=np.int64)
        value = np.zeros(n, dtype=np.uint64)
        strong = np.zeros(n, dtype=np.int64)
        for k in range(size):
            value += code[k][row[k : k + n]]
            strong += ~weak[row[k : k + n]]
        yield value, strong >= 2


def _shingles(scanned: Scanned, size: int, turn: int, turns: int) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of all runs with two words beyond grammar, and the article each stands in.

    Of all numbers those that leave the rest ``turn`` when divided by ``turns``.
    """
    hashes, owners = [], []
    for number, (value, strong) in enumerate(shingle_numbers(scanned, size)):
        value = value[strong & (value % np.uint64(turns) == turn)]
        hashes.append(value)
        owners.append(np.full(len(value), number, dtype=np.int32))
    if not hashes:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int32)
    return np.concatenate(hashes), np.concatenate(owners)


def blocks(codes: np.ndarray, days: np.ndarray, window: float) -> np.ndarray:
    """The event of each article or, where none is given, its week, as one number."""
    weeks = np.where(np.isnan(days), 0, np.nan_to_num(days) // max(window, 1.0)).astype(np.int64)
    return np.where(codes >= 0, codes, codes.max(initial=-1) + 1 + weeks)


def _number_of_blocks(hashes: np.ndarray, block: np.ndarray) -> np.ndarray:
    """For rows (sorted by hash, then block order) in how many events or weeks the hash stands."""
    if not len(hashes):
        return np.zeros(0, dtype=np.int64)
    new_hash = np.ones(len(hashes), dtype=bool)
    new_hash[1:] = hashes[1:] != hashes[:-1]
    new_block = new_hash.copy()
    new_block[1:] |= block[1:] != block[:-1]
    group = np.cumsum(new_hash) - 1
    return np.bincount(group, weights=new_block)[group]


def _allowed(code_a, code_b, day_a, day_b, window) -> np.ndarray:
    both = (code_a >= 0) & (code_b >= 0)
    near = ~(np.abs(day_a - day_b) > window)
    return np.where(both, code_a == code_b, near)
