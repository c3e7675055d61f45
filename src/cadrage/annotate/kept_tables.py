"""Tables of one file beside the parts: each is kept with the key of all that it was made of, and made anew under another."""

import json
from collections.abc import Callable

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cadrage import tables
from cadrage.annotate.files import read, typed, write
from cadrage.annotate.footers import footer
from cadrage.folder import Folder
from cadrage.memory import give_back

_KEYS = b"cadrage_keys"


class KeptTables:
    """The small tables of a folder.

    >>> kept = KeptTables(Folder("memory://enquête/tables"))
    >>> made = lambda: pd.DataFrame({"mot": ["pont"], "n": [3]})
    >>> kept.derived("mots", "clé", made)["n"].tolist(), kept.derived("mots", "clé", lambda: 1 / 0)["mot"].tolist()
    ([3], ['pont'])
    """

    def __init__(self, folder: Folder):
        self.folder = folder

    def cached(self, name: str, key: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """A declared table, read where it was made under the same key before, made and written otherwise.

        What comes back is what was read from the file, so that it is the same the first time and later.
        """
        file = f"{name}.parquet"
        if self._key(file) != [key]:
            self.write_table(name, make(), key)
        kept = tables.check(name, typed(name, read(self.folder, file)))
        give_back()
        return kept

    def derived(
        self, name: str, key: str, make: Callable[[], pd.DataFrame], columns: list[str] | None = None
    ) -> pd.DataFrame:
        """A table that :mod:`cadrage.tables` does not declare, with its index and ``attrs``; kept below ``derived/``.

        It too comes back as it was read.  With ``columns`` only these are read, their text as categories.
        """
        file = f"derived/{name}.parquet"
        if self._key(file) != [key]:
            table = pa.Table.from_pandas(make())
            self._write(file, table, key)
        return read(self.folder, file).to_pandas() if columns is None else self._columns(file, columns)

    def write_table(self, name: str, frame: pd.DataFrame, key: str = "") -> None:
        """A small table as one file; columns beyond the declared ones are written as well."""
        schema = tables.arrow_schema(name)
        data = pa.Table.from_pandas(frame[schema.names], schema=schema, preserve_index=False)
        for c in frame.columns.difference(schema.names, sort=False):
            data = data.append_column(c, pa.array(frame[c].tolist(), from_pandas=True))
        self._write(f"{name}.parquet", data.replace_schema_metadata(None), key)

    def write_note(self, note: dict) -> None:
        """What the tables were made of, for whoever finds them."""
        text = json.dumps(note, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        with self.folder.writing("made-of.json") as file:
            file.write(text.encode())

    def _key(self, file: str) -> list[str]:
        return json.loads(footer(self.folder, file).get(_KEYS, "[]"))

    def _columns(self, file: str, columns: list[str]) -> pd.DataFrame:
        """Some columns of a file with its index, text as categories."""
        source = next(self.folder.sources([file]))
        with pq.ParquetFile(source) as parquet:
            fields = [parquet.schema_arrow.field(c) for c in columns]
        texts = [f.name for f in fields if pa.types.is_string(f.type) or pa.types.is_large_string(f.type)]

        with pq.ParquetFile(source, read_dictionary=texts) as parquet:
            # One column after the other, by one thread: a large table is never in memory twice.
            found = parquet.read(columns=columns[:1], use_threads=False, use_pandas_metadata=True).to_pandas()
            for column in columns[1:]:
                found[column] = parquet.read(columns=[column], use_threads=False).column(0).to_pandas().array
        give_back()
        return found

    def _write(self, file: str, table: pa.Table, key: str) -> None:
        meta = (table.schema.metadata or {}) | {_KEYS: json.dumps([key]).encode()}
        write(self.folder, file, table.replace_schema_metadata(meta))
