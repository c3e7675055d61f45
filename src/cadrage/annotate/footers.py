"""What Parquet files say of themselves at their end, read at once for thousands of them, and once."""

import pyarrow as pa
import pyarrow.parquet as pq

from cadrage.folder import Folder

# Bytes read from the end of a file: a part of 64 articles says all of itself in half of that.
LAST = 16_384
# (file, all that its file system says of it) → its metadata: a report opens the same study several times.
_KNOWN: dict[tuple[str, str], dict[bytes, bytes]] = {}
_MOST = 20_000


def footers(folder: Folder, inside: str, files: dict[str, dict]) -> dict[str, dict[bytes, bytes]]:
    """The metadata of files as :meth:`~cadrage.folder.Folder.files` lists them, without those that are not whole."""
    paths = {name: f"{inside}/{name}" if inside else name for name in files}
    keys = {name: (folder.at(paths[name]), repr(facts)) for name, facts in files.items()}
    found = {name: _KNOWN[key] for name, key in keys.items() if key in _KNOWN}
    new = {paths[name]: facts["size"] for name, facts in files.items() if name not in found}
    ends = iter(folder.ends(new, LAST))
    for name in [n for n in files if n not in found]:
        found[name] = _KNOWN[keys[name]] = _metadata(folder, paths[name], next(ends))
    if len(_KNOWN) > _MOST:
        _KNOWN.clear()
    return {name: found[name] for name in files if found[name]}


def footer(folder: Folder, file: str) -> dict[bytes, bytes]:
    """The metadata of one file; empty where there is none, or no whole one."""
    inside, _, name = file.rpartition("/")
    listed = folder.files(inside)
    return footers(folder, inside, {name: listed[name]}).get(name, {}) if name in listed else {}


def _metadata(folder: Folder, path: str, end: bytes | Exception) -> dict[bytes, bytes]:
    if isinstance(end, FileNotFoundError):
        return {}
    if isinstance(end, Exception):
        # Not to be taken for a file that is not whole: those are removed.
        raise end
    if end[-4:] != b"PAR1":
        return {}
    # Before the last four bytes stands the length of what the file says of itself.
    long = int.from_bytes(end[-8:-4], "little") + 8 > len(end)
    try:
        found = pq.read_metadata(next(folder.sources([path])) if long else pa.BufferReader(end)).metadata or {}
    except (pa.ArrowException, OSError):
        return {}
    return {key: value for key, value in found.items() if key.startswith(b"cadrage_")}
