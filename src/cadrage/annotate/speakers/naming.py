"""Whom a source phrase names: one decision list from the most to the least explicit.

Declared actors, coordination, a person's name at the head, lexicon names and acronyms, documents and spokespersons
(who speak for somebody else), unnamed sources, voices of states, organisations, functions, groups.
"""

import re

from cadrage.annotate.speakers.bodies import collective_gender, firm, organisation, voice_of
from cadrage.annotate.speakers.cast import Cast
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.issuers import document, document_noun, spokesperson
from cadrage.annotate.speakers.organisations import gender_of, known_name, state_voice
from cadrage.annotate.speakers.phrases import CUT, LEAD, TAIL, Phrase, members, read_phrase
from cadrage.annotate.speakers.pronouns import PRONOUNS, nobody
from cadrage.annotate.speakers.roles import AGED, function_of, person_at
from cadrage.lexicon.aliases import key

# Longer sources are mistakes of a parser on odd text.
LONGEST_SOURCE = 300
NAME = re.compile(r"(?:[Ll]'|[Ll]e |[Ll]a |[Ll]es |The |Der |Die |El )?[A-ZÀ-Þ]\w")
# « l'un d'eux », cut short
ONE = {"un", "une", "l un", "l une", "l un d eux", "l une d elles", "un d eux", "un d entre eux", "une d elles"}
ONE_OF = re.compile(r"(?:l'une?|une?) (?:de |d'|des |du )", re.IGNORECASE)
# « Le président de la Turquie, Erdogan »
# Endings of nouns for people that the lexicon does not list: « le cheminot » apart, most professions have one.
AGENT = re.compile(r"(?:eur|euse|trice|ier|iere|iste|ien|ienne|logue|crate|aire|phile|mane)$")
APPOSED = re.compile(r"^(?P<function>[^,]{3,80}), (?P<name>[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?)$")


def name(cast: Cast, start: int, end: int, head: int | None = None) -> Entity | None:
    """The entity that ``text[start:end]`` names, or None where only the context knows (pronouns included)."""
    end = min(end, start + LONGEST_SOURCE)
    phrase_text = cast.text[start:end]
    actor = cast.actors.get(key(phrase_text))
    if actor:
        return cast.institution(actor, sorts=frozenset())
    parts = members(phrase_text)
    if len(parts) > 1 and known_name(phrase_text, cast.aliases) is None:
        several = listed(cast, parts, start, end)
        if several:
            return several
    return one(cast, start, end, head)


def listed(cast: Cast, parts: list[str], start: int, end: int) -> Entity | None:
    """One entity for a coordination of two phrases or more, each of which names somebody."""
    found, at = [], start
    for part in parts:
        at = cast.text.index(part, at)
        if key(part) in PRONOUNS:
            return None
        member = one(cast, at, at + len(part), None)
        if member is None:
            return None
        found.append(member)
        at += len(part)
    if len({id(e) for e in found}) < 2:
        return None
    kinds = {e.kind for e in found}
    label = " et ".join(e.label for e in found)
    kind = kinds.pop() if len(kinds) == 1 else "group"
    gender = "f" if all(e.gender == "f" for e in found) else "m"
    return cast.entity(label, kind, gender, "p")


def one(cast: Cast, start: int, end: int, head: int | None) -> Entity | None:
    """The entity that a phrase without coordination names."""
    start += LEAD.match(cast.text[start:end]).end() if LEAD.match(cast.text[start:end]) else 0
    raw = cast.text[start:end]
    person = person_at(cast, start, end)
    if person:
        return person
    if key(raw) in ONE or ONE_OF.match(raw):
        return cast.entity(raw, "unnamed", "f" if key(raw).endswith("une") else "m", "s")
    phrase = read_phrase(raw, cast.aliases)
    shown = TAIL.sub("", CUT.sub("", raw).strip()) or raw.strip()
    actor = cast.actors.get(key(shown))
    if actor:
        return cast.institution(actor, sorts=frozenset())
    if not phrase.noun or key(raw) in PRONOUNS or nobody(raw):
        return None
    named = APPOSED.match(raw.strip()) if phrase.function and phrase.determiner == "definite" else None
    if named and key(named["name"]) not in cast.aliases.names:
        entity = cast.entity(named["name"], "person", phrase.gender, "s")
        entity.functions.append((phrase.noun, frozenset(key(named["function"]).split())))
        return entity
    if phrase.determiner == "" and phrase.core[:1].isupper() and " " not in phrase.core:
        person = cast.people.called([phrase.core], "", start)
        if person:
            return person
    for candidate in dict.fromkeys((raw, shown, phrase.core)):
        known = known_name(candidate, cast.aliases)
        if known and known[1] == "group" and phrase.number == "s" and phrase.determiner:
            continue  # « le Portugais » is one of them
        if known:
            return cast.named(*known, phrase, head)
        label = cast.acronyms.get(key(candidate))
        if label:
            return cast.named(label, "institution", phrase, head)
    return described(cast, phrase, shown, start, head)


