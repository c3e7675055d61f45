"""From pairs of articles that share a stretch of text to passages: each with all the places where it stands."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from cadrage.measure.statements.marked_runs import reached

# Two stretches of an article are the same passage when they share this much of all they cover together.
_SAME_STRETCH = 0.5


class Passages(NamedTuple):
    """Places of passages, those of one passage behind each other: its number, whether it is an outlet's own repeat, the article,
    its first and end word there."""

    passage: np.ndarray
    own: np.ndarray
    article: np.ndarray
    first: np.ndarray
    end: np.ndarray

    def each(self) -> Iterator[slice]:
        """Where the places of each passage stand."""
        edges = np.flatnonzero(np.diff(self.passage, prepend=-1, append=-1)).tolist()
        return map(slice, edges[:-1], edges[1:])


def joined(pairs: np.ndarray) -> np.ndarray:
    """Stretches that belong together: rows of passage, article, first word, end word, in that order.

    ``pairs`` are rows of article, first and end word on both sides.  Stretches of one passage that overlap in an
    article are one.

    >>> joined(np.array([[0, 10, 20, 1, 0, 10], [1, 1, 10, 2, 5, 14]], dtype=np.int32)).tolist()
    [[0, 0, 10, 20], [0, 1, 0, 10], [0, 2, 5, 14]]
    """
    stretches, numbers = _different(np.concatenate([pairs[:, :3], pairs[:, 3:]]))
    if not len(stretches):
        return np.empty((0, 4), dtype=np.int32)
    links = [np.split(numbers, 2), *_same_stretches(*stretches.T)]
    a, b = (np.concatenate(side) for side in zip(*links, strict=True))
    size = len(stretches)
    label = connected_components(coo_array((np.ones(len(a), dtype=bool), (a, b)), shape=(size, size)), directed=False)[
        1
    ]
    # Passages are numbered in the order of their first stretches.
    first = np.unique(label, return_index=True)[1]
    rank = np.empty(len(first), dtype=np.int32)
    rank[np.argsort(first)] = np.arange(len(first))
    passage = rank[label]
    order = np.argsort(passage, kind="stable")
    return _merged(np.column_stack([passage[order], stretches[order]]))


def in_turn(others: np.ndarray, own: np.ndarray) -> Passages:
    """What outlets share with others (:func:`joined`) and what they repeat themselves, in the order of the articles."""
    rows = np.concatenate([others, own])
    is_own = np.arange(len(rows)) >= len(others)
    number = rows[:, 0] + is_own * (1 + others[:, 0].max(initial=-1))
    leads = np.flatnonzero(np.diff(number, prepend=-1))
    # By the first place; what others have too before the own repeat that begins there.
    order = np.lexsort((is_own[leads], *rows[leads, :0:-1].T))
    rank = np.empty(len(leads), dtype=np.int32)
    rank[order] = np.arange(len(leads))
    passage = rank[number]
    order = np.argsort(passage, kind="stable")
    return Passages(passage[order], is_own[order], *rows[order, 1:].T)


def _different(stretches: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different stretches, sorted, and for each that was given its number among them."""
    order = np.lexsort(stretches.T[::-1])
    ordered = stretches[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    numbers = np.empty(len(order), dtype=np.int32)
    numbers[order] = np.cumsum(new) - 1
    return ordered[new], numbers


def _same_stretches(article: np.ndarray, first: np.ndarray, end: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs of stretches (sorted) that cover mostly the same words of an article."""
    one, step = np.arange(len(article) - 1, dtype=np.int32), 1
    while len(one):
        other = one + step
        near = (article[other] == article[one]) & (first[other] < end[one])
        one, other = one[near], other[near]
        common = np.minimum(end[one], end[other]) - first[other]
        same = common >= _SAME_STRETCH * (np.maximum(end[one], end[other]) - first[one])
        yield one[same], other[same]
        step += 1
        # A stretch that does not reach the next one reaches none behind it.
        one = one[one + step < len(article)]


def _merged(rows: np.ndarray) -> np.ndarray:
    """Rows of passage, article, first, end (sorted) with those that overlap as one."""
    passage, article, first, end = rows.T
    fresh = np.ones(len(rows), dtype=bool)
    fresh[1:] = (passage[1:] != passage[:-1]) | (article[1:] != article[:-1])
    fresh[1:] |= first[1:] >= reached(fresh, end)[:-1]
    kept = rows[fresh]
    kept[:, 3] = np.maximum.reduceat(end, np.flatnonzero(fresh))
    return kept
