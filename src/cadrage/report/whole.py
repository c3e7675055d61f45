"""The tables behind the numbers as CSV, for a page that holds a part of them only: every counted row, and where it is."""

from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd

from cadrage.evidence import concordance
from cadrage.memory import give_back_pages
from cadrage.report.csv import csv_of
from cadrage.report.store import HASH, SPREADSHEET

# Tables that are counted and browsed.  Words are too many for a spreadsheet: « cadrage concordance » lists them.
WHOLE = ("hits", "attributions", "passages", "statements")
# Shared passages and statements are long and many: their characters are enough to find them.
IN_CONTEXT = ("hits", "attributions")
# Rows that are made into CSV at a time.
PIECE = 10_000
_DESCRIBED = ("frame", "term", "type", "kind", "cue_lemma", "statement_id", "negated", "excluded", "reason")


def whole_tables(study, *, text: bool = True) -> Iterator[tuple[str, Iterator[str]]]:
    """File name and CSV of each table that has rows, and not too many for a spreadsheet; without ``text`` articles are hashes and nothing is quoted.

    The CSV comes in pieces: as one text, that of a hundred thousand articles takes several hundred megabytes.
    """
    yield "articles.csv", _pieces(study.articles, lambda rows: _of_articles(rows, text))
    for name in WHOLE:
        rows = getattr(study, name)
        # Longer ones are no reading for people: programs have the table itself.
        if 0 < len(rows) <= SPREADSHEET:
            yield f"{name}.csv", _pieces(rows, partial(_in_context, study, name=name, text=text))


def _pieces(rows: pd.DataFrame, made: Callable[[pd.DataFrame], pd.DataFrame]) -> Iterator[str]:
    """What is made of some rows after others as CSV, with one header."""
    for k in range(0, len(rows), PIECE):
        yield csv_of(made(rows[k : k + PIECE]), header=k == 0)
        give_back_pages()


def _of_articles(articles: pd.DataFrame, text: bool) -> pd.DataFrame:
    described = ["article_id", "outlet", "date", *(["title"] if text else []), "event", "n_words", "sha256"]
    return articles[described] if text else articles[described].assign(article_id=articles["sha256"].str[:HASH])


def _in_context(study, rows: pd.DataFrame, *, name: str, text: bool) -> pd.DataFrame:
    shown = concordance(study, rows)
    if name not in IN_CONTEXT:
        shown = shown.drop(columns=["left", "keyword", "right"])
    for column in _DESCRIBED:
        if column in rows.columns:
            shown[column] = rows[column]
    if not text:
        hashes = study.articles["sha256"].str[:HASH]
        shown["article_id"] = shown["article_id"].map(dict(zip(study.articles["article_id"], hashes, strict=True)))
        said = ("title", "left", "keyword", "right", "speaker", "cue_lemma")
        shown = shown.drop(columns=[c for c in said if c in shown.columns])
    return shown
