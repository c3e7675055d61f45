"""Which articles have words in common, and where: candidate pairs by rare shingles, then exact alignment.

An inverted index of word shingles (five words by default) names the pairs; every pair is then aligned word by word.
The work per shingle is bounded, so that time grows with the number of words and not with the number of pairs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cadrage.measure.statements.alignment import Segment, local_alignments, positions
from cadrage.measure.statements.scanned import Scanned, shingles

# A shingle links an article with this many of the articles that have it too; more would be quadratic in the number
# of copies, and copies of copies are joined through each other.
_NEIGHBOURS = 12
# A shingle that stands in this many events or weeks is a set phrase (an office, a disclaimer), not copied text.
_SET_PHRASE = 8
# A shingle that stands in this many events or weeks may belong to a standing text (:mod:`~.standing`).
LEAST = 3
# Alignments start from runs of this many equal words; with 30 % of the words edited one word in three starts one.
SEED = 3
# Shingles sorted at a time: their numbers, owners and sorting take about 50 bytes each.
_AT_ONCE = 5_000_000


@dataclass(slots=True)
class Reuse:
    """Words ``a_start:a_end`` of article number ``a`` stand in article number ``b`` too (numbers in order of rows)."""

    a: int
    b: int
    segment: Segment


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
    order = np.lexsort((np.nan_to_num(days, nan=0.0), block)).astype(np.int32)
    # What one shingle links does not depend on the others: they are taken in turns that fit in memory.
    turns = 1
    while turns * _AT_ONCE < scanned.n_words:
        turns *= 2
    size = len(block)
    pairs = np.empty(0, dtype=np.int64)
    often = [np.empty(0, dtype=np.uint64)]
    for turn in range(turns):
        hashes, owner = _owners(scanned, shingle, order, turn, turns)
        number = _number_of_blocks(hashes, block[owner])
        often.append(np.unique(hashes[number >= LEAST]))
        keep = number < _SET_PHRASE
        hashes, owner = hashes[keep], owner[keep]
        found = [pairs]
        for step in range(1, _NEIGHBOURS + 1):
            same = np.flatnonzero(hashes[step:] == hashes[:-step])
            a, b = owner[same], owner[same + step]
            # A pair as one number: sorted in an instant, and half the room.
            a, b = np.divmod(np.unique(np.minimum(a, b).astype(np.int64) * size + np.maximum(a, b)), size)
            allowed = _allowed(codes[a], codes[b], days[a], days[b], window)
            found.append(a[allowed] * size + b[allowed])
        pairs = np.unique(np.concatenate(found))
    return np.stack(np.divmod(pairs, max(1, size)), axis=1), np.sort(np.concatenate(often))


def reused(scanned: Scanned, pairs: np.ndarray, *, min_words: int) -> Iterator[Reuse]:
    """Aligned stretches of at least about ``min_words`` equal words for each pair of articles."""
    index_of, index, second = -1, {}, None
    # By the second article, whose index of runs is then made once.
    for a, b in pairs[np.lexsort((pairs[:, 0], pairs[:, 1]))].tolist():
        if b != index_of:
            second = scanned.ids[b]
            index_of, index = b, positions(second, size=SEED)
        segments = local_alignments(
            scanned.ids[a], second, index, size=SEED, weak=scanned.weak, min_score=min_words * 0.6
        )
        for segment in segments:
            yield Reuse(a, b, segment)


def _owners(scanned: Scanned, size: int, order: np.ndarray, turn: int, turns: int) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of shingles with two words beyond grammar, sorted, and the articles each stands in, once each, in ``order``.

    Of all numbers those that leave the rest ``turn`` when divided by ``turns``, a power of two.
    """
    hashes, owners = [np.empty(0, dtype=np.uint64)], [np.empty(0, dtype=np.int32)]
    for value, strong, owner in shingles(scanned, size, order=order):
        mine = np.flatnonzero(strong & ((value & np.uint64(turns - 1)) == turn))
        hashes.append(value[mine])
        owners.append(owner[mine])
    values, owner = np.concatenate(hashes), np.concatenate(owners)
    del hashes, owners
    by_value = np.argsort(values, kind="stable")
    values, owner = values[by_value], owner[by_value]
    fresh = np.ones(len(values), dtype=bool)
    fresh[1:] = (values[1:] != values[:-1]) | (owner[1:] != owner[:-1])
    return values[fresh], owner[fresh]


def blocks(codes: np.ndarray, days: np.ndarray, window: float) -> np.ndarray:
    """The event of each article or, where none is given, its week, as one number."""
    weeks = np.where(np.isnan(days), 0, np.nan_to_num(days) // max(window, 1.0)).astype(np.int64)
    return np.where(codes >= 0, codes, codes.max(initial=-1) + 1 + weeks)


def _number_of_blocks(hashes: np.ndarray, block: np.ndarray) -> np.ndarray:
    """For rows (sorted by hash, then block order) in how many events or weeks the hash stands."""
    if not len(hashes):
        return np.zeros(0, dtype=np.int32)
    new_hash = np.ones(len(hashes), dtype=bool)
    new_hash[1:] = hashes[1:] != hashes[:-1]
    new_block = new_hash.copy()
    new_block[1:] |= block[1:] != block[:-1]
    first = np.flatnonzero(new_hash)
    number = np.add.reduceat(new_block, first, dtype=np.int32)
    return np.repeat(number, np.diff(first, append=len(hashes)))


def _allowed(code_a, code_b, day_a, day_b, window) -> np.ndarray:
    both = (code_a >= 0) & (code_b >= 0)
    near = ~(np.abs(day_a - day_b) > window)
    return np.where(both, code_a == code_b, near)
