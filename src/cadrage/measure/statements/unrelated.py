"""Which articles have nothing to do with one another: few words in common outside the text that recurs in all of them."""

from functools import lru_cache

import numpy as np

from cadrage.measure.statements.marked_runs import Stretches
from cadrage.measure.statements.scanned import Scanned

# Cosine of the content words of two articles from which on they are related.  French Wikinews: of pairs half a year
# apart 99 % stay below 0.134; of pairs whose titles share three words, days apart, 95 % are above 0.142.
_RELATED = 0.14
# With fewer content words of its own an article cannot show what it is about: it is that text and little more.
OWN = 10
# Articles that are compared about one text, one an event: any three of them will do.
CARRIERS = 12
# Articles whose own words are kept ready.
_READY = 3_000


class Own:
    """The content words that articles have outside the text that recurs."""

    def __init__(self, scanned: Scanned, recurring: Stretches):
        self._scanned, self._recurring = scanned, recurring
        self._weak = np.array(scanned.weak, dtype=bool)
        self._kept = lru_cache(maxsize=_READY)(lambda article: frozenset(self._words(article).tolist()))
        self._known: dict[bytes, bool] = {}
        self.number = np.zeros(len(scanned.ids), dtype=np.int32)
        for article in np.unique(recurring.article).tolist():
            self.number[article] = len(self._words(article))

    def _words(self, article: int) -> np.ndarray:
        words = np.array(self._scanned.ids[article])
        outside = ~self._weak[words]
        for first, end in self._recurring.of(article):
            outside[first:end] = False
        return np.unique(words[outside])

    def related(self, a: int, b: int) -> bool:
        """Whether two articles have more of them in common than chance gives."""
        a, b = self._kept(a), self._kept(b)
        return len(a & b) / (len(a) * len(b)) ** 0.5 >= _RELATED

    def three_apart(self, articles: np.ndarray) -> bool:
        """Whether three of the articles are not related to one another."""
        # Most shingles of a text stand in the same articles as its other ones.
        key = articles.tobytes()
        if key not in self._known:
            self._known[key] = self._three_apart(articles.tolist())
        return self._known[key]

    def _three_apart(self, articles: list[int]) -> bool:
        for k, a in enumerate(articles):
            apart: list[int] = []
            for b in articles[k + 1 :]:
                if self.related(a, b):
                    continue
                if not all(self.related(b, c) for c in apart):
                    return True
                apart.append(b)
        return False
