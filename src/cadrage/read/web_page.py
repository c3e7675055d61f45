"""A saved web page: its article, found by trafilatura; nothing is fetched."""

from cadrage.errors import Problem
from cadrage.read.decode import decode
from cadrage.read.record import Found, Record
from cadrage.read.title import with_title

# The page itself; pictures and scripts are not saved inside it.  Larger ones are no article.
_MAX_PAGE = 20 << 20


def read_web_page(data: bytes, name: str, mapping: dict[str, str]) -> Found:
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
    title = " ".join((page.title or "").split())
    fields = {
        "title": title,
        "text": with_title(title, text),
        "outlet": page.sitename or page.hostname,
        "date": page.date,
        "author": page.author,
        "url": page.url,
        "section": "; ".join(page.categories or []),
    }
    guessed = [what for what in ("outlet", "date", "author") if fields[what]]
    if guessed:
        warnings.append(f"guessed from the page: {', '.join(guessed)}")
    yield Record({k: v for k, v in fields.items() if v}, name, "", warnings)
