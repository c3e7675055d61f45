"""Runs of marked places in a row: of shingles, and of the words that these are made of."""

from collections.abc import Iterator

import numpy as np


def among(values: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Which values are among sorted numbers; sorting these again for each article would take most of the time."""
    if not len(numbers):
        return np.zeros(len(values), dtype=bool)
    at = np.minimum(np.searchsorted(numbers, values), len(numbers) - 1)
    return numbers[at] == values


def in_runs(common: np.ndarray, bridge: np.ndarray, least: int) -> np.ndarray:
    """Positions in runs of common shingles, grammatical ones between them included, at least ``least`` long."""
    marked = np.zeros(len(common), dtype=bool)
    at = np.flatnonzero(common)
    if 2 * len(at) < least:
        return marked
    # Two common ones are of one run where nothing between them breaks it.
    breaks = np.cumsum(~(common | bridge))[at]
    cut = np.flatnonzero(np.diff(breaks, prepend=-1, append=breaks[-1] + 1))
    first, last = at[cut[:-1]], at[cut[1:] - 1]
    long = last - first + 1 >= least
    for begin, end in zip(first[long].tolist(), last[long].tolist(), strict=True):
        marked[begin : end + 1] = True
    return marked


def words_of(positions: np.ndarray, shingle: int) -> np.ndarray:
    """The words of the shingles at some positions."""
    words = np.zeros(len(positions) + shingle - 1, dtype=bool)
    for k in range(shingle):
        words[k : k + len(positions)] |= positions
    return words


def spans(mask: np.ndarray) -> Iterator[tuple[int, int]]:
    """First and end of every run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]]))).tolist()
    return zip(edges[::2], edges[1::2], strict=True)


def stripped(mask: np.ndarray, start: int, end: int) -> tuple[int, int]:
    while start < end and mask[start]:
        start += 1
    while end > start and mask[end - 1]:
        end -= 1
    return start, end


def reached(fresh: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The furthest of the ends so far, counted anew wherever ``fresh`` says so (at the first one at least).

    >>> reached(np.array([True, False, False, True]), np.array([9, 4, 11, 5])).tolist()
    [9, 9, 11, 5]
    """
    apart = np.cumsum(fresh) * (1 + np.int64(ends.max(initial=0)))
    return np.maximum.accumulate(ends + apart) - apart
