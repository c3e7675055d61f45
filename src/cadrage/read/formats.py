"""Which reader reads what: by the ending of the name, then by what the file itself shows.

To add a format, write ``read_NAME(data, name, mapping)`` in a file of its own and give it a line in ``READERS``.
"""

from pathlib import PurePosixPath

from cadrage.errors import Problem
from cadrage.read import europresse, factiva, iramuteq, txm
from cadrage.read.decode import decode
from cadrage.read.delimited import read_delimited
from cadrage.read.documents import read_docx, read_layout, read_rtf
from cadrage.read.europresse import read_europresse
from cadrage.read.feed import read_feed
from cadrage.read.iramuteq import read_iramuteq
from cadrage.read.jsonl import read_jsonl
from cadrage.read.markup import parse_html, text_of
from cadrage.read.nexis import recognises as is_nexis
from cadrage.read.parquet import read_parquet
from cadrage.read.record import Found, Reader
from cadrage.read.tei import read_tei
from cadrage.read.text_file import read_text_file
from cadrage.read.title import titled
from cadrage.read.web_page import read_mhtml, read_web_page


def read_text(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """A text file: one article, a corpus of IRaMuTeQ, or an export of a press database."""
    try:
        text, _ = decode(data)
    except ValueError:
        text = ""
    if iramuteq.recognises(text):
        yield from read_iramuteq(data, name, mapping)
    elif not text.startswith("---") and (is_nexis(text) or factiva.recognises(text)):
        yield from read_layout(text, name)
    else:
        yield from read_text_file(data, name, mapping)


def read_html(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """An HTML page: an export of Europresse, Factiva or Nexis, or the page of a site."""
    if europresse.recognises(data):
        yield from read_europresse(data, name, mapping)
        return
    if factiva.recognises_page(data):
        yield from titled(factiva.read_factiva_page(data, name))
        return
    try:
        text = text_of(parse_html(data)[0]) if b"document" in data.lower() else ""
    except ValueError as error:
        yield Problem(name, "", "error", str(error))
        return
    if is_nexis(text) or factiva.recognises(text):
        yield from read_layout(text, name)
    else:
        yield from read_web_page(data, name, mapping)


def read_xml(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """An XML document: TEI or a feed, by its first element."""
    head = data[:4000]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = data[:4000].decode("utf-16", "ignore").encode()
    if b"<TEI" in head or b"<teiCorpus" in head or b"tei-c.org" in head:
        yield from read_tei(data, name, mapping)
    elif txm.recognises(head):
        yield from txm.read_txm(data, name, mapping)
    elif b"<rss" in head or b"<feed" in head or b"<rdf:RDF" in head:
        yield from read_feed(data, name, mapping)
    else:
        yield Problem(
            name, "", "error", "TEI, TXM, RSS or Atom was expected, found other XML: convert it to one of them"
        )


READERS: dict[str, Reader] = {
    ".atom": read_xml,
    ".csv": read_delimited,
    ".docx": read_docx,
    ".htm": read_html,
    ".html": read_html,
    ".jsonl": read_jsonl,
    ".md": read_text,
    ".mht": read_mhtml,
    ".mhtml": read_mhtml,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
    ".rss": read_xml,
    ".rtf": read_rtf,
    ".tei": read_xml,
    ".text": read_text,
    ".tsv": read_delimited,
    ".txt": read_text,
    ".xhtml": read_html,
    ".xml": read_xml,
}
ARCHIVE = ".zip"


def ending(name: str) -> str:
    """The ending that decides about the reader.

    >>> ending("Sud/Export.HTML")
    '.html'
    """
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix
