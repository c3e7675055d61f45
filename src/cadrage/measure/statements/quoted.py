"""How much of a stretch of text stands in quotation: by the attributions found, or by quotation marks alone."""

import re
from array import array

import numpy as np
import pandas as pd

from cadrage.measure.statements.marked_runs import reached
from cadrage.measure.table import need

# Pairs of marks within one paragraph; a straight mark pairs with the next one.
_MARKS = re.compile(r"«[^«»\n]{2,1500}»|“[^“”\n]{2,1500}[”“]|\"[^\"\n]{2,1500}\"|„[^„“”\n]{2,1500}[“”]")


class QuotedSpans:
    """Quoted stretches of articles: ``spans[k]`` are those of article number k as (start, end)."""

    def __init__(self, starts: np.ndarray, ends: np.ndarray, articles: np.ndarray, number: np.ndarray):
        """Stretches in the order of the numbers ``articles``; ``number[k]`` is that of article k."""
        self._starts, self._ends, self._number = starts, ends, number
        self._cuts = np.searchsorted(articles, np.arange(number.max(initial=-1) + 2))

    def __getitem__(self, k: int) -> list[tuple[int, int]]:
        first, end = self._cuts[self._number[k] : self._number[k] + 2].tolist()
        return list(zip(self._starts[first:end].tolist(), self._ends[first:end].tolist(), strict=True))


def quoted_spans(articles: pd.DataFrame, attributions: pd.DataFrame | None = None) -> QuotedSpans:
    """Quoted stretches of every article, in the order of ``articles``.

    With ``attributions``: the content of direct and mixed ones (of a mixed one what stands in quotation marks counts
    whole); without: what stands between quotation marks.

    >>> quoted_spans(pd.DataFrame({"article_id": ["a"], "text": ["Il nie : « Jamais ! »"]}))[0]
    [(9, 21)]
    """
    need(articles, ["article_id", "text"], "articles")
    # Numbers, not pairs of Python objects: these would take a quarter of a gigabyte for 100,000 articles.
    starts, ends, places = array("i"), array("i"), array("i")
    if attributions is None or attributions.empty:
        for k, text in enumerate(articles["text"].array):
            for match in _MARKS.finditer(text):
                starts.append(match.start())
                ends.append(match.end())
                places.append(k)
        return QuotedSpans(
            *(np.array(side, dtype=np.int32) for side in (starts, ends, places)), np.arange(len(articles))
        )
    need(attributions, ["article_id", "type", "starts", "ends"], "attributions")
    number, ids = pd.factorize(articles["article_id"].astype(str))
    reported = attributions.loc[attributions["type"].isin(["direct", "mixed"]), ["article_id", "starts", "ends"]]
    where = pd.Index(ids).get_indexer(reported["article_id"].astype(str))
    for k, first, end in zip(where.tolist(), reported["starts"], reported["ends"], strict=True):
        if k >= 0:
            starts.extend(map(int, first))
            ends.extend(map(int, end))
            places.extend([k] * (len(starts) - len(places)))
    return QuotedSpans(*_united(*(np.array(side, dtype=np.int32) for side in (starts, ends, places))), number)


def _united(starts: np.ndarray, ends: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Stretches without overlap that cover the same characters, sorted by place."""
    order = np.lexsort((ends, starts, places))
    starts, ends, places = starts[order], ends[order], places[order]
    fresh = np.diff(places, prepend=-1) > 0
    if len(order):
        fresh[1:] |= starts[1:] > reached(fresh, ends)[:-1]
        ends = np.maximum.reduceat(ends, np.flatnonzero(fresh))
    return starts[fresh], ends, places[fresh]


def union(spans) -> list[tuple[int, int]]:
    """Sorted spans without overlap that cover the same positions.

    >>> union([(5, 9), (0, 3), (2, 4)])
    [(0, 4), (5, 9)]
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def quoted_share(spans: list[tuple[int, int]], start: int, end: int) -> float:
    """The share of the characters ``start:end`` that the spans (without overlap) cover.

    >>> quoted_share([(0, 5), (8, 20)], 4, 9)
    0.4
    """
    covered = sum(max(0, min(e, end) - max(s, start)) for s, e in spans)
    return covered / max(1, end - start)
