"""Words that compete for one thing, and what stands in for a name; read from ``naming.yml``."""

from dataclasses import dataclass
from functools import cache

from cadrage.lexicon.aliases import key, read


@dataclass(frozen=True)
class NameSet:
    """Words for one thing: their question, word → class, phrases that do not count and why."""

    question: str
    words: dict[str, str]
    excluded: dict[str, str]
    only_with_actor: bool = False


@dataclass(frozen=True)
class Naming:
    """``sets`` by name; ``labels``: noun → (set, class) of the words that judge whom they name."""

    sets: dict[str, NameSet]
    labels: dict[str, tuple[str, str]]
    civilities: frozenset[str]
    buildings: frozenset[str]


@cache
def load_naming(language: str = "fr") -> Naming:
    """The naming lexicon of a language.

    >>> naming = load_naming("fr")
    >>> naming.sets["armed action"].words["bombardement"], naming.labels["regime"]
    ('descriptive', ('power', 'evaluative'))
    """
    data = read("naming", language)
    sets = {
        name: NameSet(
            entry["question"],
            {word: cls for cls, words in entry["classes"].items() for word in words},
            dict(entry["excluded"]),
            bool(entry.get("only_with_actor")),
        )
        for name, entry in data["sets"].items()
    }
    labels = {key(w): (name, cls) for name, s in sets.items() if s.only_with_actor for w, cls in s.words.items()}
    return Naming(sets, labels, frozenset(map(key, data["civilities"])), frozenset(map(key, data["buildings"])))
