"""Articles that stand in the corpus more than once: the same text, nearly the same, or an earlier version of it."""

import hashlib
import re
from array import array
from collections import defaultdict

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from cadrage.memory import give_back_pages

_WORD = re.compile(r"\w+")
# Five words in a row are seldom shared by chance (Broder 1997 and near-duplicate work since use 3 to 10).
_RUN = 5
# Runs in the shorter text from which on it may be a version of the longer one.
_ENOUGH = 30
# Runs sorted at a time, and pairs looked at: they take about fifty bytes each.
_AT_ONCE = 3_000_000
# Articles whose runs are numbered at a time.
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
    runs, sizes, keys = _runs(articles["text"])
    joined = _pairs(runs, sizes, near, contained)
    size = len(articles)
    graph = coo_array((np.ones(joined.shape[1], dtype=bool), tuple(joined)), shape=(size, size))
    label = connected_components(graph, directed=False)[1]
    order = articles["date"].reset_index(drop=True).sort_values(kind="stable", na_position="last").index.to_numpy()
    order = order[np.bincount(label, minlength=size)[label[order]] > 1]
    # Groups by their first articles.
    cluster, names = pd.factorize(label[order])
    by_cluster = np.argsort(cluster, kind="stable")
    order, cluster = order[by_cluster], cluster[by_cluster]
    first = order[np.searchsorted(cluster, np.arange(len(names)))]
    kinds, similarity = [], []
    for k, one in zip(order.tolist(), first[cluster].tolist(), strict=True):
        jaccard, cover = (1.0, 1.0) if keys[k] == keys[one] else _likeness(runs, sizes, one, k)
        kinds.append("exact" if keys[k] == keys[one] else "near" if jaccard >= near else "version")
        similarity.append(round(max(jaccard, cover) if jaccard < near else jaccard, 4))
    groups = articles[["article_id", "outlet", "date"]].take(order).reset_index(drop=True)
    return groups.assign(
        cluster=cluster + 1, kind=pd.Series(kinds, dtype="str"), similarity=np.array(similarity, dtype=float)
    )


def _runs(texts: pd.Series) -> tuple[csr_array, np.ndarray, list[bytes]]:
    """Articles × runs of words that more than one article has, the number of different runs of each
    article, and a key that is equal for equal sequences of words.

    Texts shorter than a run count as one.  Runs are told apart by 64 bits: among the ten million of 20,000 articles,
    the chance that two are taken for one is below one in a hundred thousand.
    """
    # All words as numbers, one article behind the other: a few bytes a word, where strings take sixty.
    number: defaultdict[str, int] = defaultdict()
    number.default_factory = number.__len__
    words, cuts, keys = array("i"), array("q", [0]), []
    filling = number[""]
    for text in texts.array:
        mine = array("i", map(number.__getitem__, _WORD.findall(text.casefold())))
        keys.append(hashlib.sha256(mine).digest())
        if 0 < len(mine) < _RUN:
            mine.extend([filling] * (_RUN - len(mine)))
        words.extend(mine)
        cuts.append(len(words))
    # The texts are not looked at again.
    give_back_pages()
    code = np.random.default_rng(20260101).integers(2**64, size=(_RUN, len(number)), dtype=np.uint64)
    del number
    sizes = np.zeros(len(texts), dtype=np.int64)
    owners, lengths = [np.zeros(0, dtype=np.int32)], [np.zeros(1, dtype=np.int64)]
    # A part of all runs at a time: sorting them takes fifty bytes each.
    turns = 1
    while turns * _AT_ONCE < len(words):
        turns *= 2
    for turn in range(turns):
        run, owner = _different(words, cuts, code, turn, turns)
        sizes += np.bincount(owner, minlength=len(sizes))
        edges = np.flatnonzero(np.concatenate([[True], run[1:] != run[:-1], [True]])) if len(run) else np.zeros(1, int)
        length = np.diff(edges)
        # A run that only one article has can make no pair; without those the product, and the memory, is small.
        owners.append(owner[np.repeat(length > 1, length)])
        lengths.append(length[length > 1])
    del words
    cuts_of_runs = np.cumsum(np.concatenate(lengths))
    owner = np.concatenate(owners)
    del owners
    by_run = csr_array(
        (np.ones(len(owner), dtype=np.float32), owner, cuts_of_runs), shape=(len(cuts_of_runs) - 1, len(sizes))
    )
    return by_run.T.tocsr(), sizes, keys


