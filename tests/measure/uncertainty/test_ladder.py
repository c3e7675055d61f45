"""The ladder: what a number of texts supports, in both languages; every sentence exists twice."""

import re

import pandas as pd
import pytest

from cadrage.errors import MeasureError
from cadrage.measure import describe, keyness, ladder, rung, supports
from cadrage.measure.wording import ITEMS, LANGUAGES, SENTENCES, say


@pytest.mark.parametrize(
    "n, level, shown, withheld",
    [
        (1, "1", {"counts", "share", "ranking"}, {"permutation", "share interval", "dispersion", "leave-out", "q"}),
        (2, "2-3", {"share interval", "permutation"}, {"q", "ellipses", "leave-out"}),
        (3, "2-3", {"share interval", "permutation", "dispersion"}, {"q", "ellipses"}),
        (4, "4-5", {"enumeration", "leave-out"}, {"q", "welch"}),
        (6, "6-19", {"welch", "q", "studentised bootstrap"}, {"percentile bootstrap", "ellipses"}),
        (20, "20+", {"percentile bootstrap", "beta-binomial", "ellipses"}, set()),
    ],
)
def test_the_ladder_of_the_specification(n, level, shown, withheld):
    step = rung(n)
    assert step.level == level and shown <= set(step.shown) and withheld <= set(step.withheld)
    assert all(supports(n, item) for item in shown) and not any(supports(n, item) for item in withheld)


@pytest.mark.parametrize(
    "n, sentence",
    [
        (1, "One text per outlet: this compares two texts, not two outlets."),
        (3, "With 3 + 3 texts the smallest possible p is 0.100."),
        (5, "With 5 + 5 texts (smallest possible p: 0.008), no word can pass a correction over 250 words."),
    ],
)
def test_what_is_said(n, sentence):
    assert rung(n, lang="en").said == sentence


def test_the_smaller_side_decides_and_one_event_limits_the_scope():
    articles = pd.DataFrame({"article_id": list("abcd"), "outlet": ["X", "X", "X", "Y"], "event": "crue", "n_words": 9})
    table = ladder(articles, lang="en")
    assert table[["outlet", "n_texts", "level"]].values.tolist() == [["X", 3, "2-3"], ["Y", 1, "1"]]
    assert table.attrs["rung"] == "1" and "on this event" in table.attrs["scope"]
    assert ladder(articles.assign(event=["crue", "grève", "crue", "crue"])).attrs["scope"] == ""
    near = ladder(articles, clusters={"a": "a", "b": "a", "c": "c", "d": "d"})
    assert near["n_texts"].tolist() == [2, 1] and near["n_articles"].tolist() == [3, 1]


def test_every_sentence_is_in_both_languages_with_the_same_blanks():
    for key, sentence in {**SENTENCES, **ITEMS}.items():
        assert set(sentence) == set(LANGUAGES), key
        blanks = [set(re.findall(r"{(\w+)}", sentence[lang])) for lang in LANGUAGES]
        assert blanks[0] == blanks[1], key


def test_no_sentence_speaks_of_significance_bias_or_preference():
    words = re.compile(r"significat|significant|biais|bias|préfère|prefer", re.IGNORECASE)
    assert not [key for key, sentence in SENTENCES.items() if any(words.search(s) for s in sentence.values())]


def test_counts_in_sentences_have_the_thousands_of_the_language():
    assert rung(9450, lang="en").said.startswith("At least 9,450 independent texts")
    assert rung(9450, lang="fr").said.startswith("Au moins 9\u202f450 textes")


def test_unknown_languages_and_items_are_named():
    with pytest.raises(MeasureError, match="lang was expected to be one of fr, en"):
        say("few", "de")
    with pytest.raises(MeasureError, match="the ladder was asked for 'magic'"):
        supports(3, "magic")


def test_describe_is_one_line_from_the_attributes():
    from little_corpus import drawn_tokens

    line = describe(keyness(drawn_tokens({"X": 2, "Y": 3})), lang="fr")
    assert "référence : rest" in line and "5 textes" in line and "300 mots" in line and "\n" not in line
