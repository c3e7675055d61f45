"""Coordination behind a report: does « et » go on with what is reported, or with what the subject does next?"""

from cadrage.annotate.attribution.asides import DETERMINERS, SUBJECT_PRONOUNS
from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.groups import CLITIC_FORM, QUE
from cadrage.annotate.attribution.verbs import Verb


def outside(c: Context, j: int, start: int, k: int, verb: Verb) -> bool:
    """Whether the tree hangs the phrase at token j on the cue (or above it) rather than on the complement."""
    w = c.words
    node, steps = j, 0
    while steps < 30 and w.head[node] != node and not (start <= w.head[node] < k) and w.head[node] > k:
        node = w.head[node]
        steps += 1
    head = w.head[node]
    return head == verb.i or head < start


def second_report(c: Context, k: int, start: int, end: int, verb: Verb) -> bool:
    """Whether the conjunction at token k starts a new report or act of the same subject: « … et a demandé »."""
    w = c.words
    j = k + 1
    if w.lower[k] == "car":
        return False  # « avoir été limogé car jugé trop libéral »
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
    if w.lower[j] in ("d'", "de") and w.lower[start] in ("de", "d'"):
        return False  # « conjure de ne pas fuir et de porter plainte »
    if w.lower[j] == "avoir" and verb.mood == "f" and not any(c.is_finite(x) for x in range(start, k)):
        return False  # « dit se cacher et avoir vu des soldats »
    if w.lower[j] in ("d'", "de", "tout", "avant") and j + 1 < end:
        other = c.verb_at.get(j + 1)
        return bool(other and other.mood == "i" and w.lower[k] == "et" and w.lower[j] in ("d'", "de"))
    other = c.verb_at.get(j)
    if "VerbForm=Part" in w.morph[j] and start <= w.head[j] < k and verb.first != verb.i and _disagree(c, j, w.head[j]):
        # « a estimé que la faute était établie et condamné l'entreprise »: the participle agrees with no « faute »
        return other is None or _goes_on(c, other, verb, True)
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
            return _goes_on(c, other, verb, _same_level(c, m, start, k, verb))
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
        return outside(c, m if m < end else j, start, k, verb) and verb.mood == "f"
    if j >= end:
        return False
    other = c.verb_at.get(j)
    if other is None or CLITIC_FORM.match(w.lower[j]):
        bare = (c.is_finite(j) or w.lower[j - 1] in ("se", "s'")) and subject is None and verb.mood == "f"
        return bare and (outside(c, j, start, k, verb) or _other_mood(c, j, start, k, verb))
    if other.mood == "f" and subject is not None:
        return outside(c, j, start, k, verb)
    if other.mood == "f":
        return _goes_on(c, other, verb, _same_level(c, j, start, k, verb) or _other_mood(c, j, start, k, verb))
    if other.mood == "p" and j + 1 < end and w.lower[j + 1] in QUE:
        return _goes_on(c, other, verb, True)
    if other.mood in ("p", "g") and other.mood == _mood(c, verb):
        return _goes_on(c, other, verb, other.mood == "g" or _shares_auxiliary(c, j, verb))
    if other.mood == "i" and verb.mood == "i":
        return outside(c, j, start, k, verb)
    return False


def _other_mood(c: Context, j: int, start: int, k: int, verb: Verb) -> bool:
    """Whether the verb at j goes with the cue by mood or tense: « souhaite qu'il soit jugé et se réserve le droit »."""
    w = c.words
    inner = next((w.morph[x] for x in range(start, k) if c.is_finite(x)), "")
    if "Mood=Sub" in inner and ("Mood=Ind" in w.morph[j] or w.pos[j] == "NOUN" and w.lower[j - 1] in ("se", "s'")):
        return True
    present = "Tense=Pres" in w.morph[verb.first] and "Tense=Pres" in w.morph[j]
    return present and "Tense=Imp" in inner


def _disagree(c: Context, one: int, other: int) -> bool:
    """Whether two participles differ in gender, the second one being feminine: avoir governs the first alone."""
    w = c.words
    return "VerbForm=Part" in w.morph[other] and "Gender=Masc" in w.morph[one] and "Gender=Fem" in w.morph[other]


def _goes_on(c: Context, other: Verb, verb: Verb, answer: bool) -> bool:
    """Remembers that ``other`` has the subject of ``verb``, where the answer is yes."""
    if answer:
        c.continues[other.i] = verb.i
    return answer


def _same_level(c: Context, j: int, start: int, k: int, verb: Verb) -> bool:
    # A cue verb without subject behind « et » continues the report, unless the tree is sure that it continues the complement
    # and the complement's own verb can speak too.
    w = c.words
    if verb.mood != "f":
        return outside(c, j, start, k, verb)
    head = w.head[j]
    return not (start <= head < k and head in c.verb_at and w.dep[j] == "conj")


def _mood(c: Context, verb: Verb) -> str:
    return "p" if verb.mood == "f" and verb.first != verb.i else verb.mood


def _shares_auxiliary(c: Context, j: int, verb: Verb) -> bool:
    return "VerbForm=Part" in c.words.morph[j] or c.words.pos[j] in ("VERB", "ADJ")
