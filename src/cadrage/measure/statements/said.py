"""What is said in the articles, event by event: attributions, their clauses, and the narrator's own sentences."""

from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from cadrage.measure.statements.events import grouped
from cadrage.measure.statements.features import features_of
from cadrage.measure.statements.places import Article, Place, places_of
from cadrage.measure.statements.word_scan import function_words
from cadrage.measure.table import need

# Articles whose tokens are in memory at a time; the events among them are worked through one by one.
AT_ONCE = 1500
TOKEN_COLUMNS = ("article_id", "start", "end", "lemma", "pos", "sentence", "voice")
_ATTRIBUTION = ["attribution_id", "starts", "ends", "speaker", "cue_start", "cue_end", "source_start", "source_end"]
Tokens = pd.DataFrame | Callable[[list[str]], pd.DataFrame]


def said(
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    tokens: Tokens,
    *,
    events: pd.Series | None = None,
    narrator: bool = True,
    lang: str = "fr",
) -> Iterator[list[Place]]:
    """Every place where something is said, event by event; within an event in the order of ``articles``.

    ``tokens`` is the table, or a function that gives the tokens of some articles; ``events`` are those of
    :func:`~cadrage.measure.statements.events.grouped`, where they are known already.  Raises
    :class:`~cadrage.errors.MeasureError` where a column is missing.
    """
    need(attributions, ["article_id", *_ATTRIBUTION], "attributions")
    need(articles, ["article_id", "outlet", "text"], "articles")
    event_of = grouped(articles, lang=lang) if events is None else events
    ids = articles["article_id"].astype(str).tolist()
    members = defaultdict(list)
    for k, key in enumerate(event_of.reindex(ids)):
        members[key].append(k)
    if not callable(tokens):
        tokens = _by_article(tokens)
    told = attributions.groupby("article_id", sort=False).indices
    for together in _batches(list(members.values())):
        batch = articles.iloc[[k for here in together for k in here]]
        part = tokens([ids[k] for here in together for k in here])
        need(part, list(TOKEN_COLUMNS), "tokens")
        found = _articles(batch, part, lang)
        reported = _attributions(attributions, batch["article_id"], told)
        for here in together:
            yield [
                place
                for article, rows in [(next(found), next(reported)) for _ in here]
                for place in places_of(article, rows, narrator=narrator)
            ]


def _by_article(tokens: pd.DataFrame) -> Callable[[list[str]], pd.DataFrame]:
    """The function that gives the tokens of some articles out of the table."""
    need(tokens, list(TOKEN_COLUMNS), "tokens")
    tokens = tokens[list(TOKEN_COLUMNS)]
    at = tokens.groupby("article_id", observed=True, sort=False).indices
    nothing = np.zeros(0, dtype=np.intp)
    return lambda ids: tokens.iloc[np.concatenate([nothing, *(at.get(name, nothing) for name in ids)])]


def _batches(events: list[list[int]]) -> Iterator[list[list[int]]]:
    """Events, each a list of articles, as many at a time as make some thousand articles together."""
    batch, size = [], 0
    for event in events:
        batch.append(event)
        size += len(event)
        if size >= AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _articles(articles: pd.DataFrame, tokens: pd.DataFrame, lang: str) -> Iterator[Article]:
    """The articles of a batch; columns become arrays once, and one lemma with one tag gives its features once."""
    at = tokens.groupby("article_id", observed=True, sort=False).indices
    starts, ends = (tokens[c].to_numpy(np.int64) for c in ("start", "end"))
    sentences = tokens["sentence"].to_numpy()
    own, word = (tokens["voice"] == "narrator").to_numpy(bool), (tokens["pos"] != "PUNCT").to_numpy(bool)
    (lemma, lemmas), (tag, tags) = (_coded(tokens[c]) for c in ("lemma", "pos"))
    kinds, kind = np.unique(lemma * len(tags) + tag, return_inverse=True)
    weak = function_words(lang)
    features = [features_of(lemmas[k // len(tags)], tags[k % len(tags)], weak) for k in kinds.tolist()]
    events = articles["event"].tolist() if "event" in articles else [None] * len(articles)
    columns = (articles[c].tolist() for c in ("article_id", "outlet", "text"))
    for name, outlet, text, event in zip(*columns, events, strict=True):
        k = at.get(name, np.zeros(0, dtype=np.intp))
        yield Article(
            name, outlet, event, text, starts[k], ends[k], sentences[k], word[k], own[k], kind[k], features
        )  # fmt: skip


def _coded(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    """A column of text as codes and what they stand for; the last, empty, for a missing value."""
    values = pd.Categorical(column)
    names = [*map(str, values.categories), ""]
    return values.codes.astype(np.int64) % len(names), names


def _attributions(attributions: pd.DataFrame, ids, told: dict) -> Iterator[list]:
    """The attributions of each article of a batch, as rows."""
    nothing = np.zeros(0, dtype=np.intp)
    where = [told.get(name, nothing) for name in ids]
    rows = attributions[_ATTRIBUTION].iloc[np.concatenate([nothing, *where])].itertuples(index=False)
    for here in where:
        yield [next(rows) for _ in here]
