"""Bytes to text: UTF-8 first, then what the bytes themselves show; never a silent guess."""

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# « œ » of ISO 8859-15 is « ½ » in Windows-1252, and no word has a half in its middle.
_HALF_IN_WORD = re.compile(rb"[a-z]\xbd[a-z]", re.IGNORECASE)
_ONE_BYTE = ("cp1252", "iso8859_15", "mac_roman", "cp850")
# Detection looks at this much of a file; a press text shows its accents long before.
_SAMPLE = 200_000


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text of some bytes, and warnings about how it was read.

    Raises :class:`ValueError` with one sentence where the bytes are no text.

    >>> decode("« été »".encode("cp1252"))
    ('« été »', ['read as Windows-1252, not UTF-8'])
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if encoding is None:
        encoding = _without_mark(data)
    unicode = encoding.startswith("utf")
    try:
        text = data.decode(encoding, "replace" if unicode else "strict")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"expected text, found bytes that are no {_display(encoding)} at position {error.start}: save the file as UTF-8"
        ) from error
    damaged = _damaged(text, data, encoding) if unicode else 0
    if damaged * 10 > len(text):
        raise ValueError("expected text, found bytes of no known encoding: save the file as UTF-8")
    if "\0" in text:
        raise ValueError("expected text, found binary content (zero bytes): leave out the file or save it as text")
    warnings = [] if encoding in ("utf-8", "utf-8-sig") else [f"read as {_display(encoding)}, not UTF-8"]
    if damaged:
        said = f"holds bytes that are no {_display(encoding)} in {damaged} places, shown as « \ufffd »"
        warnings.append(f"{said}: compare with the source")
    return text, warnings


def _without_mark(data: bytes) -> str:
    # Text in a Latin script has a zero in every other byte of UTF-16, and in none of UTF-8.
    even, odd = data[0::2].count(0), data[1::2].count(0)
    few, many = min(even, odd), max(even, odd)
    if many * 4 > len(data) and few * 20 < len(data):
        return "utf-16-le" if odd > even else "utf-16-be"
    if few:
        # Zeros everywhere: no text at all, which the check for zeros says.
        return "latin-1"
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        # From the first byte that tells: a file may begin with pages of plain ASCII.
        sample = data[error.start : error.start + _SAMPLE]
    if _mostly_utf8(sample):
        return "utf-8"
    # On the demonstration texts: all of Windows-1252 and Mac Roman were told right, 35 of 49 of DOS (cp850).
    best = from_bytes(sample, cp_isolation=list(_ONE_BYTE)).best()
    encoding = best.encoding if best is not None and best.encoding in _ONE_BYTE else "cp1252"
    if encoding == "cp1252" and _HALF_IN_WORD.search(sample):
        return "iso8859_15"
    return encoding


def _damaged(text: str, data: bytes, encoding: str) -> int:
    """Places that could not be decoded; replacement characters that the file itself holds are none."""
    own = data.decode(encoding, "ignore").count("\ufffd")
    return text.count("\ufffd") - own


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few damaged bytes: accents that are right outnumber those that are not by far."""
    text = data.decode("utf-8", "replace")
    wrong = max(1, text.count("\ufffd"))
    return sum(c > "\x7f" for c in text) - wrong >= 10 * wrong


def _display(encoding: str) -> str:
    names = {
        "cp1252": "Windows-1252",
        "iso8859_15": "ISO 8859-15",
        "mac_roman": "Mac Roman",
        "cp850": "DOS (code page 850)",
    }
    return names.get(encoding, encoding.upper())
