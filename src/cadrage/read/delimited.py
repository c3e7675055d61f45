"""CSV and TSV, one article a row; rows that do not fit are reported with their line."""

import csv
import io
import sys
from collections.abc import Iterator

from cadrage.errors import Problem
from cadrage.read.decode import decode
from cadrage.read.record import FIELDS, Found, Record, columns_of, text_of_field
from cadrage.read.web_page import read_web_page

# Article texts are longer than csv's default limit of 128 KiB for a field.
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
_MAX_COLUMNS = 2000


def read_delimited(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """Every row of a CSV or TSV file as a record.

    >>> [r.fields["title"] for r in read_delimited("titre;texte\\nUn pont;Il a rouvert.".encode(), "a.csv", {})]
    ['Un pont']
    """
    columns = None
    for item in rows_of(data, name):
        if isinstance(item, Problem):
            yield item
            continue
        place, row = item
        if columns is None:
            columns, problems = columns_of(list(row), mapping, name)
            yield from problems
            if not columns.keys() & {"text", "html"}:
                yield Problem(
                    name,
                    "line 1",
                    "error",
                    "a column with the text was expected, found "
                    f"{', '.join(row)}: name it in study.yml, « columns: {{text: …}} »",
                )
                return
        record = Record({ours: row[theirs] for ours, theirs in columns.items() if ours in FIELDS}, name, place)
        page = row[columns["html"]] if "html" in columns else ""
        if page and not text_of_field(record.fields.get("text")).strip():
            yield from _from_page(page, record, mapping)
        else:
            yield record


def _from_page(page: str, row: Record, mapping: dict[str, str]) -> Found:
    """The article of a page that stands in a cell; what the row says of it goes before what the page says."""
    for item in read_web_page(page.encode("utf-8", "replace"), row.file, mapping):
        if isinstance(item, Problem):
            yield Problem(row.file, row.place, item.level, item.message)
        else:
            given = {k: v for k, v in row.fields.items() if v not in ("", None)}
            yield Record({**item.fields, **given}, row.file, row.place, item.warnings)


def rows_of(data: bytes, name: str) -> Iterator[tuple[str, dict[str, str]] | Problem]:
    """(place, row) for each row of a delimited file, or a problem in its place."""
    try:
        text, warnings = decode(data)
    except ValueError as error:
        yield Problem(name, "", "error", str(error))
        return
    for warning in warnings:
        yield Problem(name, "", "warning", warning)
    first = text[: text.find("\n") + 1 or len(text)]
    delimiter = "\t" if name.lower().endswith(".tsv") else max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if not any(header):
            yield Problem(name, "", "error", "a header row was expected, but the file is empty: add one")
            return
        if len(header) > _MAX_COLUMNS:
            yield Problem(
                name, "line 1", "error", f"a header row was expected, found {len(header)} cells: the file was left out"
            )
            return
        line = reader.line_num + 1
        for cells in reader:
            place, line = f"line {line}", reader.line_num + 1
            if not any(cells):
                continue
            if len(cells) != len(header):
                yield Problem(
                    name,
                    place,
                    "error",
                    f"{len(header)} cells were expected, found {len(cells)}: "
                    "check quotation marks and separators; the row was left out",
                )
                continue
            yield place, dict(zip(header, cells, strict=True))
        if text.count('"') % 2:
            yield Problem(
                name,
                f"line {reader.line_num}",
                "error",
                "quotation marks were expected in pairs, but one is never closed: rows may have run together, or the file be cut",
            )
    except csv.Error as error:
        yield Problem(name, f"line {reader.line_num}", "error", f"expected CSV, found: {error}: left out from there on")
