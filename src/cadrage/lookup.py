"""Words of a study looked up: counts of terms, the tokens behind a count, words by voice.

Two places to look with the same answers: the index (:class:`InIndex`), which needs no table of all tokens and is where a
study looks, and a table of tokens in memory (:class:`InTokens`), for whoever has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cadrage.measure import count, term_rows
from cadrage.measure.vocabulary.words import is_one_of, unit_codes
from cadrage.measure.voices import words_by_voice
from cadrage.tables import TABLES

if TYPE_CHECKING:
    from cadrage.study import Study

# Articles whose tokens are in memory at a time, where all have to be read.
BATCH = 1024
# The columns of tokens that runs of words are found by.
_OF_RUNS = [
    "article_id",
    "outlet",
    "event",
    "sentence",
    "i",
    "form",
    "lemma",
    "pos",
    "voice",
    "zone",
    "shared",
    "boilerplate",
]


class InTokens:
    """Looks words up in a table of tokens."""

    def __init__(self, tokens: pd.DataFrame):
        self.tokens = tokens

    def counts(self, **counting):
        """See :func:`cadrage.measure.count`."""
        return count(self.tokens, **counting)

    @cached_property
    def words(self) -> pd.DataFrame:
        """Words of each article by voice: article_id, outlet, event, narrator, attributed."""
        return words_by_voice(self.tokens)

    @cached_property
    def place(self) -> dict[str, int]:
        """article_id → its number in the order of the corpus."""
        return {article: k for k, article in enumerate(self.tokens["article_id"].unique())}

    def term_rows(self, terms, **counting) -> dict[str, np.ndarray]:
        """The labels of the tokens that are counted for each term."""
        return term_rows(self.tokens, terms, **counting)

    def forms(self, lemma: str, outlets=None) -> pd.Series:
        """Form → tokens of a lemma in some outlets (None: all), sorted by form."""
        codes, values = unit_codes(self.tokens, "lemma")
        mine = np.isin(codes, np.flatnonzero(values == lemma))
        if outlets is not None:
            mine &= is_one_of(self.tokens["outlet"], outlets)
        written, spelled = unit_codes(self.tokens[mine], "form")
        n = np.bincount(written[written >= 0], minlength=len(spelled))
        return pd.Series(n, index=pd.Index(spelled, dtype=object, name="form"), name="n")[n > 0]

    def token_rows(self, labels, columns: list[str] | None = None) -> pd.DataFrame:
        """Some rows of the table of tokens."""
        return self.tokens.loc[labels, columns] if columns else self.tokens.loc[labels]

    def articles(self, labels) -> list[str]:
        """The articles that some tokens stand in, each once."""
        return self.tokens["article_id"].loc[labels].astype("str").unique().tolist()

    def outlets(self, labels) -> np.ndarray:
        """The outlet of each of some tokens."""
        return self.tokens["outlet"].loc[labels].astype("str").to_numpy(dtype=object)

    def holders(self, labels) -> list[str]:
        """The article of each of some tokens."""
        return self.tokens["article_id"].loc[list(labels)].astype("str").tolist()

    def batches(self, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
        """The tokens: here they are in memory, and come at once."""
        yield self.tokens[columns] if columns else self.tokens

    def tokens_of(self, articles: list[str], columns: list[str] | None = None) -> pd.DataFrame:
        """The tokens of some articles, labelled as in the table."""
        mine = self.tokens[self.tokens["article_id"].isin(articles)]
        return mine[columns] if columns else mine


class InIndex:
    """Looks words up in a study's index; only the tokens of the articles concerned are read."""

    def __init__(self, study: Study):
        self.study, self.index = study, study.index

    def counts(self, **counting):
        """See :func:`cadrage.index.counts`."""
        from cadrage.index import counts

        return counts(self.index, **counting)

    @property
    def words(self) -> pd.DataFrame:
        """Words of each article by voice: article_id, outlet, event, narrator, attributed."""
        return self.index.articles[["article_id", "outlet", "event", "narrator", "attributed"]]

    @cached_property
    def sizes(self) -> pd.Series:
        """article_id → number of its tokens, in the order of the corpus."""
        sizes = self.index.articles.set_index("article_id")["n"]
        ids = self.study.articles["article_id"]
        return sizes.reindex(ids[ids.isin(sizes.index)].tolist())

    @cached_property
    def first(self) -> pd.Series:
        """article_id → label of its first token in the table of all tokens; sorted by label."""
        return self.sizes.cumsum() - self.sizes

    @cached_property
    def place(self) -> dict[str, int]:
        """article_id → its number in the order of the corpus."""
        return {article: k for k, article in enumerate(self.sizes.index)}

    def term_rows(self, terms, *, ngram: int = 1, **counting) -> dict[str, np.ndarray]:
        """The labels of the tokens that are counted for each term."""
        from cadrage.index.term_rows import term_rows as rows

        if ngram > 1:
            return self._rows_of_runs(terms, ngram=ngram, **counting)
        return rows(self.index, terms, self.first, **counting)

    def _rows_of_runs(self, terms, *, outlets=None, articles=None, clusters=None, among=None, **counting):
        """The same for runs of words, which the index does not hold: in the tokens of some articles at a time."""
        texts = self.index.texts(outlets=outlets, articles=articles, clusters=clusters, among=among)
        counted = texts.loc[texts["row"] >= 0, "article_id"]
        found: dict[str, list[np.ndarray]] = {term: [np.empty(0, dtype=np.int64)] for term in terms}
        for tokens in self.batches(_OF_RUNS):
            mine = tokens[tokens["article_id"].isin(counted)]
            for term, rows in term_rows(mine, found, **counting).items():
                found[term].append(rows)
        return {term: np.concatenate(parts) for term, parts in found.items()}

    def forms(self, lemma: str, outlets=None) -> pd.Series:
        """Form → tokens of a lemma in some outlets (None: all), sorted by form."""
        from cadrage.index.forms import forms

        return forms(self.index, lemma, outlets)

    def token_rows(self, labels, columns: list[str] | None = None) -> pd.DataFrame:
        """Some rows of the table of all tokens, by their labels."""
        ids = self.articles(labels)
        # A report asks for ten thousand words, each in an article of its own.
        parts = (self.tokens_of(ids[k : k + BATCH], columns) for k in range(0, max(1, len(ids)), BATCH))
        found = pd.concat([part[part.index.isin(labels)] for part in parts])
        repeated = [c.name for c in TABLES["tokens"] if c.kind == "key" and c.name in found.columns]
        return found.astype(dict.fromkeys(repeated, "category")).loc[labels]

    def articles(self, labels) -> list[str]:
        """The articles that some tokens stand in, each once."""
        return self.first.index[np.unique(self._places(labels))].tolist()

    def outlets(self, labels) -> np.ndarray:
        """The outlet of each of some tokens."""
        return self._outlet[self._places(labels)]

    @cached_property
    def _outlet(self) -> np.ndarray:
        """The outlet of each article, in the order of the corpus."""
        return self.index.articles.set_index("article_id")["outlet"].reindex(self.first.index).to_numpy(dtype=object)

    def holders(self, labels) -> list[str]:
        """The article of each of some tokens."""
        return self.first.index[self._places(labels)].tolist()

    def _places(self, labels) -> np.ndarray:
        """The number, in the order of the corpus, of each token's article."""
        return np.searchsorted(self.first.to_numpy(), np.asarray(labels, dtype=np.int64), side="right") - 1

    def batches(self, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
        """All tokens, the articles of a batch at a time, in the order of the corpus; columns as asked, and article_id."""
        ids = self.first.index.tolist()
        for k in range(0, max(1, len(ids)), BATCH):
            yield self.tokens_of(ids[k : k + BATCH], columns)

    def tokens_of(self, articles: list[str], columns: list[str] | None = None) -> pd.DataFrame:
        """The tokens of some articles, in that order, labelled as in the table of all tokens."""
        found = self.study._marked.some(articles, columns)
        here = [self.place[a] for a in articles if a in self.place]
        first, sizes = self.first.to_numpy()[here], self.sizes.to_numpy()[here]
        labels = [np.arange(start, start + size) for start, size in zip(first, sizes, strict=True)]
        found.index = pd.Index(np.concatenate(labels) if labels else [], dtype=np.int64)
        return found
