"""Shared passages: text that stands in several articles, word for word or lightly edited.

Pairs of articles come from :mod:`~cadrage.measure.statements.reuse`; here their stretches are joined into passages, each with
the articles that carry it, and told apart: agency copy, an official's quotation, an outlet's own repeat.
"""

from array import array
from collections import defaultdict

import numpy as np
import pandas as pd

from cadrage import tables
from cadrage.measure.statements.alignment import Segment, common_words
from cadrage.measure.statements.credits import credited
from cadrage.measure.statements.joining import Passages, in_turn, joined
from cadrage.measure.statements.quoted import QuotedSpans, quoted_share, quoted_spans
from cadrage.measure.statements.reuse import Reuse, candidate_pairs, comparable, reused
from cadrage.measure.statements.scanned import Scanned, scan_articles
from cadrage.measure.statements.standing import standing_words, without_standing
from cadrage.measure.table import need
from cadrage.tables import PASSAGE_KINDS

# Columns beyond the declared ones.
_EXTRA = ("n_words", "n_outlets", "n_articles")
# Equal words that are neither grammar nor names: fewer are an office, a title, a set phrase, not copied prose.
_MIN_CONTENT = 4
# Inside quotation marks on both sides fewer words will do: nobody quotes by chance.
_MIN_QUOTED = 6
# Words that may differ: 30 % edited, and some room for insertions on both sides.
_MIN_EQUAL = 0.55


def shared_passages(
    articles: pd.DataFrame,
    *,
    attributions: pd.DataFrame | None = None,
    min_words: int = 10,
    window: float = 7,
    events: pd.Series | None = None,
    shingle: int = 5,
    lang: str = "fr",
) -> pd.DataFrame:
    """The table ``passages``: every stretch of at least ``min_words`` words that two or more articles share.

    Columns: those of :data:`cadrage.tables.TABLES`, then n_words, n_outlets, n_articles (that carry the passage).
    Compared are articles of the same event (``events``: article_id → event, else the column) and, where an event is
    missing, articles at most ``window`` days apart or without a date.  Up to a third of the words may be edited.
    A passage that lies mainly inside direct or mixed ``attributions`` (without them: inside quotation marks) is an
    "official quotation", one that only one outlet has its "own repeat", all else "agency copy".  Rows of different
    passages may overlap in an article.  What stands in articles of three events (weeks, where an event is missing)
    that have nothing else in common is no passage but standing text
    (:func:`~cadrage.measure.statements.standing.standing_texts` lists it).  Raises :class:`~cadrage.errors.MeasureError` where a column is missing.
    Method: shingle containment and local alignment (word 5-shingles after Broder 1997).

    >>> copied = "Le pont de la Vernaise restera fermé aux camions jusqu'au printemps prochain, selon la mairie"
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["L'Écho", "La Voix"], "event": "pont",
    ...     "date": pd.NaT, "text": [f"Transports. {copied}. (AFP)", f"Rien à faire. {copied}, lit-on."]})
    >>> shared_passages(articles)[["article_id", "start", "end", "kind"]].values.tolist()
    [['a', 12, 105, 'agency copy'], ['b', 14, 107, 'agency copy']]
    """
    need(articles, ["article_id", "outlet", "event", "date", "text"], "articles")
    articles = articles.reset_index(drop=True)
    if len(articles) < 2:
        return _without_rows()
    # One text at a time: all of them as Python strings take twice the room of the table.
    scanned = scan_articles(articles["text"].array, lang=lang)
    codes, days = comparable(articles, events=events)
    pairs, often = candidate_pairs(scanned, codes, days, window=window, shingle=shingle)
    standing = standing_words(scanned, often, codes, days, window=window, shingle=shingle)
    quoted = quoted_spans(articles, attributions)
    # Article, first and end word on both sides, pair by pair: as objects a million pairs would take a quarter of a gigabyte.
    found = array("i")
    for r in reused(scanned, pairs, min_words=min(min_words, _MIN_QUOTED)):
        segment = without_standing(r, scanned, standing)
        if segment is None:
            continue
        s = _trimmed(Reuse(r.a, r.b, segment), scanned)
        if is_copy(Reuse(r.a, r.b, s), scanned, min_words=min_words, quoted=quoted):
            found.extend((r.a, s.a_start, s.a_end, r.b, s.b_start, s.b_end))
    del pairs, often, standing
    both = np.array(found, dtype=np.int32).reshape(-1, 6)
    outlet = pd.factorize(articles["outlet"].astype(str))[0]
    own = outlet[both[:, 0]] == outlet[both[:, 3]]
    return _table(in_turn(joined(both[~own]), joined(both[own])), articles, scanned, quoted, lang)


