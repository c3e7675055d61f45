"""The table of a batch of articles, kept small until all batches are done."""

import pandas as pd


def compact(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its text as categories.

    >>> compact(pd.DataFrame({"actor": ["Ostervel", None], "n": [1, 2]})).dtypes.astype(str).tolist()
    ['category', 'int64']
    """
    texts = [c for c in table if table[c].dtype == "str" or pd.api.types.infer_dtype(table[c], skipna=True) == "string"]
    return table.astype(dict.fromkeys(texts, "str")).astype(dict.fromkeys(texts, "category"))


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its text as text again.

    >>> plain(compact(pd.DataFrame({"actor": ["Ostervel", None], "n": [1, 2]}))).dtypes.astype(str).tolist()
    ['str', 'int64']
    """
    texts = [c for c in table if isinstance(table[c].dtype, pd.CategoricalDtype)]
    return table.astype(dict.fromkeys(texts, "str"))
