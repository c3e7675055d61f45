"""How much of each outlet's text other outlets have too, and who shares with whom."""

import sys
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from cadrage.measure.statements.word_scan import word_edges
from cadrage.measure.table import finish, flag_columns, need, one_of
from cadrage.measure.uncertainty.independence import clusters_or_self, one_per_cluster
from cadrage.measure.uncertainty.intervals import clustered_share
from cadrage.read.coverage import covered
from cadrage.tables import PASSAGE_KINDS

_SHARES = [
    "outlet", "n", "total", "estimate", "low", "high", "n_articles", "n_texts", "n_passages", "deff", "flags", "note",
    "rows",
]  # fmt: skip


class InWords(NamedTuple):
    """Texts measured in words: ``totals``, the words of each article (by its id), and where in them passages stand."""

    totals: pd.Series
    passages: pd.DataFrame


def in_words(articles: pd.DataFrame, passages: pd.DataFrame) -> InWords:
    """The words of each article; and for each row of ``passages`` its first and end word there (first, end).

    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Le pont est fermé."]})
    >>> found = in_words(articles, pd.DataFrame({"article_id": ["a"], "start": [3], "end": [11]}))
    >>> found.totals.to_dict(), found.passages.values.tolist()
    ({'a': 4}, [[1, 3]])
    """
    starts, ends = passages["start"].to_numpy(dtype=np.int64), passages["end"].to_numpy(dtype=np.int64)
    first, end = np.zeros(len(starts), dtype=np.int64), np.zeros(len(starts), dtype=np.int64)
    code, ids = pd.factorize(passages["article_id"].astype(str))
    rows = np.argsort(code, kind="stable")
    cuts = np.searchsorted(code[rows], np.arange(len(ids) + 1))
    names, totals = articles["article_id"].astype(str).tolist(), []
    found = pd.Index(ids, dtype=object).get_indexer(names)
    # One text at a time: the positions of all words would fill the memory.
    for article, text in zip(found.tolist(), articles["text"].array, strict=True):
        word_starts, word_ends = word_edges(text)
        totals.append(len(word_starts))
        if article >= 0:
            at = rows[cuts[article] : cuts[article + 1]]
            first[at] = np.searchsorted(word_starts, starts[at])
            end[at] = np.searchsorted(word_ends, ends[at], "right")
    return InWords(
        pd.Series(totals, index=pd.Index(names, dtype=object), dtype=np.int64),
        pd.DataFrame({"first": first, "end": end}, index=passages.index),
    )


def in_words_of(study) -> InWords:
    """:func:`in_words` of a study, kept on disk."""
    made = cache(lambda: in_words(study.articles, study.passages))
    here = sys.modules[__name__]
    totals = study.derived("words-of-articles", here, lambda: made().totals.rename("n").to_frame())
    return InWords(totals["n"], study.derived("words-of-passages", here, lambda: made().passages))


def shared_shares(
    articles: pd.DataFrame,
    passages: pd.DataFrame,
    *,
    kind: str | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    words: InWords | None = None,
    confidence: float = 0.95,
    lang: str = "fr",
) -> pd.DataFrame:
    """Share of each outlet's words that stand in shared passages.

    Columns: outlet, n (words in passages), total (words), estimate, low, high (interval over texts), n_articles
    (texts with such a passage), n_texts, n_passages (places: rows of ``passages``), deff, flags, note, rows (their index
    labels).  ``kind`` is one of
    :data:`cadrage.tables.PASSAGE_KINDS`; None takes agency copy and official quotations, which other outlets have
    too.  Copies of an article within an outlet (``clusters``; else equal ``sha256``) count once.  ``words`` is
    :func:`in_words` of the same tables, where it is known already.  Raises
    :class:`~cadrage.errors.MeasureError` for an unknown kind.  Source of the interval:
    :func:`~cadrage.measure.uncertainty.intervals.clustered_share`.

    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "sha256": ["1"], "text": ["Le pont est fermé."]})
    >>> passages = pd.DataFrame({"passage_id": ["p"], "article_id": ["a"], "outlet": ["X"], "start": [0], "end": [7],
    ...     "kind": ["agency copy"]})
    >>> shared_shares(articles, passages)[["n", "total", "estimate"]].values.tolist()
    [[2.0, 4.0, 0.5]]
    """
    texts = _texts(articles, clusters)
    words = in_words(articles, passages) if words is None else words
    places = _places(passages, kind, words)
    inside = covered(places.article, places.first, places.end)
    n_of = pd.Series(inside.to_numpy(), index=places.names.take(inside.index))
    # The outlet in whose counted articles each passage stands.
    codes, outlets = pd.factorize(texts["outlet"], sort=True)
    owner = pd.Series(codes, index=texts["article_id"]).reindex(places.names, fill_value=-1).to_numpy()[places.article]
    rows = []
    for code, outlet in enumerate(outlets):
        mine = places.labels[owner == code]
        ids = texts["article_id"][codes == code]
        n = n_of.reindex(ids, fill_value=0).to_numpy()
        total = words.totals.reindex(ids).to_numpy()
        share = clustered_share(n, total, confidence=confidence)
        rows.append({
            "outlet": outlet, "n": int(n.sum()), "total": int(total.sum()), "estimate": share.estimate,
            "low": share.low, "high": share.high, "n_articles": int((n > 0).sum()), "n_texts": len(ids),
            "n_passages": len(mine), "deff": share.deff, "rows": mine,
        })  # fmt: skip
    table = pd.DataFrame(rows, columns=[c for c in _SHARES if c not in ("flags", "note")])
    facts = {
        "none": table["n"].to_numpy() == 0,
        "one text": table["n_texts"].to_numpy() == 1,
        "single text": (table["n_articles"].to_numpy() == 1) & (table["n_texts"].to_numpy() > 1),
    }
    table = table.assign(**flag_columns(facts, lang=lang))[_SHARES]
    return finish(table, measure="shared_shares", method="share over texts, Wilson at the effective n", unit="word",
                  confidence=confidence, kind=kind or "agency copy, official quotation", n_texts=len(texts))  # fmt: skip