def mark_shared(tokens: pd.DataFrame, passages: pd.DataFrame) -> np.ndarray:
    """For every token whether other outlets have it too: booleans in the order of ``tokens``.

    An outlet's own repeats do not count.  Raises :class:`~cadrage.errors.MeasureError` where a column is missing.

    >>> tokens = pd.DataFrame({"article_id": ["a", "a"], "start": [0, 5], "end": [4, 9]})
    >>> passages = pd.DataFrame({"article_id": ["a"], "start": [5], "end": [20], "kind": ["agency copy"]})
    >>> mark_shared(tokens, passages).tolist()
    [False, True]
    """
    need(tokens, ["article_id", "start", "end"], "tokens")
    need(passages, ["article_id", "start", "end", "kind"], "passages")
    marked = np.zeros(len(tokens), dtype=bool)
    shared = passages[passages["kind"] != "own repeat"]
    if shared.empty or not len(tokens):
        return marked
    starts, ends = tokens["start"].to_numpy(dtype=np.int64), tokens["end"].to_numpy(dtype=np.int64)
    places = tokens.groupby("article_id", observed=True, sort=False).indices
    for article, rows in shared.groupby(shared["article_id"].astype(str), sort=False):
        at = places.get(article)
        if at is None:
            continue
        for s, e in zip(rows["start"].astype(int), rows["end"].astype(int), strict=True):
            marked[at[(starts[at] >= s) & (ends[at] <= e)]] = True
    return marked


def is_copy(r: Reuse, scanned: Scanned, *, min_words: int, quoted: QuotedSpans | None = None) -> bool:
    """Whether two aligned stretches are copied text: enough equal words, few edits, more than names and grammar."""
    s = r.segment
    a, b = scanned.ids[r.a][s.a_start : s.a_end], scanned.ids[r.b][s.b_start : s.b_end]
    if min(len(a), len(b)) < min(min_words, _MIN_QUOTED):
        return False
    equal = common_words(a, b)
    if equal < _MIN_EQUAL * max(len(a), len(b)):
        return False
    if equal < min_words:
        return quoted is not None and equal == min(len(a), len(b)) and _whole_quotation(r, scanned, quoted)
    capital_a, capital_b = scanned.words[r.a].capital, scanned.words[r.b].capital
    content_a = [w for k, w in enumerate(a, s.a_start) if not scanned.weak[w] and not capital_a[k]]
    content_b = [w for k, w in enumerate(b, s.b_start) if not scanned.weak[w] and not capital_b[k]]
    return common_words(content_a, content_b) >= _MIN_CONTENT


def _whole_quotation(r: Reuse, scanned: Scanned, quoted: QuotedSpans) -> bool:
    """Both stretches are quoted, and one of them is most of what is quoted there: a short quotation, not a piece."""
    s, whole = r.segment, []
    for article, first, end in ((r.a, s.a_start, s.a_end), (r.b, s.b_start, s.b_end)):
        start, stop = _characters(scanned, article, first, end)
        around = [e - b for b, e in quoted[article] if b <= start and stop <= e]
        if not around:
            return False
        whole.append(stop - start >= 0.7 * min(around))
    return any(whole)


