"""Runs of marked places in a row: of shingles, and of the words that these are made of."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np


def among(values: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Which values are among sorted numbers; sorting these again for each article would take most of the time."""
    if not len(numbers):
        return np.zeros(len(values), dtype=bool)
    at = np.minimum(np.searchsorted(numbers, values), len(numbers) - 1)
    return numbers[at] == values


class Stretches(NamedTuple):
    """Stretches of words, sorted: words ``first`` to ``end`` of an article."""

    article: np.ndarray
    first: np.ndarray
    end: np.ndarray

    def each(self) -> Iterator[tuple[int, int, int]]:
        return zip(*(side.tolist() for side in self), strict=True)

    def of(self, article: int) -> Iterator[tuple[int, int]]:
        """First and end of the stretches of an article."""
        # Of the same type, or all numbers would be converted for every article that is looked up.
        here = slice(*np.searchsorted(self.article, np.array([article, article + 1], self.article.dtype)).tolist())
        return zip(self.first[here].tolist(), self.end[here].tolist(), strict=True)

    def marked(self, owner: np.ndarray, shingle: int) -> np.ndarray:
        """Which shingles of some articles (one behind the other, ``owner`` by ``owner``) lie in a stretch."""
        if not len(owner):
            return np.zeros(0, dtype=bool)
        here = slice(*np.searchsorted(self.article, [owner[0], owner[-1] + 1]).tolist())
        start = np.searchsorted(owner, self.article[here])
        steps = np.zeros(len(owner) + 1, dtype=np.int32)
        np.add.at(steps, start + self.first[here], 1)
        np.add.at(steps, start + self.end[here] - shingle + 1, -1)
        return np.cumsum(steps)[:-1] > 0


def runs_of(common: np.ndarray, bridge: np.ndarray, owner: np.ndarray, least: int, shingle: int) -> Stretches:
    """The words of runs of common shingles, grammatical ones between them included, at least ``least`` shingles long.

    The shingles of several articles stand one behind the other, those of each in their order; ``owner`` says of which
    article each is, by increasing numbers.

    >>> common = np.array([1, 0, 1, 0, 1, 1], dtype=bool)
    >>> bridge = np.array([0, 1, 0, 0, 0, 0], dtype=bool)
    >>> list(runs_of(common, bridge, np.array([3, 3, 3, 3, 3, 7]), 2, 5).each())
    [(3, 0, 7)]
    """
    at = np.flatnonzero(common)
    # Two common ones are of one run where nothing between them breaks it.
    breaks = np.cumsum(~(common | bridge) | (np.diff(owner, prepend=-1) > 0))[at]
    cut = np.flatnonzero(np.diff(breaks, prepend=-1, append=-1))
    first, last = at[cut[:-1]], at[cut[1:] - 1]
    article = owner[first]
    # In half of a run at least the shingles have words beyond grammar.
    number = np.searchsorted(owner[at], article, "right") - np.searchsorted(owner[at], article)
    long = (last - first + 1 >= least) & (2 * number >= least)
    start = np.searchsorted(owner, article)
    return Stretches(article[long], (first - start)[long], (last - start + shingle)[long])


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
