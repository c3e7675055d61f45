"""Whom a pronoun or a bare description takes up: the most salient fitting mention before it.

Salience after the centering tradition (Lappin & Leass 1994, Computational Linguistics 20:4): a source of a report
counts more than a subject, a subject more than any other mention, and every sentence of narration, not of quotation,
makes a mention fade.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence

from cadrage.annotate.attribution.words import Words
from cadrage.annotate.speakers.entity import Entity, Mention

# What one sentence of distance, and one paragraph, takes from a mention whose rank is 1 to 3.
FADE, NEW_PARAGRAPH = 0.9, 0.75
# Beyond this many sentences of narration only the last speaker is tried.
REACH = 5
# Mentions that are looked at, so that a text without sentences does not cost the square of its length.
MEMORY = 200
# « il », « elle » and unnamed speakers are people more often than bodies; documents and things hardly ever speak.
# Measured on the development half (710 right speakers): any bonus from 0 to 1.2 changes one speaker at most, 2 loses 6.
PERSON, LIFELESS = 0.6, 2.0


class Memory:
    """The mentions of a document in the order of the text, and who can be meant at a place."""

    def __init__(self, text: str, words: Words, quoted: list[tuple[int, int]]):
        self.mentions: list[Mention] = []
        self.quoted = quoted
        self.issuers: list[tuple[int, Entity]] = []
        self.paragraphs = [m.start() for m in re.finditer(r"\n\s*", text)]
        starts, self.narrated = [], [0]
        k = 0
        for first, last in words.sentences:
            a, b = words.start[first], words.end[last - 1]
            while k < len(quoted) and quoted[k][1] <= a:
                k += 1
            inside = k < len(quoted) and quoted[k][0] <= a and b <= quoted[k][1] + 2
            starts.append(a)
            self.narrated.append(self.narrated[-1] + (not inside))
        self.starts = starts

    def add(self, start: int, end: int, entity: Entity, rank: int) -> None:
        """Notes a mention; mentions come in the order of the text, or nearly."""
        mention = Mention(start, end, entity, rank)
        at = len(self.mentions)
        while at and self.mentions[at - 1].start > start:
            at -= 1
        self.mentions.insert(at, mention)

    def sentence(self, at: int) -> int:
        """Number of the narrated sentence that a character stands in."""
        return self.narrated[min(len(self.narrated) - 1, bisect_left(self.starts, at + 1))]

    def recall(
        self,
        at: int,
        gender: str,
        number: str,
        *,
        kinds: Sequence[str] = (),
        sorts: frozenset[str] = frozenset(),
        recent: bool = False,
        besides: Sequence[Entity] = (),
        among: set[int] | None = None,
        bare: bool = False,
        strict: bool = False,
        near: bool = False,
        unless: Callable[[Entity], bool] | None = None,
    ) -> Entity | None:
        """The entity most likely meant at a character.

        ``kinds`` and ``sorts`` (of organisation) narrow the choice, as do ``besides`` (not these), ``among`` (ids of
        entities) and ``bare`` (only those whose function is not known); ``recent`` asks for the last one mentioned,
        ``strict`` for one of this paragraph, in this sentence or the one before, ``near`` for one of the last
        sentences, ``unless`` for nobody of whom it is true.
        """
        here, paragraph = self.sentence(at), bisect_left(self.paragraphs, at)
        best, best_score, fallback = None, -1e9, None
        last = bisect_left(self.mentions, at, key=lambda m: m.start)
        recalled = self.mentions[max(0, last - MEMORY) : last]
        often = Counter(id(m.entity) for m in recalled) if sorts else {}
        for mention in reversed(recalled):
            entity = mention.entity
            if among is not None and id(entity) not in among:
                continue
            if (bare and entity.functions) or entity in besides or (kinds and entity.kind not in kinds):
                continue
            if number and not entity.agrees(gender, number):
                continue
            if not number and gender and entity.gender and entity.gender != gender:
                continue
            if sorts and entity.sorts and not entity.sorts & sorts:
                continue
            distance = here - self.sentence(mention.start)
            if strict and (distance > 1 or bisect_left(self.paragraphs, mention.start) != paragraph):
                continue
            if near and distance > 2:
                break
            if unless is not None and unless(entity):
                continue
            if distance > REACH:
                if fallback is None and mention.rank == 3:
                    fallback = entity
                    break
                if distance > 4 * REACH:
                    break
                continue
            score = mention.rank - FADE * distance
            score -= NEW_PARAGRAPH * min(2, paragraph - bisect_left(self.paragraphs, mention.start))
            if near and entity.leaning not in ("", gender) and not entity.gender:
                continue
            if gender and not entity.gender:
                score -= 0.8 if entity.kind != "person" else {gender: 0.1, "": 0.3}.get(entity.leaning, 1.5)
            if not kinds and not sorts:
                human = entity.kind == "person" or (entity.kind == "unnamed" and entity.number == "s")
                if human and gender and number == "s":
                    score += PERSON
                elif entity.kind == "document" or entity.thing:
                    score -= LIFELESS
            if sorts and entity.sorts & sorts:
                score += 2.5
            if sorts:
                # What the article is about, rather than what it names in passing.
                score += 0.25 * min(6, often[id(entity)])
            if recent:
                score = mention.start / 1e9 + (0 if distance <= 1 else -distance)
            if score > best_score:
                best, best_score = entity, score
        return best or fallback

    def last_speaker(self, at: int) -> Entity | None:
        """The source of the last report before a character."""
        for mention in reversed(self.mentions):
            if mention.start < at and mention.rank == 3:
                return mention.entity
        return None

    def issuer(self, at: int, *, strict: bool = False) -> Entity | None:
        """Who issued the last communiqué before a character; else, unless ``strict``, the last institution that spoke."""
        for place, entity in reversed(self.issuers):
            if place < at:
                return entity
        if strict:
            return None
        for mention in reversed(self.mentions):
            if mention.start < at and mention.rank == 3 and mention.entity.kind in ("institution", "state", "group"):
                return mention.entity
        return self.last_speaker(at)