def _characters(scanned: Scanned, article: int, first: int, end: int) -> tuple[int, int]:
    words = scanned.words[article]
    return words.starts[first], words.ends[end - 1]


def _trimmed(r: Reuse, scanned: Scanned) -> Segment:
    """The segment without a stray word or two beyond the first or last punctuation mark, on either side."""
    s = r.segment
    a = _inner(scanned.words[r.a].mark, s.a_start, s.a_end)
    b = _inner(scanned.words[r.b].mark, s.b_start, s.b_end)
    # The same cut on both sides, or the two would no longer say the same.
    left, right = min(a[0], b[0]), min(a[1], b[1])
    return Segment(s.score, s.a_start + left, s.a_end - right, s.b_start + left, s.b_end - right)


def _inner(mark: bytes, first: int, end: int) -> tuple[int, int]:
    """How many words to cut at the start and at the end: at most two, and only at a mark."""
    left = right = 0
    for cut in (1, 2):
        if end - first < 2 * cut + 4:
            break
        if mark[first + cut - 1]:
            left = cut
        if mark[end - cut - 1]:
            right = cut
    return left, right


def _table(places: Passages, articles: pd.DataFrame, scanned: Scanned, quoted: QuotedSpans, lang: str) -> pd.DataFrame:
    """The table, a row for every place; by column, as a million rows of Python objects would take a gigabyte."""
    size = len(places.article)
    start, end, n_outlets, n_articles = (np.zeros(size, dtype=np.int32) for _ in range(4))
    kind, similarity = np.zeros(size, dtype=np.int8), np.zeros(size)
    outlet = pd.factorize(articles["outlet"].astype(str))[0][places.article]
    if not size:
        return _without_rows()
    for here in places.each():
        numbers, outlets = places.article[here].tolist(), outlet[here].tolist()
        words = list(zip(numbers, places.first[here].tolist(), places.end[here].tolist(), strict=True))
        spans = [_characters(scanned, *place) for place in words]
        start[here], end[here] = zip(*spans, strict=True)
        similarity[here] = _likeness([tuple(scanned.ids[k][s:e]) for k, s, e in words], outlets)
        in_quotes = np.mean([quoted_share(quoted[k], *span) for k, span in zip(numbers, spans, strict=True)])
        named = "own repeat" if places.own[here.start] else "official quotation" if in_quotes > 0.5 else "agency copy"
        kind[here] = PASSAGE_KINDS.index(named)
        n_outlets[here], n_articles[here] = len(set(outlets)), len(set(numbers))
    names = pd.array([f"p{n:05d}" for n in range(1, places.passage[-1] + 2)], dtype="str")
    credit = credited(articles, lang=lang).array
    taken = {name: articles[name].array.take(places.article) for name in ("article_id", "outlet", "event")}
    columns = {
        "passage_id": names.take(places.passage), **taken, "start": start, "end": end,
        "kind": np.array(PASSAGE_KINDS, dtype=object)[kind], "similarity": similarity,
        "agency_credit": credit.take(places.article), "n_words": places.end - places.first, "n_outlets": n_outlets,
        "n_articles": n_articles,
    }  # fmt: skip
    return tables.make("passages", pd.DataFrame(columns)).astype(dict.fromkeys(_EXTRA, "Int32"))


def _likeness(wordings: list[tuple], outlets: list[int]) -> list[float]:
    """The share of each wording that is equal to the one that most outlets carry."""
    carried_by = defaultdict(set)
    for wording, outlet in zip(wordings, outlets, strict=True):
        carried_by[wording].add(outlet)
    model = max(carried_by, key=lambda w: (len(carried_by[w]), len(w), w))
    return [(len(w) if w == model else common_words(w, model)) / len(w) for w in wordings]


def _without_rows() -> pd.DataFrame:
    return tables.empty("passages").assign(**{name: pd.Series([], dtype="Int32") for name in _EXTRA})
