"""Inserted reporting clauses in plain word order: « … », la préfète a dit aux élus. Subject first, then the verb."""

from collections.abc import Iterator

from cadrage.annotate.attribution.asides import infinitive_at, nominal_start, skip_aside
from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.groups import STOPS
from cadrage.annotate.attribution.host import host_left
from cadrage.annotate.attribution.medium import find_medium
from cadrage.annotate.attribution.phrase import phrase
from cadrage.annotate.attribution.source import give
from cadrage.annotate.attribution.speaking import animate
from cadrage.annotate.attribution.verbs import Verb


def rule(c: Context) -> Iterator[Attribution]:
    """Every cue verb whose subject stands between it and the quotation before."""
    for verb in c.verbs:
        if verb.mood == "f" and verb.clitic is None and not verb.passive and "incise" in verb.cue.takes:
            found = _behind_quotation(c, verb)
            if found is not None:
                yield found


def _behind_quotation(c: Context, verb: Verb) -> Attribution | None:
    w = c.words
    begin, end = c.units[c.unit[verb.i]]
    mark = verb.first - 1
    while mark > begin and w.text[mark] not in ("»", ":", ";", "«") and w.text[mark] not in STOPS:
        mark -= 1
    if w.text[mark] != "»" or c.outer[mark] < 0 or w.text[mark + 1] != ",":
        return None
    number = c.outer[mark]
    first, last = c.quote_tokens(number)
    if c.quotes[number].level > 0 or first > begin + 1 or last != mark + 1 or not c.has_finite(first, last, main=True):
        return None  # only a whole quoted clause can do without the inversion
    mention = phrase(c, mark + 2, verb.first)
    if mention is None or not animate(c, mention) or not _reaches(c, mention.last, verb):
        return None
    j = skip_aside(c, verb.last + 1, end)
    if j < end and (w.lower[j] in ("que", "qu'", "si", "«", "à") or nominal_start(c, j) or infinitive_at(c, j, end)):
        return None  # the verb has an object of its own
    spans, _ = host_left(c, mark + 1)
    content = [s for s in (c.span(*tokens) for tokens in spans) if s[1] > s[0]]
    if not content:
        return None
    a = Attribution(content, "incise", "incise", position=verb.first, negated=verb.negated)
    a.cue = (w.start[verb.first], w.end[verb.last])
    a.cue_tokens = tuple(range(verb.first, verb.last + 1))
    a.cue_lemma, a.cue_class = verb.cue.lemma, verb.cue.cls
    a.features["quoted"] = 1.0
    a.features["region"], a.features["region_end"] = float(mark + 1), float(j)
    find_medium(c, a, verb.first, j)
    give(c, a, mention)
    return a


def _reaches(c: Context, k: int, verb: Verb) -> bool:
    """Whether nothing but light words stands between the subject and its verb."""
    w = c.words
    return all(w.pos[m] in ("ADV", "PRON") for m in range(k, verb.first))
