"""The cue verbs of a document: verb groups with their mood, auxiliary, modal verb, negation and inverted pronoun.

Recognised by spelling, so that an odd tag after an odd word order loses none; the tagger only decides homographs.
"""

from dataclasses import dataclass

from cadrage.annotate.attribution.groups import (
    AUXILIARIES,
    CAUSATIVE,
    CHARACTERISING,
    CLITIC_FORM,
    CLOSED,
    DAYS,
    LIGHT,
    QUE,
    REFLEXIVES,
    auxiliary_before,
    modal_before,
)
from cadrage.lexicon import Cue, reflexive


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
    if w.text[i][:1].isupper() and w.pos[i] == "PROPN" and i and w.text[i - 1][-1:].isalnum():
        return None  # « Me Lise Aubry »: a name spelt like a form of lire
    if form == "maintenant" and not (i and w.lower[i - 1] in ("en", ",") and i + 1 < len(w) and w.lower[i + 1] in QUE):
        return None  # « doit maintenant obtenir »: the adverb
    readings = c.cues.forms[form]
    verb, moods = next((r for r in readings if r[0] == w.lemma[i]), readings[0])
    if verb in ("avoir", "être") and form in AUXILIARIES and not _locution(c, i, verb):
        return None
    first, passive, clitic, modal = i, False, None, None
    auxiliary = None
    if i + 1 < len(w) and CLITIC_FORM.match(w.lower[i + 1]):
        clitic = i + 1
    if "p" in moods and not (clitic is not None and "f" in moods):
        auxiliary, passive, hosted = auxiliary_before(c, i)
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
        found = modal_before(c, first)
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
    characterises = CHARACTERISING | ({"predicate"} if not cue.polysemous else frozenset())
    agent = mood == "p" and cue.takes & characterises and "par" in w.lower[i + 1 : i + 14]
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
        if verb.mood == "p" and _after_other_verb(c, verb):
            verb.mood = "f"  # « a effacé son message et annoncé qu'il partirait »
            continue
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


def _nominal(c, k: int) -> bool:
    """Whether a subject may end at token k: a noun, a name, a comma that closes an aside."""
    return k >= 0 and (c.words.pos[k] in ("NOUN", "PROPN", "PRON") or c.words.text[k] in (",", ")"))


def _after_other_verb(c, verb: Verb) -> bool:
    """Whether a participle before « que » goes on, behind « et », with the auxiliary of a verb that is no cue."""
    w = c.words
    if verb.i + 1 >= len(w) or w.lower[verb.i + 1] not in QUE or "que" not in verb.cue.takes:
        return False
    j = verb.i - 1
    while j > 0 and (w.pos[j] == "ADV" or w.lower[j] in DAYS):
        j -= 1
    if w.lower[j] not in ("et", "puis", "mais"):
        return False
    first, _ = c.units[c.unit[verb.i]]
    for k in range(j - 1, max(first - 1, j - 40), -1):
        if w.lower[k] in ("a", "ont", "avait", "avaient", "aura", "auront"):
            return any("VerbForm=Part" in w.morph[m] for m in range(k + 1, min(k + 4, j)))
        if c.is_finite(k):
            return False
    return False


def _finite(c, i: int, moods: str, tagged: bool) -> bool:
    w = c.words
    if tagged and "VerbForm=Part" not in w.morph[i]:
        return True
    if "p" not in moods and w.lower[i] not in HOMOGRAPHS:
        return True  # surnomme, paieront: nothing else is spelt so
    before = w.lower[i - 1] if i else ""
    if before in NOUN_BEFORE:
        following = w.text[i + 1] if i + 1 < len(w) else ""
        # « la juge « ridicule » », « les informe que »: a pronoun, not an article
        if before in ("le", "la", "les", "l'", "leur") and (
            following in ("que", "qu'") or following == "«" and _nominal(c, i - 2)
        ):
            return True
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
