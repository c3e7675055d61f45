"""Any word or phrase as rows to look at: a declared term, or one asked for on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pandas as pd

from cadrage.codebook import Frame
from cadrage.errors import MeasureError
from cadrage.index import articles_with as candidates
from cadrage.tables import VOICES, empty

if TYPE_CHECKING:
    from cadrage.study import Study


# Articles that are searched at a time.
_AT_ONCE = 2_000


def rows_of_term(
    study: Study, term: str, *, outlet: str = "", voice: str = "", first: int | None = None
) -> pd.DataFrame:
    """Rows of ``hits`` for a declared term (all its forms) or, where none is so called, for the word itself.

    ``first`` asks for so many uses and no more, which is quick on any corpus.  The index says which articles may hold
    the word; only these are searched.  Raises :class:`~cadrage.errors.MeasureError` where outlet or voice are not
    known.
    """
    if outlet and outlet not in study.outlets:
        near = get_close_matches(outlet, study.outlets, n=1)
        known = f"did you mean « {near[0]} »?" if near else f"choose one of {', '.join(study.outlets)}"
        raise MeasureError(f"an outlet of the corpus was expected, but « {outlet} » has no article: {known}")
    if voice and voice not in VOICES:
        raise MeasureError(f"a voice was expected ({' or '.join(VOICES)}), found « {voice} »: choose one of them")
    declared = any(term in frame.terms for frame in study.codebook.frames.values())
    parts = [study.hits[study.hits["term"] == term]] if declared else _searched(study, term, outlet, voice, first)
    found: list[pd.DataFrame] = []
    for rows in parts:
        if outlet:
            rows = rows[rows["outlet"] == outlet]
        found.append(rows[rows["voice"] == voice] if voice else rows)
        if first is not None and sum(map(len, found)) >= first:
            break
    every = pd.concat(found, ignore_index=not declared) if found else empty("hits")
    return every if first is None else every.head(first)


def _searched(study: Study, term: str, outlet: str, voice: str, first: int | None) -> Iterator[pd.DataFrame]:
    """The uses of a word that is not declared, some articles at a time, in the order of the corpus."""
    from cadrage.annotate.hits import TOKEN_COLUMNS, find_hits

    near = candidates(study.index, term, voice=voice, outlet=outlet)
    ids = sorted(near, key=study.lookup.place.__getitem__)
    # A use an article at least, so that a page needs no more articles than lines.
    size = _AT_ONCE if first is None else min(first, _AT_ONCE)
    for start in range(0, len(ids), max(1, size)):
        here = ids[start : start + size]
        tokens = study.tokens_of(here, list(TOKEN_COLUMNS))
        yield find_hits(tokens, study.attributions_of(here), {"": Frame(terms={term: [term]})})
