"""Nexis (Nexis Uni, Lexis Advance, the older nexis.com): many articles a file.

The newer layout (DOCX, RTF, PDF as text) gives title, outlet, date, rights, labels such as « Section: » and ends each
article in « End of Document », behind a cover page; the older one (text, HTML) numbers its articles (« 1 of 20 DOCUMENTS »),
begins with the outlet and writes its labels in capitals.  What fits neither is reported with its position.
"""

import re

from cadrage.errors import Problem
from cadrage.read.fields import COPYRIGHT, DATE, blocks, lines_of, paragraphs
from cadrage.read.record import Found, Record

_END = re.compile(
    r"^[ \t\u00a0]*(?:End of Document|Fin (?:du |de )?document)[ \t\u00a0]*\r?$", re.MULTILINE | re.IGNORECASE
)
_NUMBERED = re.compile(
    r"^[ \t\u00a0]*(?:(?:Document )?\d+ (?:of|de|sur) \d+ DOCUMENTS?|Document \d+ (?:of|de|sur) \d+)[ \t\u00a0]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
# Labels of the header, in both languages and with hyphens or blanks; all others are known only to be skipped.
_LABELS = {
    "section": ("section", "rubrique", "pg"),
    "length": ("length", "longueur"),
    "author": ("byline", "auteur", "auteurs", "author", "signature"),
    "url": ("url",),
    "highlight": ("highlight", "encart", "chapeau", "insert", "intro"),
    "title": ("headline", "titre"),
    "": ("dateline", "lieu", "edition", "édition", "distribution", "name", "series", "document-type", "type"),
}
_OURS = {word: ours for ours, words in _LABELS.items() for word in words}
_LABEL = re.compile(rf"^({'|'.join(_OURS)})\s?:\s*(.*)$", re.IGNORECASE)
_BODY = re.compile(r"^(?:Body|Text|Corps|Corps du texte|Texte|Texte intégral|Full text)\s?:?\s*$", re.IGNORECASE)
# The first line of what stands below a text.
_FOOT = re.compile(
    r"^(?:Load[- ]Date|Date[- ](?:de[- ])?chargement|Publication[- ]Type|Type[- ](?:de[- ])?publication|"
    r"Journal[- ]code|Code[- ](?:du[- ])?(?:journal|revue)|Update|Mise à jour|Language|Langue)\s?:|"
    r"^(?:Classification|Graphic)\s?$|^(?:GRAPHIC|GRAPHIQUE|ILLUSTRATION|NOTES|CORRECTION-DATE)\s?:",
    re.IGNORECASE,
)
# These may also begin a sentence (« Sujet : … »), and count only right above the others.
_FOOT_TOO = re.compile(
    r"^(?:Subject|Sujet|Company|Soci[ée]t[ée]|Organization|Organisation|Person|Personne|Ticker|Stock-symbol|Symbole-boursier|"
    r"Industry|Activity-sector|Secteur-activit[ée]|Geographic|Geo-localization|Localisation-g[ée]o|Country|Pays|State|City|"
    r"Ville|Légende|Document-type|Distribution)\s?:",
    re.IGNORECASE,
)
_NO_DOCUMENT = re.compile(r"it is not possible to display it|impossible d['’]afficher", re.IGNORECASE)
_PAGE = re.compile(r"Page \d+ (?:of|de|sur) \d+", re.IGNORECASE)


def recognises(text: str) -> bool:
    """Whether a text looks like an export of Nexis."""
    marks = re.search(
        r"^[ \t]*(?:Load-Date|Date[- ](?:de[- ])?chargement|Length|Longueur)\s?:", text, re.MULTILINE | re.IGNORECASE
    )
    return bool(marks and (_END.search(text) or _NUMBERED.search(text)))


def read_nexis(text: str, name: str) -> Found:
    """Every article of an export as a record, or a problem in its place."""
    ended = bool(_END.search(text))
    parts = _END.split(text) if ended else _NUMBERED.split(text)[1:]
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
        yield _record(part, name, f"article {number}", numbered=not ended)


def _record(part: str, name: str, place: str, *, numbered: bool) -> Record | Problem:
    if _NO_DOCUMENT.search(part[:2000]) and len(part.split()) < 120:
        return Problem(
            name, place, "error", "an article was expected, but Nexis could not deliver it: export this one again"
        )
    lines = [line for line in lines_of(part) if not _PAGE.fullmatch(line)]
    fields: dict[str, str] = {}
    head: list[str] = []
    body = last_label = None
    for k, line in enumerate(lines):
        label = _LABEL.match(line)
        if _BODY.match(line):
            body = k + 1
            break
        if label and not (fields and numbered and "length" in fields and _wordy(lines, last_label, k)):
            ours = _OURS[label[1].lower()]
            value = [label[2].strip()]
            # A value may go on in the next lines, up to an empty one.
            value += _rest_of(lines, k + 1) if numbered else []
            if ours:
                fields.setdefault(ours, " ".join(value))
            last_label = k + len(value) - 1
            fields.setdefault("_", "labels have begun")
        elif not fields and not _FOOT.match(line):
            head.append(line)
    if body is None and "length" in fields:
        # Without a « Body » line the text begins after the last label.
        body = last_label + 1
    foot = _foot(lines, body or 0)
    text = paragraphs(lines[body:foot]) if body is not None else ""
    title, outlet, day = _from_head(head, numbered)
    title = fields.get("title") or title
    if not text or not (title or outlet):
        first = next(filter(None, head), "")[:60]
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
        "text": text,
    }
    warnings = [] if day else ["no date in the header"]
    return Record({k: v for k, v in record.items() if v}, name, place, warnings)


