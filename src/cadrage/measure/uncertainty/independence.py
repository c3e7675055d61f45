"""Which articles are one text: equal or nearly equal articles are one independent text, counted once per outlet."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cadrage.errors import MeasureError
from cadrage.measure.table import need


def independent_texts(
    articles: pd.DataFrame, *, passages: pd.DataFrame | None = None, containment: float = 0.8
) -> pd.Series:
    """The independent text of every article: a Series article_id → cluster, named after its first article.

    Two articles are one text when their ``sha256`` is equal, or when the passages they share (table ``passages``)
    cover at least ``containment`` of the characters of the shorter one.  Raises
    :class:`~cadrage.errors.MeasureError` where a column is missing.

    >>> articles = pd.DataFrame({"article_id": ["a1", "a2", "b1"], "sha256": ["x", "x", "y"], "text": ["…"] * 3})
    >>> independent_texts(articles).tolist()
    ['a1', 'a1', 'b1']
    """
    need(articles, ["article_id", "sha256"], "articles")
    ids = articles["article_id"].astype(str).tolist()
    parent = {a: a for a in ids}

    def find(a: str) -> str:
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    def join(a: str, b: str) -> None:
        # The smaller name leads, so that the order of the articles does not change the clusters' names.
        first, second = sorted((find(a), find(b)))
        parent[second] = first

    first_with: dict[str, str] = {}
    for article, digest in zip(ids, articles["sha256"], strict=True):
        join(first_with.setdefault(digest, article), article)
    if passages is not None and len(passages):
        need(articles, ["text"], "articles")
        for a, b in _near_duplicates(articles, passages, containment):
            join(a, b)
    return pd.Series([find(a) for a in ids], index=pd.Index(ids, name="article_id"), name="cluster")


def _near_duplicates(articles: pd.DataFrame, passages: pd.DataFrame, containment: float):
    need(passages, ["passage_id", "article_id", "start", "end"], "passages")
    length = dict(zip(articles["article_id"].astype(str), articles["text"].str.len(), strict=True))
    spans = pd.DataFrame({"passage": passages["passage_id"], "article": passages["article_id"].astype(str)})
    spans["n"] = passages["end"].astype(int) - passages["start"].astype(int)
    spans = spans.groupby(["passage", "article"], as_index=False)["n"].sum()
    pairs = spans.merge(spans, on="passage", suffixes=("", "_other"))
    pairs = pairs[pairs["article"] < pairs["article_other"]]
    pairs["common"] = pairs[["n", "n_other"]].min(axis=1)
    common = pairs.groupby(["article", "article_other"])["common"].sum()
    for (a, b), n in common.items():
        if n >= containment * min(length[a], length[b]):
            yield a, b


def clusters_or_self(
    article_ids: pd.Series,
    *,
    clusters: Mapping[str, str] | pd.Series | None = None,
    articles: pd.DataFrame | None = None,
) -> np.ndarray:
    """The cluster of each article id: as given, else by equal ``sha256`` of ``articles``, else the article itself.

    >>> clusters_or_self(pd.Series(["a", "b"]), clusters={"a": "k", "b": "k"}).tolist()
    ['k', 'k']
    """
    ids = article_ids.astype(str)
    if clusters is None and articles is not None and "sha256" in articles:
        clusters = independent_texts(articles)
    if clusters is None:
        return ids.to_numpy(dtype=object)
    lookup = dict(clusters.items()) if isinstance(clusters, pd.Series) else dict(clusters)
    missing = next((a for a in ids.unique() if a not in lookup), None)
    if missing is not None:
        raise MeasureError(f"clusters was expected to name every article, but lacks {missing!r}")
    return ids.map(lookup).astype(str).to_numpy(dtype=object)


def one_per_cluster(outlets: np.ndarray, article_ids: np.ndarray, clusters: np.ndarray) -> pd.DataFrame:
    """The distinct articles with, for each, the article of the same outlet and cluster that is counted.

    Columns: article_id, outlet, cluster, counted (the first article of the cluster by id), n_copies.

    >>> one_per_cluster(["X", "X"], ["a2", "a1"], ["k", "k"])[["article_id", "counted"]].values.tolist()
    [['a1', 'a1'], ['a2', 'a1']]
    """
    texts = pd.DataFrame({"article_id": article_ids, "outlet": outlets, "cluster": clusters})
    texts = texts.drop_duplicates("article_id").sort_values("article_id", ignore_index=True)
    outlet, cluster = (pd.factorize(texts[name])[0] for name in ("outlet", "cluster"))
    group = pd.factorize(outlet * (1 + cluster.max(initial=0)) + cluster)[0]
    # Groups are numbered in the order of their first texts.
    first = np.unique(group, return_index=True)[1]
    texts["counted"] = texts["article_id"].to_numpy()[first[group]]
    texts["n_copies"] = np.bincount(group)[group]
    return texts
