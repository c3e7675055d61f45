"""Which rows count: two ways to the same articles."""

import numpy as np
import pandas as pd
import pytest

from cadrage.measure.uncertainty import independence
from cadrage.measure.uncertainty.independence import counted_rows, independent_texts, one_per_cluster, texts_that_count


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


def test_articles_are_one_text_where_their_passages_cover_enough_of_the_shorter(monkeypatch):
    rng = np.random.default_rng(5)
    ids = [f"a{k:02d}" for k in range(30)]
    articles = pd.DataFrame({"article_id": ids, "sha256": ids, "text": ["x" * n for n in rng.integers(40, 120, 30)]})
    rows = [(p, a) for p in range(12) for a in rng.choice(30, 5)]
    start = rng.integers(0, 30, len(rows))
    passages = pd.DataFrame({
        "passage_id": [f"p{p}" for p, _ in rows], "article_id": [ids[a] for _, a in rows],
        "start": start, "end": start + rng.integers(5, 25, len(rows)),
    })  # fmt: skip
    # Every two articles compared, as the words of the function say.
    n = (passages["end"] - passages["start"]).groupby([passages["article_id"], passages["passage_id"]]).sum()
    one = {a: {a} for a in ids}
    for a in ids:
        for b in ids:
            of_a, of_b = (n.get(k, pd.Series(dtype=int)) for k in (a, b))
            common = sum(min(of_a[p], of_b[p]) for p in set(of_a.index) & set(of_b.index))
            if a != b and common >= 0.5 * articles["text"].str.len()[[ids.index(a), ids.index(b)]].min():
                one[a] |= one[b]
                for k in one[b]:
                    one[k] = one[a]
    expected = {a: min(one[a]) for a in ids}
    assert 2 < len(set(expected.values())) < 28
    assert independent_texts(articles, passages=passages, containment=0.5).to_dict() == expected
    monkeypatch.setattr(independence, "_PAIRS", 7)
    assert independent_texts(articles, passages=passages, containment=0.5).to_dict() == expected
