"""XML as TXM and converters for it take it: a corpus of ``<text>`` or ``<article>`` with attributes for what is known."""

import re

from lxml import etree

from cadrage.errors import Problem
from cadrage.read.markup import parse_xml, text_of
from cadrage.read.record import FIELDS, SYNONYMS, Found, Record
from cadrage.read.title import with_title

_ROOT = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?.{0,200}?\?>\s*|<!--.{0,2000}?-->\s*)*<(corpus|text|article|articles|texts)[\s>]",
    re.DOTALL,
)
_TEXTS = ("text", "article")


def recognises(head: bytes) -> bool:
    """Whether a document begins as such a corpus."""
    return bool(_ROOT.match(head))


def read_txm(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """Every text of a corpus as a record.

    >>> page = b'<corpus><text journal="Le Phare" date="2017-05-02"><p>Un pont.</p></text></corpus>'
    >>> next(read_txm(page, "a.xml", {})).fields
    {'outlet': 'Le Phare', 'date': '2017-05-02', 'text': 'Un pont.'}
    """
    try:
        root = parse_xml(data)
    except ValueError as error:
        yield Problem(name, "", "error", str(error))
        return
    known = {s: ours for ours, names in SYNONYMS.items() for s in names if ours in FIELDS and ours != "text"}
    known |= {theirs.lower(): ours for ours, theirs in mapping.items() if ours in FIELDS}
    texts = [e for e in root.iter(*_TEXTS) if not any(p.tag in _TEXTS for p in e.iterancestors())]
    for number, element in enumerate(texts, start=1):
        place = f"text {number}" if len(texts) > 1 else ""
        yield _record(element, name, place, known)
    if not texts:
        yield Problem(name, "", "error", "a <text> was expected in the corpus, but there is none")


def _record(element: etree._Element, name: str, place: str, known: dict[str, str]) -> Record:
    fields, unknown = {}, []
    for key, value in element.attrib.items():
        ours = known.get(etree.QName(key).localname.lower())
        if ours is None:
            unknown.append(etree.QName(key).localname)
        elif value.strip():
            # Where an attribute must be one word, converters write « Le_Monde ».
            tied = ours in ("outlet", "title", "author", "section") and " " not in value
            fields.setdefault(ours, value.replace("_", " ") if tied else value)
    warnings = [f"attributes not used: {', '.join(unknown)}"] if unknown else []
    fields["text"] = with_title(fields.get("title", ""), text_of(element))
    return Record(fields, name, place, warnings)
