"""How each table of a study is made and of which others; all are kept below its table folder."""

from collections.abc import Callable
from functools import cached_property, partial

import pandas as pd

from cadrage import keys


class Tables:
    """The tables that a study makes of its articles and of what the annotator found in them.

    >>> study = Study.open("data/demo")                                    # doctest: +SKIP
    >>> study.attributions["speaker"].value_counts()                       # doctest: +SKIP
    """

    @cached_property
    def attributions(self) -> pd.DataFrame:
        """One row per reported statement; one name for one speaker within each event.

        The parts on disk keep the name that each article gives; uniting them needs all articles.
        """
        from cadrage.annotate.speakers.corpus import renamed

        return renamed(self._store.read("attributions", self.articles["article_id"].tolist()), self._names)

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        """Event → the speakers who go by another name in all articles together than in one; kept on disk."""
        from cadrage.annotate.speakers import corpus

        def make() -> pd.DataFrame:
            columns, order = ["article_id", "event", "speaker", "speaker_kind"], self.articles["article_id"].tolist()
            found = corpus.united(self._store.read("attributions", order, columns))
            rows = [(event, *pair) for event, names in found.items() for pair in names.items()]
            return pd.DataFrame(rows, columns=["event", "speaker", "name"], dtype="str")

        names: dict[str, dict[str, str]] = {}
        for event, speaker, name in self._kept.derived("speakers", self._key(corpus), make).itertuples(index=False):
            names.setdefault(event, {})[speaker] = name
        return names

    def attributions_of(self, articles: list[str]) -> pd.DataFrame:
        """The attributions of some articles, in that order; where not all are at hand, only these are read."""
        if "attributions" in self.__dict__:
            return self.attributions[self.attributions["article_id"].isin(articles)]
        from cadrage.annotate.speakers.corpus import renamed

        return renamed(self._store.some(articles, name="attributions"), self._names)

    @cached_property
    def passages(self) -> pd.DataFrame:
        """One row per shared passage and article that has it."""
        from cadrage.measure.statements import passages

        make = lambda: passages.shared_passages(self.articles, attributions=self.attributions)  # noqa: E731
        return self._kept.cached("passages", self._key(passages), make)

    @cached_property
    def _marked(self):
        """The store, with what is shared marked in its tokens."""
        from cadrage.measure.statements.marking import mark_store

        mark_store(self._store, self.passages)
        return self._store

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """One row per token; ``shared`` is filled from the passages."""
        return self._marked.read("tokens", self.articles["article_id"].tolist())

    @cached_property
    def hits(self) -> pd.DataFrame:
        """One row per occurrence of a declared term, excluded ones included."""
        from cadrage.annotate import hits

        order, frames = self.articles["article_id"].tolist(), self.codebook.frames
        make = lambda: hits.all_hits(self._marked, self.attributions, frames, order)  # noqa: E731
        return self._kept.cached("hits", self._key(hits, self.codebook.model_dump_json(include={"frames"})), make)

    @cached_property
    def events(self) -> pd.Series:
        """The event of every article, the declared one or the one found: what statements are grouped by."""
        from cadrage.measure.statements import events

        make = partial(events.grouped, self.articles)
        if self.articles["event"].notna().all():
            return make()
        key = self._key(events, keys.titles_key(self.articles))
        return self._kept.derived("events", key, lambda: make().to_frame())["event"]

    @cached_property
    def statements(self) -> pd.DataFrame:
        """One row per statement and place where it stands."""
        from cadrage.measure.statements import clusters
        from cadrage.measure.statements.said import TOKEN_COLUMNS

        some = partial(self._store.some, columns=list(TOKEN_COLUMNS))
        make = lambda: clusters.statements(  # noqa: E731
            self.attributions, self.articles, some, self.passages, events=self.events
        )
        # Events are found by titles as well.
        return self._kept.cached("statements", self._key(clusters, keys.titles_key(self.articles)), make)

    def derived(
        self, name: str, module, make: Callable[[], pd.DataFrame], more: str = "", columns: list[str] | None = None
    ) -> pd.DataFrame:
        """What ``make()`` gives, read from disk where it was made of the same corpus by the same code before.

        For results that take long and belong to no declared table; ``module`` is of the stage that makes it, ``more``
        whatever else it depends on.  Index and ``attrs`` are kept; object columns must hold text or missing values.
        With ``columns`` only these are read, their text as categories.
        """
        return self._kept.derived(name, self._key(module, more), make, columns)

    @cached_property
    def duplicates(self) -> pd.DataFrame:
        """Articles that stand in the corpus more than once (:func:`~cadrage.read.duplicates.duplicates`), kept on disk."""
        from cadrage.read import duplicates

        return self.derived("duplicates", duplicates, lambda: duplicates.duplicates(self.articles))

    @cached_property
    def in_words(self):
        """The words of every article and shared passage (:func:`~cadrage.measure.statements.shared_copy.in_words`), kept on disk."""
        from cadrage.measure.statements.shared_copy import in_words_of

        return in_words_of(self)

    @cached_property
    def clusters(self) -> pd.Series:
        """The independent text of every article (:func:`~cadrage.measure.independent_texts`)."""
        from cadrage.measure.uncertainty import independence

        make = lambda: independence.independent_texts(self.articles, passages=self.passages).to_frame()  # noqa: E731
        return self.derived("independent-texts", independence, make)["cluster"]

    def candidates(self, *, lang: str = "fr") -> pd.DataFrame:
        """Words that may compete though nobody declared them: :func:`~cadrage.measure.candidates`, kept on disk.

        All tokens are read for it, in batches, the first time.
        """
        from cadrage.measure.choice.discovery import candidates_of

        return candidates_of(self, lang=lang)
