"""Where the headline of an article ends, as given or as the layout shows."""

import re

# What is no prose is no headline either.
from cadrage.boilerplate import boilerplate

# Press headlines seldom pass 25 words; longer first lines are first paragraphs.
_MAX_WORDS = 25
# Six lines of notices and a headline fit in this.
_BEGINNING = 3000


def find_headline(text: str, title: str) -> tuple[int, str, str | None]:
    """End of the headline in the text (0 where there is none), the title, and a warning where it was guessed.

    >>> find_headline("Accord à Valmer\\n\\nLes deux pays ont signé.", "")
    (15, 'Accord à Valmer', 'headline guessed from the first line')
    """
    title = " ".join(title.split())
    position = 0
    notices = [] if title else boilerplate(text[:_BEGINNING])
    for line in text.splitlines(keepends=True)[:6]:
        stripped = line.strip()
        end = position + len(line.rstrip())
        position += len(line)
        if not stripped:
            continue
        if title:
            if _same(stripped, title):
                return end, title, None
            continue
        start = end - len(stripped)
        notice = next((n for n in notices if n[0] < end and n[1] > start), None)
        if notice and notice[0] <= start:
            continue
        if notice:
            # A caption with its credit.
            break
        rest = text[position:].strip()
        if text[position:].lstrip(" \t")[:1].islower():
            # The line goes on in the next one: a wrapped paragraph.
            break
        if rest and len(stripped.split()) <= _MAX_WORDS and not re.search(r"[.!…;,]\s*[»\"”]?$", stripped):
            return end, stripped, "headline guessed from the first line"
        break
    if title:
        return 0, title, "the title given does not stand in the text: headlines are not counted for this article"
    return 0, "", None


def _same(a: str, b: str) -> bool:
    flat = lambda s: re.sub(r"\W+", " ", s).casefold().strip()  # noqa: E731
    return flat(a) == flat(b)
