"""Where something is said in one article: its attributions, cut where a second thing begins, and the narrator's sentences."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd

from cadrage.measure.statements.features import Features, content_words, united
from cadrage.measure.statements.likeness import Unit
from cadrage.measure.statements.word_scan import word_keys

# A new sentence inside a quotation, a second clause of what is reported, a semicolon: another thing said.
_SPLIT = re.compile(r"(?<=[.!?…])[»”\"\s]+(?=[«“\"]?\s*[A-ZÀÂÇÉÈÊÎÔÛŒ])|,?\s+et\s+qu(?:e\s+|['’]\s?)|;\s")
# Each part must have this many content words, or it says too little to be followed alone.
_PART_CONTENT = 4
# A narrator sentence: this many content words and this share of its words outside attributions, cues and sources.
_NARRATOR_CONTENT = 4
_NARRATOR_SHARE = 0.6


@dataclass(eq=False, slots=True)
class Place:
    """One thing said at one place; ``host`` is the one other thing said that it stands in, if it is alone there."""

    article_id: str
    outlet: str
    event: str | None
    attribution_id: str | None
    start: int
    end: int
    unit: Unit
    host: "Place | None" = None


@dataclass(slots=True)
class Article:
    """An article and its tokens as arrays; ``kind`` numbers lemma and tag, ``features[kind]`` is what they give."""

    article_id: str
    outlet: str
    event: str | None
    text: str
    starts: np.ndarray
    ends: np.ndarray
    sentences: np.ndarray
    word: np.ndarray
    own: np.ndarray
    kind: np.ndarray
    features: Sequence[Features]

    def place(self, pieces, features: Features, speaker, attribution_id) -> Place:
        """The place that the given pieces of text make."""
        words = tuple(chain.from_iterable(word_keys(self.text[s:e]) for s, e in pieces))
        unit = Unit(words, features, speaker, attribution_id is None)
        start, end = min(s for s, _ in pieces), max(e for _, e in pieces)
        return Place(self.article_id, self.outlet, self.event, attribution_id, start, end, unit)

    def inside(self, pieces) -> np.ndarray:
        """Mask of the tokens that stand in the pieces."""
        mask = np.zeros(len(self.starts), dtype=bool)
        for s, e in pieces:
            mask |= (self.starts >= s) & (self.ends <= e)
        return mask

    def features_in(self, pieces) -> Features:
        """Features of the tokens that stand in the pieces."""
        return united(map(self.features.__getitem__, self.kind[self.inside(pieces)].tolist()))


def places_of(article: Article, attributions: list, *, narrator: bool) -> list[Place]:
    """Every place of an article where something is said: the attributions', then, if wanted, the narrator's."""
    places = [place for attribution in attributions for place in _reported(article, attribution)]
    _nest(places)
    return places + _narrated(article, attributions) if narrator else places


def _reported(article: Article, attribution) -> list[Place]:
    """The things that one attribution reports: its content, cut where a second one begins."""
    speaker = attribution.speaker if isinstance(attribution.speaker, str) and attribution.speaker else None
    parts: list[list[tuple[int, int]]] = [[]]
    for start, end in zip(map(int, attribution.starts), map(int, attribution.ends), strict=True):
        last = start
        for match in _SPLIT.finditer(article.text, start, end):
            before, after = [*parts[-1], (last, match.start())], [(match.end(), end)]
            if all(content_words(article.features_in(part)) >= _PART_CONTENT for part in (before, after)):
                parts[-1] = before
                parts.append([])
                last = match.end()
        parts[-1].append((last, end))
    return [article.place(p, article.features_in(p), speaker, attribution.attribution_id) for p in parts]


def _nest(places: list[Place]) -> None:
    """Give a place that stands inside one other place, as the only one there, that place as its host."""
    guests = defaultdict(list)
    for place in places:
        around = [
            other for other in places
            if other.attribution_id != place.attribution_id
            and other.start <= place.start and place.end <= other.end
            and other.end - other.start > place.end - place.start
        ]  # fmt: skip
        if around:
            guests[id(min(around, key=lambda p: p.end - p.start))].append((place, around))
    for inside in guests.values():
        if len(inside) == 1:
            place, around = inside[0]
            place.host = min(around, key=lambda p: p.end - p.start)
    for place in places:
        while place.host is not None and place.host.host is not None:
            place.host = place.host.host


def _narrated(article: Article, attributions: list) -> list[Place]:
    """Sentences that are mostly the narrator's own, cues and sources of attributions not counted as such."""
    spans = []
    for row in attributions:
        for start, end in ((row.cue_start, row.cue_end), (row.source_start, row.source_end)):
            if not pd.isna(start):
                spans.append((int(start), int(end)))
    mine = article.own & article.word & ~article.inside(spans)
    _, sentence = np.unique(article.sentences, return_inverse=True)
    at = np.flatnonzero(mine)
    # Sentence by sentence, whatever the order of the tokens.
    at = at[np.argsort(sentence[at], kind="stable")]
    words, owned = np.bincount(sentence[article.word]), np.bincount(sentence[at])
    kinds, starts, ends = article.kind[at].tolist(), article.starts[at].tolist(), article.ends[at].tolist()
    places, last = [], 0
    for n_words, n_own in zip(words.tolist(), owned.tolist(), strict=False):
        here, last = slice(last, last + n_own), last + n_own
        if n_own == 0 or n_own < _NARRATOR_SHARE * n_words:
            continue
        features = united(map(article.features.__getitem__, kinds[here]))
        if content_words(features) >= _NARRATOR_CONTENT:
            places.append(article.place([(min(starts[here]), max(ends[here]))], features, None, None))
    return places
