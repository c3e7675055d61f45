"""The passages of a report as one compact store: every counted row once, with what a reader filters and sorts by.

Columns of codes instead of rows of words keep it small; the page's script puts the passages together from the
articles' texts, which stand in the store once.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cadrage.memory import give_back, give_back_pages
from cadrage.report.language import Language
from cadrage.report.links import Counted, together

# A report of 4,000 articles must stay below 8 MB: beyond this many characters articles come as contexts only.
WHOLE_TEXTS = 1_500_000
# Rows of one kind in the store, and of one number, where texts do not stand whole; terms are what a study is about.
CAP, CAP_OF_SET = {"hits": 5_000, "attributions": 2_000}, 20
# Articles of one number: they cost two characters each, for their texts stand elsewhere.
# Of more than so many articles, each number shows as many as of its other passages.
CAP_OF_ARTICLES, MANY_ARTICLES = 4_000, 10_000
# Rows that a spreadsheet still opens in comfort.
SPREADSHEET = 200_000
# Characters of an article's hash: enough to name one of a million, and decisions name articles by it.
HASH = 16
# Characters of context on each side; single words are many, so they get less.
CONTEXT, CONTEXT_OF_WORD = 110, 60
# Texts that are looked into before the pages of the file that they are mapped from are given back: one text brings
# many pages, for the system reads ahead.
BATCH = 250
# What is said of a word.
OF_WORDS = ["article_id", "start", "end", "voice", "distance", "zone"]
TABLES = ("hits", "attributions", "passages", "statements", "tokens", "articles")


class Evidence:
    """All that a page could show of a study, read once; :meth:`store` gives a part of it.

    ``sets`` are the rows that numbers open, by name.  ``every`` says whether all counted rows fit, whatever the part.
    """

    def __init__(self, study, sets: dict[str, Counted], *, language: Language, text: bool = True):
        self.study, self.sets, self.language, self.text = study, dict(sorted(sets.items())), language, text
        articles = study.articles
        self.every = few(articles)
        self.whole = text and self.every
        self.place = pd.Index(articles["article_id"], dtype=object)
        # A smaller part holds nothing that the whole one has not.
        self.rows = {name: self._rows(name, self._labels(name, 1.0)) for name in TABLES}
        if text and not self.whole:
            for name in TABLES[:-1]:
                if self.rows[name] is not None:
                    self.rows[name] = self.rows[name].assign(context=self._contexts(name))
        self.lengths = self._lengths()
        give_back()

    def store(self, part: float = 1.0) -> dict:
        """Articles, one block of columns for each table, the sets of rows; ``part`` makes the caps smaller."""
        strings: dict[str, int] = {"": 0}

        def code(value):
            known = "" if value is None or value is pd.NA or value != value else str(value)
            return strings.setdefault(known, len(strings))

        labels = {name: self._labels(name, part) for name in TABLES}
        blocks = {name: self._block(name, labels[name], code) for name in TABLES}
        written = {}
        for name, counted in self.sets.items():
            known = _places(labels[counted.table], counted.rows)
            # Steps from one row to the next are shorter to write than rows.
            steps = np.diff(known, prepend=0).tolist()
            written[name] = {"t": counted.table, "r": steps, "n": len(counted.rows), "w": counted.words}
        every = range(len(self.study.articles))
        # Of a large corpus only the articles that a passage on the page stands in; their numbers stay those of the corpus.
        wanted = every if self.every else sorted({a for block in blocks.values() for a in block["a"]})
        return {
            "articles": self._articles(wanted, code),
            "strings": list(strings),
            "tables": blocks,
            "sets": written,
            # How many there are, of which the page may hold a part.
            "all": {name: len(getattr(self.study, name)) for name in ("hits", "attributions", "passages")},
            "files": {name: file_of(name, len(getattr(self.study, name))) for name in TABLES if name != "tokens"},
            # Whether every counted row is here, and whether the texts are.
            "every": self.every,
            "whole": self.whole,
            "text": self.text,
        }

    def _labels(self, name: str, part: float) -> np.ndarray:
        """The labels of the rows of one table that are shown."""
        of_set = max(1, int(CAP_OF_SET * part))
        # One more use of a counted word tells little.
        # Of a very large corpus articles would still be most of the page.
        of_articles = CAP_OF_ARTICLES if len(self.study.articles) <= MANY_ARTICLES else of_set
        most = {"articles": of_articles, "tokens": -(-of_set // 2)}.get(name, of_set)
        asked = [c.rows for c in self.sets.values() if c.table == name]
        # Terms and statements can be browsed beyond what is counted, as long as there are few enough.
        if name in CAP:
            every, cap = getattr(self.study, name).index.to_numpy(), max(1, int(CAP[name] * part))
            asked.append(every if self.every or len(every) <= cap else drawn(every, cap))
        return together(rows if self.every else drawn(rows, most) for rows in asked)

    def _rows(self, name: str, labels: np.ndarray) -> pd.DataFrame | None:
        """The rows of a table; of the tokens only those of the articles concerned are read."""
        if not len(labels):
            return None
        if name == "tokens":
            return self.study.lookup.token_rows(labels, OF_WORDS)
        rows = getattr(self.study, name)
        # Which article it is is all that is said of an article here: its text stands elsewhere.
        return (rows[["article_id"]] if name == "articles" else rows).loc[labels]

    def _contexts(self, name: str) -> list[list[str]]:
        """The words before, in and behind each row: whole texts of a large corpus would fill the memory."""
        rows, texts = self.rows[name], self.study.articles["text"].array
        wide = CONTEXT_OF_WORD if name == "tokens" else CONTEXT
        found = []
        for article, start, end in zip(self.place.get_indexer(rows["article_id"]), *_ends(rows), strict=True):
            text = texts[article]
            last = min(end, start + 3 * wide)
            found.append([text[max(0, start - wide) : start], text[start:last], text[end : end + wide]])
            if not len(found) % BATCH:
                give_back_pages()
        give_back_pages()
        return found

    def _lengths(self) -> pd.Series:
        """The characters of each article that may be shown, by its number."""
        shown, texts = np.arange(len(self.place)), self.study.articles["text"]
        if not self.every:
            named = [self.place.get_indexer(rows["article_id"]) for rows in self.rows.values() if rows is not None]
            shown = shown[np.isin(shown, np.concatenate([[-1], *named]))]
        found = [np.empty(0, dtype=np.int64)]
        for k in range(0, len(shown), BATCH):
            found.append(texts.iloc[shown[k : k + BATCH]].str.len().to_numpy())
            give_back_pages()
        return pd.Series(np.concatenate(found), index=shown)

    def _block(self, name: str, labels: np.ndarray, code) -> dict:
        if not len(labels):
            return {"a": []}
        rows = self.rows[name].loc[labels]
        block = {"a": self.place.get_indexer(rows["article_id"]).tolist()}
        if name == "articles":
            return block
        block["s"], block["e"] = _ends(rows)
        # Speakers and cues are words of articles too: without text they are left out.
        said = ("speaker",) if self.text else ()
        for column in ("frame", "term", "voice", *said, "distance", "zone", "type", "reason", "kind"):
            if column in rows.columns:
                block[column] = [code(v) for v in rows[column]]
        for column in ("negated", "excluded"):
            if column in rows.columns:
                block[column] = [int(bool(v)) for v in rows[column]]
        if "context" in rows.columns:
            block["context"] = rows["context"].tolist()
        return block

    def _articles(self, wanted: Sequence[int], code) -> list:
        out: list = [0] * len(self.study.articles)
        articles = self.study.articles if self.whole else self.study.articles.drop(columns="text")
        for number, row in zip(wanted, articles.iloc[wanted].itertuples(index=False), strict=True):
            # Without text an article is known by its hash alone: identifiers are file names, and those may be headlines.
            name = row.article_id if self.text else row.sha256[:12]
            day = "" if pd.isna(row.date) else str(row.date)[:10]
            said = (row.title if self.text else "", row.sha256[:HASH], row.text if self.whole else "")
            length = int(self.lengths[number])
            out[number] = [name, code(row.outlet), day, code(self.language.date(row.date)), *said, length]
        return out


def few(articles: pd.DataFrame) -> bool:
    """Whether the texts are short enough together to stand on a page whole.

    >>> few(pd.DataFrame({"text": ["Le pont a rouvert."], "n_words": [4]}))
    True
    """
    # Words are apart by a character at least: the texts of a large corpus need not be read to be called too long.
    least = 2 * int(articles["n_words"].sum()) - len(articles)
    return least <= WHOLE_TEXTS and int(articles["text"].str.len().sum()) <= WHOLE_TEXTS


def _ends(rows: pd.DataFrame) -> tuple[list[int], list[int]]:
    """First characters and ends of some rows; content in pieces is shown from its first to its last character."""
    starts = [min(s) for s in rows["starts"]] if "starts" in rows else rows["start"]
    ends = [max(e) for e in rows["ends"]] if "ends" in rows else rows["end"]
    return list(map(int, starts)), list(map(int, ends))


def _places(labels: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Where in the labels those of the rows stand that are among them; both sorted."""
    if not len(labels) or not len(rows):
        return np.empty(0, dtype=np.int64)
    # The shorter one is looked up in the longer one.
    if len(rows) > len(labels):
        at = np.searchsorted(rows, labels).clip(max=len(rows) - 1)
        return np.flatnonzero(rows[at] == labels)
    at = np.searchsorted(labels, rows).clip(max=len(labels) - 1)
    return at[labels[at] == rows]


def file_of(table: str, rows: int) -> str:
    """Where all rows of a table are: a spreadsheet beside the page, or the study's own table where they are too many.

    >>> file_of("hits", 5_000), file_of("statements", 900_000)
    ('hits.csv', 'statements.parquet')
    """
    return f"{table}.csv" if rows <= SPREADSHEET else f"{table}.parquet"


def drawn(rows: Sequence[int], most: int) -> np.ndarray:
    """At most so many of the rows, drawn by lot: the first ones would be those of the first days and outlets.

    The lot of a row is always the same, so that numbers counted over one another show the same passages.

    >>> drawn(range(1000), 3).tolist() == drawn(drawn(range(1000), 10), 3).tolist(), drawn([2, 4], 5).tolist()
    (True, [2, 4])
    """
    rows = np.asarray(rows, dtype=np.int64)
    if len(rows) <= most:
        return rows
    # Knuth's multiplicative hashing (The Art of Computer Programming 3, 6.4); an odd factor gives no lot twice.
    lots = (rows.astype(np.uint64) * np.uint64(2654435761)) % np.uint64(2**32)
    return rows[np.argpartition(lots, most)[:most]]
