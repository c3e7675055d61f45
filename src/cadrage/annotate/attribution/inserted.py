"""Whether a verb behind a mark opens an inserted clause, or goes on with the subject before it: « …, a salué la foule »."""

from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.extent import bare_verb
from cadrage.annotate.attribution.groups import STOPS
from cadrage.annotate.attribution.host import line_start
from cadrage.annotate.attribution.phrase import Mention
from cadrage.annotate.attribution.speaking import animate
from cadrage.annotate.attribution.verbs import Verb


def region_end(c: Context, j: int, end: int) -> int:
    """The mark that closes the insertion, from token j on."""
    w = c.words
    while j < end and not (
        w.text[j] in STOPS or w.text[j] in (",", ":", "»", "«", "—", "–", ")") or w.text[j].isspace()
    ):
        if w.lower[j] in ("et", "mais") and c.has_finite(j + 1, min(end, j + 12)):
            return j
        j += 1
    return j


def parts_subject(c: Context, begin: int, mention: Mention, end: int) -> bool:
    """Whether the verb of a host clause follows the insertion between commas: « La neige, craint le maire, bloquera … »."""
    w = c.words
    stop = region_end(c, mention.last, end)
    enclosed = begin < mention.first and stop < end and w.text[stop] == "," and w.text[begin] == ","
    return enclosed and bare_verb(c, stop + 1, end)


def has_left_subject(c: Context, verb: Verb, begin: int, mention: Mention, end: int) -> bool:
    w = c.words
    nodes = [verb.i]
    if parts_subject(c, begin, mention, end) and (animate(c, mention) or not verb.cue.polysemous):
        return False  # « La neige, craint le maire, bloquera le col »: the verb of the host follows
    closed = mention.last >= end or w.text[mention.last] in STOPS
    takes_object = verb.cue.takes & {"object", "quoted object"}
    start = line_start(c, verb.first)
    alone = w.text[begin] == "," and not any(w.text[k] in (",", "»", ":") for k in range(start, begin))
    if alone and animate(c, mention) and not takes_object and not c.has_finite(start, begin):
        return False  # « L'avis, a répliqué l'adjoint, date de 2017 »: no single comma parts a subject from its verb
    if closed and not takes_object and w.text[begin - 1] == "»" and w.text[begin] == "," and animate(c, mention):
        return False  # « Un accord « historique », s'est félicité le président. »
    if c.turn[verb.i] >= 0 and c.outer[verb.i] < 0 and animate(c, mention):
        return False  # a turn of dialogue: what stands before the comma is said
    for node in nodes:
        for child in w.children[node]:
            if w.dep[child].startswith("nsubj") and child < begin and c.unit[child] == c.unit[verb.i]:
                # the subject of the host clause, wrongly hung on the reporting verb, has a verb of its own behind it
                if c.has_finite(child + 1, begin, main=True) or c.outer[child] >= 0:
                    continue
                if c.words.right[child] == begin and c.has_finite(c.units[c.unit[child]][0], child, main=True):
                    continue  # one comma alone does not part a subject from its verb
                return True
    return False


def plausible(c: Context, verb: Verb, begin: int, mention: Mention) -> bool:
    """Whether verb and noun phrase really are an insertion and not « …, a salué la foule »."""
    w = c.words
    j = begin - 1
    while j > 0 and w.text[j] in (",", "!", "?", "…", "..."):
        j -= 1
    if _title_and_apposition(c, begin, j, mention):
        return False
    inside = c.inner[verb.i] >= 0 and c.inner[verb.i] == c.inner[j]
    if mention.last < len(w) and w.lower[mention.last] in ("que", "qu'") and w.dep[mention.last] == "mark":
        return False
    if w.text[j] == "»" and not inside:
        first, last = c.quote_tokens(c.outer[j]) if c.outer[j] >= 0 else (j, j)
        start, _ = c.units[c.unit[j]]
        if verb.i not in c.verb_at and verb.clitic is None:
            return animate(c, mention)
        glued = w.text[begin - 1] == "»" and not c.has_finite(first, last)
        if glued and verb.cue.takes & {"object", "quoted object"} and not animate(c, mention):
            return False  # « ce caractère « non lucratif » exclut tout usage »
        named = w.text[begin - 1] == "»" or verb.cue.takes & {"object", "quoted object"}
        if named and not c.has_finite(first, last) and not c.has_finite(start, first, main=True):
            # « Le groupe « Gamma » annonce une hausse »: the quotation is a name within the subject
            before = w.pos[first - 1] if first > start else ""
            return before not in ("NOUN", "DET", "PROPN", "ADJ") or animate(c, mention) and w.text[j + 1] == ","
        return True
    if inside:
        # « …, a dit le maire, … » within a quotation: only with a source that can speak and is not the object
        return animate(c, mention) and w.text[begin] in (",", "—", "–") or w.text[j] in ("?", "!", "…")
    start, _ = c.units[c.unit[verb.i]]
    if w.text[begin - 1] == "»":
        return True
    if w.text[start] in ("—", "–", "-"):
        return True  # a turn of dialogue
    host = c.has_finite(start, begin, main=True) or any(c.outer[k] >= 0 for k in range(start, begin))
    if not host and not (mention.last < len(w) and w.text[mention.last] == ","):
        # « Trop tôt, répond le laboratoire »: a verb that can do nothing but report, or one comma and no more
        pure = not (verb.cue.polysemous and verb.cue.takes & {"object", "quoted object", "predicate"})
        breaks = [k for k in range(start, begin) if w.text[k] in (";", ":")]
        alone = w.text[begin] == "," and not any(
            w.text[k] == "," for k in range(breaks[-1] if breaks else start, begin)
        )
        return animate(c, mention) and (pure or alone)
    if verb.cue.polysemous and not any(c.outer[k] >= 0 for k in range(start, begin)):
        return animate(c, mention) and "que" in verb.cue.takes
    return animate(c, mention) or not verb.cue.takes & {"object", "predicate", "quoted object"}


def _title_and_apposition(c: Context, begin: int, j: int, mention: Mention) -> bool:
    """« Le Grand Large », second film du cinéaste, raconte une traversée: the quotation names the subject of the verb."""
    w = c.words
    start, _ = c.units[c.unit[j]]
    if w.text[start] != "«" or c.outer[start] < 0 or c.has_finite(start, begin):
        return False
    first, last = c.quote_tokens(c.outer[start])
    if last + 2 >= begin or w.text[last] != ",":
        return False
    if w.pos[mention.first] == "NUM" or w.lower[mention.first] in ("un", "une", "des") and not animate(c, mention):
        return True
    return not animate(c, mention)


def is_question(c: Context, verb: Verb, begin: int, end: int) -> bool:
    """« Pourquoi, l'a-t-il dit ? »: an inverted verb that asks something itself."""
    w = c.words
    if w.text[begin] == "," and begin > 0 and w.text[begin - 1] == "»":
        return False
    j = verb.last
    while j < end and w.text[j] not in STOPS and w.text[j] not in ("»", ","):
        j += 1
    asks = j < end and w.text[j] == "?" and c.outer[j] < 0
    return asks and c.outer[begin - 1] < 0
