"""Edits between versions, word by word, and the terms that outlets put in each other's place."""

import pandas as pd
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cadrage import tables
from cadrage.measure.statements.edits import edits
from cadrage.measure.statements.substitutions import frame_yaml, substitutions
from cadrage.measure.statements.versions import versions
from cadrage.measure.statements.word_diff import word_differences


def told(*contents, cues=None, speakers=None):
    """Statements, attributions and articles of one statement, one outlet a content; the first is the model."""
    texts = [f"« {c} », dit-on." for c in contents]
    ids = [chr(97 + k) for k in range(len(texts))]
    articles = pd.DataFrame({"article_id": ids, "outlet": [i.upper() for i in ids], "event": "e", "text": texts})
    spans = {"start": 2, "end": [2 + len(c) for c in contents]}
    rows = articles[["article_id", "outlet", "event"]].assign(attribution_id=ids, statement_id="s1", **spans)
    rows = rows.assign(similarity=[1.0] + [0.8] * (len(ids) - 1), variant=[chr(65 + k) for k in range(len(ids))])
    rows = rows.assign(wording="verbatim", voice="attributed")
    attributions = tables.make("attributions", [
        {
            "article_id": i, "outlet": i.upper(), "event": "e", "attribution_id": i, "type": "direct", "starts": [2],
            "ends": [2 + len(c)], "cue_start": len(c) + 6, "cue_end": len(c) + 12,
            "cue_lemma": (cues or ["dire"] * 9)[k], "cue_class": "neutral", "source_start": None, "source_end": None,
            "speaker": (speakers or ["la régie"] * 9)[k], "speaker_kind": "institution", "parent_id": None,
            "zone": "body", "rule": "hand", "confidence": 1.0,
        }
        for k, (i, c) in enumerate(zip(ids, contents, strict=True))
    ])  # fmt: skip
    return rows, attributions, articles


def kinds(*contents, **more):
    table = edits(*told(*contents, **more))
    return [(r.kind, r.before, r.after) for r in table.itertuples()]


def test_what_was_replaced_left_out_and_added():
    assert kinds("Le bac est hors d'usage depuis lundi", "Le navire est hors d'usage") == [
        ("substitution", "bac", "navire"),
        ("omission", "depuis lundi", ""),
    ]
    assert kinds("Le bac reste à quai", "Le vieux bac reste à quai") == [("addition", "", "vieux")]


def test_typography_is_no_edit():
    assert kinds("L'État n'a rien dit", "L’Etat n’a rien dit") == []


def test_moved_words_are_a_reordering():
    found = kinds(
        "dès lundi matin le bac de la Sarine reste à quai", "le bac de la Sarine reste à quai dès lundi matin"
    )
    assert found == [("reordering", "dès lundi matin", "dès lundi matin")]


def test_versions_with_little_in_common_are_reworded_whole():
    ((kind, _, after),) = kinds("Le bac reste à quai tout l'hiver", "Aucune traversée avant le retour des beaux jours")
    assert kind == "rewording" and after.startswith("Aucune")


def test_cues_and_speakers_that_change():
    found = kinds("Le bac est sûr", "Le bac est sûr", cues=["affirmer", "prétendre"], speakers=["la régie", None])
    assert [k for k, *_ in found] == ["cue", "speaker"]
    assert found[1][1:] == ("la régie", "")
    assert kinds("Le bac est sûr", "Le bac est sûr", speakers=["Maud Sorel", "Sorel"]) == []


def test_hedges_lost_and_gained():
    assert kinds("Les pilotes présumés fautifs nient", "Les pilotes fautifs nient")[0][0] == "hedge lost"
    assert kinds("Les pilotes nient tout retard", "Les pilotes nient apparemment tout retard")[0][0] == "hedge gained"


def test_tense_mood_and_form_need_tokens():
    rows, attributions, articles = told(
        "Les vannes seraient neuves", "Les vannes sont neuves", "Les vannes étaient neuves"
    )
    morph = {"seraient": "Mood=Cnd", "sont": "Mood=Ind|Tense=Pres", "étaient": "Mood=Ind|Tense=Imp"}
    tokens = pd.DataFrame([
        {"article_id": a.article_id, "start": a.text.index(verb), "end": a.text.index(verb) + len(verb),
         "form": verb, "lemma": "être", "pos": "AUX", "morph": morph[verb]}
        for a in articles.itertuples() for verb in morph if verb in a.text
    ])  # fmt: skip
    found = edits(rows, attributions, articles, tokens)
    assert found[["outlet_to", "kind"]].values.tolist() == [["B", "hedge lost"], ["C", "hedge lost"]]
    found = edits(rows.iloc[1:].assign(variant=["A", "B"]), attributions, articles, tokens)
    assert found["kind"].tolist() == ["tense"]


def test_positions_give_the_words():
    rows, attributions, articles = told("Le bac est hors d'usage", "Le navire demeure hors d'usage ici")
    text = articles.set_index("article_id")["text"]
    for r in edits(rows, attributions, articles).itertuples():
        assert text[r.article_from][r.start_from : r.end_from] == r.before
        assert text[r.article_to][r.start_to : r.end_to] == r.after
        assert rows.loc[list(r.rows), "outlet"].tolist() == [r.outlet_from, r.outlet_to]


