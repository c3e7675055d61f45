"""A word's uses in the index are those that the same word declared as a term has."""

import pytest
from made import random_tokens, store_of

from cadrage.annotate.hits import find_hits
from cadrage.codebook import Frame
from cadrage.errors import MeasureError
from cadrage.index import Index, articles_with, segments, uses

FACTS = ["article_id", "outlet", "start", "end", "voice", "zone", "distance", "shared"]


def declared(tokens, attributions, word):
    return find_hits(tokens, attributions, {"": Frame(terms={word: [word]})})


def same(found, hits):
    ours = found[FACTS].astype(str).sort_values(["article_id", "start"]).values.tolist()
    assert ours == hits[FACTS].astype(str).sort_values(["article_id", "start"]).values.tolist()


@pytest.mark.parametrize("word", ["port", "Annexer", "état", "accord", "annexion", "12", "absent", "le"])
def test_uses_are_those_of_a_declared_term(tmp_path, monkeypatch, word):
    monkeypatch.setattr(segments, "PARTS", 2)
    tokens = random_tokens()
    hits = declared(tokens, tokens.iloc[:0], word)
    found = uses(Index(store_of(tokens, tmp_path)), word)
    same(found, hits)
    assert found["boilerplate"].sum() == (hits["reason"] == "boilerplate").sum()
    assert len(found) or word == "absent"


@pytest.mark.parametrize("word", ["annexer", "président", "presqu'île", "ministère", "dire"])
def test_uses_in_real_sentences(demo, word):
    if word == "presqu'île":
        with pytest.raises(MeasureError, match="one word was expected, found « presqu'île »"):
            uses(demo.index, word)
        return
    same(uses(demo.index, word), declared(demo.tokens, demo.attributions, word))


@pytest.mark.parametrize("phrase", ["ministère de la", "presqu'île", "rattachement"])
def test_no_article_with_a_phrase_is_missed(demo, phrase):
    with_it = set(declared(demo.tokens, demo.attributions, phrase)["article_id"])
    candidates = articles_with(demo.index, phrase)
    assert with_it <= set(candidates) and with_it
    assert len(candidates) < len(demo.articles)


def test_a_phrase_of_nothing_stands_nowhere(demo):
    assert articles_with(demo.index, "…") == []
