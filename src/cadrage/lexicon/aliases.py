"""The speaker lexicon: institutions, states, functions and other nouns that speak, read once from YAML.

All look-ups go through :func:`key`, which levels what the press writes in several ways: capitals, accents, hyphens,
apostrophes and the article in front (« la Maison-Blanche », « Maison blanche » → ``maison blanche``).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

import yaml

LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ß": "ss", "ı": "i"})
COMBINING = re.compile(r"[\u0300-\u036f]+")
SEPARATORS = re.compile(r"[\W_]+")
# Sorts of organisation (organisations.yml) that the sections of institutions.yml hold.
SORTS = {
    "office": frozenset({"authority"}),
    "ministry": frozenset({"authority"}),
    "agency": frozenset({"media"}),
    "media": frozenset({"media"}),
}
ARTICLE = re.compile(
    r"(?:l|d|le|la|les|un|une|des|du|de|de la|de l|ce|cet|cette|ces|son|sa|ses|leur|leurs|notre|nos|votre|vos|mon|ma|mes"
    r"|tous|toutes|tout|toute) (?=\S)"
)


# Names and phrases recur within an article and a corpus; the bound keeps a long run from growing.
@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """A name or phrase as the lexicon looks it up: no capitals, accents, marks, or articles in front.

    >>> key("la Maison-Blanche"), key("L'Élysée"), key("tous les experts")
    ('maison blanche', 'elysee', 'experts')
    """
    flat = unicodedata.normalize("NFD", text.casefold().translate(LETTERS))
    flat = SEPARATORS.sub(" ", COMBINING.sub("", flat)).strip()
    while match := ARTICLE.match(flat):
        flat = flat[match.end() :]
    return flat


@dataclass(frozen=True)
class Function:
    """What a person may be called: gender of the form (``m``, ``f`` or ``mf``) and other nouns for the same person."""

    noun: str
    gender: str
    also: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Aliases:
    """Everything the speaker stage looks up; keys are those of :func:`key`.

    ``names``: (canonical name, kind) of institutions, states, capitals and inhabitants; ``states``: the state behind
    a capital or another name of it; ``adjectives``: the state behind « russe »; ``voices``: the voice that a noun
    gives a state (« exécutif » → gouvernement); ``sorts``: sorts of organisation that a noun can name; ``institutional``:
    sorts of the institutions in ``names``.
    """

    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)
    voices: dict[str, str] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    plurals: dict[str, str] = field(default_factory=dict)
    sorts: dict[str, frozenset[str]] = field(default_factory=dict)
    institutional: dict[str, frozenset[str]] = field(default_factory=dict)
    # Plural nouns of persons as written in lower case, one word: « avocats », « habitants ».
    people_words: frozenset[str] = frozenset()
    collectives: frozenset[str] = frozenset()
    camps: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    documents: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    # Given names that are everyday words too.
    words: frozenset[str] = frozenset()
    # Function nouns that take up people of several functions (« élu »), and nouns for anybody (« l'intéressé »).
    classes: frozenset[str] = frozenset()
    anybody: frozenset[str] = frozenset()
    # Functions that one person holds, and kin: their nouns do not take up somebody of another function.
    offices: frozenset[str] = frozenset()
    # Longest function phrase, in words.
    longest: int = 4


@cache
def load_aliases(language: str = "fr") -> Aliases:
    """The speaker lexicon of a language.

    >>> load_aliases().names[key("le Kremlin")]
    ('Kremlin', 'institution')
    >>> load_aliases().functions["procureure"].gender
    'f'
    """
    data = {name: read(name, language) for name in (
        "institutions", "states", "voices", "functions", "organisations", "groups", "unnamed", "documents",
        "given_names", "takes_up",
    )}  # fmt: skip
    names: dict[str, tuple[str, str]] = {}
    states: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for state in data["states"]:
        _add_state(state, names, states, adjectives)
    # After the states, because an institution that bears a state's name (« le Vatican ») is the closer fit.
    institutional: dict[str, frozenset[str]] = {}
    for section, entries in data["institutions"].items():
        for name, others in entries.items():
            institutional[name] = SORTS.get(section, frozenset())
            for alias in [name, *others]:
                names[key(alias)] = (name, "institution")
    # « Bruxelles » speaks for the Commission, but is its own name as long as the article does not say so.
    names.setdefault("bruxelles", ("Bruxelles", "institution"))
    states.setdefault("Bruxelles", "Commission européenne")
    functions, plurals = _functions(data["functions"])
    sorts: dict[str, set[str]] = {}
    for sort, nouns in data["organisations"].items():
        for noun in nouns:
            sorts.setdefault(key(noun), set()).add(sort)
    return Aliases(
        names=names,
        states=states,
        adjectives={k: v for k, v in adjectives.items() if v},
        voices={key(noun): voice for voice, entry in data["voices"].items() for noun in entry["nouns"]},
        functions=functions,
        plurals=plurals,
        institutional=institutional,
        people_words=frozenset(_raw_plurals(data)),
        sorts={noun: frozenset(found) for noun, found in sorts.items()},
        collectives=frozenset(map(key, data["groups"]["collective"])),
        camps=frozenset(map(key, data["groups"]["plural"])) | {_plural(key(w)) for w in data["unnamed"]["people"]},
        sources=frozenset(map(key, data["unnamed"]["source"] + data["unnamed"]["ours"])),
        people=frozenset(map(key, data["unnamed"]["people"])),
        documents={key(noun): sort for sort, nouns in data["documents"].items() for noun in nouns},
        given=_given(data["given_names"]),
        words=frozenset(map(key, data["given_names"]["words"])),
        classes=frozenset(map(key, data["takes_up"]["classes"])),
        anybody=frozenset(map(key, data["takes_up"]["anybody"])),
        offices=frozenset(map(key, data["takes_up"]["offices"])),
        longest=max(len(k.split()) for k in functions),
    )


@cache
def read(name: str, language: str = "fr"):
    """One lexicon file as Python data; do not change what it returns.

    >>> sorted(read("given_names"))
    ['either', 'feminine', 'masculine', 'words']
    """
    path = files("cadrage") / "lexicon" / language / f"{name}.yml"
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def agree(adjective: str) -> tuple[str, str, str, str]:
    """Masculine and feminine, singular and plural, of a regular adjective of origin.

    >>> agree("algérien"), agree("grec")[1], agree("français")[2:]
    (('algérien', 'algérienne', 'algériens', 'algériennes'), 'grecque', ('français', 'françaises'))
    """
    if adjective.endswith("e"):
        feminine = adjective
    elif adjective.endswith(("ien", "éen")):
        feminine = adjective + "ne"
    elif adjective.endswith("ec"):
        feminine = adjective + "que"
    elif adjective.endswith("turc"):
        feminine = adjective[:-1] + "que"
    else:
        feminine = adjective + "e"
    plural = adjective if adjective.endswith(("s", "x")) else adjective + "s"
    return adjective, feminine, plural, feminine + "s"


def _add_state(state: dict, names: dict, states: dict, adjectives: dict) -> None:
    name = state["state"]
    for other in [name, *state.get("also", ())]:
        names[key(other)] = (name, "state")
    for city in state.get("capital", ()):
        names.setdefault(key(city), (city, "state"))
        states[city] = name
    usual = [agree(a) for a in state.get("adjective", ())]
    for forms in [*usual, *([state["forms"]] if "forms" in state else [])]:
        for form in forms:
            known = key(form)
            # An adjective of two states makes a voice of neither (« congolais »).
            adjectives[known] = name if adjectives.get(known, name) == name else ""
        people = forms[2][0].upper() + forms[2][1:]
        names.setdefault(key(people), (people, "group"))


def _functions(rows: list[dict]) -> tuple[dict[str, Function], dict[str, str]]:
    functions: dict[str, Function] = {}
    plurals: dict[str, str] = {}
    for row in rows:
        also = frozenset(map(key, row.get("also", ()))) | {key(row["m"])}
        for gender, form in (("m", row["m"]), ("f", row.get("f"))):
            if not form:
                continue
            known = key(form)
            if known in functions and functions[known].gender != gender:
                gender = "mf"
            functions[known] = Function(key(row["m"]), gender, also)
            plurals[_plural(known)] = known
    return functions, plurals


def _raw_plurals(data: dict) -> set[str]:
    """Plural forms with their accents; regular plurals only, the rest is rare."""
    words = {w for w in data["groups"]["plural"] if " " not in w and w.islower()}
    forms = [form for row in data["functions"] for form in (row["m"], row.get("f")) if form]
    for form in [*forms, *data["unnamed"]["people"]]:
        if " " not in form and form.islower() and not form.endswith(("s", "x")):
            words.add(form + ("x" if form.endswith("eau") else "s"))
    return words


def _plural(noun: str) -> str:
    first, _, rest = noun.partition(" ")
    if not first.endswith(("s", "x", "z")):
        first += "x" if first.endswith(("eau", "eu")) else "s"
        if first.endswith("als"):
            first = first[:-3] + "aux"
    if rest and not rest.startswith(("de ", "d ", "du ", "des ")) and not rest.endswith(("s", "x")):
        rest += "s"
    return f"{first} {rest}" if rest else first


def _given(data: dict) -> dict[str, str]:
    genders = {"masculine": "m", "feminine": "f", "either": "mf"}
    return {key(name): genders[section] for section in genders for name in data[section]}
