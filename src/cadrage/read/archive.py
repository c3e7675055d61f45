"""Zip archives of any of the other formats, unpacked in memory only and within limits."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from cadrage.errors import Problem
from cadrage.read.entry import Entry

# Text packs to a fifth or a tenth; a thousandth is an attack.
_MAX_RATIO = 200
_SMALL = 1 << 20
_MAX_MEMBER = 256 << 20
_MAX_TOTAL = 1 << 30
_MAX_MEMBERS = 200_000


def entries_of_archive(data: bytes, name: str) -> Iterator[Entry | Problem]:
    """The files of an archive by name, or problems in their place.

    Nothing is written to disk, so that names cannot reach out of the archive; such names are refused all the same,
    for no program that packs articles makes them.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        # A name may be empty, which zipfile itself stumbles on.
        listed = [m for m in archive.infolist() if not m.filename or not m.is_dir()]
        members = sorted(listed, key=lambda m: m.filename)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, struct.error) as error:
        yield Problem(name, "", "error", f"a zip archive was expected, found: {error}: pack the files again")
        return
    if len(members) > _MAX_MEMBERS:
        yield Problem(name, "", "error", f"at most {_MAX_MEMBERS} files were expected, found {len(members)}: split it")
        return
    total = 0
    for member in members:
        inside = member.filename.replace("\\", "/")
        parts = PurePosixPath(inside).parts
        if any(part.startswith(".") and part != ".." or part == "__MACOSX" for part in parts):
            continue
        if not parts:
            yield Problem(
                name, "", "error", "a file with a name was expected in the archive, found one without: left out"
            )
            continue
        if ".." in parts or inside.startswith("/") or ":" in parts[0]:
            yield Problem(
                name,
                inside,
                "error",
                "a name inside the archive was expected, found one that leads out of it: left out",
            )
            continue
        if member.flag_bits & 1:
            yield Problem(name, inside, "error", "a file without a password was expected: unpack it first")
            continue
        if member.file_size > _SMALL and member.file_size > _MAX_RATIO * max(member.compress_size, 1):
            ratio = member.file_size // max(member.compress_size, 1)
            yield Problem(
                name,
                inside,
                "error",
                f"a text was expected, found one packed to 1/{ratio} of its size (a zip bomb): left out",
            )
            continue
        total += member.file_size
        if member.file_size > _MAX_MEMBER or total > _MAX_TOTAL:
            yield Problem(
                name, inside, "error", f"at most {_MAX_TOTAL >> 20} MB were expected, found more: unpack the archive"
            )
            continue
        yield Entry(f"{name}/{inside}", lambda m=member: _bytes(archive, m))


def unpacked(data: bytes, name: str) -> bytes:
    """The bytes of a file that a crawler packed by itself (« a.html.gz »); those of any other file as they are.

    Raises :class:`ValueError` (one sentence) where they cannot be had or are too many.
    """
    if not name.lower().endswith(".gz"):
        return data
    most = max(_SMALL, min(_MAX_MEMBER, _MAX_RATIO * len(data)))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            out = stream.read(most + 1)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise ValueError(f"a file packed by gzip was expected, found: {error}: fetch or pack it again") from error
    if len(out) > most:
        raise ValueError(
            f"a text was expected, found more than {most >> 20} MB packed into {len(data)} bytes (a zip bomb)"
        )
    return out


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # The sizes that an archive declares may lie: zipfile unpacks no more than was declared, and then finds the sum wrong.
    try:
        with archive.open(member) as stream:
            return stream.read()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise ValueError(f"a file was expected in the archive, found: {error}: pack it again") from error