def sharing_matrix(
    articles: pd.DataFrame,
    passages: pd.DataFrame,
    *,
    kind: str | None = None,
    clusters: Mapping[str, str] | pd.Series | None = None,
    words: InWords | None = None,
) -> pd.DataFrame:
    """Who shares with whom: for every ordered pair of outlets the words of ``outlet`` that ``other`` has too.

    Columns: outlet, other, n (words), total (words of ``outlet``), estimate (n / total), n_articles (of ``outlet``),
    n_passages (places: rows of ``passages`` of ``outlet``), rows (their index labels).  Not symmetric: a brief may stand whole in a long
    article.  ``kind``, ``clusters`` and ``words`` as in :func:`shared_shares`.

    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"], "sha256": ["1", "2"],
    ...     "text": ["Le pont est fermé.", "Le pont."]})
    >>> passages = pd.DataFrame({"passage_id": "p", "article_id": ["a", "b"], "outlet": ["X", "Y"], "start": 0,
    ...     "end": 7, "kind": "agency copy"})
    >>> sharing_matrix(articles, passages)[["outlet", "other", "estimate"]].values.tolist()
    [['X', 'Y', 0.5], ['Y', 'X', 1.0]]
    """
    texts = _texts(articles, clusters)
    words = in_words(articles, passages) if words is None else words
    places = _places(passages, kind, words)
    counted = words.totals.reindex(texts["article_id"]).groupby(texts["outlet"].to_numpy()).sum()
    total = {outlet: int(n) for outlet, n in counted.items()}
    passage = pd.factorize(passages["passage_id"])[0][places.at]
    codes, outlets = pd.factorize(passages["outlet"].astype(str))
    outlet_of = codes[places.at]
    # Of the articles that are not counted no row is.
    outlet_of[~places.names.isin(texts["article_id"])[places.article]] = -1
    code_of = {outlet: code for code, outlet in enumerate(outlets)}
    carried = {}
    for other in total:
        has = np.zeros(passage.max(initial=-1) + 1, dtype=bool)
        has[passage[outlet_of == code_of.get(other, -2)]] = True
        carried[other] = has
    rows = []
    for outlet in total:
        own = np.flatnonzero(outlet_of == code_of.get(outlet, -2))
        for other in total:
            if other == outlet:
                continue
            mine = own[carried[other][passage[own]]]
            inside = covered(places.article[mine], places.first[mine], places.end[mine])
            n = int(inside.sum())
            share = n / total[outlet] if total[outlet] else float("nan")
            rows.append((outlet, other, n, total[outlet], share, len(inside), len(mine), places.labels[mine]))
    columns = ["outlet", "other", "n", "total", "estimate", "n_articles", "n_passages", "rows"]
    return finish(pd.DataFrame(rows, columns=columns), measure="sharing_matrix", unit="word", n_texts=len(texts))


def _texts(articles: pd.DataFrame, clusters) -> pd.DataFrame:
    """The articles that are counted: one of each cluster and outlet."""
    need(articles, ["article_id", "outlet", "text"], "articles")
    ids = articles["article_id"].astype(str)
    cluster = clusters_or_self(ids, clusters=clusters, articles=articles)
    texts = one_per_cluster(articles["outlet"].astype(str).to_numpy(), ids.to_numpy(), cluster)
    return texts[texts["article_id"] == texts["counted"]]


class _Places(NamedTuple):
    """Where passages of a kind stand: which rows they are, by place and label; their articles, numbers into ``names``; their first and end word."""

    at: np.ndarray
    labels: np.ndarray
    article: np.ndarray
    names: pd.Index
    first: np.ndarray
    end: np.ndarray


def _places(passages: pd.DataFrame, kind: str | None, words: InWords) -> _Places:
    """By numbers: a million rows with all their texts would be copied otherwise."""
    need(passages, ["passage_id", "article_id", "outlet", "start", "end", "kind"], "passages")
    if kind is not None:
        one_of(kind, PASSAGE_KINDS, "kind")
    of_kind = passages["kind"] != "own repeat" if kind is None else passages["kind"] == kind
    at = np.flatnonzero(of_kind)
    labels = passages.index.to_numpy()[at]
    article, names = pd.factorize(passages["article_id"].astype(str))
    first, end = (words.passages[side].loc[labels].to_numpy() for side in ("first", "end"))
    return _Places(at, labels, article[at], pd.Index(names), first, end)
