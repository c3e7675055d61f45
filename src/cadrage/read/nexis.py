"""Nexis (Nexis Uni, Lexis): many articles a file, each between its header and « End of Document ».

The layout is that of the exports seen in French and English; what does not fit it is reported with its position.
"""

import re

from cadrage.errors import Problem
from cadrage.read.fields import COPYRIGHT, DATE, lines_of, paragraphs
from cadrage.read.record import Found, Record
from cadrage.read.title import with_title

_END = re.compile(r"^[ \t]*(?:End of Document|Fin du document)[ \t]*$", re.MULTILINE | re.IGNORECASE)
# The older text export numbers its articles instead.
_NUMBERED = re.compile(
    r"^[ \t]*(?:(?:Document )?\d+ (?:of|de|sur) \d+ DOCUMENTS?|Document \d+ (?:of|de|sur) \d+)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_LABELS = {
    "section": ("section", "rubrique", "pg"),
    "length": ("length", "longueur"),
    "author": ("byline", "auteur", "auteurs"),
    "url": ("url",),
    "highlight": ("highlight", "encart", "chapeau"),
    "dateline": ("dateline", "lieu"),
    "title": ("headline", "titre"),
}
_LABEL = re.compile(rf"^({'|'.join(w for words in _LABELS.values() for w in words)})\s?:\s*(.*)$", re.IGNORECASE)
_BODY = re.compile(r"^(?:Body|Corps|Texte|Texte intégral|Full text)\s?:?\s*$", re.IGNORECASE)
_FOOT = re.compile(
    r"^(?:Load-Date|Date de chargement|Date de publication|Publication-Type|Type de publication|Language|Langue|Journal code|Code du journal|"
    r"Classification|Subject|Sujet|Graphic|Légende)\s?(?::|$)",
    re.IGNORECASE,
)


def recognises(text: str) -> bool:
    """Whether a text looks like an export of Nexis."""
    marks = re.search(
        r"^[ \t]*(?:Load-Date|Date de chargement|Length|Longueur)\s?:", text, re.MULTILINE | re.IGNORECASE
    )
    return bool(marks and (_END.search(text) or _NUMBERED.search(text)))


def read_nexis(text: str, name: str) -> Found:
    """Every article of an export as a record, or a problem in its place."""
    parts = _END.split(text) if _END.search(text) else _NUMBERED.split(text)[1:]
    ended = bool(_END.search(text))
    for number, part in enumerate(parts, start=1):
        words = len(part.split())
        if not words or (ended and number == len(parts) and words <= 30):
            continue
        if ended and number == len(parts):
            yield Problem(
                name,
                f"article {number}",
                "error",
                "an article was expected to end in « End of Document », but the file ends before: "
                "it was left out; export it again",
            )
            continue
        yield _record(part, name, f"article {number}")


def _record(part: str, name: str, place: str) -> Record | Problem:
    lines = lines_of(part)
    fields: dict[str, str] = {}
    head: list[str] = []
    body = None
    for k, line in enumerate(lines):
        label = _LABEL.match(line)
        if _BODY.match(line):
            body = k + 1
            break
        if label:
            ours = next(key for key, words in _LABELS.items() if label[1].lower() in words)
            fields.setdefault(ours, label[2].strip())
        elif line and not fields:
            head.append(line)
    if body is None and "length" in fields:
        # Without a « Body » line the text begins after the last label.
        body = max(k for k, line in enumerate(lines) if _LABEL.match(line)) + 1
    foot = next((k for k in range(body or 0, len(lines)) if _FOOT.match(lines[k])), len(lines))
    text = paragraphs(lines[body:foot]) if body is not None else ""
    title, outlet, day = _from_head(head)
    title = fields.get("title") or title
    if not text or not (title or outlet):
        first = head[0][:60] if head else ""
        return Problem(
            name,
            place,
            "error",
            f"a header and a text of Nexis were expected, but « {first} » has another layout: it was left out",
        )
    record = {
        "title": title,
        "outlet": outlet,
        "date": day,
        "section": re.split(r"[;:]", fields.get("section", ""))[0].strip(),
        "author": fields.get("author", ""),
        "url": fields.get("url", ""),
        "text": with_title(title, text),
    }
    return Record({k: v for k, v in record.items() if v}, name, place)


def _from_head(head: list[str]) -> tuple[str, str, str]:
    """Title, outlet and date of the lines above the labels: title, then outlet, then date; or outlet first."""
    head = [line for line in head if not COPYRIGHT.match(line) and not re.match(r"Page \d+ (?:of|de|sur) \d+$", line)]
    where = next((k for k, line in enumerate(head) if DATE.match(line)), None)
    if where is None:
        return (head[0] if head else ""), (head[1] if len(head) > 1 else ""), ""
    day = DATE.match(head[where])[0]
    if where >= 2:
        return head[where - 2], head[where - 1], day
    outlet = head[0] if where == 1 else ""
    return (head[where + 1] if len(head) > where + 1 else ""), outlet, day
