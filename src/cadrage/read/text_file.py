"""A text file: YAML front matter or none, then the article exactly as it stands."""

import yaml

from cadrage.errors import Problem
from cadrage.read.decode import decode
from cadrage.read.record import FIELDS, SYNONYMS, Found, Record

_FENCE = "---"
# Front matter is a few lines; a fence that closes after more was no front matter.
_MAX_HEADER = 20_000


def read_text_file(data: bytes, name: str, mapping: dict[str, str]) -> Found:
    """One text file as a record; the text is all that follows the front matter.

    >>> next(read_text_file("---\\nmedia: Le Phare\\n---\\nLe pont a rouvert.".encode(), "a.txt", {})).fields
    {'outlet': 'Le Phare', 'text': 'Le pont a rouvert.'}
    """
    try:
        text, warnings = decode(data)
    except ValueError as error:
        yield Problem(name, "", "error", str(error))
        return
    fields: dict[str, object] = {}
    header, body, lines = split_front_matter(text)
    if header is not None:
        try:
            # BaseLoader keeps every value as text and builds no objects from tags: an impossible date must not cost
            # the article, and a hostile tag must do nothing.
            read = yaml.load(header, Loader=yaml.BaseLoader) or {}
            if not isinstance(read, dict):
                raise yaml.YAMLError("no « key: value » lines")
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            place = f"line {mark.line + 2}" if mark else f"lines 1 to {lines}"
            why = getattr(error, "problem", None) or (str(error).splitlines() or ["values nested too deeply"])[0]
            yield Problem(name, place, "error", f"expected YAML between the two « --- » lines, found {why}: correct it")
            return
        known = {s: ours for ours, names in SYNONYMS.items() for s in names if ours in FIELDS}
        known |= {theirs.lower(): ours for ours, theirs in mapping.items() if ours in FIELDS}
        fields = {known[str(k).lower()]: v for k, v in read.items() if str(k).lower() in known}
        unknown = [str(k) for k in read if str(k).lower() not in known]
        if unknown:
            warnings.append(f"front matter keys not used: {', '.join(unknown)}")
    yield Record({**fields, "text": body}, file=name, warnings=warnings)


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """Front matter (None where there is none), the text behind it, and the number of its lines."""
    if not text.startswith(_FENCE):
        return None, text, 0
    lines = text[:_MAX_HEADER].splitlines(keepends=True)
    if lines[0].strip() == _FENCE:
        for k, line in enumerate(lines[1:], start=1):
            if line.strip() == _FENCE:
                return "".join(lines[1:k]), text[sum(map(len, lines[: k + 1])) :], k + 1
    return None, text, 0
