"""What the tokens say at some places: read for the articles concerned only, some articles at a time."""

from collections.abc import Iterator, Mapping

import numpy as np

from cadrage.measure.statements.said import Tokens
from cadrage.measure.table import need

# Articles whose tokens are in memory at a time.
AT_ONCE = 512


def token_parts(
    tokens: Tokens | None, articles: list[str], columns: list[str]
) -> Iterator[tuple[str, np.ndarray, np.ndarray, list[np.ndarray]]]:
    """For each article its tokens' labels, first characters and ``columns``, the latter as text.

    ``tokens`` is the table, or None, or a function that gives ``article_id`` and columns of the tokens of some
    articles, labelled as in the table.
    """
    if tokens is None:
        return
    every = ["article_id", "start", *columns]
    for first in range(0, len(articles), AT_ONCE):
        some = articles[first : first + AT_ONCE]
        part = tokens(some, every) if callable(tokens) else tokens[tokens["article_id"].isin(some)]
        need(part, every, "tokens")
        labels, starts = part.index.to_numpy(), part["start"].to_numpy(dtype=np.int64)
        texts = [part[c].astype(object).to_numpy() for c in columns]
        for article, rows in part.groupby("article_id", observed=True, sort=False).indices.items():
            yield str(article), labels[rows], starts[rows], [text[rows] for text in texts]


def tokens_at(
    tokens: Tokens | None, places: Mapping[str, set[int]], columns: list[str]
) -> dict[tuple[str, int], tuple]:
    """(article, first character) → some columns of the token that begins there, as text.

    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"article_id": ["a", "a"], "start": [0, 3], "lemma": ["le", "pont"]})
    >>> tokens_at(tokens, {"a": {3, 9}}, ["lemma"])
    {('a', 3): ('pont',)}
    """
    found = {}
    for article, _, starts, texts in token_parts(tokens, sorted(places), columns):
        at = dict(zip(starts.tolist(), range(len(starts)), strict=True))
        for start in places[article] & at.keys():
            found[article, start] = tuple(str(text[at[start]]) for text in texts)
    return found
