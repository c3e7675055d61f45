"""The words that a table of keyness names, with their dispersion: the gate in front of the ranking."""

import pandas as pd

from cadrage.measure import dispersion


def key_dispersion(tokens, *, words: pd.DataFrame, lang: str = "fr", **counting) -> pd.DataFrame:
    """Dispersion of the words that ``words`` (from :func:`~cadrage.measure.keyness`) names, in the order it has them.

    ``counting`` are the keywords that ``words`` was made with; the frequency floor is that of the words themselves.

    >>> tokens = pd.DataFrame({"article_id": list("aabbcc"), "outlet": "Le Phare", "event": None, "pos": "NOUN",
    ...     "lemma": ["port", "quai", "port", "mer", "port", "vent"], "boilerplate": False})
    >>> words = pd.DataFrame({"outlet": ["Le Phare"], "reference": ["rest"], "term": ["port"]})
    >>> key_dispersion(tokens, words=words)[["term", "n_articles", "dp"]].values.tolist()
    [['port', 3, 0.0]]
    """
    spread = dispersion(tokens, min_count=1, lang=lang, **counting)
    wanted = words[["outlet", "term"]].astype(str).drop_duplicates()
    out = wanted.merge(spread.astype({"outlet": str, "term": str}), on=["outlet", "term"], how="inner")
    out.attrs = spread.attrs
    return out
