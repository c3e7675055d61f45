"""A measure as an HTML table whose counts open their passages."""

from html import escape

import pandas as pd

from cadrage.report.grid import grid_of, html_grid
from cadrage.report.language import Language
from cadrage.report.links import Counted, linked, together
from cadrage.report.notes import Notes
from cadrage.report.places import Places

# All uses of a term, and those of each voice.
FOUR = ("n_all", "n_own", "n_attributed", "n_distanced")
# What a reader sees of each measure; everything else stands in the CSV.
SHOWN: dict[str, list[str]] = {
    "choice_shares": ["outlet", "term", "n", "total", "estimate", "interval", "n_articles", "note"],
    "choice_over_time": ["outlet", "period", "term", *FOUR, "total", "estimate", "interval", "n_articles", "note"],
    "choice_by_zone": ["outlet", "zone", "term", *FOUR, "total", "estimate", "interval", "n_articles", "note"],
    "choice_contrasts": ["term", "outlet", "n", "total", "share", "reference", "n_reference", "total_reference", "share_reference", "points", "interval_points", "p", "note"],
    "term_voices": ["outlet", "term", "voice", "n", "total", "estimate", "n_articles", "note"],
    "excluded_uses": ["outlet", "term", "reason", "n", "n_articles"],
    "coverage": ["outlet", "n_articles", "span", "n_missing_days", "n_undated", "n_sections", "words_median", "n_cut", "n_duplicates",
                 "shared"],
    "ladder": ["outlet", "n_articles", "n_texts", "n_events", "n_words"],
    "keyness": ["term", "n", "rate", "n_reference", "rate_reference", "log_ratio", "interval_log", "n_articles", "note"],
    "dispersion": ["term", "n", "n_articles", "n_texts", "dp_norm", "note"],
    "word_shift": ["term", "n", "rate", "n_reference", "rate_reference", "part", "cumulative", "n_articles", "note"],
    "tfidf": ["outlet", "term", "n", "rate", "estimate_score", "n_articles", "note"],
    "attribution_shares": ["outlet", "by", "n", "total", "estimate", "interval", "n_articles", "note"],
    "speech_shares": ["outlet", "n_words_reported", "total_words", "estimate", "interval", "n_texts", "note"],
    "correspondence": ["name", "n", "inertia_share", "axis_1", "axis_2"],
    "reliability": ["confidence", "n", "total", "estimate", "interval"],
    "separation": ["outlet", "reference", "estimate", "interval", "p", "n_texts", "n_texts_reference"],
    "candidates": ["term", "n", "outlet_most", "competitor", "n_competitor", "outlet_competitor", "slots"],
    "shared_shares": ["outlet", "n_passages", "n_shared", "total_words", "estimate", "interval", "n_articles", "n_texts", "note"],
    "left_out": ["statement", "speaker", "n_outlets", "carried_by"],
    "substitutions": ["before", "n", "outlets_before", "after", "n_after", "outlets_after", "frame_yaml"],
    "sources_per_1000": ["outlet", "n", "total_words", "rate_per_1000", "interval_rate", "n_articles", "note"],
}  # fmt: skip
SHARES = {"confidence", "estimate", "share", "share_reference", "similarity", "part", "cumulative", "shared"}
COUNTS = {"n", "total", "n_articles", "n_texts", "n_events", "n_words", "n_reference", "total_reference", "df",
          "n_articles_reference", "n_own", "n_attributed", "n_distanced", "n_passages", "n_shared", "n_after", "n_words_reported", "total_words", "n_outlets", "n_all", "n_competitor", "n_texts_reference", "n_statements",
          "n_days", "n_missing_days", "n_undated", "n_sections", "n_cut", "n_duplicates", "words_median"}  # fmt: skip
DECIMALS = {"axis_1": 2, "axis_2": 2, "rate": 2, "rate_reference": 2, "log_ratio": 1, "estimate_score": 2,
            "rate_per_1000": 1, "n_eff": 1, "dp_norm": 2}  # fmt: skip
