"""How a notebook finds its study: its parameter, then the environment, then the demonstration study."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from cadrage.errors import StudyError
from cadrage.report.links import Counted

VARIABLE = "CADRAGE_STUDY"
PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Making:
    """A report that is being made: its study, who draws its figures, tables to be written beside it, sets its numbers open."""

    study: object
    studio: object = None
    files: dict[str, bytes] = field(default_factory=dict)
    sets: dict[str, Counted] = field(default_factory=dict)

    def keep(self, sets: Iterable[Counted]) -> None:
        """Keeps the sets of rows that an exhibit's numbers open, each once."""
        for counted in sets:
            self.sets.setdefault(counted.name, counted)


_making: ContextVar[Making | None] = ContextVar("making", default=None)


@contextmanager
def making(study, studio=None) -> Iterator[Making]:
    """Within this block ``open_study`` gives this study, tables in memory included, whatever it is asked for."""
    report = Making(study, studio)
    token = _making.set(report)
    try:
        yield report
    finally:
        _making.reset(token)


def now_making() -> Making | None:
    """The report that is being made; None in a notebook that somebody reads."""
    return _making.get()


def study_place(study_folder: str | None = None) -> Path:
    """The folder of the study a notebook is about.

    Raises :class:`~cadrage.errors.StudyError` where neither parameter nor environment names one and no
    demonstration study stands beside the notebook.
    """
    named = study_folder or os.environ.get(VARIABLE)
    if named:
        return Path(named)
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "demo").is_dir():
            return folder / "data" / "demo"
    raise StudyError(
        "the notebook was expected to know its study, but study_folder is None, CADRAGE_STUDY is not set and there is "
        "no data/demo above this folder: set study_folder in the first cell"
    )


def open_study(
    study_folder: str | None = None, *, tables: str | None = None, model: str = "", decisions: str | None = None
):
    """The study of a notebook, with a reader's decisions applied where a file names them.

    While a report is made, the study that it is made of."""
    report = now_making()
    if report is not None:
        return report.study
    from cadrage.report.decisions import apply
    from cadrage.study import Study

    study = Study.open(study_place(study_folder), tables=tables, model=model)
    return apply(study, decisions) if decisions else study


def notebook_folder(study) -> Path:
    """The folder in which to open the notebooks for a study.

    In a checkout these are the notebooks themselves.  An installed package is not to be written to: there, copies
    stand in ``notebooks`` in the study's folder, and a copy that is already there is the reader's own and stays.
    """
    from cadrage.report.run import notebook_files

    found = notebook_files()
    if found[0].parent.parent != PACKAGE:
        return found[0].parent
    folder = Path(study.folder) / "notebooks"
    folder.mkdir(exist_ok=True)
    for notebook in found:
        if not (folder / notebook.name).exists():
            shutil.copyfile(notebook, folder / notebook.name)
    return folder
