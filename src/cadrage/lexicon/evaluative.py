"""Words that judge, by family and direction; read from ``evaluative.yml``."""

from dataclasses import dataclass
from functools import cache

from cadrage.lexicon.aliases import read
from cadrage.lexicon.inflection import noun_forms, verb_forms

# Masculine ending → feminine singular, longest first; the rest take an e.
_FEMININE = (("teur", "trice"), ("eux", "euse"), ("if", "ive"), ("el", "elle"), ("er", "ère"), ("ien", "ienne"))


@dataclass(frozen=True)
class Word:
    """One word that judges: lemma, family, polarity (−1 against, 1 for), part of speech, whether reflexive."""

    lemma: str
    family: str
    polarity: int
    pos: str
    reflexive: bool = False


@dataclass(frozen=True)
class Evaluative:
    """``forms``: spelling → words it can be; degrees and denials by spelling or lemma; ``doing``: verbs whose object is the subject's own; phrases that do not count."""

    forms: dict[str, tuple[Word, ...]]
    excluded: tuple[str, ...]
    strong: frozenset[str]
    weak: frozenset[str]
    denying: frozenset[str]
    doing: frozenset[str]


@cache
def load_evaluative(language: str = "fr") -> Evaluative:
    """The evaluative lexicon of a language, by inflected spelling.

    >>> [w.family for w in load_evaluative("fr").forms["courageuses"]]
    ['courage']
    """
    data = read("evaluative", language)
    forms: dict[str, list[Word]] = {}
    for family, entry in data["families"].items():
        for kind, pos in (("adjectives", "ADJ"), ("nouns", "NOUN"), ("verbs", "VERB")):
            for lemma in entry[kind]:
                bare = lemma.removeprefix("se ").removeprefix("s'")
                word = Word(bare, family, entry["polarity"], pos, bare != lemma)
                spelled = {"ADJ": adjective_forms, "NOUN": noun_forms, "VERB": verb_forms}[pos](bare)
                for form in sorted(spelled | {bare}):
                    forms.setdefault(form, []).append(word)
    degrees = {name: frozenset(data[name]) for name in ("strong", "weak", "denying", "doing")}
    return Evaluative({f: tuple(w) for f, w in forms.items()}, tuple(data["excluded"]), **degrees)


@cache
def adjective_forms(lemma: str) -> frozenset[str]:
    """Gender and number forms of an adjective named by its masculine singular.

    >>> sorted(adjective_forms("provocateur"))
    ['provocateur', 'provocateurs', 'provocatrice', 'provocatrices']
    """
    feminine = next((lemma[: -len(a)] + b for a, b in _FEMININE if lemma.endswith(a)), None)
    if feminine is None:
        feminine = lemma if lemma.endswith("e") else lemma + "e"
    plural = lemma if lemma.endswith(("s", "x")) else lemma + "s"
    if lemma.endswith("al"):
        plural = lemma[:-1] + "ux"
    return frozenset({lemma, feminine, plural, feminine + "s"})
