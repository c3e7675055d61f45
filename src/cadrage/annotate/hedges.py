"""Hedging words: adjectives (« présumé »), evidential adverbs, asides (« semble-t-il ») and naming phrases
(« ce qu'il est convenu d'appeler »), each with the noun phrase or clause that it holds at a distance."""

import re
from dataclasses import dataclass
from functools import cache

from cadrage.annotate.attribution.words import Words
from cadrage.annotate.marks import DistanceMark, inside
from cadrage.lexicon.aliases import read

HAVE = {"ai", "as", "a", "avons", "avez", "ont", "avait", "avaient", "eut", "aurait", "auraient", "aura", "ayant",
        "avoir", "eu"}  # fmt: skip
NOMINAL = {"NOUN", "PROPN", "ADJ", "NUM", "X", "DET"}
# A noun phrase reaches no farther than this from its adjective.
LONGEST_PHRASE = 6


@dataclass(frozen=True)
class Hedges:
    """The hedge lexicon and the functions of quotation marks, compiled."""

    adjectives: frozenset[str]
    adverbs: frozenset[str]
    phrases: re.Pattern
    bearers: frozenset[str]
    mentions: frozenset[str]
    movements: frozenset[str]
    answers: frozenset[str]
    foreign: frozenset[str]


@cache
def load_hedges(language: str = "fr") -> Hedges:
    """The hedge lexicon of a language.

    >>> "présumées" in load_hedges().adjectives
    True
    """
    data, marks = read("hedges", language), read("quotation_marks", language)
    subject = r"(?:l'|la |le |les |son |sa |ses |cette |ce |ces |M\. |Mme )?[\w'-]+(?: [\w'-]+){0,3}?"
    names = [re.escape(p).replace("X", subject) for p in data["names"]]
    asides = [re.escape(p) for p in data["asides"]]
    pattern = rf"\b(?:(?P<name>{'|'.join(sorted(names, key=len, reverse=True))})|(?P<aside>{'|'.join(asides)}))\b"
    return Hedges(
        adjectives=frozenset(form for a in data["adjectives"] for form in _forms(a)),
        adverbs=frozenset(data["adverbs"]),
        phrases=re.compile(pattern.replace(r"\ ", " "), re.IGNORECASE),
        **{name: frozenset(marks[name]) for name in ("bearers", "mentions", "movements", "answers", "foreign")},
    )


def _forms(adjective: str) -> tuple[str, ...]:
    if adjective in ("soi-disant", "pseudo"):
        return (adjective,)
    feminine = adjective if adjective.endswith("e") else adjective + ("le" if adjective.endswith("el") else "e")
    return adjective, feminine, adjective + "s", feminine + "s"


def hedges(words: Words, text: str, lexicon: Hedges, reported: list, quoted: list) -> list[DistanceMark]:
    """Hedging words and phrases in narrator voice (not in reported or quoted words)."""
    found = []
    cues = lexicon.adjectives | lexicon.adverbs
    for i in [i for i, form in enumerate(words.lower) if form in cues]:
        if words.lower[i] in lexicon.adjectives:
            scope = _noun_phrase(words, i)
            rule = "hedge adjective"
        else:
            scope = clause(words, i)
            rule = "hedge adverb"
        start, end = words.start[i], words.end[i]
        if scope is None or inside(reported, start) or inside(quoted, start):
            continue
        found.append(DistanceMark(*_wide(scope, start, end), "hedged", start, end, rule))
    for match in lexicon.phrases.finditer(text):
        start, end = match.span()
        if inside(reported, start) or inside(quoted, start):
            continue
        if match.group("name"):
            behind = _phrase_behind(words, end)
            if behind is None:
                continue
            found.append(DistanceMark(start, behind, "hedged", start, end, "hedge phrase"))
        else:
            token = _token_at(words, start)
            scope = clause(words, token) or (start, end)
            found.append(DistanceMark(*_wide(scope, start, end), "hedged", start, end, "hedge aside"))
    return found


