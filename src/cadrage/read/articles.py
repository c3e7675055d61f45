"""Records of any source → the ``articles`` table: ids, outlets, dates, headlines, and what had to be assumed."""

import hashlib
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import PurePosixPath

import pandas as pd

from cadrage import tables
from cadrage.codebook import Codebook
from cadrage.errors import Problem
from cadrage.read.dates import parse_date
from cadrage.read.flags import flags
from cadrage.read.headline import find_headline
from cadrage.read.language import other_language
from cadrage.read.record import Record

WORD = re.compile(r"\w+")
_SURROGATE = re.compile("[\ud800-\udfff]")
# A flat folder of so few files is taken as one file an outlet; beyond, such a guess would make a crowd of outlets.
_FILES_AS_OUTLETS = 20
UNKNOWN = "outlet not given"
# Folders that say what is in them, not who published it.
_PLAIN_FOLDERS = {
    "article",
    "articles",
    "corpus",
    "data",
    "export",
    "exports",
    "html",
    "texte",
    "textes",
    "texts",
    "txt",
}
# What is added to a name and does not make another outlet of it.
_VARIANT = re.compile(
    r"\((?:site )?(?:web|internet|ref\.?)[^)]*\)|^www\.|\.(?:fr|com|net|org|be|ch|ca|info|eu)$|,? n[o°º]\.? ?\d+.*$",
    re.IGNORECASE,
)


def to_table(found: list[Record | Problem], codebook: Codebook) -> tuple[pd.DataFrame, list[Problem]]:
    """The ``articles`` table of what the readers found, and all problems; empty articles are left out and listed."""
    problems = [item for item in found if isinstance(item, Problem)]
    records = [item for item in found if isinstance(item, Record)]
    outlet_of = _outlet_guesser(records, codebook)
    seen: Counter[str] = Counter()
    taken = {_text(r.fields.get("article_id")).strip() or _id(r) for r in records}
    same_text: dict[tuple[str, str], str] = {}
    rows = []
    for record in records:
        warnings = list(record.warnings)
        note = warnings.append
        said_already: list[str] = []
        text = _text(record.fields.get("text"))
        title = " ".join(_text(record.fields.get("title")).split())
        if not WORD.search(text):
            what = "the file is empty" if not text.strip() and not record.place else "the text has no word"
            problems.append(
                Problem(record.file, record.place, "error", f"an article was expected, but {what}: it was left out")
            )
            continue
        if codebook.language == "fr" and (language := other_language(text)):
            problems.append(
                Problem(
                    record.file,
                    record.place,
                    "error",
                    f"an article in French was expected, but this looks like {language}: it was set aside",
                )
            )
            continue
        day = _date(record, note)
        if _outside(day, codebook):
            problems.append(
                Problem(
                    record.file,
                    record.place,
                    "warning",
                    f"dated {day}, outside « since » to « until » of study.yml: it was left out",
                )
            )
            continue
        if codebook.prepend_title and title and not text.lstrip().startswith(title):
            text = f"{title}\n\n{text}"
            note("the title was set before the text (prepend_title)")
        headline_end, title, assumed = find_headline(text, title)
        if assumed:
            note(assumed)
        article_id = _text(record.fields.get("article_id")).strip() or _id(record)
        seen[article_id] += 1
        if seen[article_id] > 1:
            number = seen[article_id]
            while (new := f"{article_id}~{number}") in taken:
                number += 1
            taken.add(new)
            problems.append(
                Problem(
                    record.file,
                    record.place,
                    "warning",
                    f"the id « {article_id} » is not unique: this article is called « {new} »; "
                    "give it an id of its own",
                )
            )
            said_already.append(f"the id {article_id} was taken")
            article_id = new
        outlet = outlet_of(record, note)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        if (first := same_text.setdefault((outlet, sha256), article_id)) != article_id:
            note(f"the same text as {first}, of the same outlet: it would count twice")
        warnings += flags(text)
        rows.append(
            {
                "article_id": article_id,
                "outlet": outlet,
                "date": pd.Timestamp(day) if day else pd.NaT,
                "title": title,
                "text": text,
                "headline_end": headline_end,
                "url": _text(record.fields.get("url")) or None,
                "section": _text(record.fields.get("section")) or None,
                "event": _text(record.fields.get("event")) or codebook.event or None,
                "author": _text(record.fields.get("author")) or None,
                "source_file": record.source,
                "sha256": sha256,
                "n_words": sum(1 for _ in WORD.finditer(text)),
                "warnings": warnings + said_already,
            }
        )
        for warning in warnings:
            problems.append(Problem(record.file, record.place, "warning", warning))
    return tables.make("articles", rows), problems


