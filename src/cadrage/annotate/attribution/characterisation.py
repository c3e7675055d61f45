"""What somebody makes of something: qualifie de « … », considère comme, juge … « … », accuse X de, surnomme « … »."""

from collections.abc import Iterator

from cadrage.annotate.attribution.asides import infinitive_at, skip_aside
from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.extent import complement
from cadrage.annotate.attribution.governed import behind, bounds, holds_quote, make
from cadrage.annotate.attribution.groups import QUE, STOPS
from cadrage.annotate.attribution.phrase import phrase
from cadrage.annotate.attribution.predicate import agent_off, predicate, relative
from cadrage.annotate.attribution.source import give
from cadrage.annotate.attribution.speaking import animate
from cadrage.annotate.attribution.verbs import Verb

OF = frozenset({"de", "d'", "du", "des"})
CLITIC_OBJECTS = frozenset({"le", "la", "les", "l'", "qu'", "que", "me", "m'", "nous", "se", "s'"})


def rule(c: Context) -> Iterator[Attribution]:
    """Every ascribed characterisation and accusation."""
    for verb in c.verbs:
        if verb.mood == "p" and not verb.agent:
            continue
        takes = verb.cue.takes
        found = None
        if "accuse" in takes:
            found = _accuse(c, verb)
        if found is None and "qualify" in takes:
            found = _marked(c, verb, OF if verb.cue.lemma != "crier à" else frozenset({"à", "au", "aux"}), "qualify")
        if found is None and "comme" in takes:
            found = _marked(c, verb, frozenset({"comme"}), "comme")
        if found is None and "pour" in takes:
            found = _marked(c, verb, frozenset({"pour"}), "pour")
        if found is None and ("predicate" in takes or verb.cue.lemma == "dire"):
            found = predicate(c, verb)
        if found is None and "name" in takes:
            found = _name(c, verb)
        if found is not None:
            yield found
            if verb.cue.lemma == "parler de":
                yield from _gapped(c, verb)


def _accuse(c: Context, verb: Verb) -> Attribution | None:
    w = c.words
    end = bounds(c, verb)
    begin = behind(verb)
    start = skip_aside(c, begin, end)
    for j in range(begin, min(end, begin + 30)):
        if w.text[j] in STOPS or w.text[j] == ":" or w.lower[j] in QUE or c.is_finite(j):
            return None
        if w.lower[j] in ("de", "d'", "du") and (infinitive_at(c, j + 1, end) or j + 1 < end and w.text[j + 1] == "«"):
            spans = (
                [(j, agent_off(c, j, complement(c, j, verb, kind="noun"), verb))]
                if verb.passive or j == start
                else [(start, complement(c, j, verb, kind="infinitive"))]
            )
            return make(c, verb, spans, "accuse", "characterisation")
    return None


def _marked(c: Context, verb: Verb, markers: frozenset[str], name: str) -> Attribution | None:
    """Object and predicate with a marker between them (qualifier X de Y, considérer X comme Y): two spans."""
    w = c.words
    end = bounds(c, verb)
    begin = behind(verb)
    locution = verb.cue.kind == "locution"
    if locution:
        begin = verb.last  # « parle de », « crie à »: the marker is the last word of the locution
    for j in range(begin, min(end, begin + 40)):
        if (
            w.text[j] in STOPS
            or w.text[j] == ":"
            or w.lower[j] in QUE
            and j > begin
            or (c.is_finite(j) and c.outer[j] == c.outer[verb.i])
        ):
            return None
        if (
            name == "qualify"
            and w.text[j] == "«"
            and j + 1 < end
            and w.lower[j + 1] in OF
            and c.inner[j] != c.inner[verb.i]
        ):
            # « a qualifié ces faits « d'exemple à suivre » »: the marker stands in the quotation
            start = skip_aside(c, begin, end)
            last = c.quote_tokens(c.inner[j])[1]
            return make(c, verb, ([(start, j)] if start < j else []) + [(j + 2, last)], name, "characterisation")
        if w.lower[j] not in markers or j + 1 >= end:
            continue
        if name == "qualify" and not _predicate_here(c, verb, j + 1, end):
            continue
        if name == "pour" and (
            infinitive_at(c, j + 1, end) or w.lower[j + 1] in ("que", "la", "le") and verb.cue.lemma != "tenir"
        ):
            continue
        stop = agent_off(c, j + 1, complement(c, j + 1, verb, kind="noun"), verb)
        if name == "qualify" and w.text[j + 1] == "«" and c.inner[j + 1] >= 0:
            closing = c.quote_tokens(c.inner[j + 1])[1]
            comma = next((k for k in range(closing, stop) if w.text[k] == ","), stop)
            stop = (
                closing
                if closing < stop and w.lower[closing] in ("sans", "avant", "après", "pour")
                else min(stop, comma)
            )
        spans = [(j + 1, stop)]
        start = skip_aside(c, begin, end)
        if start < j and not locution and not verb.passive and not _object_before(c, verb):
            spans = [(start, j), (j + 1, stop)]
        quoted = holds_quote(c, spans, verb)
        if (locution or verb.cue.polysemous) and not quoted:
            if (
                name == "pour"
                and (j == begin or _blame(c, j + 1))
                or name == "comme"
                and (verb.agent or _object_before(c, verb) and not verb.passive)
            ):
                pass
            else:
                return None
        if verb.passive and not quoted and not any(w.lower[k] == "par" for k in range(begin, stop)):
            return None
        if name == "pour" and verb.cue.lemma == "prendre" and not quoted:
            return None
        return make(c, verb, spans, name, "characterisation")
    return None


