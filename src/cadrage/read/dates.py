"""Dates as French and English sources write them."""

import re
import unicodedata
from datetime import UTC, date, datetime

from dateutil import parser as dateutil_parser

_MONTHS = {
    "janvier": 1, "janv": 1, "février": 2, "fevrier": 2, "févr": 2, "fév": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4,
    "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "août": 8, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10,
    "oct": 10, "novembre": 11, "nov": 11, "décembre": 12, "decembre": 12, "déc": 12, "dec": 12,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
# « 1er mai », « 2 mai 2017 », « 2-mai-2017 »; behind a weekday, « le » or « Publié », before an hour.
_FRENCH = re.compile(rf"\b(\d{{1,2}})\s?(?:er|re)?[\s-]+({_MONTH})\.?,?[\s-]+(\d{{4}})\b", re.IGNORECASE)
_DAY = r"(\d{1,2})([/.-])(\d{1,2})\2"
_SLASHES = re.compile(rf"^\D{{0,20}}{_DAY}(\d{{4}})\b")
# « 02/05/17 » as on Belgian and Swiss pages; a day must come first, or it would be a year.
_SHORT = re.compile(rf"^\D{{0,20}}{_DAY}(\d{{2}})\b")
_ISO = re.compile(r"^(\d{4})(?:(\d{2})(\d{2})|[-/. _](\d{1,2})[-/. _](\d{1,2}))(?:\D|$)")
# Seconds or milliseconds since 1970, as crawlers write them: from 2001 on.
_EPOCH = re.compile(r"^(1\d{9})(?:\d{3})?(?:\.\d+)?$")
_ENGLISH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b",
    re.IGNORECASE,
)


def parse_date(value: object) -> date | None:
    """The day a source gives, or None where it gives none; day before month, as French sources write it.

    Raises :class:`ValueError` with one sentence where a value is there but is no date.

    >>> parse_date("mardi 2 mai 2017 à 21h48"), parse_date("02/05/2017"), parse_date("2017-05-02T19:48:00Z")
    (datetime.date(2017, 5, 2), datetime.date(2017, 5, 2), datetime.date(2017, 5, 2))
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    # No date is longer; what a hostile source gives may be.
    text = "" if value is None else unicodedata.normalize("NFKC", str(value)[:200]).strip()
    if text.lower() in ("", "nan", "nat", "none", "null"):
        return None
    try:
        if m := _EPOCH.match(text):
            return datetime.fromtimestamp(int(m[1]), UTC).date()
        if m := _ISO.match(text):
            return date(*(int(part) for part in m.groups() if part))
        if m := _FRENCH.search(text):
            return date(int(m[3]), _MONTHS[m[2].lower()], int(m[1]))
        if m := _SLASHES.match(text):
            return _day_month(int(m[1]), int(m[3]), int(m[4]))
        if m := _SHORT.match(text):
            # As the C library and spreadsheets read them: 69 to 99 are of the last century.
            year = int(m[4])
            return _day_month(int(m[1]), int(m[3]), year + (1900 if year >= 69 else 2000))
        # English and mail dates ("Tue, 02 May 2017 21:48:00 +0200"); a year and a name are required, or today's date
        # would fill what is missing.
        if re.search(r"\b\d{4}\b", text) and _ENGLISH.search(text):
            return dateutil_parser.parse(re.sub(r"\bSept\b", "Sep", text), dayfirst=True).date()
    except (ValueError, OverflowError):
        pass
    raise ValueError(
        f"« {text[:40]} » was expected to be a date such as 2017-05-02 or 2 mai 2017: correct it or leave it empty"
    )


def _day_month(first: int, second: int, year: int) -> date:
    """Day before month; the other way round only where it cannot be otherwise (« 05/31/2017 »)."""
    return date(year, second, first) if second <= 12 else date(year, first, second)
