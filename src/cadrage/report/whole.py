"""The tables behind the numbers as CSV, for a page that holds a part of them only: every counted row, and where it is."""

from collections.abc import Iterator

from cadrage.evidence import concordance
from cadrage.report.store import HASH, SPREADSHEET
from cadrage.report.table import csv_of

# Tables that are counted and browsed.  Words are too many for a spreadsheet: « cadrage concordance » lists them.
WHOLE = ("hits", "attributions", "passages", "statements")
# Shared passages and statements are long and many: their characters are enough to find them.
IN_CONTEXT = ("hits", "attributions")
_DESCRIBED = ("frame", "term", "type", "kind", "cue_lemma", "statement_id", "negated", "excluded", "reason")


def whole_tables(study, *, text: bool = True) -> Iterator[tuple[str, str]]:
    """File name and CSV of each table that has rows, and not too many for a spreadsheet; without ``text`` articles are hashes and nothing is quoted."""
    described = ["article_id", "outlet", "date", *(["title"] if text else []), "event", "n_words", "sha256"]
    hashes = study.articles["sha256"].str[:HASH]
    articles = study.articles[described] if text else study.articles[described].assign(article_id=hashes)
    yield "articles.csv", csv_of(articles)
    for name in WHOLE:
        rows = getattr(study, name)
        # Longer ones are no reading for people: programs have the table itself.
        if rows.empty or len(rows) > SPREADSHEET:
            continue
        shown = concordance(study, rows)
        if name not in IN_CONTEXT:
            shown = shown.drop(columns=["left", "keyword", "right"])
        for column in _DESCRIBED:
            if column in rows.columns:
                shown[column] = rows[column]
        if not text:
            shown["article_id"] = shown["article_id"].map(dict(zip(study.articles["article_id"], hashes, strict=True)))
            said = ("title", "left", "keyword", "right", "speaker", "cue_lemma")
            shown = shown.drop(columns=[c for c in said if c in shown.columns])
        yield f"{name}.csv", csv_of(shown)
