"""Memory: files that are mapped instead of read, and what is no longer used given back to the system."""

import ctypes
import gc
import mmap
import os
from weakref import WeakSet

import pyarrow as pa

_mapped: WeakSet[mmap.mmap] = WeakSet()
try:
    # What was freed below memory still in use is kept by the C library of Linux until it is told to give it back.
    _trim = ctypes.CDLL(None).malloc_trim
except (AttributeError, OSError, TypeError):
    _trim = None


def mapped(path: str | os.PathLike) -> pa.Buffer:
    """The bytes of a file, read where and when they are used; :class:`OSError` where there are none.

    >>> import tempfile
    >>> fichier = os.path.join(tempfile.mkdtemp(), "note.txt")
    >>> with open(fichier, "w", encoding="utf-8") as f:
    ...     _ = f.write("Le pont de Valmer a rouvert.")
    >>> mapped(fichier).to_pybytes().decode()
    'Le pont de Valmer a rouvert.'
    """
    with open(path, "rb") as file:
        try:
            found = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise OSError(f"« {path} » is empty") from error
    _mapped.add(found)
    return pa.py_buffer(found)


def give_back() -> None:
    """Gives back what Arrow and the C library hold in reserve, and pages of mapped files, which are read again when used.

    After a stage that reads a whole corpus these are some hundred megabytes.

    >>> give_back()
    """
    gc.collect()
    pa.default_memory_pool().release_unused()
    if _trim is not None:
        _trim(0)
    give_back_pages()


def give_back_pages() -> None:
    """Gives back the pages of mapped files only, which takes no time: within a stage that reads file after file.

    >>> give_back_pages()
    """
    # Windows has no such request: there pages go when others need the room.
    if hasattr(mmap, "MADV_DONTNEED"):
        for file in list(_mapped):
            file.madvise(mmap.MADV_DONTNEED)
