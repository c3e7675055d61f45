"""What the commands have in common: a study opened, what is asked checked before the work, what is said after it."""

import os
import sys
import tempfile
from pathlib import Path

import typer

from cadrage.errors import CadrageError, StudyError, grouped
from cadrage.progress import Bar, quiet


def open_study(place: Path, *, hush: bool = False, **options):
    """A study that has articles: where it has none, this is said before any work begins."""
    from cadrage.study import Study

    study = Study.open(place, progress=quiet if hush else Bar(), **options)
    if study.articles.empty:
        first = next(iter(sorted(set(study.problems), key=lambda p: (p.level != "error", p))), "nothing there is read")
        raise StudyError(
            f"articles were expected in « {place} », but none can be analysed ({first}): « cadrage check {place} » "
            "lists every reason"
        )
    return study


def french_or_english(lang: str) -> str:
    """The language asked for, if the report speaks it."""
    if lang not in ("fr", "en"):
        raise typer.BadParameter(f"fr or en was expected, found {lang!r}", param_hint="--lang")
    return lang


def writable(path: Path, option: str) -> Path:
    """The path of a file, after a trial: to learn at the end of a long run that it cannot be written would be late."""
    try:
        if path.is_dir():
            raise OSError(0, "a folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not os.access(path, os.W_OK):
            raise OSError(0, "a file that is write-protected")
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise CadrageError(
            f"a file that can be written was expected at « {path} », found: {error.strerror}: name another one with {option}"
        ) from error
    return path


def counted(n: int, what: str) -> str:
    """A number with its noun: 1 article, 9,450 articles."""
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def never(study, term: str, *, narrowed: bool) -> str:
    """What to do where a word has no use."""
    forms = [form for frame in study.codebook.frames.values() for form in frame.terms.get(term, ())]
    where = "with this outlet or voice" if narrowed else f"in {counted(len(study.articles), 'article')}"
    if forms:
        return f"« {term} » is declared as {', '.join(forms)} and was not found {where}: check these words in study.yml"
    return (
        f"« {term} » was not found {where}: nouns and verbs are looked up in their dictionary form (annexer, not annexait), "
        "a phrase word by word; try one of its words"
    )


def remarks(study) -> None:
    """What reading left out or assumed: the first lines, and where all are."""
    lines = grouped(study.problems)
    for line in lines[:8]:
        print(line, file=sys.stderr)
    if len(lines) > 8 or len(lines) < len(set(study.problems)):
        print(f"every remark with its place: cadrage check {study.place}", file=sys.stderr)
