"""Scare quotes: quotation marks around words that nobody in the article is said to have uttered.

What remains once quotations that a report governs, titles, names and words talked about are set aside.
"""

import re
from bisect import bisect_left

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.words import Words
from cadrage.annotate.marks import DistanceMark, inside
from cadrage.lexicon.aliases import key

# Longer quotations are reports that no rule found; the longest scare quotes are formulas (legal charges, slogans).
LONGEST = 12
WORD = re.compile(r"[\w'-]+")
LAST_WORD = re.compile(r"([\w'-]+)\s*[:,]?\s*$")
SENTENCE = re.compile(r"[.!?…]")


def scare_quotes(
    words: Words, text: str, quotes, attributions: list[Attribution], lexicon, reported: list
) -> list[DistanceMark]:
    """The scare quotes of a document in the order of the text."""
    said = " | ".join(key(text[s:e]) for a in attributions for s, e in a.content)
    governed = {number for a in attributions for number in a.quotations}
    found = []
    for number, q in enumerate(quotes):
        start, end = q.inner
        if q.level or q.opening is None or q.continues is not None or number in governed or end <= start:
            continue
        if inside(reported, start) or inside(reported, end - 1):
            continue
        inner = text[start:end]
        if _scares(inner, text, q, lexicon, said) and not _speaks(words, start, end):
            found.append(DistanceMark(q.start, q.end, "scare-quoted", q.start, q.end, "scare quotes"))
    return found


# A quotation that begins like this continues a clause: it is somebody's words (« une plaie ouverte », « en bon père »).
CLAUSAL = {"un", "une", "le", "la", "les", "l'", "des", "du", "de", "d'", "au", "aux", "à", "en", "par", "pour", "sur", "dans",
           "avec", "sans", "il", "elle", "ils", "elles", "je", "j'", "nous", "vous", "on", "c'", "ce", "ne", "n'", "pas",
           "plus", "jamais", "que", "qu'", "qui", "si", "comme", "mais", "et", "avoir", "être", "ni", "très", "trop",
           "son", "sa", "ses", "leur", "leurs", "mon", "ma", "mes", "notre", "nos", "votre", "vos", "aucun", "aucune",
           "cette", "cet", "ces", "contre", "entre", "sous", "tout", "toute", "tous", "toutes"}  # fmt: skip
CLITICS = {"je", "j'", "tu", "il", "elle", "nous", "vous", "ils", "elles", "on", "me", "m'", "se", "s'", "ne", "n'"}


def _speaks(words: Words, start: int, end: int) -> bool:
    """Whether the quoted words are a clause or the beginning of one: a report without a cue, not a name for a thing."""
    i = bisect_left(words.start, start)
    first = True
    while i < len(words) and words.start[i] < end:
        low = words.lower[i]
        if first and (low in CLAUSAL or words.pos[i] in ("ADV", "CCONJ", "SCONJ", "PRON")):
            return True
        first = False
        if low in CLITICS or "VerbForm=Fin" in words.morph[i]:
            return True
        if words.pos[i] in ("VERB", "AUX") and "VerbForm=Inf" in words.morph[i] and words.start[i] == start:
            return True
        i += 1
    return False


def _scares(inner: str, text: str, q, lexicon, said: str) -> bool:
    count = len(WORD.findall(inner))
    # Square brackets are an editor's hand in somebody's words.
    if not 0 < count <= LONGEST or "[" in inner or SENTENCE.search(inner) or not any(c.isalpha() for c in inner):
        return False
    low = inner.lower().strip(" ,;")
    if low in lexicon.answers or low in lexicon.movements or inner[:1].isupper() or inner[:1].isdigit():
        return False
    if any(w in lexicon.foreign for w in low.split()):
        return False
    flat = key(inner)
    if flat and f" {flat} " in f" {said} ".replace("|", " "):
        return False  # somebody is quoted with it elsewhere in the article
    before = LAST_WORD.search(text, max(0, q.start - 30), q.start)
    word = before.group(1).lower().rsplit("'", 1)[-1] if before else ""
    return word not in lexicon.bearers and word not in lexicon.mentions
