"""Questions to a study that are answered without all its tokens: by the index, by some articles, in SQL."""

from collections.abc import Iterator
from contextlib import nullcontext
from functools import cached_property, partial

import pandas as pd


class Questions:
    """What a study answers about words.

    >>> study = Study.open("data/demo")                                    # doctest: +SKIP
    >>> study.usage("rattachement", by=["outlet"])                         # doctest: +SKIP
    """

    @cached_property
    def index(self):
        """The index of all words (:mod:`cadrage.index`), brought up to date."""
        from cadrage.annotate.jobs import here, on, processes
        from cadrage.index import Index
        from cadrage.index.segments import SIDE_BY_SIDE

        # Processes are started where they were asked for: a script without « if __name__ » cannot start any.
        workers = self.workers or 1
        folder = self._marked.folder
        alone = workers == 1 or folder.private or len(self.articles) < SIDE_BY_SIDE
        # Segments of distant tables are made where they are mapped: on this machine.
        with self._executor() if folder.local else nullcontext() as executor:
            work = on(executor) if executor is not None else here if alone else processes(workers)
            return Index(self._marked, work=work, progress=partial(self.progress, "index"))

    @cached_property
    def lookup(self):
        """Where words are looked up (:mod:`cadrage.lookup`): the index."""
        from cadrage.lookup import InIndex

        return InIndex(self)

    @property
    def words(self) -> pd.DataFrame:
        """How many words each article has in each voice: article_id, outlet, event, narrator, attributed."""
        return self.lookup.words

    def usage(self, word: str, *, by=("outlet", "voice")) -> pd.DataFrame:
        """How often a word is used, by outlet, voice, month or event, looked up in the index.

        See :func:`~cadrage.measure.vocabulary.usage.usage`; equal texts of an outlet count once.
        """
        from cadrage.index import uses
        from cadrage.measure.vocabulary.usage import usage

        dates = self.articles.set_index("article_id")["date"]
        return usage(uses(self.index, word), self.index.counted, by=by, dates=dates)

    def counts(self, **counting):
        """How often each term stands in each text, counted from the index: what ``count(study.tokens, …)`` gives.

        ``counting`` are the keywords of :func:`~cadrage.measure.vocabulary.counts.count`; every measure of vocabulary
        takes the result in the place of tokens.
        """
        return self.lookup.counts(**counting)

    def tokens_of(self, articles: list[str], columns: list[str] | None = None) -> pd.DataFrame:
        """The tokens of some articles, in that order, labelled as in the table of all tokens."""
        return self.lookup.tokens_of(articles, columns)

    def batches(self, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
        """The table of all tokens a thousand articles at a time, for what has to read all of it."""
        return self.lookup.batches(columns)

    def token_rows(self, labels) -> pd.DataFrame:
        """Some rows of the table of all tokens, by their labels; only their articles are read."""
        return self.lookup.token_rows(labels)

    def query(self, sql: str) -> pd.DataFrame:
        """The answer to a question in SQL to the tables on disk (:func:`cadrage.query.query`), whatever their size."""
        from cadrage.query import query

        return query(self, sql)
