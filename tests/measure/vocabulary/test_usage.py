"""Uses of a word by outlet, voice and month, against counts by hand."""

import pandas as pd
import pytest

from cadrage.errors import MeasureError
from cadrage.measure.vocabulary.usage import usage

WORDS = pd.DataFrame({
    "article_id": ["a", "b", "c"], "outlet": ["X", "X", "Y"], "event": None, "narrator": [80, 40, 100],
    "attributed": [20, 60, 0],
})  # fmt: skip
USES = pd.DataFrame({
    "article_id": ["a", "a", "a", "b", "c", "copy", "a"],
    "voice": ["narrator", "narrator", "attributed", "attributed", "narrator", "narrator", "narrator"],
    "boilerplate": [False] * 6 + [True],
})  # fmt: skip
DATES = pd.Series(pd.to_datetime(["2024-01-31", "2024-02-01", None]), index=["a", "b", "c"])


def test_outlet_and_voice():
    table = usage(USES, WORDS)
    columns = ["outlet", "voice", "n", "total", "n_articles", "n_texts"]
    assert table[columns].values.tolist() == [
        ["X", "narrator", 2, 120, 1, 2], ["X", "attributed", 2, 80, 2, 2], ["Y", "narrator", 1, 100, 1, 1]
    ]  # fmt: skip
    assert table["estimate"].round(2).tolist() == [16.67, 25.0, 10.0] and table["share"].sum() == pytest.approx(1)


def test_voices_of_one_text_are_one_text():
    table = usage(USES, WORDS, by=["outlet"])
    assert table[["outlet", "n", "total", "n_articles", "n_texts"]].values.tolist() == [
        ["X", 4, 200, 2, 2], ["Y", 1, 100, 1, 1]
    ]  # fmt: skip


def test_months_and_articles_without_a_day():
    table = usage(USES, WORDS, by=["month"], dates=DATES)
    assert table[["month", "n"]].values.tolist() == [["", 1], ["2024-01", 3], ["2024-02", 1]]
    with pytest.raises(MeasureError, match="months were asked for, but no dates were given"):
        usage(USES, WORDS, by=["month"])


def test_only_what_is_known():
    with pytest.raises(MeasureError, match="by"):
        usage(USES, WORDS, by=["weather"])


def test_a_study_looks_it_up(demo):
    table = demo.usage("annexion", by=["outlet", "voice", "month"])
    hits = demo.hits[(demo.hits["term"] == "annexion") & demo.hits["form"].str.lower().isin(["annexion", "annexions"])]
    assert table["n"].sum() == len(hits[hits["reason"] != "boilerplate"]) > 0
