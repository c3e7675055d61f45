"""Dialogues and interviews: turns that a dash opens, and lines that begin with a name and a colon."""

import re
from collections import Counter
from collections.abc import Iterator

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.source import give, phrase
from cadrage.annotate.quotes import turns

LABEL = re.compile(r"^(?P<label>[A-ZÀÂÉÈÊÎÔŒ][^\n:«»?!]{0,40}?)\s?:[ \t]+(?=[^\s«])", re.MULTILINE)
TAGGED = re.compile(r"^(?P<label>[A-ZÀÂÉÈÊÎÔŒ][^\n:«»?!]{0,40}?)\s?:[ \t]+(?P<said>\S[^\n]*)$", re.MULTILINE)


def rule(c: Context, taken: list[Attribution]) -> Iterator[Attribution]:
    """Turns of a dialogue, and answers of an interview; an inserted cue inside a turn is left to its own rule."""
    yield from _dashes(c, taken)
    yield from _labels(c)


def _dashes(c: Context, taken: list[Attribution]) -> Iterator[Attribution]:
    w = c.words
    found = turns(c.text)
    # A single line with a dash may be anything; two in a row, or one with an inserted cue, are a dialogue.
    positions = [c.tokens(*t) for t in found]
    inserted = {k for k, (first, last) in enumerate(positions) for a in taken
                if a.construction == "incise" and first <= a.position < last} if found and len(found) < 400 else set()  # fmt: skip
    for k, (first, last) in enumerate(positions):
        if k in inserted or last <= first:
            continue
        near = {m for m in (k - 2, k - 1, k + 1, k + 2) if 0 <= m < len(found) and _adjacent(c, found, k, m)}
        if not near & inserted or len(found[k]) != 2:
            continue
        content = c.span(first, last)
        if content[1] > content[0]:
            a = Attribution([content], "dialogue turn", "dialogue", type="direct", position=first, implicit="alternate")
            yield a
    del w


def _adjacent(c: Context, found, k: int, m: int) -> bool:
    low, high = (k, m) if k < m else (m, k)
    return all(not c.text[found[n][1] : found[n + 1][0]].strip(" \n\t—–-―") for n in range(low, high))


def _labels(c: Context) -> Iterator[Attribution]:
    matches = list(TAGGED.finditer(c.text))
    count = Counter(m.group("label").strip() for m in matches)
    speaking = {label for label, times in count.items() if times >= 2 and len(label.split()) <= 5}
    if not speaking or not any(
        m.group("said").rstrip().endswith("?") for m in matches if m.group("label").strip() in speaking
    ):
        return
    for m in matches:
        if m.group("label").strip() not in speaking:
            continue
        first, last = c.tokens(*m.span("said"))
        content = c.span(first, last)
        if content[1] <= content[0]:
            continue
        a = Attribution([content], "interview", "dialogue", type="direct", position=first)
        begin, end = c.tokens(*m.span("label"))
        give(c, a, phrase(c, begin, end))
        yield a
