"""Coding sheets: a CSV per coder, written to be filled in and read back with every fault named by its line."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from cadrage.coding.scheme import Scheme
from cadrage.errors import StudyError

FIXED = [
    "item",
    "outlet",
    "event",
    "zone",
    "voice",
    "article_id",
    "start",
    "end",
    "stratum",
    "weight",
    "before",
    "text",
    "after",
]
FILLED = ["code", "comment"]


def write_sheet(drawn: pd.DataFrame, scheme: Scheme, out: str | Path) -> Path:
    """Writes a sample as CSV (UTF-8 with byte order mark) with empty columns ``code`` and ``comment``; its path.

    Raises :class:`~cadrage.errors.StudyError` where the file exists.
    """
    out = Path(out)
    if out.exists():
        raise StudyError(
            f"« {out} » was expected not to exist, but it does: give another name, so that no code is lost"
        )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*FIXED, *FILLED])
    for row in drawn.itertuples():
        plain = [_plain(getattr(row, c)) for c in FIXED]
        writer.writerow([*plain, _plain(getattr(row, "code", "")), _plain(getattr(row, "comment", ""))])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\ufeff" + text.getvalue(), encoding="utf-8", newline="")
    return out


def _plain(value) -> str:
    text = "" if value is None or value is pd.NA or value != value else " ".join(str(value).split())
    # A spreadsheet would compute it; read_back takes the apostrophe off again.
    return "'" + text if text[:1] in ("=", "+", "-", "@") else text


def read_back(paths: str | Path | Iterable[str | Path], scheme: Scheme) -> pd.DataFrame:
    """The codes of one or more filled sheets: one row per item and coder; the coder is the file's name.

    Columns: item, coder, code, comment, article_id, outlet, event, zone, voice, start, end, stratum, weight, text.
    Rows without a code are left out.  Codes may be the scheme's words or their numbers (1, 2 …).  Raises
    :class:`~cadrage.errors.StudyError` with file and line for an unknown code, a doubled or a missing column.
    """
    paths = [paths] if isinstance(paths, (str, Path)) else list(paths)
    tables = [_read(Path(path), scheme) for path in paths]
    if not tables:
        raise StudyError("at least one filled coding sheet was expected, but none was given")
    out = pd.concat(tables, ignore_index=True)
    if out.empty:
        raise StudyError(
            f"codes were expected in {', '.join(Path(p).name for p in paths)}, but the column « code » is empty"
        )
    return out


def _read(path: Path, scheme: Scheme) -> pd.DataFrame:
    if not path.is_file():
        raise StudyError(f"a filled coding sheet was expected at « {path} », but there is no such file: check the path")
    text = path.read_text(encoding="utf-8-sig")
    # Spreadsheets of French-speaking countries save with semicolons.
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    head = rows[0] if rows else []
    for column in (*FIXED, "code"):
        if column not in head:
            raise StudyError(
                f"{path.name}, line 1: the column {column!r} was expected, found {', '.join(head) or 'nothing'}"
            )
    codes, known = list(scheme.codes), {c.casefold(): c for c in scheme.codes}
    records, seen = [], {}
    for line, row in enumerate(rows[1:], start=2):
        values = {c: v.removeprefix("'") for c, v in zip(head, row, strict=False)}
        given = values.get("code", "").strip()
        if not given:
            continue
        code = (
            codes[int(given) - 1] if given.isdigit() and 0 < int(given) <= len(codes) else known.get(given.casefold())
        )
        if code is None:
            raise StudyError(
                f"{path.name}, row {line}: the code was expected to be one of {', '.join(codes)}, found {given!r}: correct it"
            )
        if values["item"] in seen:
            raise StudyError(
                f"{path.name}, row {line}: the item {values['item']!r} is already coded in row {seen[values['item']]}: keep one"
            )
        seen[values["item"]] = line
        records.append(values | {"code": code, "coder": path.stem})
    out = pd.DataFrame(records, columns=["item", "coder", "code", "comment", *[c for c in FIXED if c != "item"]])
    numbers = {"start": int, "end": int, "weight": float}
    return out.astype({c: t for c, t in numbers.items() if len(out)}).drop(columns=["before", "after"])
