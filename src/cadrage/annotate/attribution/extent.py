"""How far a content reaches: the host clause around an inserted cue, the complement behind a governing one."""

import re

from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.source import DETERMINERS, SUBJECT_PRONOUNS
from cadrage.annotate.attribution.verbs import CLITIC_FORM, QUE, STOPS, Verb

Tokens = tuple[int, int]
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
    return [(_after_break(c, start, j + 1), j + 1)], -1


def _segments(c: Context, number: int, *, before: bool) -> list[Tokens]:
    chain = c.chain(number)
    at = chain.index(number)
    part = chain[:at] if before else chain[at + 1 :]
    return [c.quote_tokens(k) for k in part]


def _after_break(c: Context, start: int, end: int) -> int:
    """The token behind the last colon, semicolon or dash outside quotations between start and end."""
    w = c.words
    for k in range(end - 1, start - 1, -1):
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
    if before == "," and full and not c.has_finite(start, first, main=True):
        return False  # a circumstantial before a fully quoted clause
    if before in STOPS:
        return False
    if before == "," and full and c.quotes[number].inner[1] - c.quotes[number].inner[0] > 60:
        return w.lower[spoken[0]] not in ("interrogé", "interrogée") and not c.has_finite(start, first)
    return True


def host_right(c: Context, j: int, number: int, *, complete: bool) -> list[Tokens]:
    """The part of the host clause right of an inserted cue whose region ends at token ``j`` (its closing mark).

    ``number`` is the quotation the cue stands in (-1: outside); ``complete`` says whether the left part can stand alone.
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
    if w.text[j] == ":" or not complete:
        return [(k, _stop(c, k, end))] if not complete else []
    if w.lower[k] in CONJUNCTIONS:
        stop = _stop(c, k, end)
        joined = c.has_finite(k, stop) or w.pos[k + 1] == "DET"
        return [(k, stop)] if joined and not _own_cue(c, k + 1) else []
    if (
        w.lower[k] in LEADS_AWAY
        or _participle(c, k)
        or "VerbForm=Part" in w.morph[k]
        or w.pos[k] in ("ADP", "ADV", "ADJ")
    ):
        return []
    if not c.has_finite(k, end, main=True):
        return []
    # A noun phrase behind the source is an apposition unless a verb of its own follows before the next comma.
    comma = next((m for m in range(k, end) if w.text[m] == ","), end)
    return [(k, _stop(c, k, end))] if c.has_finite(k, comma, main=True) else []


def _tail(c: Context, k: int, last: int, end: int) -> int:
    """End of a continuation that starts with a quotation: the quotation, and what follows it without a break."""
    w = c.words
    if last < end and w.text[last] not in (",", ".", ";", ":", "!", "?", "…", "—", "–") and not _own_cue(c, last):
        return _stop(c, last, end)
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


def _stop(c: Context, k: int, end: int) -> int:
    """Where a continuation ends: at a semicolon, or before a participle that starts a report of its own."""
    w = c.words
    m = k
    while m < end:
        if w.text[m] == "«" and c.outer[m] >= 0:
            m = max(m + 1, c.quote_tokens(c.outer[m])[1])
            continue
        if w.text[m] == ";":
            return m
        if w.text[m] == "," and m + 1 < end and _participle(c, m + 1) and (m + 1) in c.verb_at:
            return m
        m += 1
    return end


# --- behind a governing cue ------------------------------------------------------------------------------------


def complement(c: Context, start: int, verb: Verb, *, kind: str = "clause") -> int:
    """The token behind the complement of ``verb`` that starts at token ``start``.

    ``kind`` is ``clause`` (behind que, si), ``infinitive`` or ``noun``: the shorter kinds end at marks that a clause
    runs across.
    """
    w = c.words
    _, end = c.units[c.unit[start]]
    number = c.inner[verb.i]
    if number >= 0:
        end = min(end, c.quote_tokens(number)[1])
    dependent = _dependent(c, verb)
    k = start
    while k < end:
        text = w.text[k]
        if text == "«" and c.outer[k] >= 0 and c.outer[k] != c.outer[verb.i]:
            k = max(k + 1, c.quote_tokens(c.outer[k])[1])
            continue
        if text == "(" and c.outer[k] == c.outer[verb.i]:
            k = next((m + 1 for m in range(k + 1, min(end, k + 60)) if w.text[m] == ")"), k + 1)
            continue
        if text == ":" and k > start and (kind != "clause" or k + 1 < end and w.text[k + 1] == "«"):
            return k
        if text == ")" and k > start:
            return k
        if text == ";" and not (k + 1 < end and w.lower[k + 1] in QUE):
            return k
        if text in (",", "—", "–") and k > start and _leaves(c, k, start, end, verb, kind, dependent):
            return k
        if w.lower[k] in CONJUNCTIONS and k > start:
            if kind != "clause" and k + 1 < end and w.lower[k + 1] in ("que", "qu'", "qui", "dont"):
                return k
            if _second_report(c, k, start, end, verb):
                return k
        if w.lower[k] == "en" and k > start and k + 1 < end and _gerund_of_cue(c, k, start, verb, kind):
            return k - 1 if w.lower[k - 1] == "tout" else k
        if k > start and c.verb_at.get(k) is not None and _infinitive_after(c, k, verb):
            return _infinitive_after(c, k, verb)
        k += 1
    return end


def _infinitive_after(c: Context, k: int, verb: Verb) -> int:
    """« … avant de préciser que »: the start of such a phrase, 0 where there is none at token k."""
    w = c.words
    other = c.verb_at[k]
    if other.mood != "i" or other.first < 2:
        return 0
    for back in (2, 3):
        j = other.first - back
        if j > verb.last and w.lower[j] == "avant" and w.lower[j + 1] in ("de", "d'"):
            return j
    return 0


def _dependent(c: Context, verb: Verb) -> bool:
    """Whether the cue itself stands in a relative clause or opens the sentence, so that a main clause follows it."""
    w = c.words
    first = line_start(c, verb.i)
    if verb.mood in ("g", "i"):
        return not c.has_finite(first, verb.first, main=True) and not any(
            c.outer[k] >= 0 for k in range(first, verb.first)
        )
    if verb.clitic is not None:
        return False
    for k in range(verb.first - 1, max(first - 1, verb.first - 25), -1):
        if w.lower[k] in ("qui", "dont") or w.lower[k] in QUE and w.pos[k] == "PRON":
            return True
        if w.text[k] in (",", ";", ":", "»", "«") or c.is_finite(k):
            return False
    return (
        w.lower[first] in ("si", "s'", "comme", "alors", "tandis", "quand", "lorsque", "puisque")
        and first + 6 > verb.first
    )


def _gerund_of_cue(c: Context, k: int, start: int, verb: Verb, kind: str) -> bool:
    """« dément toute implication en rejetant la faute »: the gérondif goes with the cue, not with its object."""
    other = c.verb_at.get(k + 1) or (c.verb_at.get(k + 2) if k + 2 < len(c.words) else None)
    if other is None or other.mood != "g" or other.first > k + 2:
        return False
    return kind != "clause" or _outside(c, other.i, start, k, verb)


def _main_clause(c: Context, j: int, end: int) -> bool:
    """Whether a main clause with a subject of its own, or a bare finite verb, starts at token j."""
    w = c.words
    comma = next((m for m in range(j, end) if w.text[m] in (",", ":") and c.outer[m] < 0), end)
    if (
        w.lower[j] in ("qui", "dont", "que", "qu'", "où")
        or w.pos[j] in ("ADP", "SCONJ", "CCONJ")
        or w.lower[j] in CONJUNCTIONS
    ):
        return False
    return c.has_finite(j, comma, main=True)


def _bare_verb(c: Context, j: int, end: int) -> bool:
    w = c.words
    while j < end and (w.lower[j] in ("ne", "n'", "se", "s'", "y", "en", "l'", "lui", "leur") or w.pos[j] == "ADV"):
        j += 1
    return j < end and (c.is_finite(j) or j in c.verb_at and c.verb_at[j].mood == "f" and c.verb_at[j].first == j)


def _leaves(c: Context, k: int, start: int, end: int, verb: Verb, kind: str, dependent: bool) -> bool:
    """Whether what follows the comma at token k no longer belongs to the complement."""
    w = c.words
    j = k + 1
    if j >= end:
        return False
    form = w.lower[j]
    if dependent:
        if verb.mood in ("g", "i"):
            return c.has_finite(j, end, main=True) or j in c.verb_at
        if c.has_finite(start, k) or kind != "clause":
            return c.has_finite(j, end, main=True) or kind == "noun" and not _quoted_later(c, j, end)
    if form in ("qui", "dont", "où", "que", "qu'"):
        return kind != "clause" and not dependent and form != "qui" and form != "dont" and form != "où"
    if w.text[j] == "«":
        return False
    if kind != "clause" and _main_clause(c, j, end) and form not in CONJUNCTIONS:
        return True
    if kind == "noun" and form not in CONJUNCTIONS and not _quoted_later(c, j, end) and not _listed(c, j, end):
        return True
    other = c.verb_at.get(j) or (
        c.verb_at.get(j + 1) if form in ("tout", "en", "se", "s'", "l'", "la", "le", "les", "d'", "ne") else None
    )
    if form == "tout" and j + 2 < end and w.lower[j + 1] == "en":
        other = c.verb_at.get(j + 2) or other
        return True
    if other is not None and other.mood == "g":
        return True
    if other is not None and other.clitic is not None:
        return True
    if form == "avant" and j + 1 < end and w.lower[j + 1] in ("de", "d'"):
        return True
    if form in ("selon", "a-t-il", "a-t-elle"):
        return True
    if form in ("d'",) and j + 1 < end and w.lower[j + 1] == "après":
        return True
    if form in CONJUNCTIONS:
        return False  # judged at the conjunction itself
    if form == "sans" and kind != "clause" and infinitive_follows(c, j + 1, end):
        return True
    if form in AROUND or w.pos[j] == "ADP" and kind == "clause":
        closing = next((m for m in range(j, end) if w.text[m] == "," and c.outer[m] < 0), None)
        return closing is None and _outside(c, j, start, k, verb)
    if w.lower[j].endswith("ant") and "VerbForm=Part" in w.morph[j]:
        return _outside(c, j, start, k, verb)
    return False


AROUND = frozenset(
    "alors tandis quand lorsque après lors bien sans interrogé interrogée avant depuis malgré visiblement".split()
)


def infinitive_follows(c: Context, j: int, end: int) -> bool:
    """Whether an infinitive stands at token j or just behind it."""
    return any(c.is_infinitive(m) for m in range(j, min(j + 3, end)))


def _quoted_later(c: Context, j: int, end: int) -> bool:
    """Whether a quotation follows before any finite verb: the phrase goes on to it."""
    w = c.words
    for m in range(j, end):
        if w.text[m] == "«" and c.outer[m] >= 0:
            return True
        if c.is_finite(m) or w.text[m] in STOPS:
            return False
    return False


def _listed(c: Context, j: int, end: int) -> bool:
    """Whether a list goes on: « la fin des travaux, l'arrêt du chantier et une enquête »."""
    w = c.words
    for m in range(j, min(end, j + 25)):
        if w.lower[m] in ("et", "ou"):
            return (
                w.pos[j] in ("DET", "NOUN")
                and w.dep[j] != "appos"
                and w.dep[w.head[j]] != "appos"
                and not _bare_verb(c, m + 1, end)
            )
        if c.is_finite(m) or w.text[m] in STOPS:
            return False
    return False


