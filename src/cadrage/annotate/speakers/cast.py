"""Who is who in one document: its people, its acronyms and every speaker that was named so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from cadrage.annotate.attribution.words import Words
from cadrage.annotate.speakers.capitals import Capitals
from cadrage.annotate.speakers.entity import Entity
from cadrage.annotate.speakers.organisations import acronyms, gender_of
from cadrage.annotate.speakers.people import People, find_people
from cadrage.annotate.speakers.phrases import Phrase
from cadrage.lexicon.aliases import Aliases, key


@dataclass
class Cast:
    """The speakers of a document.

    ``entities`` are looked up by key; ``explained`` says where acronyms are explained (start, end, label); ``refer``
    is asked for what only the context can tell: called with (start, gender, number, wanted) it returns an entity or
    None (see resolver.py).
    """

    text: str
    words: Words
    aliases: Aliases
    actors: dict[str, str]
    people: People
    tokens_at: dict[int, int]
    acronyms: dict[str, str]
    explained: list[tuple[int, int, str]]
    refer: Callable
    capitals: Capitals
    entities: dict[str, Entity] = field(default_factory=dict)
    tags: dict[str, list[str]] | None = None
    # Canonical name of an institution → the name that a reader of this document recognises.
    shown: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, words: Words, aliases: Aliases, actors: dict[str, str], refer: Callable) -> "Cast":
        """Reads names and acronyms of a document; ``actors`` maps keys of phrases to declared names."""
        tokens_at = {start: i for i, start in enumerate(words.start)}
        explained: list[tuple[int, int, str]] = []
        known = acronyms(text, aliases, explained) if "(" in text else {}
        capitals = Capitals(text, aliases)
        people = find_people(text, words, aliases, tokens_at, capitals)
        return cls(text, words, aliases, actors, people, tokens_at, known, explained, refer, capitals)

    def proper(self, phrase: Phrase, start: int) -> bool:
        """Whether the capital of a phrase at a place makes it a name, and not merely the head of a sentence."""
        if not phrase.proper or phrase.determiner:
            return phrase.proper
        token = self.tokens_at.get(start)
        return token is None or self.capitals.evident(token, self.words, self.aliases)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the document as the lexicon looks it up."""
        return frozenset(w for form in set(self.words.text) for w in key(form).split())

    def sort_of_name(self, word: str) -> str:
        """What the recogniser takes a word for most often in the document (PER, LOC, ORG, or empty)."""
        if self.tags is None:
            self.tags = {}
            for form, tag in zip(self.words.text, self.words.entity, strict=True):
                if tag:
                    self.tags.setdefault(form, []).append(tag)
        seen = self.tags.get(word, ())
        return max(sorted(set(seen)), key=seen.count) if seen else ""

    def entity(self, label: str, kind: str, gender: str, number: str) -> Entity:
        """The entity of that name; a new one where it is the first mention."""
        label = " ".join(label.split())
        known = key(label)
        actor = self.actors.get(known)
        if actor:
            label, kind, known = actor, "institution" if kind not in ("person", "state") else kind, key(actor)
        entity = self.entities.get(known)
        if entity is None:
            # Words such as « Syndicat autonome » tell the sort of an organisation.
            first = known.split()[0] if known else ""
            entity = Entity(label, kind, gender, number, sorts=self.aliases.sorts.get(first, frozenset()))
            entity.sorts |= self.aliases.institutional.get(label, frozenset())
            self.entities[known] = entity
            self.entities.setdefault(label, entity)
        elif gender and not entity.gender:
            entity.gender = gender
        return entity

    @staticmethod
    def learn(entity: Entity, p: Phrase) -> Entity:
        """The entity, with the gender that the article of a later phrase for it shows."""
        if not entity.gender and p.gender and entity.kind != "person":
            entity.gender = p.gender
        return entity

    def institution(self, label: str, sorts: frozenset[str], p: Phrase | None = None) -> Entity:
        """An institution of that name and of those sorts."""
        entity = self.entity(label, "institution", p.gender if p else "", p.number if p else "s")
        entity.sorts |= sorts
        return entity

    def named(self, label: str, kind: str, phrase: Phrase, head: int | None) -> Entity:
        """The entity that a lexicon name stands for in this document."""
        label, kind = self.canonical(label, kind)
        if kind == "institution" and label not in self.shown and phrase.core:
            # « Kremlin (présidence russe) » where the text has no word of the canonical name.
            said = any(w in self.vocabulary for w in key(label).split() if len(w) > 2)
            self.shown[label] = label if said else f"{label.split(' (')[0]} ({phrase.core})"
        entity = self.entity(label, kind, phrase.gender, phrase.number)
        if not entity.gender and head is not None:
            entity.gender = gender_of(entity, phrase, self.words.morph[head])
        return entity

    def canonical(self, label: str, kind: str) -> tuple[str, str]:
        """One label for a state and its capital where the document speaks through both."""
        state = self.aliases.states.get(label)
        if state and state in self.entities:
            return state, self.entities[state].kind
        return label, kind
