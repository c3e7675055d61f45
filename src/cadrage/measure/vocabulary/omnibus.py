"""One table of a term against all outlets at once, and which outlets depart from equal rates."""

import numpy as np
import pandas as pd
from scipy import special

from cadrage.errors import MeasureError
from cadrage.measure.table import finish, strings
from cadrage.measure.uncertainty.ladder import said
from cadrage.measure.vocabulary.counts import Counts, attributes, by_outlet, counted
from cadrage.measure.wording import say


def omnibus(
    tokens: pd.DataFrame | Counts,
    *,
    min_count: int = 5,
    min_texts: int = 3,
    lang: str = "fr",
    **counting,
) -> pd.DataFrame:
    """G² and χ² of the 2×K table of every term over K outlets, with signed standardised residuals.

    One row per term and outlet, terms with the greatest G² first.  Columns: term, outlet, n, total, g2, chi2 (of the
    whole table), degrees (K − 1), residual (adjusted, Haberman 1973; positive: more than under equal rates),
    n_articles, note.  Indices of rank, not tests.  Raises :class:`~cadrage.errors.MeasureError` below two outlets.

    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "outlet": ["Le Phare"] * 2 + ["L'Ancre"] * 2, "event": None,
    ...     "lemma": ["port", "port", "port", "quai"], "pos": "NOUN", "boilerplate": False})
    >>> omnibus(tokens, min_count=3)[["term", "outlet", "n", "residual"]].round(2).values.tolist()
    [['port', "L'Ancre", 1, -1.15], ['port', 'Le Phare', 2, 1.15]]
    """
    counts = counted(tokens, min_count=min_count, min_texts=min_texts, **counting)
    outlets = counts.outlets()
    n, texts_with, words, texts = by_outlet(counts, outlets)
    spoken = words > 0
    outlets = [o for o, keep in zip(outlets, spoken, strict=True) if keep]
    n, texts_with, words, texts = n[spoken], texts_with[spoken], words[spoken], texts[spoken]
    if len(outlets) < 2:
        raise MeasureError(f"a comparison was expected to have at least two outlets, but has {len(outlets)}")
    everything, of_term = words.sum(), n.sum(axis=0)
    expected = np.outer(words, of_term) / everything
    others, other_expected = words[:, None] - n, words[:, None] - expected
    g2 = 2 * (special.xlogy(n, n / expected) + special.xlogy(others, others / other_expected)).sum(axis=0)
    chi2 = ((n - expected) ** 2 * (1 / expected + 1 / other_expected)).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        residual = (n - expected) / np.sqrt(expected * (1 - words[:, None] / everything) * (1 - of_term / everything))
    order = np.lexsort((np.arange(len(g2)), -g2))
    term, where = np.repeat(order, len(outlets)), np.tile(np.arange(len(outlets)), len(order))
    out = pd.DataFrame(
        {
            "term": strings(counts.terms, term),
            "outlet": strings(outlets, where),
            "n": n[where, term].astype(np.int64),
            "total": words[where].astype(np.int64),
            "g2": g2[term],
            "chi2": chi2[term],
            "degrees": len(outlets) - 1,
            "residual": residual[where, term],
            "n_articles": texts_with[where, term].astype(np.int64),
            "note": "",
        }
    )
    return finish(
        out, measure="omnibus", method="2×K G² and χ², adjusted residuals", reference="all outlets together",
        correction="none", descriptive=True, caveat=say("rank only", lang), **attributes(counts),
        **said(texts, lang=lang),
    )  # fmt: skip
