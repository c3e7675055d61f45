"""Scoring of distance marks, on counts that can be checked by hand."""

import pandas as pd

from cadrage.measure.quality.distance_evaluation import judge_marks, summarise_marks


def outcomes(gold, predicted):
    return sorted((r["kind"], r["outcome"]) for r in judge_marks(gold, predicted))


def test_a_gold_mark_is_taken_once():
    gold = {"hedge": [[10, 30]]}
    assert outcomes(gold, [(10, 15, "hedged"), (20, 25, "hedged")]) == [("hedged", "found"), ("hedged", "wrong")]


def test_kinds_do_not_match_each_other():
    assert outcomes({"scare": [[0, 5]]}, [(0, 5, "hedged")]) == [("hedged", "wrong"), ("scare-quoted", "missed")]


def test_touching_is_not_overlapping():
    assert outcomes({"scare": [[0, 5]]}, [(5, 9, "scare-quoted")]) == [
        ("scare-quoted", "missed"),
        ("scare-quoted", "wrong"),
    ]


def test_f1_of_counts():
    items = pd.DataFrame(
        {
            "article_id": list("aabbc"),
            "kind": ["hedged"] * 5,
            "outcome": ["found", "found", "found", "wrong", "missed"],
        }
    )
    row = summarise_marks(items).iloc[0]
    assert (row.precision, row.recall, row.f1) == (0.75, 0.75, 0.75)
    assert row.low <= row.f1 <= row.high


def test_no_marks_give_an_empty_table():
    assert summarise_marks(pd.DataFrame({"article_id": [], "kind": [], "outcome": []})).empty
