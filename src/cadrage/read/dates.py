"""Dates as French and English sources write them."""

import re
from datetime import date, datetime

from dateutil import parser as dateutil_parser

_MONTHS = {
    "janvier": 1,
    "janv": 1,
    "février": 2,
    "fevrier": 2,
    "févr": 2,
    "fév": 2,
    "fev": 2,
    "mars": 3,
    "avril": 4,
    "avr": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7,
    "juil": 7,
    "août": 8,
    "aout": 8,
    "septembre": 9,
    "sept": 9,
    "octobre": 10,
    "oct": 10,
    "novembre": 11,
    "nov": 11,
    "décembre": 12,
    "decembre": 12,
    "déc": 12,
    "dec": 12,
}
_FRENCH = re.compile(
    r"\b(\d{1,2})(?:er)?\s+(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?\s+(\d{4})\b", re.IGNORECASE
)
_SLASHES = re.compile(r"^\D{0,20}(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_ISO = re.compile(r"^(\d{4})(?:(\d{2})(\d{2})|[-/.](\d{1,2})[-/.](\d{1,2}))(?:\D|$)")


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
    text = "" if value is None else str(value)[:200].strip()
    if text.lower() in ("", "nan", "nat", "none", "null"):
        return None
    try:
        if m := _ISO.match(text):
            return date(*(int(part) for part in m.groups() if part))
        if m := _FRENCH.search(text):
            return date(int(m[3]), _MONTHS[m[2].lower()], int(m[1]))
        if m := _SLASHES.match(text):
            return date(int(m[3]), int(m[2]), int(m[1]))
        # English and mail dates ("Tue, 02 May 2017 21:48:00 +0200"); a year is required, or today's would be made up.
        if re.search(r"\b\d{4}\b", text):
            return dateutil_parser.parse(text, dayfirst=True).date()
    except (ValueError, OverflowError):
        pass
    raise ValueError(
        f"« {text[:40]} » was expected to be a date such as 2017-05-02 or 2 mai 2017: correct it or leave it empty"
    )
