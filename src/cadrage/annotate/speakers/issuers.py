"""Who speaks through a document or a spokesperson: « un communiqué du ministère », « un porte-parole de la préfecture »."""

import re
from collections.abc import Callable

from cadrage.annotate.speakers.cast import Cast
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.organisations import known_name
from cadrage.annotate.speakers.phrases import Phrase, read_phrase
from cadrage.annotate.speakers.roles import by_function, person_at
from cadrage.lexicon.aliases import Aliases, key

# Describes a phrase (see naming.described): documents and descriptions call each other.
Describe = Callable[[Cast, Phrase, str, int, int | None], Entity | None]
COMPLEMENT = re.compile(r"^(?:de la |de l'|de |du |des |d'|au |aux |à l'|à la |à )\s*", re.IGNORECASE)
DIGIT = re.compile(r"^(?:quelque |plus |près |environ )?\d|^(?:deux|trois|quatre|cinq|six|dix|vingt|cent|mille)\b")
ARTICLES = {"du": "le ", "des": "les ", "de la": "la ", "de l'": "l'", "au": "le ", "aux": "les "}
# « des chiffres publiés par l'Insef » speak for the Insef, « des informations recueillies par La Gazette » for the paper;
# « un document consulté par La Gazette » does not.
MADE_BY = re.compile(
    r"(?:publi|diffus|réalis|men|établi|rédig|sign|compil|communiqu|produi|command|dress|présent)\w*t?(?: \w+)? par ([^,;:()]+)"
)
OBTAINED_BY = re.compile(r"(?:obtenu|recueilli|révélé|rassemblé)\w* (?:\w+ )?par ([^,;:()]+)")


def document_noun(noun: str, aliases: Aliases) -> str:
    """The noun for documents that a noun is or is the plural of, or an empty string (« notes » → note)."""
    if noun in aliases.documents:
        return noun
    single = noun[:-1] if noun.endswith(("s", "x")) else ""
    return single if single in aliases.documents else ""


def document(cast: Cast, p: Phrase, start: int, describe: Describe) -> Entity | None:
    """The issuer of a document where one is named or was named before, else the document itself."""
    issuer = complement(cast, p, start, describe)
    if issuer is not None:
        return issuer
    sort = cast.aliases.documents[document_noun(p.noun, cast.aliases)]
    made = MADE_BY.search(p.rest) or (OBTAINED_BY.search(p.rest) if p.noun.startswith("information") else None)
    if made:
        found = agent(cast, made.group(1), start, describe)
        if found is not None:
            return found
    if p.determiner == "possessive" and cast.refer:
        found = cast.refer(start, "", "s", "author")
        if found is not None:
            return found
    # « une note »: another document, not the one spoken of before.
    if sort == "carrier" and p.number == "s" and p.determiner != "indefinite" and cast.refer:
        found = cast.refer(start, "", "", "issuer")
        if found is not None:
            return found
    return cast.entity(p.core, "document", p.gender, p.number)


def spokesperson(cast: Cast, p: Phrase, start: int, describe: Describe) -> Entity | None:
    """The person where the article names him or her, else the institution that speaks."""
    if p.anaphoric and not p.rest:
        known = by_function(cast, p, start)
        if known:
            return known
    issuer = complement(cast, p, start, describe)
    if issuer is not None:
        if p.determiner == "definite" and p.number == "s":
            known = by_function(cast, p, start)
            if known:
                return known
        return issuer
    if p.determiner == "possessive" and cast.refer:
        return cast.refer(start, "", "s", "any")
    return cast.entity(p.core, "unnamed" if p.determiner == "indefinite" else "person", p.gender, p.number)


def complement(cast: Cast, p: Phrase, start: int, describe: Describe) -> Entity | None:
    """The speaker behind « communiqué de X », « porte-parole du Y »; None where the complement is no speaker."""
    text = p.complement or p.rest
    match = COMPLEMENT.match(text)
    if not match or match.group().lower().startswith(("à", "au")):
        return None
    inner = text[match.end() :]
    article = match.group().strip().lower()
    bare = match.group().strip().lower() in ("de", "d'")
    if not inner or DIGIT.match(inner) or (bare and inner[:1].islower() and inner.split()[0] not in (
        "un", "une", "son", "sa", "ses", "leur", "leurs", "l'", "plusieurs",
    ) and key(inner.split()[0]) not in cast.aliases.sorts):  # fmt: skip
        return None
    return agent(cast, inner, start, describe, ARTICLES.get(article, ""))


def agent(cast: Cast, inner: str, start: int, describe: Describe, article: str = "") -> Entity | None:
    """The speaker that some words behind a place name, or None; ``article`` is what a preposition has swallowed."""
    at = cast.text.find(inner, start)
    if at < 0:
        return None
    person = person_at(cast, at, at + len(inner))
    if person:
        return person
    phrase = read_phrase(article + inner, cast.aliases)
    known = known_name(inner, cast.aliases) or known_name(phrase.core, cast.aliases)
    if known:
        return cast.named(*known, phrase, None)
    label = cast.acronyms.get(key(phrase.core))
    if label:
        return cast.named(label, "institution", phrase, None)
    if not phrase.noun:
        return None
    if phrase.determiner == "possessive":
        return cast.refer(start, "", "s", "any") if cast.refer else None
    found = describe(cast, phrase, inner, at, None)
    if found is None or found.kind == "document":
        return None
    if found.kind == "state" and found.label not in cast.aliases.states and key(found.label) not in cast.aliases.names:
        found.kind = "institution"  # an unknown name that issues documents is no place
    return found
