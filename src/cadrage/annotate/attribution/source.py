"""The mention a cue attaches to: the noun phrase right of an inverted verb, the subject left of any other.

To the right the phrase is read off the surface, because parsers trained on plain clauses call an inverted subject
anything; to the left the parser is asked first.
"""

from dataclasses import dataclass

from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.verbs import CLITIC_FORM, DAYS, RELATIVES, STOPS, Verb

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
DETERMINERS = frozenset(
    "le la les l' l’ un une des ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos du plusieurs quelques"
    " certains certaines chaque tous toutes tout toute deux trois quatre cinq six sept huit neuf dix aucun aucune".split()
)
SUBJECT_PRONOUNS = frozenset(
    "il elle ils elles on celui-ci celle-ci ceux-ci celles-ci ce ça cela lui eux certains certaines d'autres beaucoup"
    " plusieurs tous toutes chacun chacune personne nul quelqu'un l'un l'une celui celle ceux celles nous je".split()
)
# « de » continues a noun phrase, unless it starts a circumstantial (de retour, d'une voix éteinte).
OF = frozenset({"de", "d'", "du", "des"})
NOT_OF = frozenset("voix retour son ton passage emblée façon manière côté nouveau même air source visu longue".split())
# Titles are abbreviated with a full stop that ends no sentence.
TITLES = frozenset("m mm me mme mmes mlle dr pr mgr st".split())
# Prepositions that a title or an office may hold: ministre à la Santé, ambassadeur en Chine, directrice chez Ferrobel.
OFFICE = frozenset(
    "ministre secrétaire ministère secrétariat déléguée délégué ambassadeur ambassadrice candidat candidate adjoint adjointe"
    " commissaire professeur professeure chercheur chercheuse directeur directrice représentant représentante responsable"
    " expert experte spécialiste correspondant correspondante présidente président chargé chargée élu élue député députée"
    " membre conseiller conseillère avocat avocate juge médecin président-directeur maître maîtresse".split()
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
        if form in ("à", "au", "aux", "dans", "en", "sur", "de", "d'", "devant", "lors", "avec", "par", "pour", "chez",
                    "après", "avant", "auprès", "depuis", "via", "sous", "dès", "vers", "face", "selon", "ce", "cette",
                    "il", "du", "à_le") and not _nominal_start(c, j):  # fmt: skip
            j = _past_phrase(c, j, limit)
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
        if _nominal_start(c, j):
            return phrase(c, j, limit)
        if w.pos[j] in ("ADV", "ADJ", "PRON", "VERB", "AUX", "CCONJ", "INTJ", "PART", "SCONJ") and j - i < 8:
            if c.is_finite(j) and j > i:
                return None
            j += 1
            hops += 1
            continue
        return None
    return None


def _nominal_start(c: Context, j: int) -> bool:
    w = c.words
    form = w.lower[j]
    if form in DETERMINERS:
        if form == "du" or (form == "des" and w.pos[j] == "ADP"):
            return False
        following = w.lower[j + 1] if j + 1 < len(w) else ""
        if form in ("ce", "cette", "le", "la") and (following in DAYS or following.isdigit()):
            return False  # ce lundi, le 3 mai
        return not (form in ("tout", "tous", "toute") and following in ("en", "de", "à"))
    if form in SUBJECT_PRONOUNS:
        return form not in ("nous", "je", "il", "ce")
    if w.text[j][:1].isupper():
        return form not in DAYS and w.pos[j] not in ("ADP", "SCONJ", "CCONJ")
    return w.pos[j] in ("NOUN",) and form not in DAYS and form not in ("fin", "début")


def _past_phrase(c: Context, j: int, limit: int) -> int:
    """The token behind a prepositional phrase that starts at j: its noun and what is glued to it."""
    w = c.words
    k = j + 1
    seen = False
    while k < limit:
        form = w.lower[k]
        if w.text[k] in STOPS or w.text[k] in (",", ":", "»", "«", "(", ")") or w.text[k].isspace():
            return k
        nominal = w.pos[k] in ("NOUN", "PROPN", "NUM") or w.text[k][:1].isupper()
        if seen and form in DETERMINERS and form not in ("des", "du"):
            return k
        if (
            seen
            and nominal
            and w.text[k][:1].isupper()
            and not w.text[k - 1][:1].isupper()
            and w.lower[k - 1] not in OF
        ):
            return k
        if nominal or form in SUBJECT_PRONOUNS:
            seen = True
        elif seen and w.pos[k] not in ("ADJ", "ADP", "DET") and form not in OF and w.lower[k - 1] not in OF:
            return k
        if seen and w.pos[k] == "ADP" and form not in OF:
            return k
        k += 1
    return k


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
            stop = next((m for m in range(k + 1, min(k + 6, limit)) if w.text[m] == ")"), None)
            if stop is None or k == j:
                break
            k = last = stop + 1
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
        if form in DAYS and w.lower[k - 1] not in OF:
            break
        if k > last and form in DETERMINERS and w.lower[k - 1] not in OF and k > j and w.lower[k - 1] not in (
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


# --- to the left -----------------------------------------------------------------------------------------------


def subject(c: Context, verb: Verb) -> Mention | None:
    """The subject of a verb that is not inverted: by the tree, then by the surface."""
    if verb.clitic is not None:
        return Mention(verb.clitic, verb.clitic + 1, verb.clitic)
    found = _by_tree(c, verb)
    if found is not None:
        return found
    return _by_surface(c, verb)


def _by_tree(c: Context, verb: Verb) -> Mention | None:
    w = c.words
    node, seen = verb.i, 0
    while seen < 6:
        relative = None
        for child in w.children[node]:
            dep = w.dep[child]
            if dep.startswith("nsubj") and child != verb.i:
                if w.lower[child] in ("qui", "qu'", "que", "lequel", "laquelle", "lesquels", "lesquelles"):
                    relative = child
                elif w.lower[child] == "il" and _impersonal(c, node, child):
                    return None
                elif child < verb.i or CLITIC_FORM.match(w.lower[child]):
                    return around(c, child, verb.first)
        if relative is not None:
            antecedent = _antecedent(c, relative, node)
            if antecedent is not None:
                return around(c, antecedent, relative)
        head, dep = w.head[node], w.dep[node]
        if head == node:
            return None
        if dep in (
            "conj",
            "xcomp",
            "advcl",
            "ccomp",
            "parataxis",
            "acl",
            "dep",
            "obl",
            "obl:arg",
            "obl:mod",
            "aux",
            "cop",
        ):
            if dep == "acl" and w.pos[head] in ("NOUN", "PROPN"):
                return around(c, head, verb.first)
            node = head
        elif dep == "acl:relcl":
            return around(c, head, verb.first) if w.pos[head] in ("NOUN", "PROPN", "PRON") else None
        else:
            return None
        seen += 1
    return None


def _impersonal(c: Context, node: int, pronoun: int) -> bool:
    return c.words.dep[pronoun].startswith("expl")


def _antecedent(c: Context, relative: int, verb: int) -> int | None:
    w = c.words
    head = w.head[verb]
    if w.dep[verb].startswith("acl") and head != verb and head < relative:
        return head
    return _noun_before(c, relative)


def _noun_before(c: Context, i: int) -> int | None:
    """The noun that a relative pronoun at i takes up: the nearest one, or what that is the complement of."""
    w = c.words
    j = i - 1
    while j >= 0 and (w.text[j] == "," or w.pos[j] in ("ADV", "PUNCT") and w.text[j] not in STOPS):
        j -= 1
    if j < 0 or w.text[j] in STOPS or w.text[j].isspace():
        return None
    best = None
    while j >= 0 and w.text[j] not in STOPS and not c.is_finite(j) and not w.text[j].isspace() and w.text[j] != ",":
        if w.pos[j] in ("NOUN", "PROPN") or w.lower[j] in ("celui", "celle", "ceux", "celles", "lui", "elle", "eux"):
            best = j
            if (
                j > 0
                and w.lower[j - 1] in DETERMINERS
                and (j < 2 or w.lower[j - 2] not in OF and w.pos[j - 2] != "ADP")
            ):
                break
        elif w.pos[j] == "ADP" and w.lower[j] not in OF or w.pos[j] == "CCONJ":
            break
        j -= 1
    return best


def _by_surface(c: Context, verb: Verb) -> Mention | None:
    """The noun phrase at the head of the clause, where the tree gives none."""
    w = c.words
    first, _ = c.units[c.unit[verb.i]]
    j = verb.first - 1
    while j >= first and (w.lower[j] in ("ne", "n'", "se", "s'", "y", "en", "le", "la", "les", "lui", "leur", "l'", "nous", "m'",
                                         "me", "vous") or w.pos[j] == "ADV") and w.pos[j] != "DET":  # fmt: skip
        j -= 1
    if j < first:
        return None
    if w.lower[j] == "qui":
        noun = _noun_before(c, j)
        return around(c, noun, j) if noun is not None else None
    if w.lower[j] in SUBJECT_PRONOUNS and w.lower[j] not in ("ce",):
        return Mention(j, j + 1, j)
    if w.text[j] == ",":
        # « Le maire, 61 ans, nie »: the phrase before the aside
        k = j - 1
        while k >= first and w.text[k] != ",":
            k -= 1
        j = k - 1 if k > first else j - 1
    end = j + 1
    while j >= first and w.text[j] not in STOPS and w.text[j] not in (",", ":", "»", "«", ")") and not c.is_finite(j):
        if w.lower[j] in ("que", "qu'", "qui", "et", "mais", "dont", "où"):
            break
        j -= 1
    return phrase(c, j + 1, end) if j + 1 < end and _nominal_start(c, j + 1) else None


def around(c: Context, head: int, limit: int) -> Mention:
    """The noun phrase that token ``head`` heads, up to token ``limit``: its left edge by the tree, the rest by surface."""
    w = c.words
    if w.pos[head] == "PRON" or w.lower[head] in SUBJECT_PRONOUNS:
        return Mention(head, head + 1, head)
    first = head
    for child in w.children[head]:
        if (
            child < head
            and w.dep[child] in ("det", "amod", "nummod", "flat:name", "compound", "case", "nmod")
            and w.left[child] < first
        ):
            if w.dep[child] == "case" and w.lower[child] not in DETERMINERS:
                continue
            first = w.left[child]
    while first < head and (w.pos[first] in ("ADP", "PUNCT", "CCONJ", "ADV")) and w.lower[first] not in ("des", "du"):
        first += 1
    stop = max(limit, head + 1)
    found = phrase(c, first, min(stop, len(w)), subject=True)
    if found is None or not found.first <= head < found.last:
        return Mention(first, head + 1, head)
    return Mention(found.first, found.last, head)


def give(c: Context, a, mention: Mention | None) -> None:
    """Writes a mention into an attribution."""
    if mention is None:
        return
    a.source = c.span(mention.first, mention.last)
    a.source_tokens = (mention.first, mention.last)
    a.source_head = mention.head