P = {"p", "floor"}
# Which table the ``rows`` of a measure point into; numbers of other measures are not linked.
ROWS_OF = {
    **dict.fromkeys(
        ("choice_shares", "choice_over_time", "choice_by_zone", "choice_contrasts", "term_voices", "excluded_uses"),
        "hits",
    ),
    **dict.fromkeys(("attribution_shares", "sources_per_1000"), "attributions"),
    **dict.fromkeys(("statement_matrix", "left_out"), "statements"),
    **dict.fromkeys(("shared_shares", "sharing_matrix"), "passages"),
    "robustness": "hits",
}
# Columns whose passages stand in a column of their own: (column of rows, measure).
_LINKED = {
    "n_passages": ("rows", "shared_shares"),
    "n_outlets": ("rows", "left_out"),
    "n_after": ("rows_after", "substitutions"),
}
# Counts of a word in all outlets: the column that names the word.
NAMED_BY = {"candidates": {"n": "term", "n_competitor": "competitor"}, "correspondence": {"n": "name"}}


def rows_table(table: pd.DataFrame) -> str:
    """The name of the declared table that the measure's ``rows`` point into."""
    if "kind" in table.columns and set(table["kind"]) == {"word"}:
        return "tokens"
    return table.attrs.get("rows_of") or ROWS_OF.get(table.attrs.get("measure", ""), "")


def counted_of(table: pd.DataFrame, row, column: str, language: Language, keys: list[str]) -> Counted | None:
    """The rows behind the number in a column; None where no declared table holds them."""
    if not rows_table(table):
        return None
    words = " · ".join(language.label(getattr(row, k)) for k in keys if hasattr(row, k) and str(getattr(row, k)))
    if column == "n" and hasattr(row, "rows_before"):
        return Counted(rows_table(table), row.rows_before, words)
    if column == "n" and hasattr(row, "rows"):
        return Counted(rows_table(table), row.rows, words)
    if column in _LINKED:
        side, name = _LINKED[column]
        if hasattr(row, side) and table.attrs.get("measure") == name:
            return Counted(rows_table(table), getattr(row, side), words)
    if column in FOUR and hasattr(row, f"rows_{column[2:]}"):
        label = "" if column == "n_all" else f" · {language.label(column)}"
        spoken = " · ".join(language.label(getattr(row, k)) for k in keys if k != "voice" and hasattr(row, k))
        return Counted(rows_table(table), getattr(row, f"rows_{column[2:]}"), spoken + label)
    if column == "n_reference" and hasattr(row, "rows_reference"):
        return Counted(rows_table(table), row.rows_reference, words)
    if column in COUNTS and hasattr(row, f"rows_{column}"):
        named = NAMED_BY.get(table.attrs.get("measure", ""), {}).get(column)
        what = str(getattr(row, named)) if named else f"{words} · {language.label(column)}"
        return Counted(rows_table(table), getattr(row, f"rows_{column}"), what)
    return None


