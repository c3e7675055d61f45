"""Quotations without a cue: whole sentences in quotation marks whose speaker stands in the sentence before."""

from collections.abc import Iterator

from cadrage.annotate.attribution.base import Attribution, length, overlap
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.groups import STOPS
from cadrage.annotate.attribution.phrase import phrase
from cadrage.annotate.attribution.source import around, give
from cadrage.annotate.attribution.speaking import animate


def rule(c: Context, taken: list[Attribution]) -> Iterator[Attribution]:
    """Every outermost quotation that is a sentence of its own and that no attribution in ``taken`` accounts for."""
    covered = _covered(c, taken)
    for number, q in enumerate(c.quotes):
        if q.level > 0 or q.continues is not None or number in covered:
            continue
        first, last = c.quote_tokens(number)
        if last <= first:
            continue
        if not _sentence(c, number, first, last):
            found = _half_quoted(c, number, first, last, taken)
            if found is not None:
                yield found
            continue
        spans = [c.span(*c.quote_tokens(k)) for k in c.chain(number)]
        content = [s for s in spans if s[1] > s[0]]
        if not content:
            continue
        a = Attribution(content, "free quotation", "free", position=first, quotations=tuple(c.chain(number)))
        a.features["headline"] = float(c.unit[first] == 0)
        a.features["words"] = float(last - first)
        _speaker(c, a, first, taken)
        yield a


def _half_quoted(c: Context, number: int, first: int, last: int, taken: list[Attribution]) -> Attribution | None:
    """« Elle « attend des actes ». »: the subject stands outside, its verb within, and somebody has just spoken."""
    w = c.words
    start, end = c.units[c.unit[first]]
    if first == start or first - start > 8 or last - first < 5:
        return None
    if not (c.is_finite(first + 1) or w.lower[first + 1] in ("ne", "n'", "se", "s'") and c.is_finite(first + 2)):
        return None
    if any(c.outer[k] >= 0 or w.text[k] in (",", ":", ";", "(") for k in range(start, first)) or c.has_finite(
        start, first
    ):
        return None
    if any(start <= other.position < end for other in taken) or c.unit[first] == 0:
        return None
    before = c.units[c.unit[first] - 1]
    if any("\n" in w.text[k] for k in range(before[1], start)):
        return None
    if not any(before[0] <= other.position < before[1] for other in taken):
        return None
    mention = phrase(c, start, first)
    if mention is None or not animate(c, mention):
        return None
    stop = last
    while stop < end and w.text[stop] not in STOPS and w.text[stop] != ",":
        stop += 1
    a = Attribution([c.span(start, stop)], "half quoted", "free", position=start)
    a.implicit = "previous"
    if w.lower[mention.head] in ("il", "elle", "ils", "elles"):
        give(c, a, mention)
        a.implicit = ""
    a.features["words"] = float(last - first)
    return a


def _covered(c: Context, taken: list[Attribution]) -> set[int]:
    """Numbers of the outermost quotations of which at least half is content already."""
    # A report inside the quotation (« je crois que ») does not say who utters the quotation.
    spans = sorted(
        s
        for a in taken
        if not a.cue or a.construction in ("incise", "according") or c.outer[a.position] < 0
        for s in a.content
    )
    cues = {c.outer[a.position] for a in taken if a.cue and a.position < len(c.outer)}
    merged: list[tuple[int, int]] = []
    for s, e in spans:
        if merged and s <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], e))
        else:
            merged.append((s, e))
    covered, k = set(), 0
    for number, q in enumerate(c.quotes):
        if q.level > 0:
            continue
        while k < len(merged) and merged[k][1] <= q.start:
            k += 1
        m, shared = k, 0
        while m < len(merged) and merged[m][0] < q.end:
            shared += overlap([merged[m]], [q.inner])
            m += 1
        if shared * 2 >= max(1, length([q.inner])) or number in cues and shared:
            covered.add(number)
    return covered


def _sentence(c: Context, number: int, first: int, last: int) -> bool:
    """Whether a quotation stands as a sentence: it begins one and says something."""
    w = c.words
    start, end = c.units[c.unit[first]]
    before = [k for k in range(start, first) if any(x.isalnum() for x in w.text[k])]
    if before:
        return False
    finite = c.has_finite(first, last)
    j = last
    while j < end and w.text[j] in STOPS:
        j += 1
    alone = j >= end
    ended = w.text[last - 2] in STOPS or last < len(w) and w.text[last] in STOPS if last - 2 >= first else False
    if alone:
        return finite or (ended and number > 0) or c.quotes[number].end - c.quotes[number].start > 60
    if w.text[j] == ":":  # « … » : la formule a fait le tour du pays
        return finite and last - first > 6
    return False


def _speaker(c: Context, a: Attribution, first: int, taken: list[Attribution]) -> None:
    """The speaker before: of an attribution in the same paragraph, else the subject of the sentence before."""
    w = c.words
    unit = c.unit[first]
    a.implicit = "previous"
    last = c.quote_tokens(c.outer[first])[1] if c.outer[first] >= 0 else first
    if last < len(w) and w.text[last] == ":":
        # « … » : l'élue n'y va pas par quatre chemins
        _, end = c.units[unit]
        subject = next((k for k in range(last + 1, end) if w.dep[k].startswith("nsubj")), None)
        mention = around(c, subject, end) if subject is not None and w.pos[subject] in ("NOUN", "PROPN") else None
        if mention is not None and mention.first <= last + 2 and animate(c, mention):
            give(c, a, mention)
            a.implicit = ""
            return
    if unit == 0:
        return
    start, end = c.units[unit - 1]
    if end - start <= 14 and not c.has_finite(start, end) and c.outer[start] < 0:
        # « Josiane, 72 ans. « … » », or the name on a line of its own
        named = phrase(c, start, end)
        if named is not None and w.pos[named.head] == "PROPN" and named.first <= start + 1:
            give(c, a, named)
            a.implicit = ""
            return
    if start < len(w) and any("\n" in w.text[k] for k in range(end, first)):
        a.features["new_paragraph"] = 1.0
        return
    if any(start <= other.position < end for other in taken):
        return
    for k in range(start, end):
        if w.dep[k].startswith("nsubj") and w.pos[k] in ("NOUN", "PROPN") and c.outer[k] < 0:
            mention = around(c, k, end)
            if animate(c, mention):
                give(c, a, mention)
                a.implicit = ""
            return
