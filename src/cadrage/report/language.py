"""The report's words, numbers and dates in the reader's language; the words are data (``assets/words.yml``)."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import yaml

from cadrage import numbers
from cadrage.errors import CadrageError
from cadrage.numbers import NARROW

ASSETS = Path(__file__).parent / "assets"
LANGUAGES = ("fr", "en")
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}


@cache
def _words() -> dict:
    """All words: those of words.yml and of the chapters' own files beside it, labels put together."""
    out: dict = {"labels": {}}
    for file in sorted(ASSETS.glob("words*.yml")):
        words = yaml.safe_load(file.read_text(encoding="utf-8"))
        labels = words.pop("labels", {})
        out |= words
        out["labels"] = labels | out["labels"]
    return out


def bound(text: str) -> str:
    """French text whose double punctuation cannot be parted from its word at the end of a line.

    >>> bound("Le port : « fermé » ?")
    'Le port\u00a0: «\u00a0fermé\u00a0»\u202f?'
    """
    text = text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u00a0:")
    for mark in ";?!%":
        text = text.replace(f" {mark}", f"{NARROW}{mark}")
    return text


# A consonant may be mute or not after h and y; names there are left as they are.
_VOWELS = "aàâeéèêëiîïoôuûùœAÀÂEÉÈÊËIÎÏOÔUÛÙŒ"
_BEFORE_A_BLANK = re.compile(r"\b(de|que) \{(\w+)\}")


def _elided(template: str, values: dict) -> tuple[str, dict]:
    """The template and its values, with what French contracts or elides in front of a name.

    >>> template, values = _elided("les textes de {outlet}", {"outlet": "Le Phare"})
    >>> template.format(**values)
    'les textes du Phare'
    """
    added = {}

    def contracted(found: re.Match) -> str:
        small, name = found.groups()
        value = str(values.get(name, ""))
        article, _, rest = value.partition(" ")
        if small == "de" and rest and article.lower() in ("le", "les"):
            added[f"{name}_de"] = ("du " if article.lower() == "le" else "des ") + rest
        elif value[:1] and value[0] in _VOWELS:
            added[f"{name}_{small}"] = f"{small[:-1]}'{value}"
        else:
            return found[0]
        return f"{{{name}_{small}}}"

    return _BEFORE_A_BLANK.sub(contracted, template), values | added


@dataclass(frozen=True)
class Language:
    """One language of the report: ``t`` gives its words, the other methods its numbers and dates.

    Raises :class:`~cadrage.errors.CadrageError` for a language other than fr and en.

    >>> fr = Language("fr")
    >>> fr.t("n articles", n=1), fr.t("n articles", n=1200)
    ('1 article', '1\u202f200 articles')
    >>> fr.percent(0.857), Language("en").percent(0.857), fr.number(2.5, 1), fr.date("2025-03-01")
    ('86\u202f%', '86%', '2,5', '1er mars 2025')
    """

    code: str = "fr"

    def __post_init__(self):
        if self.code not in LANGUAGES:
            raise CadrageError(f"the language was expected to be one of {', '.join(LANGUAGES)}, found {self.code!r}")

    def t(self, key: str, *, shown: dict[str, str] | None = None, **values) -> str:
        """The words of a key, blanks filled; ``one|many`` is chosen by ``n`` (French: many from 2).

        ``shown`` gives texts to stand in the place of values, which then only choose the plural.
        """
        text = _words()[key][self.code]
        if "|" in text:
            one, many = text.split("|")
            n = abs(values.get("n", 2))
            text = one if (n < 2 if self.code == "fr" else n == 1) else many
        words = {k: numbers.whole(v, self.code) for k, v in values.items()} | (shown or {})
        if self.code == "fr":
            text, words = _elided(text, words)
        text = text.format(**words)
        return bound(text) if self.code == "fr" else text

    def has(self, key: str) -> bool:
        """Whether there are words for a key."""
        return key in _words()

    def raw(self, key: str) -> str:
        """The words of a key with their blanks."""
        return _words()[key][self.code]

    def head(self, column: str) -> str:
        """The reader's word for a column, also where a value of some table has the same name.

        >>> Language("en").head("label"), Language("en").head("outlet")
        ('Statement', 'Outlet')
        """
        return self.t(f"head {column}") if self.has(f"head {column}") else self.label(column)

    def label(self, value) -> str:
        """The reader's word for a column or a value of a table; the value itself where it has none."""
        text = "" if value is None or value is pd.NA or value != value else str(value)
        labels = _words()["labels"]
        head, colon, rest = text.partition(": ")
        # « excluded use: port de rattachement »: a reason with what it is about.
        if text not in labels and colon and head in labels:
            return f"{labels[head].get(self.code, head)}{NARROW + ': ' if self.code == 'fr' else ': '}{rest}"
        return labels.get(text, {}).get(self.code, text)

    def reference(self, value) -> str:
        """How the side that an outlet is compared with is called in a sentence: several outlets together, or one.

        >>> Language("fr").reference("rest"), Language("en").reference("L'Ancre")
        ('tous les autres réunis', "L'Ancre")
        """
        return self.t(f"reference {value}") if self.has(f"reference {value}") else str(value)

    def number(self, value, digits: int = 0) -> str:
        """A number with the language's decimal sign and thousands; an empty string for a missing one."""
        return "" if value is pd.NA else numbers.number(value, self.code, digits)

    def percent(self, value, digits: int = 0) -> str:
        """A share as a percentage; an empty string for a missing one."""
        return "" if value is pd.NA else numbers.percent(value, self.code, digits)

    def p(self, value) -> str:
        """A p, or the smallest possible one; an empty string for a missing one."""
        return "" if value is pd.NA else numbers.p_value(value, self.code)

    def points(self, value) -> str:
        """A difference of shares in percentage points, with its sign."""
        sign = "+" if value > 0 else ""
        return f"{sign}{self.number(100 * float(value))}"

    def times(self, log_ratio) -> str:
        """A ratio given in powers of two as « × 2,5 », or « ÷ 2,5 » where it is below one.

        >>> Language("fr").times(1.0), Language("en").times(-2.0)
        ('×2,0', '÷4.0')
        """
        return ("×" if log_ratio >= 0 else "÷") + self.number(2 ** abs(float(log_ratio)), 1)

    def interval(self, low, high) -> str:
        """Two bounds of a share as ``12–48 %``; an empty string where there is none."""
        if low is None or pd.isna(low) or pd.isna(high):
            return ""
        return f"{self.number(100 * low)}–{self.percent(high)}"

    def date(self, value) -> str:
        """A day in words; an empty string for a missing one."""
        day = pd.Timestamp(value) if value is not None else pd.NaT
        if pd.isna(day):
            return ""
        number = "1er" if self.code == "fr" and day.day == 1 else str(day.day)
        return f"{number} {MONTHS[self.code][day.month - 1]} {day.year}"

    def short_date(self, value) -> str:
        """A day in figures, for tables; an empty string for a missing one."""
        day = pd.Timestamp(value) if value is not None else pd.NaT
        return "" if pd.isna(day) else day.strftime("%d/%m/%Y" if self.code == "fr" else "%Y-%m-%d")

    def quote(self, text: str) -> str:
        """A word or passage between the language's quotation marks."""
        return f"«\u00a0{text}\u00a0»" if self.code == "fr" else f"“{text}”"

    def join(self, parts: list[str]) -> str:
        """A list in words: a, b et c."""
        parts = [str(p) for p in parts]
        return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {self.t('and')} {parts[-1]}" if parts else ""