def clause(words: Words, i: int) -> tuple[int, int]:
    """Characters of the clause around a token: between the strong stops of its sentence.

    Commas do not end a clause, a semicolon, a colon, a dash or a coordinated finite clause does.
    """
    first, last = words.sentences[words.sent[i]]
    begin = i
    while begin > first and words.text[begin - 1] not in _STOPS and not words.text[begin - 1].startswith("\n"):
        begin -= 1
    stop = i + 1
    while stop < last and words.text[stop] not in _STOPS and not words.text[stop].startswith("\n"):
        if words.lower[stop] in ("et", "mais", "ou", "or") and _finite_follows(words, stop, last):
            break
        stop += 1
    while stop > i + 1 and words.pos[stop - 1] in ("PUNCT", "SPACE"):
        stop -= 1
    return words.start[begin], words.end[stop - 1]


_STOPS = {";", ":", ".", "!", "?", "…", "–", "—", "(", ")", "...", "|"}


def _finite_follows(words: Words, at: int, last: int) -> bool:
    # « … et aucun mort n'est signalé »: a subject, then a finite verb, within a few words.
    for j in range(at + 1, min(last, at + 7)):
        if words.text[j] in (",", *_STOPS):
            return False
        if "VerbForm=Fin" in words.morph[j]:
            return j > at + 1
    return False


def _noun_phrase(words: Words, i: int) -> tuple[int, int] | None:
    """The noun phrase that an adjective at token i belongs to, or None where it is no adjective of a noun."""
    n = len(words)
    before = words.lower[i - 1] if i else ""
    if before in HAVE or (i > 1 and words.lower[i - 2] in HAVE and words.pos[i - 1] in ("ADV", "AUX")):
        return None  # « a supposé », « a été présumé »
    after = words.lower[i + 1] if i + 1 < n else ""
    if after in ("innocent", "innocente", "innocents", "innocentes", "que", "qu'"):
        return None
    # In front of its noun: « de présumés complices », « sa prétendue « enquête » »
    if words.lower[i] in ("soi-disant", "pseudo") or _opens(words, i):
        stop = i + 1
        while stop < n and stop <= i + LONGEST_PHRASE and (
            words.pos[stop] in NOMINAL or words.text[stop] in ("«", "»") or words.lower[stop] in ("de", "d'", "du")
        ) and words.pos[stop] not in ("VERB", "AUX"):  # fmt: skip
            stop += 1
        while stop > i + 1 and words.lower[stop - 1] in ("de", "d'", "du", "«"):
            stop -= 1
        if stop > i + 1:
            return words.start[i], words.end[stop - 1]
    begin = i
    while begin > 0 and i - begin < LONGEST_PHRASE and words.pos[begin - 1] in ("NOUN", "ADJ", "PROPN", "ADP", "ADV"):
        begin -= 1
    while begin < i and words.pos[begin] in ("ADP", "ADV"):
        begin += 1
    if begin == i and words.text[max(0, i - 1)] != "»":
        return (words.start[i], words.end[i]) if words.pos[i] == "ADJ" else None
    return words.start[begin], words.end[i]


def _opens(words: Words, i: int) -> bool:
    if i + 1 >= len(words) or words.pos[i + 1] not in ("NOUN", "PROPN", "ADJ") and words.text[i + 1] != "«":
        return False
    before = words.pos[i - 1] if i else ""
    return before in ("DET", "ADP", "NUM") or words.lower[i - 1 : i] in (["de"], ["d'"])


def _phrase_behind(words: Words, at: int) -> int | None:
    """End of the noun phrase that starts behind a character."""
    i = _token_at(words, at)
    n = len(words)
    while i < n and words.start[i] < at:
        i += 1
    stop = i
    while stop < n and stop < i + 8 and (
        words.pos[stop] in NOMINAL or words.lower[stop] in ("de", "d'", "du", "des", "la", "le", "l'", "les", "«", "»")
    ) and words.text[stop] not in (",", *_STOPS):  # fmt: skip
        stop += 1
    return words.end[stop - 1] if stop > i else None


def _token_at(words: Words, at: int) -> int:
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words.end[middle] <= at:
            low = middle + 1
        else:
            high = middle
    return min(low, max(0, len(words) - 1))


def _wide(scope: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    return min(scope[0], start), max(scope[1], end)
