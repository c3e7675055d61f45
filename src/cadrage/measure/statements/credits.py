"""Agency credits: what an article itself says about the dispatch it was made from.

Read on the untouched text: datelines (``LIMOGES, 12 mars (AFP) -``), bylines (``avec AFP``), signatures on a line of
their own (``ATS``, ``reuters/xyz``), desk initials at the end (``abc/de/fg``).  Credits of pictures are told apart:
a photo of an agency says nothing about the text.
"""

import re
from functools import cache
from importlib import resources

import pandas as pd
import yaml

from cadrage.measure.statements.word_scan import fold
from cadrage.measure.table import finish, need

COLUMNS = ["article_id", "outlet", "agency", "kind", "start", "end", "form"]
_MONTH = r"(?:janv|févr?|fev|mars|avr|mai|juin|juil|ao[uû]t|sept?|oct|nov|d[ée]c)\w*\.?"
# City in front, a date or not, the agency in brackets, then a dash or a full stop: the head of a dispatch.
_DATELINE = re.compile(
    rf"^[^\n()]{{2,50}}?(?:\([^\n()]{{2,25}}\)[^\n()]{{0,4}})?(?:,?\s+(?:le\s+)?\d{{1,2}}(?:er)?\s+{_MONTH}(?:\s+\d{{4}})?)?"
    r"\s*\(([^\n()]{2,40})\)\s*[-–—.:]",
    re.MULTILINE,
)
_DATED = re.compile(rf"\d{{1,2}}(?:er)?\s+{_MONTH}", re.IGNORECASE)
_INITIALS = re.compile(r"^\s*\(?([a-z]{2,5}(?:[-/][a-z]{2,5}){1,4})\)?\s*$", re.MULTILINE)
_PHOTO = re.compile(r"\bphotos?\b|\bcr[ée]dits?\b|\bimages?\b|©|\||\[[^\]\n]*$|^\s*\[", re.IGNORECASE)
# A credit line is short; in a longer line the name of an agency is part of a sentence.
_SHORT = 8


@cache
def agencies(lang: str = "fr") -> dict[str, tuple[str, bool]]:
    """Spelling → canonical agency, and whether its capitals count.

    >>> agencies()["Agence France-Presse"]
    ('AFP', False)
    """
    source = resources.files("cadrage") / "lexicon" / lang / "agencies_credit.yml"
    rows = yaml.safe_load(source.read_text(encoding="utf-8"))
    return {form: (row["name"], row.get("exact", False)) for row in rows for form in row["forms"]}


def agency_credits(articles: pd.DataFrame, *, lang: str = "fr") -> pd.DataFrame:
    """Every credit line of every article: article_id, outlet, agency, kind, start, end, form.

    ``kind`` is dateline, byline, signature, initials or photo; ``agency`` is the canonical name, for initials without
    a known agency the initials themselves.  An acronym that heads a dispatch anywhere in the corpus counts as an
    agency in all of it.  Raises :class:`~cadrage.errors.MeasureError` where a column is missing.

    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["L'Écho"],
    ...                          "text": ["LIMOGES, 3 mai (AFP) - Le pont a rouvert.\\n\\nL'Écho avec Reuters"]})
    >>> agency_credits(articles)[["agency", "kind", "form"]].values.tolist()
    [['AFP', 'dateline', 'AFP'], ['Reuters', 'byline', 'Reuters']]
    """
    need(articles, ["article_id", "outlet", "text"], "articles")
    known = dict(agencies(lang))
    texts = articles["text"].array
    for text in texts:
        for match in _datelines(text):
            known.setdefault(match.group(1).strip(), (match.group(1).strip(), True))
    pattern = _pattern(known)
    folded = {fold(form): name for form, (name, _) in known.items()}
    rows = []
    for article, outlet, text in zip(articles["article_id"], articles["outlet"], texts, strict=True):
        for agency, kind, start, end in _credits(text, known, folded, pattern):
            rows.append((article, outlet, agency, kind, start, end, text[start:end]))
    return finish(pd.DataFrame(rows, columns=COLUMNS), measure="agency_credits", unit="credit line")


