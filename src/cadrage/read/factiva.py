"""Factiva: many articles a file, with or without the two-letter codes of « full article plus indexing ».

As a page each article is a ``<div class="article frArticle">``, with codes a table of ``<b>HD</b>`` and values; as RTF a
table whose cells come out between « | »; as text plain lines.  What fits none of them is reported with its position.
"""

import re

from lxml import etree

from cadrage.errors import Problem
from cadrage.read.fields import COPYRIGHT, DATE, LANGUAGE, LENGTH, TIME, is_author, lines_of, paragraphs
from cadrage.read.markup import by_class, parse_html, text_of
from cadrage.read.record import Found, Record

# The last line of every article: « Document CVALME0020170502ed520001b », with codes in the cell of « AN ».
_END = re.compile(
    r"^[ \t\u00a0|]*(?:AN[ \t\u00a0|]*)?Document ([A-Z][A-Z0-9]{3,9}\d{8}[a-z0-9]{4,14})\b[ \t\u00a0|]*", re.MULTILINE
)
_CODES = (
    "AN ART BY CLM CO CR CT CX CY DLN ED ET GC HD HL IN IPC IPD LA LP NGC NS PD PG PR PSN PUB RE RF RST SC SE SN TD VOL "
    "WC"
).split()
_CODE = re.compile(rf"^\|?\s*({'|'.join(_CODES)})\s*(?:\||\t|:|$)\s*(.*)$")
_HEADLINE, _LEAD = (re.compile(rf"^\|?[ \t]*{code}[ \t\u00a0]*(?:[|\t]|$)", re.MULTILINE) for code in ("HD", "LP|TD"))
_FEWEST_CODES = 3
# Below the last article stand the search, as a table, and a note of rights.
_SUMMARY = re.compile(
    r"^\W*(?:search summary|r[ée]capitulatif de (?:la |votre )?recherche|r[ée]sum[ée] de (?:la |votre )?recherche)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_PAGE = re.compile(r"Page \d+ (?:of|de|sur) \d+ ©.*|© \d{4} Factiva.*", re.IGNORECASE)


def recognises(text: str) -> bool:
    """Whether a text looks like an export of Factiva."""
    return bool(_END.search(text) or (_HEADLINE.search(text) and _LEAD.search(text)))


def recognises_page(data: bytes) -> bool:
    """Whether a page looks like one."""
    return bool(re.search(rb'class=["\']article [a-z]{2}Article', data[:2_000_000]))


def read_factiva_page(data: bytes, name: str) -> Found:
    """Every article of an export as HTML, without the buttons and notes of the page around them."""
    try:
        root, warnings = parse_html(data)
    except ValueError as error:
        yield Problem(name, "", "error", str(error))
        return
    for warning in warnings:
        yield Problem(name, "", "warning", warning)
    for number, article in enumerate(by_class(root, "article"), start=1):
        text = text_of(article)
        # Twice only where a text quotes such a line itself.
        end = next(iter([*_END.finditer(text)][-1:]), None)
        headline = next((e for e in article.iter(etree.Element) if (e.get("class") or "").endswith("Headline")), None)
        title = " ".join(text_of(headline).split()) if headline is not None else ""
        place = f"article {number}"
        if end is None:
            yield from _unended(text, name, place, title)
        else:
            yield _record(text[: end.start()], end[1], name, place, title)


def read_factiva(text: str, name: str) -> Found:
    """Every article of an export as a record, or a problem in its place."""
    start = number = 0
    for number, end in enumerate(_END.finditer(text), start=1):
        yield _record(text[start : end.start()], end[1], name, f"article {number}")
        start = end.end()
    rest = text[start:]
    if summary := _SUMMARY.search(rest):
        rest = rest[: summary.start()]
    lines = [line for line in lines_of(rest) if not _PAGE.fullmatch(line)]
    # Below the last article stands at most a note of the search and of rights.
    coded = sum(1 for line in lines if _CODE.match(line)) >= _FEWEST_CODES
    if coded or any(LENGTH.fullmatch(line) for line in lines) or len(" ".join(lines).split()) > 120:
        yield from _unended(rest, name, f"article {number + 1}")


def _unended(block: str, name: str, place: str, title: str = "") -> Found:
    """An article whose last line is missing: kept as far as it goes where its fields are marked, and said."""
    record = _record(block, "", name, place, title)
    kept = isinstance(record, Record) and (
        title or sum(1 for line in lines_of(block) if _CODE.match(line)) >= _FEWEST_CODES
    )
    if kept:
        yield record
    what = f" (« {title[:60]} »)" if title else ""
    yield Problem(
        name,
        place,
        "error",
        f"an article{what} was expected to end in « Document … » with its number, but the file ends before: it was "
        f"{'kept as far as it goes' if kept else 'left out'}; export it again",
    )


def _record(block: str, number: str, name: str, place: str, title: str = "") -> Record | Problem:
    lines = [line for line in lines_of(block) if not _PAGE.fullmatch(line)]
    coded = sum(1 for line in lines if _CODE.match(line)) >= _FEWEST_CODES
    fields = _by_codes(lines) if coded else _by_layout(lines, title)
    if not fields or not fields.get("text"):
        first = next((line for line in lines if line), "")[:60]
        return Problem(
            name,
            place,
            "error",
            f"headline, length, date, source and text of Factiva were expected, but « {first} » begins otherwise: "
            "it was left out",
        )
    if number:
        fields["article_id"] = number
    return Record({k: v for k, v in fields.items() if v}, name, place)


def _by_codes(lines: list[str]) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    code = None
    for line in lines:
        # A code stands once in an article: « CO » or « IN » alone in a line of its text is none.
        if (m := _CODE.match(line)) and m[1] not in values and not (code in ("LP", "TD") and m[1] in ("HD", "BY")):
            code = m[1]
            values[code] = [m[2].strip(" |\u00a0")]
        elif code:
            values[code].append(line)
    flat = {code: " ".join(" ".join(part).split()) for code, part in values.items()}
    body = [paragraphs(values[c]) for c in ("LP", "TD", "ART") if c in values]
    return {
        "title": flat.get("HD", ""),
        "author": _without_par(flat.get("BY", "")),
        "date": flat.get("PD", ""),
        "outlet": flat.get("SN", ""),
        "section": flat.get("SE") or flat.get("CLM", ""),
        "text": "\n\n".join(filter(None, body)),
    }


def _by_layout(lines: list[str], title: str) -> dict[str, str]:
    filled = [(k, line) for k, line in enumerate(lines) if line]
    length = next((n for n, (_, line) in enumerate(filled[:16]) if LENGTH.fullmatch(line)), None)
    if not length:
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
    fields |= _heading(before, title)
    fields["text"] = paragraphs(lines[after[last + 1][0] :])
    return fields


def _heading(before: list[str], title: str) -> dict[str, str]:
    """Section, title and author of the lines above the length; the title may run over several lines."""
    author = ""
    if len(before) > 1 and is_author(before[-1]) and " ".join(before[-1].split()) != title:
        author, before = before[-1], before[:-1]
    if title:
        joined = " ".join(before)
        section = joined[: -len(title)].strip() if joined.endswith(title) else ""
    else:
        section = before[0] if len(before) > 1 and len(before[0].split()) <= 4 else ""
        title = " ".join(before[1 if section else 0 :])
    return {"section": section, "title": title, "author": _without_par(author) if len(author) < 150 else ""}


def _without_par(author: str) -> str:
    return re.sub(r"^(?:par|by)\s+", "", author, flags=re.IGNORECASE)
