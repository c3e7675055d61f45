"""Which rows count: two ways to the same articles."""

import numpy as np

from cadrage.measure.uncertainty.independence import counted_rows, one_per_cluster


def test_the_rows_that_count_are_those_of_the_article_that_counts():
    rng = np.random.default_rng(3)
    article = rng.integers(0, 60, 400)
    # Outlet and cluster belong to the article; ids sort by text, not by number.
    ids = np.array([f"a{k * 7919 % 1000}" for k in range(60)], dtype=object)[article]
    outlets, clusters = (np.array([f"x{k}" for k in rng.integers(0, n, 60)], dtype=object)[article] for n in (3, 20))
    counted = one_per_cluster(outlets, ids, clusters).set_index("article_id")["counted"]
    expected = counted.loc[ids].to_numpy() == ids
    assert counted_rows(outlets, ids, clusters).tolist() == expected.tolist()
    assert 0 < expected.sum() < len(expected)
