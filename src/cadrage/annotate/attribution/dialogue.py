"""Dialogues and interviews: turns that a dash opens, and lines that begin with a name and a colon."""

import re
from collections import Counter
from collections.abc import Iterator

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.phrase import phrase
from cadrage.annotate.attribution.source import give

TAGGED = re.compile(r"^(?P<label>[A-ZÀÂÉÈÊÎÔŒ][^\n:«»?!]{0,40}?)\s?:[ \t]+(?P<said>\S[^\n]*)$", re.MULTILINE)


def rule(c: Context, taken: list[Attribution]) -> Iterator[Attribution]:
    """Turns of a dialogue, and answers of an interview; an inserted cue inside a turn is left to its own rule."""
    yield from _dashes(c, taken)
    yield from _labels(c)
    yield from _signatures(c)


def _dashes(c: Context, taken: list[Attribution]) -> Iterator[Attribution]:
    told = {c.turn[a.position] for a in taken if a.construction == "incise" and a.position < len(c.turn)} - {-1}
    run: list[int] = []
    for k in range(len(c.turns) + 1):
        if run and (k == len(c.turns) or not _adjacent(c, k - 1, k)):
            yield from _run(c, run, told)
            run = []
        run.append(k)


def _run(c: Context, run: list[int], told: set[int]) -> Iterator[Attribution]:
    """Turns that follow each other: a dialogue if a cue is inserted in one, or if they ask and answer."""
    asks = sum("?" in c.words.text[slice(*c.turns[k])][-2:] for k in run)
    if not (told & set(run) and len(run) > 1 or asks and len(run) >= 3):
        return
    for k in run:
        content = c.span(*c.turns[k])
        if k not in told and content[1] > content[0]:
            a = Attribution([content], "dialogue turn", "dialogue", type="direct", position=c.turns[k][0])
            a.implicit = "alternate"
            yield a


def _adjacent(c: Context, k: int, m: int) -> bool:
    w = c.words
    between = range(c.turns[k][1], c.turns[m][0])
    return len(between) < 8 and not any(x.isalnum() for i in between for x in w.text[i])


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


def _signatures(c: Context) -> Iterator[Attribution]:
    """A quotation that is a paragraph, and below it « — Name, function »."""
    w = c.words
    for k, (first, last) in enumerate(c.turns):
        if last - first > 14 or last - first < 1 or c.has_finite(first, last) or c.outer[first] >= 0:
            continue
        j = first - 1
        while j > 0 and not any(x.isalnum() for x in w.text[j]) and w.text[j] != "»" and first - j < 6:
            j -= 1
        number = c.outer[j]
        if w.text[j] != "»" or number < 0 or k in (c.turn[j],):
            continue
        begin, end = c.quote_tokens(number)
        if c.units[c.unit[begin]][0] < begin - 1 or end - begin < 4:
            continue
        content = [s for s in (c.span(*c.quote_tokens(m)) for m in c.chain(number)) if s[1] > s[0]]
        mention = phrase(c, first, last)
        if content and mention is not None:
            a = Attribution(content, "signature", "introduced", position=begin)
            give(c, a, mention)
            yield a
