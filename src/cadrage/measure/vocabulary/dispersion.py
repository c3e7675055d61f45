"""How evenly a term is spread over the texts of an outlet: a gate in front of other scores, not evidence itself."""

import numpy as np
import pandas as pd

from cadrage.measure.table import finish, strings
from cadrage.measure.uncertainty.ladder import SUPPORT, said
from cadrage.measure.vocabulary.counts import Counts, attributes, by_outlet, cells, counted, outlet_codes
from cadrage.measure.wording import say


def dispersion(
    tokens: pd.DataFrame | Counts,
    *,
    min_count: int = 5,
    min_texts: int = 1,
    lang: str = "fr",
    **counting,
) -> pd.DataFrame:
    """Document frequency, DP and DPnorm of every term in every outlet; 0 is even, 1 is all in one text.

    DP = ½ Σ |share of the text in the outlet's words − share of the text in the term's uses| (Gries 2008); DPnorm
    divides it by 1 − the smallest text's share (Lijffijt and Gries 2012).  Both are NaN below three texts.
    Columns: outlet, term, n, total, n_articles (document frequency), n_texts, dp, dp_norm, estimate (= dp_norm), note.

    >>> tokens = pd.DataFrame({"article_id": list("aabbcc"), "outlet": "Le Phare", "event": None, "pos": "NOUN",
    ...     "lemma": ["port", "quai", "port", "mer", "port", "vent"], "boilerplate": False})
    >>> dispersion(tokens, min_count=3)[["term", "n", "n_articles", "dp"]].values.tolist()
    [['port', 3, 3, 0.0]]
    """
    counts = counted(tokens, min_count=min_count, min_texts=min_texts, **counting)
    outlets = counts.outlets()
    n, texts_with, words, texts = by_outlet(counts, outlets)
    group = outlet_codes(counts, outlets)
    size = counts.texts["n_tokens"].to_numpy(dtype=float) / np.maximum(words[group], 1)
    # A text without the term adds its own share; all shares add up to 1, from which those with the term depart.
    departure = np.zeros(n.size)
    for text, place, k in cells(counts, outlets):
        np.add.at(departure, place, np.abs(size[text] - k / n.ravel()[place]) - size[text])
    dp = 0.5 * (1 + departure.reshape(n.shape))
    smallest = pd.Series(size).groupby(group).min().to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        norm = dp / (1 - smallest[:, None])
    used = np.flatnonzero(n)
    where, term = np.divmod(used, max(1, n.shape[1]))
    enough = texts[where] >= SUPPORT["dispersion"]
    out = pd.DataFrame(
        {
            "outlet": strings(outlets, where),
            "term": strings(counts.terms, term),
            "n": n.ravel()[used].astype(np.int64),
            "total": words[where].astype(np.int64),
            "n_articles": texts_with.ravel()[used].astype(np.int64),
            "n_texts": texts[where].astype(np.int64),
            "dp": np.where(enough, np.maximum(dp.ravel()[used], 0), np.nan),
            "dp_norm": np.where(enough, np.maximum(norm.ravel()[used], 0), np.nan),
        },
        copy=False,
    )
    out["estimate"] = out["dp_norm"]
    out["note"] = strings([say("withheld dispersion", lang), ""], enough.astype(int))
    return finish(
        out, measure="dispersion", method="DP (Gries 2008), DPnorm", reference="none", correction="none",
        **attributes(counts), **said(texts, lang=lang),
    )  # fmt: skip
