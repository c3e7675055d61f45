"""Rows of one article: whose word it is, held at what distance, and where in the untouched text."""

from types import SimpleNamespace

import pytest

from cadrage.annotate import pipeline
from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.distance import DistanceMark
from cadrage.annotate.rows import make_rows
from cadrage.annotate.view import View

TEXT = "La mairie précise que le préfet juge le pont sûr. Un pont\u00a0« moderne »."


@pytest.fixture(scope="module")
def rows():
    view = View.of(TEXT)
    at = view.text.index
    outer = Attribution([(at("le préfet"), at(". Un"))], "que", "clause", speaker="mairie")
    inner = Attribution([(at("le pont"), at(". Un"))], "predicate", "clause", speaker="préfet", parent=outer)
    marks = [
        DistanceMark(at("moderne"), at("moderne") + 7, "scare-quoted", 0, 0),
        # Inside somebody else's words a mark is theirs, not the outlet's.
        DistanceMark(at("sûr"), at("sûr") + 3, "hedged", 0, 0),
    ]
    article = SimpleNamespace(article_id="a", outlet="X", event=float("nan"), text=TEXT, headline_end=0)
    # The inner one first: the order in which they were found must make no difference.
    return make_rows(article, pipeline.load()(view.text), view, [inner, outer], marks, [])


def word(rows, form):
    k = rows.tokens["form"].index(form)
    return {name: values[k] for name, values in rows.tokens.items()}


def test_a_nested_word_belongs_to_the_outermost_report(rows):
    ids = {a["speaker"]: a["attribution_id"] for a in rows.attributions}
    assert word(rows, "sûr")["attribution_id"] == word(rows, "préfet")["attribution_id"] == ids["mairie"]
    assert {a["speaker"]: a["parent_id"] for a in rows.attributions} == {"mairie": None, "préfet": ids["mairie"]}


def test_voice_and_distance_of_a_word(rows):
    marked = {f: (word(rows, f)["voice"], word(rows, f)["distance"]) for f in ("mairie", "sûr", "moderne")}
    assert marked == {
        "mairie": ("narrator", "none"),
        "sûr": ("attributed", "none"),
        "moderne": ("narrator", "scare-quoted"),
    }


def test_positions_are_those_of_the_untouched_text(rows):
    t = rows.tokens
    forms = [TEXT[s:e] for s, e in zip(t["start"], t["end"], strict=True)]
    assert forms == t["form"]
    assert set(t["event"]) == {None}
