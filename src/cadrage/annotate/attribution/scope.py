"""The clause that « selon X » scopes over: before it, behind it, or around it."""

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.extent import bare_verb
from cadrage.annotate.attribution.groups import STOPS
from cadrage.annotate.attribution.host import clause_end, complete, host_left, host_right, line_start
from cadrage.annotate.attribution.phrase import Mention
from cadrage.lexicon import Cue

PAST = frozenset(
    {
        "lui",
        "elle",
        "eux",
        "elles",
        "nous",
        "moi",
        "vous",
        "tous",
        "qui",
        "lesquels",
        "lesquelles",
        "lequel",
        "laquelle",
    }
)


# What joins a sentence to the one before and says nothing itself: « En effet, selon X, … », « Mais, pour Y, … ».
CONNECTORS = frozenset(
    "et mais or car puis cependant toutefois ainsi pourtant donc aussi enfin en effet outre par ailleurs mieux pis même à l'"
    " inverse au contraire de plus surtout néanmoins bref résultat conséquence d' un autre côté plus du moins là encore"
    " reste bien sûr certes".split()
)


WHOM = frozenset({"qui", "lequel", "laquelle", "lesquels", "lesquelles"})


def aside_end(c: Context, k: int, end: int) -> int:
    """The end of the source's apposition or relative clause: « Selon X, directeur de Y, … » ends at the second comma."""
    w = c.words
    end = min(end, len(w))
    while k < end and w.text[k] not in STOPS and w.text[k] not in (",", ":", "«", "»", "—", "–", ")"):
        if w.lower[k] in ("et", "mais") and k + 1 < end and c.has_finite(k + 1, min(end, k + 10)):
            return k
        if (
            w.lower[k] in ("il", "elle", "ils", "elles", "on", "le", "la", "les", "l'", "un", "une")
            and w.pos[k - 1] != "ADP"
            and c.has_finite(k, min(end, k + 6))
            and not any(w.lower[m] in ("qui", "que", "qu'", "dont") for m in range(max(0, k - 6), k + 1))
        ):
            return k
        k += 1
    return k


def _starts_clause(c: Context, i: int) -> bool:
    """Whether the preposition opens its clause: at the head of the unit, or behind a mark or a conjunction."""
    w = c.words
    first = line_start(c, i)
    j = i - 1
    while j >= first and w.lower[j] in CONNECTORS | {"que", "qu'", "seulement", "notamment", "toujours"}:
        j -= 1
    k = j
    while k >= first and (w.text[k] == "," or w.lower[k] in CONNECTORS):
        k -= 1
    return (
        k < first
        or w.text[j] in (":", ";", "«", "—", "–", "(")
        or w.text[j].isspace()
        or (w.text[j] == "," and w.lower[i - 1] in ("et", "mais", "or", "car"))
        # « Le choc est rude et, selon le maire, la commune ne s'en remettra pas »: the clause behind
        or (w.text[i - 1] == "," and i > first + 1 and w.lower[i - 2] in ("et", "mais", "or", "car", "puisque"))
        # « Reste que, pour les habitants, … », « ils racontent que, pour eux, … »: the clause behind que, not what governs it
        or (w.text[j] == "," and j > first and w.lower[j - 1] in ("que", "qu'"))
    )


def before(c: Context, i: int, stop: int, end: int, cue: Cue, mention: Mention) -> Attribution | None:
    w = c.words
    relative = w.lower[mention.head] in WHOM
    if not relative and not _starts_clause(c, i):
        return None
    k = stop
    if k < end and w.text[k] == "," and not relative:
        # an apposition between commas behind the source: « Selon Andrew Barr, du Territoire, … »
        comma = next((m for m in range(k + 1, min(end, k + 25)) if w.text[m] == "," and c.outer[m] < 0), None)
        if (
            comma is not None
            and not c.has_finite(k + 1, comma, main=True)
            and c.has_finite(comma, end, main=True)
            and _is_aside(c, k + 1, comma)
        ):
            k = comma
    if relative:
        k = i + 2
    elif k < end and w.text[k] in (",", ":"):
        k += 1
    if k >= end:
        return None
    rest = clause_end(c, k, end)
    if relative:
        comma = next(
            (m for m in range(k, rest) if w.text[m] == "," and c.outer[m] < 0 and bare_verb(c, m + 1, end)), rest
        )
        rest = min(rest, comma)
    if not c.has_finite(k, rest) and not any(c.outer[m] >= 0 for m in range(k, rest)) and rest - k < 3:
        return None
    if rest - k == 0 or not any(ch.isalnum() for m in range(k, rest) for ch in w.text[m]):
        return None
    content = c.span(k, rest)
    if content[1] <= content[0]:
        return None
    return Attribution([content], "according-before" if not relative else "according-relative", "according", position=i)


