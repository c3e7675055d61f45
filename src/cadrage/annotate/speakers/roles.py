"""People called by what they are: « la procureure », « le patron du SAC », « l'élu », « le joueur de 24 ans »."""

import re
from bisect import bisect_left
from itertools import islice

from cadrage.annotate.speakers.cast import Cast
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.names import ADVOCATE
from cadrage.annotate.speakers.phrases import Phrase, read_phrase
from cadrage.lexicon.aliases import key

AGED = re.compile(
    r"(trent|quadrag|quinquag|sexag|septuag|octog|nonag|cent)[eé]naire|(?:jeune )?(?:homme|femme|dame|fille)"
)
DECADES = {"trent": (30, 40), "quadrag": (40, 50), "quinquag": (50, 60), "sexag": (60, 70), "septuag": (70, 80),
           "octog": (80, 90), "nonag": (90, 100), "cent": (100, 120)}  # fmt: skip
# « le joueur de 24 ans »
OF_AGE = re.compile(r"(?:âgée? )?de \d+ ans\b\s*")
# Entities that a bare description is compared with, the latest first.
LAST = 200
NAME_IS_COMPLEMENT = re.compile(
    r"\b(?:de|du|des|d'|à|au|aux|chez|par|avec|pour|contre|sur|et|que|dans|entre|en)\s*$", re.IGNORECASE
)


def person_at(cast: Cast, start: int, end: int) -> Entity | None:
    """The person whose name heads the phrase, not one in its complements (« un conseiller de M. Vasc »)."""
    names = cast.people.within(start, end)
    for name in names:
        if name.entity is None or name.end > end + 1:
            continue
        lead = cast.text[start : name.start]
        if NAME_IS_COMPLEMENT.search(lead):
            continue
        if "(" in lead and ")" not in lead:
            continue
        if "," in lead and _body(cast, lead) and name.title not in ADVOCATE:
            continue
        if len(names) > 1 and name.title.startswith(("MM", "Mmes")) or pair(cast, name, names):
            return pair(cast, name, names) or name.entity
        return name.entity
    return None


def _body(cast: Cast, lead: str) -> bool:
    """« l'accusation, M. X »: a body in front of the comma, to which no name is in apposition."""
    phrase = read_phrase(lead, cast.aliases)
    a = cast.aliases
    return not phrase.function and (phrase.noun in a.collectives or phrase.noun in a.sorts or phrase.noun in a.voices)


def pair(cast: Cast, name, names) -> Entity | None:
    """« Thierry et Véronique Roy », « MM. Poutine et Trump »: two names that share title or surname."""
    k = names.index(name)
    if k + 1 >= len(names) or names[k + 1].entity is None or names[k + 1].entity is name.entity:
        return None
    between = cast.text[name.end : names[k + 1].start]
    if between.strip() != "et":
        return None
    other = names[k + 1].entity
    return cast.entity(f"{name.entity.label} et {other.label}", "person", "m", "p")


def function_of(cast: Cast, p: Phrase, shown: str, start: int) -> Entity | None:
    """The person, or persons, that a function or another noun for people names."""
    if p.number == "p":
        kind = "unnamed" if p.determiner == "indefinite" else "group"
        return cast.entity(p.core, kind, p.gender or "m", "p")
    if p.determiner == "indefinite":
        return cast.entity(p.core, "unnamed", p.gender, "s")
    if p.anaphoric:
        known = by_function(cast, p, start) if p.function else None
        if known:
            return known
        if p.function and not OF_AGE.sub("", p.rest) and p.function.noun in cast.aliases.classes and cast.refer:
            # « l'élu » for somebody whose function the article takes as known.
            found = cast.refer(start, p.gender, "s", "undescribed")
            if found is not None:
                return found
        found = of_age(cast, p, start)
        if found is not None:
            return found
        # « le rapporteur public » is an office, as « le rapporteur » is.
        heads = {p.noun, p.noun.split(" ")[0], p.function.noun} if p.function else set()
        office = not heads or bool(heads & cast.aliases.offices)
        if not office and p.determiner == "definite" and not OF_AGE.sub("", p.rest) and cast.refer:
            # « le fromager », « la comédienne »: the person in focus, whose calling the article has not named.
            found = cast.refer(start, p.gender, "s", "focus")
            if found is not None:
                return found
        if p.noun in cast.aliases.anybody or AGED.fullmatch(p.noun) or p.noun in cast.aliases.people:
            wanted = "named" if p.noun in cast.aliases.anybody else "person"
            found = cast.refer(start, p.gender, "s", wanted) if cast.refer else None
            if found is not None and not p.complement:
                return found
        known = role_before(cast, p)
        if known is not None:
            return known
    role = cast.entity(p.core, "person", p.gender, "s")
    if p.function and p.determiner == "definite" and not role.functions:
        role.functions.append((p.noun, frozenset(key(p.core).split())))
    return role


