"""The host clause around an inserted cue: how far the reported words reach to its left and right."""

import re

from cadrage.annotate.attribution.base import Tokens
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.groups import STOPS
from cadrage.annotate.attribution.phrase import phrase
from cadrage.annotate.attribution.speaking import animate

# Head of a paragraph that is no part of its first sentence: « PARIS, 4 fév (AFI) - », « 17h05 - », « A Lyon (Rhône). — »
DATELINE = re.compile(
    r"\s*(?:\d{1,2}\s?[h:]\s?\d{0,2}\s*[-–—:.]+\s|[^\n.«»]{2,90}?\([^()\n]{2,40}\)\s*[-–—.:]+\s|\d{1,2}(?:er)? [a-zûé]+ \d{4}"
    r"(?:, \d{1,2}h\d{0,2})? \. [-–—]\s|[A-ZÉÈ][A-ZÉÈ' -]{3,30},? [^\n.«»]{0,30}[-–—]\s|[-–—•*]\s+)"
)
CONJUNCTIONS = frozenset({"et", "mais", "ou", "puis", "car", "or", "ni", "donc"})
# Openings behind a comma that lead away from the reported clause, when they stand behind an inserted cue.
LEADS_AWAY = frozenset(
    "qui dont où lequel laquelle lesquels lesquelles avant après lors tout alors tandis quand lorsque dans à au aux en sur"
    " sous depuis pendant devant chez contre malgré interrogé interrogée visiblement selon d'après cité citée non sans"
    " pour avec auprès faisant via dès jusqu' au-delà face peu suite quelques ce cet cette mardi lundi mercredi jeudi vendredi"
    " samedi dimanche hier ainsi notamment soit parlant citant".split()
)

# An argument of the reported verb, cut off by the cue: « Les comptes ont pâti, dit-il, d'un été froid ».
ARGUMENT = frozenset({"de", "d'", "du", "des"})


def line_start(c: Context, i: int) -> int:
    """The first token of the unit of token i, behind a dateline or a time of day."""
    first, last = c.units[c.unit[i]]
    w = c.words
    if first and not any("\n" in w.text[k] for k in range(max(0, first - 1), first)):
        return first
    at = w.start[first]
    match = DATELINE.match(c.text, at, min(len(c.text), at + 160))
    if match and match.end() <= w.start[i]:
        return c.token(match.end())
    return first


# --- around an inserted cue ------------------------------------------------------------------------------------


def host_left(c: Context, sep: int) -> tuple[list[Tokens], int]:
    """The part of the host clause left of an inserted cue that starts at token ``sep``.

    Gives its token spans and the number of the quotation it ends with, or stands in (-1 where there is none).
    """
    w = c.words
    j = sep - 1
    while (
        j > 0
        and (w.text[j] in (",", "!", "?", "…", "...", "—", "–", "-") or w.text[j].isspace())
        and c.outer[j] == c.outer[sep - 1]
    ):
        j -= 1
    number = c.outer[j]
    if number >= 0 and c.outer[sep] == number:  # the cue stands inside the quotation: « On part, dit-il. Demain. »
        first, _ = c.quote_tokens(number)
        inner = c.inner[j]
        if inner >= 0 and inner != number and c.inner[sep] == inner:
            first, _ = c.quote_tokens(inner)
            return [(first, sep)], inner
        return [*_segments(c, number, before=True), (first, sep)], number
    if c.turn[sep] >= 0 and number < 0:  # a turn of dialogue: all of the line is said
        return [(c.turns[c.turn[sep]][0], sep)], -1
    start = line_start(c, j)
    if number >= 0 and w.text[j] == "»":
        first, last = c.quote_tokens(number)
        start = min(start, first)
        start = _after_break(c, start, first)
        if c.quotes[number].continues is not None:
            return [*_segments(c, number, before=True), (first, last)], number
        if not _belongs(c, start, first, number):
            return [(first, last)], number
        return [(start, last)], number
    return [(_inner_clause(c, _after_break(c, start, j + 1), j + 1), j + 1)], -1


# Words that open the clause a cue cuts: « … même si personne, reconnaît-il, ne le lui a dit ».
SUBORDINATORS = (
    ("même", "si"),
    ("alors", "que"),
    ("parce", "que"),
    ("tandis", "que"),
    ("bien", "que"),
    ("à", "qui"),
    ("quitte",),
)


def _inner_clause(c: Context, start: int, end: int) -> int:
    """The start of the subordinate clause that the cue stands in, where its verb comes only behind the cue."""
    w = c.words
    comma = next((k for k in range(end - 1, start, -1) if w.text[k] == "," and c.outer[k] < 0), None)
    if comma is None or c.has_finite(comma + 1, end, main=True):
        return start
    for words in SUBORDINATORS:
        if tuple(w.lower[comma + 1 : comma + 1 + len(words)]) == words:
            return comma + 1 + (len(words) if words[-1] in ("si", "que") else 0)
    return start


