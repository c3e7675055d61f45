"""Nominal contents: dément toute implication, dénonce « une farce », se félicite d'un échange « utile »."""

from collections.abc import Iterator

from cadrage.annotate.attribution.asides import DETERMINERS, infinitive_at, skip_aside
from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.extent import complement
from cadrage.annotate.attribution.governed import behind, bounds, holds_quote, make
from cadrage.annotate.attribution.groups import QUE, STOPS
from cadrage.annotate.attribution.source import subject
from cadrage.annotate.attribution.speaking import animate
from cadrage.annotate.attribution.verbs import Verb

OF = frozenset({"de", "d'", "du", "des"})


def rule(c: Context) -> Iterator[Attribution]:
    """Every nominal content of a cue verb."""
    for verb in c.verbs:
        if verb.mood == "p" or verb.passive or verb.i not in c.verb_at:
            continue
        takes = verb.cue.takes
        found = None
        if takes & {"de noun", "contre"}:
            found = _after_preposition(c, verb)
        if found is None and verb.cue.lemma in ESTIMATES:
            found = _estimate(c, verb)
        if found is None and takes & {"object", "quoted object"}:
            found = _object(c, verb)
        if found is None and "incise" in takes:
            found = _bare_quotation(c, verb)
        if found is not None:
            yield found


# Verbs that put a figure on something: « estime à 2 millions le déficit », « chiffre ses pertes à 7 millions ».
ESTIMATES = frozenset({"estimer", "évaluer", "chiffrer"})
# Verbs whose object is a report where it opens with a figure: « évoque au moins deux morts », « revendique 12 000 adhérents ».
FIGURES = frozenset({"évoquer", "avancer", "revendiquer", "dénombrer"})


def _estimate(c: Context, verb: Verb) -> Attribution | None:
    w = c.words
    end = bounds(c, verb)
    begin = skip_aside(c, behind(verb), end) if w.lower[behind(verb) : behind(verb) + 1] != ["à"] else behind(verb)
    for k in range(begin, min(end, begin + 14)):
        if c.is_finite(k) or w.text[k] in STOPS or w.text[k] in (":", ","):
            return None
        if w.lower[k] == "à" and any(w.pos[m] == "NUM" for m in range(k + 1, min(k + 5, end))):
            mention = subject(c, verb)
            if mention is not None and not animate(c, mention):
                return None
            return make(c, verb, [(begin, complement(c, begin, verb, kind="noun"))], "object", "object")
    return None


def _figure(c: Context, j: int) -> bool:
    """Whether a number opens a noun phrase: « deux morts », « au moins 300 départs », « près de 4 millions »."""
    w = c.words
    words = tuple(w.lower[j : j + 2])
    k = j + 2 if words in (("au", "moins"), ("près", "de"), ("plus", "de"), ("moins", "de"), ("quelque",)) else j
    return k < len(w) and (w.pos[k] == "NUM" or k > j and w.lower[k] in DETERMINERS)


