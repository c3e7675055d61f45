"""Bytes to text: UTF-8 first, then what the bytes themselves show; never a silent guess."""

import codecs

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Traces that UTF-8 leaves when it was read as Windows-1252 and saved again ("Ã©" for "é", "â€™" for "’").
_MOJIBAKE = ("Ã©", "Ã¨", "Ãª", "Ã§", "Ã ", "Ã\xa0", "â€™", "â€œ", "Â«", "Â»")


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text of some bytes, and warnings about how it was read.

    Raises :class:`ValueError` with one sentence where the bytes are no text.

    >>> decode("« été »".encode("cp1252"))
    ('« été »', ['read as Windows-1252, not UTF-8'])
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if encoding is None:
        encoding = _without_mark(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(
            f"expected text, found bytes that are no {encoding} at position {error.start}: save the file as UTF-8"
        ) from error
    if "\0" in text:
        raise ValueError("expected text, found binary content (zero bytes): leave out the file or save it as text")
    warnings = [] if encoding in ("utf-8", "utf-8-sig") else [f"read as {_display(encoding)}, not UTF-8"]
    if any(trace in text for trace in _MOJIBAKE):
        warnings.append("looks like UTF-8 that was once read as Windows-1252 (« Ã© »): accents may be wrong")
    if "\ufffd" in text:
        warnings.append("holds replacement characters (U+FFFD): some letters were lost before cadrage read it")
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
    except UnicodeDecodeError:
        pass
    # Of the one-byte encodings French files come in, these are the ones charset-normalizer tells apart reliably.
    best = from_bytes(data, cp_isolation=["cp1252", "iso8859_15"]).best()
    return best.encoding if best is not None else "cp1252"


def _display(encoding: str) -> str:
    names = {"cp1252": "Windows-1252", "iso8859_15": "ISO 8859-15"}
    return names.get(encoding, encoding.upper())
