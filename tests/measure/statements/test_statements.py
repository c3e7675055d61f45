"""Statements: the same thing said in other words, who carries it and who leaves it out."""

import numpy as np
import pandas as pd
import pytest
from benchmarks_path import load
from common import DEMO, shared

from cadrage import Study, tables
from cadrage.errors import MeasureError
from cadrage.measure.statements import said
from cadrage.measure.statements.clusters import statements
from cadrage.measure.statements.likeness import same_speaker
from cadrage.measure.statements.matrix import left_out, statement_labels, statement_matrix
from cadrage.measure.statements.word_scan import scan_words

# One article an outlet; [content] is attributed, ‹…› beside the first letter of the speaker; all invented.
TEXTS = {
    "a": "[Le barrage de Sorne tiendra jusqu'au printemps]k, assure la régie. [Les vannes seront remplacées]k.",
    "b": "La régie promet que [le barrage de Sorne tiendra jusqu'au printemps prochain]k. La pluie tombe.",
    "c": "« [Aucun risque de rupture]m », dit la maire. Le barrage de Sorne tiendra donc jusqu'au printemps.",
    "d": "Le marché aux fleurs a attiré la foule dimanche malgré la pluie battante.",
}
SPEAKERS = {"k": "régie des eaux", "m": "maire"}


def corpus(texts):
    """Articles, attributions and tokens from bracketed texts; a word is its own lemma, longer ones are nouns."""
    articles, attributions, tokens = [], [], []
    for name, marked in texts.items():
        text, spans, start = "", [], None
        k = 0
        while k < len(marked):
            if marked[k] == "[":
                start = len(text)
            elif marked[k] == "]":
                k += 1
                spans.append((start, len(text), SPEAKERS[marked[k]]))
            else:
                text += marked[k]
            k += 1
        outlet = f"Outlet {name[0]}"
        articles.append({"article_id": name, "outlet": outlet, "event": "barrage", "text": text, "title": "",
                         "date": pd.NaT})  # fmt: skip
        for n, (s, e, speaker) in enumerate(spans):
            attributions.append({
                "article_id": name, "outlet": outlet, "event": "barrage", "attribution_id": f"{name}#{n}",
                "type": "indirect", "starts": [s], "ends": [e], "cue_start": None, "cue_end": None,
                "cue_lemma": "dire", "cue_class": "neutral", "source_start": None, "source_end": None,
                "speaker": speaker, "speaker_kind": "institution", "parent_id": None, "zone": "body",
                "rule": "hand", "confidence": 1.0,
            })  # fmt: skip
        words, sentence = scan_words(text), 0
        for key, s, e in zip(words.keys, words.starts, words.ends, strict=True):
            sentence += s > 0 and "." in text[max(0, s - 2) : s]
            voice = "attributed" if any(x <= s and e <= y for x, y, _ in spans) else "narrator"
            tokens.append({"article_id": name, "start": s, "end": e, "form": key, "lemma": key, "morph": "",
                           "pos": "NOUN" if len(key) > 3 else "DET", "sentence": sentence, "voice": voice})  # fmt: skip
    return pd.DataFrame(articles), tables.make("attributions", attributions), pd.DataFrame(tokens)


@pytest.fixture(scope="module")
def little():
    articles, attributions, tokens = corpus(TEXTS)
    return articles, attributions, tokens, statements(attributions, articles, tokens)


def carriers(table, article, n=0):
    """The articles that carry the statement of an attribution."""
    name = table.loc[table["attribution_id"] == f"{article}#{n}", "statement_id"].iloc[0]
    return sorted(table.loc[table["statement_id"] == name, "article_id"])


def test_the_same_in_other_words_is_one_statement(little):
    table = little[3]
    assert carriers(table, "a") == ["a", "b", "c"]
    assert carriers(table, "a", 1) == ["a"]
    assert carriers(table, "c") == ["c"]
    tables.check("statements", table)