def _object(c: Context, verb: Verb) -> Attribution | None:
    w = c.words
    end = bounds(c, verb)
    j = skip_aside(c, behind(verb), end)
    figure = (
        verb.cue.lemma in FIGURES and behind(verb) < end and (_figure(c, behind(verb)) or j < end and _figure(c, j))
    )
    j = behind(verb) if figure and _figure(c, behind(verb)) else j
    if j >= end or w.lower[j] in QUE or infinitive_at(c, j, end) or not (figure or _starts_noun(c, j)):
        return None
    spans = [(j, complement(c, j, verb, kind="noun"))]
    if figure:
        return make(c, verb, spans, "object", "object")
    if w.text[j] == "«" and c.inner[j] >= 0 and c.inner[j] != c.inner[verb.i]:
        closing = c.quote_tokens(c.inner[j])[1]
        if (
            (c.has_finite(j, closing) or w.text[closing - 2] in STOPS)
            and closing < spans[0][1]
            and w.pos[closing] == "ADP"
        ):
            spans = [(j, closing)]  # scandaient « Rendez la mairie ! » sous les fenêtres
    quoted = holds_quote(c, spans, verb)
    if "object" not in verb.cue.takes and not quoted and not _conceded(c, verb, j, spans[0][1]):
        return None
    if verb.cue.polysemous and not quoted and "object" not in verb.cue.firm and not _conceded(c, verb, j, spans[0][1]):
        return None
    if not quoted and not _substantial(c, verb, j, spans[0][1]):
        return None
    if not quoted and not verb.passive and verb.mood == "f" and not _can_announce(c, verb):
        return None
    if not quoted and verb.cue.lemma == "proposer" and w.lower[verb.i].endswith(("ra", "ront")):
        return None  # « la société proposera un dividende »: an act to come
    if not quoted and verb.cue.lemma == "annoncer" and w.lower[j : j + 2] == ["la", "couleur"]:
        return None
    if quoted and not _quote_is_governed(c, verb, j, spans[0][1]):
        return None
    return make(c, verb, spans, "object" if not quoted else "quoted object", "object")


# What one admits or rules out in words; other objects of these verbs are seen, known or moved aside.
ADMITTED = frozenset(
    "responsabilité responsabilités erreur erreurs tort torts faute fautes fait faits échec défaite faille failles manquement"
    " manquements dysfonctionnement dysfonctionnements retard retards difficulté difficultés lacune lacunes limite limites"
    " implication participation culpabilité degré maladresse maladresses".split()
)
RULED_OUT = frozenset(
    "hypothèse idée éventualité option possibilité scénario perspective piste vente fusion démission cession fermeture recours"
    " report retour hausse baisse motivation mobile lien alliance accord négociation discussion licenciement".split()
)


def _conceded(c: Context, verb: Verb, first: int, last: int) -> bool:
    """« reconnaît sa responsabilité », « écarte l'idée d'une vente »: the head of the object tells a report from an act."""
    w = c.words
    known = (
        ADMITTED
        if verb.cue.lemma in ("reconnaître", "admettre", "avouer")
        else RULED_OUT
        if verb.cue.lemma == "écarter"
        else ()
    )
    if verb.cue.lemma == "écarter" and w.lower[first] in ("tout", "toute"):
        return True
    head = next((k for k in range(first, min(first + 5, last)) if w.pos[k] == "NOUN"), first)
    return w.lower[head] in known


def _can_announce(c: Context, verb: Verb) -> bool:
    """« Le vent annonce la pluie », « la chaleur confirme les prévisions »: what cannot speak reports nothing."""
    mention = subject(c, verb)
    return mention is None or animate(c, mention)


def _starts_noun(c: Context, j: int) -> bool:
    w = c.words
    if w.text[j] == "«":
        return True
    if (
        w.lower[j] in DETERMINERS
        and w.lower[j] not in ("du",)
        or w.lower[j] in ("du", "des", "de", "d'")
        and (w.pos[j] == "DET" or w.lower[j : j + 2] in (["de", "la"], ["de", "l'"]))
    ):
        return not (w.pos[j] == "PRON" or j + 1 < len(w) and c.is_finite(j + 1))
    return w.pos[j] in ("NOUN", "NUM") or w.lower[j] in (
        "tout",
        "toute",
        "tous",
        "toutes",
        "avoir",
        "aucun",
        "aucune",
    )


def _substantial(c: Context, verb: Verb, first: int, last: int) -> bool:
    """An announced thing says something; « demande un café », « exige beaucoup » does not."""
    w = c.words
    if verb.cue.cls == "confrontational":
        return True  # a denial of one word says enough: nie tout
    if verb.cue.lemma == "exprimer" and w.lower[first] not in ("son", "sa", "ses", "leur", "leurs"):
        return False
    if verb.cue.lemma in ("demander", "proposer", "promettre", "exiger", "réclamer", "annoncer"):
        own = w.lower[first] in ("son", "sa", "ses", "leur", "leurs")  # « ont annoncé leur visite »
        return last - first >= (2 if own else 3) and w.pos[first] != "PRON"
    return last - first >= 2


