"""Sentence boundaries set before the parser runs, and sentence numbers that never break inside a quotation.

The two are kept apart on purpose.  A quotation of four full sentences is one unit for whoever counts sentences, but a
parser trained on single sentences makes one bad tree of it and four good ones; so the parser is given every full stop,
also those inside quotations, and :func:`numbers` joins afterwards what stands in one quotation.

Every boundary is preset.  Press text is regular enough for that: a line break always ends a sentence, so does a full
stop, question or exclamation mark before a capital, unless the stop belongs to an initial or an abbreviation.
"""

import numpy as np
from spacy.attrs import IDX, LENGTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from cadrage.annotate.quotes import Quote

ENDERS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!!", "!!", "???", "??", "....", "...!", "...?"})
CLOSERS = frozenset({"»", '"', "”", ")", "]", "'", "’", "[...]", "(...)"})
OPENERS = frozenset({"«", '"', "“", "(", "[", "—", "–", "-", "'"})
# A stop after these belongs to the word; single capitals (initials) are treated alike.
ABBREVIATED = frozenset(
    [
        "m",
        "mm",
        "me",
        "mme",
        "mmes",
        "mlle",
        "mlles",
        "mgr",
        "dr",
        "drs",
        "pr",
        "st",
        "ste",
        "no",
        "n°",
        "art",
        "al",
        "av",
        "apr",
        "boul",
        "bd",
        "cf",
        "chap",
        "col",
        "fig",
        "gal",
        "gén",
        "lt",
        "p",
        "pp",
        "réf",
        "tél",
        "vol",
        "c.-à-d",
        "ex",
        "env",
        "hab",
        "id",
        "ibid",
        "op",
        "cit",
        "jr",
        "sr",
        "capt",
        "cdt",
        "adj",
    ]
)


def starts(forms: list[str]) -> list[bool]:
    """For every token whether a sentence starts there; ``forms`` are the tokens as written.

    >>> starts(["«", "Non", ".", "Rien", "»", ",", "dit", "M.", "Roy", ".", "Il", "part", "."])
    [True, False, False, True, False, False, False, False, False, False, True, False, False]
    """
    flags = [False] * len(forms)
    if forms:
        flags[0] = True
    n = len(forms)
    for i, form in enumerate(forms):
        if form in ENDERS:
            if form == "." and i and _abbreviated(forms, i):
                continue
            j = i + 1
            while j < n and (forms[j] in ENDERS or forms[j] in CLOSERS):
                j += 1
            if j < n and not forms[j].isspace() and _may_start(forms, j):
                flags[j] = True
        elif "\n" in form and i + 1 < n:
            flags[i + 1] = True
    # White space between paragraphs closes what it follows; the words after it begin the next sentence.
    for i in range(n - 1):
        if flags[i] and i and forms[i].isspace():
            flags[i], flags[i + 1] = False, True
    return flags


def _abbreviated(forms: list[str], i: int) -> bool:
    before = forms[i - 1]
    if len(before) == 1 and before.isupper():
        return True
    if before.isdigit() and (i == 1 or "\n" in forms[i - 2]):
        return True  # « 1. Le projet »: the number of an item
    return before.lower() in ABBREVIATED


def _may_start(forms: list[str], j: int) -> bool:
    while j < len(forms) and forms[j] in OPENERS:
        j += 1
    return j >= len(forms) or not (forms[j][:1].islower() or forms[j] in (",", ";", ":"))


@Language.component("cadrage_boundaries")
def boundaries(doc: Doc) -> Doc:
    """The spaCy component: presets ``is_sent_start`` on every token of a document made from a view."""
    # Forms cut from the text by position: spaCy would make a Token of each to give them.
    text, places = doc.text, doc.to_array([IDX, LENGTH])
    flags = starts([text[start : start + length] for start, length in places.tolist()])
    doc.from_array([SENT_START], np.where(np.array(flags, dtype=bool), 1, -1).astype("int64").view("uint64"))
    return doc


def numbers(doc: Doc, quotes: list[Quote], positions: list[int] | None = None) -> list[int]:
    """The sentence number of every token: a quotation with its host clause is one sentence, within one paragraph.

    ``positions`` are the first characters of the tokens, where they are known already.

    >>> import spacy
    >>> from cadrage.annotate.quotes import scan
    >>> nlp = spacy.blank("fr")
    >>> doc = boundaries(nlp("Il parle. « Non. Rien », dit-il. Il sort."))
    >>> numbers(doc, scan(doc.text))
    [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2]
    """
    flags = doc.to_array([SENT_START]).tolist()
    if positions is None:
        positions = doc.to_array([IDX]).tolist()
    inside: list[tuple[int, int]] = []
    for q in quotes:
        if q.level == 0 and q.end > q.start:
            inside.append((q.start, q.end))
    inside.sort()
    out, number, k = [], 0, 0
    for i, (flag, at) in enumerate(zip(flags, positions, strict=True)):
        while k < len(inside) and inside[k][1] <= at:
            k += 1
        if i and flag == 1 and not (k < len(inside) and inside[k][0] < at):
            number += 1
        out.append(number)
    return out
