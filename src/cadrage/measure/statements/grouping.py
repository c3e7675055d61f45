"""Which units say the same: average linkage of their likeness, without all likenesses in memory at once.

Clusters lie within the connected components of close pairs, so that only there the other likenesses matter.
"""

from collections.abc import Iterator

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix

from cadrage.measure.statements.components import components, members
from cadrage.measure.statements.features import feature_matrix, numbering
from cadrage.measure.statements.likeness import Likeness, Unit

# Likeness to one wording of a statement, above the threshold, at which a unit left alone joins it.
_ALONE = 0.06
# Pairs that have less of the shorter unit in common say nothing of each other.
_LEAST = 0.1
# Steps of a product of feature matrices at a time: at most so many pairs are in memory.
_AT_ONCE = 4_000_000
# Average linkage takes 16 bytes for every pair of a component.  Beyond this many units (200 MB; an event of some
# thousand articles) the weakest links are cut, a tenth more at a time, until the pieces are small enough.
_MOST, _STEP = 5000, 1.1
# Units of small components that are compared in one product: one costs less than many.
_TOGETHER = 500


def clusters(units: list[Unit], *, threshold: float) -> list[int]:
    """A label for every unit; equal units count once, so that a duplicated article changes nothing."""
    number = numbering()
    codes = [number[unit] for unit in units]
    distinct = sorted(number, key=lambda u: (u.words, u.speaker or "", u.narrator, u.features))
    likeness, matrix = Likeness(distinct), feature_matrix([unit.features for unit in distinct])
    a, b, score = _close(matrix, likeness, threshold)
    links = csr_matrix((score, (a, b)), shape=(len(distinct), len(distinct)))
    labels = components(links, threshold, most=_MOST, step=_STEP)
    top = labels.max(initial=-1) + 1
    for several in _several(members(labels, least=3)):
        for here, found in _linked(matrix, likeness, several, threshold):
            labels[here] = top + found
            top += len(here)
    sure = score >= threshold + _ALONE
    labels = _joined_alone(labels, a[sure], b[sure], score[sure])
    of_code = dict(zip((number[unit] for unit in distinct), labels.tolist(), strict=True))
    return [of_code[code] for code in codes]


def _close(matrix: csr_matrix, likeness: Likeness, threshold: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The pairs of units whose likeness reaches the threshold, and that likeness."""
    found = [(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))]
    for a, b, dice, inside in _pairs(matrix):
        score = likeness.scores(a, b, dice, inside)
        close = score >= threshold
        found.append((a[close], b[close], score[close]))
    return tuple(map(np.concatenate, zip(*found, strict=True)))


def _several(components: list[np.ndarray]) -> Iterator[list[np.ndarray]]:
    """Components one after the other, small ones together."""
    several, size = [], 0
    for units in components:
        if size + len(units) > _TOGETHER and several:
            yield several
            several, size = [], 0
        several.append(units)
        size += len(units)
    if several:
        yield several


def _linked(
    matrix: csr_matrix, likeness: Likeness, several: list[np.ndarray], threshold: float
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The members of each component with their clusters, numbered from 1, by average linkage."""
    units = np.concatenate(several)
    sizes = np.array([len(component) for component in several], dtype=np.int64)
    pairs = sizes * (sizes - 1) // 2
    which = np.repeat(np.arange(len(several)), sizes)
    place = np.arange(len(units)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    # Distances as linkage wants them: all pairs of a component one after the other; most have nothing in common.
    distance = np.ones(pairs.sum())
    behind = np.cumsum(pairs) - pairs
    for a, b, dice, inside in _pairs(matrix[units]):
        same = which[a] == which[b]
        a, b = a[same], b[same]
        score = likeness.scores(units[a], units[b], dice[same], inside[same])
        i, j, n = place[a], place[b], sizes[which[a]]
        distance[behind[which[a]] + n * i - i * (i + 1) // 2 + j - i - 1] = 1 - score
    for component, start, size in zip(several, behind, pairs, strict=True):
        tree = linkage(distance[start : start + size], "average")
        yield component, fcluster(tree, 1 - threshold, "distance")


def _pairs(matrix: csr_matrix) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
    """Pairs of rows with something in common: first, second, Dice likeness, containment in the shorter one."""
    total = np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()
    carriers = np.bincount(matrix.indices, minlength=matrix.shape[1])
    steps = np.concatenate([[0], np.cumsum(carriers[matrix.indices])])[matrix.indptr]
    first = 0
    while first < matrix.shape[0]:
        last = max(first + 1, int(np.searchsorted(steps, steps[first] + _AT_ONCE, side="right")) - 1)
        product = (matrix[first:last] @ matrix[first:].T).tocoo()
        upper = product.row < product.col
        a, b, common = product.row[upper] + first, product.col[upper] + first, product.data[upper]
        dice = 2 * common / np.maximum(total[a] + total[b], 1e-9)
        inside = common / np.maximum(np.minimum(total[a], total[b]), 1e-9)
        keep = inside >= _LEAST
        yield a[keep], b[keep], dice[keep], inside[keep]
        first = last


def _joined_alone(labels: np.ndarray, a: np.ndarray, b: np.ndarray, score: np.ndarray) -> np.ndarray:
    """Units left alone join the cluster of the unit they are most like, where one of the pairs given shows it.

    Average linkage leaves out a wording that is close to one other wording only, the fuller one it was made from.
    """
    a, b, score = np.concatenate([a, b]), np.concatenate([b, a]), np.concatenate([score, score])
    sizes = np.bincount(labels)
    alone = sizes[labels[a]] == 1
    a, b, score = a[alone], b[alone], score[alone]
    order = np.lexsort((b, -score, a))
    unit, first = np.unique(a[order], return_index=True)
    best = b[order][first]
    joins = sizes[labels[best]] > 1
    joined = labels.copy()
    joined[unit[joins]] = labels[best[joins]]
    return joined
