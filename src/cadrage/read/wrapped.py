"""Texts whose lines an export has broken at a fixed width: joined again, for the breaks are the export's, not the article's."""

from collections.abc import Iterable

from cadrage.errors import Problem
from cadrage.read.record import Found, Record

# Exports as plain text break their lines at some 80 characters.
_NARROW, _WIDE = 60, 90
# A few short lines in a row are verses, a list or an address.
_FEWEST = 5
_SHARE = 0.9
JOINED = "lines that the export had broken by width were joined"


def unwrap(found: Iterable[Record | Problem]) -> Found:
    """The same records, their lines joined where those of the whole file were broken by width.

    >>> body = "\\n".join(["Le pont de Valmer a rouvert jeudi matin, devant une foule de curieux et d'élus"] * 7)
    >>> [record] = unwrap([Record({"text": body}, "a.txt")])
    >>> "\\n" in record.fields["text"], record.warnings
    (False, ['lines that the export had broken by width were joined'])
    """
    items = list(found)
    texts = [str(item.fields["text"]) for item in items if isinstance(item, Record)]
    width = _width(texts)
    for item in items:
        if width and isinstance(item, Record) and _broken(text := str(item.fields["text"])):
            item.fields["text"] = "\n\n".join(" ".join(p.split("\n")) for p in text.split("\n\n"))
            item.warnings.append(JOINED)
    return iter(items)


def _broken(text: str) -> list[tuple[str, str]]:
    """Pairs of lines that follow each other within a paragraph."""
    out = []
    for paragraph in text.split("\n\n"):
        lines = paragraph.split("\n")
        out += zip(lines, lines[1:], strict=False)
    return out


def _width(texts: list[str]) -> int:
    """The width at which lines were broken; 0 where they were not."""
    widest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    if not _NARROW <= widest <= _WIDE:
        return 0
    breaks = [pair for text in texts for pair in _broken(text)]
    # A line is broken by width where the next word would not have fitted any more.
    filled = sum(len(line) + 1 + len((after.split() or [""])[0]) > widest for line, after in breaks)
    return widest if len(breaks) >= _FEWEST and filled >= _SHARE * len(breaks) else 0