def _is_aside(c: Context, first: int, last: int) -> bool:
    """An apposition starts without a finite verb of its own and is not itself the subject (which has one behind it)."""
    w = c.words
    if w.lower[first] in ("qui", "dont", "lequel", "laquelle"):
        return True
    if w.lower[first] in ("il", "elle", "ils", "elles", "on", "ce", "c'", "«") or w.text[first] == "«":
        return False
    if w.pos[first] in ("ADP", "NOUN", "ADJ", "NUM", "VERB") or w.lower[first] in ("ancien", "ex", "alors"):
        return True
    if w.pos[first] == "PROPN" and last - first <= 4:
        return True
    return w.lower[first] in ("le", "la", "les", "l'", "un", "une") and w.dep[w.head[first]] in (
        "appos",
        "nmod",
        "conj",
        "flat:name",
    )


def _behind_other(c: Context, i: int, first: int, last: int) -> int:
    """Where a figure of its own starts: « 25 000 selon les organisateurs, 7 000 selon la préfecture »; apposed quotations."""
    w = c.words
    for k in range(last - 1, first, -1):
        if w.lower[k] in ("selon", "d'après", "croire") and c.outer[k] == c.outer[i]:
            comma = next(
                (m for m in range(k + 1, last) if w.text[m] == "," or w.lower[m] in ("et", "contre", "mais")), None
            )
            return comma + 1 if comma is not None and comma + 1 < last else first
    mark = last - 1
    if w.text[mark] == "»" and w.text[i - 1] == "»" and c.outer[mark] >= 0:
        # « a supprimé le message, « une blague » selon ses mots »: only the quotation, where no comma parts it from the cue
        opening, closing = c.quote_tokens(c.outer[mark])
        if opening > first and w.text[opening - 1] == "," and not c.has_finite(opening, closing):
            return opening
    return first


def own_words(c: Context, mention: Mention) -> bool:
    """« selon ses propres mots », « selon ses termes »: the words of whoever is spoken of."""
    w = c.words
    return w.lower[mention.first] in ("ses", "leurs", "son") and w.lower[mention.head] in (
        "mots",
        "termes",
        "dires",
        "expression",
    )


def _quotation_alone(c: Context, i: int, number: int) -> Attribution:
    first, last = c.quote_tokens(number)
    return Attribution([c.span(first, last)], "according-after", "according", position=i)


def _relative_start(c: Context, first: int, last: int) -> int:
    """« l'éboulement, qui a fait dix morts selon le bilan »: the relative clause alone, behind its pronoun."""
    w = c.words
    for k in range(last - 1, first, -1):
        if w.text[k] == ",":
            return k + 2 if w.lower[k + 1] == "qui" and k + 2 < last else first
    return first


def after(c: Context, i: int, stop: int, end: int, cue: Cue, mention: Mention) -> Attribution | None:
    w = c.words
    if cue.words[0] == "à" and not (i and w.text[i - 1] in (",", "»", "(")):
        return None
    if cue.lemma in ("pour", "suivant", "foi de", "du côté de", "à suivre", "à lire", "du point de vue de") and not (
        i and w.text[i - 1] == "," and stop < end and w.text[stop] == ","
    ):
        return None
    if w.text[i - 1] != "," and any(
        verb.clitic is not None and verb.cue.takes & {"incise"}
        for k in range(max(0, i - 4), i)
        if (verb := c.verb_at.get(k))
    ):
        return None  # « a-t-on appris de source sûre »: one report, told by the inserted clause
    sep = i
    while sep > 0 and w.text[sep - 1] in (",", "—", "–", "("):
        sep -= 1
    if w.lower[sep - 1] in ("toujours", "notamment", "seulement", "et", "mais", "du moins", "même") and sep > 1:
        while sep > 1 and (w.pos[sep - 1] in ("ADV", "CCONJ") or w.text[sep - 1] == ","):
            sep -= 1
    if sep == 0 or w.text[sep - 1] in STOPS or w.text[sep - 1].isspace():
        return None
    spans, number = host_left(c, sep)
    if not spans or spans[-1][0] >= spans[-1][1]:
        return None
    if own_words(c, mention) and w.text[spans[-1][1] - 1] == "»" and number >= 0:
        return _quotation_alone(c, i, number)  # « était là pour « expliquer », selon ses propres mots »
    if cue.lemma in ("selon", "d'après", "à en croire"):
        first = _behind_other(c, i, *spans[-1])
        if w.text[first] == "«" and first > spans[-1][0]:
            return _quotation_alone(c, i, number)
        if first == spans[-1][0] and w.text[i - 1] != ",":
            first = _relative_start(c, *spans[-1])
            if first > spans[-1][0]:
                return Attribution([c.span(first, spans[-1][1])], "according-after", "according", position=i)
        spans[-1] = (first, spans[-1][1])
    inside = c.inner[i]
    stands_in = number if inside >= 0 and number >= 0 else -1
    pronoun = w.lower[mention.head] in PAST
    spans = spans + host_right(c, stop, stands_in, complete=complete(c, spans, number), pronoun=pronoun)
    content = [s for s in (c.span(*t) for t in spans) if s[1] > s[0]]
    if not content:
        return None
    return Attribution(content, "according-after", "according", position=i)
