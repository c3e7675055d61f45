"""The texts of articles by their ids, one at a time."""

from functools import lru_cache

import pandas as pd

from cadrage.memory import give_back_pages

# Texts kept ready as Python strings: all of them take twice the room of the table.
_READY = 500


class Texts:
    """``texts[article_id]`` is the text of an article.

    >>> Texts(pd.DataFrame({"article_id": ["a", "b"], "text": ["Le pont.", "La rive."]}))["b"]
    'La rive.'
    """

    def __init__(self, articles: pd.DataFrame):
        self._at = dict(zip(articles["article_id"].astype(str), range(len(articles)), strict=True))
        self._texts = articles["text"].array
        self._read = 0
        self._text = lru_cache(maxsize=_READY)(self._found)

    def __getitem__(self, article: str) -> str:
        return self._text(article)

    def _found(self, article: str) -> str:
        self._read += 1
        # Of texts that are mapped from disk, those that were read do not pile up in memory.
        if self._read % _READY == 0:
            give_back_pages()
        return self._texts[self._at[article]]
