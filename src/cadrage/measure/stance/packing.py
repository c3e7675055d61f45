"""The tables of batches of articles: kept small until all batches are done, then made one."""

import numpy as np
import pandas as pd
import pyarrow as pa

_LABEL = "label"
_TEXT = pa.dictionary(pa.int32(), pa.string())
# What whole numbers, truth values and fractions among objects are; other objects are text.
_KINDS = {"integer": "Int64", "boolean": "bool", "floating": "float64"}


def packed(table: pd.DataFrame) -> pa.Table:
    """The table as Arrow keeps it, each different text once; its index, of whole numbers, is the column « label ».

    >>> packed(pd.DataFrame({"actor": ["Ostervel", None], "n": [1, 2]})).schema.names
    ['label', 'actor', 'n']
    """
    columns, fields = [pa.array(table.index.to_numpy(dtype="int64"))], [pa.field(_LABEL, pa.int64(), nullable=False)]
    for name in table.columns:
        column = table[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            column = column.astype("str")
        elif column.dtype == object:
            column = column.astype(_KINDS.get(pd.api.types.infer_dtype(column, skipna=True), "str"))
        values = pa.array(column, from_pandas=True)
        if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
            # A column without any value may be one of numbers in another batch.
            values = (
                values.cast(pa.string()).dictionary_encode()
                if values.null_count < len(values)
                else pa.nulls(len(values))
            )
        columns.append(values)
        # Only numbers that may be missing are nullable ones.
        fields.append(
            pa.field(name, values.type, nullable=not (isinstance(column.dtype, np.dtype) and column.dtype.kind == "i"))
        )
    return pa.Table.from_arrays(columns, schema=pa.schema(fields))


def unpacked(table: pa.Table) -> pd.DataFrame:
    """The table of :func:`packed`, text as plain text.

    >>> unpacked(packed(pd.DataFrame({"actor": ["Ostervel", None], "n": [1, 2]}))).dtypes.astype(str).tolist()
    ['str', 'int64']
    """
    return _frame(table, lambda text: text.astype("str"))


def texts_of(tables: list[pa.Table], column: str) -> set[str]:
    """The different texts in a column of several packed tables.

    >>> sorted(texts_of([packed(pd.DataFrame({"actor": ["Ostervel", None]})), packed(pd.DataFrame({"actor": ["Kersanie"]}))], "actor"))
    ['Kersanie', 'Ostervel']
    """
    return {text for table in tables for text in table.column(column).unique().to_pylist() if text is not None}


def united(tables: list[pa.Table]) -> pd.DataFrame:
    """One table of those of all batches, its text as categories; empties the list.

    >>> parts = [packed(pd.DataFrame({"actor": [name]}, index=[k])) for k, name in enumerate(["Ostervel", "Kersanie"])]
    >>> united(parts)["actor"].tolist(), parts
    (['Ostervel', 'Kersanie'], [])
    """
    filled = [t for t in tables if len(t)] or tables[:1]
    tables.clear()
    whole = pa.concat_tables(filled, promote_options="permissive")
    filled.clear()
    return _frame(whole.unify_dictionaries(), lambda text: text)


def _frame(table: pa.Table, text) -> pd.DataFrame:
    """The table in pandas, with its labels as index; ``text`` says what becomes of a column of categories."""
    label = pd.Index(table.column(_LABEL).to_numpy())
    out = {}
    for field in table.schema:
        column = table.column(field.name)
        if pa.types.is_null(field.type):
            column = column.cast(_TEXT)
        if pa.types.is_integer(field.type) and field.nullable:
            out[field.name] = column.to_pandas(types_mapper=lambda kind: pd.Int64Dtype()).array
        else:
            values = column.to_pandas()
            out[field.name] = (text(values) if isinstance(values.dtype, pd.CategoricalDtype) else values).array
    del out[_LABEL]
    return pd.DataFrame(out, index=label)
