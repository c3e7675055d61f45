"""IRaMuTeQ (Alceste): texts in one file, each below a line ``**** *outlet_x *date_y``."""

import re

from cadrage.errors import Problem
from cadrage.read.decode import decode
from cadrage.read.record import FIELDS, SYNONYMS, Found, Record

STARS = re.compile(r"^(?:\*{4}|\d{4}(?= +\*))(?:[ \t]+(.*?))?[ \t]*\r?$", re.MULTILINE)
# Themes that cadrage's own export opens in the middle of a line where the voice changes.
VOICES = {"narrator": "voix_narrateur", "attributed": "voix_rapportee"}
_OWN_THEME = re.compile(rf"\n-\*(?:{'|'.join(VOICES.values())})\n")
_VARIABLE = re.compile(r"\*(\w+?)_(\S*)")


def recognises(text: str) -> bool:
    """Whether a text begins with a line of stars and variables."""
    return bool(re.match(r"\s*\*{4}\s+\*\w+", text[:2000]))


def read_iramuteq(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """Every text of a corpus as a record; underscores in values stand for blanks.

    >>> found = read_iramuteq(b"**** *outlet_Le_Phare *date_2017-05-02\\nLe pont.\\n", "c.txt", {})
    >>> next(found).fields
    {'outlet': 'Le Phare', 'date': '2017-05-02', 'text': 'Le pont.'}
    """
    try:
        text, warnings = decode(data)
    except ValueError as error:
        yield Problem(name, "", "error", str(error))
        return
    for warning in warnings:
        yield Problem(name, "", "warning", warning)
    known = {s.replace(" ", "_"): ours for ours, names in SYNONYMS.items() for s in names if ours in FIELDS}
    known |= {theirs.lower(): ours for ours, theirs in mapping.items() if ours in FIELDS}
    heads = list(STARS.finditer(text))
    if text[: heads[0].start() if heads else None].strip():
        yield Problem(
            name, "line 1", "error", "a line of stars (« **** ») was expected first: what stands before was left out"
        )
    line = position = 0
    for number, head in enumerate(heads):
        line += text.count("\n", position, head.start())
        position = head.start()
        place = f"line {line + 1}"
        end = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        fields, unknown = {}, []
        for variable, value in _VARIABLE.findall(head[1] or ""):
            ours = known.get(variable.lower())
            if ours is None or ours == "text":
                unknown.append(variable)
            else:
                fields[ours] = value if ours in ("article_id", "date", "url") else value.replace("_", " ")
        fields["text"] = _unmarked(text[head.end() : end])
        notes = [f"variables not used: {', '.join(unknown)}"] if unknown else []
        yield Record(fields, name, place, notes)


def _unmarked(body: str) -> str:
    """The text without the line breaks around it; ``-*theme`` lines are marks of the program, not text."""
    body = _OWN_THEME.sub("", body)
    body = re.sub(r"^-\*\w+[ \t]*\r?\n", "", body.lstrip("\r\n"), flags=re.MULTILINE)
    return body.rstrip("\r\n")
