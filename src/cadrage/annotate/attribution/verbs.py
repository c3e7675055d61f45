"""The cue verbs of a document: verb groups with their mood, auxiliary, modal verb, negation and inverted pronoun.

Recognised by spelling, so that an odd tag after an odd word order loses none; the tagger only decides homographs.
"""

import re
from dataclasses import dataclass

from cadrage.lexicon import Cue, reflexive

STOPS = frozenset({".", "!", "?", "…", "...", ";"})
# Words that may stand between auxiliary and participle, or between a verb and what it governs.
LIGHT = frozenset({"ADV", "PRON", "PART", "INTJ"})
AUXILIARIES = frozenset(
    "a ont avait avaient aura auront aurait auraient eut eurent ait aient ayant avoir est sont était étaient sera seront"
    " serait seraient fut furent soit soient étant être ai as avons avez avais".split()
)
ETRE = frozenset("est sont était étaient sera seront serait seraient fut furent soit soient étant être été".split())
CLITIC_FORM = re.compile(r"^[-‐](?:t[-'‐ ]?)?(?:ils?|elles?|on|je|nous|ce)$")
REFLEXIVES = frozenset({"se", "s'"})
QUE = frozenset({"que", "qu'"})
RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles"})
DAYS = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui matin soir midi janvier février mars avril mai juin"
    " juillet août septembre octobre novembre décembre fin début mi après-midi récemment auparavant aussitôt".split()
)
# Spellings of cue verbs that are mostly something else, whatever the tagger says of an odd sentence.
CHARACTERISING = frozenset({"qualify", "comme", "name", "accuse", "pour"})
CLOSED = frozenset("contre entre pendant suivant durant courant sauf outre excepté vu dont soit mots mot".split())
# Verbs that may stand before a reporting infinitive without changing who speaks: doit concéder, vient d'annoncer.
MODALS = {
    **dict.fromkeys("peut peuvent pouvait pouvaient pourra pourrait pu put".split(), frozenset({""})),
    **dict.fromkeys("doit doivent devait devaient devra dû dut".split(), frozenset({""})),
    **dict.fromkeys("veut veulent voulait voulaient voudra voulu voulut".split(), frozenset({""})),
    **dict.fromkeys("va vont allait allaient ira allé allée".split(), frozenset({"", "jusqu'à"})),
    **dict.fromkeys("vient viennent venait venaient".split(), frozenset({"de"})),
    **dict.fromkeys("tient tiennent tenait tenaient tenu tint".split(), frozenset({"à"})),
    **dict.fromkeys("finit finissent finissait fini".split(), frozenset({"par"})),
    **dict.fromkeys("cesse cessent cessait cessé".split(), frozenset({"de"})),
    **dict.fromkeys("ose osent osait osé souhaite souhaitent souhaitait souhaité".split(), frozenset({""})),
    **dict.fromkeys("préfère préfèrent préférait préféré semble semblait".split(), frozenset({""})),
    **dict.fromkeys("croit croient croyait cru entend entendent entendait".split(), frozenset({""})),
    **dict.fromkeys("continue continuent continuait continué".split(), frozenset({"de", "à"})),
    **dict.fromkeys("contente contentent contenté contentait".split(), frozenset({"de"})),
    **dict.fromkeys("empresse empressent empressé borne bornent borné".split(), frozenset({"de", "à"})),
    **dict.fromkeys("ajoute".split(), frozenset({"pour"})),
}
CAUSATIVE = frozenset("fait font faisait faisaient fera faire faisant laisse laissent laissé laissait laisser".split())
TO = {"": "", "de": "de", "d'": "de", "à": "à", "par": "par", "pour": "pour"}


@dataclass(slots=True)
class Verb:
    """A cue verb where it stands: token ``i``, its moods by spelling, the entry of the lexicon it was found under.

    ``first`` and ``last`` bound the verb group (auxiliary to participle, with what a locution adds), both included;
    ``mood`` is ``f`` finite (compound tenses too), ``g`` present participle, ``i`` infinitive or ``p`` participle
    without auxiliary; ``clitic`` is the inverted pronoun (``-t-il``); ``modal`` the verb before an infinitive.
    """

    i: int
    cue: Cue
    mood: str
    first: int
    last: int
    clitic: int | None = None
    reflexive: bool = False
    passive: bool = False
    negated: bool = False
    modal: int | None = None
    # A bare participle with its agent: « considéré par les uns comme », « surnommé « X » par les siens »
    agent: bool = False


