"""The passages of a report as one compact store: every counted row once, with what a reader filters and sorts by.

Columns of codes instead of rows of words keep it small; the page's script puts the passages together from the
articles' texts, which stand in the store once.
"""

from itertools import pairwise

import pandas as pd

from cadrage.report.language import Language

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
# What is said of a word.
OF_WORDS = ["article_id", "start", "end", "voice", "distance", "zone"]
TABLES = ("hits", "attributions", "passages", "statements", "tokens", "articles")


def make_store(
    study, sets: dict[str, tuple[str, list[int], str]], *, language: Language, text: bool = True, part: float = 1.0
) -> dict:
    """The store: articles, one block of columns for each table, the sets of rows that numbers open.

    ``sets`` maps a set's name to table, index labels and words.  ``part`` makes the caps smaller still.
    """
    articles = study.articles
    every = int(articles["text"].str.len().sum()) <= WHOLE_TEXTS
    whole = text and every
    strings: dict[str, int] = {"": 0}

    def code(value):
        return strings.setdefault("" if value is None or value is pd.NA or value != value else str(value), len(strings))

    place = {a: i for i, a in enumerate(articles["article_id"])}
    blocks, positions = {}, {}
    for name in TABLES:
        labels = _kept(study, name, sets, every, part)
        positions[name] = {label: i for i, label in enumerate(labels)}
        rows = _rows(study, name, labels) if labels else None
        blocks[name] = (
            _block(name, rows, place, code, articles if text and not whole else None, text=text)
            if labels
            else {"a": []}
        )
    written = {}
    for name, (table, rows, words) in sorted(sets.items()):
        known = sorted(positions[table][r] for r in rows if r in positions[table])
        # Steps from one row to the next are shorter to write than rows.
        steps = [b - a for a, b in pairwise([0, *known])]
        written[name] = {"t": table, "r": steps, "n": len(rows), "w": words}
    # Of a large corpus only the articles that a passage on the page stands in; their numbers stay those of the corpus.
    wanted = set(range(len(articles))) if every else {a for block in blocks.values() for a in block["a"]}
    return {
        "articles": _articles(articles, wanted, code, text=text, whole=whole, language=language),
        "strings": list(strings),
        "tables": blocks,
        "sets": written,
        # How many there are, of which the page may hold a part.
        "all": {name: len(getattr(study, name)) for name in ("hits", "attributions", "passages")},
        "files": {name: file_of(name, len(getattr(study, name))) for name in TABLES if name != "tokens"},
        # Whether every counted row is here, and whether the texts are.
        "every": every,
        "whole": whole,
        "text": text,
    }


def file_of(table: str, rows: int) -> str:
    """Where all rows of a table are: a spreadsheet beside the page, or the study's own table where they are too many.

    >>> file_of("hits", 5_000), file_of("statements", 900_000)
    ('hits.csv', 'statements.parquet')
    """
    return f"{table}.csv" if rows <= SPREADSHEET else f"{table}.parquet"


def _kept(study, name: str, sets: dict, everything: bool, part: float) -> list[int]:
    of_set = max(1, int(CAP_OF_SET * part))
    # One more use of a counted word tells little.
    # Of a very large corpus they would still be most of the page.
    of_articles = CAP_OF_ARTICLES if len(study.articles) <= MANY_ARTICLES else of_set
    most = {"articles": of_articles, "tokens": -(-of_set // 2)}.get(name, of_set)
    asked = [rows if everything else drawn(rows, most) for _, (table, rows, _) in sorted(sets.items()) if table == name]
    labels = {int(r) for rows in asked for r in rows}
    # Terms and statements can be browsed beyond what is counted, as long as there are few enough.
    if name in CAP:
        every, cap = getattr(study, name).index, max(1, int(CAP[name] * part))
        labels |= set(map(int, every if everything or len(every) <= cap else drawn(every, cap)))
    return sorted(labels)


def drawn(rows, most: int) -> list[int]:
    """At most so many of the rows, drawn by lot: the first ones would be those of the first days and outlets.

    The lot of a row is always the same, so that numbers counted over one another show the same passages.

    >>> drawn(range(1000), 3) == drawn(drawn(range(1000), 10), 3), drawn([4, 2], 5)
    (True, [4, 2])
    """
    if len(rows) <= most:
        return list(rows)
    # Knuth's multiplicative hashing (The Art of Computer Programming 3, 6.4).
    return sorted(rows, key=lambda row: (int(row) * 2654435761) % 2**32)[:most]


def _rows(study, name: str, labels: list[int]) -> pd.DataFrame:
    """The rows of a table; of the tokens only those of the articles concerned are read."""
    return study.lookup.token_rows(labels, OF_WORDS) if name == "tokens" else getattr(study, name).loc[labels]


def _block(name: str, rows: pd.DataFrame, place: dict, code, texts: pd.DataFrame | None, *, text: bool) -> dict:
    if name == "articles":
        return {"a": [place[a] for a in rows["article_id"]]}
    # Content in pieces is shown from its first to its last character.
    starts = [min(s) for s in rows["starts"]] if "starts" in rows else rows["start"]
    ends = [max(e) for e in rows["ends"]] if "ends" in rows else rows["end"]
    block = {"a": [place[a] for a in rows["article_id"]], "s": list(map(int, starts)), "e": list(map(int, ends))}
    # Speakers and cues are words of articles too: without text they are left out.
    said = ("speaker",) if text else ()
    for column in ("frame", "term", "voice", *said, "distance", "zone", "type", "reason", "kind"):
        if column in rows.columns:
            block[column] = [code(v) for v in rows[column]]
    for column in ("negated", "excluded"):
        if column in rows.columns:
            block[column] = [int(bool(v)) for v in rows[column]]
    if texts is not None:
        mine = texts[texts["article_id"].isin(rows["article_id"].unique())]
        text_of = dict(zip(mine["article_id"], mine["text"], strict=True))
        wide = CONTEXT_OF_WORD if name == "tokens" else CONTEXT
        block["context"] = [
            [text_of[a][max(0, s - wide) : s], text_of[a][s : min(e, s + 3 * wide)], text_of[a][e : e + wide]]
            for a, s, e in zip(rows["article_id"], block["s"], block["e"], strict=True)
        ]
    return block


def _articles(articles: pd.DataFrame, wanted: set[int], code, *, text: bool, whole: bool, language: Language) -> list:
    out: list = [0] * len(articles)
    numbers = sorted(wanted)
    for number, row in zip(numbers, articles.iloc[numbers].itertuples(index=False), strict=True):
        # Without text an article is known by its hash alone: identifiers are file names, and those may be headlines.
        name = row.article_id if text else row.sha256[:12]
        title = row.title if text else ""
        day = "" if pd.isna(row.date) else str(row.date)[:10]
        out[number] = [
            name,
            code(row.outlet),
            day,
            code(language.date(row.date)),
            title,
            row.sha256[:HASH],
            row.text if whole else "",
            len(row.text),
        ]
    return out
