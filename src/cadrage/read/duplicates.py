"""Articles that stand in the corpus more than once: the same text, nearly the same, or an earlier version of it."""

import hashlib
import re

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

_WORD = re.compile(r"\w+")
# Five words in a row are seldom shared by chance (Broder 1997 and near-duplicate work since use 3 to 10).
_SHINGLE = 5
_CHUNK = 500


def duplicates(articles: pd.DataFrame, *, near: float = 0.8, contained: float = 0.9) -> pd.DataFrame:
    """Groups of articles with the same text: article_id, outlet, date, cluster, kind, similarity.

    ``kind`` is ``exact`` (the same words in the same order), ``near`` (Jaccard similarity of runs of five words at
    least ``near``) or ``version`` (the shorter stands in the longer with at least ``contained`` of its runs: an
    earlier state, or a cut one).  ``similarity`` is that to the group's first article (by date, then order), 0 to 1;
    1 for itself.  Only articles that belong to a group have a row.  Source: Broder, « On the resemblance and
    containment of documents » (1997); all runs are compared, not a sample of them.

    >>> a = "Le pont de Valmer a rouvert jeudi matin après deux ans de travaux, devant une foule de curieux."
    >>> articles = pd.DataFrame({"article_id": ["1", "2", "3"], "outlet": ["X", "Y", "Y"], "text": [a, a.upper(), "Autre."],
    ...                          "date": pd.NaT})
    >>> duplicates(articles)[["article_id", "cluster", "kind"]].values.tolist()
    [['1', 1, 'exact'], ['2', 1, 'exact']]
    """
    table = articles.reset_index(drop=True)
    matrix, sizes, keys = _runs(table["text"])
    pairs = _pairs(matrix, sizes, near, contained)
    n = len(table)
    graph = csr_matrix((np.ones(len(pairs)), ([a for a, *_ in pairs], [b for _, b, *_ in pairs])), shape=(n, n))
    _, label = connected_components(graph, directed=False)
    order = table.assign(_n=range(n)).sort_values(["date", "_n"], na_position="last")["_n"]
    members: dict[int, list[int]] = {}
    for k in order:
        members.setdefault(label[k], []).append(k)
    rows = []
    for cluster, group in enumerate((group for group in members.values() if len(group) > 1), start=1):
        first = group[0]
        for k in group:
            jaccard, cover = _likeness(matrix, sizes, first, k)
            same = keys[first] == keys[k]
            rows.append(
                {
                    "article_id": table["article_id"][k],
                    "outlet": table["outlet"][k],
                    "date": table["date"][k],
                    "cluster": cluster,
                    "kind": "exact" if same else "near" if jaccard >= near else "version",
                    "similarity": 1.0 if same else round(float(max(jaccard, cover) if jaccard < near else jaccard), 4),
                }
            )
    columns = ["article_id", "outlet", "date", "cluster", "kind", "similarity"]
    return pd.DataFrame(rows, columns=columns)


def _runs(texts: pd.Series) -> tuple[csr_matrix, np.ndarray, list[bytes]]:
    """Articles × runs of words that more than one article has, the number of different runs of each
    article, and a key that is equal for equal sequences of words.

    Texts shorter than a run count as one.  Runs are told apart by 64 bits: among the ten million of 20,000 articles,
    the chance that two are taken for one is below one in a hundred thousand.
    """
    number: dict[str, int] = {}
    hashes, keys, sizes = [], [], np.zeros(len(texts), dtype=np.int64)
    for k, text in enumerate(texts):
        ids = np.array([number.setdefault(w, len(number)) for w in _WORD.findall(text.casefold())], dtype=np.uint64)
        keys.append(hashlib.sha256(ids.tobytes()).digest())
        ids = _mixed(ids)
        length = min(_SHINGLE, len(ids))
        run = np.zeros(max(0, len(ids) - length + 1) if length else 0, dtype=np.uint64)
        for place in range(length):
            run = _mixed(run + ids[place : place + len(run)])
        run = np.unique(run)
        hashes.append(run)
        sizes[k] = len(run)
    # A run that only one article has can make no pair; without those the product, and the memory, is small.
    every = np.concatenate(hashes) if hashes else np.zeros(0, dtype=np.uint64)
    every.sort()
    shared = np.unique(every[1:][every[1:] == every[:-1]])
    del every
    columns = [_places(run, shared) for run in hashes]
    cuts = np.concatenate([[0], np.cumsum([len(c) for c in columns])]).astype(np.int64)
    entries = np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)
    shape = (len(texts), max(1, len(shared)))
    return csr_matrix((np.ones(len(entries), dtype=np.float32), entries, cuts), shape=shape), sizes, keys


def _places(run: np.ndarray, shared: np.ndarray) -> np.ndarray:
    """Where the runs that others have stand among those."""
    if not len(shared):
        return np.zeros(0, dtype=np.int64)
    place = np.minimum(np.searchsorted(shared, run), len(shared) - 1)
    return place[shared[place] == run]


def _mixed(values: np.ndarray) -> np.ndarray:
    """Numbers spread over 64 bits (the finaliser of SplitMix64), wrapping around."""
    with np.errstate(over="ignore"):
        values = (values + np.uint64(0x9E3779B97F4A7C15)) * np.uint64(0xBF58476D1CE4E5B9)
        values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return values ^ (values >> np.uint64(31))


def _pairs(matrix: csr_matrix, sizes: np.ndarray, near: float, contained: float) -> list[tuple[int, int]]:
    found = []
    other = matrix.T.tocsr()
    for start in range(0, matrix.shape[0], _CHUNK):
        common = (matrix[start : start + _CHUNK] @ other).tocoo()
        a, b, both = common.row + start, common.col, common.data
        keep = a < b
        a, b, both = a[keep], b[keep], both[keep]
        jaccard = both / (sizes[a] + sizes[b] - both)
        cover = both / np.minimum(sizes[a], sizes[b])
        # A text of a few words stands in others by chance.
        enough = np.minimum(sizes[a], sizes[b]) >= 30
        keep = (jaccard >= near) | ((cover >= contained) & enough)
        found += list(zip(a[keep].tolist(), b[keep].tolist(), strict=True))
    return found


def _likeness(matrix: csr_matrix, sizes: np.ndarray, a: int, b: int) -> tuple[float, float]:
    both = float(matrix[a].multiply(matrix[b]).sum())
    union = sizes[a] + sizes[b] - both
    return both / union if union else 1.0, both / max(1.0, min(sizes[a], sizes[b]))
