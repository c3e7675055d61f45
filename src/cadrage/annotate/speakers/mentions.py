"""The mentions of people and bodies in the narration that later pronouns can take up."""

import re
from bisect import bisect_left

from cadrage.annotate.marks import inside
from cadrage.annotate.speakers.cast import Cast
from cadrage.annotate.speakers.naming import name
from cadrage.annotate.speakers.phrases import Phrase, read_phrase
from cadrage.annotate.speakers.pronouns import PRONOUNS
from cadrage.annotate.speakers.reference import Memory
from cadrage.lexicon.aliases import key

SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:caus", "obl:agent"}
# « …, la Russie »: where a subject stands that follows an opening phrase.
OPENS_CLAUSE = re.compile(r"(?:^|[,.] |\n)(?:[Ll]'|[Ll]a |[Ll]e |[Ll]es )?$")
PLURALS = {
    "les",
    "des",
    "aux",
    "ses",
    "leurs",
    "ces",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "plusieurs",
    "quelques",
}
# « il » that stands for nobody.
IMPERSONAL = re.compile(
    r"\s+(?:n'|ne )?(?:s'agi|y a|y av|y aur|faut|fall|faud|sembl|conv(?:ien|en)|import|suffi|rest|exist|arriv|"
    r"s'en|appar|para[iî]|pleu|est (?:\w+ )?(?:que|de|d'|à|clair|vrai|possible|probable|temps|question|\d)|a été|"
    r"avait été|aura été)"
)
# « Une troupe lui propose … », « son épouse »: the person spoken of stays the topic.
OBJECTS, OWNED = {"lui", "l'", "la", "le"}, {"son", "sa", "ses"}
# Words between a subject and its verb, and the longest aside in commas (in tokens).
CLITICS = {"ne", "n'", "se", "s'", "lui", "leur", "le", "la", "les", "l'", "en", "y", "me", "m'", "nous", "vous"}
ASIDE = 25
# What stands before the subject at the head of a sentence: « Joint par téléphone, », « À Vernon, », « Lundi soir, ».
OPENING = re.compile(
    r"(?:\w+(?:é|i|u|int|rit|is)e?s?|(?:À|Au|Aux|En|Dans|Pour|Sur|Hier|Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche|"
    r"Depuis|Lors|Après|Avant|Ce|Mais|Enfin|Puis|Ensuite|Or)\b)(?: [\w'-]+){0,7}"
)
STOPS_SUBJECT = {"VERB", "AUX", "PUNCT", "PRON", "SCONJ"}
# « remis par un ancien cadre du groupe, qui … »: who acts is in focus, too.
AGENT = re.compile(r"\bpar ((?:une? |des |l'|la |les? )[^,.;:«»()\n]{3,60})(?=[,.;]| qui\b)")
TOPIC = re.compile(r"\b[Qq]uant (?:à )?((?:l'|la |le |les |aux? )?[^,.;:\n]{2,60}),")
# « sur YouTube »: where words are published, not who speaks.
PLATFORMS = {"bluesky", "dailymotion", "facebook", "instagram", "linkedin", "mastodon", "reddit", "snapchat", "telegram",
             "threads", "tiktok", "twitch", "twitter", "whatsapp", "x", "youtube"}  # fmt: skip
PUBLISHED_ON = re.compile(r"\b(?:sur|via|de|d'|compte|page|chaîne|réseau(?: social)?) ?$")
PREPOSITION = re.compile(r"\b(?:de|du|des|d'|à|au|aux|avec|par|contre|pour|chez|sur|sous|après|avant|en|dans|selon)\b")


