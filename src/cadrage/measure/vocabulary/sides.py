"""The texts of two sides of a comparison: an outlet and its reference, as rows of one matrix."""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from cadrage.errors import MeasureError
from cadrage.measure.table import one_of
from cadrage.measure.vocabulary.blocks import entries, with_data
from cadrage.measure.vocabulary.counts import Counts, outlet_codes


class Sides(NamedTuple):
    """Counts of the texts of both sides, whether a text is of the first side, its words, its stratum or None.

    ``outlets`` numbers the outlet of each text, the first side being 0.
    """

    matrix: sparse.csr_array
    first: np.ndarray
    words: np.ndarray
    strata: np.ndarray | None
    outlets: np.ndarray

    @property
    def sizes(self) -> tuple[int, int]:
        """Independent texts on each side."""
        return int(self.first.sum()), int((~self.first).sum())

    def counts(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Uses of every term on both sides, and texts that have it on both sides."""
        width = self.matrix.shape[1]
        uses, texts_with = np.zeros((2, 2 * width), dtype=np.int64)
        side = np.where(self.first, 0, width)
        for text, term, n in entries(self.matrix):
            place = side[text] + term
            np.add.at(uses, place, n.astype(np.int64))
            np.add.at(texts_with, place, 1)
        return (*np.split(uses, 2), *np.split(texts_with, 2))

    def rates(self) -> sparse.csr_array:
        """Rate of every term in every text (uses per word)."""
        return with_data(self.matrix, self.matrix.data / np.repeat(self.words, np.diff(self.matrix.indptr)))


def sides(counts: Counts, *, outlet: str, reference: str, strata: str | None = None) -> Sides:
    """The two sides; ``reference`` is another outlet or "rest"; texts without a word are left out.

    ``strata`` is None or "event" (texts are exchanged within an event only).  Raises
    :class:`~cadrage.errors.MeasureError` where an outlet is unknown or events are missing.

    >>> import pandas as pd
    >>> texts = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Le Phare", "L'Ancre"], "n_tokens": [3, 2]})
    >>> two = Counts(sparse.csr_array([[3], [2]]), texts, np.array(["port"], dtype=object), {}, 2)
    >>> sides(two, outlet="Le Phare", reference="rest").sizes
    (1, 1)
    """
    outlets = counts.outlets()
    one_of(outlet, outlets, "outlet")
    one_of(reference, ("rest", *outlets), "reference")
    if outlet == reference or len(outlets) < 2:
        raise MeasureError(f"the reference was expected to be another outlet than {outlet!r}: name another")
    one_of(strata, (None, "event"), "strata")
    names = [outlet, *(o for o in outlets if o != outlet)]
    number, words = outlet_codes(counts, names), counts.texts["n_tokens"].to_numpy(dtype=float)
    keep = words > 0
    if reference != "rest":
        keep &= np.isin(number, [0, names.index(reference)])
    number, words = number[keep], words[keep]
    labels = None
    if strata == "event":
        events = counts.texts["event"][keep]
        if events.isna().any():
            raise MeasureError("strata='event' was expected to find an event for every text, but some have none")
        labels = events.astype(str).to_numpy()
    present = np.bincount(number, minlength=len(names)) > 0
    # Rows are taken out where some are left out only: the matrix of a large corpus is no small thing to copy.
    matrix = counts.matrix if keep.all() else counts.matrix[np.flatnonzero(keep)]
    return Sides(matrix, number == 0, words, labels, (np.cumsum(present) - 1)[number])
