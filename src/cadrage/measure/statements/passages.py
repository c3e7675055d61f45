"""Shared passages: text that stands in several articles, word for word or lightly edited.

Pairs of articles come from :mod:`~cadrage.measure.statements.reuse`; here their stretches are joined into passages, each with
the articles that carry it, and told apart: agency copy, an official's quotation, an outlet's own repeat.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import pandas as pd

from cadrage import tables
from cadrage.measure.statements.alignment import Segment, common_words
from cadrage.measure.statements.credits import credited
from cadrage.measure.statements.quoted import quoted_share, quoted_spans
from cadrage.measure.statements.reuse import Reuse, Scanned, candidate_pairs, comparable, reused, scan_articles
from cadrage.measure.statements.standing import standing_words, without_standing
from cadrage.measure.table import need

# Two stretches of an article are the same passage when they share this much of all they cover together.
_SAME_STRETCH = 0.5
# Equal words that are neither grammar nor names: fewer are an office, a title, a set phrase, not copied prose.
_MIN_CONTENT = 4
# Inside quotation marks on both sides fewer words will do: nobody quotes by chance.
_MIN_QUOTED = 6
# Punctuation that ends a unit of text; one or two words beyond it, at the edge of a passage, match by chance.
_BOUNDARY = re.compile(r"[.!?;:\n«»“”\"]")
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
        return _typed([])
    # One text at a time: all of them as Python strings take twice the room of the table.
    texts = articles["text"].array
    scanned = scan_articles(texts, lang=lang)
    codes, days = comparable(articles, events=events)
    pairs, often = candidate_pairs(scanned, codes, days, window=window, shingle=shingle)
    standing = standing_words(scanned, often, codes, days, window=window, shingle=shingle)
    quoted = quoted_spans(articles, attributions)
    found = []
    for r in reused(scanned, pairs, min_words=min(min_words, _MIN_QUOTED)):
        segment = without_standing(r, scanned, standing)
        if segment is None:
            continue
        r = Reuse(r.a, r.b, segment)
        r = Reuse(r.a, r.b, _trimmed(r, texts, scanned))
        if is_copy(r, scanned, min_words=min_words, quoted=quoted):
            found.append(r)
    outlets = articles["outlet"].astype(str).to_numpy()
    own = [r for r in found if outlets[r.a] == outlets[r.b]]
    others = [r for r in found if outlets[r.a] != outlets[r.b]]
    passages = [(p, False) for p in _joined(others)] + [(p, True) for p in _joined(own)]
    credit = credited(articles, lang=lang).tolist()
    about = {c: articles[c].to_numpy(dtype=object) for c in ("article_id", "outlet", "event")}
    # Column by column: half a million rows as dictionaries would take half a gigabyte.
    rows: dict[str, list] = defaultdict(list)
    for number, (members, own_repeat) in enumerate(sorted(passages, key=lambda p: (p[0][0], p[1])), 1):
        for row in _rows(f"p{number:05d}", members, own_repeat, about, scanned, quoted, credit):
            for name, value in row.items():
                rows[name].append(value)
    return _typed(rows)


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


def is_copy(r: Reuse, scanned: Scanned, *, min_words: int, quoted: list | None = None) -> bool:
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


def _whole_quotation(r: Reuse, scanned: Scanned, quoted: list) -> bool:
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


def _trimmed(r: Reuse, texts: Sequence[str], scanned: Scanned) -> Segment:
    """The segment without a stray word or two beyond the first or last punctuation mark, on either side."""
    s = r.segment
    a = _inner(texts[r.a], scanned.words[r.a], s.a_start, s.a_end)
    b = _inner(texts[r.b], scanned.words[r.b], s.b_start, s.b_end)
    # The same cut on both sides, or the two would no longer say the same.
    left, right = min(a[0], b[0]), min(a[1], b[1])
    return Segment(s.score, s.a_start + left, s.a_end - right, s.b_start + left, s.b_end - right)


def _inner(text: str, words, first: int, end: int) -> tuple[int, int]:
    """How many words to cut at the start and at the end: at most two, and only at a mark."""
    left = right = 0
    for cut in (1, 2):
        if end - first < 2 * cut + 4:
            break
        if _BOUNDARY.search(text, words.ends[first + cut - 1], words.starts[first + cut]):
            left = cut
        if _BOUNDARY.search(text, words.ends[end - cut - 1], words.starts[end - cut]):
            right = cut
    return left, right


def _joined(found: list[Reuse]) -> list[list[tuple[int, int, int]]]:
    """Passages as sorted lists of (article, first word, end word), from pairwise stretches."""
    nodes: dict[tuple[int, int, int], int] = {}
    for r in found:
        nodes.setdefault((r.a, r.segment.a_start, r.segment.a_end), len(nodes))
        nodes.setdefault((r.b, r.segment.b_start, r.segment.b_end), len(nodes))
    parent = list(range(len(nodes)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for r in found:
        a, b = (r.a, r.segment.a_start, r.segment.a_end), (r.b, r.segment.b_start, r.segment.b_end)
        parent[root(nodes[a])] = root(nodes[b])
    in_article = defaultdict(list)
    for node in sorted(nodes):
        in_article[node[0]].append(node)
    for stretches in in_article.values():
        for k, one in enumerate(stretches):
            for other in stretches[k + 1 :]:
                if other[1] >= one[2]:
                    break
                common = min(one[2], other[2]) - other[1]
                if common >= _SAME_STRETCH * (max(one[2], other[2]) - one[1]):
                    parent[root(nodes[one])] = root(nodes[other])
    groups = defaultdict(list)
    for node in sorted(nodes):
        group = groups[root(nodes[node])]
        # Overlapping stretches of one passage in one article are one stretch.
        if group and group[-1][0] == node[0] and node[1] < group[-1][2]:
            group[-1] = (node[0], group[-1][1], max(group[-1][2], node[2]))
        else:
            group.append(node)
    return list(groups.values())


def _rows(name, members, own_repeat, about: dict, scanned: Scanned, quoted, credit) -> list[dict]:
    wordings = [tuple(scanned.ids[k][s:e]) for k, s, e in members]
    outlets = [str(about["outlet"][k]) for k, _, _ in members]
    carried_by = defaultdict(set)
    for wording, outlet in zip(wordings, outlets, strict=True):
        carried_by[wording].add(outlet)
    model = max(carried_by, key=lambda w: (len(carried_by[w]), len(w), w))
    spans = [(k, scanned.words[k].starts[s], scanned.words[k].ends[e - 1]) for k, s, e in members]
    in_quotes = np.mean([quoted_share(quoted[k], s, e) for k, s, e in spans])
    kind = "own repeat" if own_repeat else "official quotation" if in_quotes > 0.5 else "agency copy"
    counts = Counter(k for k, _, _ in members)
    rows = []
    for (k, start, end), wording in zip(spans, wordings, strict=True):
        equal = len(wording) if wording == model else common_words(wording, model)
        rows.append({
            "passage_id": name,
            "article_id": about["article_id"][k],
            "outlet": about["outlet"][k],
            "event": about["event"][k],
            "start": start,
            "end": end,
            "kind": kind,
            "similarity": equal / len(wording),
            "agency_credit": credit[k],
            "n_words": len(wording),
            "n_outlets": len(set(outlets)),
            "n_articles": len(counts),
        })  # fmt: skip
    return rows


def _typed(rows: list | dict[str, list]) -> pd.DataFrame:
    extra = ["n_words", "n_outlets", "n_articles"]
    table = tables.make("passages", rows or [])
    if not rows:
        for column in extra:
            table[column] = pd.Series([], dtype="Int32")
    return table.astype(dict.fromkeys(extra, "Int32"))