def narrated(cast: Cast, quoted: list[tuple[int, int]], hidden: list[tuple[int, int]]):
    """The mentions that pronouns can take up: (start, end, rank, head token or None).

    Names count everywhere, most at the head of a sentence; other phrases count as subjects. What stands in
    quotation marks belongs to another conversation.
    """
    words, seen = cast.words, set()
    for found in cast.people.names:
        if found.entity is not None and not inside(quoted, found.start):
            rank = 2 if heads_sentence(cast.text, found.start) or acts(cast, found.start, found.end) else 1
            yield found.start, found.end, 0.6 if inside(hidden, found.start) else rank, None
    for start, end in cast.people.others:
        if not inside(quoted, start):
            yield start, end, 2 if OPENS_CLAUSE.search(cast.text, max(0, start - 8), start) else 0.5, None
    for start, end, _ in cast.explained:
        if not inside(quoted, start):
            yield start, end, 1.2, None
    for match in AGENT.finditer(cast.text):
        phrase = read_phrase(match.group(1), cast.aliases)
        speaks = phrase.function or phrase.noun in cast.aliases.people or phrase.noun in cast.aliases.camps
        if speaks and not inside(hidden, match.start(1)):
            yield match.start(1), match.end(1), 1.8 if phrase.number == "s" else 1.2, cast.tokens_at.get(match.start(1))
    people = cast.aliases.people_words
    for i in [i for i, pos in enumerate(words.pos) if pos in ("NOUN", "PROPN", "PRON")]:
        dep = words.dep[i]
        if words.lower[i] in people and words.pos[i] == "NOUN" and dep not in SUBJECTS and i:
            start = words.start[i - 1]
            if words.lower[i - 1] in PLURALS and not inside(hidden, start):
                yield words.start[i], words.end[i], 0.8, i
        taken_up = words.pos[i] == "PRON" and words.lower[i] in OBJECTS and dep in ("iobj", "obj", "obl:arg")
        if taken_up and not inside(hidden, words.start[i]):
            yield words.start[i], words.end[i], 1.9, None
        if dep not in SUBJECTS or inside(quoted, words.start[i]):
            continue
        if words.pos[i] == "PRON" and words.lower[i] in ("il", "elle", "ils", "elles"):
            told = not inside(hidden, words.start[i])
            if told and not IMPERSONAL.match(cast.text, words.end[i]):
                yield words.start[i], words.end[i], 2, None
        if words.pos[i] in ("NOUN", "PROPN"):
            if words.lower[words.left[i]] in OWNED and not inside(hidden, words.start[words.left[i]]):
                yield words.start[words.left[i]], words.end[words.left[i]], 1.9, None
            start = words.start[words.left[i]]
            seen.add(start)
            yield start, words.end[words.right[i] - 1], 1.2 if inside(hidden, words.start[i]) else 2, i
    for first, last in words.sentences:
        start = words.start[first]
        if start in seen or words.pos[first] not in ("DET", "PROPN") or inside(hidden, start):
            continue
        stop = next((j for j in range(first, min(last, first + 12)) if closes(words, first, j)), None)
        if stop is not None and stop > first:
            yield start, words.end[stop - 1], 2, stop - 1
    for match in TOPIC.finditer(cast.text):
        yield match.start(1), match.end(1), 3, None


def closes(words, first: int, j: int) -> bool:
    """Whether the subject that begins a sentence ends before token ``j``: at a verb, a mark, or a clitic taken for an
    article (« L'accusation la blesse »)."""
    if words.pos[j] in STOPS_SUBJECT:
        return True
    clitic = j > first + 1 and words.lower[j] in ("la", "le", "les", "l'", "leur")
    return clitic and words.pos[j - 1] in ("NOUN", "PROPN", "ADJ")


def heads_sentence(text: str, start: int) -> bool:
    """Whether a name opens its sentence, or nearly: it is then the subject, whatever the parse."""
    edge = max(0, start - 60)
    at = max(text.rfind(". ", edge, start), text.rfind("\n", edge, start), start - 60)
    lead = text[at + 1 : start].strip(" .")
    opening, comma, rest = lead.partition(", ")
    if comma and OPENING.fullmatch(opening):
        lead = rest  # « Joint par téléphone, le fromager Luc X … »
    return start - at < 60 and "," not in lead and len(lead.split()) < 6 and not PREPOSITION.search(lead)


# Things, not people, that end like professions.
THINGS = {"ascenseur", "calculateur", "capteur", "compteur", "facteur", "indicateur", "moteur", "ordinateur", "radiateur",
          "reacteur", "secteur", "tracteur", "vecteur", "ventilateur", "interieur", "exterieur", "bonheur", "malheur", "honneur",
          "coeur", "choeur", "labeur", "ailleurs", "quartier", "dossier"}  # fmt: skip