def credited(articles: pd.DataFrame, *, lang: str = "fr") -> pd.Series:
    """The agencies that each article credits for its text, comma-joined: a Series article_id → names or None.

    >>> articles = pd.DataFrame({"article_id": ["a"], "outlet": ["X"], "text": ["Le pont a rouvert. (ATS)"]})
    >>> credited(articles)["a"]
    'ATS'
    """
    found = agency_credits(articles, lang=lang)
    text = found[found["kind"] != "photo"]
    names: dict[str, list[str]] = {}
    for article, agency, kind in zip(text["article_id"], text["agency"], text["kind"], strict=True):
        known = names.setdefault(article, [])
        # Initials add nothing where an agency is named.
        if agency not in known and not (kind == "initials" and known):
            known.append(agency)
    values = [", ".join(names[a]) if a in names else None for a in articles["article_id"]]
    return pd.Series(values, index=pd.Index(articles["article_id"], name="article_id"), dtype=object)


def _pattern(known: dict[str, tuple[str, bool]]) -> re.Pattern:
    spelled = [
        re.escape(form) if exact else f"(?i:{re.escape(form)})"
        for form, (_, exact) in sorted(known.items(), key=lambda item: (-len(item[0]), item[0]))
    ]
    return re.compile(r"(?<![^\W_])(?:" + "|".join(spelled) + r")(?![^\W_])")


def _datelines(text: str):
    """Heads of dispatches in the first paragraphs, with an acronym or a known agency's place in brackets."""
    for match in _DATELINE.finditer(text, 0, 1200):
        name = match.group(1).strip()
        dated = _DATED.search(match.group()) is not None
        city = text[match.start() : match.start() + 4].isupper()
        if name in agencies() or ((dated or city) and re.fullmatch(r"[A-Z]{2,6}", name)):
            yield match


def _credits(text: str, known: dict, folded: dict, pattern: re.Pattern):
    datelines = {match.start(1): match.end(1) for match in _datelines(text)}
    offset = 0
    for line in text.splitlines(keepends=True):
        words = len(line.split())
        for match in pattern.finditer(line):
            start, end = offset + match.start(), offset + match.end()
            agency = known.get(match.group(), (folded.get(fold(match.group()), match.group()),))[0]
            if start in datelines:
                yield agency, "dateline", start, end
                continue
            kind = _kind(line, match.start(), match.end(), words)
            if kind:
                yield agency, kind, start, end
        offset += len(line)
    tail = len(text.rstrip()) - 40
    for match in _INITIALS.finditer(text):
        parts = re.split(r"[-/]", match.group(1))
        agency = next((folded[p] for p in parts if p in folded), None)
        # Initials without an agency count at the very end only, and with a slash: « va-et-vient » is a word.
        if agency is None and match.start(1) >= tail and "/" in match.group(1):
            yield match.group(1), "initials", match.start(1), match.end(1)
        elif agency is not None and not pattern.search(match.group(1)):
            yield agency, "signature", match.start(1), match.end(1)


def _kind(line: str, start: int, end: int, words: int) -> str:
    """What a mention of an agency in a line is: photo, byline, signature, or empty for part of a sentence."""
    before, after = line[:start], line[end:]
    bracketed = before.rstrip().endswith("(") and after.lstrip().startswith(")")
    if not bracketed and _PHOTO.search(before):
        return "photo"
    if bracketed and not after.strip(' )\n.»"'):
        return "signature"
    if re.search(r"\(\s*(?:[Aa]vec|[Ss]ources?\s*:?)\s+(?:[^()]{0,30}[,/]|[^()]{0,30}\bet)?\s*$", before):
        return "byline"
    if words > _SHORT:
        return ""
    if re.search(
        r"(?:\bavec|\bsources?\s*:?|\bpar|d['’]après)\s+(?:l['’])?(?:[^.]{0,30}(?:[,/]|\bet\s))?\s*$", before, re.I
    ):
        return "byline"
    others = re.sub(r"[\W_]|\b[a-z]{2,4}\b", "", before + after)
    return "signature" if words <= 3 and (not others or bracketed or "/" in line) else ""
