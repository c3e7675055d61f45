"""What may stand between a verb and what it governs: adverbs, dates, persons addressed, asides between commas."""

from cadrage.annotate.attribution.context import Context
from cadrage.annotate.attribution.groups import DAYS, STOPS

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
# What may open an infinitive or stand before its verb: « ne pas se voiler », « n'en avoir jamais rien su ».
BEFORE_INFINITIVE = frozenset(
    "ne n' pas plus jamais rien se s' le la l' les en y lui leur me m' nous vous tout « bien".split()
)
DATE = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui matin soir midi après-midi janvier février mars avril"
    " mai juin juillet août septembre octobre novembre décembre soirée matinée nuit semaine dernier prochain".split()
)

# How something is said, between the verb and what is said.
MANNER = tuple(
    tuple(phrase.split())
    for phrase in (
        "du bout des lèvres", "haut et fort", "mot pour mot", "noir sur blanc", "sans ambages", "sans détour", "sans détours",
        "sans fard", "sans hésiter", "sans rire", "sans sourciller", "en substance", "en chœur", "d' une seule voix",
        "d' une voix ferme", "d' un ton ferme", "d' un ton sec", "l' air grave", "mi-figue mi-raisin",
    )
)  # fmt: skip

NAMED = frozenset("revue journal quotidien magazine hebdomadaire mensuel chaîne site agence podcast".split())


def skip_aside(c: Context, j: int, end: int) -> int:
    """Passes adverbs, dates, dative and other circumstantial phrases, asides between commas."""
    w = c.words
    hops = 0
    while j < end and hops < 12:
        hops += 1
        form = w.lower[j]
        if w.text[j] == ",":
            stop = next((k for k in range(j + 1, min(j + 18, end)) if w.text[k] == "," and c.outer[k] < 0), None)
            if stop is None or c.has_finite(j + 1, stop):
                return j
            j = stop + 1
            continue
        following = w.lower[j + 1] if j + 1 < end else ""
        third = w.lower[j + 2] if j + 2 < end else ""
        if form in ("de", "pour") and following in ("son", "sa", "leur", "ma", "mon") and third in ("côté", "part"):
            j += 3
            continue
        if form == "à" and following in ("son", "leur") and third == "tour":
            j += 3
            continue
        if form in ("de", "d'") and following in ("nouveau", "ailleurs", "emblée", "abord", "avance", "fait"):
            j += 2
            continue
        idiom = next((m for m in MANNER if tuple(w.lower[j : j + len(m)]) == m), None)
        if idiom and j + len(idiom) < end:
            j += len(idiom)
            continue
        if form in ("lui", "elle", "eux", "elles") and w.lower[j - 1] not in ("à", "de", "d'"):
            j += 1
            continue
        if (
            form == "tout"
            and j + 1 < end
            and w.lower[j + 1] in ("haut", "bas", "net", "simplement", "bonnement", "aussi", "de")
        ):
            j += 2 if w.lower[j + 1] != "de" else 3  # tout haut, tout de go
            continue
        if form in ("fin", "début", "mi") and j + 1 < end and (w.lower[j + 1] in DATE or w.text[j + 1].isdigit()):
            j += 1
            continue
        if form in DATE or (w.pos[j] == "NUM" and j + 1 < end and w.lower[j + 1] in DATE):
            j += 1
            continue
        if form in ("le", "la", "ce", "cette") and j + 1 < end and (w.lower[j + 1] in DATE or w.text[j + 1].isdigit()):
            j += 2
            continue
        if form in ("à", "au", "aux", "avec", "dans", "sur", "lors", "via", "devant", "en", "par", "pendant", "après", "auprès", "depuis",
                    "chez", "dès") and j + 1 < end and not infinitive_at(c, j + 1, end) and w.text[j + 1] != "«":  # fmt: skip
            j = past_phrase(c, j, end)
            continue
        if (
            w.pos[j] == "ADV"
            and form
            not in (
                "ne",
                "n'",
                "non",
                "pas",
                "plus",
                "très",
                "plutôt",
                "trop",
                "comme",
                "comment",
                "pourquoi",
                "combien",
            )
            and not nominal_start(c, j)
        ):
            j += 1
            continue
        break
    return j


def _starts_name(w, k: int) -> bool:
    """Whether the capitalised word k opens another name than the word before it: « à l'AFI | Fatim Sokona »."""
    before = w.text[k - 1]
    if w.lower[k - 1] in NAMED:
        return False  # « à la revue Terre et Ciel »
    if before.isupper() and len(before) > 1 and not w.text[k].isupper():
        return True
    return not before[:1].isupper() and w.lower[k - 1] not in OF and w.lower[k - 1] not in ("et", "&")


def infinitive_at(c: Context, j: int, end: int) -> bool:
    """Whether an infinitive starts at token j, behind clitics, negation or an opening mark."""
    w = c.words
    steps = 0
    while j < end and steps < 6 and (w.lower[j] in BEFORE_INFINITIVE or w.pos[j] == "ADV" and steps):
        j += 1
        steps += 1
    return j < end and c.is_infinitive(j) and (w.pos[j] not in ("NOUN", "ADJ", "PROPN") or w.dep[j] == "xcomp")


def nominal_start(c: Context, j: int) -> bool:
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


def past_phrase(c: Context, j: int, limit: int) -> int:
    """The token behind a prepositional phrase that starts at j: its noun and what is glued to it."""
    w = c.words
    k = j + 1
    seen = False
    while k < limit:
        form = w.lower[k]
        if w.text[k] in STOPS or w.text[k] in (",", ":", "»", "«", "(", ")") or w.text[k].isspace():
            return k
        nominal = w.pos[k] in ("NOUN", "PROPN", "NUM") or w.text[k][:1].isupper()
        if seen and "VerbForm=Part" in w.morph[k] and w.pos[k] == "VERB" and w.pos[k - 1] in ("NOUN", "PROPN", "ADJ"):
            k += 1  # « dans un rapport publié mardi »
            while k < limit and (w.lower[k] in DAYS or w.lower[k] in DATE):
                k += 1
            continue
        if seen and form in DETERMINERS and form not in ("des", "du") and w.lower[k - 1] not in OF:
            return k
        if seen and nominal and w.text[k][:1].isupper() and _starts_name(w, k):
            return k
        if nominal or form in SUBJECT_PRONOUNS:
            seen = True
        elif form in ("et", "&") and k + 1 < limit and w.text[k - 1][:1].isupper() and w.text[k + 1][:1].isupper():
            pass  # « à la revue Terre et Ciel », « devant Paul et Marie »
        elif seen and w.pos[k] not in ("ADJ", "ADP", "DET") and form not in OF and w.lower[k - 1] not in OF:
            return k
        if seen and w.pos[k] == "ADP" and form not in OF:
            return k
        k += 1
    return k
