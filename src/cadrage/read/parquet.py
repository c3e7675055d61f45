"""Parquet, one article a row."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cadrage.errors import Problem
from cadrage.read.record import FIELDS, Found, Record, columns_of


def read_parquet(path: Path, mapping: dict[str, str]) -> Found:
    """Every row of a Parquet file as a record, read in batches."""
    try:
        file = pq.ParquetFile(path)
        columns, problems = columns_of(file.schema_arrow.names, mapping, path.name)
        yield from problems
        if "text" not in columns:
            yield Problem(
                path.name,
                "",
                "error",
                "a column with the text was expected, found "
                f"{', '.join(file.schema_arrow.names)}: name it in study.yml, « columns: {{text: …}} »",
            )
            return
        wanted = {ours: theirs for ours, theirs in columns.items() if ours in FIELDS}
        number = 0
        for batch in file.iter_batches(batch_size=1000, columns=list(wanted.values())):
            for row in batch.to_pylist():
                number += 1
                yield Record({o: row[t] for o, t in wanted.items()}, path.name, f"row {number}")
    except (OSError, pa.ArrowException) as error:
        yield Problem(path.name, "", "error", f"a Parquet file was expected, found: {str(error).splitlines()[0]}")
