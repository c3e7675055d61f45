"""Any word or phrase as rows to look at: a declared term, or one asked for on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from cadrage.codebook import Frame
from cadrage.errors import MeasureError
from cadrage.tables import VOICES

if TYPE_CHECKING:
    from cadrage.study import Study


def rows_of_term(study: Study, term: str, *, outlet: str = "", voice: str = "") -> pd.DataFrame:
    """Rows of ``hits`` for a declared term (all its forms) or, where none is so called, for the word itself.

    Raises :class:`~cadrage.errors.MeasureError` where outlet or voice are not known.
    """
    if outlet and outlet not in study.outlets:
        raise MeasureError(f"the outlet « {outlet} » was not found: expected one of {', '.join(study.outlets)}")
    if voice and voice not in VOICES:
        raise MeasureError(f"the voice « {voice} » is not known: expected one of {', '.join(VOICES)}")
    declared = any(term in frame.terms for frame in study.codebook.frames.values())
    if declared:
        rows = study.hits[study.hits["term"] == term]
    else:
        from cadrage.annotate.hits import find_hits

        rows = find_hits(study.tokens, study.attributions, {"": Frame(terms={term: [term]})})
    if outlet:
        rows = rows[rows["outlet"] == outlet]
    return rows[rows["voice"] == voice] if voice else rows
