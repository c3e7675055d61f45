"""What is looked up in the index is what the table of all tokens says, labels included."""

import pandas as pd
import pytest

from cadrage.lookup import InTokens

WAYS = {
    "lemmas": {},
    "forms": {"unit": "form"},
    "own voice": {"voice": "narrator", "pos": ("NOUN", "PROPN"), "shared": False},
    "the body, numerals too": {"zone": "body", "numerals": True, "stop": None},
    "two words": {"ngram": 2, "stop": None},
}


@pytest.fixture(scope="module")
def table(demo):
    return InTokens(demo.tokens)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_tokens_behind_a_count(demo, table, way):
    counts = demo.counts(**way)
    most = counts.matrix.sum(axis=0).argsort()[::-1]
    terms = [*counts.terms[most[:40]], "Président", "zzz"]
    ours, theirs = demo.lookup.term_rows(terms, **way), table.term_rows(terms, **way)
    assert list(ours) == list(theirs)
    for term in terms:
        assert sorted(ours[term].tolist()) == sorted(theirs[term].tolist())
    assert sum(map(len, ours.values())) >= counts.matrix.sum(axis=0)[most[:40]].sum()


def test_rows_by_their_labels(demo, table):
    labels = [9000, 3, 4, 12, 700]
    pd.testing.assert_frame_equal(
        demo.token_rows(labels).astype(object), table.token_rows(labels).astype(object), check_index_type=False
    )
    assert demo.lookup.outlets(labels) == table.outlets(labels)


def test_tokens_of_some_articles_keep_their_labels(demo, table):
    ids = demo.articles["article_id"].tolist()[5:8]
    ours, theirs = demo.tokens_of(ids), table.tokens_of(ids)
    pd.testing.assert_frame_equal(ours.astype(object), theirs.astype(object), check_index_type=False)
    assert demo.tokens_of(ids, ["form"]).columns.tolist() == ["article_id", "form"]


def test_words_by_voice(demo, table):
    by = ["article_id", "narrator", "attributed"]
    ours, theirs = (t[by].sort_values("article_id").values.tolist() for t in (demo.words, table.words))
    assert ours == theirs and sum(r[2] for r in ours) > 0
