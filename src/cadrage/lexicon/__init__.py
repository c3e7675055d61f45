"""Words are data: YAML files by language, sorted, commented, with their class.

``cues(language)`` reads the words that signal a report (``cues.yml``) into look-up tables by lemma and by spelling.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from cadrage.lexicon.conjugation import forms

FOLDER = Path(__file__).parent

CLASSES = ("neutral", "endorsing", "doubting", "confrontational", "evaluative", "directive", "emotive")
CONSTRUCTIONS = (
    "incise", "que", "si", "infinitive", "de", "à", "à noun", "object", "quoted object", "de noun", "contre", "predicate",
    "comme", "pour", "qualify", "accuse", "name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the lexicon: a verb (``se`` in front where reflexive), a locution, preposition, noun or adjective.

    ``takes`` are the constructions it licenses; ``polysemous`` ones need a quotation or ``que`` to count, but not in the
    constructions that are ``firm``.
    ``words`` are the words of a locution after its verb, or of a preposition.
    """

    lemma: str
    kind: str
    cls: str
    takes: frozenset[str] = frozenset()
    polysemous: bool = False
    firm: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class Cues:
    """The cue lexicon of a language: ``verbs`` by lemma, ``forms`` by spelling, the rest by first word or spelling.

    ``forms[spelling]`` lists (lemma without ``se``, moods); ``locutions[verb]`` lists the locutions of a verb;
    ``prepositions[first word]`` the ones that start with it, longest first.
    """

    verbs: dict[str, Cue] = field(default_factory=dict)
    forms: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    locutions: dict[str, list[Cue]] = field(default_factory=dict)
    prepositions: dict[str, list[Cue]] = field(default_factory=dict)
    nouns: dict[str, Cue] = field(default_factory=dict)
    adjectives: dict[str, Cue] = field(default_factory=dict)
    media: frozenset[str] = frozenset()


def bare(lemma: str) -> str:
    """The verb without its reflexive pronoun.

    >>> bare("se féliciter"), bare("s'étonner"), bare("dire")
    ('féliciter', 'étonner', 'dire')
    """
    return lemma[3:] if lemma.startswith("se ") else lemma[2:] if lemma.startswith("s'") else lemma


def reflexive(verb: str) -> str:
    """The verb with its reflexive pronoun.

    >>> reflexive("féliciter"), reflexive("étonner"), reflexive("haïr")
    ('se féliciter', "s'étonner", 'se haïr')
    """
    return ("s'" if verb[0] in "aeiouyéèêâîôûœ" else "se ") + verb


def inflected(adjective: str) -> list[str]:
    """An adjective in the masculine and feminine, singular and plural.

    >>> inflected("heureux"), inflected("serein")
    (['heureux', 'heureuse', 'heureuses'], ['serein', 'sereins', 'sereine', 'sereines'])
    """
    if adjective.endswith("x"):
        return [adjective, adjective[:-1] + "se", adjective[:-1] + "ses"]
    if adjective.endswith("e"):
        return [adjective, adjective + "s"]
    doubled = (
        adjective + "ne" if adjective.endswith(("on", "en")) else adjective + "le" if adjective.endswith("el") else None
    )
    feminine = doubled or (adjective[:-2] + "ère" if adjective.endswith("er") else adjective + "e")
    masculine = [adjective] if adjective.endswith("s") else [adjective, adjective + "s"]
    return [*masculine, feminine, feminine + "s"]


def words(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase of the lexicon, in lower case, elided words apart.

    >>> words("si l'on en croit"), words("d'après")
    (('si', "l'", 'on', 'en', 'croit'), ("d'", 'après'))
    """
    return tuple(phrase.replace("'", "' ").split())


@cache
def cues(language: str = "fr") -> Cues:
    """The cue lexicon of a language.

    >>> lexicon = cues("fr")
    >>> lexicon.verbs["marteler"].cls, lexicon.forms["martèle"]
    ('confrontational', [('marteler', 'f')])
    """
    data = yaml.load((FOLDER / language / "cues.yml").read_text(encoding="utf-8"), Loader=_Loader)
    lexicon = Cues()
    for lemma, entry in data["verbs"].items():
        lexicon.verbs[lemma] = _cue(lemma, "verb", entry)
    for phrase, entry in data["locutions"].items():
        first, *rest = words(phrase)
        verb = rest.pop(0) if first in ("se", "s'") else first
        cue = _cue(phrase, "locution", entry, tuple(rest))
        lexicon.locutions.setdefault(verb, []).append(cue)
    for verb in lexicon.locutions:
        lexicon.locutions[verb].sort(key=lambda cue: -len(cue.words))
    for verb in sorted({bare(lemma) for lemma in lexicon.verbs} | set(lexicon.locutions)):
        for spelling, moods in forms(verb).items():
            lexicon.forms.setdefault(spelling, []).append((verb, moods))
    for phrase, entry in data["prepositions"].items():
        cue = _cue(phrase, "preposition", entry, words(phrase))
        lexicon.prepositions.setdefault(cue.words[0], []).append(cue)
    for first in lexicon.prepositions:
        lexicon.prepositions[first].sort(key=lambda cue: -len(cue.words))
    lexicon.nouns = {noun: _cue(noun, "noun", entry) for noun, entry in data["nouns"].items()}
    for adjective, entry in data["adjectives"].items():
        cue = _cue(adjective, "adjective", entry)
        for spelling in inflected(adjective):
            lexicon.adjectives[spelling] = cue
    lexicon.media = frozenset(data["media"])
    return lexicon


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _cue(lemma: str, kind: str, entry: dict, rest: tuple[str, ...] = ()) -> Cue:
    takes, firm = frozenset(entry.get("takes", ())), frozenset(entry.get("firm", ()))
    return Cue(lemma, kind, entry["class"], takes, bool(entry.get("polysemous")), firm, rest)