def test_passages_are_compared_between_their_ends():
    texts = ["Hier, la frappe a touché le dépôt de Sorne.", "On lit : le raid a touché le dépôt de Sorne !"]
    articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["A", "B"], "event": "e", "text": texts})
    passages = articles[["article_id", "outlet", "event"]].assign(
        passage_id="p1",
        start=[0, 0],
        end=[42, 43],
        kind="agency copy",
        similarity=[1.0, 0.8],
        agency_credit=["AFP", None],
    )
    empty = tables.empty("statements").assign(variant=[])
    found = edits(empty, tables.empty("attributions"), articles, passages=passages)
    assert found[["kind", "before", "after"]].values.tolist() == []
    passages["start"] = [0, 0]
    articles["text"] = ["Le quai brûle, la frappe a touché Sorne.", "Le quai brûle, le raid a touché Sorne."]
    passages["end"] = [39, 37]
    found = edits(empty, tables.empty("attributions"), articles, passages=passages)
    assert found[["passage_id", "before", "after"]].values.tolist() == [["p1", "la frappe", "le raid"]]
    terms = substitutions(found)
    assert terms[["before", "after", "n", "outlets_before", "outlets_after"]].values.tolist() == [
        ["frappe", "raid", 1, "A", "B"]
    ]


def test_a_pair_has_no_direction_and_counts_once_per_statement():
    there = edits(*told("La frappe a fait un mort", "Le raid a fait un mort", "Le raid a fait un mort"))
    back = edits(*told("Le raid a fait un mort", "La frappe a fait un mort")).assign(statement_id="s2")
    back = back.assign(article_from="y", article_to="z")
    again = there.assign(statement_id=None, passage_id="p1")
    (row,) = substitutions(pd.concat([there, back, again], ignore_index=True)).itertuples()
    assert (row.before, row.after, row.n, row.n_statements) == ("frappe", "raid", 3, 2)
    assert len(row.rows) == 3


def test_the_line_for_a_frame_is_yaml():
    frames = yaml.safe_load("frames:\n" + frame_yaml("zones humanitaires", 'zone "sûre"'))["frames"]
    ((name, frame),) = frames.items()
    assert name == "zones humanitaires ou zone 'sûre'"
    assert frame["terms"]["zones humanitaires"] == ["zones humanitaires"]


def test_versions_stand_side_by_side_with_their_marks():
    rows, _, articles = told("Le bac est hors d'usage", "Le navire est hors d'usage")
    table = versions(rows, articles, "s1")
    assert table["outlet"].tolist() == ["A", "B"]
    assert table["pieces"].tolist()[1] == [("Le ", ""), ("navire", "substitution"), (" est hors d'usage", "")]
    assert ["".join(text for text, _ in pieces) for pieces in table["pieces"]] == table["text"].tolist()


words = st.lists(st.sampled_from("le bac de la régie reste à quai hier".split()), max_size=12)


@given(words, words)
def test_applying_the_differences_gives_the_other_version(a, b):
    found = word_differences(a, b)
    moved = [d for d in found if d.kind == "reordering"]
    result, last = [], 0
    if moved:
        # A move is an omission and an addition: undo the pairing to replay it.
        assert all(a[d.a_start : d.a_end] == b[d.b_start : d.b_end] for d in moved)
        return
    for d in found:
        result += a[last : d.a_start] + b[d.b_start : d.b_end]
        last = d.a_end
    assert result + a[last:] == b


def test_the_most_carried_are_compared_and_how_many_of_how_many_is_said():
    texts = ["La ville nie tout accord avec le port.", "La ville nie toute entente avec le port."]
    names = ["s1"] * 3 + ["s2"] * 2
    statements = pd.DataFrame({
        "statement_id": names, "article_id": list("abcab"), "outlet": list("XYZXY"), "event": "e", "attribution_id": None,
        "start": 0, "end": [37, 39, 39, 37, 39], "similarity": [1.0, 0.75, 0.75, 1.0, 0.75], "variant": list("ABBAB"),
    })  # fmt: skip
    articles = pd.DataFrame(
        {"article_id": list("abc"), "outlet": list("XYZ"), "event": "e", "text": [*texts, texts[1]]}
    )
    every = edits(statements, tables.empty("attributions"), articles)
    assert every.attrs["compared"] == [2, 2] and set(every["statement_id"]) == {"s1", "s2"}
    some = edits(statements, tables.empty("attributions"), articles, most=2)
    assert some.attrs["compared"] == [1, 2] and set(some["statement_id"]) == {"s1"}
    pd.testing.assert_frame_equal(some, every[every["statement_id"] == "s1"])
    assert substitutions(some).attrs["compared"] == [1, 2]


def test_tokens_are_asked_for_the_articles_concerned_only():
    asked = []

    def tokens_of(names, columns):
        asked.extend(names)
        rows = [("a", 13, "tout", "tout", "DET", ""), ("a", 18, "accord", "accord", "NOUN", ""),
                ("b", 13, "toute", "tout", "DET", ""), ("b", 19, "entente", "entente", "NOUN", "")]  # fmt: skip
        every = pd.DataFrame(
            rows, columns=["article_id", "start", "form", "lemma", "pos", "morph"], index=[70, 71, 90, 91]
        )
        return every.loc[every["article_id"].isin(names), columns]

    articles = pd.DataFrame({
        "article_id": list("abc"), "outlet": list("XYZ"), "event": "e",
        "text": ["La ville nie tout accord avec le port.", "La ville nie toute entente avec le port.", "Rien."],
    })  # fmt: skip
    statements = pd.DataFrame({
        "statement_id": "s1", "article_id": ["a", "b"], "outlet": ["X", "Y"], "event": "e", "attribution_id": None,
        "start": 0, "end": [37, 39], "similarity": [1.0, 0.75], "variant": ["A", "B"],
    })  # fmt: skip
    found = edits(statements, tables.empty("attributions"), articles, tokens_of)
    pair = substitutions(found, tokens=tokens_of)
    assert pair[["before", "after"]].values.tolist() == [["accord", "entente"]]
    # The first token of each side, by its label in the table of all tokens.
    assert pair[["rows_before", "rows_after"]].values.tolist() == [[(70,), (90,)]]
    assert set(asked) == {"a", "b"}
