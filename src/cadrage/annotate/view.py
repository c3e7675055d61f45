"""The normalised view: one typography for all outlets, with a map back to the untouched text.

Press text writes one apostrophe, one blank and one pair of quotation marks in a dozen ways.  Rules and model see
one: ``'``, a plain space, ``« »``; marks that do not show (soft hyphens, zero-width joiners) are gone, letters are
composed (NFC); entities of HTML and accents read in the wrong encoding are what they were meant to be.  Positions in tables are always those of the untouched text: ``text[slice(*view.back(s, e))]``.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field

from cadrage.annotate.quotes import Quote, scan

SPACES = "\t\x1f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
APOSTROPHES = "’‘ʼʹ′‛＇´`"
HYPHENS = "\u2010\u2011"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\ufeff"
ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys(SPACES, " "),
        **dict.fromkeys(BREAKS, "\n"),
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys(HYPHENS, "-"),
    }
)
# The scanner needs ‘ and ’ apart, so that apostrophes are levelled only after it has read the marks.
BEFORE_SCAN = str.maketrans({**dict.fromkeys(SPACES, " "), **dict.fromkeys(BREAKS, "\n")})
INVISIBLE_RUN = re.compile(f"[{INVISIBLE}]+|\r(?=\n)")
GLUED = ":;,.!?)»"
# Mark-up that a source left as text (« &nbsp; », « &eacute; »).
ENTITY = re.compile(
    r"&(?:nbsp|amp|quot|apos|shy|thinsp|ensp|emsp|[lr]aquo|[lr]squo|[lr]dquo|[lr]saquo|hellip|[mn]dash|euro|oelig|OElig|"
    r"[AaEeIiOoUuCcYyNn](?:acute|grave|circ|uml|cedil|tilde)|#\d{2,5}|#x[0-9a-fA-F]{2,5});"
)
# UTF-8 once read as Windows-1252: « Ã© », « â€™ », « Å“ ».  Only letters that French does not put there may open it: in
# « annoncé » before a no-break space and a closing mark nothing is damaged, though the three would make a character.
MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a"
    "\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|\u00c5[\u201c\u2019\u0092\u0093]|\u00e2\u20ac[\u0080-\u2122]"
)
COMBINED = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+")


@dataclass(slots=True)
class View:
    """A text in plain typography (``text``), its quotations (``quotes``) and the map back to the original.

    >>> raw = "L\\u2019\\u00e9lu \\u00ab\\u00a0nie\\u00a0\\u00bb, dit\\u2011on."
    >>> view = View.of(raw)
    >>> view.text
    "L'élu « nie », dit-on."
    >>> raw[slice(*view.back(6, 13))] == raw[6:13]
    True
    """

    text: str
    original: str
    quotes: list[Quote] = field(default_factory=list)
    # For every character of `text` where it starts and ends in `original`; None when positions are the same.
    starts: list[int] | None = None
    ends: list[int] | None = None

    @classmethod
    def of(cls, original: str) -> "View":
        """The view of a text; any string will do, also an empty one."""
        text, starts, ends = original, None, None
        if "&" in text and ENTITY.search(text):
            text, starts, ends = _replace(text, ENTITY, lambda match: html.unescape(match.group()), starts, ends)
        # One alone may be meant as it stands.
        if sum(_repaired(match) != match.group() for match in MOJIBAKE.finditer(text)) > 1:
            text, starts, ends = _replace(text, MOJIBAKE, _repaired, starts, ends)
        if INVISIBLE_RUN.search(text):
            text, starts, ends = _replace(text, INVISIBLE_RUN, lambda match: "", starts, ends)
        if not unicodedata.is_normalized("NFC", text):
            text, starts, ends = _replace(text, COMBINED, _composed, starts, ends)
        text = text.translate(BEFORE_SCAN)
        marks: dict[int, tuple[int, str]] = {}
        for q in scan(text):
            if q.opening:
                marks[q.opening[0]] = (q.opening[1], "«")
            if q.closing:
                marks[q.closing[0]] = (q.closing[1], "»")
        text, starts, ends = _marked(text, marks, starts, ends)
        text = text.translate(ONE_TO_ONE)
        return cls(text, original, scan(text), starts, ends)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters ``text[start:end]`` of the view stand in the original text.

        >>> View.of("c\\u00ad\\u0153ur").back(1, 2)
        (2, 3)
        """
        if self.starts is None or self.ends is None:
            return start, end
        if end <= start:
            at = self.starts[start] if start < len(self.starts) else len(self.original)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def forth(self, start: int, end: int) -> tuple[int, int]:
        """Where ``original[start:end]`` stands in the view (the smallest span of the view that covers it).

        >>> View.of("c\\u00ad\\u0153ur").forth(2, 4)
        (1, 3)
        """
        if self.starts is None or self.ends is None:
            return start, end
        first = bisect_left(self.ends, start + 1)
        last = bisect_left(self.starts, end)
        return first, max(first, last)


def _repaired(match: re.Match) -> str:
    """The characters that these bytes meant; they themselves where they meant none."""
    try:
        return match.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match.group()


def _composed(match: re.Match) -> str:
    return unicodedata.normalize("NFC", match.group())


def _replace(text, pattern, by, starts, ends):
    """``re.sub`` that keeps the map: every character of a replacement stands for the whole match."""
    if starts is None:
        starts, ends = list(range(len(text))), list(range(1, len(text) + 1))
    pieces, new_starts, new_ends, last = [], [], [], 0
    for match in pattern.finditer(text):
        a, b = match.span()
        piece = by(match)
        pieces += [text[last:a], piece]
        new_starts += starts[last:a]
        new_ends += ends[last:a]
        new_starts += [starts[a]] * len(piece)
        new_ends += [ends[b - 1]] * len(piece)
        last = b
    pieces.append(text[last:])
    return "".join(pieces), new_starts + starts[last:], new_ends + ends[last:]


def _marked(text, marks, starts, ends):
    """The text with its quotation marks written « and »."""
    pieces, last, shifted = [], 0, False
    spans = []
    for a in sorted(marks):
        b, mark = marks[a]
        if mark == "«" and a and text[a - 1] in GLUED:
            mark = " «"  # nie:« Je …: tokenisers keep « nie: » together
        spans.append((a, b, mark))
        shifted = shifted or b - a != 1 or len(mark) != 1
    if not spans:
        return text, starts, ends
    if not shifted:
        for a, b, mark in spans:
            pieces += [text[last:a], mark]
            last = b
        return "".join([*pieces, text[last:]]), starts, ends
    by = {a: mark for a, _, mark in spans}
    pattern = re.compile("|".join(sorted({re.escape(text[a:b]) for a, b, _ in spans}, key=len, reverse=True)))
    return _replace(text, pattern, lambda match: by.get(match.start(), match.group()), starts, ends)
