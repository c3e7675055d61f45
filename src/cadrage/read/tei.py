"""TEI XML: one text, or a corpus of several."""

from lxml import etree

from cadrage.errors import Problem
from cadrage.read.markup import parse_xml, text_of
from cadrage.read.record import Found, Record
from cadrage.read.title import with_title

_XML = "{http://www.w3.org/XML/1998/namespace}"
# Notes and page numbers of an edition are not the text.
_APPARATUS = frozenset(("note", "fw", "pb", "lb", "teiheader"))


def read_tei(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """Every ``<TEI>`` of a document as a record; the text is what stands in its ``<body>``.

    >>> next(read_tei(b"<TEI><text><body><p>Un pont.</p></body></text></TEI>", "a.xml", {})).fields["text"]
    'Un pont.'
    """
    try:
        root = parse_xml(data)
    except ValueError as error:
        yield Problem(name, "", "error", str(error))
        return
    texts = [root] if _local(root) == "TEI" else _all(root, "TEI")
    for number, tei in enumerate(texts, start=1):
        place = f"text {number}" if len(texts) > 1 else ""
        # A corpus may nest texts; each is read once, without those inside it.
        body = _first(tei, "body")
        if body is None:
            yield Problem(name, place, "error", "a <body> was expected in the TEI, but there is none: it was left out")
            continue
        yield Record({k: v for k, v in _fields(tei, body).items() if v}, name, place)
    if not texts:
        yield Problem(name, "", "error", "a <TEI> was expected in the corpus, but there is none")


def _fields(tei: etree._Element, body: etree._Element) -> dict[str, str]:
    header = _first(tei, "teiHeader")
    kept = [e for e in body.iter(etree.Element) if e.get(_XML + "space") == "preserve"]
    text = "".join(text_of(e, keep_space=True) for e in kept) if kept else text_of(body, skip=_APPARATUS)
    number = tei.get(_XML + "id", "")
    # Our own export keeps ids that are no XML names in @n.
    fields = {"article_id": tei.get("n", number) if number.startswith("t.") else number, "text": text}
    if header is None:
        return fields
    journal = next((e for e in _all(header, "title") if e.get("level") in ("j", "s")), None)
    outlet = journal if journal is not None else _first(header, "publisher")
    titles = [e for e in _all(header, "title") if e is not journal]
    fields["title"] = " ".join(text_of(titles[0]).split()) if titles else ""
    fields["outlet"] = " ".join(text_of(outlet).split()) if outlet is not None else ""
    fields["author"] = "; ".join(dict.fromkeys(" ".join(text_of(e).split()) for e in _all(header, "author")))
    fields["date"] = next((d for e in _all(header, "date") if (d := e.get("when") or text_of(e).strip())), "")
    for term in _all(header, "term"):
        if term.get("type") in ("section", "event"):
            fields[term.get("type")] = text_of(term)
    address = next(
        (e for e in [*_all(header, "ptr"), *_all(header, "ref")] if (e.get("target") or "").startswith("http")), None
    )
    fields["url"] = address.get("target") if address is not None else ""
    if not kept:
        fields["text"] = with_title(fields["title"], text)
    return fields


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _all(element: etree._Element, local: str) -> list[etree._Element]:
    return list(element.iter(f"{{*}}{local}"))


def _first(element: etree._Element, local: str) -> etree._Element | None:
    return next(element.iter(f"{{*}}{local}"), None)
