"""A measure as a grid: one row per outlet (or speaker), one column per term, voice or kind; each cell a linked count."""

from html import escape

import pandas as pd

from cadrage.report.article_view import shown
from cadrage.report.language import Language
from cadrage.report.links import Counted, linked, together
from cadrage.report.notes import Notes

# measure → rows, column groups, columns of the grid, and whether cells show share and interval.
GRIDS: dict[str, tuple[str, str | None, str, bool]] = {
    "choice_shares": ("outlet", None, "term", True),
    "term_voices": ("outlet", "term", "voice", False),
    "statement_matrix": ("statement_id", None, "outlet", False),
    "section_counts": ("section", None, "outlet", False),
    "namings": ("outlet", None, "value", False),
    "sharing_matrix": ("outlet", None, "other", True),
    "robustness": ("finding", None, "choice_label", False),
}


def grid_of(table: pd.DataFrame) -> tuple[str, str | None, str, bool] | None:
    """How a measure is laid out as a grid; None where it is a plain list."""
    if table.attrs.get("measure") == "attribution_shares":
        if "speaker" in table.columns:
            return ("speaker", None, "outlet", False)
        by = next(c for c in ("speaker_kind", "cue_class", "cue_lemma", "type", "zone") if c in table.columns)
        return ("outlet", None, by, True)
    return GRIDS.get(table.attrs.get("measure", ""))


def html_grid(table: pd.DataFrame, language: Language, *, source: str) -> tuple[str, list[Counted], Notes]:
    """The grid as HTML, the sets of rows its counts link to, the notes of its cells."""
    rows, group, columns, shares = grid_of(table)
    notes, sets = Notes(), []
    heads = list(dict.fromkeys(table[columns])) if group is None else [
        (g, c) for g in dict.fromkeys(table[group]) for c in dict.fromkeys(table.loc[table[group] == g, columns])
    ]  # fmt: skip
    if columns == "other":
        # Rows and columns are the same outlets: the same order makes the diagonal empty.
        heads = list(dict.fromkeys(table["outlet"]))
    cells = {}
    for row in table.itertuples(index=False):
        key = getattr(row, columns) if group is None else (getattr(row, group), getattr(row, columns))
        cells[getattr(row, rows), key] = _cell(row, language, source, shares, notes, sets)
    totals = group is None and rows == "outlet" and "other" not in table.columns
    if table.attrs.get("measure") == "term_voices":
        heads = _with_all(heads, table, cells, language, source, sets)
    body = []
    for name, part in table.groupby(rows, sort=False, dropna=False):
        line = "".join(f'<td class="num">{cells.get((name, h), "")}</td>' for h in heads)
        if totals:
            line += f'<td class="num">{_total(part, language, source, name, sets)}</td>'
        text = str(part["label"].iloc[0]) if "label" in part.columns else language.label(name)
        body.append(f'<tr><th scope="row">{shown(text)}</th>{line}</tr>')
    html = f"<table>{_head(heads, group, language, rows, totals)}<tbody>{''.join(body)}</tbody></table>"
    return html, sets, notes


def _with_all(heads, table: pd.DataFrame, cells: dict, language: Language, source: str, sets: list) -> list:
    """The four counts of a term: to those of the voices the one of all uses is added, as a column before them."""
    for (outlet, term), part in table.groupby(["outlet", "term"], sort=False):
        rows = together(part["rows"])
        number = language.number(int(part["n"].sum()))
        if len(rows) and len(rows) == int(part["n"].sum()):
            sets.append(Counted(source, rows, f"{outlet} · {language.label(term)}"))
            number = linked(number, sets[-1])
        cells[outlet, (term, "all")] = number
    out: list = []
    for group, column in heads:
        out += [] if (group, "all") in out else [(group, "all")]
        out.append((group, column))
    return out


def _head(heads, group, language: Language, rows: str, totals: bool) -> str:
    corner = escape(language.head(rows))
    if group is None:
        last = f'<th scope="col" class="num">{escape(language.t("together"))}</th>' if totals else ""
        names = "".join(f'<th scope="col" class="num">{escape(language.label(h))}</th>' for h in heads)
        return f'<thead><tr><th scope="col">{corner}</th>{names}{last}</tr></thead>'
    groups: dict = {}
    for g, _ in heads:
        groups[g] = groups.get(g, 0) + 1
    over = "".join(
        f'<th scope="colgroup" colspan="{n}" class="over">{escape(language.label(g))}</th>' for g, n in groups.items()
    )
    names = "".join(f'<th scope="col" class="num">{escape(language.t(f"short {c}"))}</th>' for _, c in heads)
    return f'<thead><tr><th scope="col" rowspan="2">{corner}</th>{over}</tr><tr>{names}</tr></thead>'


def _cell(row, language: Language, source: str, shares: bool, notes: Notes, sets: list) -> str:
    if hasattr(row, "verdict"):
        return _verdict(row, language, notes, source, sets)
    words = " · ".join(
        language.label(getattr(row, c))
        for c in ("outlet", "other", "section", "term", "voice", "speaker", "speaker_kind", "cue_class", "type")
        if hasattr(row, c)
    )
    counted = Counted(source, row.rows, words)
    if hasattr(row, "n_passages"):
        # The words are a share; what opens is the places where they stand.
        row = row._replace(n=row.n_passages)
    if row.n and len(counted.rows) == int(row.n):
        sets.append(counted)
        number = linked(language.number(row.n), counted)
    else:
        number = escape(language.number(row.n))
    share = f" <small>{escape(language.label(row.carried))}</small>" if hasattr(row, "carried") else ""
    if share and not row.n:
        return share
    if shares and int(row.total) > 0 and (row.n or hasattr(row, "low")):
        bounds = language.interval(row.low, row.high) if hasattr(row, "low") else ""
        share = f" <small>{language.percent(row.estimate)}{f' [{bounds}]' if bounds else ''}</small>"
    # A zero needs no remark of its own: it can be seen.
    return number + (notes.letters(getattr(row, "note", "")) if row.n else "") + share


def _verdict(row, language: Language, notes: Notes, source: str, sets: list) -> str:
    """A verdict with the difference it rests on: in points, or how many times more frequent a word is."""
    word = getattr(row, "kind", "share") == "word"
    points = "" if pd.isna(row.estimate) else language.times(row.estimate) if word else language.points(row.estimate)
    rows = together([row.rows, row.rows_reference])
    if points and source and len(rows):
        # The difference is made of both outlets' uses of the term; all of them open.
        sets.append(Counted(source, rows, f"{row.finding} · {row.choice_label}", whole=True))
        points = linked(points, sets[-1])
    points = f" <small>{points}</small>" if points else ""
    return escape(language.label(row.verdict)) + points + notes.letters(row.note)


def _total(part: pd.DataFrame, language: Language, source: str, name, sets: list) -> str:
    rows = together(part["rows"])
    total = int(part["total"].max())
    if not len(rows) or len(rows) != total:
        return language.number(total)
    sets.append(Counted(source, rows, str(name)))
    return linked(language.number(total), sets[-1])
