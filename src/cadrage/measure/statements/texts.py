"""The texts of articles by their ids, one at a time."""

from functools import lru_cache

import pandas as pd

# Texts kept ready as Python strings: all of them take twice the room of the table.
_READY = 500


class Texts:
    """``texts[article_id]`` is the text of an article.

    >>> Texts(pd.DataFrame({"article_id": ["a", "b"], "text": ["Le pont.", "La rive."]}))["b"]
    'La rive.'
    """

    def __init__(self, articles: pd.DataFrame):
        at = dict(zip(articles["article_id"].astype(str), range(len(articles)), strict=True))
        texts = articles["text"].array
        self._text = lru_cache(maxsize=_READY)(lambda article: texts[at[article]])

    def __getitem__(self, article: str) -> str:
        return self._text(article)