def calling(cast: Cast, phrase: Phrase, head: int) -> bool:
    """Whether a noun that no lexicon lists is a profession by its ending (« un ramasseur de balles »)."""
    masculine = phrase.gender == "m" or (not phrase.gender and "Gender=Masc" in cast.words.morph[head])
    ending = phrase.noun.endswith(("teur", "seur", "geur", "leur", "deur", "neur")) and masculine
    ending = ending or phrase.noun.endswith(("euse", "trice", "iste", "logue"))
    return (
        phrase.number == "s"
        and phrase.determiner in ("definite", "indefinite")
        and ending
        and phrase.noun not in THINGS
    )


def acts(cast: Cast, start: int, end: int) -> bool:
    """Whether a name is the subject of a finite verb: no preposition before its noun phrase, the verb right behind.

    Asides in commas may stand between: « le fromager Luc X, joint par téléphone, se dit … ».
    """
    words = cast.words
    first, last = cast.tokens_at.get(start), bisect_left(words.start, end)
    if first is None:
        return False
    while (
        first > 0
        and words.pos[first - 1] in ("NOUN", "ADJ", "PROPN", "NUM", "DET")
        and not words.lower[first].startswith(("d'", "du", "des"))
    ):
        first -= 1
        if words.pos[first] == "DET":
            break
    if words.lower[first] in ("du", "au", "aux") or (first and words.pos[first - 1] == "ADP"):
        return False
    stop = min(len(words), words.sentences[words.sent[first]][1])
    if last < stop and words.text[last] == ",":
        last = next((j + 1 for j in range(last + 1, min(stop, last + ASIDE)) if words.text[j] == ","), stop)
    while last < stop and (words.lower[last] in CLITICS or words.pos[last] == "ADV"):
        last += 1
    return last < stop and words.pos[last] in ("VERB", "AUX") and "VerbForm=Fin" in words.morph[last]


def note(cast: Cast, memory: Memory, start: int, end: int, rank: float, head: int | None) -> None:
    """Adds a mention to the memory where it stands for somebody who can speak."""
    if head is None:
        if cast.text[start:end].lower() in OBJECTS | OWNED:
            gender = {"la": "f", "le": "m"}.get(cast.text[start:end].lower(), "")
            entity = memory.recall(start, gender, "s", kinds=("person",), strict=True)
            if entity is not None:
                memory.add(start, end, entity, rank)
            return
        if cast.text[start:end].lower() in PRONOUNS:
            entity = memory.recall(start, *PRONOUNS[cast.text[start:end].lower()])
            if entity is not None:
                memory.add(start, end, entity, rank)
            return
        names = cast.people.within(start, end)
        if names and names[0].start <= start and names[0].entity is not None:
            memory.add(start, end, names[0].entity, rank)
            return
    text = cast.text[start : min(end, start + 200)]
    if key(text) in PLATFORMS and PUBLISHED_ON.search(cast.text, max(0, start - 12), start):
        return
    phrase = read_phrase(text, cast.aliases)
    a = cast.aliases
    firm = cast.capitals.firm(text)
    if head is None and rank < 1 and not firm and a.names.get(key(text), ("", ""))[1] != "institution":
        return
    topic = (
        rank == 3
        and phrase.determiner == "definite"
        and phrase.number == "p"
        and re.search(r"(?:eurs|istes|iens|ants)$", phrase.noun)
    )
    known = topic or key(text) in a.names or key(phrase.core) in a.names or key(text) in cast.acronyms
    if not (
        known or phrase.function or (head is not None and calling(cast, phrase, head)) or cast.proper(phrase, start) or phrase.noun in a.people or phrase.noun in a.sorts
        or phrase.noun in a.voices or phrase.noun in a.collectives or phrase.noun in a.camps
    ):  # fmt: skip
        return
    if phrase.function and phrase.determiner == "possessive" and phrase.noun == "homologue":
        return
    entity = name(cast, start, start + len(text), head)
    if entity is not None and entity.kind != "document":
        memory.add(start, end, entity, rank)
