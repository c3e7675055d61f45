"""A table beside the articles that describes them: by file name (``articles.csv``), by id (TXM), or by address."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from cadrage.errors import Problem
from cadrage.read.delimited import rows_of
from cadrage.read.entry import Entry
from cadrage.read.record import FIELDS, WEB_ENTITIES, Record, columns_of

# TXM's metadata.csv names texts by an « id » that is their file name without its ending.
BY_ID = ("metadata.csv", "metadata.tsv")


@dataclass
class Index:
    """The rows of such tables by the key they name an article with, and which of them have been used."""

    rows: dict[str, Record] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    by_file: bool = False
    addresses: set[str] = field(default_factory=set)

    def settle(self, files: Iterable[str]) -> None:
        """Rows that name a file as a tool sees it, from its own folder of results, get the name it has here.

        Only where one file alone ends so: « 07/a.html » is « downloaded/07/a.html », but « a.html » may be several.
        """
        there = list(files)
        lost = {key: row for key, row in self.rows.items() if key not in self.addresses and key not in there}
        known = {key for name in there for key in keys_of(name)}
        endings: dict[str, list[str]] = {}
        for name in there if lost else ():
            parts = PurePosixPath(name).parts
            for k in range(1, len(parts)):
                endings.setdefault("/".join(parts[k:]), []).append(name)
        for key, row in lost.items():
            inside = key.removeprefix(f"{PurePosixPath(row.file).parent.as_posix()}/")
            found = endings.get(inside, []) if key not in known else []
            if len(found) == 1 and found[0] not in self.rows:
                self.rows = {(found[0] if k == key else k): v for k, v in self.rows.items()}

    def describe(self, record: Record, names: Iterable[str]) -> None:
        """Sets the fields that a table gives for a record; what the table says goes before what the file says."""
        keys = [*names, _address(record.fields.get("url"))]
        row = next((self.rows[key] for key in keys if key and key in self.rows), None)
        if row is not None:
            self.used.add(id(row))
            record.fields = {**record.fields, **{k: v for k, v in row.fields.items() if v not in ("", None)}}
        elif self.by_file:
            record.warnings.append(f"not listed in {', '.join(self.names)}")

    def unused(self) -> list[Problem]:
        """A problem for every row that named a file which is not there, and one for all addresses without a page."""
        seen, out = set(), []
        unsaved = [key for key in self.rows if key in self.addresses and id(self.rows[key]) not in self.used]
        if unsaved:
            first = self.rows[unsaved[0]]
            what = f"{len(unsaved)} of {len(self.addresses)} addresses have no saved page here, the first « {unsaved[0][:80]} »"
            out.append(Problem(first.file, first.place, "warning", f"{what}: save them, or leave them out"))
        for key, row in self.rows.items():
            if id(row) in self.used or id(row) in seen or key in self.addresses:
                continue
            seen.add(id(row))
            out.append(
                Problem(
                    row.file,
                    row.place,
                    "error",
                    f"the file « {key} » was expected, but there is none: correct the name",
                )
            )
        return out


def is_index(entry: Entry, mapping: dict[str, str]) -> bool:
    """Whether a table has no texts of its own, but names files, ids or addresses of articles."""
    if PurePosixPath(entry.name).suffix.lower() not in (".csv", ".tsv"):
        return False
    first = next((row for item in _rows(entry) if not isinstance(item, Problem) for row in item[1:]), None)
    if first is None:
        return False
    if is_web_entities(first):
        return True
    columns = columns_of(list(first), mapping, entry.name)[0]
    return not columns.keys() & {"text", "html"} and ("file" in columns or "url" in columns or _by_id(entry, columns))


def is_web_entities(header: Iterable[str]) -> bool:
    """Whether a table names the web entities of Hyphe."""
    return {name.strip().lower() for name in header} >= WEB_ENTITIES


def _by_id(entry: Entry, columns: dict[str, str]) -> bool:
    return PurePosixPath(entry.name).name.lower() in BY_ID and "article_id" in columns and "file" not in columns


def read_index(entries: list[Entry], mapping: dict[str, str]) -> tuple[Index, list[Problem]]:
    """The index of some tables, and what is wrong with them."""
    index, problems = Index(names=[e.name for e in entries]), []
    entities = _web_entities(entries)
    for entry in entries:
        columns = None
        folder = PurePosixPath(entry.name).parent
        for item in _rows(entry):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            place, row = item
            if is_web_entities(row):
                break
            if columns is None:
                columns, found = columns_of(list(row), mapping, entry.name)
                problems += found
                index.by_file = index.by_file or "file" in columns or _by_id(entry, columns)
            fields = {ours: row[theirs] for ours, theirs in columns.items() if ours in FIELDS}
            if columns.get("outlet") == "webentity":
                fields["outlet"] = entities.get(str(fields["outlet"]), "")
            if "file" in columns and row[columns["file"]].strip():
                key = _beside(folder, row[columns["file"]])
            elif _by_id(entry, columns):
                key = _beside(folder, row[columns["article_id"]])
            else:
                # Where a fetch failed there is no address that it led to, but the one that was asked for.
                key = _address(row.get(columns.get("url", ""))) or _address(row.get("url"))
                index.addresses |= {key} - {""}
            if key in index.rows:
                first = index.rows[key].place
                problems.append(
                    Problem(
                        entry.name,
                        place,
                        "warning",
                        f"« {key} » is listed twice (first in {first}): the first row counts",
                    )
                )
            elif key:
                index.rows[key] = Record(fields, entry.name, place)
            else:
                problems.append(
                    Problem(entry.name, place, "error", "a file or an address was expected, but the row names none")
                )
    return index, problems


def _web_entities(entries: list[Entry]) -> dict[str, str]:
    """Number of a web entity of Hyphe → its name, out of the table that lists them."""
    out = {}
    for entry in entries:
        for item in _rows(entry):
            if isinstance(item, Problem) or not is_web_entities(item[1]):
                break
            out[item[1]["id"]] = item[1]["name"]
    return out


def _beside(folder: PurePosixPath, name: str) -> str:
    name = name.strip().replace("\\", "/").removeprefix("./")
    return (folder / name).as_posix() if name else ""


def keys_of(name: str) -> list[str]:
    """The names by which a table may mean a file: whole, or without its ending.

    >>> keys_of("sud/7.txt")
    ['sud/7.txt', 'sud/7']
    """
    return [name, PurePosixPath(name).with_suffix("").as_posix()]


def _address(url: object) -> str:
    """An address without what the same page is reached with or without."""
    if not isinstance(url, str):
        return ""
    return re.sub(r"^https?://(?:www\.)?|[#?].*$|/+$", "", url.strip()).rstrip("/").lower()


def _rows(entry: Entry):
    try:
        data = entry.load()
    except (OSError, ValueError) as error:
        yield Problem(entry.name, "", "error", str(error))
        return
    yield from rows_of(data, entry.name)