def described(cast: Cast, p: Phrase, shown: str, start: int, head: int | None) -> Entity | None:
    """The entity that a description names, by the noun at its head."""
    a = cast.aliases
    if shown.lower().startswith("nos ") and (p.noun in a.documents or p.noun in a.sources):
        return cast.entity(shown, "unnamed", p.gender, p.number)
    noun = document_noun(p.noun, a)
    if noun and p.determiner:
        if not NAME.match(p.rest):
            return document(cast, p, start, described)
        if a.documents[noun] != "carrier":  # « un sondage Opinia »
            return cast.entity(p.core, "document", p.gender, p.number)
    if p.noun.startswith("porte parole") or p.noun in ("attache de presse", "service de presse"):
        return spokesperson(cast, p, start, described)
    if p.noun in a.sources:
        return cast.entity(p.core or shown, "unnamed", "f" if "source" in p.noun else p.gender, p.number)
    voice = state_voice(p, a)
    if voice:
        return voice_of(cast, voice, p, head)
    if p.noun in a.sorts or (p.noun in a.voices and not p.function):
        return organisation(cast, p, shown, start, head)
    if p.function or p.noun in a.people or AGED.fullmatch(p.noun):
        return function_of(cast, p, shown, start)
    if (p.noun in a.collectives and not p.proper) or p.noun in a.camps:
        return cast.entity(p.core, "group", p.gender or collective_gender(p.noun), p.number)
    if p.noun in ("partie", "camp", "cote") and p.adjectives and p.adjectives[0] in a.adjectives:
        return cast.entity(a.adjectives[p.adjectives[0]], "state", "f", "s")
    if p.noun in a.adjectives and p.proper and p.number == "s" and p.determiner == "definite" and not p.rest:
        # « le Portugais », « la Lorvane »: the person of that country
        found = cast.refer(start, p.gender, "s", "person")
        return found or cast.entity(p.core, "person", p.gender, "s")
    return other(cast, p, shown, start, head)


def other(cast: Cast, p: Phrase, shown: str, start: int, head: int | None) -> Entity | None:
    """A proper name that the lexicon does not know, or a noun of no known sort."""
    core = p.core or shown
    proper = p.proper or re.match(r"(?:l'|d'|le |la |les )*[A-ZÀ-Þ]", core)
    if proper and (p.determiner or not p.proper or cast.proper(p, start)):
        if " " not in core and "'" not in core:
            person = cast.people.called([core], p.gender, start)
            if person:
                return person
        if cast.capitals.firm(core):
            return firm(cast, core, p)
        token = head if head is not None else cast.tokens_at.get(start)
        kind = cast.sort_of_name(cast.words.text[token]) if token is not None else ""
        person = initials(cast, core)
        if person:
            return person
        if kind == "LOC" and p.number == "s":
            return cast.entity(core, "state", p.gender, "s")
        if kind == "PER" or (p.determiner == "" and p.complement == "" and len(core.split()) in (2, 3)
                             and all(w[:1].isupper() for w in core.split()) and kind != "ORG"):  # fmt: skip
            return cast.entity(core, "person", p.gender, "s")
        if p.number == "p" and " " not in core:
            return cast.entity(core, "group", p.gender or "m", "p")
        return cast.named(core, "institution", p, head)
    if p.number == "p":
        return cast.entity(core, "group", p.gender or "m", "p")
    if p.determiner == "indefinite":
        entity = cast.entity(core, "unnamed", p.gender, "s")
        entity.thing = not AGENT.search(p.noun)
        return entity
    if not p.complement and re.fullmatch(r"[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)*", p.rest):
        core = p.rest  # « son concurrent Boeing »
    known = key(core) in cast.entities
    entity = cast.entity(core, "institution", p.gender, "s")
    if not known and AGENT.search(p.noun):
        entity.kind = "person"
    elif not known and not cast.proper(p, start):
        entity.thing = not re.search("[A-ZÀ-Þ]", core)
    if not entity.gender and head is not None:
        entity.gender = gender_of(entity, p, cast.words.morph[head])
    return entity


def initials(cast: Cast, core: str) -> Entity | None:
    """« K. D. » in an interview: the person with these initials."""
    letters = re.fullmatch(r"([A-ZÀ-Þ])\.[ -]?([A-ZÀ-Þ])\.?(?: ?([A-ZÀ-Þ])\.?)?", core)
    if not letters:
        return None
    wanted = [key(c) for c in letters.groups() if c]
    for entity in cast.people.full.values():
        parts = re.split(r"[ -]", key(entity.label))
        if [p[:1] for p in parts] == wanted:
            return entity
    return None
