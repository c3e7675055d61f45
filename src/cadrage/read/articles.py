"""Records of any source → the ``articles`` table: ids, outlets, dates, headlines, and what had to be assumed."""

import hashlib
import re
from collections import Counter
from datetime import date
from pathlib import PurePosixPath

import pandas as pd

from cadrage import tables
from cadrage.codebook import Codebook
from cadrage.errors import Problem
from cadrage.read.dates import parse_date
from cadrage.read.headline import find_headline
from cadrage.read.record import Record

WORD = re.compile(r"\w+")
# A flat folder of so few files is taken as one file an outlet; beyond, such a guess would make a crowd of outlets.
_FILES_AS_OUTLETS = 20
UNKNOWN = "outlet not given"


def to_table(found: list[Record | Problem], codebook: Codebook) -> tuple[pd.DataFrame, list[Problem]]:
    """The ``articles`` table of what the readers found, and all problems; empty articles are left out and listed."""
    problems = [item for item in found if isinstance(item, Problem)]
    records = [item for item in found if isinstance(item, Record)]
    outlet_of = _outlet_guesser(records, codebook)
    seen: Counter[str] = Counter()
    rows = []
    for record in records:
        warnings = list(record.warnings)
        note = warnings.append
        text = _text(record.fields.get("text"))
        title = " ".join(_text(record.fields.get("title")).split())
        if not WORD.search(text):
            place = record.place
            what = "the file is empty" if not text.strip() else "the text has no word"
            problems.append(
                Problem(record.file, place, "error", f"an article was expected, but {what}: it was left out")
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
            new = f"{article_id}~{seen[article_id]}"
            problems.append(
                Problem(
                    record.file,
                    record.place,
                    "warning",
                    f"the id « {article_id} » is not unique: this article is called « {new} »; "
                    "give it an id of its own",
                )
            )
            note(f"the id {article_id} was taken")
            article_id = new
        rows.append(
            {
                "article_id": article_id,
                "outlet": outlet_of(record, note),
                "date": pd.Timestamp(day) if day else pd.NaT,
                "title": title,
                "text": text,
                "headline_end": headline_end,
                "url": _text(record.fields.get("url")) or None,
                "section": _text(record.fields.get("section")) or None,
                "event": _text(record.fields.get("event")) or codebook.event or None,
                "author": _text(record.fields.get("author")) or None,
                "source_file": record.source,
                "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
                "n_words": sum(1 for _ in WORD.finditer(text)),
                "warnings": warnings,
            }
        )
        for warning in warnings:
            problems.append(Problem(record.file, record.place, "warning", warning))
    return tables.make("articles", rows), problems


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value)


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


def _outlet_guesser(records: list[Record], codebook: Codebook):
    """A function that names the outlet of a record, and says on the way what it assumed."""
    canonical = {name.casefold(): name for name in codebook.outlets}
    canonical |= {v.casefold(): name for name, variants in codebook.outlets.items() for v in variants}
    prefixes = Counter(_prefix(r) for r in records if not r.place)
    flat = sum(1 for r in records if not r.place)

    def outlet(record: Record, note) -> str:
        given = " ".join(_text(record.fields.get("outlet")).split()) or codebook.outlet
        if given:
            return canonical.get(given.casefold(), given)
        path = PurePosixPath(record.file)
        if len(path.parts) > 1:
            guess, why = path.parts[-2], "its folder"
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


def _prefix(record: Record) -> str:
    return re.split(r"[-_. ]", PurePosixPath(record.file).stem, maxsplit=1)[0]
