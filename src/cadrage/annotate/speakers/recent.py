"""« Ce dernier », « celle-ci »: the last compatible person or body in the words before, whatever its part in the sentence."""

from bisect import bisect_left

from cadrage.annotate.marks import inside
from cadrage.annotate.speakers.cast import Cast
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.naming import one
from cadrage.annotate.speakers.phrases import read_phrase

# Sentences that are searched: the pronoun's own and the one before.
SENTENCES = 2
CONTRACTED = {"du": "le ", "des": "les ", "au": "le ", "aux": "les "}


def last_mentioned(cast: Cast, at: int, gender: str, number: str, quoted: list[tuple[int, int]]) -> Entity | None:
    """The entity that « ce dernier » takes up at a character, or None.

    In « le directeur du club » the pronoun stands for the director rather than for the club.
    """
    words = cast.words
    last = bisect_left(words.start, at) - 1
    if last < 0:
        return None
    floor = words.sentences[max(0, words.sent[last] - SENTENCES + 1)][0]
    behind: Entity | None = None
    behind_at = 0
    for i in range(last, floor - 1, -1):
        if words.pos[i] not in ("NOUN", "PROPN") or inside(quoted, words.start[i]):
            continue
        start = _start(cast, i)
        if start is None or words.end[i] > at:
            continue
        entity = _speaker(cast, i, start, gender, number, at)
        if entity is None:
            continue
        if behind is None:
            behind, behind_at = entity, i
            if entity.kind == "person" or not _complement(cast, i):
                return entity
        elif entity.kind == "person" and words.sent[i] == words.sent[behind_at] and behind_at - i < 6:
            return entity
        else:
            break
    return behind


def _start(cast: Cast, i: int) -> int | None:
    """Where the noun phrase of a noun begins: at its determiner; None inside a longer name or behind no determiner."""
    words = cast.words
    for name in cast.people.within(words.start[i], words.end[i]):
        return name.start if name.first == words.start[i] else None
    j = i
    while j > 0 and words.pos[j - 1] in ("ADJ", "NUM") and i - j < 3:
        j -= 1
    if j > 0 and (words.pos[j - 1] == "DET" or words.lower[j - 1] in CONTRACTED):
        return words.start[j - 1]
    return words.start[i] if words.pos[i] == "PROPN" and words.pos[i - 1] != "PROPN" else None


def _speaker(cast: Cast, i: int, start: int, gender: str, number: str, at: int) -> Entity | None:
    words, a = cast.words, cast.aliases
    end = min(words.end[min(words.right[i], len(words)) - 1], at)
    contracted = CONTRACTED.get(cast.text[start : words.end[i]].split(" ")[0].lower())
    text = cast.text[start:end]
    phrase = read_phrase((contracted + text.split(" ", 1)[1]) if contracted and " " in text else text, a)
    speaks = (
        cast.people.within(words.start[i], words.end[i]) or phrase.function or phrase.noun in a.people
        or phrase.noun in a.sorts or phrase.noun in a.voices or phrase.noun in a.collectives or phrase.noun in a.camps
        or (phrase.proper and words.entity[i])
    )  # fmt: skip
    if not speaks or (phrase.number != number and not phrase.proper):
        return None
    if gender and phrase.gender and phrase.gender != gender:
        return None
    morph = words.morph[i]
    if (
        gender
        and not phrase.gender
        and phrase.determiner
        and ("Gender=Fem" if gender == "m" else "Gender=Masc") in morph
    ):
        return None
    if contracted:
        start += len(text.split(" ", 1)[0]) + 1
    entity = one(cast, start, end, i)
    if entity is None or entity.kind == "document" or entity.thing or not entity.agrees(gender, number):
        return None
    if gender and not entity.gender and entity.leaning not in ("", gender):
        return None
    return entity


def _complement(cast: Cast, i: int) -> bool:
    words = cast.words
    j = i
    while j > 0 and words.pos[j - 1] in ("ADJ", "NUM", "DET") and i - j < 3:
        j -= 1
    return words.lower[j] in ("du", "des") or (j > 0 and words.lower[j - 1] in ("de", "d'", "du", "des"))
