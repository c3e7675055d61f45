"""A study: a folder with articles and, perhaps, a codebook; its tables on demand (``tables``), questions to it (``questions``).

>>> study = Study.open("data/demo")                                    # doctest: +SKIP
>>> study.hits.groupby(["outlet", "term"]).size()                      # doctest: +SKIP
"""

import os
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
from cadrage.study.questions import Questions
from cadrage.study.tables import Tables


class Study(Tables, Questions):
    """The articles of one study, its tables, made when first asked for and kept below ``tables/``, and questions to them.

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

    def annotate(self) -> Path | str:
        """Brings every table up to date and returns their folder (path or address); only what is new or changed is done."""
        from cadrage.measure.stance.traces import traces

        # Where much memory is taken comes first: what all of Python's small objects leave behind adds up.
        for name in ("attributions", "passages", "duplicates", "in_words", "clusters", "hits", "statements"):
            getattr(self, name)
            # They are on disk now: the next stage has the memory, and reads what it needs.
            for made in ("passages", "hits", "statements"):
                self.__dict__.pop(made, None)
            give_back()
        traces(self)
        give_back()
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
