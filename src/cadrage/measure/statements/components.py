"""What hangs together by links: the connected components of a graph, small enough to compare all members of each.

Average linkage needs the likeness of every member with every other.  Chains of links can join thousands that have little
to do with each other; such components are cut where their links are weakest.
"""

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components


def components(links: csr_matrix, weakest: float, *, most: int, step: float) -> np.ndarray:
    """A number for every node, the same for those that links join, directly or through others.

    No link is below ``weakest``.  Of a component of more than ``most`` nodes the links below ``step`` times that are
    cut, and so on, until its pieces are small enough.

    >>> links = csr_matrix(([0.9, 0.5], ([0, 1], [1, 2])), shape=(4, 4))
    >>> components(links, 0.4, most=3, step=1.5).tolist(), components(links, 0.4, most=2, step=1.5).tolist()
    ([0, 0, 0, 1], [2, 2, 3, 1])
    """
    found = connected_components(links, directed=False)[1].astype(np.int64)
    for large in np.flatnonzero(np.bincount(found) > most):
        here = np.flatnonzero(found == large)
        part = links[here][:, here]
        part.data[part.data < weakest * step] = 0
        part.eliminate_zeros()
        found[here] = found.max() + 1 + components(part, weakest * step, most=most, step=step)
    return found


def members(component: np.ndarray, *, least: int = 1) -> list[np.ndarray]:
    """The nodes of every component that has at least so many.

    >>> [nodes.tolist() for nodes in members(np.array([0, 5, 0, 2, 5, 0]), least=2)]
    [[0, 2, 5], [1, 4]]
    """
    order = np.argsort(component, kind="stable")
    order = order[np.bincount(component)[component[order]] >= least]
    return np.split(order, np.flatnonzero(np.diff(component[order])) + 1) if len(order) else []
