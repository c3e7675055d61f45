"""The words around a verb form that make its group: auxiliaries, modal verbs, inverted pronouns, and the word lists."""

import re

STOPS = frozenset({".", "!", "?", "…", "...", ";"})
# Words that may stand between auxiliary and participle, or between a verb and what it governs.
LIGHT = frozenset({"ADV", "PRON", "PART", "INTJ"})
AUXILIARIES = frozenset(
    "a ont avait avaient aura auront aurait auraient eut eurent ait aient ayant avoir est sont était étaient sera seront"
    " serait seraient fut furent soit soient étant être ai as avons avez avais".split()
)
ETRE = frozenset("est sont était étaient sera seront serait seraient fut furent soit soient étant être été".split())
CLITIC_FORM = re.compile(r"^[-‐](?:t[-'‐ ]?)?(?:ils?|elles?|on|je|nous|ce)$")
# Participles that take être without being passive.
MOTION = frozenset("convenu convenus convenue convenues intervenu intervenue revenu revenue allé allée".split())
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


def modal_before(c, i: int) -> tuple[int, int, int | None] | None:
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
            auxiliary, passive, hosted = auxiliary_before(c, j)
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


def auxiliary_before(c, i: int) -> tuple[int | None, bool, int | None]:
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
        elif form == "et" and w.lower[j - 1] == "ores":
            j -= 2
        elif w.pos[j] in LIGHT or (
            w.head[j] != j and j > i - 10 and w.pos[j] in ("ADP", "DET", "NOUN", "PROPN", "NUM", "ADJ")
        ):
            if form in ("un", "temps", "jour", "moment", "instant") and w.lower[i - 1] in (
                "temps",
                "jour",
                "moment",
                "instant",
            ):
                j -= 1
                continue  # « avait un temps laissé entendre »
            if "ores" in w.lower[max(0, j - 1) : j + 2]:
                j -= 1
                continue  # « a d'ores et déjà plaidé »
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
