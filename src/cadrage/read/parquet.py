"""Parquet, one article a row."""

import pyarrow as pa
import pyarrow.parquet as pq

from cadrage.errors import Problem
from cadrage.read.record import FIELDS, Found, Record, columns_of


def read_parquet(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """Every row of a Parquet file as a record, read in batches.

    >>> [p.level for p in read_parquet(b"PAR0", "a.parquet", {})]
    ['error']
    """
    number = 0
    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        columns, problems = columns_of(file.schema_arrow.names, mapping, name)
        yield from problems
        if "text" not in columns:
            yield Problem(
                name,
                "",
                "error",
                "a column with the text was expected, found "
                f"{', '.join(file.schema_arrow.names)}: name it in study.yml, « columns: {{text: …}} »",
            )
            return
        wanted = {ours: theirs for ours, theirs in columns.items() if ours in FIELDS}
        for batch in file.iter_batches(batch_size=1000, columns=list(wanted.values())):
            for row in batch.to_pylist():
                number += 1
                yield Record({o: row.get(t) for o, t in wanted.items()}, name, f"row {number}")
    # A damaged file makes pyarrow raise any of these, whatever it stumbled on.
    except (OSError, pa.ArrowException, ValueError, KeyError, OverflowError, MemoryError) as error:
        said = (str(error).splitlines() or [type(error).__name__])[0][:200]
        place = f"row {number + 1}" if number else ""
        yield Problem(name, place, "error", f"a Parquet file was expected, found: {said}: left out from there on")