def read(c, i: int) -> Verb | None:
    """The cue verb at token i of a context, or None when the word is something else there."""
    w = c.words
    form = w.lower[i]
    if form in CLOSED or form in ("twitter", "facebook"):
        return None
    readings = c.cues.forms[form]
    verb, moods = next((r for r in readings if r[0] == w.lemma[i]), readings[0])
    if verb in ("avoir", "être") and form in AUXILIARIES and not _locution(c, i, verb):
        return None
    first, passive, clitic, modal = i, False, None, None
    auxiliary = None
    if i + 1 < len(w) and CLITIC_FORM.match(w.lower[i + 1]):
        clitic = i + 1
    if "p" in moods and not (clitic is not None and "f" in moods):
        auxiliary, passive, hosted = _auxiliary(c, i)
        clitic = hosted if clitic is None else clitic
    tagged = w.pos[i] in ("VERB", "AUX")
    if auxiliary is not None:
        mood, first = "f", auxiliary
        if w.lower[auxiliary] in ("ayant", "étant"):
            mood = "g"
        elif w.lower[auxiliary] in ("avoir", "être"):
            mood = "i"
    elif "f" in moods and (clitic is not None or _finite(c, i, moods, tagged)):
        mood = "f"
    elif "g" in moods and _gerund(c, i, tagged):
        mood = "g"
    elif "i" in moods and (tagged or w.pos[i] != "NOUN" or i and w.lower[i - 1] not in NOUN_BEFORE - {"de", "d'"}):
        mood = "i"
    elif "p" in moods:
        mood = "p"
    else:
        return None
    if mood == "i":
        if i and c.words.lower[i - 1] in CAUSATIVE:
            return None  # « fait croire que »: not the subject's own words
        found = _modal(c, first)
        if found is not None:
            modal, first, hosted = found
            mood = "f"
            clitic = hosted if hosted is not None else clitic
    has_se = _has_se(c, i if modal is not None else first, i)
    last = i
    cue = _locution(c, i, verb)
    if cue:
        last = _locution_end(c, i, cue)
    else:
        own = c.cues.verbs.get(reflexive(verb)) if has_se else None
        cue = own or c.cues.verbs.get(verb)
        if has_se and not own and cue is not None and not passive:
            # « se préciser », « s'annoncer » without an entry of their own report nothing
            cue = cue if auxiliary is None and clitic is not None else None
    if cue is None:
        return None
    negated = any(w.lower[j] in ("ne", "n'") for j in range(max(0, first - 3), i))
    agent = mood == "p" and cue.takes & CHARACTERISING and "par" in w.lower[i + 1 : i + 14]
    return Verb(i, cue, mood, first, last, clitic, has_se, passive or bool(agent), negated, modal, bool(agent))


def unlisted(c) -> list[Verb]:
    """Verbs that the lexicon does not know, right behind a closing mark: « … », élude le maire."""
    w = c.words
    found = []
    known = {k for verb in c.verbs for k in range(verb.first, verb.last + 1)}
    for q in c.quotes:
        if not q.closing or q.level > 0:
            continue
        i = c.token(q.closing[1] - 1) + 1
        while i < len(w) and i < len(w) - 1 and (w.text[i] == "," or w.lower[i] in ("se", "s'", "y", "leur", "lui")):
            i += 1
        if i + 1 >= len(w) or w.text[i - 1] == "»" and not CLITIC_FORM.match(w.lower[i + 1]):
            continue
        first = i
        if w.lower[i] in AUXILIARIES and not CLITIC_FORM.match(w.lower[i]):
            while i + 1 < len(w) and i - first < 4 and "VerbForm=Part" not in w.morph[i]:
                i += 1
        plain = w.pos[i] == "VERB" and w.text[i].islower() and (i > first or "VerbForm=Part" not in w.morph[i])
        if not plain or i in known or "VerbForm=Inf" in w.morph[i]:
            continue
        clitic = next((k for k in (first + 1, i + 1) if k < len(w) and CLITIC_FORM.match(w.lower[k])), None)
        cue = Cue(w.lemma[i].lower(), "verb", "neutral", frozenset({"incise", "object"}), True)
        found.append(Verb(i, cue, "f", first, i, clitic))
    return found


def share_auxiliaries(c) -> None:
    """« a évoqué … et annoncé que »: the second participle has the auxiliary of the first."""
    w = c.words
    before: Verb | None = None
    for verb in c.verbs:
        if verb.mood == "p" and before is not None and c.unit[before.i] == c.unit[verb.i]:
            j = verb.i - 1
            while j > before.i and (w.pos[j] == "ADV" or w.lower[j] in DAYS):
                j -= 1
            if (
                w.lower[j] in ("et", "puis", "mais")
                and verb.i - before.i < 60
                and (before.passive or not w.lower[verb.i].endswith(("ée", "ées", "ie", "ies", "ue", "ues", "tes")))
                and (before.first != before.i or verb.i + 1 < len(w) and w.lower[verb.i + 1] in QUE)
            ):
                verb.mood = "f"
                verb.passive = before.passive and before.first != before.i
        if verb.mood == "f" and verb.modal is None:
            before = verb


