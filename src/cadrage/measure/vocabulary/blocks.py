"""A matrix of counts some texts at a time, so that what is worked out for every entry never stands in memory for all."""

from collections.abc import Iterator

import numpy as np
from scipy import sparse

# Entries of a block: what is worked out for them takes two megabytes a number, and stays in the processor's cache.
SIZE = 1 << 18


def blocks(matrix: sparse.csr_array) -> Iterator[slice]:
    """The rows of a matrix, one after the other, as many at a time as have about :data:`SIZE` entries.

    >>> list(blocks(sparse.csr_array([[3, 0], [2, 1]])))
    [slice(0, 2, None)]
    """
    starts, row = matrix.indptr, 0
    while row < matrix.shape[0]:
        stop = max(row + 1, int(np.searchsorted(starts, int(starts[row]) + SIZE, side="right")) - 1)
        yield slice(row, stop)
        row = stop


def entries(matrix: sparse.csr_array) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """For the entries of one block after the other the number of the row, that of the column, and the value.

    >>> [[part.tolist() for part in block] for block in entries(sparse.csr_array([[3, 0], [2, 1]]))]
    [[[0, 1, 1], [0, 0, 1], [3, 2, 1]]]
    """
    for rows in blocks(matrix):
        starts = matrix.indptr[rows.start : rows.stop + 1]
        some = slice(starts[0], starts[-1])
        yield np.repeat(np.arange(rows.start, rows.stop), np.diff(starts)), matrix.indices[some], matrix.data[some]


def totals(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """The sum of every column, and the number of its entries.

    >>> [part.tolist() for part in totals(sparse.csr_array([[3, 0], [2, 1]]))]
    [[5.0, 1.0], [2, 1]]
    """
    total, n = np.zeros(matrix.shape[1]), np.zeros(matrix.shape[1], dtype=np.int64)
    for _, column, value in entries(matrix):
        np.add.at(total, column, value.astype(float))
        np.add.at(n, column, 1)
    return total, n


def with_data(matrix: sparse.csr_array, data: np.ndarray) -> sparse.csr_array:
    """Other values in the places of a matrix, which are shared and not copied.

    >>> with_data(sparse.csr_array([[3, 0], [2, 1]]), np.array([.5, .2, .1])).toarray().tolist()
    [[0.5, 0.0], [0.2, 0.1]]
    """
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def compact(matrix: sparse.csr_array) -> sparse.csr_array:
    """The matrix with its whole numbers as the smallest signed type that holds them all: most counts are 1.

    >>> compact(sparse.csr_array([[3, 0], [200, 1]])).dtype
    dtype('int16')
    """
    # The smallest type that holds −n − 1 is signed, and holds n.
    kind = np.min_scalar_type(-1 - int(matrix.data.max(initial=0)))
    return with_data(matrix, matrix.data.astype(kind, copy=False))
