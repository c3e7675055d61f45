"""How much of a stretch of text stands in quotation: by the attributions found, or by quotation marks alone."""

import re

import pandas as pd

from cadrage.measure.table import need

# Pairs of marks within one paragraph; a straight mark pairs with the next one.
_MARKS = re.compile(r"«[^«»\n]{2,1500}»|“[^“”\n]{2,1500}[”“]|\"[^\"\n]{2,1500}\"|„[^„“”\n]{2,1500}[“”]")


def quoted_spans(articles: pd.DataFrame, attributions: pd.DataFrame | None = None) -> list[list[tuple[int, int]]]:
    """Quoted stretches of every article, as (start, end), in the order of ``articles``.

    With ``attributions``: the content of direct and mixed ones (of a mixed one what stands in quotation marks counts
    whole); without: what stands between quotation marks.

    >>> quoted_spans(pd.DataFrame({"article_id": ["a"], "text": ["Il nie : « Jamais ! »"]}))
    [[(9, 21)]]
    """
    need(articles, ["article_id", "text"], "articles")
    if attributions is None or attributions.empty:
        return [[match.span() for match in _MARKS.finditer(text)] for text in articles["text"]]
    need(attributions, ["article_id", "type", "starts", "ends"], "attributions")
    reported: dict[str, list[tuple[int, int]]] = {}
    for article, kind, starts, ends in attributions[["article_id", "type", "starts", "ends"]].itertuples(index=False):
        if kind in ("direct", "mixed"):
            reported.setdefault(article, []).extend(zip(map(int, starts), map(int, ends), strict=True))
    return [union(reported.get(article, [])) for article in articles["article_id"]]


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
