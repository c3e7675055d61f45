"""Articles that stand in the corpus more than once: the same text, nearly the same, or an earlier version of it."""

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
    containment of documents » (1997), computed exactly, without hashing.

    >>> a = "Le pont de Valmer a rouvert jeudi matin après deux ans de travaux, devant une foule de curieux."
    >>> articles = pd.DataFrame({"article_id": ["1", "2", "3"], "outlet": ["X", "Y", "Y"], "text": [a, a.upper(), "Autre."],
    ...                          "date": pd.NaT})
    >>> duplicates(articles)[["article_id", "cluster", "kind"]].values.tolist()
    [['1', 1, 'exact'], ['2', 1, 'exact']]
    """
    table = articles.reset_index(drop=True)
    words = [_WORD.findall(text.casefold()) for text in table["text"]]
    matrix = _shingles(words)
    sizes = np.asarray(matrix.sum(axis=1)).ravel()
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
            same = words[first] == words[k]
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


def _shingles(words: list[list[str]]) -> csr_matrix:
    """Articles × runs of words, 1 where the article has the run; texts shorter than a run count as one."""
    number: dict[tuple[str, ...], int] = {}
    rows, columns = [], []
    for k, text in enumerate(words):
        runs = {tuple(text[i : i + _SHINGLE]) for i in range(max(1, len(text) - _SHINGLE + 1))} if text else set()
        rows += [k] * len(runs)
        columns += [number.setdefault(run, len(number)) for run in runs]
    shape = (len(words), max(1, len(number)))
    return csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)


def _pairs(matrix: csr_matrix, sizes: np.ndarray, near: float, contained: float) -> list[tuple[int, int]]:
    # A run that only one article has can make no pair; without those the product is small.
    frequent = np.asarray(matrix.sum(axis=0)).ravel() > 1
    shared = matrix[:, frequent].tocsr()
    found = []
    for start in range(0, shared.shape[0], _CHUNK):
        common = (shared[start : start + _CHUNK] @ shared.T).tocoo()
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
