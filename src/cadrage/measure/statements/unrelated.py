"""Which articles have nothing to do with one another: few words in common outside the text that recurs in all of them."""

from functools import lru_cache

import numpy as np

from cadrage.measure.statements.marked_runs import words_of
from cadrage.measure.statements.scanned import Scanned

# Cosine of the content words of two articles from which on they are related.  French Wikinews: of pairs half a year
# apart 99 % stay below 0.134; of pairs whose titles share three words, days apart, 95 % are above 0.142.
_RELATED = 0.14
# With fewer content words of its own an article cannot show what it is about: it is that text and little more.
OWN = 10
# Articles that are compared about one text, one an event: any three of them will do.
CARRIERS = 12


class Own:
    """The content words that articles have outside the text that recurs."""

    def __init__(self, scanned: Scanned, recurring: dict[int, np.ndarray], shingle: int):
        self._scanned, self._recurring, self._shingle = scanned, recurring, shingle
        self._weak = np.array(scanned.weak, dtype=bool)
        self._kept = lru_cache(maxsize=5_000)(lambda article: frozenset(self._words(article).tolist()))
        self.number = np.zeros(len(scanned.ids), dtype=np.int32)
        for article in recurring:
            self.number[article] = len(self._words(article))

    def _words(self, article: int) -> np.ndarray:
        outside = np.array(self._scanned.ids[article])[~words_of(self._recurring[article], self._shingle)]
        return np.unique(outside[~self._weak[outside]])

    def related(self, a: int, b: int) -> bool:
        """Whether two articles have more of them in common than chance gives."""
        a, b = self._kept(a), self._kept(b)
        return len(a & b) / (len(a) * len(b)) ** 0.5 >= _RELATED


def three_apart(articles: list[int], own: Own) -> bool:
    """Whether three of the articles are not related to one another."""
    for k, a in enumerate(articles):
        apart: list[int] = []
        for b in articles[k + 1 :]:
            if own.related(a, b):
                continue
            if not all(own.related(b, c) for c in apart):
                return True
            apart.append(b)
    return False