def test_every_attribution_is_a_row_and_unrelated_sentences_are_none(little):
    _, attributions, _, table = little
    assert set(table["attribution_id"].dropna()) == set(attributions["attribution_id"])
    assert "d" not in set(table["article_id"])
    assert table.loc[table["voice"] == "narrator", "article_id"].tolist() == ["c"]


def test_rows_are_where_the_words_are(little):
    articles, _, _, table = little
    text = articles.set_index("article_id")["text"]
    row = table[table["voice"] == "narrator"].iloc[0]
    assert text["c"][row["start"] : row["end"]].startswith("Le barrage")
    assert table["similarity"].between(0, 1).all()
    first = table[table["variant"] == "A"]
    assert (first["similarity"] == 1).all() and (first["wording"] == "verbatim").all()


def test_narrator_sentences_can_be_left_aside():
    articles, attributions, tokens = corpus(TEXTS)
    table = statements(attributions, articles, tokens, narrator=False)
    assert (table["voice"] == "attributed").all()
    assert carriers(table, "a") == ["a", "b"]


def test_other_speakers_and_other_events_are_apart():
    texts = {"a": "[Le pont rouvrira]k, dit-elle.", "b": "[Le pont rouvrira]m, dit-elle."}
    articles, attributions, tokens = corpus(texts)
    assert carriers(statements(attributions, articles, tokens), "a") == ["a"]
    texts["b"] = texts["b"].replace("]m", "]k")
    articles, attributions, tokens = corpus(texts)
    assert carriers(statements(attributions, articles, tokens), "a") == ["a", "b"]
    articles["event"] = ["x", "y"]
    assert carriers(statements(attributions, articles, tokens), "a") == ["a"]


def test_two_things_in_one_attribution_are_two_statements():
    both = "[le barrage de Sorne tiendra tout le printemps et que les riverains seront relogés dimanche soir]k"
    texts = {
        "a": f"La régie dit que {both}.",
        "b": "[Les riverains seront relogés dimanche soir]k.",
        "c": "[Le barrage de Sorne tiendra tout le printemps]k.",
    }
    articles, attributions, tokens = corpus(texts)
    table = statements(attributions, articles, tokens)
    assert carriers(table, "b") == ["a", "b"] and carriers(table, "c") == ["a", "c"]


def test_order_and_copies_of_articles_change_no_cluster(little):
    def partition(table):
        ours = table[~table["article_id"].str.contains("~")]
        groups = ours.groupby("statement_id")[["article_id", "start"]]
        return sorted(sorted(map(tuple, g.to_numpy().tolist())) for _, g in groups)

    articles, attributions, tokens, table = little
    back = statements(attributions[::-1].reset_index(drop=True), articles[::-1].reset_index(drop=True), tokens)
    assert partition(back) == partition(table)
    again = {"a~2": TEXTS["a"], **TEXTS}
    articles, attributions, tokens = corpus(again)
    more = statements(attributions, articles, tokens)
    assert partition(more) == partition(table)
    counts = [t[t["article_id"] != "a~2"].groupby("article_id")["n_outlets"].sum().to_dict() for t in (table, more)]
    assert counts[0] == counts[1]


