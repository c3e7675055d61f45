"""Which articles are about the same event: clusters of titles and leads within a few days."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from cadrage.measure.statements.components import components, members
from cadrage.measure.statements.word_scan import function_words, word_keys
from cadrage.measure.table import need

# Title and the first paragraphs.  With 250 words and a threshold of 0.09 the four development events of the
# demonstration come back with B-cubed F1 .95 (among a thousand other articles: 1.0); with 90 words .75 and .88.
_LEAD_WORDS = 250
_TITLE_WEIGHT = 2
_SLICE = 1000
# Average linkage needs a square of likenesses.  Chains from day to day can join months of a daily press: beyond this
# many articles the weakest links are cut, a quarter more at a time, until the pieces are small enough.
_MOST, _STEP = 2000, 1.25


def grouped(articles: pd.DataFrame, *, lang: str = "fr") -> pd.Series:
    """What statements are grouped by: article_id → the declared event, else the one found.

    Articles without titles or dates cannot be told apart: those of no event are then one group, named "".

    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "event": ["crue", None, None]})
    >>> grouped(articles).tolist()
    ['crue', '', '']
    """
    if {"title", "date"} <= set(articles.columns):
        return find_events(articles, lang=lang)
    given = articles["event"].astype(object) if "event" in articles else pd.Series(None, articles.index, dtype=object)
    ids = pd.Index(articles["article_id"].astype(str), name="article_id")
    return pd.Series(given.where(given.notna(), "").astype(str).tolist(), index=ids, name="event", dtype=object)


def find_events(articles: pd.DataFrame, *, window: float = 3, threshold: float = 0.09, lang: str = "fr") -> pd.Series:
    """The event of every article: a Series article_id → name of the event, which is its first article's id.

    Clustered by average linkage of the cosine likeness of titles (counted twice) and leads, weighted by TF-IDF;
    articles more than ``window`` days apart are never linked directly, ``threshold`` is the mean likeness (0 to 1)
    within an event.  Articles that already have an ``event`` keep it.  Raises
    :class:`~cadrage.errors.MeasureError` where a column is missing.

    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "event": None, "date": pd.NaT,
    ...     "title": ["Grève du rail en Valdarie", "Rail : la grève continue", "Crue de la Vernaise"],
    ...     "text": ["La grève du rail dure.", "Grève du rail, jour deux.", "La rivière a débordé."]})
    >>> find_events(articles).tolist()
    ['a', 'a', 'c']
    """
    need(articles, ["article_id", "title", "text", "date"], "articles")
    ids = articles["article_id"].astype(str).tolist()
    given = articles["event"].tolist() if "event" in articles else [None] * len(ids)
    names = [None if event is None or event != event else str(event) for event in given]
    open_ = [k for k, name in enumerate(names) if name is None]
    if len(open_) > 1:
        part = articles.iloc[open_]
        labels = _clusters(part, window=window, threshold=threshold, lang=lang)
    else:
        labels = [0] * len(open_)
    first: dict[int, str] = {}
    for k, label in sorted(zip(open_, labels, strict=True), key=lambda pair: ids[pair[0]]):
        names[k] = first.setdefault(label, ids[k])
    return pd.Series(names, index=pd.Index(ids, name="article_id"), name="event", dtype=object)


def _clusters(articles: pd.DataFrame, *, window: float, threshold: float, lang: str) -> list[int]:
    # scikit-learn takes half a second to load, and articles with given events do not need it.
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    grammar = function_words(lang)

    def stems(head: tuple[str, str]) -> list[str]:
        title, text = head
        words = _TITLE_WEIGHT * word_keys(title or "") + word_keys(text[: 12 * _LEAD_WORDS])[:_LEAD_WORDS]
        # Five letters stand for a word family: grève, grévistes; annexer, annexion.
        return [w[:5] for w in words if w not in grammar and len(w) > 2]

    heads = zip(articles["title"], articles["text"], strict=True)
    try:
        matrix = TfidfVectorizer(analyzer=stems, sublinear_tf=True).fit_transform(heads)
    except ValueError:  # no article has a word to go by
        return list(range(len(articles)))
    days = ((articles["date"] - pd.Timestamp("1970-01-01")) / pd.Timedelta(days=1)).to_numpy(float, na_value=np.nan)
    size = len(articles)
    graph = _links(matrix, days, window=window, threshold=threshold)
    labels = np.zeros(size, dtype=np.int64)
    top = 0
    for here in members(components(graph, threshold, most=_MOST, step=_STEP)):
        if len(here) > 2:
            distance = np.clip(1 - graph[here][:, here].toarray(), 0, 1)
            np.fill_diagonal(distance, 0)
            found = AgglomerativeClustering(
                n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - threshold
            ).fit_predict(distance)
        else:
            found = np.zeros(len(here), dtype=np.int64)
        labels[here] = top + found
        top += int(found.max()) + 1
    return labels.tolist()


def _links(matrix: csr_matrix, days: np.ndarray, *, window: float, threshold: float) -> csr_matrix:
    """Likeness of the pairs of articles that are alike enough and near enough in time."""
    rows, columns, values = [], [], []
    undated = np.flatnonzero(np.isnan(days))
    dated = np.argsort(days, kind="stable")[: len(days) - len(undated)]
    sorted_days = days[dated]
    # In slices of days: all pairs at once would fill the memory with pairs that are of no use.
    slices = [dated[first : first + _SLICE] for first in range(0, len(dated), _SLICE)]
    slices += [undated[first : first + _SLICE] for first in range(0, len(undated), _SLICE)]
    for here in slices:
        near = np.arange(len(days))
        if not np.isnan(days[here[0]]):
            low, high = days[here[0]] - window, days[here[-1]] + window
            near = dated[np.searchsorted(sorted_days, low) : np.searchsorted(sorted_days, high, side="right")]
            near = np.sort(np.concatenate([near, undated]))
        like = (matrix[here] @ matrix[near].T).tocoo()
        row, column = here[like.row], near[like.col]
        keep = (like.data >= threshold) & ~(np.abs(days[row] - days[column]) > window)
        rows.append(row[keep])
        columns.append(column[keep])
        values.append(like.data[keep])
    found = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return csr_matrix(found, shape=(matrix.shape[0], matrix.shape[0]))