def complete(c: Context, spans: list[Tokens], number: int) -> bool:
    """Whether what stands left of an inserted cue can stand alone: « Le projet est », « C'est » cannot."""
    w = c.words
    if number >= 0:
        # « Ces « consultations », selon X, visent à … »: a quoted name at the end of a subject
        first, last = spans[-1]
        opening = c.quote_tokens(number)[0]
        named = first < opening <= first + 4 and not c.has_finite(first, last) and w.text[opening - 1] != ","
        return not (named and w.pos[opening - 1] in ("DET", "NOUN", "ADJ"))
    first, last = spans[-1]
    while last > first and not w.text[last - 1][:1].isalnum():
        last -= 1
    if last <= first or not c.has_finite(first, last, main=True):
        return False
    end = last - 1
    if (
        w.pos[end] in ("AUX", "ADP", "DET", "SCONJ", "CCONJ")
        or w.pos[end] == "VERB"
        and "VerbForm=Fin" not in w.morph[end]
        or w.lower[end] in UNFINISHED
    ):
        return False
    return not (
        c.is_finite(end)
        and w.lower[end] in ("reste", "demeure", "devient", "semble", "paraît", "constitue", "représente")
    )


UNFINISHED = frozenset(
    "est sont était étaient sera seront serait a ont avait avaient que qu' n' ne pas c' ce peut doit va faut".split()
)


def _segments(c: Context, number: int, *, before: bool) -> list[Tokens]:
    chain = c.chain(number)
    at = chain.index(number)
    part = chain[:at] if before else chain[at + 1 :]
    return [c.quote_tokens(k) for k in part]


def _after_break(c: Context, start: int, end: int) -> int:
    """The token behind the last colon, semicolon or dash outside quotations between start and end."""
    w = c.words
    closed = 0
    for k in range(end - 1, start - 1, -1):
        if w.text[k] in "()" and c.outer[k] < 0:
            closed += 1 if w.text[k] == ")" else -1
            if closed < 0:
                return k + 1  # « Le capitaine (« un battant », selon son entraîneur) jouera »
        if c.outer[k] < 0 and (w.text[k] == ";" or (w.text[k] == ":" and k + 1 < end or w.text[k] == ":")):
            if w.text[k] == ":" and k and w.text[k - 1].isdigit() and k + 1 < end and w.text[k + 1].isdigit():
                continue
            return k + 1
    return start


def _belongs(c: Context, start: int, first: int, number: int) -> bool:
    """Whether what stands before a quotation (tokens start to first) is part of the reported clause."""
    w = c.words
    spoken = [k for k in range(start, first) if any(x.isalnum() for x in w.text[k])]
    if not spoken:
        return False
    if any(c.outer[k] >= 0 for k in spoken):
        return True
    before = w.text[first - 1]
    quote_first, quote_last = c.quote_tokens(number)
    full = c.has_finite(quote_first, quote_last, main=True)
    if before == "," and c.is_finite(first + 1) and "Person=3" in w.morph[first + 1] and w.pos[spoken[0]] != "ADP":
        return True  # « Le chauffeur, 23 ans, « roulait vite » »: the subject of the quoted verb stands outside
    if before == "," and full and not c.has_finite(start, first, main=True):
        return False  # a circumstantial before a fully quoted clause
    if before in STOPS:
        return False
    if before == "," and full and c.quotes[number].inner[1] - c.quotes[number].inner[0] > 60:
        return w.lower[spoken[0]] not in ("interrogé", "interrogée") and not c.has_finite(start, first)
    return True


