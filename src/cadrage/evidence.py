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
    place = pd.Index(study.articles["article_id"], dtype=object).get_indexer(ids.to_numpy(dtype=object))
    if (place < 0).any():
        raise MeasureError(
            f"rows of articles of this study were expected, found {ids.to_numpy()[place < 0][0]!r}, which it has not: "
            "pass rows of its own tables"
        )
    described = study.articles[["outlet", "date", "title"]].take(place)
    left, keyword, right = _in_context(study.articles["text"].array, place.tolist(), starts, ends, width)
    out = {
        "article_id": ids.to_numpy(),
        "outlet": described["outlet"].to_numpy(),
        "date": described["date"].to_numpy(),
        "title": described["title"].to_numpy(),
        "start": starts,
        "end": ends,
        "left": left,
        "keyword": keyword,
        "right": right,
    }
    # An attribution is in somebody's voice by definition; a passage or statement has none of its own.
    voice = "attributed" if "cue_class" in rows else None
    for name, otherwise in (("zone", None), ("voice", voice), ("speaker", None), ("distance", None)):
        out[name] = rows[name].astype(object).to_numpy() if name in rows else otherwise
    return pd.DataFrame(out, index=rows.index)[COLUMNS]


def _in_context(texts, places: list[int], starts, ends, width: int) -> tuple[list[str], list[str], list[str]]:
    """What stands before, in and behind each position; one text is at hand at a time, as there may be many."""
    out: tuple[list[str], list[str], list[str]] = ([], [], [])
    last, text = -1, ""
    for place, start, end in zip(places, starts, ends, strict=True):
        if place != last:
            last, text = place, texts[place]
        for column, piece in zip(
            out, (_left(text, start, width), _level(text[start:end]), _right(text, end, width)), strict=True
        ):
            column.append(piece)
    return out


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
