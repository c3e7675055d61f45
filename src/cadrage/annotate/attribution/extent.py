"""The complement behind a governing cue: where a clause, an infinitive or a noun phrase ends."""

import re

from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.coordination import outside, second_report
from cadrage.annotate.attribution.groups import QUE, RELATIVES, STOPS
from cadrage.annotate.attribution.host import CONJUNCTIONS, line_start
from cadrage.annotate.attribution.verbs import Verb


def complement(c: Context, start: int, verb: Verb, *, kind: str = "clause") -> int:
    """The token behind the complement of ``verb`` that starts at token ``start``.

    ``kind`` is ``clause`` (behind que, si), ``infinitive`` or ``noun``: the shorter kinds end at marks that a clause
    runs across.
    """
    w = c.words
    if start >= len(w):
        return start
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
            governs = kind == "infinitive" and "que" in verb.cue.takes and w.lower[k + 1 : k + 2] in (["que"], ["qu'"])
            if kind != "clause" and not governs and w.lower[k + 1 : k + 2] in (["que"], ["qu'"], ["qui"], ["dont"]):
                return k  # but « a juré ne rien savoir et qu'on la laisserait tranquille »
            if kind == "noun" and _clause_of_its_own(c, k + 1, end):
                return k - 1 if w.text[k - 1] == "," else k
            if second_report(c, k, start, end, verb):
                return k
        if w.lower[k] == "en" and k > start and k + 1 < end and _gerund_of_cue(c, k, start, verb, kind):
            return k - 1 if w.lower[k - 1] == "tout" else k
        if k > start and c.verb_at.get(k) is not None and _infinitive_after(c, k, verb):
            return _infinitive_after(c, k, verb)
        k += 1
    return end


def _clause_of_its_own(c: Context, j: int, end: int) -> bool:
    """« a annoncé sa visite, et l'évêque a écourté son voyage »: a subject and its verb behind the conjunction."""
    w = c.words
    if w.pos[j : j + 1] not in (["DET"], ["PROPN"], ["PRON"]) or w.lower[j] in RELATIVES:
        return False
    for m in range(j + 1, min(j + 12, end)):
        if w.text[m] in (",", ":", "«", "»", "(") or w.text[m] in STOPS or w.lower[m] in RELATIVES:
            return False
        if c.is_finite(m):
            return w.dep[m] in ("conj", "ROOT", "aux:tense", "aux:pass", "cop", "aux", "parataxis")
    return False


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
        if w.lower[k] in ("qui", "dont") or w.lower[k] in QUE and (w.pos[k] == "PRON" or w.text[k - 1] == ","):
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
    return kind != "clause" or outside(c, other.i, start, k, verb)


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


def bare_verb(c: Context, j: int, end: int) -> bool:
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
        return (
            kind == "infinitive"
            and k - start > 3
            and c.has_finite(j, end)
            or kind != "clause"
            and not dependent
            and form in QUE
        )
    if (
        kind == "infinitive"
        and w.pos[j] == "ADP"
        and w.lower[j + 1 : j + 2] in (["laquelle"], ["lequel"], ["lesquels"])
    ):
        return True  # « … concernant la vente, sur laquelle planent des soupçons »
    if kind == "noun" and _dated(c, j, end):
        return False
    if w.text[j] == "«":
        return False
    if kind != "clause" and _main_clause(c, j, end) and form not in CONJUNCTIONS:
        return True
    if kind == "infinitive" and w.pos[j] in ("DET", "NOUN") and not _quoted_later(c, j, end) and not _listed(c, j, end):
        return True  # « suggère de démilitariser le détroit, une idée qui … »
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
    bare = other is not None and other.mood == "f" and other.first == j and verb.mood == "f" and kind == "clause"
    if bare and c.has_finite(start, k) and not c.in_relative(j, start) and _same_tense(c, other, verb):
        c.continues[other.i] = verb.i
        return True  # « déplore que rien n'ait été fait, invite les clubs à … et annonce … »
    if form.endswith("ant") and w.pos[j] == "VERB" and (w.text[k - 1] == "»" or w.lower[j + 1 : j + 2] in CONSEQUENCE):
        return True  # « exige que la ville « cède », rouvrant ainsi le débat »: what the article makes of it
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
    if form == "sans" and (kind != "clause" and infinitive_follows(c, j + 1, end) or _no_more(c, j + 1, end)):
        return True
    if form == "ce" and kind != "clause" and j + 1 < end and w.lower[j + 1] in ("qui", "que", "qu'", "dont"):
        return True
    if form in AROUND or w.pos[j] == "ADP" and kind == "clause":
        closing = next((m for m in range(j, end) if w.text[m] == "," and c.outer[m] < 0), None)
        return closing is None and outside(c, j, start, k, verb)
    return False


def _same_tense(c: Context, one: Verb, other: Verb) -> bool:
    tense = re.compile("Tense=[A-Za-z]+")
    found = [tense.search(c.words.morph[v.first]) for v in (one, other)]
    return all(found) and found[0].group() == found[1].group()


def _dated(c: Context, j: int, end: int) -> bool:
    """Whether a date stands between commas within a nominal content: « la fermeture, le 31 mars, de la maternité »."""
    w = c.words
    if w.lower[j] in ("de", "d'", "du", "des"):  # behind the second comma
        before = next((m for m in range(j - 2, max(j - 8, 0), -1) if w.text[m] == ","), None)
        return before is not None and not c.has_finite(before, j)
    stop = next((m for m in range(j, min(j + 6, end)) if w.text[m] == ","), None)
    return (
        stop is not None
        and stop + 1 < end
        and w.lower[stop + 1] in ("de", "d'", "du", "des")
        and not c.has_finite(j, stop)
    )


CONSEQUENCE = (["ainsi"], ["donc"])
AROUND = frozenset(
    "alors tandis quand lorsque après lors bien sans interrogé interrogée avant depuis malgré visiblement".split()
)


def _no_more(c: Context, j: int, end: int) -> bool:
    """« , sans plus de précisions », « , sans donner de détails »: the article's remark on the report."""
    w = c.words
    return j < end and (
        w.lower[j] in ("plus", "autre", "autres", "davantage")
        or any(
            w.lower[m]
            in (
                "donner",
                "préciser",
                "fournir",
                "entrer",
                "nommer",
                "citer",
                "apporter",
                "avancer",
                "détailler",
                "livrer",
                "communiquer",
                "dévoiler",
            )
            for m in range(j, min(j + 4, end))
        )
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
        if c.is_finite(m) or w.text[m] in STOPS or m in c.verb_at and c.verb_at[m].mood == "f":
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
                and not bare_verb(c, m + 1, end)
            )
        if c.is_finite(m) or w.text[m] in STOPS:
            return False
    return False
