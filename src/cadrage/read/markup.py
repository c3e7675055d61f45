"""HTML and XML read safely: nothing is fetched, no entity is expanded, and text keeps its paragraphs."""

import re

from lxml import etree

from cadrage.read.decode import decode

_BLOCKS = frozenset(
    "address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "head header hr li main nav ol option p pre section table td th title tr ul".split()
)
_SILENT = frozenset("script style noscript template head iframe svg button select".split())
_BLANK = re.compile(r"[ \t\r\n\f]+")
# Larger markup is no page of a site and no export that a database offers.
_MAX_MARKUP = 200 << 20


def parse_html(data: bytes) -> tuple[etree._Element, list[str]]:
    """The tree of a page and warnings about its encoding; raises :class:`ValueError` where there is none."""
    text, warnings = _decoded(data)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        # errors="replace": U+FFFD and lone halves of surrogate pairs must not stop the rest.
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise ValueError(f"HTML was expected, found: {_first_line(error)}") from error
    if root is None:
        raise ValueError("HTML was expected, found nothing that can be read")
    return root, warnings


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML document; entities are left unread, and a document that declares some is refused.

    Raises :class:`ValueError` with one sentence, line included.
    """
    if len(data) > _MAX_MARKUP:
        raise ValueError(
            f"at most {_MAX_MARKUP >> 20} MB of XML were expected, found {len(data) >> 20}: split the file"
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise ValueError(f"XML was expected, found: {_first_line(error)}: correct the file") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise ValueError("the file declares XML entities, which cadrage does not read for safety: take them out")
    return root


def text_of(element: etree._Element, *, keep_space: bool = False, skip: frozenset[str] = frozenset()) -> str:
    """The text below an element: blocks become lines, paragraphs are set apart, blanks run together.

    ``skip`` names elements left out.  ``keep_space`` keeps every character as it stands (``xml:space="preserve"``).

    >>> text_of(etree.fromstring("<div><p>Un  pont.</p><p>Deux<br/>rives.</p></div>"))
    'Un pont.\\n\\nDeux\\nrives.'
    """
    if keep_space:
        return "".join(element.itertext())
    parts: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        name = etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""
        hidden = not name or name in _SILENT or name in skip
        if event == "start":
            silent += hidden
            if not silent:
                parts.append("\n" if name == "br" else "\n\n" if name in _BLOCKS else "")
                parts.append(_BLANK.sub(" ", node.text or ""))
        else:
            if not silent and name in _BLOCKS and name != "br":
                parts.append("\n\n")
            silent -= hidden
            if not silent and node is not element:
                parts.append(_BLANK.sub(" ", node.tail or ""))
    # Not a pattern for blanks around line ends: on a page of blanks it would take quadratic time.
    lines = "\n".join(line.strip(" ") for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip(" \n")


def plain(fragment: str) -> str:
    """The text of a piece of HTML such as a feed holds; text without mark-up comes back as it is.

    >>> plain("<p>L&#8217;été</p>")
    'L’été'
    """
    if "<" not in fragment and "&" not in fragment:
        return fragment
    try:
        root, _ = parse_html(f"<div>{fragment}</div>".encode("utf-8", "replace"))
    except ValueError:
        return fragment
    return text_of(root)


def by_class(element: etree._Element, *names: str, any_case: bool = False) -> list[etree._Element]:
    """The elements below that carry one of these classes, in the order of the document."""
    fold = str.lower if any_case else str
    wanted = set(map(fold, names))
    return [e for e in element.iter(etree.Element) if wanted & set(fold(e.get("class") or "").split())]


def _decoded(data: bytes) -> tuple[str, list[str]]:
    if len(data) > _MAX_MARKUP:
        raise ValueError(
            f"at most {_MAX_MARKUP >> 20} MB of HTML were expected, found {len(data) >> 20}: split the file"
        )
    return decode(data)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["nothing"])[0][:200]
