"""A table as one Parquet file of a folder: read whole, written whole or not at all."""

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cadrage import tables
from cadrage.errors import StudyError
from cadrage.folder import Folder, reason


def read(folder: Folder, file: str) -> pa.Table:
    """The table of a file."""
    with pq.ParquetFile(next(folder.sources([file]))) as parquet:
        return parquet.read()


def write(folder: Folder, file: str, table: pa.Table) -> None:
    """Writes a table with its metadata; raises :class:`~cadrage.errors.StudyError` where there is no room."""
    try:
        with folder.writing(file) as sink:
            pq.write_table(table, sink, compression="zstd")
    except OSError as error:
        raise StudyError(
            f"room to write was expected in « {folder} », found: {reason(error)}: free some or name "
            "another folder with --tables; what was there before is untouched"
        ) from error


def typed(name: str, data: pa.Table) -> pd.DataFrame:
    """A declared table with its declared types in memory.

    >>> typed("hits", tables.arrow_schema("hits").empty_table()).dtypes["start"].name
    'Int32'
    """
    kinds = {c.name: tables.PANDAS[c.kind] for c in tables.TABLES[name]}
    frame = data.to_pandas(types_mapper=tables.in_memory)
    # Text without a value comes as missing objects, text that repeats perhaps as plain text.
    return frame.astype({c: kinds[c] for c in frame.columns if kinds.get(c) in ("str", "category")})
