"""The cue lexicon keeps its promises: size, order, classes, constructions, forms."""

import unicodedata

import pytest
import yaml

from cadrage.lexicon import CLASSES, CONSTRUCTIONS, FOLDER, cues
from cadrage.lexicon.conjugation import forms

DATA = yaml.safe_load((FOLDER / "fr" / "cues.yml").read_text(encoding="utf-8"))


def key(word):
    flat = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in flat if not unicodedata.combining(c))


@pytest.mark.parametrize("section", ["verbs", "locutions", "prepositions", "nouns", "adjectives"])
def test_sorted_and_unique(section):
    lines = (FOLDER / "fr" / "cues.yml").read_text(encoding="utf-8").splitlines()
    begin = lines.index(f"{section}:") + 1
    names = []
    for line in lines[begin:]:
        if not line.startswith("  "):
            break
        names.append(line.strip().split(":")[0])
    assert names == sorted(set(names), key=lambda name: (key(name), name))
    assert set(names) == set(DATA[section])


def test_size():
    assert len(DATA["verbs"]) >= 250
    assert sum(len(DATA[s]) for s in ("locutions", "prepositions", "nouns", "adjectives")) >= 60


@pytest.mark.parametrize("section", ["verbs", "locutions", "prepositions", "nouns", "adjectives"])
def test_classes_and_constructions(section):
    for name, entry in DATA[section].items():
        assert entry["class"] in CLASSES, name
        assert set(entry) <= {"class", "takes", "polysemous", "firm"}, name
        assert set(entry.get("takes", ())) <= set(CONSTRUCTIONS), name
        if section in ("verbs", "locutions"):
            assert entry["takes"], name


def test_every_class_is_used():
    assert {e["class"] for e in DATA["verbs"].values()} == set(CLASSES)


@pytest.mark.parametrize(
    ("verb", "form", "mood"),
    [
        ("annoncer", "annonçait", "f"),
        ("juger", "jugeait", "f"),
        ("répéter", "répète", "f"),
        ("marteler", "martèle", "f"),
        ("rappeler", "rappelle", "f"),
        ("balayer", "balaie", "f"),
        ("démentir", "dément", "f"),
        ("avertir", "avertissent", "f"),
        ("prévenir", "prévient", "f"),
        ("soutenir", "soutenu", "p"),
        ("admettre", "admis", "p"),
        ("reconnaître", "reconnaissant", "g"),
        ("craindre", "craignent", "f"),
        ("prétendre", "prétend", "f"),
        ("conclure", "conclut", "f"),
        ("écrire", "écrivent", "f"),
        ("dire", "dit", "p"),
        ("croire", "croient", "f"),
        ("requérir", "requiert", "f"),
        ("exclure", "exclu", "p"),
    ],
)
def test_conjugation(verb, form, mood):
    assert mood in forms(verb)[form]
    assert any(lemma == verb for lemma, _ in cues().forms[form])


def test_reflexive_verbs_have_entries_of_their_own():
    assert cues().verbs["se féliciter"].cls == "evaluative"
    assert "se dire" in cues().verbs