def _different(words: array, cuts: array, code: np.ndarray, turn: int, turns: int) -> tuple[np.ndarray, np.ndarray]:
    """Runs of words as numbers, sorted, and the articles that have them, each once.

    Of all numbers those that leave the rest ``turn`` when divided by ``turns``, a power of two.
    """
    every, cut = np.frombuffer(words, dtype=np.int32) if words else np.zeros(0, dtype=np.int32), np.array(cuts)
    runs, owners = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int32)]
    for first in range(0, len(cut) - 1, _CHUNK):
        ends = cut[first : first + _CHUNK + 1]
        here = every[ends[0] : ends[-1]]
        run = np.zeros(max(0, len(here) - _RUN + 1), dtype=np.uint64)
        for place in range(_RUN):
            run += code[place][here[place : place + len(run)]]
        lengths = np.diff(ends)
        # A run that begins in one article and ends in the next is none.
        mine = np.arange(_RUN, len(run) + _RUN) <= np.repeat(ends[1:] - ends[0], lengths)[: len(run)]
        mine &= (run & np.uint64(turns - 1)) == turn
        runs.append(run[mine])
        owners.append(np.repeat(np.arange(first, first + len(lengths), dtype=np.int32), lengths)[: len(run)][mine])
    run, owner = np.concatenate(runs), np.concatenate(owners)
    del runs, owners
    order = np.argsort(run, kind="stable")
    run, owner = run[order], owner[order]
    fresh = np.ones(len(run), dtype=bool)
    fresh[1:] = (run[1:] != run[:-1]) | (owner[1:] != owner[:-1])
    return run[fresh], owner[fresh]


def _pairs(runs: csr_array, sizes: np.ndarray, near: float, contained: float) -> np.ndarray:
    """Pairs of articles that belong together, as two rows of numbers."""
    by_run = runs.T.tocsr()
    shared = np.diff(runs.indptr)
    # Where more of an article's runs are its own, it is not the shorter one of a pair.
    rows = np.flatnonzero((shared > 0) & (shared >= min(near, contained) * sizes - 1e-6))
    # How many articles its runs lead to, at most: so many rows are taken at a time that these fit in memory.
    most = np.minimum(runs @ np.diff(by_run.indptr).astype(np.float32), len(sizes))
    total = np.cumsum(most[rows], dtype=np.int64)
    found = [np.zeros(0, dtype=np.int64)]
    first = 0
    while first < len(rows):
        end = max(first + 1, int(np.searchsorted(total, _AT_ONCE + (total[first - 1] if first else 0))))
        common = (runs[rows[first:end]] @ by_run).tocoo()
        a, b, both = rows[common.row + first], common.col, common.data
        smaller = np.minimum(sizes[a], sizes[b])
        # A text of a few words stands in others by chance.
        keep = (both / (sizes[a] + sizes[b] - both) >= near) | ((both / smaller >= contained) & (smaller >= _ENOUGH))
        keep &= a != b
        found.append(np.minimum(a, b)[keep] * len(sizes) + np.maximum(a, b)[keep])
        first = end
    return np.stack(np.divmod(np.unique(np.concatenate(found)), max(1, len(sizes))))


def _likeness(runs: csr_array, sizes: np.ndarray, a: int, b: int) -> tuple[float, float]:
    """Jaccard similarity of two articles, and the share of the shorter one's runs that stand in the other."""
    one, other = (runs.indices[runs.indptr[k] : runs.indptr[k + 1]] for k in (a, b))
    both = len(np.intersect1d(one, other, assume_unique=True))
    union = int(sizes[a] + sizes[b]) - both
    return both / union if union else 1.0, both / max(1.0, min(sizes[a], sizes[b]))
