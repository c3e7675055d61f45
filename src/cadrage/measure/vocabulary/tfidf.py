"""TF-IDF by outlet, document frequency counted over texts: a way to browse, not a finding.

Where every outlet uses both of two competing words the idf of both is small, so TF-IDF cannot see that contrast.
"""

import numpy as np
import pandas as pd
from scipy import sparse

from cadrage.measure.table import finish, flag_columns, one_of, strings
from cadrage.measure.uncertainty.ladder import said
from cadrage.measure.vocabulary.counts import Counts, attributes, by_outlet, counted, outlet_codes

VARIANTS = {
    "rate": "rate per 1,000 words × (ln((1+n)/(1+df)) + 1), not normalised",
    "raw": "scikit-learn TfidfTransformer(norm=None), mean over the outlet's texts",
    "sublinear": "scikit-learn TfidfTransformer(sublinear_tf=True, norm=None), mean over the outlet's texts",
    "l2": "scikit-learn TfidfTransformer(), L2-normalised texts, mean over the outlet's texts (no rate)",
}


def tfidf(
    tokens: pd.DataFrame | Counts,
    *,
    variant: str = "rate",
    top: int | None = None,
    min_count: int = 1,
    min_texts: int = 1,
    lang: str = "fr",
    **counting,
) -> pd.DataFrame:
    """Rate of every term in every outlet, weighted by how few texts of the corpus have it; highest first.

    Columns: outlet, term, n, total (words of the outlet), rate (per 1,000 words), df and n_texts (over the corpus),
    idf, estimate, rank, n_articles (texts of the outlet with the term), flags, note.  A term has a row where it
    occurs; ``top`` keeps the first of each outlet.  ``variant`` is one of rate, raw, sublinear, l2; ``counting`` are
    the keywords of :func:`~cadrage.measure.vocabulary.counts.count`.  Source: Spärck Jones (1972), smoothing as scikit-learn's.

    >>> tokens = pd.DataFrame({"article_id": list("aab"), "outlet": ["Le Phare", "Le Phare", "L'Ancre"], "event": None,
    ...     "form": ["port", "crise", "port"], "lemma": ["port", "crise", "port"], "pos": "NOUN",
    ...     "boilerplate": False})
    >>> tfidf(tokens, lang="en").loc[:1, ["outlet", "term", "n", "df", "estimate"]].round(2).values.tolist()
    [["L'Ancre", 'port', 1, 2, 1000.0], ['Le Phare', 'crise', 1, 1, 702.73]]
    """
    one_of(variant, tuple(VARIANTS), "variant")
    counts = counted(tokens, min_count=min_count, min_texts=min_texts, **counting)
    outlets = counts.outlets()
    n, texts_with, words, texts = by_outlet(counts, outlets)
    _, df = counts.totals
    size = len(counts.texts)
    idf = np.log((1 + size) / (1 + df)) + 1
    rate = 1000 * n / np.maximum(words, 1)[:, None]
    score = rate * idf if variant == "rate" else _mean_of_texts(counts, outlets, texts, idf, variant)
    # Terms come sorted, so a stable sort on the score breaks ties by the alphabet.
    ranked = [
        np.flatnonzero(row)[np.argsort(-of[row > 0], kind="stable")][:top] for row, of in zip(n, score, strict=True)
    ]
    where, term = np.repeat(np.arange(len(outlets)), [len(r) for r in ranked]), np.concatenate(ranked)
    cell = where * len(counts.terms) + term
    uses, articles = (table.ravel()[cell].astype(np.int64) for table in (n, texts_with))
    out = {
        "outlet": strings(outlets, where),
        "term": strings(counts.terms, term),
        "n": uses,
        "total": words[where].astype(np.int64),
        "rate": rate.ravel()[cell],
        "df": df[term].astype(np.int64),
        "n_texts": size,
        "idf": idf[term],
        "estimate": score.ravel()[cell],
        "rank": np.concatenate([np.arange(1, len(r) + 1) for r in ranked]),
        "n_articles": articles,
    }
    out = pd.DataFrame(out | flag_columns({"few": uses < 5, "single text": articles == 1}, lang=lang), copy=False)
    ladder_says = said(texts, lang=lang)
    return finish(
        out, measure="tfidf", method=VARIANTS[variant], reference="none", correction="none", descriptive=True,
        **attributes(counts), **ladder_says,
    )  # fmt: skip


def _mean_of_texts(counts: Counts, outlets, texts, idf, variant) -> np.ndarray:
    weights = counts.matrix.astype(float)
    if variant == "sublinear":
        weights.data = 1 + np.log(weights.data)
    weights.data = weights.data * idf[weights.indices]
    if variant == "l2":
        norm = np.sqrt(weights.multiply(weights).sum(axis=1))
        weights.data = weights.data / np.repeat(np.where(norm > 0, norm, 1), np.diff(weights.indptr))
    group = outlet_codes(counts, outlets)
    ones = (1 / texts[group], (group, np.arange(len(group))))
    indicator = sparse.csr_array(ones, shape=(len(outlets), len(group)))
    return (indicator @ weights).toarray()
