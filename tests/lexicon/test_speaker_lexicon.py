"""The lexicon files of speakers and distance: sorted, unique, commented, consistent."""

import unicodedata
from importlib.resources import files

import pytest

from cadrage.lexicon.aliases import agree, key, load_aliases, read

FILES = (
    "documents", "functions", "given_names", "groups", "hedges", "institutions", "organisations", "quotation_marks",
    "states", "takes_up", "unnamed", "voices",
)  # fmt: skip


def order(word: str) -> str:
    flat = unicodedata.normalize("NFD", word.casefold().replace("œ", "oe"))
    return "".join(c for c in flat if not unicodedata.combining(c))


def word_lists(name: str):
    """(where, words) for every list or mapping of words in a lexicon file."""
    data = read(name)
    if name == "states":
        yield name, [row["state"] for row in data]
    elif name == "functions":
        yield name, [row["m"] for row in data]
    elif name == "institutions":
        for section, entries in data.items():
            yield f"{name} {section}", list(entries)
            for entry, others in entries.items():
                yield f"{name} {entry}", others
    elif name == "voices":
        yield name, list(data)
        for voice, entry in data.items():
            yield f"{name} {voice}", entry["nouns"]
    else:
        for section, words in data.items():
            yield f"{name} {section}", words


@pytest.mark.parametrize("name", FILES)
def test_words_are_text_sorted_and_unique(name):
    for where, words in word_lists(name):
        assert all(isinstance(w, str) and w == w.strip() and w for w in words), where
        assert words == sorted(words, key=lambda w: (order(w), w)), f"{where} is not sorted"
        assert len(words) == len(set(words)), f"{where} has a word twice"


@pytest.mark.parametrize("name", FILES)
def test_files_say_what_they_hold(name):
    text = (files("cadrage") / "lexicon" / "fr" / f"{name}.yml").read_text(encoding="utf-8")
    assert text.startswith("# "), "a lexicon file begins with what it holds and what it leaves out"
    assert unicodedata.is_normalized("NFC", text)


def test_no_name_belongs_to_two_institutions():
    owner: dict[str, str] = {}
    for entries in read("institutions").values():
        for name, others in entries.items():
            for alias in {key(a) for a in [name, *others]}:
                assert owner.setdefault(alias, name) == name, f"« {alias} » names {owner[alias]} and {name}"


def test_no_capital_belongs_to_two_states():
    owner: dict[str, str] = {}
    for row in read("states"):
        for city in row.get("capital", ()):
            assert owner.setdefault(city, row["state"]) == row["state"]


def test_states_have_an_article_of_french():
    assert {row.get("article", "") for row in read("states")} == {"", "l'", "la", "le", "les"}
    assert len(read("states")) > 190


@pytest.mark.parametrize(
    ("adjective", "forms"),
    [
        ("russe", ("russe", "russe", "russes", "russes")),
        ("français", ("français", "française", "français", "françaises")),
        ("turc", ("turc", "turque", "turcs", "turques")),
        ("grec", ("grec", "grecque", "grecs", "grecques")),
        ("nord-coréen", ("nord-coréen", "nord-coréenne", "nord-coréens", "nord-coréennes")),
        ("monténégrin", ("monténégrin", "monténégrine", "monténégrins", "monténégrines")),
    ],
)
def test_adjectives_agree(adjective, forms):
    assert agree(adjective) == forms


def test_functions_refer_to_nouns_that_exist():
    functions = load_aliases().functions
    known = {key(w) for row in read("functions") for w in (row["m"], row.get("f")) if w}
    for row in read("functions"):
        for other in row.get("also", ()):
            assert key(other) in known or other in {"conseil", "représentant de l'État", "PDG"}, other
    assert functions["maire"].gender == "mf"
    assert functions["procureure"].gender == "f"


def test_given_names_have_one_gender_or_are_listed_as_either():
    data = read("given_names")
    sets = [set(data[k]) for k in ("masculine", "feminine", "either")]
    assert not sets[0] & sets[1] and not sets[0] & sets[2] and not sets[1] & sets[2]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("le Kremlin", ("Kremlin", "institution")),
        ("la présidence russe", ("Kremlin", "institution")),
        ("La Maison blanche", ("Maison Blanche", "institution")),
        ("l'exécutif américain", ("Maison Blanche", "institution")),
        ("l’Élysée", ("Élysée", "institution")),
        ("les Etats-Unis", ("États-Unis", "state")),
        ("Moscou", ("Moscou", "state")),
        ("les Russes", ("Russes", "group")),
        ("l'Onu", ("Organisation des Nations unies (ONU)", "institution")),
    ],
)
def test_names_are_found_whatever_their_spelling(phrase, expected):
    assert load_aliases().names[key(phrase)] == expected
