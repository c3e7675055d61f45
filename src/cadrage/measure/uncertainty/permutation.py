"""Permutation tests that exchange independent texts between two outlets, exact where it can be done.

The statistic is a difference of means (or of shares), which does not depend on the sizes of the groups; a word-level
score such as G² does, and would flag the words of the shorter outlet.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from math import comb, prod
from typing import NamedTuple

import numpy as np
from scipy import sparse

from cadrage.errors import MeasureError

# Up to this many assignments are enumerated; beyond, they are drawn.
MAX_EXACT = 50_000
# Random numbers drawn at once.
DRAWN = 1 << 20


class Permutation(NamedTuple):
    """Result of a permutation test: observed statistic, p, smallest possible p, number and kind of assignments."""

    estimate: float
    p: float
    floor: float
    n_assignments: int
    exact: bool


def floor_of_p(n: int, m: int) -> float:
    """Smallest two-sided p that exchanging n and m independent texts can give.

    With groups of equal size every assignment has a mirror image as extreme as itself, hence the 2.

    >>> [round(floor_of_p(n, n), 4) for n in (1, 2, 3, 4, 5)]
    [1.0, 0.3333, 0.1, 0.0286, 0.0079]
    """
    return _floor([(n, m)])


def _floor(sizes: list[tuple[int, int]]) -> float:
    mirrored = all(n == m for n, m in sizes)
    return min(1.0, (2 if mirrored else 1) / prod(comb(n + m, n) for n, m in sizes))


def smallest_p(group, strata, n_assignments: int, exact: bool) -> float:
    """Smallest p of a test of some groups and strata that used a number of assignments, all of them or drawn.

    >>> smallest_p([True, True, False, False], None, 6, True)
    0.3333333333333333
    """
    group = np.asarray(group, dtype=bool)
    floor = _floor([(n, len(where) - n) for where, n in _strata(group, strata)])
    return floor if exact else max(floor, 1 / (1 + n_assignments))


def _strata(group: np.ndarray, strata) -> list[tuple[np.ndarray, int]]:
    """Per stratum: positions of its texts, and how many of them belong to the first group."""
    labels = np.zeros(len(group), dtype=int) if strata is None else np.unique(strata, return_inverse=True)[1]
    places = [np.flatnonzero(labels == s) for s in range(labels.max() + 1)] if len(labels) else []
    return [(where, int(group[where].sum())) for where in places]


def assignments(
    group, *, strata=None, n_permutations: int = 9_999, max_exact: int = MAX_EXACT, seed: int = 0
) -> tuple[np.ndarray, bool]:
    """Rows of 0/1 that say which texts form the first group: all of them, or a sample; and whether it is all.

    A sample does not contain the observed assignment, which is added as the 1 of (1 + #) / (1 + B).

    >>> rows, exact = assignments([True, True, False, False])
    >>> rows.shape, exact
    ((6, 4), True)
    """
    group = np.asarray(group, dtype=bool)
    blocks = _strata(group, strata)
    if prod(comb(len(where), n) for where, n in blocks) <= max_exact:
        parts = [_all_choices(len(where), n) for where, n in blocks]
        rows = np.zeros((prod(map(len, parts)), len(group)), dtype=np.int8)
        repeat = len(rows)
        for (where, _), part in zip(blocks, parts, strict=True):
            # Every choice in one stratum meets every choice in the others.
            repeat //= len(part)
            rows[:, where] = np.tile(np.repeat(part, repeat, axis=0), (len(rows) // (repeat * len(part)), 1))
        return rows, True
    rng = np.random.default_rng(seed)
    rows = np.zeros((n_permutations, len(group)), dtype=np.int8)
    for where, n in blocks:
        some = max(1, DRAWN // len(where))
        for part in np.split(rows, range(some, n_permutations, some)):
            # The texts with the n smallest of as many random numbers; in which order does not matter.
            order = np.argpartition(rng.random((len(part), len(where))), n - 1, axis=1)[:, :n]
            np.put_along_axis(part, where[order], 1, axis=1)
    return rows, False


@lru_cache(maxsize=64)
def _all_choices(size: int, n: int) -> np.ndarray:
    """All ways to choose n of some texts as rows of 0/1; kept, as every pair of outlets asks again."""
    chosen = np.array(list(combinations(range(size), n)), dtype=np.int64).reshape(comb(size, n), n)
    rows = np.zeros((len(chosen), size), dtype=np.int8)
    np.put_along_axis(rows, chosen, 1, axis=1)
    return rows


def _p_value(null: np.ndarray, observed: np.ndarray, exact: bool) -> np.ndarray:
    # Statistics that are equal in exact arithmetic must not be told apart by rounding.
    scale = 1e-10 * np.maximum(np.abs(observed), 1e-300)
    reached = (np.abs(null) >= np.abs(observed) - scale).sum(axis=0)
    return reached / len(null) if exact else (1 + reached) / (1 + len(null))


def _differences(rows: np.ndarray, values: np.ndarray, chunk: int = 2_000) -> Iterator[np.ndarray]:
    n = rows[0].sum()
    m, total = rows.shape[1] - n, np.asarray(values.sum(axis=0)).ravel()
    for start in range(0, len(rows), chunk):
        first = rows[start : start + chunk].astype(float) @ values
        yield first / n - (total - first) / m


def _sums(rows: np.ndarray, values: np.ndarray, chunk: int = 2_000) -> np.ndarray:
    """Sum of the values in the first group of each assignment; some at a time, as they are widened to be multiplied."""
    return np.concatenate([rows[start : start + chunk] @ values for start in range(0, len(rows), chunk)])


def _check(group: np.ndarray, size: int) -> None:
    if len(group) != size:
        raise MeasureError(f"one group label per text was expected, but {len(group)} came for {size} texts")


def permutation_test(
    values, group, *, weights=None, strata=None, n_permutations: int = 9_999, max_exact: int = MAX_EXACT, seed: int = 0
) -> Permutation:
    """Two-sided permutation test of the difference of means of per-text values between two groups.

    ``group`` is True for the first group.  With ``weights`` (totals per text, > 0) the statistic is the difference
    of the shares Σvalues/Σweights.  Texts are exchanged within ``strata``.  p is NaN below two texts in a group.
    Source: Fisher (1935); Phipson and Smyth (2010) for (1 + #) / (1 + B).

    >>> permutation_test([5, 6, 7, 1, 2, 3], [True] * 3 + [False] * 3)
    Permutation(estimate=4.0, p=0.1, floor=0.1, n_assignments=20, exact=True)
    """
    values, group = np.asarray(values, dtype=float), np.asarray(group, dtype=bool)
    _check(group, len(values))
    weights = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)
    if not len(values) or not group.any() or group.all():
        return Permutation(np.nan, np.nan, 1.0, 0, True)
    observed = values[group].sum() / weights[group].sum() - values[~group].sum() / weights[~group].sum()
    sizes = [(n, len(where) - n) for where, n in _strata(group, strata)]
    if min(group.sum(), (~group).sum()) < 2:
        return Permutation(float(observed), np.nan, _floor(sizes), 0, True)
    rows, exact = assignments(group, strata=strata, n_permutations=n_permutations, max_exact=max_exact, seed=seed)
    first, base = _sums(rows, values), _sums(rows, weights)
    null = first / base - (values.sum() - first) / (weights.sum() - base)
    floor = smallest_p(group, strata, len(rows), exact)
    return Permutation(float(observed), float(_p_value(null, observed, exact)), floor, len(rows), exact)


def max_t(
    values, group, *, strata=None, n_permutations: int = 9_999, max_exact: int = MAX_EXACT, seed: int = 0
) -> dict[str, np.ndarray | float | int | bool]:
    """Permutation p of many terms at once, plain and corrected by the distribution of the greatest statistic.

    ``values`` is texts × terms, dense or sparse.  Before the maximum is taken each term is divided by its standard deviation over all
    texts, which no exchange of labels changes.  Returns estimate, p, p_max (Westfall and Young 1993, single step),
    floor, n_assignments, exact.

    >>> values = np.array([[5, 1], [6, 0], [7, 2], [8, 1], [1, 1], [2, 2], [3, 0], [2, 1]])
    >>> max_t(values, [True] * 4 + [False] * 4)["p_max"].round(3).tolist()
    [0.029, 1.0]
    """
    values = values.tocsr().astype(float) if sparse.issparse(values) else np.asarray(values, dtype=float)
    group = np.asarray(group, dtype=bool)
    _check(group, values.shape[0])
    observed = next(_differences(group[None, :].astype(np.int8), values))[0]
    sizes = [(n, len(where) - n) for where, n in _strata(group, strata)]
    if min(group.sum(), (~group).sum()) < 2:
        nothing = np.full(values.shape[1], np.nan)
        empty = {"p": nothing, "p_max": nothing, "floor": _floor(sizes), "n_assignments": 0, "exact": True}
        return {"estimate": observed, **empty}
    rows, exact = assignments(group, strata=strata, n_permutations=n_permutations, max_exact=max_exact, seed=seed)
    square = values.multiply(values) if sparse.issparse(values) else values**2
    mean, mean_square = (np.asarray(v.mean(axis=0)).ravel() for v in (values, square))
    spread = np.sqrt(np.maximum(mean_square - mean**2, 0))
    spread = np.where(spread > 1e-12 * np.maximum(np.abs(mean), 1e-300), spread, np.inf)
    size, reached, reached_max = np.abs(observed), 0, 0
    tolerance = 1e-10 * np.maximum(size, 1e-300)
    for null in _differences(rows, values):
        null = np.abs(null)
        reached = reached + (null >= size - tolerance).sum(axis=0)
        greatest = (null / spread).max(axis=1, keepdims=True)
        reached_max = reached_max + (greatest >= (size - tolerance) / spread - 1e-12).sum(axis=0)
    plus = 0 if exact else 1
    p, p_max = (plus + reached) / (plus + len(rows)), (plus + reached_max) / (plus + len(rows))
    floor = smallest_p(group, strata, len(rows), exact)
    return {"estimate": observed, "p": p, "p_max": p_max, "floor": floor, "n_assignments": len(rows), "exact": exact}
