"""What is said in an article, piece by piece: attributions, their clauses, and the narrator's own sentences."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from cadrage.measure.statements.events import find_events
from cadrage.measure.statements.likeness import Unit, features_of
from cadrage.measure.statements.word_scan import function_words, scan_words
from cadrage.measure.table import need

# A new sentence inside a quotation, a second clause of what is reported, a semicolon: another thing said.
_SPLIT = re.compile(r"(?<=[.!?…])[»”\"\s]+(?=[«“\"]?\s*[A-ZÀÂÇÉÈÊÎÔÛŒ])|,?\s+et\s+qu(?:e\s+|['’]\s?)|;\s")
# Each part must have this many content words, or it says too little to be followed alone.
_PART_CONTENT = 4
# A narrator sentence: this many content words and this share of its words outside attributions, cues and sources.
_NARRATOR_CONTENT = 4
_NARRATOR_SHARE = 0.6
# Articles whose tokens are in memory at a time; the events among them are worked through one by one.
AT_ONCE = 1500
TOKEN_COLUMNS = ("article_id", "start", "end", "lemma", "pos", "sentence", "voice")
Tokens = pd.DataFrame | Callable[[list[str]], pd.DataFrame]


@dataclass(eq=False, slots=True)
class Place:
    """One thing said at one place; ``host`` is the one other thing said that it stands in, if it is alone there."""

    article_id: str
    outlet: str
    event: str | None
    event_key: str
    attribution_id: str | None
    start: int
    end: int
    unit: Unit
    host: "Place | None" = None


@dataclass(slots=True)
class _Article:
    """An article's row and its tokens as arrays."""

    row: object
    event_key: str
    starts: np.ndarray
    ends: np.ndarray
    lemmas: np.ndarray
    pos: np.ndarray
    sentences: np.ndarray
    own: np.ndarray
    weak: frozenset[str] = field(default_factory=frozenset)

    def place(self, pieces, mask, speaker, attribution_id) -> Place:
        """The place that the given pieces of text and tokens make."""
        words = tuple(key for s, e in pieces for key in scan_words(self.row.text[s:e]).keys)
        features = features_of(self.lemmas[mask].tolist(), self.pos[mask].tolist(), self.weak)
        unit = Unit(words, features, speaker, attribution_id is None)
        event = getattr(self.row, "event", None)
        start, end = min(s for s, _ in pieces), max(e for _, e in pieces)
        return Place(self.row.article_id, self.row.outlet, event, self.event_key, attribution_id, start, end, unit)

    def inside(self, pieces) -> np.ndarray:
        """Mask of the tokens that stand in the pieces."""
        mask = np.zeros(len(self.starts), dtype=bool)
        for s, e in pieces:
            mask |= (self.starts >= s) & (self.ends <= e)
        return mask

    def content(self, pieces) -> int:
        """Content words of the pieces."""
        mask = self.inside(pieces)
        found = features_of(self.lemmas[mask].tolist(), self.pos[mask].tolist(), self.weak)
        return sum(not name.startswith("~") for name, _ in found)


def said(
    attributions: pd.DataFrame, articles: pd.DataFrame, tokens: Tokens, *, narrator: bool = True, lang: str = "fr"
) -> Iterator[list[Place]]:
    """Every place where something is said, event by event; within an event in the order of ``articles``.

    ``tokens`` is the table, or a function that gives the tokens of some articles.  Raises
    :class:`~cadrage.errors.MeasureError` where a column is missing.
    """
    need(attributions, ["article_id", "attribution_id", "starts", "ends", "speaker"], "attributions")
    need(articles, ["article_id", "outlet", "text"], "articles")
    event_of = find_events(articles, lang=lang) if {"title", "date"} <= set(articles.columns) else None
    ids = articles["article_id"].astype(str).tolist()
    keys = [event_of[a] for a in ids] if event_of is not None else _given(articles)
    members = defaultdict(list)
    for k, key in enumerate(keys):
        members[key].append(k)
    told = attributions.groupby("article_id", sort=False).indices
    for events in _batches(members):
        wanted = [ids[k] for _, here in events for k in here]
        part = tokens(wanted) if callable(tokens) else tokens
        need(part, list(TOKEN_COLUMNS), "tokens")
        at = part.groupby("article_id", observed=True, sort=False).indices
        columns = {c: part[c] for c in TOKEN_COLUMNS[1:]}
        for key, here in events:
            places: list[Place] = []
            for row in articles.iloc[here].itertuples(index=False):
                rows = list(attributions.iloc[told.get(row.article_id, [])].itertuples(index=False))
                places += _of_article(row, key, rows, columns, at.get(row.article_id, []), narrator, lang)
            yield places


def _given(articles: pd.DataFrame) -> list[str]:
    return articles["event"].astype(str).tolist() if "event" in articles else [""] * len(articles)


def _batches(members: dict[str, list[int]]) -> Iterator[list[tuple[str, list[int]]]]:
    """Events with their articles, as many at a time as make some thousand articles together."""
    batch, size = [], 0
    for event in members.items():
        batch.append(event)
        size += len(event[1])
        if size >= AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _of_article(row, key: str, attributions: list, columns: dict, at, narrator: bool, lang: str) -> list[Place]:
    part = {c: v.iloc[at].to_numpy() for c, v in columns.items()}
    article = _Article(
        row, key, part["start"].astype(np.int64), part["end"].astype(np.int64), part["lemma"].astype(str),
        part["pos"].astype(str), part["sentence"], part["voice"].astype(str) == "narrator", function_words(lang),
    )  # fmt: skip
    places = [place for attribution in attributions for place in _reported(article, attribution)]
    _nest(places)
    return places + _narrated(article, attributions) if narrator else places


def _reported(article: _Article, attribution) -> list[Place]:
    """The things that one attribution reports: its content, cut where a second one begins."""
    speaker = attribution.speaker if isinstance(attribution.speaker, str) and attribution.speaker else None
    parts: list[list[tuple[int, int]]] = [[]]
    for start, end in zip(map(int, attribution.starts), map(int, attribution.ends), strict=True):
        last = start
        for match in _SPLIT.finditer(article.row.text, start, end):
            before, after = [*parts[-1], (last, match.start())], [(match.end(), end)]
            if article.content(before) >= _PART_CONTENT and article.content(after) >= _PART_CONTENT:
                parts[-1] = before
                parts.append([])
                last = match.end()
        parts[-1].append((last, end))
    return [article.place(p, article.inside(p), speaker, attribution.attribution_id) for p in parts]


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


def _narrated(article: _Article, attributions: list) -> list[Place]:
    """Sentences that are mostly the narrator's own, cues and sources of attributions not counted as such."""
    spans = []
    for row in attributions:
        for start, end in ((row.cue_start, row.cue_end), (row.source_start, row.source_end)):
            if not pd.isna(start):
                spans.append((int(start), int(end)))
    words = article.pos != "PUNCT"
    own = article.own & words & ~article.inside(spans)
    places = []
    for sentence in np.unique(article.sentences):
        mask = article.sentences == sentence
        mine = mask & own
        if mine.sum() < _NARRATOR_SHARE * max(1, (mask & words).sum()):
            continue
        span = [(int(article.starts[mine].min()), int(article.ends[mine].max()))]
        place = article.place(span, mine, None, None)
        if sum(not name.startswith("~") for name, _ in place.unit.features) >= _NARRATOR_CONTENT:
            places.append(place)
    return places
