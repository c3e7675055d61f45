"""A saved web page: its article, found by trafilatura; nothing is fetched.

Also a page in one file with its pictures (MHTML), as some browsers save it.
"""

import re
from email import policy
from email.parser import BytesParser
from html import unescape

from cadrage.errors import Problem
from cadrage.read.decode import decode
from cadrage.read.record import Found, Record
from cadrage.read.title import with_title

# The page itself; pictures and scripts are not saved inside it.  Larger ones are no article.
_MAX_PAGE = 20 << 20
# Less is a button or a menu; the shortest notices have a sentence.
_FEWEST_WORDS = 4
# Browsers and SingleFile write where a page came from into a comment before it.
_SAVED_FROM = re.compile(r"<!--.{0,200}?(?:saved from url=\(\d+\)|\burl:\s*)(https?://[^\s<>\"']{4,500})", re.DOTALL)
_DOCUMENT_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})</title>", re.IGNORECASE)


def read_mhtml(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """The article of a page saved as MHTML: its first part in HTML."""
    if len(data) > 5 * _MAX_PAGE:
        yield Problem(
            name, "", "error", f"at most {5 * _MAX_PAGE >> 20} MB of MHTML were expected, found {len(data) >> 20}"
        )
        return
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
        page = part.get_payload(decode=True) if part is not None else None
        address = str(message.get("Snapshot-Content-Location") or (part and part.get("Content-Location")) or "")
    # The parser of mail raises whatever it stumbles on in a damaged header.
    except Exception as error:
        yield Problem(name, "", "error", f"a page saved as MHTML was expected, found: {str(error)[:100]}: left out")
        return
    if not page:
        yield Problem(name, "", "error", "a page saved as MHTML was expected, but no part of it is HTML: left out")
        return
    yield from read_web_page(page, name, mapping, address=address)


def read_web_page(data: bytes, name: str, mapping: dict[str, str], *, address: str = "") -> Found:
    """The article of one page as a record; what the page does not say outright is guessed, and said to be."""
    # Imported here: it takes longer to load than a small corpus to read.
    import trafilatura

    if len(data) > _MAX_PAGE:
        yield Problem(
            name, "", "error", f"a page of at most {_MAX_PAGE >> 20} MB was expected, found {len(data) >> 20}"
        )
        return
    try:
        html, warnings = decode(data)
        saved = _SAVED_FROM.search(html[:3000])
        address = address or (saved[1] if saved else "")
        page = trafilatura.bare_extraction(
            html, include_comments=False, include_tables=False, with_metadata=True, favor_precision=True
        )
    # A hostile page can make the libraries behind it raise anything; the other pages must be read all the same.
    except Exception as error:
        said = (str(error).splitlines() or [type(error).__name__])[0][:150]
        yield Problem(name, "", "error", f"a web page was expected, found: {said}: it was left out")
        return
    if page is None or not (page.text or "").strip():
        yield Problem(name, "", "error", "an article was expected in the page, but none was found: it was left out")
        return
    text = page.text.replace("\n", "\n\n")
    if len(text.split()) < _FEWEST_WORDS:
        yield Problem(
            name,
            "",
            "error",
            f"an article was expected in the page, but only « {text[:40]} » was found: it was left out",
        )
        return
    title = " ".join((page.title or "").split())
    fields = {
        "title": title,
        "text": with_title(title, text),
        "outlet": page.sitename or _site_in_title(html, title),
        "date": page.date,
        "author": page.author,
        "url": page.url or (address if address.startswith("http") else ""),
        "section": "; ".join(page.categories or []),
    }
    guessed = [what for what in ("outlet", "date", "author") if fields[what]]
    if guessed:
        warnings.append(f"guessed from the page: {', '.join(guessed)}")
    yield Record({k: v for k, v in fields.items() if v}, name, "", warnings)


def _site_in_title(html: str, title: str) -> str:
    """« Un pont rouvre | Le Phare »: what the title of the document adds to that of the article."""
    document = _DOCUMENT_TITLE.search(html[:200_000])
    if not document or not title:
        return ""
    whole = unescape(" ".join(document[1].split()))
    rest = re.fullmatch(r"\s+[|–—•·-]\s+(.{2,60})", whole[len(title) :]) if whole.startswith(title) else None
    return re.split(r"\s[|–—•·-]\s", rest[1])[-1] if rest else ""