def _gapped(c: Context, verb: Verb) -> Iterator[Attribution]:
    """« Ostervel parle de « piraterie », Sorvica de « défense » »: the second part has lost its verb."""
    w = c.words
    end = bounds(c, verb)
    k = next((m for m in range(verb.last + 1, end) if w.text[m] == "«"), end)
    while k < end and c.inner[k] >= 0 and c.inner[k] != c.inner[verb.i]:
        k = c.quote_tokens(c.inner[k])[1]
        while k < end and (w.text[k] == "," or w.lower[k] in ("et", "quand", "tandis", "que")):
            k += 1
        mark = next((m for m in range(k, end) if w.text[m] == "«"), end)
        mention = phrase(c, k, mark) if k < mark else None
        if mention is None or not animate(c, mention):
            return
        k = mention.last
        # « Sorvica de « défense » »: the phrase may have swallowed the preposition
        while k < end and k < mention.last + 2 and w.text[k] != "«":
            k += 1
        if k >= end or w.text[k] != "«" or w.lower[k - 1] not in OF | {"d'une", "une", "un", "l'", "la", "le"}:
            return
        first, last = c.quote_tokens(c.inner[k])
        a = make(c, verb, [(first, last)], "gapped", "characterisation")
        if a is None:
            return
        give(c, a, mention)
        a.implicit = ""
        yield a


def _blame(c: Context, j: int) -> bool:
    return c.words.lower[j].rstrip("s") in ("responsable", "coupable", "acquis", "acquise", "certain", "certaine")


def _predicate_here(c: Context, verb: Verb, j: int, end: int) -> bool:
    """« de » followed by a quotation, an adjective or an indefinite noun: the predicate, not « de » of the object."""
    w = c.words
    for k in range(j, min(j + 4, end)):
        if w.text[k] == "«":
            return True
        if w.lower[k] not in (
            "l'",
            "la",
            "le",
            "un",
            "une",
            "très",
            "plus",
            "simple",
            "simples",
            "véritable",
            "vrai",
            "vraie",
            "pure",
            "pur",
        ):
            break
    if verb.cue.kind == "locution" or verb.cue.polysemous:
        # « parle d'un vote « émotionnel » »
        return w.lower[j] in ("un", "une") and any(w.text[k] == "«" for k in range(j + 1, min(j + 4, end)))
    return w.pos[j] in ("ADJ", "VERB", "ADV") or w.lower[j] in ("un", "une") or j - 1 == behind(verb)


def _object_before(c: Context, verb: Verb) -> bool:
    w = c.words
    clitic = range(max(0, verb.first - 1), verb.i)
    return any(w.lower[k] in CLITIC_OBJECTS and w.dep[k] != "det" for k in clitic) or relative(c, verb)


def _name(c: Context, verb: Verb) -> Attribution | None:
    w = c.words
    end = bounds(c, verb)
    j = skip_aside(c, behind(verb), end)
    for k in range(j, min(j + 6, end)):
        if w.text[k] == "«" and c.inner[k] >= 0 and c.inner[k] != c.inner[verb.i]:
            if verb.passive and not any(w.lower[m] == "par" for m in range(verb.last, end)):
                return None
            first, last = c.quote_tokens(c.inner[k])
            return make(c, verb, [(first, last)], "name", "characterisation")
        if w.text[k] in STOPS or c.is_finite(k) or w.pos[k] == "ADP" and w.lower[k] not in OF:
            return None
    return None
