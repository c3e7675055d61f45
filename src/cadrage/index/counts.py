"""Counts of terms from an index: what :func:`cadrage.measure.vocabulary.counts.count` counts in all tokens, segment
by segment, so that the memory it needs is that of the matrix."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from cadrage.index.segment import Segment, flag
from cadrage.index.segments import Index, ranked
from cadrage.measure.table import one_of
from cadrage.measure.vocabulary.blocks import compact
from cadrage.measure.vocabulary.counts import Counts, profile_of
from cadrage.measure.vocabulary.selection import select
from cadrage.measure.vocabulary.words import NO_WORDS, category_codes, plain_all, stop_list
from cadrage.memory import give_back_pages
from cadrage.tables import VOICES, ZONES


class _Part(NamedTuple):
    """What one segment counts: (article, term) → n, as numbers in the segment and in the whole vocabulary."""

    matrix: sparse.csr_array
    places: np.ndarray


def counts(
    index: Index,
    *,
    unit: str = "lemma",
    ngram: int = 1,
    pos: Iterable[str] | None = None,
    voice: str = "all",
    shared: bool = True,
    zone: str | Iterable[str] | None = None,
    stop: str | Iterable[str] | None = "fr",
    numerals: bool = False,
    outlets: Iterable[str] | None = None,
    articles: pd.DataFrame | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    among: Iterable[str] | None = None,
    terms: Iterable[str] | None = None,
) -> Counts:
    """The :class:`~cadrage.measure.vocabulary.counts.Counts` of an index; keywords and result are those of ``count``.

    N-grams are counted in the tokens of one segment after the other.
    """
    one_of(unit, ("lemma", "form"), "unit")
    one_of(voice, ("all", "narrator", "attributed"), "voice")
    zones = [zone] if isinstance(zone, str) else list(zone) if zone else None
    pos = list(pos) if pos else None
    stops = stop_list(stop) if isinstance(stop, str) else frozenset(stop or ())
    how = {"voice": voice, "shared": shared, "zones": zones, "pos": pos, "numerals": numerals}
    if ngram == 1:
        values, parts = _of_words(index, unit, stops, terms, how)
    else:
        how = {"unit": unit, "ngram": ngram, "pos": pos, "voice": voice, "shared": shared, "zone": zones}
        values, parts = _of_runs(index, how | {"stop": stop, "numerals": numerals})
    facts = index.texts(outlets=outlets, articles=articles, clusters=clusters, among=among)
    row = pd.Series(facts["row"].to_numpy(), index=facts["article_id"]).reindex(index.articles["article_id"]).fillna(-1)
    row = row.to_numpy(dtype=np.int64)
    kept = facts[facts["row"] >= 0].reset_index(drop=True)
    n_tokens = np.zeros(len(kept), dtype=np.int64)
    pieces, rows, first = [], [], 0
    for part in parts:
        here = row[first : first + len(part.places)]
        first += len(part.places)
        n_tokens[here[here >= 0]] = part.places[here >= 0]
        pieces.append(part.matrix[np.flatnonzero(here >= 0)])
        rows.append(here[here >= 0])
    matrix, values = _joined(pieces, rows, values, len(kept))
    if terms is not None and ngram > 1:
        some = np.flatnonzero(np.isin(values, list(terms)))
        matrix, values = matrix[:, some], values[some]
    kept["n_tokens"] = n_tokens
    kept = kept[["article_id", "outlet", "event", "cluster", "n_tokens", "n_copies"]]
    boilerplate = sum(s.meta["n_boilerplate"] for s in index.segments)
    profile = profile_of(
        boilerplate, unit=unit, ngram=ngram, pos=pos, voice=voice, shared=shared, zone=zones, stop=stop
    )
    return Counts(matrix, kept, values, profile, len(facts))


def _of_words(index: Index, unit: str, stops: frozenset, terms, how: dict) -> tuple[pa.Array, Iterator[_Part]]:
    vocabulary, maps = index.vocabulary(unit)
    if unit == "lemma":
        out = _left_out(vocabulary, stops, terms)
        return vocabulary, (
            _words(s, codes[s.pairs["lemma"]], None, out, how) for s, codes in zip(index.segments, maps, strict=True)
        )
    # A proper noun keeps its capital; every other word loses it.
    folded = pa.array(plain_all([v.lower() for v in vocabulary.to_pylist()]), pa.string())
    values, (as_written, lowered) = ranked([vocabulary, folded])
    out = _left_out(values, stops, terms)
    return values, (
        _words(s, lowered[codes[s.pairs["form"]]], as_written[codes[s.pairs["form"]]], out, how)
        for s, codes in zip(index.segments, maps, strict=True)
    )


def _left_out(values: pa.Array, stops: frozenset, terms) -> np.ndarray:
    """Which words are not counted: those of the stop list, and all but some where ``terms`` names these."""
    out = _among(values, stops)
    return out if terms is None else out | ~_among(values, terms)


def _among(values: pa.Array, words) -> np.ndarray:
    """Which of some values are among some words."""
    return pc.is_in(values, value_set=pa.array(sorted(words), pa.string())).to_numpy(zero_copy_only=False)


def _words(segment: Segment, of_pair: np.ndarray, proper: np.ndarray | None, out: np.ndarray, how: dict) -> _Part:
    """The counts of one segment; ``proper`` is the term of a pair where its token is a proper noun."""
    rows = segment.postings
    place, term = chosen_rows(segment, slice(None), how)
    size = len(segment.articles)
    places = np.bincount(rows["article"][place], minlength=size).astype(np.int64)
    wanted = ~out[of_pair] if proper is None else ~(out[of_pair] & out[proper])
    chosen = np.flatnonzero(term & np.repeat(wanted, segment.pairs["count"]))
    pair = np.repeat(np.arange(len(of_pair), dtype=np.int32), segment.pairs["count"])[chosen]
    code = of_pair[pair]
    if proper is not None:
        code = np.where(_is(segment, ["PROPN"], rows["pos"][chosen]), proper[pair], code)
    keep = ~out[code]
    part = _Part(_matrix(rows["article"][chosen[keep]], code[keep], (size, len(out))), places)
    give_back_pages()
    return part


def chosen_rows(segment: Segment, rows: slice, how: dict) -> tuple[np.ndarray, np.ndarray]:
    """Which of some postings are words of the asked voice and zone, and which of these are counted as terms."""
    pos, flags = segment.postings["pos"][rows], segment.postings["flags"][rows]
    place = ~_is(segment, NO_WORDS, pos) & (flag(flags, "boilerplate") == 0)
    if how["voice"] != "all":
        place &= flag(flags, "voice") == VOICES.index(how["voice"])
    if how["zones"]:
        place &= np.array([z in how["zones"] for z in ZONES])[flag(flags, "zone")]
    if not how["shared"]:
        place &= flag(flags, "shared") == 0
    term = place if how["numerals"] else place & ~_is(segment, ["NUM"], pos)
    return place, term & _is(segment, how["pos"], pos) if how["pos"] else term


def _is(segment: Segment, names, pos: np.ndarray) -> np.ndarray:
    # A comparison of bytes for each is faster than looking every token up.
    numbers = [k for k, name in enumerate(segment.meta["pos"]) if name in names]
    return np.logical_or.reduce([pos == k for k in numbers]) if numbers else np.zeros(len(pos), dtype=bool)


def _matrix(row, code, shape) -> sparse.csr_array:
    entries = (np.ones(len(code), dtype=np.int32), (row.astype(np.int32), code.astype(np.int32)))
    return compact(sparse.coo_array(entries, shape=shape).tocsr())


def _of_runs(index: Index, how: dict) -> tuple[pa.Array, list[_Part]]:
    """The same for n-grams, from the tokens themselves."""
    found = []
    for tokens, segment in zip(index.tokens(), index.segments, strict=True):
        chosen = select(tokens, **how)
        article, ids = category_codes(tokens["article_id"])
        number = pd.Index(segment.articles["article_id"]).get_indexer(pd.Index(ids))[article]
        used, code = np.unique(chosen["codes"][chosen["term"]], return_inverse=True)
        size = len(segment.articles)
        places = np.bincount(number[chosen["place"]], minlength=size).astype(np.int64)
        matrix = _matrix(number[chosen["term"]], code, (size, len(used)))
        found.append((chosen["values"][used], matrix, places))
    values = sorted(set().union(*(v.tolist() for v, *_ in found))) if found else []
    where = pd.Index(values, dtype=object)
    parts = []
    for names, matrix, places in found:
        columns = where.get_indexer(pd.Index(names, dtype=object))[matrix.indices].astype(np.int32)
        shape = (matrix.shape[0], len(values))
        parts.append(_Part(sparse.csr_array((matrix.data, columns, matrix.indptr), shape=shape), places))
    return pa.array(values, pa.string()), parts


def _joined(pieces: list, rows: list, values: pa.Array, size: int) -> tuple[sparse.csr_array, np.ndarray]:
    """One matrix, texts in the order of their ids, with the terms that occur."""
    if not pieces:
        return sparse.csr_array((size, 0), dtype=np.int32), np.empty(0, dtype=object)
    used = np.zeros(len(values), dtype=bool)
    for piece in pieces:
        used[piece.indices] = True
    column = (np.cumsum(used) - 1).astype(np.int32)
    lengths = np.zeros(size + 1, dtype=np.int64)
    for piece, row in zip(pieces, rows, strict=True):
        lengths[row + 1] = np.diff(piece.indptr)
    starts = np.cumsum(lengths)
    data, indices = np.empty(starts[-1], dtype=np.int32), np.empty(starts[-1], dtype=np.int32)
    while pieces:
        piece, row = pieces.pop(), rows.pop()
        # Where each entry goes: the start of its row, and its place in the row.
        sizes = np.diff(piece.indptr)
        to = np.repeat(starts[row] - piece.indptr[:-1], sizes) + np.arange(len(piece.indices))
        data[to], indices[to] = piece.data, column[piece.indices]
    # Columns have the type of the rows' starts: of fewer than two thousand million entries half as long a one.
    starts = starts.astype(np.int32) if starts[-1] < 2**31 else starts
    matrix = sparse.csr_array((data, indices, starts), shape=(size, int(used.sum())))
    matrix.sort_indices()
    return matrix, values.filter(pa.array(used)).to_numpy(zero_copy_only=False)
