"""Whom a word stands for: declared actors, states, institutions and persons, by every phrase that names them.

Declared actors (``actors`` of study.yml) come first, then the lexicon of states and institutions, then what the
corpus itself teaches: full names of persons, names of speakers, and adjectives made from a name (*kersanien*).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

import pandas as pd

from cadrage.lexicon.aliases import Aliases, key, load_aliases, read
from cadrage.lexicon.naming import Naming, load_naming

WAYS = ("name", "title", "function", "metonym", "label", "adjective")
KINDS = ("declared", "person", "institution", "state", "group")
_CAPITAL = re.compile(r"^[^\W\d_a-zà-ÿœ]")
_FULL_NAME = re.compile(r"^(?:[A-ZÀ-Þ][\w'’-]+)(?: (?:(?:de|du|von|van|ben|al|el) )?[A-ZÀ-Þ][\w'’-]+)+$")
_PLAIN_NAME = re.compile(r"^(?:[A-ZÀ-Þ][\w'’-]*)(?: [A-ZÀ-Þ][\w'’-]*){0,3}$")
# Endings of adjectives made from names of places; those after the bar only from the name of an actor of the corpus.
_DEMONYM = re.compile(r"^([a-zà-ÿ-]{3,})(?:ien|éen|ain|ais|ois|ite|in)(?:ne|e)?s?$")


class Named(NamedTuple):
    """What a phrase stands for: actor, its kind, the way it is named, the noun used (empty for a name)."""

    actor: str
    kind: str
    way: str
    word: str = ""


@dataclass
class Actors:
    """Look-up tables by key (see :func:`cadrage.lexicon.aliases.key`).

    ``phrases``: what a phrase stands for; ``surnames``: full names by surname; ``adjectives``: the actor behind an
    adjective of nationality, with its masculine form; ``owner``: the declared actor that has taken over another.
    """

    aliases: Aliases
    naming: Naming
    phrases: dict[str, Named] = field(default_factory=dict)
    surnames: dict[str, set[str]] = field(default_factory=dict)
    adjectives: dict[str, tuple[str, str]] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)
    # Names of states that only the corpus knows (Valdarie), by name as written.
    places: dict[str, Named] = field(default_factory=dict)
    # Words of the declared phrases: a name need not stand in the texts to make its adjective.
    written: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        forms: Iterable[str],
        *,
        actors: Mapping[str, Iterable[str]] | None = None,
        attributions: pd.DataFrame | None = None,
        language: str = "fr",
    ) -> "Actors":
        """The actors of a corpus of these word forms; ``actors`` are the codebook's, ``attributions`` add named speakers."""
        aliases, naming, forms = load_aliases(language), load_naming(language), set(forms)
        out = cls(aliases, naming)
        for known, (name, kind) in aliases.names.items():
            out.phrases[known] = out._lexicon(known, name, kind)
        for state in read("states", language):
            usual = state.get("adjective") or state.get("forms") or [""]
            for form, owner in aliases.adjectives.items():
                if owner == state["state"]:
                    out.adjectives[form] = (owner, usual[0])
        ordinary = {f for f in forms if f[:1].islower()}
        for name, kind in _speakers(attributions):
            # « Ambiance, raconte … »: a word that is also written small is no name.
            if " " not in name and (len(name) < 3 or name.lower() in ordinary or kind == "person"):
                continue
            out.phrases.setdefault(key(name), Named(name, kind, "name"))
            if kind == "person":
                out.surnames.setdefault(key(name.split()[-1]), set()).add(name)
        for name, phrases in (actors or {}).items():
            out._declare(name, list(phrases))
        out._made(forms | set(out.written))
        return out

    def _lexicon(self, known: str, name: str, kind: str) -> Named:
        if name in self.aliases.states:
            return Named(self.aliases.states[name], "state", "metonym", name)
        if kind == "institution" and known.split()[0] in self.naming.buildings | {"elysee", "kremlin", "matignon"}:
            return Named(name, kind, "metonym", name)
        first = known.split()[0]
        if known != key(name) and first in self.aliases.voices:
            return Named(name, kind, "function", first)
        return Named(name, kind, "name")

    def _declare(self, actor: str, phrases: list[str]) -> None:
        self.written += [word for phrase in phrases for word in phrase.split()]
        persons = {key(p.split()[-1]) for p in phrases if _FULL_NAME.match(p) and not self._noun(p)}
        self.phrases[key(actor)] = Named(actor, "declared", *self._way(actor, persons))
        for phrase in phrases:
            known = key(phrase)
            way, word = self._way(phrase, persons)
            old = self.phrases.get(known)
            if old and old.way == "metonym":
                way, word = "metonym", old.word
            self.phrases[known] = Named(actor, "declared", way, word)
            self.owner[old.actor if old else phrase] = actor
            if known.split()[-1] in persons and _FULL_NAME.match(phrase):
                self.surnames.setdefault(known.split()[-1], set()).add(phrase)

    def _noun(self, phrase: str) -> str:
        """The function, institution or building that a phrase starts with."""
        words = key(phrase).split()
        for n in range(min(len(words), 4), 0, -1):
            start = " ".join(words[:n])
            if start in self.aliases.functions or start in self.aliases.voices or start in self.naming.labels:
                return start
        return words[0] if words and words[0] in self.naming.buildings else ""

    def _way(self, phrase: str, persons: set[str]) -> tuple[str, str]:
        noun = self._noun(phrase)
        if noun in self.naming.buildings:
            return "metonym", phrase
        if noun in self.naming.labels and self.naming.labels[noun][1] == "evaluative":
            return "label", noun
        if noun:
            return "function", noun
        # French puts no article before a city, and one before a country: a bare name that is no person is a city.
        bare = len(phrase.split()) == 1 and phrase[:1].isupper() and not phrase.isupper()
        if bare and key(phrase) not in persons and key(phrase) not in self.aliases.given:
            return "metonym", phrase
        return "name", ""

    def _made(self, forms: set[str]) -> None:
        """Adjectives made from the corpus's own names: *Kersanie* beside *kersanien*."""
        capitals: dict[str, list[str]] = {}
        for name in sorted({f for f in forms if len(f) >= 5 and f[:1].isupper() and f[1:].islower()}):
            capitals.setdefault(name[:5].lower(), []).append(name)
        for form in sorted(f for f in forms if f[:1].islower()):
            match = _DEMONYM.match(form)
            if not match or key(form) in self.adjectives:
                continue
            stem = match[1].rstrip("ie") if len(match[1]) > 5 else match[1]
            for name in capitals.get(stem[:5], ()):
                rest = name.lower().removeprefix(stem)
                # What is left of the name is its ending: Kersan|ie, Valdar|ie, Ponant|.
                if (
                    len(stem) >= 5
                    and rest != name.lower()
                    and rest in ("", "a", "e", "i", "ie", "ia", "es", "ue", "ée")
                ):
                    known = self.phrases.get(key(name))
                    if known is None:
                        known = self.phrases.setdefault(key(name), Named(name, "state", "name"))
                    self.places[name] = known
                    masculine = re.sub(r"(?<=[ié]en)nes?$|s$", "", form)
                    masculine = re.sub(r"(?<=ain|ais|ois)es?$|(?<=in)es?$", "", masculine)
                    self.adjectives.setdefault(key(form), (known.actor, masculine))
                    break

    def person(self, surname: str, here: set[str] = frozenset()) -> str | None:
        """The one full name that a surname stands for: among those named ``here``, else in the corpus."""
        found = self.surnames.get(key(surname), set())
        near = found & here
        found = near or found
        return next(iter(found)) if len(found) == 1 else None

    def of_person(self, name: str) -> Named:
        """A person as an actor: the declared actor that lists the name, else the person."""
        known = self.phrases.get(key(name))
        return known if known and known.kind == "declared" else Named(name, "person", "name")

    def of_speaker(self, speaker) -> str:
        """The actor behind a speaker of the attributions table; the speaker itself where nothing else is known."""
        if speaker is None or speaker is pd.NA or speaker != speaker:
            return ""
        text = str(speaker)
        known = self.phrases.get(key(text))
        if known:
            return known.actor
        if " " not in text and (person := self.person(text)):
            return self.of_person(person).actor
        words = key(text).split()
        # A function before a declared full name (« ministre Dalia Orsenko ») is that person.
        for n in range(2, min(4, len(words)) + 1):
            tail = self.phrases.get(" ".join(words[-n:]))
            if tail and tail.kind in ("declared", "person") and self._noun(text):
                return tail.actor
        if words and words[-1] in self.adjectives and words[0] in self.aliases.voices:
            state, masculine = self.adjectives[words[-1]]
            return self.power(state, masculine)
        return text

    def power(self, state: str, masculine: str) -> str:
        """The government behind a state's adjective: the declared actor of that state, else *gouvernement* + adjective."""
        return self.owner.get(state, state if self.declares(state) else f"gouvernement {masculine}")

    def state_of(self, actor: str, votes: Mapping[str, int]) -> str:
        """The state an actor belongs to, by its name, by another name of it, or by ``votes`` of the texts."""
        owners, called, states = self._states
        if actor in owners:
            return owners[actor]
        if actor in self.aliases.states.values():
            return actor
        for phrase in (key(actor), *called.get(actor, ())):
            for word in phrase.split():
                if word in self.adjectives:
                    state = self.adjectives[word][0]
                    return owners.get(state, state)
        best = [v for v in sorted(votes, key=lambda state: (-votes[state], state)) if v in states]
        return owners.get(best[0], best[0]) if best else ""

    @cached_property
    def _states(self) -> tuple[dict[str, str], dict[str, list[str]], set[str]]:
        """Actor → the state it is by another name, actor → its phrases, and all states."""
        called: dict[str, list[str]] = {}
        for phrase, named in self.phrases.items():
            called.setdefault(named.actor, []).append(phrase)
        states = {*self.aliases.states.values(), *(a for a, _ in self.adjectives.values()), *self.places}
        return {known.actor: name for name, known in self.places.items()}, called, states

    def declares(self, actor: str) -> bool:
        """Whether the codebook declares an actor."""
        known = self.phrases.get(key(actor))
        return known is not None and known.kind == "declared"


