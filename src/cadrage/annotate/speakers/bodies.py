"""Organisations called by what they are: « le groupe », « la diplomatie russe », « le blog La Vigie »."""

import re
from itertools import islice

from cadrage.annotate.speakers.cast import Cast
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.organisations import known_name
from cadrage.annotate.speakers.phrases import Phrase
from cadrage.lexicon.aliases import key

# Entities that a bare description is compared with, the latest first.
LAST = 200


def voice_of(cast: Cast, voice: tuple[str, str], p: Phrase, head: int | None) -> Entity:
    """The voice of a state (« l'exécutif polonais »), one entity whatever the wording."""
    # The first wording of a voice is its label for the whole document; across documents see corpus.py.
    known = cast.entities.get(f"voice:{voice[0]}:{voice[1]}")
    if known is None:
        known = cast.named(p.core, "institution", p, head)
        cast.entities[f"voice:{voice[0]}:{voice[1]}"] = known
    return known


def organisation(cast: Cast, p: Phrase, shown: str, start: int, head: int | None) -> Entity | None:
    """The organisation that a noun of organisations names or takes up."""
    sorts = cast.aliases.sorts.get(p.noun, frozenset())
    capital = re.search(r"(?<![.!?] )(?<![\w-])[A-ZÀ-Þ]\w", p.rest)
    if capital:
        behind = p.rest[capital.start() :] if not p.complement else ""
        for candidate in (p.rest, behind):
            known = known_name(candidate, cast.aliases) if candidate else None
            if known:
                entity = cast.named(*known, p, head)
                entity.sorts |= sorts
                return entity
            label = cast.acronyms.get(key(candidate)) if candidate else None
            if label:
                return cast.institution(label, sorts, p)
            if candidate and candidate == behind and cast.capitals.firm(candidate) and len(p.adjectives) < 3:
                return firm(cast, candidate, p)  # « le groupe de boissons Helvane » is Helvane
            if candidate and not p.complement and key(candidate) in cast.entities:
                return cast.entities[key(candidate)]
    elif p.anaphoric and p.determiner != "possessive" and p.number == "s" and not p.complement:
        # « L'Union », « l'Ordre »: a name, unless it shortens one (« le Conseil » for le Conseil constitutionnel)
        sorts = frozenset() if p.proper and p.core[:1].isupper() else sorts
        found = organisation_before(cast, p, start, sorts)
        if found is not None:
            return cast.learn(found, p)
    entity = cast.institution(p.core or shown, sorts, p)
    if p.determiner == "indefinite" and not capital:
        entity.kind = "unnamed" if p.number == "s" else "group"
    elif p.number == "p" and not capital:
        entity.kind = "group"
    return entity


def firm(cast: Cast, core: str, p: Phrase) -> Entity:
    """The firm of that name; « Corvin » and « Corvin Ressources » are one."""
    first = key(core.split(" ")[0])
    found = cast.entities.get(f"firm:{first}")
    if found is None:
        short = core.split(" ")[0]
        alone = len(re.findall(rf"\b{re.escape(short)}\b(?! [A-ZÀ-Þ&])", cast.text))
        core = short if 2 * alone > cast.text.count(short) else core
        found = cast.entities.get(key(core)) or cast.entity(core, "institution", p.gender, "s")
        found.kind, found.sorts = "institution", found.sorts | {"company"}
        cast.entities[f"firm:{first}"] = found
    return found


def organisation_before(cast: Cast, p: Phrase, start: int, sorts: frozenset[str]) -> Entity | None:
    """« le groupe aéronautique », « le ministère »: an organisation already named."""
    same = [e for e in islice(reversed(cast.entities.values()), LAST) if e.kind == "institution" and e.number == "s"
            and p.noun in key(e.label).split() and key(e.label) != key(p.core)]  # fmt: skip
    same = [e for e in same if any(c.isupper() for c in e.label) or " de " not in f"{e.label} ".replace("'", " ")]
    if same and not p.adjectives:
        return same[0]
    # « la police cantonale », « la présidence moldave » name an authority afresh; « le syndicat » takes one up.
    if (
        not sorts
        or sorts <= {"authority"}
        or len(p.adjectives) > 1
        or any(w in cast.aliases.adjectives for w in p.adjectives)
    ):
        return None
    # One firm is « le groupe » and « l'entreprise »; « l'agence » is no ministry.
    gender = "" if "company" in sorts else p.gender or noun_gender(p.noun)
    return cast.refer(start, gender, "s", sorts) if cast.refer else None


# Nouns for organisations that end like feminines and are masculine.
MASCULINE = {"centre", "college", "groupe", "institut", "laboratoire", "lycee", "ministere", "musee", "observatoire", "office",
             "organisme", "theatre", "siege", "service", "bureau"}  # fmt: skip


def noun_gender(noun: str) -> str:
    """Gender of a noun for organisations, which « l'agence », « l'observatoire » do not show.

    >>> noun_gender("agence"), noun_gender("observatoire"), noun_gender("institut")
    ('f', 'm', 'm')
    """
    first = noun.split()[0] if noun else ""
    return "f" if first not in MASCULINE and first.endswith(("e", "ion", "te")) else "m"


def collective_gender(noun: str) -> str:
    """Gender of a collective noun by its ending: « opposition », « majorité », « gauche » against « camp », « clan ».

    >>> collective_gender("opposition"), collective_gender("clan")
    ('f', 'm')
    """
    last = noun.split()[-1 if noun.startswith("extreme") else 0]
    return "f" if last.endswith(("e", "ion", "ite")) and last not in ("entourage", "peuple", "couple", "monde") else "m"