def of_age(cast: Cast, p: Phrase, start: int) -> Entity | None:
    """« L'octogénaire », « la vieille dame »: the last person before a place whose age is given and fits."""
    decade = AGED.fullmatch(p.noun)
    low, high = DECADES.get(decade.group(1) or "", (0, 0)) if decade else (0, 0)
    first = key(p.core).split()[:1]
    if not high and first in (["vieil"], ["vieille"]):
        low, high = 65, 130
    if not high and (first == ["jeune"] or p.noun.startswith("jeune ")) and not p.rest:
        low, high = 12, 39
    if not high or p.complement:
        return None
    named = [n.entity for n in cast.people.names if n.start < start and n.entity is not None]
    fits = [e for e in named if e.age is not None and low <= e.age < high and e.agrees(p.gender, "s")]
    return fits[-1] if fits else None


def role_before(cast: Cast, p: Phrase) -> Entity | None:
    """A speaker known by function only: « le procureur de Vernon … le procureur », « le chef du gouvernement »."""
    if not p.function or p.rest or p.determiner == "possessive":
        return None
    for entity in islice(reversed(cast.entities.values()), LAST):
        if entity.kind != "person" or len(entity.functions) != 1 or not entity.agrees(p.gender, "s"):
            continue
        noun, _ = entity.functions[0]
        known = cast.aliases.functions.get(noun)
        if known is None or not key(entity.label).startswith(noun):
            continue
        if known.noun == p.function.noun or (len(p.noun.split()) > 1 and p.function.noun in known.also):
            return entity
    return None


def by_function(cast: Cast, p: Phrase, start: int) -> Entity | None:
    """The person whom « la procureure », « le patron du SAC » takes up."""
    wanted = {w for w in key(OF_AGE.sub("", p.rest)).split() if len(w) > 2 and w not in ("des", "les", "aux")}
    if p.determiner == "possessive":
        wanted = set()
    best, best_score = None, 0.0
    for entity, places in cast.people.described.values():
        if not entity.agrees(p.gender, "s"):
            continue
        before = bisect_left(places, start)
        fit = max((_fit(cast, p, wanted, *function, later=not before) for function in entity.functions), default=0.0)
        if not fit:
            continue
        # Named before rather than after, and lately rather than long ago.
        nearest = places[before - 1] if before else places[0]
        near = (0.9 if before else 0.0) - min(0.8, abs(start - nearest) / 5000)
        if fit + near > best_score:
            best, best_score = entity, fit + near
    return best


def _fit(cast: Cast, p: Phrase, wanted: set[str], noun: str, words: frozenset[str], *, later: bool) -> float:
    """How well a description suits a person introduced with a function and its words; 0 where it does not."""
    known = cast.aliases.functions.get(noun)
    if known is None or p.function is None:
        return 0.0
    same = known.noun == p.function.noun
    # « la magistrate » for a procureure, not for one who is introduced only later; « le président » for no magistrate.
    # Two positions of one player (« le capitaine », « le défenseur »).
    plays = "joueur" in known.also and "joueur" in p.function.also
    if not same and (later or not (plays or p.function.noun in known.also)):
        return 0.0
    shared = len(wanted & words)
    if wanted and not shared and not (same and not words - set(noun.split())):
        return 0.0
    return (3.0 if same else 2.0) + shared
