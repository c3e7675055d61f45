"""Complements of a reporting verb: que-clauses, indirect questions, infinitives; also of participles and infinitives."""

from collections.abc import Iterator

from cadrage.annotate.attribution.asides import infinitive_at, skip_aside
from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.extent import complement
from cadrage.annotate.attribution.governed import behind, bounds, holds_quote, make
from cadrage.annotate.attribution.groups import QUE, STOPS
from cadrage.annotate.attribution.verbs import Verb

# Verbs of wish: a report only where the wish itself is quoted.
WISHES = frozenset("vouloir attendre compter refuser entendre".split())
QUESTIONS = frozenset("si s' pourquoi comment combien quand où quel quelle quels quelles lequel laquelle qui".split())

# Words that make another conjunction, or a comparison, of the que behind them.
SUBORDINATES = frozenset(
    "plus moins aussi autant tel telle tels telles bien alors tandis parce afin pour avant après dès depuis sans lors même"
    " pendant ainsi ce puis lorsque jusqu'à tant sitôt aussitôt pourvu autre autres".split()
)


def rule(c: Context) -> Iterator[Attribution]:
    """Every complement clause and infinitive of a cue verb."""
    for verb in c.verbs:
        if verb.mood == "p":
            continue
        takes = verb.cue.takes
        found = None
        if "que" in takes:
            found = _que(c, verb)
        if found is None and "si" in takes:
            found = _question(c, verb)
        if found is None and "infinitive" in takes:
            found = _infinitive(c, verb)
        if found is None and ("de" in takes or "à" in takes):
            found = _prepositional(c, verb)
        if found is None and "que" in takes:
            found = _behind_colon(c, verb)
        if found is None and verb.cue.lemma in ("répondre", "dire"):
            found = _yes_or_no(c, verb)
        if found is not None:
            yield found


def _que(c: Context, verb: Verb) -> Attribution | None:
    w = c.words
    end = bounds(c, verb)
    j = behind(verb)
    begin = j
    steps = 0
    if verb.clitic is not None and j < end and w.text[j] == ",":
        return None  # an inserted clause: « La suite n'est, craint-il, qu'une question de temps »
    past = skip_aside(c, begin, end)
    if past + 2 < end and w.lower[past] == "le" and w.lower[past + 1] == "fait" and w.lower[past + 2] in QUE:
        past += 2  # dénonce le fait que
    if w.lower[past : past + 3] in (["à", "ce", "que"], ["à", "ce", "qu'"]):
        past += 2  # s'attend à ce que
    if past < end and w.lower[past] in QUE:
        j = past
    while j < end and steps < 40:
        form = w.lower[j]
        if form in QUE:
            if not _complementiser(c, verb, begin, past, j):
                return None
            return make(c, verb, [(j + 1, complement(c, j + 1, verb))], "que", "clause")
        if w.text[j] in STOPS or w.text[j] in (":", "»", "—") or form in ("qui", "dont", "où", "si"):
            return None
        if w.text[j] == "«":
            # « dit « que » …: no; but a name in quotation marks may stand in between
            number = c.inner[j]
            first, last = c.quote_tokens(number) if number >= 0 else (j, j + 1)
            if j == begin or c.has_finite(first, last) or last <= j:
                if last > j + 1 and w.lower[j + 1] in QUE:
                    return make(c, verb, [(j + 2, complement(c, j + 2, verb))], "que", "clause")
                return None
            j = last
            continue
        if c.is_finite(j) or (j in c.verb_at and c.verb_at[j].mood in ("g", "f")):
            return None
        if form in ("et", "mais") and j == begin:
            return None
        j += 1
        steps += 1
    return None


def _complementiser(c: Context, verb: Verb, begin: int, past: int, j: int) -> bool:
    w = c.words
    governed = w.dep[j] == "mark" and w.head[w.head[j]] == verb.i
    aside = w.text[j - 1] == "," and (w.text[begin] == "," or j == past or governed)
    if j == begin or aside:
        restrictive = (
            verb.negated
            and verb.modal is None
            and not any(w.lower[k] in ("pas", "plus", "jamais", "point", "guère") for k in range(verb.first, j))
        )
        return not (restrictive and j == begin and verb.cue.lemma not in ("douter", "nier"))
    if j == past:
        return True
    # Something else stands between the two: the tree must hang the clause on the verb.
    return (
        w.dep[j] == "mark"
        and w.head[w.head[j]] == verb.i
        and w.lower[j - 1] not in SUBORDINATES
        and not (w.lower[j - 1] in ("et", "ou", "mais") and w.dep[verb.i] == "acl:relcl")
    )


def _question(c: Context, verb: Verb) -> Attribution | None:
    w = c.words
    end = bounds(c, verb)
    begin = behind(verb)
    j = skip_aside(c, begin, end)
    colon = j + 1 if j < end and w.text[j] == ":" else end  # « s'interrogent : pourquoi avoir attendu ? »
    for k in (begin, j, colon):
        if k >= end:
            continue
        form = w.lower[k]
        if form in QUESTIONS and not (form == "s'" and (k + 1 >= end or w.lower[k + 1] not in ("il", "ils"))):
            if (
                form == "où"
                and w.dep[k] == "nsubj"
                or form == "qui"
                and verb.cue.lemma not in ("demander", "se demander", "savoir")
            ):
                return None
            stop = complement(c, k, verb)
            if not any(w.text[m][:1].isalnum() for m in range(k + 1, stop)):
                return None  # « sans dire où »
            return make(c, verb, [(k, stop)], "question", "clause")
        if form == "ce" and k + 1 < end and w.lower[k + 1] in ("que", "qu'", "qui") and "si" in verb.cue.takes:
            return make(c, verb, [(k, complement(c, k, verb))], "question", "clause")
    return None


