"""A measure as CSV for further work: in the page as a link, as a file beside it where it is long."""

import base64
import io
from html import escape
from urllib.parse import quote

import numpy as np
import pandas as pd

from cadrage.report.language import Language
from cadrage.report.live import now_making
from cadrage.spreadsheet import harmless

# Characters of CSV in a page: more than most tables of fifty articles have, little enough for a hundred tables of thousands.
CSV_LONG = 24_000
# As many where there are thousands of articles: there, tables are longer and more of them are.
CSV_LONG_OF_MANY, MANY = 6_000, 1_000


def csv_of(table: pd.DataFrame, positions=None, *, header: bool = True) -> str:
    """The measure as CSV text: plain numbers, a comma between columns, no cell that a spreadsheet would compute.

    >>> csv_of(pd.DataFrame({"term": ["=1+1"], "n": [2]}))
    "term,n\\r\\n'=1+1,2\\r\\n"
    """
    out = table.drop(columns=[c for c in table.columns if c.startswith("rows") and c != "rows_of"])
    if positions is not None and "rows" in table.columns:
        out = out.assign(passages=[positions(rows) for rows in table["rows"]])
    out = out.assign(**{c: _all_harmless(out[c]) for c in out.columns if not pd.api.types.is_numeric_dtype(out[c])})
    text = io.StringIO()
    # Seven digits are more than any of these numbers is good for.
    out.to_csv(text, index=False, header=header, lineterminator="\r\n", float_format="%.7g")
    return text.getvalue()


def csv_file(text: str) -> bytes:
    """CSV as a file, with the mark by which spreadsheets know UTF-8.

    >>> csv_file("œ").hex(" ")
    'ef bb bf c5 93'
    """
    return ("\ufeff" + text).encode()


def csv_link(text: str, file: str, language: Language) -> str:
    """A link that saves CSV text as a file, without a script and without a request.

    Of a long table a report holds the first lines, and says where the whole stands.
    """
    label, report = language.t("csv"), now_making()
    long = CSV_LONG if report is None or len(report.study.articles) <= MANY else CSV_LONG_OF_MANY
    if report is not None and len(text) > long:
        # As it will stand on disk: one œ makes every character of Python's text take two bytes.
        report.files[file] = csv_file(text)
        # A line may hold quoted line breaks: only an even number of quotation marks ends one.
        end = text.rfind("\r\n", 0, long)
        while text.count('"', 0, end) % 2:
            end = text.rfind("\r\n", 0, end)
        text = text[: end + 2]
        label = language.t("csv first", file=file)
    raw = csv_file(text)
    # Numbers are shorter as they are, sentences with accents in base64.
    plain, coded = quote(raw, safe=" ,;:/()[]{}=+*!@$'~|^"), base64.b64encode(raw).decode()
    data = f",{escape(plain)}" if len(plain) < len(coded) else f";base64,{coded}"
    return f'<a class="csv" download="{escape(file)}" href="data:text/csv;charset=utf-8{data}">{escape(label)}</a>'


def _all_harmless(column: pd.Series) -> pd.Series:
    """A column without formulas; of a long one each different text is looked at once."""
    if not isinstance(column.dtype, pd.StringDtype):
        return column.map(_harmless)
    number, values = pd.factorize(column)
    return pd.Series(np.array([*map(_harmless, values), ""], dtype=object)[number], column.index)


def _harmless(value):
    """A text that no spreadsheet takes for a formula."""
    return harmless("" if value is None or value is pd.NA or value != value else str(value))
