"""The explorer of live notebooks: what it shows is what the tables hold; in an export it is never an empty box."""

import pytest

from cadrage.report.exhibit import MEDIA_TYPE
from cadrage.report.explorer import Explorer

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def explorer(demo):
    return Explorer(demo, live=True)


def test_a_choice_is_the_hits_that_fit_it(explorer, demo):
    hits = demo.hits
    chosen = explorer.chosen(frame="peninsule", terms=["annexion"], voice="narrator", outlets=["APX"])
    expected = (
        (hits["frame"] == "peninsule")
        & (hits["term"] == "annexion")
        & (hits["voice"] == "narrator")
        & (hits["outlet"] == "APX")
    )
    assert chosen.index.tolist() == hits.index[expected].tolist()
    days = demo.articles["date"].dropna().sort_values()
    before = explorer.chosen(frame="peninsule", until=days.iloc[0])
    assert set(before["article_id"]) <= set(demo.articles.loc[demo.articles["date"] <= days.iloc[0], "article_id"])


def test_widgets_change_what_is_shown(explorer, demo):
    box = explorer.widget()
    choices, shares, passages, article, text = box.children
    (frame, voice), (terms, _), _dates = (
        choices.children[0].children,
        choices.children[1].children,
        choices.children[2],
    )
    before = shares.value
    frame.value = "appel"
    assert list(terms.options) == list(demo.codebook.frames["appel"].terms) and shares.value != before
    voice.value = "attributed"
    assert "désescalade" in passages.value
    article.value = article.options[-1][1]
    assert 'class="said"' in text.value or "said" in text.value


def test_live_it_is_a_widget_and_exported_it_is_words(demo, explorer):
    assert WIDGET in explorer._repr_mimebundle_()
    exported = Explorer(demo, live=False)._repr_mimebundle_()
    assert WIDGET not in exported and "#passages" in exported[MEDIA_TYPE]["html"] and exported["text/html"]
