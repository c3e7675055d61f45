"""The rows that were counted are the rows that are shown, at the very positions of the untouched text."""

from types import SimpleNamespace

import pandas as pd
import pytest

from cadrage.errors import MeasureError
from cadrage.evidence import concordance

TEXT = (
    "Un premier\u00a0mot, puis «\u00a0l’annexion\u00a0» de la\npresqu’île, selon la présidence, et encore une annexion."
)


@pytest.fixture
def study():
    row = {"article_id": "a", "outlet": "Fanal", "date": pd.NaT, "title": "T", "text": TEXT}
    return SimpleNamespace(articles=pd.DataFrame([row]))


def rows(*words, **more):
    spans = [(TEXT.index(w), TEXT.index(w) + len(w)) for w in words]
    return pd.DataFrame(
        [{"article_id": "a", "start": s, "end": e, **more} for s, e in spans], index=range(7, 7 + len(spans))
    )


def test_keyword_is_the_text_at_the_position(study):
    lines = concordance(study, rows("annexion", "présidence"))
    assert lines["keyword"].tolist() == ["annexion", "présidence"]
    assert [TEXT[s:e] for s, e in zip(lines["start"], lines["end"], strict=True)] == lines["keyword"].tolist()
    assert lines.index.tolist() == [7, 8]


def test_context_is_levelled_and_cut_at_words(study):
    line = concordance(study, rows("annexion"), width=12).iloc[0]
    assert line["left"] == "puis « l’"
    assert line["right"] == " » de la"


def test_discontinuous_content_runs_from_its_first_to_its_last_character(study):
    cut = pd.DataFrame(
        [{"article_id": "a", "starts": [0, 30], "ends": [10, 38], "cue_class": "neutral", "speaker": "X"}]
    )
    line = concordance(study, cut).iloc[0]
    assert (line["start"], line["end"], line["voice"], line["speaker"]) == (0, 38, "attributed", "X")


def test_no_rows_no_lines(study):
    assert concordance(study, rows("annexion").iloc[:0]).empty


def test_rows_without_positions_are_refused(study):
    with pytest.raises(MeasureError, match="article_id, start and end were expected, found n"):
        concordance(study, pd.DataFrame({"n": [1]}))


def test_rows_of_another_study_are_refused(study):
    rows = pd.DataFrame({"article_id": ["a", "ailleurs"], "start": [0, 0], "end": [2, 2]})
    with pytest.raises(MeasureError, match="ailleurs"):
        concordance(study, rows)
