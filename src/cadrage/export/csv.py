"""Tables as CSV that is safe to open in a spreadsheet."""

import csv
import json
import os
from pathlib import Path
from typing import TextIO

import pandas as pd

from cadrage.spreadsheet import harmless


def write_csv(table: pd.DataFrame, out: str | os.PathLike | TextIO, *, mark: bool = True) -> None:
    """A table as CSV: comma, UTF-8 (with a byte order mark for spreadsheets unless ``mark=False``), one header row.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers are left alone.  Lists are
    written as JSON, missing values as nothing.  ``out`` is a path or an open text stream.

    >>> import sys
    >>> write_csv(pd.DataFrame({"titre": ["=1+1", "Été"], "n": [-1, 2]}), sys.stdout)
    titre,n
    '=1+1,-1
    Été,2
    """
    safe = neutral(table)
    # Python's writer sets no quotes around a carriage return, which readers then take for the end of a line.
    quoting = csv.QUOTE_NONNUMERIC if any(_has_return(safe[name]) for name in safe) else csv.QUOTE_MINIMAL
    form = {"index": False, "lineterminator": "\n", "quoting": quoting}
    if not isinstance(out, (str, os.PathLike)):
        safe.to_csv(out, **form)
        return
    safe.to_csv(Path(out), **form, encoding="utf-8-sig" if mark else "utf-8", errors="replace")


def neutral(table: pd.DataFrame) -> pd.DataFrame:
    """The same table with lists as JSON and with text that would run as a formula made harmless, header included.

    >>> neutral(pd.DataFrame({"a": [[1, 2]], "b": ["@SOMME(A1)"]})).iloc[0].tolist()
    ['[1, 2]', "'@SOMME(A1)"]
    """
    columns = {}
    for name in table.columns:
        column = table[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            column = column.cat.rename_categories(lambda value: _cell(value)) if len(column.cat.categories) else column
        elif column.dtype == object or pd.api.types.is_string_dtype(column):
            column = column.astype(object).map(_cell, na_action=None)
        columns[_cell(str(name))] = column
    return pd.DataFrame(columns, index=table.index)


def _has_return(column: pd.Series) -> bool:
    values = column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else column
    if values.dtype != object and not pd.api.types.is_string_dtype(values.dtype):
        return False
    return any(isinstance(value, str) and "\r" in value for value in values)


def _cell(value: object) -> object:
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist") and getattr(value, "ndim", 0):
        return json.dumps(list(value), ensure_ascii=False, default=str)
    return harmless(value) if isinstance(value, str) else value
