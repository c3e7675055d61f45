"""RTF and DOCX → text, then whatever the text turns out to be: Factiva, Nexis, or a single article."""

import io
import zipfile

from cadrage.errors import Problem
from cadrage.read import factiva, nexis
from cadrage.read.record import Found, Record
from cadrage.read.title import titled
from cadrage.read.wrapped import unwrap

# striprtf reads two million characters in 2.5 seconds; a hundred articles of Nexis take a tenth of that.
_MAX_RTF = 30 << 20
# The parts of a DOCX taken together; a document of a thousand pages has about 10 MB.
_MAX_DOCX = 200 << 20


def read_rtf(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """The articles of an RTF file.

    >>> next(read_rtf(rb"{\\rtf1\\ansi Le pont a rouvert l'\\'e9t\\'e9.}", "a.rtf", {})).fields["text"]
    "Le pont a rouvert l'été."
    """
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        yield Problem(name, "", "error", "RTF was expected, found something else: save the file again as RTF")
        return
    if len(data) > _MAX_RTF:
        yield Problem(
            name,
            "",
            "error",
            f"at most {_MAX_RTF >> 20} MB of RTF were expected, found {len(data) >> 20}: split the file",
        )
        return
    try:
        # RTF itself is ASCII; what is not was written by programs that meant Windows-1252.
        text = rtf_to_text(data.decode("cp1252", "replace"), errors="replace")
    # A damaged escape makes striprtf raise any of these.
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        yield Problem(
            name, "", "error", f"RTF was expected, found a fault ({str(error)[:100]}): save the file again as RTF"
        )
        return
    yield from read_layout(text, name)


def read_docx(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """The articles of a Word document."""
    from docx import Document
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > _MAX_DOCX:
            raise ValueError(f"{size >> 20} MB when unpacked, more than any document of text")
        parts = []
        for item in Document(io.BytesIO(data)).iter_inner_content():
            if isinstance(item, Table):
                parts += ["\t".join(cell.text for cell in row.cells) for row in item.rows]
            else:
                parts.append(item.text)
        text = "\n\n".join(parts) if _loose(parts) else "\n".join(parts)
    # python-docx raises whatever it stumbles on in a damaged package: KeyError, XMLSyntaxError, BadZipFile …
    except Exception as error:
        said = (str(error).splitlines() or [type(error).__name__])[0][:120]
        yield Problem(name, "", "error", f"a Word document was expected, found: {said}: save the file again as DOCX")
        return
    yield from read_layout(text, name)


def _loose(parts: list[str]) -> bool:
    """Whether paragraphs follow each other without empty ones between them."""
    return sum(not part.strip() for part in parts) * 4 < len(parts)


def read_layout(text: str, name: str) -> Found:
    """The articles of a text: several where a press database made it, else one."""
    if nexis.recognises(text):
        yield from titled(unwrap(nexis.read_nexis(text, name)))
    elif factiva.recognises(text):
        yield from titled(unwrap(factiva.read_factiva(text, name)))
    else:
        yield Record({"text": text}, name)