def _wordy(lines: list[str], last: int | None, k: int) -> bool:
    """Whether text has begun since the last label: « Section : … » inside an article is no label."""
    return last is not None and sum(len(line.split()) for line in lines[last + 1 : k]) > 12


def _rest_of(lines: list[str], k: int) -> list[str]:
    out = []
    while k < len(lines) and lines[k] and not _LABEL.match(lines[k]) and not _BODY.match(lines[k]) and len(out) < 4:
        out.append(lines[k])
        k += 1
    # More lines are no value, but a text that follows without an empty line.
    return out if len(out) < 4 else []


def _foot(lines: list[str], body: int) -> int:
    foot = next((k for k in range(body, len(lines)) if _FOOT.match(lines[k])), len(lines))
    k = foot
    while k > body and foot < len(lines) and (not lines[k - 1] or _FOOT_TOO.match(lines[k - 1])):
        k -= 1
    # The older layout ends in the note of rights where no label stands before it.
    while k > body and (not lines[k - 1] or (len(lines[k - 1]) < 120 and COPYRIGHT.match(lines[k - 1]))):
        k -= 1
    return k


def _from_head(head: list[str], numbered: bool) -> tuple[str, str, str]:
    """Title, outlet and date of the lines above the labels: title, then outlet, then date; or outlet first."""
    groups = blocks([line for line in head if not COPYRIGHT.match(line)])
    lines = [line for group in groups for line in group]
    dated = [k for k, line in enumerate(lines) if DATE.match(line)]
    if not dated:
        first, second = (lines + ["", ""])[:2]
        return (second, first, "") if numbered else (first, second, "")
    # Behind a cover page with dates of its own the article's stands last; the older layout has none.
    where = dated[0] if numbered else dated[-1]
    day = DATE.match(lines[where])[0]
    if not numbered and where >= 2:
        return lines[where - 2], lines[where - 1], day
    outlet = lines[0] if where >= 1 else ""
    if where >= 2:
        return " ".join(lines[1:where]), outlet, day
    # The title is the group behind that of the date, which may end in the edition.
    n = next(n for n, group in enumerate(groups) if lines[where] in group)
    if n + 1 < len(groups):
        return " ".join(groups[n + 1]), outlet, day
    behind = groups[n][groups[n].index(lines[where]) + 1 :]
    return " ".join(behind), outlet, day
