"""A folder of tables: on this machine, or at any address that fsspec knows (``s3://bucket/tables``).

What is written appears whole or not at all: on this machine under another name first, then renamed; elsewhere by one
request, which an object store carries out whole or not at all.
"""

import hashlib
import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem
from fsspec.registry import known_implementations

from cadrage.errors import StudyError

# Distant files fetched side by side, and held in memory meanwhile: a part of tokens is a third of a megabyte.
TOGETHER = 16


class Folder:
    """The files of a folder by their names below it, which are written with ``/``.

    >>> dossier = Folder("memory://enquête/tables")
    >>> with dossier.writing("note.txt") as fichier:
    ...     _ = fichier.write("Le pont de Valmer a rouvert.".encode())
    >>> str(dossier), dossier.local, list(dossier.files())
    ('memory://enquête/tables', False, ['note.txt'])
    >>> next(dossier.sources(["note.txt"])).read().decode()
    'Le pont de Valmer a rouvert.'
    """

    def __init__(self, place: str | os.PathLike):
        self.fs, self.root = _reached(str(place))
        self.local = isinstance(self.fs, LocalFileSystem)
        # Elsewhere the address as it was given: fsspec's own form leaves out what only it needs to know.
        self.place: Path | str = Path(self.root if is_address(place) else place) if self.local else str(place)

    def __str__(self) -> str:
        return str(self.place)

    def at(self, name: str) -> str:
        """The path or address of a file, for whoever opens it."""
        return str(self.place / name) if self.local else f"{str(self.place).rstrip('/')}/{name}"

    @property
    def shared(self) -> str:
        """The path or address under which other processes find the folder."""
        return self.root if self.local else str(self.place)

    @property
    def private(self) -> bool:
        """Whether no other process sees it: it lies in this one's memory."""
        return self.fs.protocol == "memory"

    @property
    def mapped(self) -> Path:
        """A folder of this machine for what is mapped into memory: this one, or one of the user's cache."""
        if self.local:
            return Path(self.root)
        from platformdirs import user_cache_path

        cache = os.environ.get("CADRAGE_CACHE") or user_cache_path("cadrage")
        return Path(cache) / hashlib.sha256(str(self.place).rstrip("/").encode()).hexdigest()[:16]

    def prepare(self, *inside: str) -> None:
        """Makes folders in it and tries to write there; raises :class:`~cadrage.errors.StudyError` where that fails."""
        try:
            try:
                self._try(*inside)
            except FileNotFoundError:
                for name in ("", *inside):
                    with suppress(FileExistsError):
                        # Elsewhere without what is above: a bucket that is missing is an error, not a wish.
                        self.fs.mkdir(self._path(name), create_parents=self.local)
                self._try(*inside)
        # Every store has errors of its own.
        except Exception as error:
            advice = "" if self.local else "check the address and your rights there, or "
            raise StudyError(
                f"a folder that can be written was expected at « {self} », found: {reason(error)}: "
                f"{advice}name another one with --tables"
            ) from error

    def _try(self, *inside: str) -> None:
        for name in inside:
            probe = f"{name}/.write-{os.getpid()}"
            with self.writing(probe):
                pass
            self.remove(probe)

    def files(self, inside: str = "") -> dict[str, dict]:
        """The files of a folder in it, by name, with what the file system says of each (size, time, tag)."""
        path = self._path(inside)
        self.fs.invalidate_cache(path)
        try:
            with _plain_errors():
                found = self.fs.ls(path, detail=True)
        except FileNotFoundError:
            return {}
        return {f["name"].rsplit("/", 1)[-1]: f for f in found if f["type"] != "directory"}

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """A file to write to, which is there from the moment that all is written; :class:`OSError` where it cannot be."""
        path = self._path(name)
        if not self.local:
            whole = io.BytesIO()
            yield whole
            with _plain_errors():
                self.fs.pipe_file(path, whole.getvalue())
            return
        head, tail = os.path.split(path)
        temporary = os.path.join(head, f".{tail}.{os.getpid()}")
        try:
            with open(temporary, "wb") as file:
                yield file
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise

    def sources(self, names: list[str]) -> Iterator[str | pa.BufferReader]:
        """What pyarrow reads these files from: the path of a file here, the bytes of one elsewhere."""
        paths = [self._path(n) for n in names]
        if self.local:
            yield from paths
            return
        for k in range(0, len(paths), TOGETHER):
            # Not « cat », which takes [ and * in a name for a pattern.
            with _plain_errors():
                found = self.fs.cat_ranges(paths[k : k + TOGETHER], None, None, on_error="raise")
            yield from map(pa.BufferReader, found)

    def share(self, names: list[str], other: "Folder") -> None:
        """The same files in another folder of this machine: under a second name where the disk allows it, else copied."""
        for name, source in zip(names, self.sources(names), strict=True):
            target = other.at(name)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            if not isinstance(source, str):
                Path(target).write_bytes(source.read_buffer())
                continue
            try:
                os.link(source, target)
            except OSError:
                shutil.copyfile(source, target)

    def ends(self, sizes: dict[str, int], last: int) -> list[bytes | Exception]:
        """The last bytes of files whose sizes are known, asked for at once; an exception where one cannot be read."""
        starts = [max(0, size - last) for size in sizes.values()]
        return self.fs.cat_ranges([self._path(n) for n in sizes], starts, list(sizes.values()), on_error="return")

    def remove(self, name: str) -> None:
        """The file is gone."""
        self.fs.rm_file(self._path(name))

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}" if name else self.root


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Every distant store has errors of its own: here they become :class:`OSError`, with what they say."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(reason(error)) from error


def is_address(place: str | os.PathLike) -> bool:
    """Whether this is an address, not a path.

    >>> is_address("s3://journaux/tables"), is_address("C:\\\\journaux"), is_address(Path("journaux/tables"))
    (True, False, False)
    """
    return "://" in str(place)


def reason(error: Exception) -> str:
    """What an error says, without its number."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _reached(place: str):
    """The file system of an address and the path there."""
    if not is_address(place):
        return LocalFileSystem(), LocalFileSystem._strip_protocol(os.path.abspath(place))
    protocol = place.split("://")[0].split("::")[0]
    try:
        fs, root = url_to_fs(place)
        return fs, root.rstrip("/")
    except ImportError as error:
        package = known_implementations.get(protocol, {}).get("class", "fsspec").split(".")[0]
        todo = f"pip install {package}" if package != "fsspec" else reason(error)
        raise StudyError(f"« {place} » needs a package that is not installed: {todo}") from error
    except ValueError as error:
        if protocol in known_implementations:
            raise _unreachable(place, error) from error
        raise StudyError(
            f"an address such as s3://bucket/tables was expected, found « {place} »: « {protocol} » is no protocol that "
            "fsspec knows; check its spelling"
        ) from error
    # A file system that connects to a server at once has errors of its own.
    except Exception as error:
        raise _unreachable(place, error) from error


def _unreachable(place: str, error: Exception) -> StudyError:
    return StudyError(f"« {place} » cannot be reached, found: {reason(error)}: check the address and your rights there")
