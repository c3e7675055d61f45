"""Records of any source → the ``articles`` table: ids, outlets, dates, headlines, and what had to be assumed."""

import hashlib
import re
from collections import Counter, deque
from collections.abc import Iterable
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
from cadrage.read.outlets import outlet_guesser
from cadrage.read.record import Record, text_of_field
from cadrage.read.waiting import Waiting

WORD = re.compile(r"\w+")
_ROWS = 2_000


def to_table(found: Iterable[Record | Problem], codebook: Codebook) -> tuple[pd.DataFrame, list[Problem]]:
    """The ``articles`` table of what the readers found, and all problems; empty articles are left out and listed."""
    problems: list[Problem] = []
    records: deque[Record] = deque()
    texts = Waiting()
    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            texts.add(text_of_field(item.fields.pop("text", None)))
            records.append(item)
    outlet_of = outlet_guesser(records, codebook)
    seen: Counter[str] = Counter()
    taken = {text_of_field(r.fields.get("article_id")).strip() or _id(r) for r in records}
    same_text: dict[tuple[str, str], str] = {}
    rows, parts = [], []
    # A record is let go as soon as its row is made, and rows become a part of the table a few thousand at a time:
    # else a large corpus would stand in memory twice.
    for text in texts.taken():
        record = records.popleft()
        if len(rows) == _ROWS:
            parts.append(tables.make("articles", rows))
            rows = []
        warnings = list(record.warnings)
        note = warnings.append
        said_already: list[str] = []
        title = " ".join(text_of_field(record.fields.get("title")).split())
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
        article_id = text_of_field(record.fields.get("article_id")).strip() or _id(record)
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
                "url": text_of_field(record.fields.get("url")) or None,
                "section": text_of_field(record.fields.get("section")) or None,
                "event": text_of_field(record.fields.get("event")) or codebook.event or None,
                "author": text_of_field(record.fields.get("author")) or None,
                "source_file": record.source,
                "sha256": sha256,
                "n_words": len(WORD.findall(text)),
                "warnings": warnings + said_already,
            }
        )
        for warning in warnings:
            problems.append(Problem(record.file, record.place, "warning", warning))
    parts.append(tables.make("articles", rows))
    filled = [p for p in parts if len(p)] or parts
    return pd.concat(filled, ignore_index=True), problems


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
