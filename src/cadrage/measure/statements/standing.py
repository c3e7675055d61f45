"""Standing text: notices, boxes and formulas that stand word for word in articles with nothing else in common.

« Cet article a été écrit par … » under articles of three events is no copy of one in another.  What recurs because
its story goes on, such as the background of an affair in every dispatch on it, stays shared copy: there the articles
share other words too.  Whether two articles do is measured outside the text that recurs.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cadrage.measure.statements.alignment import Segment, equal_words
from cadrage.measure.statements.marked_runs import among, in_runs, spans, stripped, words_of
from cadrage.measure.statements.reuse import (
    LEAST,
    SEED,
    Reuse,
    blocks,
    candidate_pairs,
    comparable,
)
from cadrage.measure.statements.scanned import Scanned, scan_articles, shingles
from cadrage.measure.statements.unrelated import CARRIERS, OWN, Own, three_apart
from cadrage.measure.table import finish, need

# The shortest standing text, in words: the shortest passage.
_WORDS = 10
# The longest: a box of two sentences.  A paragraph or more is copied text, in however many articles it stands.
_LONGEST = 60


def standing_words(
    scanned: Scanned, often: np.ndarray, codes: np.ndarray, days: np.ndarray, *, window: float, shingle: int
) -> dict[int, np.ndarray]:
    """Article number → which of its words are standing text; articles without any are left out.

    ``often`` are the sorted numbers of the shingles that stand in :data:`~cadrage.measure.statements.reuse.LEAST` events or weeks
    (:func:`~cadrage.measure.statements.reuse.candidate_pairs`).
    """
    runs = list(_recurring(scanned, often, shingle))
    if not runs:
        return {}
    values = np.concatenate([run.values for run in runs])
    owners = np.repeat(np.array([run.article for run in runs], dtype=np.int32), [len(run.values) for run in runs])
    at = {run.article: run.at for run in runs}
    own = Own(scanned, at, shingle)
    standing = _standing(values, owners, own, blocks(codes, days, window), days)
    found = np.split(among(values, standing), np.cumsum([len(run.values) for run in runs])[:-1])
    marked = {}
    for run, mine in zip(runs, found, strict=True):
        here = np.zeros(len(run.at), dtype=bool)
        here[run.strong] = mine
        kept = in_runs(here, run.at & ~here, _WORDS - shingle + 1)
        for first, end in spans(kept):
            kept[first:end] = end - first + shingle - 1 <= _LONGEST
        if kept.any():
            marked[run.article] = words_of(kept, shingle)
    return marked


def without_standing(r: Reuse, scanned: Scanned, standing: dict[int, np.ndarray]) -> Segment | None:
    """The aligned stretches without standing text at their ends, None where little else is left.

    Inside a longer text that is shared a formula stays.
    """
    s = r.segment
    if r.a not in standing or r.b not in standing:
        return s
    a, b = standing[r.a], standing[r.b]
    a_start, a_end = stripped(a, s.a_start, s.a_end)
    b_start, b_end = stripped(b, s.b_start, s.b_end)
    if (a_start, a_end, b_start, b_end) == (s.a_start, s.a_end, s.b_start, s.b_end):
        return s
    if any(2 * mask[f:e].sum() >= e - f for mask, f, e in ((a, a_start, a_end), (b, b_start, b_end))):
        return None
    # What only one article has between its own text and the notice goes as well: ends are where both say the same.
    runs = equal_words(scanned.ids[r.a][a_start:a_end], scanned.ids[r.b][b_start:b_end])
    runs = [run for run in runs if run[2] >= SEED]
    if not runs:
        return None
    (a_first, b_first, _), (a_last, b_last, size) = runs[0], runs[-1]
    return Segment(s.score, a_start + a_first, a_start + a_last + size, b_start + b_first, b_start + b_last + size)


def standing_texts(
    articles: pd.DataFrame, *, window: float = 7, events: pd.Series | None = None, shingle: int = 5, lang: str = "fr"
) -> pd.DataFrame:
    """What :func:`~cadrage.measure.statements.passages.shared_passages` leaves out as standing text, most frequent first.

    Columns: text, n (places), n_articles, n_outlets, rows (index labels of ``articles``), and article_id, start, end
    of the first place.  Raises :class:`~cadrage.errors.MeasureError` where a column is missing.

    >>> notice = "Cet article vous est offert par la fondation de nos lecteurs, qui soutient ses enquêtes."
    >>> own = ["Le port de Brenne rouvre lundi après deux mois de travaux sur le grand quai, selon la régie maritime.",
    ...     "La récolte de pommes sera faible cette année, craignent des producteurs frappés par le gel du printemps.",
    ...     "Une exposition rassemble des toiles inédites du peintre Aubin, prêtées par douze collections privées."]
    >>> articles = pd.DataFrame({"article_id": list("abc"), "outlet": list("xyz"), "event": list("abc"),
    ...     "date": pd.NaT, "text": [f"{text} {notice}" for text in own]})
    >>> standing_texts(articles)[["text", "n"]].values.tolist()
    [['Cet article vous est offert par la fondation de nos lecteurs, qui soutient ses enquêtes', 3]]
    """
    need(articles, ["article_id", "outlet", "event", "date", "text"], "articles")
    texts = articles["text"].array
    scanned = scan_articles(texts, lang=lang)
    codes, days = comparable(articles, events=events)
    _, often = candidate_pairs(scanned, codes, days, window=window, shingle=shingle)
    places: dict[tuple, list] = defaultdict(list)
    for article, mask in standing_words(scanned, often, codes, days, window=window, shingle=shingle).items():
        for first, end in spans(mask):
            places[tuple(scanned.ids[article][first:end])].append((article, first, end))
    rows = []
    for found in places.values():
        numbers = list(dict.fromkeys(k for k, *_ in found))
        article, first, end = found[0]
        start, stop = scanned.words[article].starts[first], scanned.words[article].ends[end - 1]
        rows.append({
            "text": " ".join(texts[article][start:stop].split()), "n": len(found), "n_articles": len(numbers),
            "n_outlets": articles["outlet"].iloc[numbers].nunique(), "rows": tuple(articles.index[numbers].tolist()),
            "article_id": articles["article_id"].iloc[article], "start": start, "end": stop,
        })  # fmt: skip
    columns = ["text", "n", "n_articles", "n_outlets", "rows", "article_id", "start", "end"]
    table = pd.DataFrame(rows, columns=columns)
    table = table.sort_values(["n", "text"], ascending=[False, True], kind="stable")
    return finish(table, measure="standing_texts", unit="place", rows_of="articles")


@dataclass(frozen=True, slots=True)
class _Run:
    """The shingles of an article that stand in runs of recurring ones: which they are; places and numbers of those with words
    beyond grammar."""

    article: int
    at: np.ndarray
    strong: np.ndarray
    values: np.ndarray


def _recurring(scanned: Scanned, often: np.ndarray, shingle: int) -> Iterator[_Run]:
    for value, strong, owner in shingles(scanned, shingle):
        common = among(value, often) & strong
        edges = np.flatnonzero(np.diff(owner, prepend=-1, append=-1)).tolist()
        for first, end in zip(edges, edges[1:], strict=False):
            at = in_runs(common[first:end], ~strong[first:end], _WORDS - shingle + 1)
            inside = np.flatnonzero(at & strong[first:end]).astype(np.int32)
            if len(inside):
                yield _Run(int(owner[first]), at, inside, value[first:end][inside])


def _standing(values: np.ndarray, owners: np.ndarray, own: Own, block: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Those of the shingles that stand in articles of which at least three are not related to one another."""
    # Of each event the first article in time, and of those of one day the one with the most words of its own.
    rank = np.empty(len(block), dtype=np.int32)
    rank[np.lexsort((-own.number, block, np.nan_to_num(days, nan=0.0)))] = np.arange(len(block))
    telling = own.number[owners] >= OWN
    values, owners = values[telling], owners[telling]
    order = np.lexsort((rank[owners], block[owners], values))
    values, owners = values[order], owners[order]
    first = np.ones(len(values), dtype=bool)
    first[1:] = (values[1:] != values[:-1]) | (block[owners[1:]] != block[owners[:-1]])
    values, owners = values[first], owners[first]
    order = np.lexsort((rank[owners], values))
    values, owners = values[order], owners[order]
    edges = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1], [True]]))
    edges = np.stack([edges[:-1], edges[1:]], axis=1)[np.diff(edges) >= LEAST]
    known: dict[bytes, bool] = {}
    kept = []
    for begin, end in edges.tolist():
        # At most twelve of them, from the first to the last.
        chosen = owners[begin : end : -(-(end - begin) // CARRIERS)]
        key = chosen.tobytes()
        if key not in known:
            known[key] = three_apart(chosen.tolist(), own)
        if known[key]:
            kept.append(values[begin])
    return np.array(kept, dtype=np.uint64)