def _finite(c, i: int, moods: str, tagged: bool) -> bool:
    w = c.words
    if tagged and "VerbForm=Part" not in w.morph[i]:
        return True
    if "p" not in moods and w.lower[i] not in HOMOGRAPHS:
        return True  # surnomme, paieront: nothing else is spelt so
    before = w.lower[i - 1] if i else ""
    if before in NOUN_BEFORE:
        return tagged and "p" not in moods
    # right behind a quotation, a comma or a subject pronoun the tagger expects nearly everything but a verb
    if i == 0 or w.pos[i] in ("ADP", "CCONJ", "SCONJ", "DET"):
        return False
    if w.text[i - 1] in ("»", ",", "—", "–") or before in PRONOUNS:
        return True
    if w.pos[i - 1] == "PROPN" and _governs(c, i):
        return True
    return i + 1 < len(w) and w.lower[i + 1] in ("que", "qu'", ":", "«", "ne", "n'", "avoir")


# Finite forms that are nouns or adjectives as well: here the tagger has a say.
HOMOGRAPHS = frozenset(
    "annonce annoncent note notent juge juges cite marque critique critiques demande demandes réplique riposte relève charge"
    " menace cause commande doute estime glisse insulte lance loue montre murmure pointe pousse présente présentent prime"
    " reproche rêve remarque rit rire titre traite tranche vise attaque balance blague blâme célèbre conte compte complète"
    " cogne coupe dépêche épingle étrille ferraille file gage lâche mitraille peste pose râle rage réserve risque siffle signe"
    " souffle tacle tempête tente tonne tire voile finance excuse excuses promesse offre contre entame rappelle suggère"
    " avance accorde acte affiche affirme_ analyse arbitre arguments chiffre codicille concède_ confesse débat décrète_"
    " détaille_ énonce_ enquête enrage entonne_ figure flatte_ forme fronde garantie_ impute_ intime invoque_ jubile_ juste"
    " livre maintient_ médite_ nie_ nuance plaisante possible prêche préfère_ prête prévoit_ proteste_ querelle raille raisonne_"
    " ramène_ reprend_ réserve résume_ réponse rétorque_ salue_ savoure_ sermonne_ soupire_ tempère_ termine_ tonne trahit_"
    " visite vante_ évoque_ ordonne_ poste publie_ cherche trouve plaide_ soutien conseil désole_ informe note adjure_ arrête"
    " baptise_ regard regarde résultat étiquette grève souligne_ dénonce_".replace("_", "").split()
) - frozenset(
    "affirme concède décrète détaille énonce entonne flatte garantie impute invoque jubile maintient médite nie préfère prévoit"
    " proteste raisonne ramène reprend résume rétorque salue savoure sermonne soupire tempère termine trahit vante évoque"
    " ordonne publie plaide désole adjure baptise souligne dénonce rappelle suggère contre".split()
)
# Participles that take être without being passive.
MOTION = frozenset("convenu convenus convenue convenues intervenu intervenue revenu revenue allé allée".split())
NOUN_BEFORE = frozenset(
    "le la les l' un une des du de d' ce cette cet ces son sa ses leur leurs au aux en par très plus moins notre nos".split()
)
PRONOUNS = frozenset("il elle ils elles on qui lui y nous vous leur se s' ne n' m' t' me te celui-ci celle-ci".split())


def _governs(c, i: int) -> bool:
    w = c.words
    if i + 1 >= len(w):
        return False
    return w.lower[i + 1] in (
        "que",
        "qu'",
        ":",
        "«",
        "le",
        "la",
        "les",
        "l'",
        "un",
        "une",
        "à",
        "de",
        "d'",
        "avoir",
        "ne",
    ) or ("VerbForm=Inf" in w.morph[i + 1])


def _gerund(c, i: int, tagged: bool) -> bool:
    w = c.words
    before = w.lower[i - 1] if i else ""
    if tagged or before in ("en", ",", "se", "s'", "y", "lui", "leur", "ne", "n'", "et"):
        return True
    if before in ("la", "le", "les", "l'"):  # « la qualifiant de », not « la plaignante »
        return i > 1 and w.text[i - 2] == ","
    return w.pos[i] in ("ADP", "ADV", "SCONJ")


