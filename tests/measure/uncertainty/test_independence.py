"""Which rows count: two ways to the same articles."""

import numpy as np
import pandas as pd
import pytest

from cadrage.measure.uncertainty.independence import counted_rows, one_per_cluster, texts_that_count


def drawn_rows(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Outlet, article and cluster of some hundred rows."""
    rng = np.random.default_rng(seed)
    article = rng.integers(0, 60, 400)
    # Outlet and cluster belong to the article; ids sort by text, not by number.
    ids = np.array([f"a{k * 7919 % 1000}" for k in range(60)], dtype=object)[article]
    outlets, clusters = (np.array([f"x{k}" for k in rng.integers(0, n, 60)], dtype=object)[article] for n in (3, 20))
    return outlets, ids, clusters


def test_the_rows_that_count_are_those_of_the_article_that_counts():
    outlets, ids, clusters = drawn_rows(3)
    counted = one_per_cluster(outlets, ids, clusters).set_index("article_id")["counted"]
    expected = counted.loc[ids].to_numpy() == ids
    assert counted_rows(outlets, ids, clusters).tolist() == expected.tolist()
    assert 0 < expected.sum() < len(expected)


@pytest.mark.parametrize("kind", ["str", "category", "object"])
def test_articles_looked_up_once_give_what_rows_give(kind):
    outlets, ids, clusters = drawn_rows(5)
    table = pd.DataFrame({"article_id": ids, "outlet": outlets}).astype(kind)
    keep, text = texts_that_count(table, clusters=dict(zip(ids, clusters, strict=True)))
    assert keep.tolist() == counted_rows(outlets, ids, clusters).tolist()
    assert text.tolist() == pd.factorize(clusters)[0].tolist()
