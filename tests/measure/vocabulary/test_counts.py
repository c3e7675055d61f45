"""Counting words: by hand, against scikit-learn, and whatever the typography, the order or the copies."""

import numpy as np
import pandas as pd
import pytest
from common import token_table
from little_corpus import LINES, OUTLETS, drawn_tokens, little_tokens
from sklearn.feature_extraction.text import CountVectorizer

from cadrage.errors import MeasureError
from cadrage.measure import count, independent_texts, stop_list, token_rows


def table(counts) -> pd.DataFrame:
    return pd.DataFrame(counts.matrix.toarray(), index=counts.texts["article_id"], columns=counts.terms)


def test_counts_by_hand():
    counts = count(little_tokens())
    by_hand = table(counts)
    assert by_hand.loc["p1", "blocage"] == 2 and by_hand["blocage"].sum() == 4
    assert by_hand.loc["a1", "fermeture"] == 2 and by_hand["fermeture"].sum() == 4
    assert dict(zip(counts.texts["article_id"], counts.texts["n_tokens"], strict=True)) == {
        "a1": 7, "a2": 6, "p1": 8, "p2": 8, "p3": 5,
    }  # fmt: skip
    assert "," not in by_hand and "le" not in by_hand


def test_the_stop_list_keeps_the_words_of_framing():
    assert not stop_list("fr") & {"selon", "dit", "dire", "pas", "sans", "ne", "contre", "mais", "présumé", "non"}
    assert {"selon", "pas", "dire"} <= set(count(little_tokens()).terms)


def test_forms_fold_their_case_except_in_proper_nouns():
    terms = set(count(little_tokens(), unit="form", stop=None).terms)
    assert {"la", "selon", "Maud"} <= terms and not {"La", "Selon", "maud"} & terms


def test_equal_to_count_vectorizer():
    tokens = drawn_tokens({"X": 4, "Y": 3})
    texts = tokens.astype({"form": str}).groupby("article_id", observed=True)["form"].agg(" ".join)
    vectorizer = CountVectorizer(token_pattern=r"\S+")
    expected = vectorizer.fit_transform(texts).toarray()
    counts = count(tokens)
    assert counts.terms.tolist() == vectorizer.get_feature_names_out().tolist()
    assert (counts.matrix.toarray() == expected).all()


def test_bigrams_are_count_vectorizers_inside_sentences():
    tokens = drawn_tokens({"X": 2, "Y": 2})
    texts = tokens.astype({"form": str}).groupby("article_id", observed=True)["form"].agg(" ".join)
    vectorizer = CountVectorizer(token_pattern=r"\S+", ngram_range=(2, 2))
    expected = vectorizer.fit_transform(texts).toarray()
    counts = count(tokens, ngram=2)
    assert counts.terms.tolist() == vectorizer.get_feature_names_out().tolist()
    assert (counts.matrix.toarray() == expected).all()


def test_bigrams_do_not_cross_punctuation_nor_end_in_a_stop_word():
    terms = set(count(little_tokens(), ngram=2).terms)
    assert "pas légal" in terms
    assert not {"durer le", "blocage de", "fermeture dire"} & terms
    assert "selon lui le" not in set(count(little_tokens(), ngram=3).terms)


def test_voice_zone_and_shared_copy():
    tokens = little_tokens()
    quoted = (tokens["article_id"] == "p1") & (tokens["i"] >= 6)
    tokens["voice"] = pd.Categorical(np.where(quoted, "attributed", "narrator"))
    tokens["shared"] = (tokens["article_id"] == "a1").to_numpy()
    tokens["zone"] = pd.Categorical(np.where(tokens["i"] == 0, "headline", "body"))
    assert table(count(tokens, voice="attributed"))["blocage"].sum() == 1
    assert table(count(tokens, voice="narrator"))["blocage"].sum() == 3
    assert table(count(tokens, shared=False))["fermeture"].sum() == 2
    assert count(tokens, zone="headline").texts["n_tokens"].sum() == 5
    tokens["boilerplate"] = (tokens["article_id"] == "p2").to_numpy()
    assert table(count(tokens))["blocage"].sum() == 3


@pytest.mark.parametrize(
    "keywords",
    [{}, {"unit": "form"}, {"ngram": 2}, {"voice": "narrator"}, {"pos": ["NOUN"]}, {"stop": None, "ngram": 3}],
)
def test_the_rows_of_a_number_are_the_rows_that_were_counted(keywords):
    tokens = little_tokens()
    counts = count(tokens, **keywords)
    for outlet in counts.outlets():
        texts = counts.texts.index[counts.texts["outlet"] == outlet]
        for term in counts.terms:
            n = counts.matrix[texts][:, counts.terms == term].sum()
            rows = token_rows(tokens, outlet=outlet, term=term, **keywords)
            assert rows.sum() == n
            assert tokens.loc[rows, "outlet"].eq(outlet).all()


