"""File names for articles, whatever their ids hold."""

import re
import unicodedata
from collections.abc import Iterable

# Names that Windows keeps for itself.
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A file name without ending for each id: letters, digits, « - » and « _ », unique whatever the case.

    >>> file_names(["sud/1", "Sud 1", "../é"])
    {'sud/1': 'sud_1', 'Sud 1': 'Sud_1-2', '../é': 'e'}
    """
    taken: set[str] = set()
    names = {}
    for article_id in ids:
        plain = unicodedata.normalize("NFKD", article_id).encode("ascii", "ignore").decode()
        base = re.sub(r"[^\w-]+", "_", plain).strip("_-")[:100] or "article"
        base = f"_{base}" if _RESERVED.match(base) else base
        name, number = base, 1
        while name.lower() in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name.lower())
        names[article_id] = name
    return names
