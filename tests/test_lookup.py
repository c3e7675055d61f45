"""What is looked up in the index is what the table of all tokens says, labels included."""

import pandas as pd
import pytest

from cadrage import measure
from cadrage.lookup import InTokens

WAYS = {
    "lemmas": {},
    "forms": {"unit": "form"},
    "own voice": {"voice": "narrator", "pos": ("NOUN", "PROPN"), "shared": False},
    "the body, numerals too": {"zone": "body", "numerals": True, "stop": None},
    "two words": {"ngram": 2, "stop": None},
    "two words in some articles": {"ngram": 2, "stop": None, "among": ["detroit-apx-2", "eau-rpv-1", "eau-echo-1"]},
    "some articles": {"among": ["detroit-apx-2", "eau-rpv-1", "eau-echo-1"]},
}


@pytest.fixture(scope="module")
def table(demo):
    return InTokens(demo.tokens)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_tokens_behind_a_count(demo, table, way, monkeypatch):
    monkeypatch.setattr("cadrage.lookup.BATCH", 7)
    counts = demo.counts(**way)
    most = counts.matrix.sum(axis=0).argsort()[::-1]
    terms = [*counts.terms[most[:40]], "Président", "zzz"]
    with monkeypatch.context() as m:
        m.setattr(type(demo), "tokens", property(lambda _: pytest.fail("all tokens were read")))
        ours = demo.lookup.term_rows(terms, **way)
    theirs = table.term_rows(terms, **way)
    assert list(ours) == list(theirs)
    for term in terms:
        assert sorted(ours[term].tolist()) == sorted(theirs[term].tolist())
    assert sum(map(len, ours.values())) > 0
    assert sum(map(len, ours.values())) >= counts.matrix.sum(axis=0)[most[:40]].sum()


@pytest.mark.parametrize("outlets", [None, ["APX", "RPV Info"]])
def test_the_forms_of_a_lemma(demo, table, outlets):
    for lemma in ("port", "être", "zzz"):
        ours, theirs = demo.lookup.forms(lemma, outlets), table.forms(lemma, outlets)
        assert ours.to_dict() == theirs.to_dict() and list(ours.index) == sorted(theirs.index)
    assert demo.lookup.forms("port").to_dict() == {"port": 12, "ports": 1}


@pytest.mark.parametrize("batch", [1024, 2])
def test_rows_by_their_labels(demo, table, monkeypatch, batch):
    monkeypatch.setattr("cadrage.lookup.BATCH", batch)
    labels = [9000, 3, 4, 12, 700]
    pd.testing.assert_frame_equal(
        demo.token_rows(labels).astype(object), table.token_rows(labels).astype(object), check_index_type=False
    )
    assert demo.lookup.outlets(labels).tolist() == table.outlets(labels).tolist()
    assert (
        sorted(demo.lookup.articles(labels))
        == sorted(table.articles(labels))
        == sorted(table.token_rows(labels)["article_id"].unique())
    )


def test_tokens_of_some_articles_keep_their_labels(demo, table):
    ids = demo.articles["article_id"].tolist()[5:8]
    ours, theirs = demo.tokens_of(ids), table.tokens_of(ids)
    pd.testing.assert_frame_equal(ours.astype(object), theirs.astype(object), check_index_type=False)
    assert demo.tokens_of(ids, ["form"]).columns.tolist() == ["article_id", "form"]


def test_words_by_voice(demo, table):
    by = ["article_id", "narrator", "attributed"]
    ours, theirs = (t[by].sort_values("article_id").values.tolist() for t in (demo.words, table.words))
    assert ours == theirs and sum(r[2] for r in ours) > 0


def test_batches_are_the_table_of_all_tokens_in_pieces(demo, monkeypatch):
    monkeypatch.setattr("cadrage.lookup.BATCH", 7)
    batches = list(demo.batches(["article_id", "form"]))
    assert len(batches) > 3
    joined, every = pd.concat(batches), demo.tokens[["article_id", "form"]]
    pd.testing.assert_frame_equal(joined.astype(object), every.astype(object), check_index_type=False)
    whole = list(InTokens(demo.tokens).batches(["form"]))
    assert len(whole) == 1 and whole[0].equals(demo.tokens[["form"]])


def test_a_derived_table_is_made_once_and_comes_back_as_it_was(demo):
    made = []

    def make():
        made.append(1)
        out = pd.DataFrame({"form": ["a", None], "n": pd.array([1, None], dtype="Int64")}, index=[3, 8])
        out.attrs["measure"] = "none"
        return out

    for key in ("x", "x", "y"):
        back = demo.derived("test-of-derived", measure, make, more=key)
        assert back.index.tolist() == [3, 8] and back["n"].isna().tolist() == [False, True]
        assert back.attrs == {"measure": "none"}
    some = demo.derived("test-of-derived", measure, make, more="y", columns=["n", "form"])
    assert some.columns.tolist() == ["n", "form"] and some.index.tolist() == [3, 8]
    assert some["form"].dtype == "category" and some["form"].isna().tolist() == [False, True]
    assert len(made) == 2
