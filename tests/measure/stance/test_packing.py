"""Tables of batches come back as one table, whatever is missing in one of them."""

import numpy as np
import pandas as pd
import pytest

from cadrage.measure.stance.packing import packed, united, unpacked

FIRST = pd.DataFrame(
    {"actor": pd.Categorical(["Ostervel", "Œuvre d’Aumale"]), "link": ["noun", pd.NA], "token": [pd.NA, pd.NA],
     "n": [1, 2], "end": pd.array([3, pd.NA], dtype="Int64"), "negated": np.array([True, False], dtype=object)},
    index=[4, 9],
)  # fmt: skip
SECOND = pd.DataFrame(
    {"actor": ["Kersanie"], "link": np.array([None], dtype=object), "token": np.array([7], dtype=object), "n": [5],
     "end": pd.array([8], dtype="Int64"), "negated": [False]},
    index=[2],
)  # fmt: skip


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("empty", [False, True])
def test_tables_of_batches_are_one(order, empty):
    parts = [(FIRST, SECOND)[k] for k in order]
    found = united([packed(p) for p in ([FIRST[:0]] if empty else []) + parts])
    assert found.index.tolist() == [label for p in parts for label in p.index]
    for column in FIRST:
        wanted = [None if pd.isna(v) else v for p in parts for v in p[column]]
        assert [None if pd.isna(v) else v for v in found[column]] == wanted, column
    kinds = {name: str(kind) for name, kind in found.dtypes.items()}
    assert kinds == {
        "actor": "category",
        "link": "category",
        "token": "Int64",
        "n": "int64",
        "end": "Int64",
        "negated": "bool",
    }


def test_a_batch_that_waits_comes_back_as_text():
    found = unpacked(packed(FIRST))
    assert found["actor"].tolist() == ["Ostervel", "Œuvre d’Aumale"] and str(found["actor"].dtype) == "str"
    assert found.index.tolist() == [4, 9]


def test_a_corpus_without_any_keeps_its_columns():
    assert united([packed(FIRST[:0]), packed(SECOND[:0])]).columns.tolist() == FIRST.columns.tolist()
