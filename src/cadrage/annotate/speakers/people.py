"""The persons of a document: every name they go by, chained by surname, and what is said about them.

« Karim Delvaux … M. Delvaux … Delvaux »: full names first, then titles and bare surnames.
"""

import re
from dataclasses import dataclass, field

from cadrage.annotate.attribution.words import Words
from cadrage.annotate.speakers.capitals import Capitals
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.introductions import introductions
from cadrage.annotate.speakers.names import ADVOCATE, NEUTRAL, RUN, WOMAN, Name, read_name
from cadrage.lexicon.aliases import Aliases, key

ROMAN = re.compile(r"[IVXL]+")


@dataclass(slots=True)
class People:
    """The persons of a document and every place where their names stand, in order of the text."""

    names: list[Name] = field(default_factory=list)
    by_surname: dict[str, list[Entity]] = field(default_factory=dict)
    by_given: dict[str, list[Entity]] = field(default_factory=dict)
    full: dict[str, Entity] = field(default_factory=dict)
    # Persons with a function, each with the ends of all their names.
    described: dict[int, tuple[Entity, list[int]]] = field(default_factory=dict)
    # Capitalised runs that are lexicon names: start, end.
    others: list[tuple[int, int]] = field(default_factory=list)

    def within(self, start: int, end: int) -> list[Name]:
        """The names that stand in ``[start, end)``."""
        low, high = 0, len(self.names)
        while low < high:
            middle = (low + high) // 2
            if self.names[middle].end <= start:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(self.names) and self.names[low].start < end:
            found.append(self.names[low])
            low += 1
        return found

    def called(self, words: list[str], gender: str = "", before: int | None = None) -> Entity | None:
        """The person that a bare name (words) stands for, the last named before a place where several share it."""
        known = key(" ".join(words))
        if known in self.full:
            return self.full[known]
        last = key(words[-1])
        found = self.by_surname.get(last) or self.by_surname.get(last.split()[-1] if " " in last else last) or []
        if len(words) > 1:
            given = key(words[0])
            found = [e for e in found if given in key(e.label).split()] or (
                found if len(found) == 1 and not _has_given_name(found[0]) else []
            )
        found = [e for e in found if not gender or not e.gender or e.gender == gender] or found
        if len(found) > 1 and before is not None:
            placed = [n.entity for n in self.names if n.start < before and n.entity in found]
            return placed[-1] if placed else found[0]
        if found:
            return found[0]
        if len(words) == 1:
            named = self.by_given.get(last, [])
            return named[0] if len(named) == 1 else None
        return None


def _has_given_name(entity: Entity) -> bool:
    return " " in entity.label


def find_people(text: str, words: Words, aliases: Aliases, tokens_at: dict[int, int], capitals: Capitals) -> People:
    """The persons named in a document; ``tokens_at`` gives the token that starts at a character."""
    people = People()
    for match in RUN.finditer(text):
        name = read_name(match.start(), match.group(), text, words, aliases, tokens_at, capitals)
        if name:
            people.names.append(name)
        elif key(match.group()) in aliases.names or capitals.firm(match.group()):
            people.others.append(match.span())
    _chain(people, aliases)
    _describe(people, text, aliases)
    return people


def _chain(people: People, aliases: Aliases) -> None:
    """Gives every name its person: full names first, then titles and bare surnames."""
    for name in people.names:
        if len(name.words) < 2:
            continue
        known = key(" ".join(name.words))
        entity = people.full.get(known)
        if entity is None:
            same = people.by_surname.get(key(name.words[-1]), [])
            first = key(name.words[0])
            entity = next((e for e in same if key(e.label).split()[0] == first), None)
            if entity is None:
                entity = Entity(_label(name.words), "person", _gender(name, aliases))
                entity.leaning = leaning(name.words[0])
                people.by_surname.setdefault(key(name.words[-1]), []).append(entity)
                for part in _parts(name.words[-1]):
                    people.by_surname.setdefault(part, []).append(entity)
                if key(name.words[0]) in aliases.given:
                    people.by_given.setdefault(key(name.words[0]), []).append(entity)
            people.full[known] = entity
        if not entity.gender:
            entity.gender = _gender(name, aliases)
        name.entity = entity
    for name in people.names:
        if len(name.words) != 1:
            continue
        gender = "" if not name.title or name.title in NEUTRAL else "f" if name.title in WOMAN else "m"
        entity = people.called(name.words, gender, name.start)
        if entity is None:
            entity = Entity(_label(name.words), "person", gender or _gender(name, aliases))
            people.full[key(name.words[0])] = entity
            people.by_surname.setdefault(key(name.words[0]), []).append(entity)
        elif gender and not name.title.startswith("MM"):
            entity.gender = gender
        name.entity = entity
    for name in people.names:
        if name.title in ADVOCATE and name.entity is not None and not name.entity.functions:
            name.entity.functions.append(("avocat", frozenset({"avocat"})))


def leaning(given: str) -> str:
    """The gender that the ending of an unknown given name suggests.

    >>> leaning("Sandro"), leaning("Bérangelle"), leaning("Kim")
    ('m', 'f', '')
    """
    last = key(given).split()[-1] if key(given) else ""
    if last.endswith(("o", "rd", "ck", "lf", "us", "os", "er", "or", "ric", "ald", "ert")):
        return "m"
    return "f" if last.endswith(("a", "ine", "ette", "elle", "ienne", "ia", "yne", "ie")) else ""


def _parts(surname: str) -> list[str]:
    parts = [key(p) for p in surname.split("-")]
    return [p for p in parts if len(p) > 3] if len(parts) > 1 else []


def _label(words: list[str]) -> str:
    if len(words) > 1 and words[-1].isupper() and not words[0].isupper():
        words = [w.capitalize() if w.isupper() and len(w) > 2 and not ROMAN.fullmatch(w) else w for w in words]
    return " ".join(words)


def _gender(name: Name, aliases: Aliases) -> str:
    if name.title and name.title not in NEUTRAL:
        return "f" if name.title in WOMAN else "m"
    found = aliases.given.get(key(name.words[0]), "")
    if not found and "-" in name.words[0]:
        found = aliases.given.get(key(name.words[0].split("-")[0]), "")
    return found if found in ("m", "f") else ""


YEARS = re.compile(r"(?:, |,? \()(\d{1,3})(?: ans\b|\))")
# Functions that are kept of one person; a text that repeats itself must not cost more for each repetition.
FUNCTIONS = 8


def _describe(people: People, text: str, aliases: Aliases) -> None:
    """Notes the function that stands before a name or behind it."""
    for name in people.names:
        if name.entity is None:
            continue
        years = YEARS.match(text, name.end)
        if years:
            name.entity.age = int(years.group(1))
        for noun, feminine, phrase in introductions(name.start, name.end, text, aliases):
            if (noun, phrase) not in name.entity.functions[-FUNCTIONS:]:
                name.entity.functions.append((noun, phrase))
            if not name.entity.gender and feminine:
                name.entity.gender = feminine
    for name in people.names:
        if name.entity is not None and name.entity.functions:
            people.described.setdefault(id(name.entity), (name.entity, []))[1].append(name.end)
