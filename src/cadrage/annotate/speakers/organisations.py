"""Organisations of a document: acronyms explained in the text, lexicon names, voices of states."""

import re

from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.phrases import Phrase
from cadrage.lexicon.aliases import Aliases, key

# « Organisation pour l'interdiction des armes chimiques (OIAC) »
EXPLAINED = re.compile(r"\(([A-ZÀ-Þ][\w-]{1,9})\)")
BACK = re.compile(r"\w+'|\w+(?:-\w+)*|[^\w\s]")
# The last capitalised word before the bracket that no mark separates from it.
CAPITAL = re.compile(r"[A-ZÀ-Þ][\w-]+(?=[^.,;:!?()«»]*$)")
SMALL = {"de", "du", "des", "d'", "la", "le", "les", "l'", "et", "pour", "à", "au", "aux", "en", "sur", "contre", "par"}
LONGEST_NAME = 130


def acronyms(text: str, aliases: Aliases, places: list[tuple[int, int, str]] | None = None) -> dict[str, str]:
    """Key of an acronym or of its long form → the label « Long form (ACRONYM) », as the document explains them.

    ``places`` receives where they are explained: start, end, label.

    >>> from cadrage.lexicon.aliases import load_aliases
    >>> acronyms("Le Syndicat autonome des conducteurs (SAC) exige une hausse.", load_aliases())["sac"]
    'Syndicat autonome des conducteurs (SAC)'
    """
    found: dict[str, str] = {}
    for match in EXPLAINED.finditer(text):
        short = match.group(1)
        before = text[max(0, match.start() - LONGEST_NAME) : match.start()]
        long = _long_form(short, before) or _organisation(before, aliases)
        if long and places is not None:
            places.append((text.rindex(long, 0, match.start()), match.end(), f"{long} ({short})"))
        if long and key(short) not in found:
            label = f"{long} ({short})"
            found[key(short)] = label
            found.setdefault(key(long), label)
            found.setdefault(key(label), label)
    return found


def _long_form(short: str, before: str) -> str:
    letters = [c for c in key(short).replace(" ", "") if c.isalpha()]
    spans = [m.span() for m in BACK.finditer(before)]
    words = [before[a:b] for a, b in spans]
    # Read backwards: each letter is the initial of a word; small words need not count.
    k = len(letters) - 1
    for i in range(len(words) - 1, -1, -1):
        word = words[i]
        if not word[0].isalnum():
            if word not in "-'":
                return ""
            continue
        flat = key(word) or word.lower()
        parts = flat.split()
        while parts and k >= 0:
            if parts[-1][:1] == letters[k]:
                k -= 1
            elif word.lower() not in SMALL and len(letters) - k > 1 or word.lower() not in SMALL:
                return ""
            parts = parts[:-1]
        if k < 0:
            return before[spans[i][0] :].strip() if word[:1].isupper() else ""
    return ""


def _organisation(before: str, aliases: Aliases) -> str:
    """A name that begins with a noun for organisations, where the acronym is that of another language."""
    for match in reversed(list(CAPITAL.finditer(before))):
        if key(match.group()) in aliases.sorts:
            return before[match.start() :].strip()
    return ""


def known_name(text: str, aliases: Aliases) -> tuple[str, str] | None:
    """The lexicon's (canonical name, kind) for a whole phrase; names that need a capital must have one."""
    found = aliases.names.get(key(text))
    if not found:
        return None
    core = re.sub(r"^(?:l'|d'|le |la |les |un |une |des |du |de )+", "", text.strip(), flags=re.IGNORECASE)
    return found if core[:1].isupper() or " " in core.strip() else None


def state_voice(phrase: Phrase, aliases: Aliases) -> tuple[str, str] | None:
    """The voice and the state that a phrase names (« les autorités syriennes » → gouvernement, Syrie), or None.

    An adjective that no state of the lexicon has gives the adjective itself (« la présidence karstélienne »).
    """
    voice = aliases.voices.get(phrase.noun)
    if not voice:
        return None
    for word in phrase.adjectives:
        if word in aliases.adjectives:
            return voice, aliases.adjectives[word]
    if phrase.complement:
        named = aliases.names.get(key(phrase.complement))
        if named and named[1] == "state":
            return voice, aliases.states.get(named[0], named[0])
        last = key(phrase.complement.split()[-1])
        if last in aliases.adjectives:
            return voice, aliases.adjectives[last]
    return None


def gender_of(entity: Entity, phrase: Phrase, morph: str) -> str:
    """Gender of an organisation: from its article, else from what the morphologizer says of its head."""
    if phrase.gender:
        return phrase.gender
    return "f" if "Gender=Fem" in morph else "m" if "Gender=Masc" in morph else entity.gender
