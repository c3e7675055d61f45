"""Europresse: one HTML page with many articles, each in an ``<article>`` of its own.

Several generations of the export are in use.  Of each field the newest class is tried first: name of the publication
(with number or edition behind it), a header with section, date, page and length, title with a standfirst, author,
text, and the number of the document, which holds the day.
"""

import re

from lxml import etree

from cadrage.errors import Problem
from cadrage.read.dates import parse_date
from cadrage.read.markup import by_class, parse_html, text_of
from cadrage.read.record import Found, Record
from cadrage.read.title import with_title

_MARKS = (b"docpublicationname", b"titrearticlevisu", b"dococurrcontainer", b"rdp__articletitle", b"public-lblnodoc")
_FEWEST_MARKS = 2
# Notes of the database at the foot of a text, and pictures.
_NOTES = frozenset(("footer", "aside", "figure", "nav"))
_NOTE_CLASSES = ("apd-wrapper", "publiC-lblNodoc", "publiC-lblCertificatIssuedTo", "docCopyright")
_ISSUE = re.compile(r"\s*(?:,|;| -)?\s*\b(?:no|nº|n°|num|numéro|vol)\.?\s*[\d-]+.*$", re.IGNORECASE | re.DOTALL)
# « news·20170502·CV·0012 »: what kind, day, source, number.
_NUMBER = re.compile(r"·\s*(\d{8})\s*·([^·]*)·")
_DAY = re.compile(
    r"\b\d{1,2}(?:er)?\s+[a-zéû]{3,9}\.?\s+\d{4}\b|\b[A-Z][a-z]+\.? \d{1,2},? \d{4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{4}\b"
)
_WEEKDAY = re.compile(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s*$",
    re.IGNORECASE,
)


def recognises(data: bytes) -> bool:
    """Whether a page looks like an export of Europresse."""
    lower = data.lower()
    return sum(mark in lower for mark in _MARKS) >= _FEWEST_MARKS


def read_europresse(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """Every article of an export as a record; those without a text are reported with their position."""
    try:
        root, warnings = parse_html(data)
    except ValueError as error:
        yield Problem(name, "", "error", str(error))
        return
    for warning in warnings:
        yield Problem(name, "", "warning", warning)
    number = 0
    for number, article in enumerate(_articles(root), start=1):
        yield _record(article, name, f"article {number}")
    if data.count(b"<article") > data.count(b"</article>"):
        yield Problem(
            name,
            f"article {number}",
            "error",
            "the page was expected to go on, but ends inside this article: it is kept as far as it goes; export it again",
        )
    if not number:
        yield Problem(
            name, "", "error", "articles of Europresse were expected, but there is none: export the page again"
        )


def _articles(root: etree._Element) -> list[etree._Element]:
    """The elements that hold an article each: ``<article>``, or what holds one name of a publication."""
    found = list(root.iter("article"))
    if found:
        return [e for e in found if not any(parent.tag == "article" for parent in e.iterancestors())]
    names = _classed(root, "DocPublicationName") or _classed(root, "titreArticleVisu")
    if len(names) < 2:
        return [root] if _classed(root, "docOcurrContainer", "DocText") else []
    # The highest element around each name that holds no other.
    chosen = []
    count = dict.fromkeys(root.iter(), 0)
    for element in names:
        for parent in element.iterancestors():
            count[parent] += 1
    for element in names:
        while element.getparent() is not None and count[element.getparent()] == 1:
            element = element.getparent()
        chosen.append(element)
    return chosen


def _record(article: etree._Element, name: str, place: str) -> Record | Problem:
    number = _NUMBER.search(_first(article, "publiC-lblNodoc"))
    for note in _classed(article, *_NOTE_CLASSES):
        # What follows it in the same paragraph stays.
        tail = note.tail
        note.clear()
        note.tail = tail
    bodies = next(
        (b for c in ("docOcurrContainer", "DocText") if (b := _outermost(_classed(article, c))) and _text(b)), []
    )
    text = _text(bodies)
    title = _one_line(_first(article, "rdp__articletitle", "titreArticleVisu", "titreArticle", "grandTitre"))
    if not text:
        what = f"« {title[:60]} »" if title else "this article"
        return Problem(name, place, "error", f"a text was expected, but {what} has none: it was left out")
    warnings = []
    standfirst = _one_line(_first(article, "rdp__subtitle"))
    if standfirst and standfirst != title and not _one_line(text[: 2 * len(standfirst) + 20]).startswith(standfirst):
        text = f"{standfirst}\n\n{text}"
    section, day = _section_and_day(_header(article))
    if not day and number:
        day = number[1]
        warnings.append("date taken from the document's number")
    fields = {
        "outlet": _outlet(article),
        "date": day,
        "title": title,
        "text": with_title(title, text),
        "section": section,
        "author": _author(article),
        "url": _link(bodies),
    }
    return Record({k: v for k, v in fields.items() if v}, name, place, warnings)


def _outlet(article: etree._Element) -> str:
    """The first piece of the publication's name; number, edition or logo's text stand behind it."""
    for element in _classed(article, "DocPublicationName"):
        for piece in element.itertext():
            if piece := _one_line(re.split(r"\n|\s{8,}", piece.strip())[0]):
                return _ISSUE.sub("", piece).strip(" ,;-")
    return ""


def _header(article: etree._Element) -> str:
    if header := _one_line(_first(article, "DocHeader")):
        return header
    for mark in _classed(article, "DocTitreSousSection"):
        following = mark.getnext()
        if following is not None and (text := _one_line(text_of(following))):
            return text
    head = next(iter(article.iter("header")), None)
    return _one_line(text_of(head)) if head is not None else ""


def _section_and_day(header: str) -> tuple[str, str]:
    """« International, mardi 2 mai 2017 - 21:48, p. 3 » → section and date as written."""
    for day in _DAY.finditer(header):
        try:
            parse_date(day[0])
        except ValueError:
            continue
        section = _WEEKDAY.sub("", header[: day.start()].rstrip(" ,")).strip(" ,;·-–|")
        return (section if len(section) <= 80 else ""), day[0]
    return "", ""


def _author(article: etree._Element) -> str:
    for element in _classed(article, "docAuthors", "sm-margin-bottomNews"):
        inside = any("titreArticle" in (p.get("class") or "").split() for p in element.iterancestors())
        if not inside and (text := _one_line(text_of(element))):
            return text if len(text) < 150 else ""
    return ""


def _text(elements: list[etree._Element]) -> str:
    return "\n\n".join(filter(None, (text_of(e, skip=_NOTES) for e in elements)))


def _classed(element: etree._Element, *names: str) -> list[etree._Element]:
    """By class, whatever its capitals: they changed between generations."""
    return by_class(element, *names, any_case=True)


def _outermost(elements: list[etree._Element]) -> list[etree._Element]:
    chosen = set(elements)
    return [e for e in elements if not any(parent in chosen for parent in e.iterancestors())]


def _first(article: etree._Element, *classes: str) -> str:
    for name in classes:
        for element in _classed(article, name):
            if text := text_of(element):
                return text
    return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _link(bodies: list[etree._Element]) -> str:
    for body in bodies:
        for link in body.iter("a"):
            if "paru dans" in text_of(link) and (link.get("href") or "").startswith("http"):
                return link.get("href")
    return ""
