"""Shared passages: found where they stand, told apart, and the same whatever the order or the copies of articles."""

import pandas as pd
import pytest
from common import shared

from cadrage import tables
from cadrage.errors import MeasureError
from cadrage.measure.statements import reuse, scanned
from cadrage.measure.statements.passages import mark_shared, shared_passages
from cadrage.measure.statements.shared_copy import shared_shares, sharing_matrix

DISPATCH = (
    "Le bac de la Sarine ne reprendra pas son service avant l'automne, la coque du navire ayant été jugée hors "
    "d'usage par les experts venus de la capitale."
)
QUOTE = "Nous ne laisserons pas deux rives se tourner le dos"


def articles(**texts):
    """Articles of one event; the outlet is the first letter of the name."""
    rows = [
        {"article_id": name, "outlet": f"Outlet {name[0]}", "event": "bac", "date": pd.NaT, "text": text,
         "title": "", "sha256": str(hash(text))}
        for name, text in texts.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def texts_of(passages, table):
    text = table.set_index("article_id")["text"]
    return [text[r.article_id][r.start : r.end] for r in passages.itertuples()]


def test_a_sentence_taken_over_is_one_passage_of_two_articles():
    table = articles(a=f"Transports. {DISPATCH} (AFP)", b=f"Rien ne va plus sur la rivière. {DISPATCH}")
    found = shared_passages(table)
    assert texts_of(found, table) == [DISPATCH.rstrip(".")] * 2
    assert found["passage_id"].nunique() == 1
    assert found["kind"].tolist() == ["agency copy"] * 2
    assert found["agency_credit"].tolist()[0] == "AFP" and pd.isna(found["agency_credit"].tolist()[1])
    assert found["similarity"].tolist() == [1.0, 1.0]
    tables.check("passages", found)


def test_typography_makes_no_difference():
    typeset = DISPATCH.replace("'", "’").replace(" du ", "\u00a0du ")
    table = articles(a=f"Transports. {DISPATCH}", b=f"«\u202fDécidément\u202f». {typeset}")
    found = shared_passages(table)
    assert texts_of(found, table) == [DISPATCH.rstrip("."), typeset.rstrip(".")]


def test_edited_words_stay_inside_the_passage():
    edited = DISPATCH.replace("reprendra pas", "retrouvera pas").replace("du navire", "").replace("venus", "dépêchés")
    table = articles(a=f"Transports. {DISPATCH}", b=f"Transports fluviaux: {edited} Voilà.")
    found = shared_passages(table)
    assert texts_of(found, table)[1].startswith("Le bac") and texts_of(found, table)[1].endswith("capitale")
    assert 0.8 < found["similarity"].min() < 1


def test_names_and_set_phrases_are_no_copy():
    table = articles(
        a="La vice-présidente du Conseil des Rives, Maud Sorel-Dussault, a plaidé pour le report.",
        b="Reçue hier, la vice-présidente du Conseil des Rives, Maud Sorel-Dussault, préfère la barque.",
    )
    assert shared_passages(table).empty


def test_an_official_s_words_are_a_quotation_even_when_short():
    table = articles(
        a=f"« {QUOTE} », a promis la maire devant une salle comble.",
        b=f"La formule du soir : “{QUOTE}.” On y croit à peine.",
    )
    found = shared_passages(table)
    assert found["kind"].tolist() == ["official quotation"] * 2
    assert texts_of(found, table) == [QUOTE] * 2


def test_attributions_decide_what_is_quoted():
    words = DISPATCH.rstrip(".")
    table = articles(a=f"Selon la régie, {words}.", b=f"D'après elle, {words}.")
    start = [table["text"][0].index(words), table["text"][1].index(words)]
    given = pd.DataFrame({
        "article_id": ["a", "b"], "type": "direct", "starts": [[s] for s in start],
        "ends": [[s + len(words)] for s in start],
    })  # fmt: skip
    assert set(shared_passages(table)["kind"]) == {"agency copy"}
    assert set(shared_passages(table, attributions=given)["kind"]) == {"official quotation"}


def test_an_outlet_that_repeats_itself_shares_nothing():
    table = articles(a1=f"Transports. {DISPATCH}", a2=f"Rappel des faits. {DISPATCH}")
    found = shared_passages(table)
    assert set(found["kind"]) == {"own repeat"}
    tokens = pd.DataFrame({"article_id": ["a1"], "start": [15], "end": [18]})
    assert not mark_shared(tokens, found).any()
    assert shared_shares(table, found)["n"].tolist() == [0]


def test_articles_far_apart_are_not_compared_unless_the_event_says_so():
    table = articles(a=f"Transports. {DISPATCH}", b=f"Rien de neuf. {DISPATCH}")
    table["date"] = [pd.Timestamp("2024-03-01"), pd.Timestamp("2024-06-01")]
    assert len(shared_passages(table)) == 2
    table["event"] = None
    assert shared_passages(table).empty
    assert len(shared_passages(table, window=100)) == 2
    assert len(shared_passages(table, events=pd.Series({"a": "x", "b": "x"}))) == 2
    assert shared_passages(table, window=100, events=pd.Series({"a": "x", "b": "y"})).empty


def test_a_duplicated_article_changes_no_share_and_no_mark():
    table = articles(a=f"Transports. {DISPATCH}", b=f"Rien. {DISPATCH} Le maire se tait.", c="La pêche reprend.")
    copy = table.iloc[[0]].assign(article_id="a~2")
    more = pd.concat([table, copy], ignore_index=True)
    few, many = shared_passages(table), shared_passages(more)
    columns = ["outlet", "n", "total", "estimate", "low", "high", "n_articles", "n_texts"]
    pd.testing.assert_frame_equal(shared_shares(table, few)[columns], shared_shares(more, many)[columns])
    columns = ["outlet", "other", "n", "total", "estimate"]
    pd.testing.assert_frame_equal(sharing_matrix(table, few)[columns], sharing_matrix(more, many)[columns])
    tokens = pd.DataFrame({"article_id": ["a", "a", "b"], "start": [0, 15, 6], "end": [10, 18, 8]})
    assert mark_shared(tokens, few).tolist() == mark_shared(tokens, many).tolist() == [False, True, True]


def test_the_order_of_articles_changes_nothing_but_names():
    table = articles(a=f"Transports. {DISPATCH}", b=f"Rien. {DISPATCH}", c=f"« {QUOTE} », dit-elle.", d=f"« {QUOTE} »")
    columns = ["article_id", "start", "end", "kind", "similarity"]

    def rows(t):
        return shared_passages(t)[columns].sort_values(columns).to_numpy().tolist()

    assert rows(table) == rows(table[::-1]) and len(rows(table)) == 4


def test_shares_count_words_once_and_name_their_rows():
    table = articles(a=DISPATCH, b=f"{DISPATCH} Le maire se tait depuis.")
    found = shared_passages(table)
    twice = pd.concat([found, found.assign(passage_id="again")], ignore_index=True)
    shares = shared_shares(table, twice).set_index("outlet")
    assert shares.loc["Outlet a", "estimate"] == 1.0
    assert shares.loc["Outlet b", "n"] == shares.loc["Outlet a", "n"]
    assert len(shares.loc["Outlet b", "rows"]) == 2
    assert shares["note"].str.contains("un seul texte").all()


def test_one_article_or_none_shares_nothing():
    table = articles(a=DISPATCH)
    assert shared_passages(table).empty and shared_passages(table.iloc[:0]).empty
    assert shared_passages(table).columns.tolist()[:3] == ["passage_id", "article_id", "outlet"]


def test_a_missing_column_is_named():
    with pytest.raises(MeasureError, match="articles was expected to have the column 'event'"):
        shared_passages(pd.DataFrame({"article_id": ["a"], "outlet": ["X"]}))


def test_planted_reuse_is_found():
    shared("wikinews-fr")
    from benchmarks_path import load

    table = load("passages").quality(n=6, seed=3).set_index("kind")
    assert table.loc["all", "f1"] >= 0.95
    assert table.loc["30 %", "f1"] >= 0.9


def test_unrelated_articles_share_no_long_passage():
    shared("wikinews-fr")
    from benchmarks_path import load

    found = load("passages").false_passages(seed=1)
    # What returns every year is written from last year's text: no false find.
    assert not len(found[(found["n_words"] >= 20) & ~found["subject"]])


def test_shingles_taken_in_turns_find_the_same_passages(monkeypatch):
    table = articles(a=f"Transports. {DISPATCH} (AFP)", b=f"Rien ne va plus. {DISPATCH}", c=f"{DISPATCH} Voilà.")
    whole = shared_passages(table)
    monkeypatch.setattr(reuse, "_AT_ONCE", 10)
    monkeypatch.setattr(scanned, "_READY", 1)
    pd.testing.assert_frame_equal(shared_passages(table), whole)
