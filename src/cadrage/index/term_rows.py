"""Which tokens are counted as a term: their labels in the table ``tokens``, found in the index."""

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from cadrage.index.counts import chosen_rows
from cadrage.index.segment import Segment
from cadrage.index.segments import Index
from cadrage.measure.vocabulary.words import plain, stop_list
from cadrage.memory import give_back_pages


def term_rows(
    index: Index,
    terms: Iterable[str],
    first: pd.Series,
    *,
    unit: str = "lemma",
    pos: Iterable[str] | None = None,
    voice: str = "all",
    shared: bool = True,
    zone: str | Iterable[str] | None = None,
    stop: str | Iterable[str] | None = "fr",
    numerals: bool = False,
    outlets: Iterable[str] | None = None,
    articles: pd.DataFrame | None = None,
    clusters=None,
    among: Iterable[str] | None = None,
) -> dict[str, np.ndarray]:
    """The labels of the tokens counted for each term, sorted; ``first``: article_id → label of its first token.

    The keywords are those of :func:`cadrage.index.counts.counts`, for single words.
    """
    terms = list(dict.fromkeys(terms))
    zones = [zone] if isinstance(zone, str) else list(zone) if zone else None
    how = {"voice": voice, "shared": shared, "zones": zones, "pos": list(pos) if pos else None, "numerals": numerals}
    stops = stop_list(stop) if isinstance(stop, str) else frozenset(stop or ())
    texts = index.texts(outlets=outlets, articles=articles, clusters=clusters, among=among)
    counted = pd.Index(texts.loc[texts["row"] >= 0, "article_id"], dtype=object)
    # Of all articles at once: asking segment by segment would grow with the square of the corpus.
    every = pd.Index(index.articles["article_id"], dtype=object)
    label = first.to_numpy()[first.index.astype(object).get_indexer(every)]
    starts, done = np.where(counted.get_indexer(every) >= 0, label, -1), 0
    found: dict[str, list[np.ndarray]] = {term: [np.empty(0, dtype=np.int64)] for term in terms}
    for segment in index.segments:
        start = starts[done : done + len(segment.articles)]
        done += len(start)
        for term, pairs in segment.pairs_whole([t for t in terms if t not in stops], unit).items():
            found[term] += _labels(segment, term, pairs, unit, start, how)
        give_back_pages()
    return {term: np.sort(np.concatenate(parts)) for term, parts in found.items()}


def _labels(
    segment: Segment, term: str, pairs: np.ndarray, unit: str, start: np.ndarray, how: dict
) -> Iterator[np.ndarray]:
    for pair, value in zip(pairs.tolist(), segment.spelled(unit, segment.pairs[unit][pairs]), strict=True):
        rows = segment.rows_of(pair)
        _, chosen = chosen_rows(segment, rows, how)
        if unit == "form":
            # A proper noun keeps its capital; every other word loses it.
            proper = segment.is_pos(rows, "PROPN")
            chosen = chosen & np.where(proper, value == term, plain(value.lower()) == term)
        article = segment.postings["article"][rows][chosen]
        labels = start[article] + segment.postings["i"][rows][chosen]
        yield labels[start[article] >= 0]
