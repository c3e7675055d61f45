"""Sources put in by a preposition: selon X, d'après X, pour X, de source Y, à en croire X; before or after the clause."""

from collections.abc import Iterator

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.extent import bare_verb
from cadrage.annotate.attribution.groups import STOPS
from cadrage.annotate.attribution.host import clause_end, complete, host_left, host_right, line_start
from cadrage.annotate.attribution.medium import find_medium
from cadrage.annotate.attribution.phrase import Mention, phrase
from cadrage.annotate.attribution.source import around, give, noun_before
from cadrage.annotate.attribution.speaking import animate
from cadrage.lexicon import Cue

# What « selon » and « d'après » measure by, not who says it.
MEASURES = frozenset(
    "cas saison saisons âge âges besoin besoins moyens région régions jour jours heure heures modalité modalités calendrier règle"
    " règles critère critères méthode méthodes scénario scénarios formule principe plan type types taille humeur"
    " circonstance circonstances condition conditions gare gares ligne lignes secteur secteurs pays localité localités niveau"
    " degré ordre usage goût goûts vraisemblance évidence probabilité procédure protocole tradition coutume recette modèle"
    " revenu revenus ressources sexe origine situation disponibilité disponibilités arrivage nature volonté barème quota"
    " logique rythme mode schéma processus article loi code norme normes technique année années mois quartier quartiers".split()
)
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
# Participles and verbs whose « d'après » says what something is modelled on or judged by.
AFTER = frozenset(
    "nommer baptiser appeler adapter tirer inspirer dessiner peindre réaliser modeler sculpter copier graver composer juger"
    " calculer estimer établir reconstituer concevoir".split()
)
WHOM = frozenset({"qui", "lequel", "laquelle", "lesquels", "lesquelles"})


def rule(c: Context) -> Iterator[Attribution]:
    """Every source put in by a preposition or a prepositional phrase."""
    w = c.words
    for i, form in enumerate(w.lower):
        if form == "à" and (last := _fused(c, i)):
            found = _taken_up(c, i, last)
            if found is not None:
                yield found
                continue
        if form not in c.cues.prepositions:
            continue
        following = w.lower[i + 1] if i + 1 < len(w) else ""
        for cue in c.cues.prepositions[form]:
            if len(cue.words) > 1 and cue.words[1] != following and cue.words[1] != "de":
                continue
            last = _match(c, i, cue)
            if last:
                found = _build(c, i, last, cue)
                if found is not None:
                    yield found
                break


def _fused(c: Context, i: int) -> int:
    """The token behind « à ses yeux », « à l'en croire », « à les entendre »: the source is a pronoun within, 0 elsewhere."""
    w = c.words
    forms = w.lower[i + 1 : i + 4]
    if forms[:2] in (["ses", "yeux"], ["leurs", "yeux"]):
        return i + 3
    if forms[:1] in (["l'"], ["le"], ["la"], ["les"]):
        verb = i + 3 if forms[1:2] == ["en"] else i + 2
        if verb < len(w) and w.lower[verb] in ("croire", "entendre", "écouter", "lire"):
            return verb + 1
    return 0


def _taken_up(c: Context, i: int, last: int) -> Attribution | None:
    """The report of whoever spoke before: « à l'en croire, rien n'est prêt »."""
    w = c.words
    _, end = c.units[c.unit[i]]
    mention = Mention(i + 1, last, i + 1)
    cue = Cue(
        " ".join(w.lower[i:last]).replace("' ", "'"),
        "preposition",
        "doubting" if w.lower[last - 1] != "yeux" else "neutral",
    )
    found = _before(c, i, last, end, cue, mention)
    if found is None and last < end and w.text[last] == ",":
        found = _after(c, i, last, end, cue, mention)
    if found is not None:
        found.cue, found.cue_tokens = (w.start[i], w.end[last - 1]), tuple(range(i, last))
        found.cue_lemma, found.cue_class, found.implicit = cue.lemma, cue.cls, "previous"
        found.features["region"], found.features["region_end"] = float(i), float(last)
    return found


def _match(c: Context, i: int, cue: Cue) -> int:
    """The token behind a preposition that starts at i, 0 where it does not."""
    w = c.words
    if i + len(cue.words) > len(w):
        return 0
    for k, word in enumerate(cue.words):
        form = w.lower[i + k]
        if form != word and not (k == len(cue.words) - 1 and word == "de" and form in ("d'", "du", "des")):
            return 0
    return i + len(cue.words)