def test_tokens_of_one_event_at_a_time_give_the_same_table(little, monkeypatch):
    articles, attributions, tokens, _ = little
    articles = articles.assign(event=["one", "two"] * (len(articles) // 2) + ["one"] * (len(articles) % 2))
    asked = []

    def some(ids):
        asked.append(list(ids))
        return tokens[tokens["article_id"].isin(ids)]

    whole = statements(attributions, articles, tokens)
    monkeypatch.setattr(said, "AT_ONCE", 1)
    pd.testing.assert_frame_equal(statements(attributions, articles, some), whole)
    assert sorted(map(sorted, asked)) == sorted(sorted(g) for _, g in articles.groupby("event")["article_id"])


def test_the_matrix_has_a_cell_for_every_outlet_of_the_event(little):
    articles, attributions, _, table = little
    matrix = statement_matrix(table, attributions, articles)
    assert len(matrix) == table["statement_id"].nunique() * 4
    first = matrix[matrix["statement_id"] == matrix["statement_id"].iloc[0]].set_index("outlet")
    # A version whose every word stands in the model wording, in order, is verbatim, be it cut.
    assert first["carried"].tolist() == ["verbatim", "verbatim", "reworded", "not carried"]
    assert first["variant"].tolist()[:2] == ["B", "A"]
    assert first.loc["Outlet a", "speaker"] == "régie des eaux" and first.loc["Outlet a", "cue_lemma"] == "dire"
    assert first.loc["Outlet c", "voice"] == "narrator" and first.loc["Outlet d", "voice"] == ""
    assert [len(r) for r in first["rows"]] == first["n"].tolist() == [1, 1, 1, 0]
    assert (statement_matrix(table, attributions, articles, min_outlets=2)["n_outlets"] == 3).all()


def test_the_most_carried_statements_are_kept_and_how_many_of_how_many_is_said(little):
    articles, attributions, _, table = little
    every = statement_matrix(table, attributions, articles)
    assert "carried" not in every.attrs
    some = statement_matrix(table, attributions, articles, most=1)
    assert some.attrs["carried"] == [1, every["statement_id"].nunique()]
    first = every[every["statement_id"] == every["statement_id"].iloc[0]]
    assert some["outlet"].tolist() == first["outlet"].tolist() and some["rows"].tolist() == first["rows"].tolist()


def test_left_out_says_who_carries_it(little):
    articles, attributions, _, table = little
    out = left_out(table, attributions, articles)
    assert out[["outlet", "carried_by", "speaker"]].values.tolist() == [
        ["Outlet d", "Outlet a, Outlet b, Outlet c", "régie des eaux"]
    ]
    assert left_out(table, attributions, articles, outlet="Outlet a").empty


# Two events that nobody declared: d is about the fair, e about the dam without a word of its keepers.
UNDECLARED = {
    **TEXTS,
    "d": "La foire aux vins de Monterel a attiré la foule dimanche. [Nous reviendrons]m, dit la maire.",
    "e": "Le barrage de Sorne se visite : sept kilomètres de galeries sous le barrage, au pied de la Sorne.",
}
TITLES = dict.fromkeys("abce", "Le barrage de Sorne inquiète la vallée") | {
    "d": "Foire aux vins de Monterel : la foule"
}


@pytest.fixture(scope="module")
def undeclared():
    articles, attributions, tokens = corpus(UNDECLARED)
    articles = articles.assign(event=None, title=articles["article_id"].map(TITLES), date=pd.Timestamp("2031-05-04"))
    attributions = attributions.assign(event=pd.array([None] * len(attributions), dtype="str"))
    return articles, attributions, statements(attributions, articles, tokens)


def test_an_outlet_leaves_out_only_what_is_said_on_an_event_that_it_covers(undeclared):
    articles, attributions, table = undeclared
    out = left_out(table, attributions, articles)
    assert out[["outlet", "event", "carried_by"]].values.tolist() == [["Outlet e", "a", "Outlet a, Outlet b, Outlet c"]]
    matrix = statement_matrix(table, attributions, articles)
    assert set(matrix.loc[matrix["event"] == "a", "outlet"]) == {f"Outlet {k}" for k in "abce"}
    assert set(matrix.loc[matrix["event"] == "d", "outlet"]) == {"Outlet d"}
    assert matrix.attrs["found"] == 2 and out.attrs["found"] == 1
    only = statement_matrix(table, attributions, articles, event="d")
    assert set(only["event"]) == {"d"} and len(only) == 1


def test_declared_and_found_events_stand_side_by_side(undeclared):
    articles, attributions, table = undeclared
    # The article of d is declared to be about the dam: now it could have carried what is said of it.
    declared = articles.assign(event=["barrage", "barrage", "barrage", "barrage", None])
    out = left_out(table, attributions, declared)
    assert out["outlet"].tolist() == ["Outlet d"] and out["event"].tolist() == ["barrage"]
    assert "found" not in out.attrs


def test_the_events_that_statements_were_grouped_by_can_be_given(undeclared):
    articles, attributions, table = undeclared
    events = pd.Series("tout", index=articles["article_id"])
    out = left_out(table, attributions, articles, events=events)
    assert sorted(out["outlet"]) == ["Outlet d", "Outlet e"] and set(out["event"]) == {"tout"}


def test_labels_are_the_model_wording(little):
    articles, _, _, table = little
    labels = statement_labels(table, articles)
    assert labels["statement_id"].tolist() == table["statement_id"].drop_duplicates().tolist()
    assert (labels["label"].str.len() <= 160).all() and labels["label"].str.len().gt(5).all()


def test_an_unknown_event_is_named(little):
    articles, attributions, _, table = little
    with pytest.raises(MeasureError, match="event was expected to be one of barrage, but is 'crue'"):
        statement_matrix(table, attributions, articles, event="crue")


def test_one_speaker_under_two_names():
    assert same_speaker("Karim Delvaux", "Delvaux") and same_speaker("maire", "maire")
    assert same_speaker("préfet", "maire") is False
    assert same_speaker(None, "maire") is None


def test_no_attribution_no_statement():
    empty = statements(tables.empty("attributions"), tables.empty("articles"), tables.empty("tokens"))
    assert empty.empty and "variant" in empty.columns


# The five articles the project started from, by position: no word of theirs stands here.


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    study = Study.open(shared("seed-corpus"), tables=tmp_path_factory.mktemp("seeds"), workers=1)
    return study, study.statements


def wording_by_article(table, article, start, end):
    """The statement that holds most of a span: article → wording of its closest row."""
    rows = table[table["article_id"] == article]
    common = np.minimum(rows["end"], end) - np.maximum(rows["start"], start)
    name = rows.loc[common[common > 0].astype(float).idxmax(), "statement_id"]
    rows = table[table["statement_id"] == name].sort_values("similarity", ascending=False)
    return rows.drop_duplicates("article_id").set_index("article_id")["wording"].to_dict()


def test_further_contacts_and_the_summit(seeds):
    assert wording_by_article(seeds[1], "001", 1766, 1969) == {
        "000": "reworded", "001": "verbatim", "002": "verbatim", "003": "reworded", "004": "reworded"
    }  # fmt: skip


def test_all_parties_must_end_the_violence(seeds):
    table = seeds[1]
    found = wording_by_article(table, "001", 700, 790)
    assert sorted(found) == ["001", "002", "003", "004"]
    # Its wordings are set apart.
    name = table[(table["article_id"] == "001") & (table["start"] <= 700) & (table["end"] >= 780)]["statement_id"].iloc[
        0
    ]
    best = table[table["statement_id"] == name].sort_values("similarity", ascending=False).drop_duplicates("article_id")
    assert best["variant"].nunique() >= 3


def test_the_call_for_restraint(seeds):
    found = wording_by_article(seeds[1], "004", 1214, 1256)
    assert sorted(found) == ["000", "001", "003", "004"]
    assert found["003"] == "reworded"


def test_constructive_is_said_in_one_article_only(seeds):
    assert sorted(wording_by_article(seeds[1], "001", 863, 876)) == ["001"]


def test_clusters_of_the_development_events():
    shared("gold"), shared("seed-corpus")
    table = load("statements").scored(load("statements").dev_events())
    assert (table["f1"] >= 0.85).all()
    # More than counting every attribution alone, which many of these are.
    assert (table["f1"] > table["f1_if_all_alone"]).all()


def test_clusters_of_the_held_out_events_of_the_demo():
    if not (DEMO / "statements.json").exists():
        pytest.skip("the demonstration has no hand-made clusters")
    benchmark = load("statements")
    assert (benchmark.scored(benchmark.heldout_events(), only_listed=True)["f1"] >= 0.85).all()