def _quote_is_governed(c: Context, verb: Verb, first: int, last: int) -> bool:
    """Whether the first quotation of the content stands in its first noun phrase, not in a later clause."""
    w = c.words
    for k in range(first, last):
        if c.inner[k] >= 0 and c.inner[k] != c.inner[verb.i]:
            return True
        if c.is_finite(k) and w.lower[k] not in ("est", "était") and k - first > 25:
            return False
    return True


def _after_preposition(c: Context, verb: Verb) -> Attribution | None:
    w = c.words
    end = bounds(c, verb)
    j = skip_aside(c, behind(verb), end)
    if j >= end:
        return None
    locution = verb.cue.kind == "locution" and w.lower[j] not in OF
    if "de noun" in verb.cue.takes and (locution or w.lower[behind(verb)] in ("à", "au", "aux")):
        # « a fait part à des proches de son désir »: the person addressed swallows the complement
        for k in range(behind(verb), min(end - 1, behind(verb) + 14)):
            if w.lower[k] in ("de", "d'") and w.lower[k + 1] in ("son", "sa", "ses", "leur", "leurs", "«"):
                j = k
                break
    if "contre" in verb.cue.takes and w.lower[behind(verb)] == "sur":
        j = behind(verb)  # alerte sur « l'effondrement »
    form = w.lower[j]
    if form in OF and "de noun" in verb.cue.takes and not infinitive_at(c, j + 1, end):
        if j + 2 < end and w.lower[j + 1] == "ce" and w.lower[j + 2] in QUE:
            return make(c, verb, [(j + 3, complement(c, j + 3, verb))], "que", "clause")
        spans = [(j + 1, complement(c, j + 1, verb, kind="noun"))]
    elif form in ("contre", "pour", "en", "sur") and "contre" in verb.cue.takes and not infinitive_at(c, j + 1, end):
        spans = [(j + 1, complement(c, j + 1, verb, kind="noun"))]
    else:
        return None
    free = (
        (verb.cue.lemma in ("se défendre", "plaider", "tabler") and w.lower[j + 1 : j + 3] != ["la", "première"])
        or verb.cue.kind == "locution"
        and verb.cue.lemma in ("faire part", "faire état", "mettre en garde")
    )
    if not free and not holds_quote(c, spans, verb):
        return None
    return make(c, verb, spans, "de noun", "object")


def _bare_quotation(c: Context, verb: Verb) -> Attribution | None:
    """« a simplement répondu « non » », « déclarer « ne pas céder » »: the quotation is the object."""
    w = c.words
    end = bounds(c, verb)
    j = skip_aside(c, behind(verb), end)
    if j >= end or w.text[j] != "«" or c.inner[j] < 0 or c.inner[j] == c.inner[verb.i]:
        return None
    if w.text[j - 1] in STOPS or w.text[j - 1] == ",":
        return None
    if verb.cue.lemma == "lire" and "on" not in w.lower[max(0, verb.first - 2) : verb.first]:
        return None
    first, last = c.quote_tokens(c.inner[j])
    name = w.text[first + 1][:1].isupper() and not c.has_finite(first, last) and w.text[last - 2] not in STOPS
    if name and verb.cue.polysemous and verb.cue.lemma not in ("lire", "répondre"):
        return None  # « chante « Le Vent » »: a title
    # « on pouvait lire « Justice » sur une banderole »: what follows tells where it was written
    stop = last if verb.cue.lemma == "lire" else complement(c, j, verb, kind="noun")
    return make(c, verb, [(j, stop)], "quotation", "object")