def _infinitive(c: Context, verb: Verb) -> Attribution | None:
    w = c.words
    end = bounds(c, verb)
    j = skip_aside(c, behind(verb), end)
    if j >= end or not infinitive_at(c, j, end):
        return None
    if w.lower[j - 1] in ("à", "de", "d'", "pour", "sans"):
        return None
    spans = [(j, complement(c, j, verb, kind="infinitive"))]
    quoted = holds_quote(c, spans, verb)
    if verb.cue.polysemous and not quoted and ("infinitive" not in verb.cue.firm or verb.negated):
        return None
    if verb.cue.lemma in WISHES and "infinitive" not in verb.cue.firm and not any("«" in t for t in w.text[j : j + 2]):
        return None  # « veut rencontrer les « Amis du pont » »: the quotation is a name within what is wished
    return make(c, verb, spans, "infinitive", "clause")


def _prepositional(c: Context, verb: Verb) -> Attribution | None:
    """de or à + infinitive, à + noun; the person addressed between the two stays outside."""
    w = c.words
    end = bounds(c, verb)
    begin = behind(verb)
    for j in range(begin, min(end, begin + 45)):
        form = w.lower[j]
        if w.text[j] in STOPS or w.text[j] in (":", "»", "—") or form in QUE or form in ("qui", "dont"):
            return None
        if c.is_finite(j) or (j in c.verb_at and c.verb_at[j].mood == "g"):
            return None
        if w.text[j] == "«" and c.inner[j] >= 0 and c.inner[j] != c.inner[verb.i]:
            opener = w.lower[j + 1] if j + 1 < end else ""
            marks = {"à", "au", "aux"} if "à" in verb.cue.takes else {"de", "d'"}
            if opener in marks and not verb.cue.polysemous | (not verb.cue.takes & {"à noun", "de"}):
                return _with(c, verb, j)  # exhorte les parties « à la retenue »
            if j == begin:
                return None
        if form in ("de", "d'") and "de" in verb.cue.takes and infinitive_at(c, j + 1, end):
            return _with(c, verb, j)
        if form in ("à", "au", "aux") and "à" in verb.cue.takes:
            if infinitive_at(c, j + 1, end):
                return _with(c, verb, j)
            if "à noun" in verb.cue.takes and _addressed(c, begin, j) and j + 1 < end and not _place(c, j):
                return _with(c, verb, j)
    return None


def _addressed(c: Context, begin: int, j: int) -> bool:
    """Whether only a person addressed or an adverb stands between the verb and à."""
    w = c.words
    return all(
        w.pos[k] in ("DET", "NOUN", "PROPN", "ADJ", "ADV", "NUM", "PRON", "ADP", "CCONJ", "PUNCT") and w.text[k] != "«"
        for k in range(begin, j)
    )


def _place(c: Context, j: int) -> bool:
    """« a appelé à Genève »: a place, unless the rest of the sentence has no other complement."""
    w = c.words
    return w.lower[j] == "à" and w.text[j + 1][:1].isupper() and w.pos[j + 1] == "PROPN"


def _with(c: Context, verb: Verb, j: int) -> Attribution | None:
    spans = [(j, complement(c, j, verb, kind="infinitive"))]
    if verb.cue.lemma in WISHES and not any("«" in t for t in c.words.text[j : j + 2]):
        return None
    if verb.cue.polysemous and not holds_quote(c, spans, verb) and not verb.cue.firm & {"de", "à", "à noun"}:
        return None
    if (
        verb.passive
        and verb.cue.lemma in ("inviter", "appeler", "demander")
        and verb.cue.cls == "directive"
        and verb.first == verb.i
    ):
        return None
    return make(c, verb, spans, "preposition", "directive")


def _yes_or_no(c: Context, verb: Verb) -> Attribution | None:
    """« répond oui », « a dit non »: the shortest of reports."""
    w = c.words
    j = behind(verb)
    if j >= bounds(c, verb) or w.lower[j] not in ("oui", "non") or w.lower[j - 1] == "dire" or verb.negated:
        return None
    return make(c, verb, [(j, j + 1)], "object", "object")


def _behind_colon(c: Context, verb: Verb) -> Attribution | None:
    """« Il l'a répété : il ne partira pas »: a colon in the place of que."""
    w = c.words
    end = bounds(c, verb)
    j = skip_aside(c, behind(verb), end)
    if (
        j + 2 >= end
        or w.text[j] != ":"
        or verb.mood != "f"
        or verb.cue.polysemous
        and j > behind(verb)
        or c.inner[verb.i] >= 0
    ):
        return None
    k = j + 1
    if w.text[k] == "«" or w.text[k] in ("-", "—", "–", "•") or not c.has_finite(k, end, main=True):
        return None
    return make(c, verb, [(k, complement(c, k, verb))], "colon clause", "clause")