def _modal(c, i: int) -> tuple[int, int, int | None] | None:
    """A modal verb that governs the infinitive at i: its token, the first token of the group, its inverted pronoun."""
    w = c.words
    j, preposition, clitic, steps = i - 1, "", None, 0
    while j >= 0 and steps < 7:
        form = w.lower[j]
        if form in TO and form and not preposition and steps < 3:
            preposition = TO[form]
        elif CLITIC_FORM.match(form):
            clitic = j
        elif form in MODALS and preposition in MODALS[form]:
            auxiliary, passive, hosted = _auxiliary(c, j)
            if "VerbForm=Part" in w.morph[j] or form in (
                "pu",
                "dû",
                "voulu",
                "tenu",
                "fini",
                "cessé",
                "osé",
                "cru",
                "préféré",
                "souhaité",
            ):
                if auxiliary is None or passive and form not in ("tenu",):
                    return None
                return j, auxiliary, hosted if hosted is not None else clitic
            return j, j, clitic
        elif not (
            w.pos[j] in LIGHT or form in ("le", "la", "les", "l'", "y", "en", "se", "s'", "lui", "leur", "même", "bien")
        ):
            return None
        j -= 1
        steps += 1
    return None


def _locution(c, i: int, verb: str) -> Cue | None:
    for cue in c.cues.locutions.get(verb, ()):
        if _locution_end(c, i, cue) and (not cue.lemma.startswith("se ") or _has_se(c, max(0, i - 2), i)):
            return cue
    return None


def _locution_end(c, i: int, cue: Cue) -> int:
    """The last token of a locution whose verb stands at i, 0 where its words do not follow."""
    w = c.words
    k, gap = 0, 0
    for j in range(i + 1, min(i + 9, len(w))):
        form = w.lower[j]
        if cue.words[k] in (form, ELISIONS.get(form)):
            k += 1
            if k == len(cue.words):
                return j
        elif not k and gap < 3 and (w.pos[j] in LIGHT or CLITIC_FORM.match(form)):
            gap += 1
        else:
            return 0
    return 0


ELISIONS = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}


def _has_se(c, first: int, i: int) -> bool:
    """Whether a reflexive pronoun stands in the verb group or among the pronouns right before it."""
    w = c.words
    if any(w.lower[j] in REFLEXIVES for j in range(first, i)):
        return True
    j = first - 1
    while j >= 0 and j >= first - 4 and (w.lower[j] in PRONOUNS | {"le", "la", "les", "l'", "en"} or w.pos[j] == "ADV"):
        if w.lower[j] in REFLEXIVES:
            return True
        j -= 1
    return False


def _auxiliary(c, i: int) -> tuple[int | None, bool, int | None]:
    """Auxiliary of a participle to its left, whether the verb is passive, and a clitic between the two."""
    w = c.words
    clitic, passive, gap = None, False, 0
    j = i - 1
    while j >= 0 and i - j <= 12:
        form = w.lower[j]
        if form == "été" and i - j <= 3:
            passive = True
        elif form in AUXILIARIES:
            if form in ETRE and not passive:
                # « est accusé »: passive; « s'est dit », « est convenu »: reflexive or a verb of motion
                passive = w.lower[i] not in MOTION and not any(
                    w.lower[k] in REFLEXIVES for k in range(max(0, j - 3), j)
                )
            return j, passive, clitic
        elif CLITIC_FORM.match(form):
            clitic = j
        elif w.text[j] == ",":
            gap += 1
            if gap > 2:
                break
        elif w.text[j] in STOPS or w.text[j] in (":", "«", "»", "(", ")") or w.text[j].isspace():
            break
        elif w.pos[j] in LIGHT or (
            w.head[j] != j and j > i - 10 and w.pos[j] in ("ADP", "DET", "NOUN", "PROPN", "NUM", "ADJ")
        ):
            # a circumstantial between the two: « a pour sa part indiqué », « a, dans un communiqué, précisé »
            if w.pos[j] not in LIGHT and not (w.pos[j] == "ADP" or _in_circumstantial(c, j, i)):
                break
        else:
            break
        j -= 1
    return None, False, None


def _in_circumstantial(c, j: int, i: int) -> bool:
    """Whether token j stands in a prepositional phrase or a date that ends before token i."""
    w = c.words
    for k in range(j, max(-1, j - 7), -1):
        if w.pos[k] == "ADP" and w.lower[k] not in ("de", "d'", "du", "des"):
            return True
        if w.lower[k] in DAYS:
            return True
        if w.text[k] in STOPS or w.lower[k] in AUXILIARIES:
            return w.lower[k] in AUXILIARIES and k == j - 1 and w.lower[j] in DAYS
    return False
