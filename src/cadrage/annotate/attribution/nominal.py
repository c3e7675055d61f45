"""Nouns and adjectives of saying with a clause: l'annonce par X que …, l'accusation selon laquelle …, persuadé que …"""

from collections.abc import Iterator

from cadrage.annotate.attribution.asides import infinitive_at
from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.extent import complement
from cadrage.annotate.attribution.groups import QUE, STOPS, auxiliary_before
from cadrage.annotate.attribution.phrase import Mention, phrase
from cadrage.annotate.attribution.source import around, give
from cadrage.annotate.attribution.speaking import animate
from cadrage.annotate.attribution.verbs import Verb
from cadrage.lexicon import Cue


def rule(c: Context) -> Iterator[Attribution]:
    """Every noun of saying that governs a clause, and every adjective of opinion that does."""
    w = c.words
    nouns, adjectives = c.cues.nouns, c.cues.adjectives
    for i, lemma in enumerate(w.lemma):
        if lemma not in nouns and w.lower[i] not in adjectives:
            continue
        cue = nouns.get(lemma)
        if cue is not None and cue.takes and w.pos[i] == "NOUN":
            found = _noun(c, i, cue)
            if found is not None:
                yield found
        else:
            cue = c.cues.adjectives.get(w.lower[i])
            if cue is not None and (w.pos[i] in ("ADJ", "VERB") or i == c.units[c.unit[i]][0]):
                found = _adjective(c, i, cue)
                if found is not None:
                    yield found


def _noun(c: Context, i: int, cue: Cue) -> Attribution | None:
    w = c.words
    _, end = c.units[c.unit[i]]
    source = None
    for j in range(i + 1, min(end, i + 16)):
        form = w.lower[j]
        if w.text[j] in STOPS or w.text[j] in (":", "«", "»") or c.is_finite(j):
            return None
        if form == "par" or (form in ("de", "d'", "du", "des") and j == i + 1 and not infinitive_at(c, j + 1, end)):
            source = phrase(c, j + 1 if form in ("par", "de", "d'") else j, end)
        start = None
        if form in QUE and w.pos[j] != "PRON" and j == (source.last if source is not None else i + 1):
            if i and w.lower[i - 1] in ("un", "une") or source is not None and not animate(c, source):
                return None  # « une affirmation que rien n'étaye », « la déclaration de patrimoine qu'il a faite »
            start = j + 1
        elif form in ("selon", "d'") and j + 2 < end and "laquelle" in (w.lower[j + 1], w.lower[j + 2]):
            start = j + 2 if w.lower[j + 1] == "laquelle" else j + 3
        elif (
            form in ("de", "d'")
            and "de" in cue.takes
            and source is not None
            and j == source.last
            and infinitive_at(c, j + 1, end)
        ):
            start = j
        if start is None:
            continue
        stop = complement(c, start, Verb(i, cue, "n", i, i))
        stop = _before_main_verb(c, i, start, stop)
        content = c.span(start, stop)
        if content[1] <= content[0]:
            return None
        a = Attribution([content], "noun", "nominal", position=i)
        a.cue, a.cue_tokens, a.cue_lemma, a.cue_class = (w.start[i], w.end[i]), (i,), cue.lemma, cue.cls
        owner = source or _possessor(c, i) or _governor(c, i)
        if owner is None:
            a.implicit = "unknown"
        give(c, a, owner)
        return a
    return None


def _before_main_verb(c: Context, i: int, start: int, stop: int) -> int:
    """« L'annonce que X a tendu les esprits »: the clause ends before the verb whose subject the noun is."""
    w = c.words
    head = w.head[i]
    if head > start and head < stop and w.dep[i].startswith("nsubj"):
        edge = head
        for child in w.children[head]:
            if w.dep[child].startswith(("aux", "cop", "advmod", "expl", "iobj")) and start < child < edge:
                edge = child
        return edge if c.has_finite(start, edge) else stop
    return stop


def _governor(c: Context, i: int) -> Mention | None:
    """« Le juge a émis l'hypothèse que »: the subject of the verb that the noun is the object of."""
    w = c.words
    if w.dep[i] != "obj" and not w.dep[i].startswith("obj"):
        return None
    for k in w.children[w.head[i]]:
        if w.dep[k].startswith("nsubj") and k < i and w.lower[k] not in ("qui", "que", "qu'"):
            return around(c, k, w.head[i])
    return None


def _possessor(c: Context, i: int) -> Mention | None:
    w = c.words
    if i and w.lower[i - 1] in ("son", "sa", "ses", "leur", "leurs"):
        first, _ = c.units[c.unit[i]]
        for k in range(first, i):
            if w.dep[k].startswith("nsubj") and w.pos[k] in ("NOUN", "PROPN", "PRON") and w.lower[k] != "qui":
                return around(c, k, i)
    return None


def _adjective(c: Context, i: int, cue: Cue) -> Attribution | None:
    """« Persuadé que …, le maire … », « elle est convaincue que »."""
    w = c.words
    _, end = c.units[c.unit[i]]
    if i + 1 >= end or w.lower[i + 1] not in QUE or cue.lemma in ("favorable", "hostile", "clair"):
        return None
    if (
        w.lower[i] in ("décidé", "résolu", "certain")
        and auxiliary_before(c, i)[0] is not None
        and not auxiliary_before(c, i)[1]
    ):
        return None  # « ont décidé que »: an act
    if any(w.lower[k] in ("ne", "n'") for k in range(max(0, i - 4), i)):
        return None  # « ne s'est résolu que par »: nothing but
    stop = complement(c, i + 2, Verb(i, cue, "n", i, i))
    first, _ = c.units[c.unit[i]]
    source = None
    if i - first <= 2 and not c.has_finite(first, i):
        comma = next((k for k in range(i, min(end, i + 40)) if w.text[k] == ","), None)
        if comma is not None:
            stop = min(stop, comma)
            source = phrase(c, comma + 1, end)
    else:
        for k in range(i - 1, max(first - 1, i - 25), -1):
            if (
                w.dep[k].startswith("nsubj")
                and w.lower[k] not in ("il", "ce", "c'")
                or w.dep[k].startswith("nsubj")
                and w.head[k] == i
            ):
                source = around(c, k, i)
                break
    content = c.span(i + 2, stop)
    if content[1] <= content[0] or source is None:
        return None
    a = Attribution([content], "adjective", "nominal", position=i)
    a.cue, a.cue_tokens, a.cue_lemma, a.cue_class = (w.start[i], w.end[i]), (i,), cue.lemma, cue.cls
    give(c, a, source)
    return a
