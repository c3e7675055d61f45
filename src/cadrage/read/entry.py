"""A file of a corpus, whether it lies in a folder or inside an archive: a name, and bytes when they are asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# Larger files are better split; a billion bytes of text need several times that in memory.
MAX_BYTES = 1 << 30


@dataclass(frozen=True)
class Entry:
    """One file: its name below the corpus (with ``/``), and a function that gives its bytes.

    ``load`` raises :class:`OSError` or :class:`ValueError` (one sentence) where the bytes cannot be had.
    """

    name: str
    load: Callable[[], bytes]


def entries_of_folder(folder: Path) -> Iterator[Entry]:
    """The files below a folder by name; hidden ones and links out of the folder are left out."""
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not path.is_file():
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            continue
        yield entry_of_file(path, inside.as_posix())


def entry_of_file(path: Path, name: str = "") -> Entry:
    """One file on disk as an entry.

    >>> entry_of_file(Path("absent.txt")).name
    'absent.txt'
    """

    def load() -> bytes:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(
                f"a file of at most {MAX_BYTES >> 20} MB was expected, found {path.stat().st_size >> 20}: split it"
            )
        return path.read_bytes()

    return Entry(name or path.name, load)
