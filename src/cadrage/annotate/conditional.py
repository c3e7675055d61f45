"""The reportive conditional (« le suspect aurait fui »): the press's way to pass on what it does not vouch for.

The same forms serve hypotheses (si, sans, en cas de), politeness and wishes, modality (pourrait, devrait, aurait dû),
and the future seen from the past (il annonça qu'il viendrait): those are not hedges. Forms are read from the words
themselves, because the endings are safer than any tagger's mood.
"""

import re

from cadrage.annotate.attribution.words import Words
from cadrage.annotate.hedges import clause
from cadrage.annotate.marks import DistanceMark, inside

HAVE_OR_BE = {"aurait", "auraient", "serait", "seraient"}
# Endings that only the conditional has; « durait », « entrait », « ouvrait » are imperfects of verbs in -rer, -rir.
CONDITIONAL = re.compile(
    r"(?:\w*er|\w*(?<!tt)(?<!ret)(?<!ét)(?<!sout)(?<!dm)(?<!sp)(?<!dés)(?<!^v)(?<!^t)(?<!chav)(?<!éch)(?<!oup)(?<!emp)(?<!^c)ir"
    r"|\w*(?<!ca)(?<!on)(?<!gen)(?<!pou)dr|\w*(?:mett|batt|aît|vainc|croît)r|\w*(?:cev|viv|suiv|pleuv)r"
    r"|\w*(?:err|ourr|cr?uir|oir)|\w*uir|rir)(?:ait|aient)$"
)
PARTICIPLE = re.compile(
    r"\w+(?:é|ée|és|ées|i|ie|is|ies|u|ue|us|ues|it|ite|its|ites|ert|erte|erts|ertes|eint|einte|eints|eintes"
    r"|aint|ainte|ort|orte|orts|ortes|os|ose|oses|oint|ointe)$"
)
ADVERB = re.compile(r"\w+ment$")
BETWEEN = {"pas", "plus", "jamais", "rien", "aussi", "également", "déjà", "ainsi", "alors", "bien", "encore", "même",
           "notamment", "donc", "toutefois", "cependant", "depuis", "ensuite", "enfin", "été", "eu", "toujours", "tout",
           "quant", "fait", "pourtant", "elle", "elles", "il", "ils", "lui", "eux", "aussitôt", "en", "effet", "par",
           "ailleurs", "outre", "revanche", "peu", "mal", "trop", "tous", "toutes", "très", "presque", "désormais",
           "d'abord", "sans", "doute", "à", "son", "tour", "de", "nouveau"}  # fmt: skip
# Ability, duty, wish: their conditional weakens the verb, not the writer's warrant.
MODAL = {"pu", "dû", "du", "voulu", "fallu", "aimé", "souhaité", "préféré", "suffi", "valu", "apprécié", "mieux"}
MODAL_FORMS = re.compile(
    r"(?:pourr|devr|voudr|faudr|aimer|souhaiter|préférer|suffir|vaudr|conviendr|mériter|dir|croir|gagner|plair|saur)"
    r"(?:ait|aient)$"
)
# Verbs of consequence: their present conditional weighs what a plan or an event would bring.
CONSEQUENCE = re.compile(
    r"(?:r?amèner|aggraver|aider|apporter|améliorer|augmenter|changer|conduir|contribuer|contraindr|créer|donner|"
    r"empêcher|entraîner|éviter|faciliter|favoriser|fer|garantir|impliquer|limiter|marquer|mener|mettr|modifier|obliger|"
    r"offrir|ouvrir|permettr|placer|porter|provoquer|reviendr|rendr|ramèner|réduir|renforcer|risquer|servir|"
    r"signifier|supposer|tomber|viendr|entrer|deviendr|remplacer|finir|suivr|interdir|imposer)(?:ait|aient)$"
)
# What makes the sentence a hypothesis. « sans » counts only where it opens the sentence or a clause: « Sans cette
# digue, la ville aurait été noyée » against « il aurait fui sans payer ».
HYPOTHETICAL = re.compile(
    r"\b(?:s'ils?\b|si (?=(?:l'|d'|un|une|le|la|les|des|du|on|je|tu|nous|vous|ils?|elles?|ce|cet|cette|ces|son|sa|ses|leurs?|"
    r"personne|rien|aucune?|tous|toutes?|[A-ZÀ-Þ])\b)|en cas d|à défaut|à condition|dans l'hypothèse|au cas où|dans ce cas|"
    r"quand bien même|à moins|sous réserve|à supposer|le cas échéant|comme s[i'])"
    r"|(?:^|, )(?:sans (?!doute)|faute de|sinon|autrement|idéalement|imaginons|supposons)",
    re.IGNORECASE,
)
# A subordinate clause under one of these tells a future seen from the past, unless the word before makes it causal,
# concessive or temporal: « alors que le gardien serait blessé ».
SUBORDINATORS = {"que", "qu'", "si", "où", "quand", "lorsque", "lorsqu'", "jusqu'"}
CONJUNCTIVE = {"alors", "tandis", "parce", "bien", "autant", "puis", "encore", "sachant", "pendant", "dès", "tant"}
MOMENTS = {"jour", "moment", "date", "nuit", "heure", "semaine", "année", "instant", "époque", "mois", "soir"}