def _outside(c: Context, j: int, start: int, k: int, verb: Verb) -> bool:
    """Whether the tree hangs the phrase at token j on the cue (or above it) rather than on the complement."""
    w = c.words
    node, steps = j, 0
    while steps < 30 and w.head[node] != node and not (start <= w.head[node] < k) and w.head[node] > k:
        node = w.head[node]
        steps += 1
    head = w.head[node]
    return head == verb.i or head < start


def _second_report(c: Context, k: int, start: int, end: int, verb: Verb) -> bool:
    """Whether the conjunction at token k starts a new report or act of the same subject: « … et a demandé »."""
    w = c.words
    j = k + 1
    if j >= end or w.lower[j] in QUE or w.lower[j] in ("qui", "dont", "où", "si", "«"):
        return False
    while (
        j < end
        and (w.pos[j] == "ADV" or w.lower[j] in ("ne", "n'", "se", "s'", "y", "en", "lui", "leur", "l'", ","))
        and w.lower[j] not in DETERMINERS - {"l'"}
    ):
        j += 1
    if j >= end:
        return False
    if w.lower[j] in ("d'", "de", "tout", "avant") and j + 1 < end:
        other = c.verb_at.get(j + 1)
        return bool(other and other.mood == "i" and w.lower[k] == "et" and w.lower[j] in ("d'", "de"))
    subject = None
    if w.lower[j] in SUBJECT_PRONOUNS and w.lower[j] in ("il", "elle", "ils", "elles", "on"):
        subject = j
        j += 1
        while j < end and w.lower[j] in (
            "ne",
            "n'",
            "se",
            "s'",
            "y",
            "en",
            "lui",
            "leur",
            "l'",
            "a",
            "ont",
            "avait",
            "avaient",
        ):
            j += 1
    elif w.lower[j] in ("a", "ont", "avait", "avaient", "est", "sont", "s'est", "aurait", "avoir"):
        m = j + 1
        while m < end and (w.pos[m] == "ADV" or w.lower[m] in ("été", "par", "ailleurs", "également")):
            m += 1
        other = c.verb_at.get(m)
        if other is not None and other.mood == "f":
            return _same_level(c, m, start, k, verb)
        if (
            verb.mood == "f"
            and verb.first != verb.i
            and w.lower[verb.first] in ("a", "ont", "est", "sont")
            and w.lower[j] != "aurait"
        ):
            # « a relevé que le dossier était vide et a quitté la salle »: tenses go together
            past = next((x for x in range(start, k) if c.is_finite(x)), None)
            if past is not None and ("Tense=Imp" in w.morph[past] or "Mood=Cnd" in w.morph[past]):
                return w.lower[j] in ("a", "ont", "est", "sont")
        return _outside(c, m if m < end else j, start, k, verb) and verb.mood == "f"
    if j >= end:
        return False
    other = c.verb_at.get(j)
    if other is None or CLITIC_FORM.match(w.lower[j]):
        return c.is_finite(j) and subject is None and _outside(c, j, start, k, verb) and verb.mood == "f"
    if other.mood == "f":
        return (
            subject is None
            and _same_level(c, j, start, k, verb)
            or subject is not None
            and _outside(c, j, start, k, verb)
        )
    if other.mood == "p" and j + 1 < end and w.lower[j + 1] in QUE:
        return True
    if other.mood in ("p", "g") and other.mood == _mood(c, verb):
        return other.mood == "g" or _shares_auxiliary(c, j, verb)
    if other.mood == "i" and verb.mood == "i":
        return _outside(c, j, start, k, verb)
    return False


def _same_level(c: Context, j: int, start: int, k: int, verb: Verb) -> bool:
    # A cue verb without subject behind « et » continues the report, unless the tree is sure that it continues the complement
    # and the complement's own verb can speak too.
    w = c.words
    if verb.mood != "f":
        return _outside(c, j, start, k, verb)
    head = w.head[j]
    return not (start <= head < k and head in c.verb_at and w.dep[j] == "conj")


def _mood(c: Context, verb: Verb) -> str:
    return "p" if verb.mood == "f" and verb.first != verb.i else verb.mood


def _shares_auxiliary(c: Context, j: int, verb: Verb) -> bool:
    return "VerbForm=Part" in c.words.morph[j] or c.words.pos[j] in ("VERB", "ADJ")
