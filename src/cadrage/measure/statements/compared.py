"""What versions are compared in: the texts and words of their articles, and where cues stand in these."""

from array import array
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from cadrage.measure.statements.texts import Texts
from cadrage.measure.statements.word_scan import fold, word_edges

# Articles whose words are kept ready.
_READY = 2_000


class Edges(NamedTuple):
    """Where the words of an article begin and end."""

    starts: array
    ends: array


class Corpus:
    """Texts and words of the articles that are compared."""

    def __init__(self, articles: pd.DataFrame):
        self.text = Texts(articles)
        self._edges = lru_cache(maxsize=_READY)(
            lambda article: Edges(*(array("q", edge.tolist()) for edge in word_edges(self.text[article])))
        )

    def words(self, article: str) -> Edges:
        """Where the words of an article begin and end, the latest ones kept."""
        return self._edges(article)

    def keys(self, article: str, words: list[int]) -> list[str]:
        """Some words of an article, as they are compared: only these are folded, not all of it."""
        text, edges = self.text[article], self.words(article)
        return [fold(text[edges.starts[k] : edges.ends[k]]) for k in words]


class Cues:
    """Whether a cue stands at a character of an article: ``(article_id, character) in cues``."""

    def __init__(self, attributions: pd.DataFrame):
        given = attributions[["article_id", "cue_start", "cue_end"]].dropna(subset="cue_start")
        code, names = pd.factorize(given["article_id"].astype(str))
        order = np.argsort(code, kind="stable")
        self._spans = [given[side].to_numpy(dtype=np.int64)[order] for side in ("cue_start", "cue_end")]
        self._code, self._number = code[order], dict(zip(names, range(len(names)), strict=True))

    def __contains__(self, place: tuple[str, int]) -> bool:
        article, character = place
        if (code := self._number.get(article)) is None:
            return False
        here = slice(*np.searchsorted(self._code, [code, code + 1]))
        starts, ends = (side[here] for side in self._spans)
        return bool(((starts <= character) & (character < ends)).any())
