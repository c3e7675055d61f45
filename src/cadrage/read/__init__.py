"""Source formats → the ``articles`` table.  One file a format; a new one is a line in ``formats.READERS``."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import pandas as pd

from cadrage.codebook import Codebook
from cadrage.errors import Problem, StudyError
from cadrage.memory import give_back
from cadrage.read.archive import entries_of_archive, unpacked
from cadrage.read.articles import to_table
from cadrage.read.entry import Entry, entries_of_folder, entry_of_file
from cadrage.read.formats import ARCHIVE, READERS, ending
from cadrage.read.index import Index, is_index, keys_of, read_index
from cadrage.read.record import Found, Record

# A study's configuration, gold annotation and scripts stand beside its articles.
_NO_ARTICLES = (".yml", ".yaml", ".json", ".py", ".ipynb")
# Files about a corpus, not of it.
_ABOUT = ("readme", "license", "licence", "changelog")
OWN_PAGE = b'<meta name="generator" content="cadrage'
_RESULTS = {"tables", "report-csv"}
_PAGE_FOLDERS = ("_files", "_fichiers", "-Dateien")
# An archive in an archive is common; deeper, someone plays.
_DEPTH = 2


def read_articles(place: Path, codebook: Codebook) -> tuple[pd.DataFrame, list[Problem]]:
    """The ``articles`` table of a study, and every problem met on the way.

    ``place`` is the study's folder, or one file with articles.  Raises :class:`StudyError` where there is nothing
    to read at all.
    """
    source = source_of(place, codebook)
    articles, problems = to_table(_read(_entries(source), codebook.columns, source.name), codebook)
    # What a large corpus leaves behind when it is read is as much as its texts.
    give_back()
    if articles.empty and not problems:
        empty = source.is_dir() and not any(source.iterdir())
        what = "the folder is empty" if empty else "no file there can be read"
        raise StudyError(f"articles were expected in « {source} », but {what}: put files there that end in {_known()}")
    return articles, problems


def entries_of(place: Path, codebook: Codebook) -> Iterator[Entry | Problem]:
    """The files that the articles of a study may stand in; raises what :func:`read_articles` raises."""
    return _entries(source_of(place, codebook))


def source_of(place: Path, codebook: Codebook) -> Path:
    """The folder or file with the articles; raises :class:`StudyError` where there is none that can be read."""
    place = Path(place)
    source = place / codebook.articles if place.is_dir() and codebook.articles else place
    if not source.exists():
        what = "a folder or file with articles" if source == place else "what study.yml names as « articles »"
        raise StudyError(f"{what} was expected at « {source} », but there is nothing there: check the path")
    if source.is_file() and ending(source.name) not in (*READERS, ARCHIVE):
        raise StudyError(
            f"« {source.name} » was expected to be a file that cadrage reads ({_known()}), "
            f"but it ends in « {source.suffix} »: convert it or name a folder"
        )
    return source


def _entries(source: Path) -> Iterator[Entry | Problem]:
    return iter([entry_of_file(source)]) if source.is_file() else entries_of_folder(source)


def _known() -> str:
    return ", ".join(sorted((*READERS, ARCHIVE)))


def _read(entries: Iterable[Entry | Problem], mapping: dict[str, str], place: str, depth: int = 0) -> Found:
    files: list[Entry] = []
    for entry in entries:
        if isinstance(entry, Problem):
            yield entry
        elif is_article_file(entry):
            files.append(entry)
    tables = [e for e in files if ending(e.name) in (".csv", ".tsv")]
    # A table describes files only where there are others; alone, it is a table without texts, and told so.
    others = len(files) > len(tables)
    index, problems = read_index([e for e in tables if others and is_index(e, mapping)], mapping)
    yield from problems
    index.settle(e.name for e in files if e.name not in index.names)
    unread: Counter[str] = Counter()
    for entry in files:
        suffix = ending(entry.name)
        if entry.name in index.names:
            continue
        if suffix == ARCHIVE:
            yield from _read_archive(entry, mapping, depth)
        elif suffix in READERS:
            yield from _described(read_entry(entry, mapping), entry.name, index)
        else:
            unread[suffix or entry.name] += 1
    yield from index.unused()
    for suffix, n in sorted(unread.items()):
        yield Problem(
            place,
            "",
            "warning",
            f"{n} file{'s' * (n > 1)} ending in « {suffix} » left out: save as one of those that cadrage reads ({_known()})",
        )


def read_entry(entry: Entry, mapping: dict[str, str]) -> Found:
    """Every article and problem of one file; whatever the file holds, nothing is raised."""
    try:
        data = unpacked(entry.load(), entry.name)
        if OWN_PAGE in data[:4000]:
            return
        empty = True
        for item in READERS[ending(entry.name)](data, entry.name, mapping):
            # A remark on the encoding is no article yet.
            empty = empty and isinstance(item, Problem) and item.level != "error"
            yield item
        if empty:
            yield Problem(entry.name, "", "error", "an article was expected, but the file holds none: it was left out")
    except OSError as error:
        why = error.strerror or str(error)
        yield Problem(entry.name, "", "error", f"expected a readable file, found: {why}: check its permissions")
    except (ValueError, MemoryError) as error:
        yield Problem(entry.name, "", "error", str(error) or "the file needs more memory than there is: split it")
    except Exception as error:
        # The last resort: one file that no reader foresaw must not cost the others.
        yield Problem(
            entry.name,
            "",
            "error",
            f"could not be read further ({type(error).__name__}: {str(error)[:100]}): please report it",
        )


def _described(found: Found, name: str, index: Index) -> Iterator[Record | Problem]:
    for item in found:
        if isinstance(item, Record) and index.names:
            index.describe(item, keys_of(name) if not item.place else [])
        yield item


def _read_archive(entry: Entry, mapping: dict[str, str], depth: int) -> Found:
    if depth >= _DEPTH:
        yield Problem(entry.name, "", "error", f"at most {_DEPTH} archives inside each other were expected: unpack it")
        return
    try:
        data = entry.load()
    except (OSError, ValueError) as error:
        yield Problem(entry.name, "", "error", str(error))
        return
    before = len(data)
    empty = True
    for item in _read(entries_of_archive(data, entry.name), mapping, entry.name, depth + 1):
        empty = False
        yield item
    if empty and before:
        yield Problem(entry.name, "", "error", "articles were expected in the archive, but no file there can be read")


def is_article_file(entry: Entry) -> bool:
    """Whether a file of the corpus folder may hold articles."""
    path = PurePosixPath(entry.name)
    # The results that cadrage writes below a study are no source of it.
    return (
        not _RESULTS & set(path.parts[:-1])
        # What a browser saves beside a page: scripts, frames and advertisements.
        and not any(part.endswith(_PAGE_FOLDERS) for part in path.parts[:-1])
        and path.suffix.lower() not in _NO_ARTICLES
        and not (path.stem.lower() in _ABOUT and path.suffix.lower() in (".txt", ".md", ""))
    )