def _build(c: Context, i: int, j: int, cue: Cue) -> Attribution | None:
    w = c.words
    _, end = c.units[c.unit[i]]
    inside = c.inner[i]
    if inside >= 0:
        end = min(end, c.quote_tokens(inside)[1])
    if j >= end and cue.lemma != "dixit":
        return None
    phrase_start = j
    if cue.lemma.startswith(("de source", "de bonne source", "de même source")):
        phrase_start = j - 1
        mention = phrase(c, phrase_start, end) or Mention(phrase_start, j, phrase_start)
    elif cue.lemma in ("de l'avis général", "de son propre aveu", "de leur propre aveu"):
        mention = Mention(j - 1, j, j - 1)
    elif w.lower[j] in PAST:
        mention = Mention(j, j + 1, j)
    else:
        mention = phrase(c, j, end)
    if mention is None:
        return None
    head = w.lower[mention.head]
    if (
        head in MEASURES
        or w.lemma[mention.head] in MEASURES
        or w.lower[j] in ("que", "qu'", "ce", "où")
        and head in ("que", "qu'", "où")
    ):
        return None
    if head in ("laquelle", "lequel", "lesquels", "lesquelles") and not (i and w.text[i - 1] == ","):
        return None  # « l'idée selon laquelle »: a noun's clause
    if cue.polysemous and (c.outer[i] >= 0 or not _can_speak(c, i, mention, cue)):
        return None
    if cue.lemma == "d'après" and i and w.lemma[i - 1] in AFTER and w.text[i - 1] != ",":
        return None  # « nommé d'après un ingénieur », « adapté d'après un roman »
    stop = _aside_end(c, mention.last, end)
    found = _before(c, i, stop, end, cue, mention)
    comma = next((k for k in range(mention.first, mention.last) if w.text[k] == ","), None)
    if found is not None and comma is not None and bare_verb(c, c.token(found.start), end):
        # « Selon l'accusation, M. Roy, 61 ans, a touché … »: the name is the subject, not an apposition
        shorter = phrase(c, j, comma)
        if shorter is not None:
            mention, stop = shorter, comma
            found.content = [c.span(comma + 1, c.token(found.end))]
    found = found or _after(c, i, stop, end, cue, mention)
    if found is None:
        return None
    found.cue = (w.start[i], w.end[j - 1] if phrase_start == j else w.end[i])
    found.cue_tokens = tuple(range(i, j))
    found.cue_lemma, found.cue_class = cue.lemma, cue.cls
    found.features["region"] = float(i)
    found.features["region_end"] = float(stop)
    find_medium(c, found, i, stop)
    if head in WHOM:
        noun = noun_before(c, i)
        mention = around(c, noun, i) if noun is not None else mention
        if noun is None or not animate(c, mention):
            return None
    give(c, found, mention)
    return found


def _can_speak(c: Context, i: int, mention: Mention, cue: Cue) -> bool:
    """« pour »: only a source that can speak, and a comma and a full clause behind it."""
    w = c.words
    form = w.lower[mention.head]
    if form in WHOM:
        return form == "qui" and i > 0 and w.text[i - 1] == ","  # « pour lesquels » is no opinion
    if w.lower[mention.first] in ("ne", "n'"):
        return False  # « Pour ne rien arranger, … »
    if not animate(c, mention) or form in ("noël", "pâques"):
        return False
    if c.is_infinitive(mention.first):
        return False
    if cue.lemma == "du côté de" and _on_speaks(c, mention.last):
        return False  # « Du côté de la direction, on récuse … »: the verb reports
    k = _aside_end(c, mention.last, mention.last + 20)
    return k < len(w) and w.text[k] == ","  # « Pour l'équipe ont joué »: no opinion without its comma


def _on_speaks(c: Context, k: int) -> bool:
    w = c.words
    comma = next((m for m in range(k, min(k + 20, len(w))) if w.text[m] == ","), None)
    if comma is None or comma + 1 >= len(w) or w.lower[comma + 1] not in ("on", "l'"):
        return False
    return any(m in c.verb_at and c.verb_at[m].mood == "f" for m in range(comma + 2, min(comma + 7, len(w))))


def _aside_end(c: Context, k: int, end: int) -> int:
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


def _before(c: Context, i: int, stop: int, end: int, cue: Cue, mention: Mention) -> Attribution | None:
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
        if w.lower[k] in ("selon", "d'après") and c.outer[k] == c.outer[i]:
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


def _after(c: Context, i: int, stop: int, end: int, cue: Cue, mention: Mention) -> Attribution | None:
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
    if cue.lemma in ("selon", "d'après"):
        spans[-1] = (_behind_other(c, i, *spans[-1]), spans[-1][1])
    inside = c.inner[i]
    stands_in = number if inside >= 0 and number >= 0 else -1
    pronoun = w.lower[mention.head] in PAST
    spans = spans + host_right(c, stop, stands_in, complete=complete(c, spans, number), pronoun=pronoun)
    content = [s for s in (c.span(*t) for t in spans) if s[1] > s[0]]
    if not content:
        return None
    return Attribution(content, "according-after", "according", position=i)
