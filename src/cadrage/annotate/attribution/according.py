"""Sources put in by a preposition: selon X, d'après X, pour X, de source Y, à en croire X; before or after the clause."""

from collections.abc import Iterator

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.extent import bare_verb
from cadrage.annotate.attribution.medium import find_medium
from cadrage.annotate.attribution.phrase import Mention, phrase
from cadrage.annotate.attribution.scope import PAST, WHOM, after, aside_end, before, own_words
from cadrage.annotate.attribution.source import around, give, noun_before
from cadrage.annotate.attribution.speaking import animate, nouns
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


# Participles and verbs whose « d'après » says what something is modelled on or judged by.
AFTER = frozenset(
    "nommer baptiser appeler adapter tirer inspirer dessiner peindre réaliser modeler sculpter copier graver composer juger"
    " calculer estimer établir reconstituer concevoir".split()
)


def rule(c: Context) -> Iterator[Attribution]:
    """Every source put in by a preposition or a prepositional phrase."""
    w = c.words
    heads = {"de", "à", *c.cues.prepositions}
    for i, form in [(i, form) for i, form in enumerate(w.lower) if form in heads]:
        point_of_view = form == "de" and w.lower[i + 1 : i + 5] in (
            ["son", "point", "de", "vue"],
            ["leur", "point", "de", "vue"],
        )
        if (form == "à" and (last := _fused(c, i))) or (point_of_view and (last := i + 5)):
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
    if forms[:2] in (
        ["ses", "yeux"],
        ["leurs", "yeux"],
        ["son", "avis"],
        ["son", "sens"],
        ["leur", "avis"],
        ["leur", "sens"],
    ):
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
        words=tuple(w.lower[i:last]),
    )
    found = before(c, i, last, end, cue, mention)
    if found is None and last < end and w.text[last] == ",":
        found = after(c, i, last, end, cue, mention)
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
    stop = aside_end(c, mention.last, end)
    found = before(c, i, stop, end, cue, mention)
    comma = next((k for k in range(mention.first, mention.last) if w.text[k] == ","), None)
    if found is not None and comma is not None and bare_verb(c, c.token(found.start), end):
        # « Selon l'accusation, M. Roy, 61 ans, a touché … »: the name is the subject, not an apposition
        shorter = phrase(c, j, comma)
        if shorter is not None:
            mention, stop = shorter, comma
            found.content = [c.span(comma + 1, c.token(found.end))]
    found = found or after(c, i, stop, end, cue, mention)
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
    if own_words(c, mention):
        found.implicit = "previous"
    else:
        give(c, found, mention)
    return found


def _can_speak(c: Context, i: int, mention: Mention, cue: Cue) -> bool:
    """« pour »: only a source that can speak, and a comma and a full clause behind it."""
    w = c.words
    form = w.lower[mention.head]
    if form in WHOM:
        if i == 0 or w.text[i - 1] != ",":
            return False
        noun = noun_before(c, i)
        known = nouns()
        # « le ministère, pour lequel rien ne presse »; but « des tirs à Louvry, pour lesquels deux hommes … »
        return form == "qui" or noun is not None and (w.lower[noun] in known or w.lower[noun].rstrip("s") in known)
    if w.lower[mention.first] in ("ne", "n'"):
        return False  # « Pour ne rien arranger, … »
    if not animate(c, mention) or form in ("noël", "pâques"):
        return False
    if c.is_infinitive(mention.first):
        return False
    if cue.lemma == "du côté de" and _on_speaks(c, mention.last):
        return False  # « Du côté de la direction, on récuse … »: the verb reports
    k = aside_end(c, mention.last, mention.last + 20)
    return k < len(w) and w.text[k] == ","  # « Pour l'équipe ont joué »: no opinion without its comma


def _on_speaks(c: Context, k: int) -> bool:
    w = c.words
    comma = next((m for m in range(k, min(k + 20, len(w))) if w.text[m] == ","), None)
    if comma is None or comma + 1 >= len(w) or w.lower[comma + 1] not in ("on", "l'"):
        return False
    return any(m in c.verb_at and c.verb_at[m].mood == "f" for m in range(comma + 2, min(comma + 7, len(w))))
