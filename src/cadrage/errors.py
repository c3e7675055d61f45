"""What can go wrong with a user's input, said in one sentence: what was expected, what was found, what to do.

A problem with one article does not stop the others: readers collect :class:`Problem` rows and go on.  What makes
the whole study impossible (no folder, a ``study.yml`` that does not parse) raises a :class:`CadrageError`.
"""

from collections.abc import Iterable
from dataclasses import dataclass


class CadrageError(Exception):
    """Base of every error that a user can mend; its text is one complete sentence.

    >>> str(StudyError("« etude » was expected to be a folder, but there is nothing there: check the path"))
    '« etude » was expected to be a folder, but there is nothing there: check the path'
    """


class StudyError(CadrageError):
    """The study as a whole cannot be read: missing folder, broken ``study.yml``, no articles."""


class TableError(CadrageError):
    """A table does not have the columns that its contract declares."""


class ModelError(CadrageError):
    """The language model that was asked for cannot be loaded."""


class MeasureError(CadrageError):
    """A measure was asked for something that its table cannot answer."""


@dataclass(frozen=True, order=True)
class Problem:
    """One problem with the input of a study: where it is, what was found, what to do.

    ``place`` is a line, row or position inside ``file`` (empty where the whole file is meant); ``level`` is
    ``"error"`` when something was left out, ``"warning"`` when it was kept with a caveat.

    >>> print(Problem("articles.csv", "row 3", "error", "the file « 7.txt » does not exist: correct the name"))
    articles.csv, row 3: the file « 7.txt » does not exist: correct the name
    """

    file: str
    place: str
    level: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"

    @property
    def where(self) -> str:
        """File and place."""
        return f"{self.file}, {self.place}" if self.place else self.file


def grouped(problems: Iterable[Problem]) -> list[str]:
    """One line for each different message, with its first place and how many more there are; errors first.

    >>> grouped([Problem("a.csv", f"row {k}", "warning", "no date") for k in (2, 3, 7)])
    ['warning: a.csv, row 2 and 2 more: no date']
    """
    of: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(set(problems), key=lambda p: (p.level != "error", p)):
        of.setdefault((problem.level, problem.message), []).append(problem)
    return [
        f"{level}: {found[0].where}{f' and {len(found) - 1:,} more' if len(found) > 1 else ''}: {message}"
        for (level, message), found in of.items()
    ]
