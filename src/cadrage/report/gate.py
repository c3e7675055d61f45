"""The words that a table of keyness names, with their dispersion: the gate in front of the ranking."""

from dataclasses import replace

import numpy as np
import pandas as pd

from cadrage.measure import dispersion
from cadrage.measure.vocabulary.counts import Counts


def key_dispersion(tokens, *, words: pd.DataFrame, lang: str = "fr", **counting) -> pd.DataFrame:
    """Dispersion of the words that ``words`` (from :func:`~cadrage.measure.keyness`) names, in the order it has them.

    ``counting`` are the keywords that ``words`` was made with; the frequency floor is that of the words themselves.

    >>> tokens = pd.DataFrame({"article_id": list("aabbcc"), "outlet": "Le Phare", "event": None, "pos": "NOUN",
    ...     "lemma": ["port", "quai", "port", "mer", "port", "vent"], "boilerplate": False})
    >>> words = pd.DataFrame({"outlet": ["Le Phare"], "reference": ["rest"], "term": ["port"]})
    >>> key_dispersion(tokens, words=words)[["term", "n_articles", "dp"]].values.tolist()
    [['port', 3, 0.0]]
    """
    wanted = words[["outlet", "term"]].astype(str).drop_duplicates()
    if isinstance(tokens, Counts):
        # The dispersion of a word hangs on no other word.
        some = np.flatnonzero(pd.Index(tokens.terms).isin(wanted["term"].unique()))
        tokens = replace(tokens, matrix=tokens.matrix[:, some], terms=tokens.terms[some])
    else:
        counting |= {"terms": wanted["term"].unique()}
    spread = dispersion(tokens, min_count=1, lang=lang, **counting)
    out = wanted.merge(spread.astype({"outlet": str, "term": str}), on=["outlet", "term"], how="inner")
    out.attrs = spread.attrs
    return out