def host_right(c: Context, j: int, number: int, *, complete: bool, pronoun: bool = False) -> list[Tokens]:
    """The part of the host clause right of an inserted cue whose region ends at token ``j`` (its closing mark).

    ``number`` is the quotation the cue stands in (-1: outside); ``complete`` says whether the left part can stand alone,
    ``pronoun`` whether the source is one: no affiliation can follow it then (« dit Inès Roy, de l'université »).
    """
    w = c.words
    if number >= 0:
        _, last = c.quote_tokens(number)
        rest = [(j, last)] if j < last else []
        return rest + _segments(c, number, before=False) if c.quotes[number].level == 0 else rest
    _, end = c.units[c.unit[min(j, len(w) - 1)]] if w.text else (0, 0)
    if 0 < j <= len(w) and c.turn[j - 1] >= 0 and c.outer[j - 1] < 0:
        last = c.turns[c.turn[j - 1]][1]
        return [(j, last)] if j < last else []
    if j >= end or w.text[j] not in (",", ":", "—", "–", "»", "«", "et", "mais"):
        return []
    k = j + 1 if w.text[j] not in ("«", "et", "mais") else j
    if k >= end:
        return []
    if w.text[k] == "«":
        _, last = c.quote_tokens(c.outer[k]) if c.outer[k] >= 0 else (k, k)
        if w.text[j] in (",", ":", "«"):
            tail = _tail(c, k, last, end)
            return [(k, tail)]
        return []
    if (
        w.text[j] == ":"
        and complete
        and not pronoun
        and c.has_finite(k, end, main=True)
        and w.text[k] not in ("-", "—")
    ):
        return [
            (k, clause_end(c, k, end))
        ]  # « Ces fromages ne sont pas épargnés, insiste-t-elle : la bactérie revient »
    if w.text[j] == ":" or not complete:
        away = w.lower[k] in ("qui", "dont", "où", "lequel", "laquelle", "selon") or w.lower[k + 1 : k + 2] == ["qui"]
        return [(k, clause_end(c, k, end))] if not complete and not away else []
    if w.lower[k] in CONJUNCTIONS:
        stop = clause_end(c, k, end)
        joined = c.has_finite(k, stop) or w.pos[k + 1] == "DET"
        return [(k, stop)] if joined and not _own_cue(c, k + 1) else []
    goes_on = w.lower[k] in ("tant", "parce", "sauf", "sinon", "puisque", "quitte", "ni", "pas", "si", "s'")
    goes_on = goes_on or w.lower[k : k + 2] in (["dès", "que"], ["dès", "qu'"])
    if pronoun and w.text[j] == "," and (w.lower[k] in ARGUMENT or goes_on):
        return [(k, clause_end(c, k, end))]
    if (
        w.lower[k] in LEADS_AWAY
        or _participle(c, k)
        or "VerbForm=Part" in w.morph[k]
        or w.pos[k] in ("ADP", "ADV", "ADJ")
    ):
        return []
    if (
        w.lower[k] in ("ce", "ceux", "celui", "celle")
        and k + 1 < end
        and w.lower[k + 1] in ("qui", "que", "qu'", "dont")
    ):
        return [(k, clause_end(c, k, end))]
    if not c.has_finite(k, end, main=True):
        return []
    # A noun phrase behind the source is an apposition unless a verb of its own follows before the next comma.
    comma = next((m for m in range(k, end) if w.text[m] == ","), end)
    return [(k, clause_end(c, k, end))] if c.has_finite(k, comma, main=True) else []


def _tail(c: Context, k: int, last: int, end: int) -> int:
    """End of a continuation that starts with a quotation: the quotation, and what follows it without a break."""
    w = c.words
    if last < end and w.text[last] not in (",", ".", ";", ":", "!", "?", "…", "—", "–") and not _own_cue(c, last):
        return clause_end(c, last, end)
    return last


def _participle(c: Context, k: int) -> bool:
    verb = c.verb_at.get(k)
    if verb and verb.mood == "g":
        return True
    w = c.words
    return w.lower[k].endswith("ant") and "VerbForm=Part" in w.morph[k]


def _own_cue(c: Context, k: int) -> bool:
    """Whether a cue verb without a subject of its own follows: « … et a demandé que »."""
    w = c.words
    for m in range(k, min(k + 6, len(w))):
        if (
            w.lower[m]
            in ("ne", "n'", "se", "s'", "en", "y", "l'", "lui", "leur", "a", "ont", "avait", "avaient", "d'", "de")
            or w.pos[m] == "ADV"
        ):
            continue
        verb = c.verb_at.get(m)
        return verb is not None and verb.mood in ("f", "p", "i") and verb.first >= k - 1
    return False


def _other_report(c: Context, k: int, end: int) -> bool:
    """Whether a clause starts at k in which somebody else is named and reports: « et Louis Roy, maire, estime que »."""
    w = c.words
    # A text that is cut behind a comma has nothing there.
    if k < end and w.lower[k] == "que":
        k += 1
    for m in range(k + 1, min(k + 16, end)):
        verb = c.verb_at.get(m)
        if verb is not None and verb.mood == "f" and verb.first > k and c.outer[m] < 0:
            subject = phrase(c, k, verb.first)
            named = subject is not None and animate(c, subject)
            behind = w.lower[verb.last + 1] if verb.last + 1 < end else ""
            return named and (w.pos[k] in ("DET", "PROPN") or w.lower[k] == "d'") and behind in ("que", "qu'", "«", ":")
        if c.is_finite(m) or w.text[m] in STOPS or w.text[m] == ":":
            return False
    return False


def clause_end(c: Context, k: int, end: int) -> int:
    """Where a continuation ends: at a semicolon, or before a participle that starts a report of its own."""
    w = c.words
    m = k
    while m < end:
        if w.text[m] == "«" and c.outer[m] >= 0:
            m = max(m + 1, c.quote_tokens(c.outer[m])[1])
            continue
        if w.text[m] == ";":
            return m
        if (w.lower[m] in ("et", "mais", "tandis") or w.text[m] == ",") and m > k and _other_report(c, m + 1, end):
            return m - 1 if w.text[m - 1] == "," else m
        if w.text[m] == "," and m + 1 < end and _participle(c, m + 1) and (m + 1) in c.verb_at:
            return m
        m += 1
    return end
