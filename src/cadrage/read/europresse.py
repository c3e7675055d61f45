"""Europresse: one HTML page with many articles, each in an ``<article>`` of its own."""

import re

from lxml import etree

from cadrage.errors import Problem
from cadrage.read.markup import by_class, parse_html, text_of
from cadrage.read.record import Found, Record
from cadrage.read.title import with_title

# Several generations of the export are in use; the class names of all are tried.
_MARKS = (b"DocPublicationName", b"titreArticleVisu", b"docOcurrContainer", b"rdp__articletitle")
# Notes of the database at the foot of a text.
_NOTES = frozenset(("footer", "aside"))
_ISSUE = re.compile(r"\s*,?\s*(?:no|nº|n°|num|vol)\.?\s*[\d-]+.*$", re.IGNORECASE | re.DOTALL)
# « news·20170502·CV·0012 »: what kind, day, source, number.
_NUMBER = re.compile(r"·(\d{8})·([^·]*)·")


def recognises(data: bytes) -> bool:
    """Whether a page looks like an export of Europresse."""
    return b"<article" in data.lower() and any(mark in data for mark in _MARKS)


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
    for number, article in enumerate(root.iter("article"), start=1):
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


def _record(article: etree._Element, name: str, place: str) -> Record | Problem:
    bodies = by_class(article, "docOcurrContainer") or by_class(article, "DocText")
    text = "\n\n".join(filter(None, (text_of(b, skip=_NOTES) for b in _outermost(bodies))))
    title = _one_line(_first(article, "titreArticle", "rdp__articletitle", "titreArticleVisu", "grandTitre"))
    if not text:
        what = f"« {title[:60]} »" if title else "this article"
        return Problem(name, place, "error", f"a text was expected, but {what} has none: it was left out")
    warnings = []
    outlet = _ISSUE.sub("", _one_line(_first(article, "DocPublicationName", "rdp__DocPublicationName")))
    header = _one_line(_first(article, "DocHeader", "rdp__DocHeader"))
    number = _NUMBER.search(_first(article, "publiC-lblNodoc", "PubliC_lblNodoc"))
    section, day = _section_and_day(header)
    if not day and number:
        day = number[1]
        warnings.append("date taken from the document's number")
    author = _one_line(_first(article, "docAuthors", "sm-margin-bottomNews"))
    fields = {
        "outlet": outlet,
        "date": day,
        "title": title,
        "text": with_title(title, text),
        "section": section,
        "author": author,
        "url": _link(bodies),
    }
    return Record({k: v for k, v in fields.items() if v}, name, place, warnings)


def _section_and_day(header: str) -> tuple[str, str]:
    """« International, mardi 2 mai 2017 - 21:48, p. 3 » → section and date as written."""
    day = re.search(
        r"(?:[a-zéû]+ )?\d{1,2}(?:er)? [a-zéûôA-Z]{3,10}\.? \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}|\d{4}-\d{2}-\d{2}", header
    )
    if not day:
        return "", ""
    before = re.sub(
        r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|[A-Z][a-z]+day),?\s*$", "", header[: day.start()]
    )
    section = before.strip(" ,;·-–|")
    return section, day[0]


def _outermost(elements: list[etree._Element]) -> list[etree._Element]:
    chosen = set(elements)
    return [e for e in elements if not any(parent in chosen for parent in e.iterancestors())]


def _first(article: etree._Element, *classes: str) -> str:
    for name in classes:
        for element in by_class(article, name):
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
