"""Who is named and how: invented sentences with the mention marked [actor|way|…], one line per case, traps included."""

import re

import pytest
from marked import NO_ATTRIBUTIONS, tokens_of

from cadrage.lexicon.aliases import key, read
from cadrage.measure.stance.actors import Actors, forms_of
from cadrage.measure.stance.mentions import camps, mentions
from cadrage.measure.stance.mentions import read as read_mentions

ACTORS = {
    "Présidence kersanienne": ["la présidence kersanienne", "le palais Rusine", "Dalia Orsenko"],
    "Gouvernement valdarien": ["le gouvernement valdarien", "la Valdarie", "Ostervel"],
    "Front libre": ["le Front libre", "le FL"],
}
MARK = re.compile(r"\[([^|\]]+)\|([^|\]]+)\|([^\]]+)\]")
CASES = """
La [Gouvernement valdarien|name|Valdarie] a protesté.
[Gouvernement valdarien|metonym|Ostervel] a protesté.
Le [Gouvernement valdarien|function|gouvernement valdarien] a protesté.
Le [Gouvernement valdarien|label|régime valdarien] a protesté.
Le [Gouvernement valdarien|label|régime d'Ostervel] a protesté.
Le [Présidence kersanienne|metonym|palais Rusine] a démenti.
[Présidence kersanienne|name|Dalia Orsenko] a démenti.
La [Présidence kersanienne|title|porte-parole Dalia Orsenko] a démenti.
Le [Front libre|name|FL] a revendiqué l'attaque.
Le [Kremlin|metonym|Kremlin] a démenti.
La [Kremlin|function|présidence russe] a démenti.
[Russie|metonym|Moscou] a démenti.
La [Russie|name|Russie] a démenti.
Le [gouvernement syrien|label|régime syrien] a démenti.
Le [gouvernement syrien|function|gouvernement syrien] a démenti.
La [gouvernement birman|label|junte birmane] a démenti.
Le régime fiscal a changé.
Un régime sans sel est conseillé.
Le sommet se tient à Moscou.
Les combats se poursuivent en Syrie.
Le pouvoir d'achat recule.
"""


def cases():
    for line in CASES.strip().splitlines():
        text, expected, last = "", set(), 0
        for m in MARK.finditer(line):
            text += line[last : m.start()]
            expected.add((len(text), len(text) + len(m[3]), m[1], m[2]))
            text += m[3]
            last = m.end()
        yield text + line[last:], expected


@pytest.fixture(scope="module")
def found():
    tokens = tokens_of([text for text, _ in cases()])
    table = mentions(tokens, actors=ACTORS, attributions=NO_ATTRIBUTIONS)
    return table[table["way"] != "adjective"]


@pytest.mark.parametrize("k", range(len(CASES.strip().splitlines())))
def test_each_sentence(found, k):
    text, expected = list(cases())[k]
    rows = found[found["article_id"] == f"c{k:03d}"]
    got = set(zip(rows["start"].astype(int), rows["end"].astype(int), rows["actor"], rows["way"], strict=True))
    assert got == expected, text


def test_a_function_stands_for_the_one_who_holds_it():
    tokens = tokens_of(
        {"a": "Le président valdarien Émile Garance a parlé. Le président valdarien a quitté la salle. Garance rentre."}
    )
    table = mentions(tokens, attributions=NO_ATTRIBUTIONS, actors=ACTORS)
    named = table[table["way"] != "adjective"]
    assert named["actor"].tolist() == ["Émile Garance"] * 3
    assert named["way"].tolist() == ["title", "function", "name"]
    assert named["first"].tolist() == [True, False, False]


def test_index_is_the_head_word():
    tokens = tokens_of(["Le régime d'Ostervel a protesté."])
    table = mentions(tokens, attributions=NO_ATTRIBUTIONS, actors=ACTORS)
    assert tokens.loc[table.index, "form"].tolist() == ["régime"]
    assert table["evaluative"].tolist() == [True]


def test_adjective_made_from_a_name_of_the_corpus():
    tokens = tokens_of(["La Valdarie a protesté.", "Des frappes valdariennes ont eu lieu."])
    table = mentions(tokens, attributions=NO_ATTRIBUTIONS, actors=ACTORS)
    assert table.loc[table["way"] == "adjective", "actor"].tolist() == ["Gouvernement valdarien"]


def test_camps_join_state_institutions_and_persons():
    tokens = tokens_of(
        ["Le président russe Ivan Lentov a parlé. La Russie attend.", "Moscou proteste. Le Kremlin dément."]
    )
    names = ["Ivan Lentov", "Russie", "Kremlin", "Emma Sorel"]
    _, reader = read_mentions([tokens], Actors.of(forms_of(tokens), attributions=NO_ATTRIBUTIONS))
    assert camps(reader, names) == {
        "Ivan Lentov": "Russie",
        "Russie": "Russie",
        "Kremlin": "Russie",
    }


def test_speaker_becomes_actor():
    tokens = tokens_of(["La Valdarie a protesté.", "Le palais Rusine dément."])
    lexicon = Actors.of(forms_of(tokens), actors=ACTORS)
    assert lexicon.of_speaker("Dalia Orsenko") == "Présidence kersanienne"
    assert lexicon.of_speaker("régime d'Ostervel") == "régime d'Ostervel"
    assert lexicon.of_speaker("Moscou") == "Russie"
    assert lexicon.of_speaker(None) == ""


def test_naming_lexicon_is_sorted_and_each_word_stands_once():
    seen: dict[str, str] = {}
    for name, entry in read("naming")["sets"].items():
        assert list(entry["classes"]) == sorted(entry["classes"])
        for cls, words in entry["classes"].items():
            assert [key(w) for w in words] == sorted(key(w) for w in words), f"{name} {cls}"
            for word in words:
                assert seen.setdefault(word, name) == name, word
        assert all(reason for reason in entry["excluded"].values())


def test_an_office_stands_for_who_holds_it_in_another_article_read_later():
    tokens = tokens_of(["Le président russe a protesté.", "Le président russe Ivan Lentov a parlé."])
    table = mentions(tokens, attributions=NO_ATTRIBUTIONS)
    assert table["actor"].tolist() == ["Ivan Lentov"] * 2
    # In batches of one article the first is read before anybody is named.
    batches = [part for _, part in tokens.groupby("article_id", observed=True, sort=False)]
    found, _ = read_mentions(batches, Actors.of(forms_of(tokens), attributions=NO_ATTRIBUTIONS))
    assert [actor for part in found for actor in part["actor"].to_pylist()] == ["Ivan Lentov"] * 2
