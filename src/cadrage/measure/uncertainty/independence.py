"""Which articles are one text: equal or nearly equal articles are one independent text, counted once per outlet."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from cadrage.errors import MeasureError
from cadrage.measure.table import need
from cadrage.read.coverage import lengths_of

# Pairs of places that are looked at at a time.
_PAIRS = 500_000


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
    ids = articles["article_id"].astype(str).to_numpy(dtype=object)
    digests = pd.factorize(articles["sha256"])[0]
    # Equal texts hang together by the first of them.
    first_with = np.unique(digests, return_index=True)[1]
    pairs = [(np.arange(len(ids)), first_with[digests])]
    if passages is not None and len(passages):
        need(articles, ["text"], "articles")
        pairs.append(_near_duplicates(articles, passages, containment))
    a, b = (np.concatenate(side) for side in zip(*pairs, strict=True))
    joined = sparse.coo_array((np.ones(len(a), dtype=bool), (a, b)), shape=(len(ids), len(ids)))
    _, text = connected_components(joined, directed=False)
    # The smallest name leads, so that the order of the articles does not change the clusters' names.
    by_name = np.argsort(ids, kind="stable")
    leader = by_name[np.unique(text[by_name], return_index=True)[1]]
    return pd.Series(ids[leader[text]], index=pd.Index(ids, name="article_id"), name="cluster")


def _near_duplicates(
    articles: pd.DataFrame, passages: pd.DataFrame, containment: float
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of places of articles whose shared passages cover enough of the shorter one."""
    need(passages, ["passage_id", "article_id", "start", "end"], "passages")
    length = lengths_of(articles["text"]).to_numpy(dtype=np.int64)
    code, names = pd.factorize(passages["article_id"].astype(str))
    places = pd.Index(articles["article_id"].astype(str), dtype=object).get_indexer(pd.Index(names, dtype=object))[code]
    passage = pd.factorize(passages["passage_id"])[0]
    n = passages["end"].to_numpy(dtype=np.int64) - passages["start"].to_numpy(dtype=np.int64)
    # A slice of a study comes with the passages of the whole one.
    here = places >= 0
    passage, n = _summed(passage[here] * len(length) + places[here], n[here])
    passage, article = np.divmod(passage, max(1, len(length)))
    # Only an article that shares that much with all others together can share it with one.
    enough = np.bincount(article, weights=n, minlength=len(length)) >= containment * length
    a, b, common = _common(passage, article, n, enough)
    near = common >= containment * np.minimum(length[a], length[b])
    return a[near], b[near]


def _common(
    passage: np.ndarray, article: np.ndarray, n: np.ndarray, enough: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs of articles, of which one shares ``enough``, and how many characters they share; rows are sorted by passage."""
    first = np.searchsorted(passage, passage)
    size = np.searchsorted(passage, passage, "right") - first
    rows = np.flatnonzero(enough[article] & (size > 1))
    total = np.cumsum(size[rows])
    pairs, common = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    done = 0
    while done < len(rows):
        # All pairs of a large corpus at once would fill the memory.
        end = max(done + 1, int(np.searchsorted(total, _PAIRS + (total[done - 1] if done else 0))))
        some = rows[done:end]
        left = np.repeat(some, size[some])
        right = np.arange(len(left)) - np.repeat(np.cumsum(size[some]) - size[some] - first[some], size[some])
        a, b = article[left], article[right]
        # A pair of which both share enough is met from both sides.
        once = (a != b) & (~enough[b] | (a < b))
        pair = np.minimum(a, b)[once] * len(enough) + np.maximum(a, b)[once]
        shared = np.minimum(n[left], n[right])[once]
        pairs, common = _summed(np.concatenate([pairs, pair]), np.concatenate([common, shared]))
        done = end
    return *np.divmod(pairs, max(1, len(enough))), common


def _summed(names: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different names and the sums of their values."""
    order = np.argsort(names, kind="stable")
    names, values = names[order], values[order]
    first = np.flatnonzero(np.diff(names, prepend=-1))
    return names[first], np.add.reduceat(values, first) if len(first) else values


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
    given = clusters if isinstance(clusters, pd.Series) else pd.Series(clusters, dtype=object)
    asked = ids.to_numpy(dtype=object)
    at = pd.Index(given.index, dtype=object).get_indexer(asked)
    if (at < 0).any():
        raise MeasureError(f"clusters was expected to name every article, but lacks {asked[at < 0][0]!r}")
    return given.iloc[at].astype(str).to_numpy(dtype=object)


def texts_that_count(
    table: pd.DataFrame,
    *,
    clusters: Mapping[str, str] | pd.Series | None = None,
    articles: pd.DataFrame | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Whether each row stands in an article that counts (:func:`counted_rows`), and the number of its independent text.

    Each article is looked up once: of a large corpus a table may have a million rows.

    >>> table = pd.DataFrame({"article_id": ["a2", "a1", "a2", "b"], "outlet": "X"})
    >>> [found.tolist() for found in texts_that_count(table, clusters={"a1": "k", "a2": "k", "b": "b"})]
    [[False, True, False, True], [0, 0, 0, 1]]
    """
    ids = table["article_id"]
    values = ids.cat.codes if isinstance(ids.dtype, pd.CategoricalDtype) else ids
    article = pd.factorize(values, use_na_sentinel=False)[0].astype(np.int32)
    # Numbered in the order of their first rows, so the first row of each is a new greatest number.
    first = np.flatnonzero(np.diff(np.maximum.accumulate(article), prepend=-1))
    names, outlets = (table[c].iloc[first].astype(str) for c in ("article_id", "outlet"))
    cluster = clusters_or_self(names, clusters=clusters, articles=articles)
    counted = counted_rows(outlets.to_numpy(dtype=object), names.to_numpy(dtype=object), cluster)
    text = pd.factorize(cluster)[0].astype(np.int32)
    return counted[article], text[article]


def counted_rows(outlets: np.ndarray, article_ids: np.ndarray, clusters: np.ndarray) -> np.ndarray:
    """Whether each row belongs to an article that counts: of those of one outlet and cluster the first by id.

    >>> counted_rows(np.array(["X"] * 3), np.array(["a2", "a1", "a2"]), np.array(["k"] * 3)).tolist()
    [False, True, False]
    """
    article, names = pd.factorize(article_ids)
    first = np.unique(article, return_index=True)[1]
    outlet, cluster = (pd.factorize(values[first])[0].astype(np.int64) for values in (outlets, clusters))
    by_name = np.argsort(names, kind="stable")
    leads = np.unique((outlet * (len(names) + 1) + cluster)[by_name], return_index=True)[1]
    counted = np.zeros(len(names), dtype=bool)
    counted[by_name[leads]] = True
    return counted[article]


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
