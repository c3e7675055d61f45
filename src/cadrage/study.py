"""A study: a folder with articles and, perhaps, a codebook; its tables on demand.

>>> study = Study.open("data/demo")                                    # doctest: +SKIP
>>> study.hits.groupby(["outlet", "term"]).size()                      # doctest: +SKIP
"""

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from functools import cached_property, partial
from pathlib import Path

import pandas as pd

from cadrage import __version__, keys
from cadrage.codebook import Codebook
from cadrage.errors import MeasureError, Problem, StudyError
from cadrage.folder import Folder
from cadrage.memory import give_back
from cadrage.progress import Progress, quiet
from cadrage.read import kept, read_articles


class Study:
    """The tables of one study, made when first asked for and kept below ``tables/``.

    ``articles``, ``tokens``, ``attributions``, ``hits``, ``passages`` and ``statements`` are declared in
    :mod:`cadrage.tables`.  ``problems`` lists what was left out or assumed on the way.
    """

    def __init__(
        self,
        place: Path,
        codebook: Codebook,
        *,
        table_folder: str | os.PathLike | None = None,
        workers: int | None = None,
        scheduler: str = "",
        progress: Progress = quiet,
    ):
        self.place = Path(place)
        self.codebook = codebook
        self.workers = workers
        self.scheduler = scheduler
        self.progress = progress
        own = "tables" if self.place.is_dir() else f"{self.place.stem}-tables"
        # A path, or an address such as s3://bucket/tables.
        self.table_folder = table_folder or self.folder / own

    @classmethod
    def open(
        cls,
        place: str | os.PathLike,
        *,
        model: str = "",
        tables: str | os.PathLike | None = None,
        workers: int | None = None,
        scheduler: str = "",
        progress: Progress = quiet,
    ) -> "Study":
        """The study in a folder, or of one file with articles.

        ``model`` names another spaCy pipeline than the embedded one, ``tables`` another folder for the results or an address
        such as ``s3://bucket/tables`` (:class:`cadrage.folder.Folder`),
        ``workers`` a number of processes, ``scheduler`` the address of a Dask cluster, ``progress`` a function of (what, done, total).  Raises
        :class:`~cadrage.errors.StudyError` where there is nothing there or ``study.yml`` is broken.
        """
        place = Path(place)
        if not place.exists():
            raise StudyError(
                f"a folder of articles was expected at « {place} », but there is nothing there: check the path"
            )
        codebook = Codebook.load(place) if place.is_dir() else Codebook()
        if model:
            codebook = codebook.model_copy(update={"model": model})
        return cls(
            place,
            codebook,
            table_folder=tables or None,
            workers=workers,
            scheduler=scheduler,
            progress=progress,
        )

    @property
    def folder(self) -> Path:
        """Where results go: the study's folder, or the one that holds its file."""
        return self.place if self.place.is_dir() else self.place.parent

    @property
    def title(self) -> str:
        """The declared title, or the name of the folder or file."""
        return self.codebook.title or self.place.resolve().stem

    @property
    def outlets(self) -> list[str]:
        """All outlets with articles: in the declared order, then by name."""
        present = set(self.articles["outlet"].unique())
        declared = [name for name in self.codebook.outlets if name in present]
        return declared + sorted(present - set(declared))

    @cached_property
    def _read(self) -> tuple[pd.DataFrame, list[Problem]]:
        """Articles and problems: as they were kept with the tables, or read where something changed."""
        self._reading = kept.reading_key(self.place, self.codebook)
        found = kept.load(Folder(self.table_folder), self._reading)
        if found is not None:
            self._reading = ""
        return found or read_articles(self.place, self.codebook)

    @property
    def articles(self) -> pd.DataFrame:
        """One row per article, in the order of the source."""
        return self._read[0]

    @property
    def problems(self) -> list[Problem]:
        """What was left out or assumed while reading, and which articles could not be annotated."""
        failures = self._store.failures() if "_store" in self.__dict__ else {}
        files = dict(zip(self.articles["article_id"], self.articles["source_file"], strict=True))
        failed = [
            Problem(files[i], "", "error", f"could not be annotated: {why}")
            for i, why in failures.items()
            if i in files
        ]
        return self._read[1] + self.misnamed + failed

    @property
    def misnamed(self) -> list[Problem]:
        """Outlets that ``study.yml`` names and no article is of."""
        return self.codebook.misnamed(self.articles["outlet"].unique())

    @cached_property
    def annotator(self):
        """The annotator with this study's language, model and actors."""
        # Imported here: a study that is only read or checked needs no spaCy.
        from cadrage.annotate.annotator import Annotator

        return Annotator.load(self.codebook.language, self.codebook.model, self.codebook.actors)

    @cached_property
    def _store(self):
        from cadrage.annotate.run import annotate_articles

        told = partial(self.progress, "annotate")
        with self._executor() as executor:
            store = annotate_articles(
                self.articles, self.annotator, self.table_folder,
                workers=self.workers, executor=executor, progress=told,
            )  # fmt: skip
        if self._reading:
            kept.keep(store.folder, self._reading, *self._read)
            if len(self.articles) >= kept.MANY:
                # From here on the texts are mapped: what follows needs the memory that they took.
                self._read = kept.load(store.folder, self._reading) or self._read
        return store

    @property
    def _kept(self):
        """The tables of one file each, which are as new as the parts."""
        from cadrage.annotate.kept_tables import KeptTables

        return KeptTables(self._store.folder)

    def _executor(self):
        """The cluster's executor while it is used, or None: work stays on this machine."""
        if not self.scheduler:
            return nullcontext()
        from cadrage.annotate.cluster import cluster_executor

        return cluster_executor(self.scheduler)

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

    def tokens_of(self, articles: list[str], columns: list[str] | None = None) -> pd.DataFrame:
        """The tokens of some articles, in that order, labelled as in the table of all tokens."""
        return self.lookup.tokens_of(articles, columns)

    def batches(self, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
        """The table of all tokens a thousand articles at a time, for what has to read all of it."""
        return self.lookup.batches(columns)

    def token_rows(self, labels) -> pd.DataFrame:
        """Some rows of the table of all tokens, by their labels; only their articles are read."""
        return self.lookup.token_rows(labels)

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

    def query(self, sql: str) -> pd.DataFrame:
        """The answer to a question in SQL to the tables on disk (:func:`cadrage.query.query`), whatever their size."""
        from cadrage.query import query

        return query(self, sql)

    def annotate(self) -> Path | str:
        """Brings every table up to date and returns their folder (path or address); only what is new or changed is done."""
        from cadrage.measure.stance.traces import traces

        for name in ("attributions", "passages", "hits", "statements"):
            getattr(self, name)
            # They are on disk now: the next stage has the memory, and reads what it needs.
            for made in ("passages", "hits", "statements"):
                self.__dict__.pop(made, None)
            give_back()
        traces(self)
        give_back()
        _ = self.duplicates, self.in_words, self.clusters
        with suppress(MeasureError):  # a single outlet has none
            self.candidates()
        self._kept.write_note({"cadrage": __version__, "model": self.annotator.model, "study": self.fingerprint})
        return self._store.folder.place

    @cached_property
    def fingerprint(self) -> str:
        """Hash of corpus and configuration: equal ones give equal figures with the same version of cadrage."""
        return keys.fingerprint(self.codebook, self.articles)

    def _key(self, module, more: str = "") -> str:
        """Hash of all that a table made by ``module`` depends on: the corpus, the annotator, the stage's code."""
        return keys.stage_key(module, self.annotator.fingerprint + self._corpus + more)

    @cached_property
    def _corpus(self) -> str:
        return keys.corpus_key(self.articles)
