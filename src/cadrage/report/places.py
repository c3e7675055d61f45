"""Numbers that count words, texts or speakers: they open the articles or statements in which these were counted.

A total of words has no passages of its own: they would be the whole corpus.  It opens what was counted through, and the
page says so.
"""

from functools import cached_property

import numpy as np
import pandas as pd

from cadrage.report.links import Counted, labels_of

# Counts of words, events and texts of an outlet; the passages are its articles.
_OF_OUTLET = {"n_words", "total_words", "n_events", "n_texts", "n_articles"}
_OF_REFERENCE = {"n_texts_reference", "n_articles_reference"}


class Places:
    """Finds the articles, and the statements, behind the totals of a study's measures."""

    def __init__(self, study):
        self.articles = study.articles
        self.tables = study
        self._by_outlet: dict[str, np.ndarray] = {}
        self._rows: dict[str, np.ndarray] = {}
        self._number = pd.Index(self.articles["article_id"], dtype=object)

    def of(self, row, column: str, measure: str, table: str) -> Counted | None:
        """What the number in a column opens; None where only the measure itself knows."""
        outlet = getattr(row, "outlet", None)
        if column == "n_articles" and table and hasattr(row, "rows"):
            return self._holding(table, row.rows, row.n_articles, outlet)
        if column == "n_articles_reference" and table and hasattr(row, "rows_reference"):
            return self._holding(table, row.rows_reference, row.n_articles_reference, getattr(row, "reference", ""))
        if column in _OF_OUTLET and isinstance(outlet, str):
            number = int(getattr(row, "total" if column == "total_words" else column))
            return self._articles(outlet, number, alone=column in ("n_texts", "n_articles"))
        if column in _OF_REFERENCE and isinstance(getattr(row, "reference", None), str):
            others = None if row.reference in self._outlets else outlet
            return self._articles(row.reference, int(getattr(row, column)), alone=True, without=others)
        if column in ("n_words_reported", "n") and measure in ("speech_shares", "sources_per_1000"):
            found = self.tables.attributions
            return _whole("attributions", found.index[found["outlet"] == outlet], outlet)
        if column == "n_outlets" and isinstance(getattr(row, "statement_id", None), str):
            found = self.tables.statements
            return _whole("statements", found.index[found["statement_id"] == row.statement_id], row.statement_id)
        return None

    @cached_property
    def _outlets(self) -> set:
        return set(self.articles["outlet"].unique())

    def _articles(self, outlet: str, number: int, *, alone: bool, without: str | None = None) -> Counted:
        """The articles of an outlet, or of all but one; copies of a text make more articles than texts."""
        key = f"{outlet}/{without}"
        if key not in self._by_outlet:
            mine = self.articles["outlet"] != without if without else self.articles["outlet"] == outlet
            self._by_outlet[key] = self.articles.index[mine].to_numpy()
        rows = self._by_outlet[key]
        return Counted("articles", rows, outlet, whole=not (alone and len(rows) == number))

    def _holding(self, table: str, rows, number, words) -> Counted | None:
        """The articles that hold some rows."""
        if not len(rows):
            return None
        if table == "tokens":
            places = self._number.get_indexer(self.tables.lookup.articles(rows))
        else:
            places = self._of_rows(table)[getattr(self.tables, table).index.get_indexer(labels_of(rows))]
        found = self.articles.index[np.unique(places)].to_numpy()
        return Counted("articles", found, str(words or ""), whole=len(found) != number) if len(found) else None

    def _of_rows(self, table: str) -> np.ndarray:
        """The place of the article of each row of a table."""
        if table not in self._rows:
            self._rows[table] = self._number.get_indexer(getattr(self.tables, table)["article_id"])
        return self._rows[table]


def _whole(table: str, rows: pd.Index, words) -> Counted | None:
    return Counted(table, rows.to_numpy(), str(words), whole=True) if len(rows) else None
