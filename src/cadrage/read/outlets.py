"""Which outlet an article is of: variants of a name made one, and a guess, said to be one, where none is given."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from cadrage.codebook import Codebook
from cadrage.read.record import Record, text_of_field

UNKNOWN = "outlet not given"
# A flat folder of so few files is taken as one file an outlet; beyond, such a guess would make a crowd of outlets.
_FILES_AS_OUTLETS = 20
# Folders that say what is in them, not who published it.
_PLAIN_FOLDERS = frozenset(
    "article articles content contenu corpus data donnees données downloaded export exports html pages page pressedoc "
    "texte textes texts txt".split()
)
# What is added to a name and does not make another outlet of it.
_VARIANT = re.compile(
    r"\((?:site )?(?:web|internet|ref\.?|en ligne|online)[^)]*\)"
    r"|\s?[-–,]\s?(?:site (?:web|internet)|en ligne|web|online)$"
    r"|^www\.|(?<=\w)\.(?:fr|com|net|org|be|ch|ca|info|eu|lu)$|(?:,|,?\s)\s?n[o°º]s?\.? ?\d+.*$",
    re.IGNORECASE,
)
# « Monde (Le) », « Monde, Le », as catalogues write it.
_BEHIND = re.compile(r"^(.+?)\s*(?:\(\s*(les?|la|l['’]|the)\s*\)|,\s+(les?|la|l['’]|the))$", re.IGNORECASE)
_HOST = re.compile(r"^(?:https?://)?((?:[\w-]+\.)+[a-z]{2,6})(?:/.*)?$", re.IGNORECASE)
Note = Callable[[str], None]


def outlet_key(name: str) -> str:
    """What variants of an outlet's name have in common.

    >>> outlet_key("Le Phare (site web)") == outlet_key("Phare (Le)") == outlet_key("www.lephare.fr")
    True
    """
    name = unicodedata.normalize("NFKC", name).strip()
    if m := _HOST.match(name):
        name = m[1]
    previous = None
    while previous != name:
        previous, name = name, _VARIANT.sub("", name).strip()
    if m := _BEHIND.match(name):
        name = f"{m[2] or m[3]} {m[1]}"
    letters = (c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalnum())
    return "".join(letters)


def outlet_guesser(records: list[Record], codebook: Codebook) -> Callable[[Record, Note], str]:
    """A function that names the outlet of a record, and says on the way what it assumed."""
    canonical = {name.casefold(): name for name in codebook.outlets}
    canonical |= {v.casefold(): name for name, variants in codebook.outlets.items() for v in variants}
    given = Counter(_given(r) for r in records)
    spelled: dict[str, str] = {}
    # A name as people write it stands for all, the commonest first; a declared one before any.
    for name, _ in sorted(given.items(), key=lambda p: (bool(_HOST.match(p[0])), -p[1], len(p[0]), p[0])):
        spelled.setdefault(outlet_key(name), name)
    spelled |= {outlet_key(name): name for name in codebook.outlets}
    prefixes = Counter(_prefix(r) for r in records if not r.place)
    flat = sum(1 for r in records if not r.place)

    def named(name: str, note: Note) -> str:
        declared = canonical.get(name.casefold())
        chosen = declared or (spelled.get(outlet_key(name)) or name)
        if chosen != name and declared is None:
            note(f"the outlet « {name} » is taken as « {chosen} »: declare both under « outlets » to keep them apart")
        return chosen

    def outlet(record: Record, note: Note) -> str:
        name = _given(record) or codebook.outlet
        if name:
            return named(name, note)
        path = PurePosixPath(record.file)
        folder = next((p for p in reversed(path.parts[:-1]) if not p.endswith(".zip")), "")
        host = _host(record)
        if folder and folder.lower() not in _PLAIN_FOLDERS and not record.place:
            guess, why = folder, "its folder"
        elif host:
            guess, why = host, "its address"
        elif folder and folder.lower() not in _PLAIN_FOLDERS:
            guess, why = folder, "its folder"
        elif not record.place and len(prefixes) > 1 and prefixes[_prefix(record)] > 1:
            guess, why = _prefix(record), "the beginning of its file name"
        elif not record.place and flat <= _FILES_AS_OUTLETS:
            guess, why = path.stem, "its file name: each file counts as an outlet of its own"
        else:
            note("no outlet given")
            return UNKNOWN
        guess = canonical.get(guess.casefold()) or spelled.get(outlet_key(guess)) or guess
        note(f"no outlet given: taken as « {guess} » from {why}")
        return guess

    return outlet


def _given(record: Record) -> str:
    return " ".join(text_of_field(record.fields.get("outlet")).split())


def _host(record: Record) -> str:
    try:
        host = urlsplit(text_of_field(record.fields.get("url"))[:500]).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _prefix(record: Record) -> str:
    return re.split(r"[-_. ]", PurePosixPath(record.file).stem, maxsplit=1)[0]
