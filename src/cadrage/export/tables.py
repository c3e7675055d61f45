"""All tables of a study as files: CSV for spreadsheets, Parquet for programs."""

import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cadrage.export.csv import write_csv
from cadrage.tables import TABLES, arrow_schema


def write_tables(tables: Mapping[str, pd.DataFrame], out: str | os.PathLike, *, format: str = "csv") -> list[Path]:
    """Writes ``OUT/NAME.csv`` or ``OUT/NAME.parquet`` for every table given and returns the paths.

    In CSV, text that a spreadsheet would run as a formula has an apostrophe before it.
    """
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in tables.items():
        path = folder / f"{name}.{format}"
        if format == "csv":
            write_csv(table, path)
        else:
            pq.write_table(to_arrow(name, table), path)
        paths.append(path)
    return paths


def to_arrow(name: str, table: pd.DataFrame) -> pa.Table:
    """A table as Arrow with the declared types of its columns; further columns keep their own."""
    declared = {c.name for c in TABLES.get(name, ())}
    known = arrow_schema(name) if declared else pa.schema([])
    more = [
        pa.Schema.from_pandas(table[[c]], preserve_index=False).field(0) for c in table.columns if c not in declared
    ]
    schema = pa.schema([known.field(c) for c in table.columns if c in declared] + more)
    order = [c for c in table.columns if c in declared] + [f.name for f in more]
    return pa.Table.from_pandas(table[order], schema=schema, preserve_index=False).replace_schema_metadata(None)
