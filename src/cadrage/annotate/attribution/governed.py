"""Shared by the rules for governing cues: builds the attribution of a cue verb and finds who its subject is."""

from cadrage.annotate.attribution.base import Attribution, Tokens
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.groups import STOPS
from cadrage.annotate.attribution.medium import find_medium, on_source
from cadrage.annotate.attribution.phrase import Mention, phrase
from cadrage.annotate.attribution.source import adverbial, give, subject
from cadrage.annotate.attribution.speaking import inanimate
from cadrage.annotate.attribution.verbs import Verb


def make(c: Context, verb: Verb, spans: list[Tokens], rule: str, construction: str) -> Attribution | None:
    """The attribution of a cue verb with a content given in tokens; None where the content is empty."""
    w = c.words
    content = [s for s in (c.span(*tokens) for tokens in spans) if s[1] > s[0]]
    if not content:
        return None
    a = Attribution(content, rule, construction, position=verb.first, negated=verb.negated)
    a.cue = (w.start[verb.first], w.end[verb.last])
    a.cue_tokens = tuple(range(verb.first, verb.last + 1))
    a.cue_lemma, a.cue_class = verb.cue.lemma, verb.cue.cls
    a.features["polysemous"] = float(verb.cue.polysemous)
    a.features["mood"] = float("fgip".index(verb.mood))
    first, _ = c.units[c.unit[verb.i]]
    find_medium(c, a, verb.last + 1, spans[0][0])
    if a.medium is None:
        find_medium(c, a, first, verb.first)
    if not _who(c, a, verb, spans):
        return None
    return a


def _who(c: Context, a: Attribution, verb: Verb, spans: list[Tokens]) -> bool:
    """Finds the source; False where the infinitive is nobody's report (« il convient de rappeler que »)."""
    w = c.words
    if verb.passive:
        agent = _agent(c, verb, spans[0][0])
        if agent is not None:
            give(c, a, agent)
        else:
            a.implicit = "issuer" if a.medium else "unknown"
        return True
    if verb.mood == "i":
        found = _narrative_infinitive(c, verb)
        if found is not None:
            mention, starts = found
            if mention is None:
                a.implicit = "previous"
            else:
                give(c, a, mention)
            a.features["narrative"] = float(starts)
            return True
    mention = subject(c, verb)
    if verb.cue.lemma == "lire" and (mention is None or w.lower[mention.head] not in ("on", "-on", "-t-on")):
        return False
    if mention is not None and w.lower[mention.head] == "on" and verb.cue.lemma in REMARKS and a.medium is None:
        first, _ = c.units[c.unit[verb.i]]
        if not any(w.lower[k] in ("à", "au", "aux", "chez", "côté", "dans") for k in range(first, verb.first)):
            return False  # « on note que »: the article's own remark; but « au cabinet, on note que »
    if mention is None or w.lower[mention.head] in ("on", "-on", "-t-on"):
        origin = on_source(c, verb.last + 1, spans[0][0]) or _in_document(c, a, verb)
        if origin is not None:
            mention = origin
    if mention is None:
        if verb.mood == "i" and not adverbial(c, verb):
            return False
        a.implicit = "inherited" if verb.mood in ("g", "i") else "unknown"
        return True
    if verb.mood == "i" and w.lower[mention.head] in ("il", "ce", "c'") and w.lower[mention.head + 1] in IMPERSONAL:
        return False  # « il convient de rappeler que »
    if inanimate(c, mention):
        if verb.mood != "g":
            return False  # « la saisie rappelle que rien n'est réglé »
        a.implicit = "inherited"
        return True
    give(c, a, mention)
    if verb.mood == "g" or verb.mood == "i":
        a.implicit = "inherited"
    return True


def _in_document(c: Context, a: Attribution, verb: Verb) -> Mention | None:
    """« Dans un communiqué de l'aéroport, on apprend que »: the document speaks."""
    if a.medium is None:
        return None
    first, last = c.tokens(*a.medium)
    return Mention(first, last, a.medium_head if a.medium_head is not None else first)


def _agent(c: Context, verb: Verb, limit: int) -> Mention | None:
    w = c.words
    for j in range(verb.last + 1, min(verb.last + 12, len(w))):
        if w.text[j] in STOPS or w.lower[j] in ("que", "qu'") and j >= limit:
            return None
        if w.lower[j] == "par":
            return phrase(c, j + 1, min(j + 30, len(w)))
    return None


def _narrative_infinitive(c: Context, verb: Verb) -> tuple[Mention | None, bool] | None:
    """« Et d'ajouter que », « Et l'avocat de conclure »: the subject between the two words, or none."""
    w = c.words
    j = verb.first - 1
    while j >= 0 and w.lower[j] in ("s'", "se", "l'", "le", "lui", "leur"):
        j -= 1
    if j < 1 or w.lower[j] not in ("de", "d'"):
        return None
    first, _ = c.units[c.unit[verb.i]]
    k = j - 1
    if w.lower[k] == "et" or (w.text[k] == "," and w.lower[k - 1] == "et"):
        return None, True
    while (
        k >= first
        and w.text[k] not in STOPS
        and w.text[k] not in (",", ":", "»", "«")
        and w.lower[k] not in ("et", "avant")
    ):
        if c.is_finite(k) or w.pos[k] == "ADP" and w.lower[k] not in ("de", "d'", "du", "des"):
            return None
        k -= 1
    if k >= first and w.lower[k] == "et" or k < first and w.lower[first] == "eux":
        found = phrase(c, k + 1, j)
        return (found, True) if found is not None else None
    return None


# --- looking for complements -----------------------------------------------------------------------------------


def behind(verb: Verb) -> int:
    """The token behind the verb group and its inverted pronoun."""
    return max(verb.last, verb.i, verb.clitic if verb.clitic is not None else -1) + 1


def bounds(c: Context, verb: Verb) -> int:
    """The token behind the unit of the verb, or behind the quotation that the verb stands in."""
    _, end = c.units[c.unit[verb.i]]
    number = c.inner[verb.i]
    if number >= 0:
        end = min(end, c.quote_tokens(number)[1] - (1 if c.quotes[number].closing else 0))
    return end


def holds_quote(c: Context, spans: list[Tokens], verb: Verb) -> bool:
    """Whether a content takes in a quotation that the verb itself stands outside of."""
    for first, last in spans:
        for k in range(first, last):
            if c.inner[k] >= 0 and c.inner[k] != c.inner[verb.i]:
                return True
    return False


REMARKS = frozenset("noter constater remarquer observer voir savoir comprendre retenir penser".split())
IMPERSONAL = frozenset(
    "convient convenait faut fallait suffit importe reste est était sera serait s' paraît semble".split()
)
