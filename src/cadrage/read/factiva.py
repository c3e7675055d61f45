"""Factiva: many articles a file, with or without the two-letter codes of « full article plus indexing ».

The layout is that of the exports seen in French and English; what does not fit it is reported with its position.
"""

import re

from cadrage.errors import Problem
from cadrage.read.fields import COPYRIGHT, DATE, LANGUAGE, LENGTH, TIME, lines_of, paragraphs
from cadrage.read.record import Found, Record
from cadrage.read.title import with_title

# The last line of every article: « Document CVALME0020170502ed520001b ».
_END = re.compile(r"^Document ([A-Z][A-Z0-9]{3,9}\d{8}[a-z0-9]{4,14})\b", re.MULTILINE)
_CODES = "HD BY CR WC PD ET SN SC ED PG LA CY LP TD ART CO IN NS RE PUB IPC IPD RF AN SE PR CT CLM VOL".split()
_CODE = re.compile(rf"^\|?\s*({'|'.join(_CODES)})\s*(?:\||\t|:|$)\s*(.*)$")
_HEADLINE, _LEAD = (re.compile(rf"^\|?[ \t]*{code}[ \t]*(?:[|\t]|$)", re.MULTILINE) for code in ("HD", "LP"))
_FEWEST_CODES = 3


def recognises(text: str) -> bool:
    """Whether a text looks like an export of Factiva."""
    return bool(_END.search(text) or (_HEADLINE.search(text) and _LEAD.search(text)))


def read_factiva(text: str, name: str) -> Found:
    """Every article of an export as a record, or a problem in its place."""
    start = number = 0
    for number, end in enumerate(_END.finditer(text), start=1):
        yield _record(text[start : end.start()], end[1], name, f"article {number}")
        start = end.end()
    rest = lines_of(text[start:])
    # Below the last article stands at most a note of the search and of rights.
    coded = sum(1 for line in rest if _CODE.match(line)) >= _FEWEST_CODES
    if coded or any(LENGTH.fullmatch(line) for line in rest) or len(" ".join(rest).split()) > 120:
        place = f"article {number + 1}"
        kept = _record(text[start:], "", name, place) if coded else None
        if isinstance(kept, Record):
            yield kept
        yield Problem(
            name,
            place,
            "error",
            "an article was expected to end in « Document … » with its number, but the file ends before: it was "
            f"{'kept as far as it goes' if isinstance(kept, Record) else 'left out'}; export it again",
        )


def _record(block: str, number: str, name: str, place: str) -> Record | Problem:
    lines = lines_of(block)
    coded = sum(1 for line in lines if _CODE.match(line)) >= _FEWEST_CODES
    fields = _by_codes(lines) if coded else _by_layout(lines)
    if not fields or not fields.get("text"):
        first = next((line for line in lines if line), "")[:60]
        return Problem(
            name,
            place,
            "error",
            f"headline, length, date, source and text of Factiva were expected, but « {first} » begins otherwise: "
            "it was left out",
        )
    fields["text"] = with_title(fields.get("title", ""), fields["text"])
    if number:
        fields["article_id"] = number
    return Record({k: v for k, v in fields.items() if v}, name, place)


def _by_codes(lines: list[str]) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    code = None
    for line in lines:
        if m := _CODE.match(line):
            code = m[1]
            values[code] = [m[2].strip(" |")]
        elif code:
            values[code].append(line)
    flat = {code: " ".join(" ".join(part).split()) for code, part in values.items()}
    body = [paragraphs(values[c]) for c in ("LP", "TD", "ART") if c in values]
    return {
        "title": flat.get("HD", ""),
        "author": flat.get("BY", ""),
        "date": flat.get("PD", ""),
        "outlet": flat.get("SN", ""),
        "section": flat.get("SE", ""),
        "text": "\n\n".join(filter(None, body)),
    }


def _by_layout(lines: list[str]) -> dict[str, str]:
    filled = [(k, line) for k, line in enumerate(lines) if line]
    length = next((n for n, (_, line) in enumerate(filled[:12]) if LENGTH.fullmatch(line)), None)
    if length is None or not length:
        return {}
    before = [line for _, line in filled[:length]]
    after = filled[length + 1 :]
    if not after or not DATE.match(after[0][1]):
        return {}
    fields = {"date": after[0][1]}
    n = 2 if len(after) > 1 and TIME.fullmatch(after[1][1]) else 1
    if n >= len(after):
        return {}
    fields["outlet"] = after[n][1]
    # Then, as far as they are given: code, edition, page, language, rights; the text follows the last of them.
    last = n
    for k in range(n + 1, min(n + 9, len(after))):
        if LANGUAGE.fullmatch(after[k][1]) or (COPYRIGHT.match(after[k][1]) and len(after[k][1]) < 200):
            last = k
    if last == n or last + 1 >= len(after):
        return {}
    section = len(before) > 1 and len(before[0].split()) <= 4 and not before[1].lower().startswith("par ")
    fields["section"] = before[0] if section else ""
    fields["title"] = before[1] if section else before[0]
    rest = before[2 if section else 1 :]
    author = re.sub(r"^(?:par|by) ", "", " ".join(rest), flags=re.IGNORECASE)
    fields["author"] = author if len(author) < 120 else ""
    fields["text"] = paragraphs(lines[after[last + 1][0] :])
    return fields