def conditionals(words: Words, text: str, reported: list, quoted: list) -> list[DistanceMark]:
    """Reportive conditionals in narrator voice, with their clause."""
    found = []
    for i, form in enumerate(words.lower):
        if not form.endswith(("rait", "raient")):
            continue
        start = words.start[i]
        if inside(reported, start) or inside(quoted, start) or words.pos[i] not in ("AUX", "VERB", "ADJ", "NOUN"):
            continue
        end = _reportive(words, text, i)
        if end is None:
            continue
        scope = clause(words, i)
        found.append(
            DistanceMark(
                min(scope[0], start),
                max(scope[1], words.end[end]),
                "hedged",
                start,
                words.end[end],
                "reportive conditional",
            )  # fmt: skip
        )
    return found


def _reportive(words: Words, text: str, i: int) -> int | None:
    """The last token of the verb group where the conditional at token i is reportive, else None."""
    form = words.lower[i]
    first, last = words.sentences[words.sent[i]]
    if MODAL_FORMS.fullmatch(form) or _hypothetical(words, text, first, last) or words.text[last - 1] == "?":
        return None
    before = words.lower[i - 1] if i > first else ""
    subject = words.lower[i - 2] if before in ("n'", "ne", "en", "y") and i - 1 > first else before
    if subject in ("ce", "c'", "ça", "cela", "je", "j'", "tu"):
        return None
    if form in HAVE_OR_BE:
        participle = _participle(words, i, last)
        if participle is not None:
            if subject == "on" and words.lower[participle] in ("dit", "cru", "pensé", "imaginé"):
                return None
            if words.lower[participle] in MODAL or words.lower[participle] in ("censé", "censée", "censés", "tenu"):
                return None
            if _later_than_past(words, i, first) and form.startswith("ser"):
                return None
            return participle
        if subject == "on" or _later_than_past(words, i, first) or subject == "il" and _impersonal(words, i, last):
            return None
        return i
    if not CONDITIONAL.fullmatch(form) or CONSEQUENCE.fullmatch(form) or words.pos[i] not in ("VERB", "AUX"):
        return None
    if subject == "on" or before in ("qui", "nous", "vous"):
        return None
    return None if _later_than_past(words, i, first) else i


def _participle(words: Words, i: int, last: int) -> int | None:
    """The participle of the verb group that an auxiliary opens."""
    found = None
    for j in range(i + 1, min(last, i + 9)):
        form = words.lower[j]
        if form in ("été", "eu") or words.text[j] == "-t" or form.startswith("-"):
            if form in ("été", "eu"):
                found = j
            continue
        if form in MODAL:
            return j
        if PARTICIPLE.fullmatch(form) and words.pos[j] in ("VERB", "AUX", "ADJ") and form not in BETWEEN:
            return j
        if PARTICIPLE.fullmatch(form) and found is not None and words.pos[j] == "NOUN" and j == found + 1:
            return j
        if form in BETWEEN or ADVERB.fullmatch(form) or words.pos[j] == "ADV":
            continue
        break
    return found


def _hypothetical(words: Words, text: str, first: int, last: int) -> bool:
    return bool(HYPOTHETICAL.search(text[words.start[first] : words.end[last - 1]]))


def _later_than_past(words: Words, i: int, first: int) -> bool:
    """Whether a subordinator stands before the verb in its own clause: « la date où il serait jugé »."""
    for j in range(i - 1, max(first, i - 12) - 1, -1):
        if words.text[j] in (",", ";", ":", "»"):
            return False
        if words.lower[j] in SUBORDINATORS:
            before = words.lower[j - 1] if j > first else ""
            if words.lower[j] == "où":
                return before in MOMENTS
            return before not in CONJUNCTIVE
    return False


def _impersonal(words: Words, i: int, last: int) -> bool:
    # « il serait temps », « il serait bon de »: a judgement; « il serait mort » has a participle.
    return any(words.lower[j] in ("de", "d'", "que", "qu'", "temps") for j in range(i + 1, min(last, i + 4)))
