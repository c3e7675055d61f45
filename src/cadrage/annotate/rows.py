"""One annotated article → its rows of ``tokens`` and ``attributions``; positions go back to the untouched text."""

from bisect import bisect_left
from dataclasses import dataclass, field

from spacy.tokens import Doc

from cadrage import tables
from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.words import Words
from cadrage.annotate.boundaries import numbers
from cadrage.annotate.distance import DistanceMark
from cadrage.annotate.view import View
from cadrage.annotate.zones import Zones

_TOKEN_COLUMNS = [c.name for c in tables.TABLES["tokens"]]


@dataclass
class ArticleRows:
    """The rows of one article: token columns as lists, attributions as dictionaries."""

    tokens: dict[str, list] = field(default_factory=lambda: {name: [] for name in _TOKEN_COLUMNS})
    attributions: list[dict] = field(default_factory=list)


def make_rows(
    article,
    doc: Doc,
    view: View,
    attributions: list[Attribution],
    marks: list[DistanceMark],
    boilerplate: list[tuple[int, int]],
) -> ArticleRows:
    """The rows of one article.

    ``article`` has the columns of ``articles`` as attributes; ``boilerplate`` are sorted spans of the untouched text.
    """
    zones = Zones(article.text, headline_end=article.headline_end, boilerplate=boilerplate)
    ordered = sorted(attributions, key=lambda a: (a.start, -a.end, a.rule))
    # Zero-padded, so that sorting as text keeps the order of the article.
    ids = {id(a): f"{article.article_id}#{number:03d}" for number, a in enumerate(ordered, start=1)}
    rows = ArticleRows()
    _add_tokens(rows.tokens, article, doc, view, ordered, ids, marks, boilerplate, zones)
    for a in ordered:
        rows.attributions.append(_attribution(a, article, view, ids, zones))
    return rows


def _add_tokens(columns, article, doc, view, ordered, ids, marks, boilerplate, zones) -> None:
    # The lists of Words, not spaCy's tokens: one attribute of one token costs a hundred look-ups in a list.
    w = doc.user_data.get("words") or Words.of(doc)
    kept = [i for i, form in enumerate(w.text) if not form.isspace()]
    n = len(kept)
    if not n:
        return
    number = {i: k for k, i in enumerate(kept)}
    begins = [w.start[i] for i in kept]
    starts, ends = begins, [w.end[i] for i in kept]
    if view.starts is not None:
        spans = [view.back(start, end) for start, end in zip(starts, ends, strict=True)]
        starts, ends = [s for s, _ in spans], [e for _, e in spans]
    voices, owners = _voices(begins, ordered, ids)
    columns["article_id"] = [article.article_id] * n
    columns["outlet"] = [article.outlet] * n
    columns["event"] = [_given(article.event)] * n
    columns["i"] = list(range(n))
    columns["start"] = starts
    columns["end"] = ends
    columns["form"] = [w.text[i] for i in kept]
    columns["lemma"] = [w.lemma[i] or w.lower[i] for i in kept]
    columns["pos"] = [w.pos[i] for i in kept]
    # spaCy writes « _ » for no features at all.
    columns["morph"] = ["" if w.morph[i] == "_" else w.morph[i] for i in kept]
    columns["head"] = [number.get(w.head[i], k) for k, i in enumerate(kept)]
    columns["dep"] = [w.dep[i] for i in kept]
    columns["entity"] = [w.entity[i] for i in kept]
    columns["sentence"] = _sentences(kept, doc, w.start, view)
    columns["zone"] = [zones.at(s) for s in starts]
    columns["voice"] = voices
    columns["attribution_id"] = owners
    columns["distance"] = _distances(begins, voices, marks)
    # Whether a passage is shared is known only when all articles have been read: see store.Store.mark_shared.
    columns["shared"] = [False] * n
    columns["boilerplate"] = _inside(boilerplate, starts, ends)


def _inside(spans: list[tuple[int, int]], starts: list[int], ends: list[int]) -> list[bool]:
    """Which tokens lie in sorted spans."""
    out = [False] * len(starts)
    for first, last in spans:
        for k in range(bisect_left(starts, first), bisect_left(starts, last)):
            out[k] = ends[k] <= last
    return out


def _sentences(kept: list[int], doc, positions: list[int], view) -> list[int]:
    """Number of the sentence, counted without gaps; white space between sentences has none of its own."""
    raw = numbers(doc, view.quotes, positions)
    rank: dict[int, int] = {}
    return [rank.setdefault(raw[i], len(rank)) for i in kept]


def _voices(begins: list[int], ordered, ids) -> tuple[list[str], list[str | None]]:
    """Voice of every word, and the outermost attribution that it stands in."""
    voices, owners = ["narrator"] * len(begins), [None] * len(begins)
    # Inner reports first, so that the outer one, who is made to say it, has the last word.
    for a in sorted(ordered, key=lambda a: -_depth(a)):
        for start, end in a.content:
            for k in range(bisect_left(begins, start), bisect_left(begins, end)):
                voices[k], owners[k] = "attributed", ids[id(a)]
    return voices, owners


def _depth(a: Attribution) -> int:
    depth, seen = 0, {id(a)}
    while a.parent is not None and id(a.parent) not in seen:
        a = a.parent
        seen.add(id(a))
        depth += 1
    return depth


def _distances(begins: list[int], voices: list[str], marks: list[DistanceMark]) -> list[str]:
    """Distance of every word; words in somebody else's mouth are held at a distance by nothing but that."""
    out = ["none"] * len(begins)
    for mark in marks:
        for k in range(bisect_left(begins, mark.start), bisect_left(begins, mark.end)):
            if voices[k] == "narrator":
                out[k] = mark.kind
    return out


def _attribution(a: Attribution, article, view: View, ids, zones: Zones) -> dict:
    content = [view.back(*span) for span in a.content]
    cue = view.back(*a.cue) if a.cue else (None, None)
    source = view.back(*a.source) if a.source else (None, None)
    return {
        "article_id": article.article_id,
        "outlet": article.outlet,
        "event": _given(article.event),
        "attribution_id": ids[id(a)],
        "type": a.type,
        "starts": [s for s, _ in content],
        "ends": [e for _, e in content],
        "cue_start": cue[0],
        "cue_end": cue[1],
        "cue_lemma": a.cue_lemma,
        "cue_class": a.cue_class,
        "source_start": source[0],
        "source_end": source[1],
        "speaker": a.speaker,
        "speaker_kind": a.speaker_kind,
        "parent_id": ids.get(id(a.parent)) if a.parent is not None else None,
        "zone": zones.at(content[0][0]),
        "rule": a.rule,
        "confidence": float(a.confidence),
    }


def _given(value) -> str | None:
    """Text, or None where pandas has its mark for a missing value."""
    return value if isinstance(value, str) else None
