"""Rows of a table → the passages they stand for, in context: every number opens its sentences.

The rows that a measure counted (its column ``rows``) are the rows that are shown here; nothing is searched again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cadrage.errors import MeasureError

if TYPE_CHECKING:
    from cadrage.study import Study

COLUMNS = ["article_id", "outlet", "date", "title", "start", "end", "left", "keyword", "right", "zone", "voice",
           "speaker", "distance"]  # fmt: skip
_BLANKS = re.compile(r"\s+")
# Words that the width would cut in two.
_FIRST_WORD = re.compile(r"^\S*\s")
_LAST_WORD = re.compile(r"\s\S*$")


def concordance(study: Study, rows: pd.DataFrame, *, width: int = 90) -> pd.DataFrame:
    """Key word in context for any rows with a position: hits, attributions, passages, statements, tokens.

    ``width`` characters are shown on each side, cut at a word; white space is levelled for display, while ``start``
    and ``end`` stay the positions in ``articles.text``.  Discontinuous content is shown from its first to its last
    character.  The index is that of ``rows``.  Raises :class:`~cadrage.errors.MeasureError` where ``rows`` has no
    positions.
    """
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS, index=rows.index)
    starts, ends = _positions(rows)
    ids = rows["article_id"].astype(str)
    # First the articles of these rows: twenty of a hundred thousand, for a page.
    mine = study.articles["article_id"].isin(ids.unique().tolist())
    described = study.articles.loc[mine, ["article_id", "outlet", "date", "title", "text"]].set_index("article_id")
    articles = described.loc[ids]
    texts = articles["text"].tolist()
    out = {
        "article_id": rows["article_id"].astype(str).to_numpy(),
        "outlet": articles["outlet"].to_numpy(),
        "date": articles["date"].to_numpy(),
        "title": articles["title"].to_numpy(),
        "start": starts,
        "end": ends,
        "left": [_left(t, s, width) for t, s in zip(texts, starts, strict=True)],
        "keyword": [_level(t[s:e]) for t, s, e in zip(texts, starts, ends, strict=True)],
        "right": [_right(t, e, width) for t, e in zip(texts, ends, strict=True)],
    }
    # An attribution is in somebody's voice by definition; a passage or statement has none of its own.
    voice = "attributed" if "cue_class" in rows else None
    for name, otherwise in (("zone", None), ("voice", voice), ("speaker", None), ("distance", None)):
        out[name] = rows[name].astype(object).to_numpy() if name in rows else otherwise
    return pd.DataFrame(out, index=rows.index)[COLUMNS]


def _positions(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    if "starts" in rows:
        return np.array([s[0] for s in rows["starts"]], dtype=int), np.array([e[-1] for e in rows["ends"]], dtype=int)
    if "start" in rows and "article_id" in rows:
        return rows["start"].to_numpy(dtype=int), rows["end"].to_numpy(dtype=int)
    raise MeasureError(
        f"rows with article_id, start and end were expected, found {', '.join(map(str, rows.columns))}: "
        "pass rows of hits, attributions, passages, statements or tokens"
    )


def _level(text: str) -> str:
    return _BLANKS.sub(" ", text)


def _left(text: str, start: int, width: int) -> str:
    piece = text[max(0, start - width) : start]
    if start > width and not text[start - width - 1].isspace():
        piece = _FIRST_WORD.sub("", piece) or piece
    return _level(piece)


def _right(text: str, end: int, width: int) -> str:
    piece = text[end : end + width]
    if end + width < len(text) and not text[end + width].isspace():
        piece = _LAST_WORD.sub("", piece) or piece
    return _level(piece)
