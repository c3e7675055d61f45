"""What somebody judges something to be: juge le texte « inutile », se dit prêt à revenir, trop timide à ses yeux."""

from cadrage.annotate.attribution.asides import infinitive_at, skip_aside
from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.extent import complement
from cadrage.annotate.attribution.governed import behind, bounds, holds_quote, make
from cadrage.annotate.attribution.groups import QUE, STOPS
from cadrage.annotate.attribution.verbs import Verb


def relative(c: Context, verb: Verb) -> bool:
    w = c.words
    first, _ = c.units[c.unit[verb.i]]
    for k in range(verb.first - 1, max(first - 1, verb.first - 15), -1):
        if w.lower[k] in QUE and (w.pos[k] == "PRON" or w.dep[verb.i] == "acl:relcl"):
            return True
        if w.text[k] in STOPS or w.text[k] in (",", ":") or c.is_finite(k):
            return False
    return False


def predicate(c: Context, verb: Verb) -> Attribution | None:
    """juge le texte « inutile », se dit prêt à revenir: object and predicate are the content."""
    w = c.words
    end = bounds(c, verb)
    j = skip_aside(c, behind(verb), end)
    if j >= end or w.lower[j] in QUE or infinitive_at(c, j, end) or w.text[j] in STOPS or w.text[j] in (",", ":"):
        return None
    if relative(c, verb) and verb.cue.lemma in JUDGING and w.pos[j] in ("ADJ", "VERB", "NOUN") and not verb.reflexive:
        # « un mouvement que ses promoteurs disent inéluctable »: the object stands before
        return make(c, verb, [(j, _adjective_end(c, j, end))], "predicate", "characterisation")
    if "predicate" not in verb.cue.takes:
        return None
    if w.lower[j] in ("qui", "si", "que", "à", "de", "d'", "par", "pour") and w.text[j] != "«" and not verb.reflexive:
        return None
    spans = [(j, agent_off(c, j, complement(c, j, verb, kind="noun"), verb))]
    quoted = holds_quote(c, spans, verb)
    if verb.agent and not quoted and w.pos[j] not in ("ADJ", "VERB", "ADV"):
        return None
    if verb.agent:  # « une décision jugée « inacceptable » par les syndicats »
        return make(c, verb, spans, "predicate", "characterisation")
    if verb.reflexive:
        adjective = w.pos[j] in ("ADJ", "VERB", "NOUN", "ADV") or w.lower[j] in c.cues.adjectives or w.text[j] == "«"
        if not adjective or (verb.cue.polysemous and not (quoted and _close(c, verb, j, spans[0][1]))):
            return None
        return make(c, verb, spans, "self-predicate", "characterisation")
    if not quoted:
        if verb.cue.polysemous or verb.passive or not _judged(c, verb, j, spans[0][1]):
            return None
    elif not _close(c, verb, j, spans[0][1]):
        return None
    return make(c, verb, spans, "predicate", "characterisation")


JUDGING = frozenset({"dire", "juger", "estimer", "considérer", "trouver", "croire"})


def _adjective_end(c: Context, j: int, end: int) -> int:
    """The end of an adjective with what depends on it, up to a mark or a conjunction with a verb of its own."""
    w = c.words
    k = j + 1
    while k < end and w.text[k] not in STOPS and w.text[k] not in (",", ":", "»") and not c.is_finite(k):
        if w.lower[k] in QUE or w.lower[k] in ("et", "mais", "ou") and w.pos[k + 1 : k + 2] != ["ADJ"]:
            break
        k += 1
    return k


def _judged(c: Context, verb: Verb, first: int, last: int) -> bool:
    """Whether an unquoted adjective is what the object is judged to be: « juge le texte équilibré », « trop timide »."""
    w = c.words
    for k in range(first, last):
        adjective = w.pos[k] == "ADJ" or w.pos[k] == "VERB" and "VerbForm=Part" in w.morph[k]
        if not adjective:
            continue
        if w.head[k] == verb.i and w.dep[k] in ("xcomp", "ccomp"):
            return True
        graded = any(w.lower[m] in DEGREE and w.head[m] == k for m in range(max(first, k - 2), k))
        if graded and w.dep[w.head[k]].startswith("obj") and w.head[w.head[k]] == verb.i:
            return True
    return False


DEGREE = frozenset("trop très plutôt assez peu bien particulièrement tout totalement parfaitement largement".split())


def _close(c: Context, verb: Verb, first: int, last: int) -> bool:
    """Whether the quotation comes before any other finite verb: it is the predicate, not part of a later clause."""
    for k in range(first, last):
        if c.inner[k] >= 0 and c.inner[k] != c.inner[verb.i]:
            return True
        if c.is_finite(k):
            return False
    return False


def agent_off(c: Context, start: int, stop: int, verb: Verb) -> int:
    """A passive's agent is no part of its content: « qualifié d'« agent » par le parquet »."""
    if verb.passive:
        for k in range(start + 1, stop):
            if c.words.lower[k] == "par" and c.outer[k] == c.outer[verb.i]:
                return k
    return stop
