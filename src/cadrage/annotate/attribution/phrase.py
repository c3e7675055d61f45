"""Noun phrases read off the surface: parsers trained on plain clauses call an inverted subject anything."""

from dataclasses import dataclass

from cadrage.annotate.attribution.asides import DETERMINERS, OF, SUBJECT_PRONOUNS, nominal_start, past_phrase
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.groups import CLITIC_FORM, DAYS, RELATIVES, STOPS

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
NOT_OF = frozenset("voix retour son ton passage emblée façon manière côté nouveau même air source visu longue".split())
# Titles are abbreviated with a full stop that ends no sentence.
TITLES = frozenset("m mm me mme mmes mlle dr pr mgr st".split())
# Prepositions that a title or an office may hold: ministre à la Santé, ambassadeur en Chine, directrice chez Ferrobel.
OFFICE = frozenset(
    "ministre secrétaire ministère secrétariat déléguée délégué ambassadeur ambassadrice candidat candidate adjoint adjointe"
    " commissaire professeur professeure chercheur chercheuse directeur directrice représentant représentante responsable"
    " expert experte spécialiste correspondant correspondante présidente président chargé chargée élu élue député députée"
    " membre conseiller conseillère avocat avocate juge médecin source président-directeur maître maîtresse".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A source as found: its tokens (half open) and the token that heads it."""

    first: int
    last: int
    head: int


def right(c: Context, i: int, limit: int) -> Mention | None:
    """The noun phrase that starts at token ``i`` or behind light words there, up to token ``limit``.

    Circumstantials before it are passed over: « a averti à New York sa porte-parole », « résume, modeste, un diplomate ».
    """
    w = c.words
    j, hops = i, 0
    while j < limit and hops < 14:
        form = w.lower[j]
        if w.text[j] in STOPS or w.text[j] in ("»", "«", ":", ")") or w.text[j].isspace():
            return None
        if form in RELATIVES or (form == "si" and w.pos[j] == "SCONJ"):
            return None
        if (
            form in ("de", "d'")
            and j + 1 < limit
            and w.lower[j + 1] in ("emblée", "abord", "ailleurs", "avance", "nouveau")
        ):
            j += 2
            hops += 1
            continue
        if form in ("à", "au", "aux", "dans", "en", "sur", "de", "d'", "devant", "lors", "avec", "par", "pour", "chez",
                    "après", "avant", "auprès", "depuis", "via", "sous", "dès", "vers", "face", "selon", "ce", "cette",
                    "il", "du", "à_le") and not nominal_start(c, j):  # fmt: skip
            j = past_phrase(c, j, limit)
            hops += 1
            continue
        if (
            form in ("le", "la", "ce", "cette")
            and j + 1 < limit
            and (w.lower[j + 1] in DAYS or w.text[j + 1][:1].isdigit())
        ):
            j += 2
            hops += 1
            continue
        if form in DAYS or w.pos[j] == "NUM" and j + 1 < limit and w.lower[j + 1] in DAYS:
            j += 1
            hops += 1
            continue
        if w.text[j] == ",":
            # « résume, modeste, un diplomate »: an aside between commas before the subject
            stop = next((k for k in range(j + 1, min(j + 8, limit)) if w.text[k] == ","), None)
            if stop is None:
                return None
            j = stop + 1
            hops += 1
            continue
        if nominal_start(c, j):
            return phrase(c, j, limit)
        if w.pos[j] in ("ADV", "ADJ", "PRON", "VERB", "AUX", "CCONJ", "INTJ", "PART", "SCONJ") and j - i < 8:
            if c.is_finite(j) and j > i:
                return None
            j += 1
            hops += 1
            continue
        return None
    return None


def phrase(c: Context, j: int, limit: int, *, subject: bool = False) -> Mention | None:
    """The noun phrase that starts at token j, read off the surface: no relative clause, no circumstantial.

    One name set off by commas belongs to it; before a verb (``subject``) the second comma may be missing.
    """
    w = c.words
    k, head, last = j, None, j
    named = False
    while k < limit:
        form, pos = w.lower[k], w.pos[k]
        if w.text[k] == "." and w.lower[k - 1] in TITLES:
            k += 1
            continue
        if w.text[k] in STOPS or w.text[k] in (":", "»", "—", "–", ")", "[", "]", "|", "/") or w.text[k].isspace():
            break
        if w.text[k] == "«":  # a name in quotation marks belongs to the phrase, a quotation ends it
            stop = _short_quote(c, k)
            if stop is None or k == j:
                break
            k = last = stop
            continue
        if w.text[k] == "(":  # acronym: (SAC)
            if k == j or k + 2 >= limit or w.text[k + 2] != ")":
                break
            k = last = k + 3
            continue
        if w.text[k] == ",":
            stop = _apposition(c, k, limit, subject) if not named else None
            if stop is None or head is None or w.text[head][:1].isupper() and w.pos[head] == "PROPN":
                break
            k = last = stop
            named = True
            continue
        if CLITIC_FORM.match(form):
            break
        if form in RELATIVES and form not in ("qu'",) or form in ("lors", "via", "selon"):
            break
        if (
            k > j
            and pos in ("VERB", "AUX")
            and not w.text[k][:1].isupper()
            and not (head is None and w.lower[k - 1] in DETERMINERS)
        ):
            if "VerbForm=Part" in w.morph[k] and not c.is_finite(k):
                # « la médiatrice désignée par le gouvernement, Godelieve Maes »: passed over, if a name follows
                stop = _past_participle(c, k, limit)
                if stop is None:
                    break
                k = last = stop
                continue
            break
        if pos == "ADP" and k > j:
            if form in OF and not _circumstance(c, k):
                k += 1
                continue
            if form == "au" and k + 1 < limit and w.lower[k + 1] == "sein":
                k += 2  # une source au sein de la délégation
                continue
            if (
                head is not None
                and _office(c, j, k)
                and form in ("à", "au", "aux", "en", "chez", "pour", "auprès", "contre")
            ):
                k += 1
                continue
            break
        if pos == "CCONJ" or form in ("et", "ou"):
            if k + 1 < limit and form == "et" and _coordinated(c, k, limit):
                k += 1
                continue
            break
        if pos in ("ADV", "SCONJ") and k > j and not w.text[k][:1].isupper() and head is not None:
            if form in ("même", "non", "très", "plus", "moins", "ex", "anti"):
                k += 1
                continue
            break
        if form in DAYS and w.lower[k - 1] not in OF and not w.text[k][:1].isupper():
            break
        if k > last and form in DETERMINERS and not w.text[k][:1].isupper() and w.lower[k - 1] not in OF and k > j and w.lower[k - 1] not in (
            "tous", "toutes", "tout", "toute", "et", "à", "en", "pour", "chez", "auprès", "contre"
        ) and form not in ("des", "du", "deux", "trois"):  # fmt: skip
            break
        if head is None and (
            pos in ("NOUN", "PROPN") or w.text[k][:1].isupper() or form in SUBJECT_PRONOUNS or pos == "PRON"
        ):
            if form not in DETERMINERS:
                head = k
        elif head is None and form not in DETERMINERS and pos not in ("ADJ", "NUM", "DET", "ADP"):
            head = k
        k += 1
        last = k
    while last > j and (w.lower[last - 1] in OF or w.text[last - 1] == "," or w.lower[last - 1] in DETERMINERS):
        last -= 1
    if last <= j:
        return None
    if head is None or head >= last:
        head = next((m for m in range(j, last) if w.lower[m] not in DETERMINERS), j)
    return Mention(j, last, head)


def _office(c: Context, first: int, k: int) -> bool:
    return any(c.words.lower[m] in OFFICE for m in range(first, k))


def _short_quote(c: Context, k: int) -> int | None:
    number = c.outer[k]
    if number < 0:
        return None
    first, last = c.quote_tokens(number)
    return last if last - first <= 8 and not c.has_finite(first, last) else None


def _apposition(c: Context, comma: int, limit: int, subject: bool) -> int | None:
    """The token behind a name set off by a comma: « son avocat, Me Tancrède Aubrac »."""
    w = c.words
    k = comma + 1
    while k < limit and (w.lower[k] in TITLES or w.lower[k].rstrip(".") in TITLES or w.text[k] == "."):
        k += 1
    begin = k
    while k < limit and (
        w.text[k][:1].isupper() or w.lower[k] in ("de", "d'", "du", "van", "von", "der", "den", "al", "el", "ben")
    ):
        k += 1
    while k > begin and not w.text[k - 1][:1].isupper():
        k -= 1
    if k == begin or w.pos[begin] in ("ADP", "SCONJ", "DET", "CCONJ", "ADV") and begin == comma + 1:
        return None
    if (
        k < limit
        and w.text[k] not in (",", "»", ":", "«")
        and w.text[k] not in STOPS
        and not w.text[k].isspace()
        and w.text[k] != "("
    ):
        # « …, Godelieve Maes a demandé » has lost its second comma; « , Paris et Londres » is a list
        return k if subject and c.is_finite(k) else None
    return k


def _past_participle(c: Context, k: int, limit: int) -> int | None:
    w = c.words
    for m in range(k + 1, min(k + 10, limit)):
        if w.text[m] == ",":
            return _apposition(c, m, limit, False)
        if w.text[m] in STOPS or c.is_finite(m):
            return None
    return None


def _circumstance(c: Context, k: int) -> bool:
    w = c.words
    return any(w.lower[m] in NOT_OF for m in range(k + 1, min(k + 3, len(w))))


def _coordinated(c: Context, k: int, limit: int) -> bool:
    """Whether « et » joins a second source rather than a second clause."""
    w = c.words
    for m in range(k + 1, min(k + 12, limit)):
        if w.text[m] in STOPS or w.text[m] in (",", "«", "»"):
            break
        if c.is_finite(m) or w.lower[m] in ("que", "qu'"):
            return False
    return w.pos[k + 1] in ("DET", "PROPN", "NOUN") or w.text[k + 1][:1].isupper() or w.lower[k + 1] in DETERMINERS
