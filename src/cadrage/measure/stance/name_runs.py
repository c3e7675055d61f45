"""Stretches of capitalised words that can be a name, and the word of a stretch that the sentence hangs on."""

import re

from cadrage.measure.stance.actors import is_capital
from cadrage.measure.stance.sentence import Sentence

PARTICLES = frozenset(["de", "du", "von", "van", "ben", "al", "el", "d'"])
NUMBER = re.compile(r"\d")


def written(s: Sentence, first: int, last: int) -> str:
    """The words of a stretch of a sentence, one space between, none after an apostrophe."""
    return " ".join(s.form[first : last + 1]).replace("' ", "'").replace("’ ", "’")


def name_runs(s: Sentence) -> list[tuple[int, int]]:
    """Stretches of capitalised words that can be a person's name, particles included."""
    out, k, n = [], 0, len(s.form)
    while k < n:
        if not (is_capital(s.form[k]) and s.pos[k] in ("PROPN", "X", "NOUN") and not NUMBER.search(s.form[k])):
            k += 1
            continue
        last = k
        while last + 1 < n:
            j = last + 1
            while j < n and s.form[j].lower() in PARTICLES and j - last < 3:
                j += 1
            if (
                j < n
                and is_capital(s.form[j])
                and s.pos[j] in ("PROPN", "X", "NOUN")
                and not s.form[last].endswith(",")
            ):
                # A preposition links two names unless the parser says it is one name.
                if j > last + 1 and s.dep[j] not in ("flat:name", "flat:foreign"):
                    break
                last = j
            elif re.match(r"^(?:el|al|ben)-", s.form[j] if j < n else ""):
                last = j
            else:
                break
        out.append((k, last))
        k = last + 1
    return out


def head_of(s: Sentence, first: int, last: int) -> int:
    """The word of a stretch whose governor stands outside it."""
    return next((k for k in range(first, last + 1) if not first <= s.head[k] <= last or s.head[k] == k), first)