def _text(value: object) -> str:
    """A field as text; lists become one line, and halves of surrogate pairs, which are no characters, U+FFFD."""
    if value is None or value != value:
        return ""
    if isinstance(value, (list, tuple)):
        # Only plain values: front matter may hold lists of lists that are endless when written out.
        value = "; ".join(str(v) for v in value if isinstance(v, (str, int, float)))
    elif isinstance(value, dict):
        return ""
    return _SURROGATE.sub("\ufffd", str(value))


def _id(record: Record) -> str:
    stem = str(PurePosixPath(record.file).with_suffix(""))
    return f"{stem}:{record.place.split()[-1]}" if record.place else stem


def _date(record: Record, note) -> date | None:
    try:
        return parse_date(record.fields.get("date"))
    except ValueError as error:
        note(f"date: {error}")
        return None


def _outside(day: date | None, codebook: Codebook) -> bool:
    return day is not None and bool(
        (codebook.since and day < codebook.since) or (codebook.until and day > codebook.until)
    )


def outlet_key(name: str) -> str:
    """What variants of an outlet's name have in common.

    >>> outlet_key("Le Phare (site web)") == outlet_key("LE PHARE, no 1234") == outlet_key("www.lephare.fr")
    True
    """
    previous = None
    while previous != name:
        previous, name = name, _VARIANT.sub("", name).strip()
    letters = (c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalnum())
    return "".join(letters)


def _outlet_guesser(records: list[Record], codebook: Codebook):
    """A function that names the outlet of a record, and says on the way what it assumed."""
    canonical = {name.casefold(): name for name in codebook.outlets}
    canonical |= {v.casefold(): name for name, variants in codebook.outlets.items() for v in variants}
    given = Counter(_given(r) for r in records)
    spelled: dict[str, str] = {}
    # The commonest spelling stands for all; a declared one before any.
    for name, _ in sorted(given.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0])):
        spelled.setdefault(outlet_key(name), name)
    spelled |= {outlet_key(name): name for name in codebook.outlets}
    prefixes = Counter(_prefix(r) for r in records if not r.place)
    flat = sum(1 for r in records if not r.place)

    def named(name: str, note) -> str:
        declared = canonical.get(name.casefold())
        chosen = declared or (spelled.get(outlet_key(name)) or name)
        if chosen != name and declared is None:
            note(f"the outlet « {name} » is taken as « {chosen} »: declare both under « outlets » to keep them apart")
        return chosen

    def outlet(record: Record, note) -> str:
        name = _given(record) or codebook.outlet
        if name:
            return named(name, note)
        path = PurePosixPath(record.file)
        folder = next((p for p in reversed(path.parts[:-1]) if not p.endswith(".zip")), "")
        if folder and folder.lower() not in _PLAIN_FOLDERS:
            guess, why = folder, "its folder"
        elif not record.place and len(prefixes) > 1 and prefixes[_prefix(record)] > 1:
            guess, why = _prefix(record), "the beginning of its file name"
        elif not record.place and flat <= _FILES_AS_OUTLETS:
            guess, why = path.stem, "its file name: each file counts as an outlet of its own"
        else:
            note("no outlet given")
            return UNKNOWN
        guess = canonical.get(guess.casefold(), guess)
        note(f"no outlet given: taken as « {guess} » from {why}")
        return guess

    return outlet


def _given(record: Record) -> str:
    return " ".join(_text(record.fields.get("outlet")).split())


def _prefix(record: Record) -> str:
    return re.split(r"[-_. ]", PurePosixPath(record.file).stem, maxsplit=1)[0]
