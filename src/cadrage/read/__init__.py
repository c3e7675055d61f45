"""Source formats → the ``articles`` table.  One file a format; a new one is a line in ``READERS``."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from cadrage.codebook import Codebook
from cadrage.errors import Problem, StudyError
from cadrage.read.articles import to_table
from cadrage.read.delimited import read_delimited
from cadrage.read.jsonl import read_jsonl
from cadrage.read.parquet import read_parquet
from cadrage.read.record import Found
from cadrage.read.text_folder import TEXT, find_index, read_text_file, read_text_folder, text_files

# File ending → reader of (path, column mapping).
READERS: dict[str, Callable[[Path, dict[str, str]], Found]] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
    ".txt": lambda path, mapping: iter([read_text_file(path, path.name)]),
}

# A study's configuration, gold annotation and report stand beside its articles.
_NO_ARTICLES = (".yml", ".yaml", ".json", ".html", ".py", ".ipynb")


def read_articles(place: Path, codebook: Codebook) -> tuple[pd.DataFrame, list[Problem]]:
    """The ``articles`` table of a study, and every problem met on the way.

    ``place`` is the study's folder, or one file with articles.  Raises :class:`StudyError` where there is nothing
    to read at all.
    """
    place = Path(place)
    source = place / codebook.articles if place.is_dir() and codebook.articles else place
    if not source.exists():
        what = "a folder or file with articles" if source == place else "what study.yml names as « articles »"
        raise StudyError(f"{what} was expected at « {source} », but there is nothing there: check the path")
    found = list(_read(source, codebook.columns))
    if not found:
        raise StudyError(
            f"articles were expected in « {source} », but no file there can be read: expected .txt, "
            f"{', '.join(sorted(set(READERS) - {'.txt'}))}"
        )
    return to_table(found, codebook)


def _read(source: Path, mapping: dict[str, str]) -> Found:
    if source.is_file():
        reader = READERS.get(source.suffix.lower())
        if reader is None:
            raise StudyError(
                f"« {source.name} » was expected to be a file that cadrage reads ({', '.join(sorted(READERS))}), "
                f"but it ends in « {source.suffix} »: convert it or name a folder"
            )
        yield from reader(source, mapping)
        return
    index = find_index(source, mapping)
    if text_files(source):
        yield from read_text_folder(source, mapping)
    unread: Counter[str] = Counter()
    for path in sorted(source.rglob("*")):
        # The results that cadrage writes below a study are no source of it.
        hidden = any(part.startswith(".") or part == "tables" for part in path.relative_to(source).parts)
        if hidden or not path.is_file() or path == index or path.suffix.lower() in TEXT:
            continue
        if path.suffix.lower() in READERS:
            yield from READERS[path.suffix.lower()](path, mapping)
        elif path.suffix.lower() not in _NO_ARTICLES:
            unread[path.suffix.lower() or path.name] += 1
    for suffix, n in sorted(unread.items()):
        yield Problem(
            source.name,
            "",
            "warning",
            f"{n} file{'s' * (n > 1)} ending in « {suffix} » left out: cadrage reads {', '.join(sorted(READERS))}",
        )
