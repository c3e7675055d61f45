"""A term asked for on the spot is found in the articles that the index names, and nowhere else would it be."""

import pandas as pd
import pytest

from cadrage import terms
from cadrage.annotate.hits import find_hits
from cadrage.codebook import Frame
from cadrage.terms import rows_of_term


def searched_everywhere(study, term):
    return find_hits(study.tokens, study.attributions, {"": Frame(terms={term: [term]})})


@pytest.mark.parametrize("term", ["président", "ministère de la", "presqu'île", "dire"])
def test_nothing_is_missed(demo, monkeypatch, term):
    monkeypatch.setattr(terms, "_AT_ONCE", 5)
    pd.testing.assert_frame_equal(rows_of_term(demo, term), searched_everywhere(demo, term))


def test_outlet_and_voice_are_asked_of_the_index_and_of_the_rows(demo):
    outlet = demo.outlets[0]
    every = searched_everywhere(demo, "dire")
    for voice in ("narrator", "attributed"):
        expected = every[(every["outlet"] == outlet) & (every["voice"] == voice)]
        found = rows_of_term(demo, "dire", outlet=outlet, voice=voice)
        assert found["start"].tolist() == expected["start"].tolist()


def test_the_first_uses_are_those_of_the_whole_list(demo):
    pd.testing.assert_frame_equal(rows_of_term(demo, "président", first=3), rows_of_term(demo, "président").head(3))
    frame = next(iter(demo.codebook.frames.values()))
    declared = next(iter(frame.terms))
    pd.testing.assert_frame_equal(rows_of_term(demo, declared, first=2), rows_of_term(demo, declared).head(2))


def test_a_word_nobody_uses_has_no_rows(demo):
    assert rows_of_term(demo, "zzzz").empty
