"""Connected components, and where those too large for average linkage are cut."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from cadrage.measure.statements import grouping
from cadrage.measure.statements.components import components, members


def links(*edges, size):
    a, b, weight = zip(*edges, strict=True)
    return csr_matrix((weight, (a, b)), shape=(size, size))


def some_links(seed, size=60):
    rng = np.random.default_rng(seed)
    a, b = rng.integers(0, size, (2, size))
    return csr_matrix((rng.uniform(0.4, 1, size), (np.minimum(a, b), np.maximum(a, b))), shape=(size, size)).minimum(1)


def partition(labels):
    return sorted(map(tuple, members(np.asarray(labels))))


@pytest.mark.parametrize("seed", range(4))
def test_small_components_are_those_of_the_graph(seed):
    graph = some_links(seed)
    expected = connected_components(graph, directed=False)[1]
    assert 1 < expected.max() < 59
    assert partition(components(graph, 0.4, most=60, step=1.1)) == partition(expected)


@pytest.mark.parametrize("seed", range(4))
def test_large_components_are_cut_and_small_ones_stay(seed):
    graph = some_links(seed)
    whole, cut = (components(graph, 0.4, most=most, step=1.1) for most in (60, 7))
    assert np.bincount(whole).max() > 7 >= np.bincount(cut).max()
    assert all(len(set(whole[here])) == 1 for here in members(cut))
    small = [tuple(here) for here in members(whole) if len(here) <= 7]
    assert small and set(small) <= set(partition(cut))


def test_the_weakest_link_is_cut_first():
    chain = links((0, 1, 0.9), (1, 2, 0.8), (2, 3, 0.46), (3, 4, 0.8), (4, 5, 0.9), size=6)
    assert partition(components(chain, 0.45, most=5, step=1.1)) == [(0, 1, 2), (3, 4, 5)]
    assert partition(components(chain, 0.45, most=6, step=1.1)) == [(0, 1, 2, 3, 4, 5)]


def test_no_node_no_component():
    assert components(csr_matrix((0, 0)), 0.4, most=5, step=1.1).tolist() == []
    assert members(np.zeros(0, dtype=np.int64)) == []


def test_statements_of_a_component_too_large_are_grouped_piece_by_piece(monkeypatch):
    from test_grouping import partition as groups
    from test_grouping import some_units

    units = some_units(3, 150)
    whole = groups(grouping.clusters(units, threshold=0.45))
    monkeypatch.setattr(grouping, "_MOST", 40)
    asked, linkage = [], grouping.linkage
    monkeypatch.setattr(
        grouping, "linkage", lambda distance, how: asked.append(len(distance)) or linkage(distance, how)
    )
    pieces = groups(grouping.clusters(units, threshold=0.45))
    assert max(asked) <= 40 * 39 // 2
    # Most statements are what they are in the whole.
    assert len(set(whole) & set(pieces)) > 0.6 * len(whole)