def test_typography_changes_nothing():
    plain = {"x1": "l'/le/DET été/été/NOUN arrive/arriver/VERB cœur", "x2": "aujourd'hui/aujourd'hui/ADV côte"}
    other = {
        "x1": "l’/le/DET e\u0301te\u0301/été/NOUN arrive/arriver/VERB coeur",
        "x2": "aujourd’hui/aujourd’hui/ADV co\u0302te",
    }
    for unit in ("lemma", "form"):
        one, two = (count(token_table(lines), unit=unit, stop=None) for lines in (plain, other))
        assert one.terms.tolist() == two.terms.tolist()
        assert (one.matrix.toarray() == two.matrix.toarray()).all()
    spaced = token_table({"x": "mille"}).assign(lemma="pomme de terre")
    assert count(spaced.assign(lemma="pomme\u00a0de\u202fterre")).terms.tolist() == count(spaced).terms.tolist()


def test_accents_are_kept():
    tokens = token_table({"x": "pêche péché peche"})
    assert count(tokens).terms.tolist() == ["peche", "péché", "pêche"]


def test_the_order_of_rows_and_of_categories_changes_nothing():
    tokens = little_tokens()
    shuffled = tokens.sample(frac=1, random_state=1)
    shuffled["lemma"] = shuffled["lemma"].cat.reorder_categories(list(tokens["lemma"].cat.categories)[::-1])
    one, two = count(tokens), count(shuffled, clusters={a: a for a in LINES})
    pd.testing.assert_frame_equal(table(one), table(two))


def test_an_article_published_twice_by_an_outlet_counts_once():
    tokens = little_tokens()
    copy = token_table({"p9": LINES["p1"]}, outlets={"p9": "Le Phare"})
    twice = pd.concat([tokens.astype(object), copy.astype(object)], ignore_index=True)
    counts = count(twice)
    assert counts.n_articles == 6 and len(counts.texts) == 5
    assert counts.texts.set_index("article_id").loc["p1", "n_copies"] == 2
    pd.testing.assert_frame_equal(table(counts), table(count(tokens)))
    assert not token_rows(twice, outlet="Le Phare", term="blocage")[twice["article_id"] == "p9"].any()


def test_the_same_article_in_two_outlets_counts_for_both():
    tokens = token_table({"x": LINES["p1"], "y": LINES["p1"]}, outlets={"x": "X", "y": "Y"})
    assert len(count(tokens).texts) == 2


def test_near_copies_are_found_by_the_passages_they_share():
    articles = pd.DataFrame({"article_id": ["a", "b", "c"], "sha256": ["1", "2", "3"], "text": ["x" * 100] * 3})
    rows = [("p", "a", 0, 90), ("p", "b", 5, 95), ("q", "a", 0, 40), ("q", "c", 0, 40)]
    passages = pd.DataFrame(rows, columns=["passage_id", "article_id", "start", "end"])
    assert independent_texts(articles, passages=passages).to_dict() == {"a": "a", "b": "a", "c": "c"}


@pytest.mark.parametrize(
    "keywords, message",
    [
        ({"unit": "mot"}, "unit was expected to be one of lemma, form, but is 'mot'"),
        ({"voice": "author"}, "voice was expected to be one of all, narrator, attributed, but is 'author'"),
        ({"outlets": ["Le Rail"]}, "outlets was expected to name outlets of the corpus, but 'Le Rail' is not one"),
        ({"stop": "xx"}, "stop was expected to name a language with a stop list, but is 'xx': pass the words"),
        ({"clusters": {"p1": "p1"}}, "clusters was expected to name every article, but lacks 'a1'"),
    ],
)
def test_errors_say_what_was_expected_and_found(keywords, message):
    with pytest.raises(MeasureError) as error:
        count(little_tokens(), **keywords)
    assert str(error.value) == message


def test_a_missing_column_is_named():
    with pytest.raises(MeasureError, match="tokens was expected to have the column 'pos'"):
        count(little_tokens().drop(columns="pos"))


def test_outlets_of_the_fixture_are_all_there():
    assert count(little_tokens()).outlets() == sorted(set(OUTLETS.values()))
