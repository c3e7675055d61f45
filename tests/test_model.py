"""The embedded French pipeline: its size, how it loads, and the constructions attribution rests on."""

import json
from pathlib import Path

import pytest
import spacy

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "src" / "cadrage" / "model" / "fr"


@pytest.fixture(scope="module")
def nlp():
    """The pipeline as a bare ``spacy.load`` gives it."""
    return spacy.load(MODEL)


def words(doc):
    """Label and head's form of every token, by form."""
    return {token.text: (token.dep_, token.head.text) for token in doc}


def test_the_model_stays_small():
    size = sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file())
    assert size <= 15_000_000


def test_it_names_no_path_of_the_machine_that_made_it():
    config = (MODEL / "config.cfg").read_text(encoding="utf-8")
    assert "[paths]" not in config and "[training]" not in config
    assert "cadrage.French" not in config  # a name only the training code registers


def test_it_has_the_components_the_package_uses(nlp):
    assert {"morphologizer", "trainable_lemmatizer", "parser", "ner"} <= set(nlp.pipe_names)
    assert set(nlp.get_pipe("ner").labels) == {"PER", "LOC", "ORG"}


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("La situation reste fragile, a exposé l'exécutif insulaire.", "exposé", "exécutif"),
        ("« Nous ne céderons pas », a répondu la ministre de la Pêche.", "répondu", "ministre"),
        ("« Le port rouvrira demain », assure le maire de Valbrune.", "assure", "maire"),
        ("« Rien n'est signé », ont précisé deux diplomates.", "précisé", "diplomates"),
        ("Le texte sera publié lundi, indique-t-elle.", "indique", "-t-elle"),
        ("L'accord tient toujours, lit-on dans le communiqué.", "lit", "-on"),
        ("« Tout est calme », a-t-il ajouté mardi soir.", "ajouté", "-t-il"),
    ],
)
def test_the_subject_after_a_verb_of_saying_is_its_subject(nlp, text, verb, subject):
    assert words(nlp(text))[subject] == ("nsubj", verb)


def test_an_impersonal_reporting_clause_hangs_from_what_is_said(nlp):
    found = words(nlp("Le pont est fermé, est-il indiqué dans le rapport."))
    assert found["indiqué"] == ("parataxis:insert", "fermé")
    assert found["-il"] == ("expl:subj", "indiqué")


def test_selon_marks_a_source(nlp):
    found = words(nlp("Selon le préfet, la route est coupée."))
    assert found["Selon"] == ("case", "préfet")
    assert found["préfet"] == ("obl:mod", "coupée")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("d'«annexion»", ["d'", "«", "annexion", "»"]),
        ("L’“accord”", ["L’", "“", "accord", "”"]),
        ("«[Il était] là»", ["«", "[", "Il", "était", "]", "là", "»"]),
        ("Qu'a-t-on dit aujourd'hui à M. Roy ?", ["Qu'", "a", "-t-on", "dit", "aujourd'hui", "à", "M.", "Roy", "?"]),
        ("Celui-ci, est-il écrit", ["Celui-ci", ",", "est", "-il", "écrit"]),
        ("Royaume-Uni, lui-même, rendez-vous", ["Royaume-Uni", ",", "lui-même", ",", "rendez-vous"]),
        ("à 14h30, 10% des 5€", ["à", "14", "h", "30", ",", "10", "%", "des", "5", "€"]),
        ("l'O.N.U. et J.-C.", ["l'", "O.N.U.", "et", "J.-C."]),
    ],
)
def test_tokens_are_split_as_in_the_treebanks(nlp, text, tokens):
    assert [token.text for token in nlp.make_doc(text)] == tokens


def test_marks_of_every_style_leave_the_parse_alone(nlp):
    styles = ["« {} », a-t-il dit.", "«\u00a0{}\u00a0», a-t-il dit.", "“{}”, a-t-il dit.", '"{}", a-t-il dit.']
    for style in styles:
        found = words(nlp(style.format("Le vote est reporté")))
        assert found["dit"] == ("parataxis:insert", "reporté"), style
        assert found["vote"][1] == "reporté", style


def test_a_line_break_after_a_title_ends_its_sentence(nlp):
    doc = nlp("Le port rouvre à Valbrune\n\nLe maire a signé l'arrêté lundi. Les pêcheurs attendaient cela depuis mai.")
    assert [s.text.strip() for s in doc.sents] == [
        "Le port rouvre à Valbrune",
        "Le maire a signé l'arrêté lundi.",
        "Les pêcheurs attendaient cela depuis mai.",
    ]


def test_lemmas_and_features(nlp):
    doc = nlp("Les ministres ont annoncé des mesures nouvelles.")
    assert [t.lemma_ for t in doc] == ["le", "ministre", "avoir", "annoncer", "un", "mesure", "nouveau", "."]
    assert doc[1].morph.get("Number") == ["Plur"]


def test_scores_are_on_file_and_reach_what_was_promised():
    scores = json.loads((ROOT / "training" / "scores.json").read_text(encoding="utf-8"))
    plain = scores["plain"]
    assert plain["pos"] >= 96.8 and plain["lemma"] >= 96.0
    assert plain["uas"] >= 88.4 and plain["las"] >= 82.8
    assert scores["press"]["sentence_f"] >= 92
    assert scores["size_mb"] <= 15