def html_table(
    table: pd.DataFrame, language: Language, *, columns: list[str] | None = None, places: Places | None = None
) -> tuple[str, list[Counted], Notes]:
    """The table as HTML, the sets of rows that its counts link to, the notes that limit its rows.

    ``places`` knows what totals of words and texts open; without it only counts of rows are linked.
    """
    if columns is None and grid_of(table):
        return html_grid(table, language, source=rows_table(table))
    columns = columns or SHOWN.get(
        table.attrs.get("measure", ""),
        [c for c in table.columns if c not in ("rows", "flags") and not c.startswith("rows_")],
    )
    columns = [_own_name(c, table) for c in columns]
    columns = [c for c in columns if c.startswith("interval") or c == "span" or _source(c) in table.columns]
    columns = [c for c in columns if c != "note"]
    if "n_events" in columns and not table["n_events"].any():
        # No event was declared, which is not the same as articles on none.
        columns.remove("n_events")
    notes = Notes()
    keys = [
        k
        for k in ("frame", "outlet", "term", *_by(table), "voice", "reason", "label", "before", "after")
        if k in table.columns
    ]
    if table.attrs.get("measure") in ("choice_by_zone", "choice_over_time"):
        # Where nothing was found the figure has an empty place; a line of zeros would say no more.
        table = table[table["n_all"] > 0]
    totals = _totals(table, language)
    sets: list[Counted] = []
    head = "".join(f'<th scope="col"{_class(c)}>{escape(language.head(c))}</th>' for c in columns)
    body = []
    for row in table.itertuples(index=False):
        cells = []
        for place, column in enumerate(columns):
            text = _cell(row, column, language)
            counted = counted_of(table, row, column, language, keys)
            if column == "total" and counted is None:
                counted = totals.get(_group(row, table))
            # A number links only where exactly so many rows stand behind it, or where it opens what it was counted in.
            number = _integer(row, column) if column in COUNTS else 0
            if number and places is not None and (counted is None or len(counted.rows) != number):
                counted = places.of(row, column, table.attrs.get("measure", ""), rows_table(table)) or counted
            if counted is not None and number > 0 and (counted.whole or len(counted.rows) == number):
                sets.append(counted)
                text = linked(text, counted)
            else:
                text = f"<code>{escape(text)}</code>" if column == "frame_yaml" else escape(text)
            if place == 0 and "note" in table.columns and table.attrs.get("measure") != "ladder":
                text += notes.letters(row.note)
            tag = 'th scope="row"' if place == 0 else "td"
            cells.append(f"<{tag}{_class(column)}>{text}</{tag[:2]}>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>", sets, notes


def _by(table: pd.DataFrame) -> list[str]:
    known = ("speaker", "speaker_kind", "cue_class", "cue_lemma", "type", "kind")
    return [c for c in known if c in table.columns]


def _own_name(column: str, table: pd.DataFrame) -> str:
    return (_by(table) or ["by"])[0] if column == "by" else column


# Columns that are shown under a name of their own because the number means something else than elsewhere.
_SOURCES = {
    "n_words_reported": "n",
    "n_shared": "n",
    "n_after": "n",
    "outlet_most": "outlet",
    "statement": "label",
    "total_words": "total",
    "estimate_score": "estimate",
    "rate_per_1000": "estimate",
    "points": "estimate",
    "part": "share",
}


def _source(column: str) -> str:
    return _SOURCES.get(column, column)


def _integer(row, column: str) -> int:
    value = getattr(row, _source(column), None)
    return -1 if value is None or pd.isna(value) else int(value)


def _cell(row, column: str, language: Language) -> str:
    if column == "interval":
        return language.interval(row.low, row.high)
    if column == "span":
        return "" if pd.isna(row.first) else f"{language.short_date(row.first)}\u00a0– {language.short_date(row.last)}"
    if column == "interval_points":
        return "" if pd.isna(row.low) else f"{language.number(100 * row.low)} … {language.number(100 * row.high)}"
    if column in ("interval_log", "interval_rate"):
        return "" if pd.isna(row.low) else f"{language.number(row.low, 1)} … {language.number(row.high, 1)}"
    value = getattr(row, _source(column))
    if column == "points":
        return "" if pd.isna(value) else language.points(value)
    if column in COUNTS:
        return language.number(value)
    if column in DECIMALS:
        return language.number(value, DECIMALS[column])
    if column in P:
        return language.p(value)
    if column in SHARES:
        # A word's part of a divergence is a few thousandths.
        return language.percent(value, 2 if column in ("part", "cumulative") else 0)
    if isinstance(value, pd.Timestamp):
        return language.date(value)
    return language.label(value)


def _class(column: str) -> str:
    if column in COUNTS | SHARES | P or column == "points" or column in DECIMALS or column.startswith("interval"):
        return ' class="num"'
    return ' class="note"' if column in ("note", "reason", "shown", "withheld") else ""


def _group(row, table: pd.DataFrame) -> tuple:
    inner = {"term", "voice"} if table.attrs.get("measure") != "term_voices" else {"voice"}
    keys = [k for k in ("frame", "outlet", "term", "voice", "period", "zone", "event") if k in table.columns]
    return tuple(str(getattr(row, k)) for k in keys if k not in inner)


def _totals(table: pd.DataFrame, language: Language) -> dict[tuple, Counted]:
    """Rows of the denominators: the parts of one group, put together."""
    if "rows" not in table.columns or not rows_table(table):
        return {}
    parts: dict[tuple, list] = {}
    for row in table.itertuples(index=False):
        parts.setdefault(_group(row, table), []).append(row.rows)
    return {
        key: Counted(rows_table(table), together(rows), " · ".join(language.label(k) for k in key))
        for key, rows in parts.items()
    }
