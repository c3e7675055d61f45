"""Tables as CSV that is safe to open in a spreadsheet."""

import json
import os
from pathlib import Path
from typing import TextIO

import pandas as pd

# What a spreadsheet takes for the beginning of a formula, or strips to get at one.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Put before such a cell; spreadsheets show it or hide it, and never calculate behind it.
GUARD = "'"


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
    if not isinstance(out, (str, os.PathLike)):
        safe.to_csv(out, index=False, lineterminator="\n")
        return
    path = Path(out)
    safe.to_csv(path, index=False, lineterminator="\n", encoding="utf-8-sig" if mark else "utf-8", errors="replace")


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


def _cell(value: object) -> object:
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist") and getattr(value, "ndim", 0):
        return json.dumps(list(value), ensure_ascii=False, default=str)
    if isinstance(value, str) and value.startswith(FORMULA):
        return GUARD + value
    return value