def forms_of(tokens: pd.DataFrame) -> set[str]:
    """The different word forms of some tokens.

    >>> sorted(forms_of(pd.DataFrame({"form": ["la", "Ligue", "la"]})))
    ['Ligue', 'la']
    """
    return {str(form) for form in tokens["form"].unique()}


def _speakers(attributions: pd.DataFrame | None) -> list[tuple[str, str]]:
    """Speakers whose names are plainly names: persons by full name, institutions and states in capitals."""
    if attributions is None or attributions.empty:
        return []
    found = attributions.loc[attributions["speaker"].notna(), ["speaker", "speaker_kind"]].astype(str)
    counts = found.value_counts().reset_index().sort_values(["count", "speaker"], ascending=[False, True])
    out: dict[str, str] = {}
    for speaker, kind in zip(counts["speaker"], counts["speaker_kind"], strict=True):
        fits = _FULL_NAME if kind == "person" else _PLAIN_NAME
        if kind in ("person", "institution", "state") and fits.match(speaker) and " et " not in speaker:
            out.setdefault(speaker, kind)
    return list(out.items())


@cache
def is_capital(form: str) -> bool:
    """Whether a word starts with a capital letter.

    >>> is_capital("Élysée"), is_capital("élu")
    (True, False)
    """
    return bool(_CAPITAL.match(form))
