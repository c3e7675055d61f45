"""The quotation scanner: which marks open, which close, what they enclose.

It works on characters and before any parser, because every later stage rests on it: one mark read the wrong way
turns a whole article inside out.  Every paragraph (line) stands for itself, so that a forgotten mark can spoil one
paragraph and no more; a quotation that goes on in the next paragraph is found there again, as a segment that
``continues`` the one before.  One pass over the marks with a stack: linear in the length of the text.

Marks known: « » “ ” „ ‟ " ‹ › ‘ ’ ' and doubled singles ('' ‘‘ ’’ ,, ``).
"""

import re
from dataclasses import dataclass

Mark = tuple[int, int, str, int]  # start, end, family, lean

# A doubled single counts as one mark; a lone single may be an apostrophe, which `_single` decides.
MARK = re.compile(r"''|‘‘|’’|``|´´|,,|[«»“”„‟\"‹›‘’']")
# Elided words: a mark after one of these belongs to the word (l', qu', jusqu'), even where a space follows.
ELIDED = re.compile(
    r"(?:^|\W)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|entr|aujourd|prud|quelqu)$", re.IGNORECASE
)
# A quotation in single marks is short and stands on one line; longer spans between two apostrophes are chance.
LONGEST_SINGLE = 200
# Paragraphs without any mark that an open quotation may run through before it is closed.
LONGEST_UNMARKED = 6
# Quotations within quotations; what goes deeper is a text without closing marks.
DEEPEST = 6
SENTENCE_END = re.compile(r"[.!?…](?=\s+[«\"“A-ZÀÂÉÈÊÎÔŒ])")


@dataclass(slots=True)
class Quote:
    """One quotation, or one paragraph of a longer one.

    ``start`` and ``end`` include the marks, ``inner`` does not (nor the blanks beside them); ``opening`` and
    ``closing`` are the marks themselves, None where there is none.  ``level`` is 0 for an outermost quotation;
    ``parent`` and ``continues`` are indices into the list of quotations: the one it stands in, the segment in the
    paragraph before.  ``unclosed`` flags a quotation whose closing mark is missing altogether.
    """

    start: int
    end: int
    inner: tuple[int, int]
    opening: tuple[int, int] | None = None
    closing: tuple[int, int] | None = None
    level: int = 0
    parent: int | None = None
    continues: int | None = None
    unclosed: bool = False


def scan(text: str) -> list[Quote]:
    """The quotations of a text in order of their opening marks, outer before inner.

    >>> text = 'Il parle d\\'"agression" et de « « vraie » guerre ».'
    >>> [(text[slice(*q.inner)], q.level) for q in scan(text)]
    [('agression', 0), ('« vraie » guerre', 0), ('vraie', 1)]
    """
    quotes: list[Quote] = []
    carried: int | None = None  # segment left open by the last paragraph
    pending: list[tuple[int, int]] = []  # paragraphs without marks since then
    for first, last, marks in _paragraphs(text):
        if not marks:
            if carried is not None and text[first:last].strip():
                pending.append((first, last))
                if len(pending) > LONGEST_UNMARKED:
                    carried, pending = None, []
            continue
        begun = len(quotes)
        again = carried is not None and not text[first : marks[0][0]].strip(" \t—–-") and _may_repeat(marks[0])
        if again and not pending:
            quotes.append(Quote(marks[0][0], last, (marks[0][1], last), marks[0][:2], continues=carried))
            left = _pair(text, marks[1:], last, quotes, [(marks[0][2], begun)])
        else:
            left = _pair(text, marks, last, quotes, [])
            if carried is not None and left is STRAY_CLOSE:
                # No mark at the head, but one that closes: the quotation ran on through the paragraphs.
                del quotes[begun:]
                for a, b in [*pending, (first, last)]:
                    quotes.append(Quote(a, b, (a, b), continues=carried))
                    carried = len(quotes) - 1
                left = _pair(text, marks, last, quotes, [("", carried)])
        if left is STRAY_CLOSE:
            left = None
        carried, pending = (left if isinstance(left, int) else None), []
    _settle(text, quotes)
    return quotes


STRAY_CLOSE = "stray"


def _paragraphs(text: str):
    """Every line of the text with the marks in it."""
    marks = _marks(text)
    k, first = 0, 0
    while first <= len(text):
        last = text.find("\n", first)
        last = len(text) if last < 0 else last
        begun = k
        while k < len(marks) and marks[k][0] < last:
            k += 1
        yield first, last, marks[begun:k]
        first = last + 1


def _marks(text: str) -> list[Mark]:
    marks: list[Mark] = []
    single = -1  # index in `marks` of an opening single mark that waits for its partner
    drop: set[int] = set()
    for match in MARK.finditer(text):
        start, end, form = match.start(), match.end(), match.group()
        if form in ("'", "‘", "’"):
            role = _single(text, start, form)
            if role > 0:
                if single >= 0:
                    drop.add(single)
                single = len(marks)
                marks.append((start, end, "'", 1))
            elif role < 0 and single >= 0:
                begun = marks[single][0]
                if start - begun <= LONGEST_SINGLE and "\n" not in text[begun:start]:
                    marks.append((start, end, "'", -1))
                else:
                    drop.add(single)
                single = -1
            continue
        lean = _lean(text, start, end, form)
        if form == ",," and lean <= 0:
            continue
        marks.append((start, end, _family(form), lean))
    if single >= 0:
        drop.add(single)
    return [m for i, m in enumerate(marks) if i not in drop] if drop else marks


def _family(form: str) -> str:
    return "«" if form in "«»" else "‹" if form in "‹›" else "“" if form in "“”„‟" else '"'


def _may_repeat(mark: Mark) -> bool:
    return mark[2] != "'" and (mark[3] >= 0 or mark[2] == "«")


def _single(text: str, at: int, form: str) -> int:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if (not before or before.isspace() or before in '([«“"—–') and after.isalnum():
        return 0 if form == "’" else 1
    if before and not before.isspace() and not after.isalnum() and form != "‘":
        return 0 if ELIDED.search(text[max(0, at - 8) : at]) else -1
    return 0


def _lean(text: str, start: int, end: int, form: str) -> int:
    """+1 when the mark looks like an opening one, -1 like a closing one, 0 when both sides look alike."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    opens = not before or before.isspace() or before in "([{'’‘:;—–-/"
    closes = not after or after.isspace() or after in ")]},.;:!?…—–-/"
    if form in "«‹":
        # « shut by another « (« mot«, ), as careless keyboards do
        return -1 if not opens and closes and before not in '«“"' and not after.isspace() else 1
    if form in "»›":
        # reversed marks, »mot«, but not a blank forgotten before the next word
        return 1 if opens and not closes and before != " " else -1
    if form in ("„", "‟", ",,"):
        return 1
    lean = int(opens) - int(closes)
    if lean == 0 and form in ("”", "’’"):
        return -1
    if lean == 0 and form in ("“", "‘‘"):
        return 1
    if lean == 0 and before in '«“"' and before and not after.isspace():
        return 1
    if lean == 0 and after in '»”"' and after:
        return -1
    return lean


def _pair(text: str, marks: list[Mark], last: int, quotes: list[Quote], stack: list[tuple[str, int]]):
    """Pairs the marks of one paragraph; returns the outermost segment left open, ``STRAY_CLOSE`` or None.

    ``stack`` holds what is open at the start, each with its family ("" for a quotation that any mark closes).
    """
    # Closing marks still to come, to tell a quotation within a quotation from one whose end was forgotten.
    closing = [0] * (len(marks) + 1)
    for k in range(len(marks) - 1, -1, -1):
        closing[k] = closing[k + 1] + (marks[k][3] < 0) - (marks[k][3] > 0)
    stray = False
    for k, (start, end, family, lean) in enumerate(marks):
        depth = _depth(stack, family, lean)
        # The same straight mark twice: nested only where enough marks follow to close both.
        nested = lean > 0 and (family not in '"“' or closing[k] >= 0)
        opening = (nested or (lean >= 0 and depth is None)) and len(stack) < DEEPEST
        if not opening and depth is None:
            if lean < 0 and not stack:
                # 24" and the like measure something; a stray mark closes nothing
                stray = stray or not (family == '"' and text[start - 1 : start].isdigit())
            continue
        if opening:
            parent = stack[-1][1] if stack else None
            quotes.append(Quote(start, last, (end, last), (start, end), None, len(stack), parent))
            stack.append((family, len(quotes) - 1))
            continue
        for _, number in stack[depth + 1 :]:
            _close(quotes[number], start, start, None)
            quotes[number].unclosed = True
        number = stack[depth][1]
        del stack[depth:]
        _close(quotes[number], start, end, (start, end))
        if lean > 0:  # the mark that was to close it is missing: this one opens the next quotation
            quotes[number].unclosed, quotes[number].closing, quotes[number].end = True, None, start
            parent = stack[-1][1] if stack else None
            quotes.append(Quote(start, last, (end, last), (start, end), None, len(stack), parent))
            stack.append((family, len(quotes) - 1))
    for _, number in stack:
        quotes[number].unclosed = True
    if stack:
        return stack[0][1]
    return STRAY_CLOSE if stray else None


def _depth(stack: list[tuple[str, int]], family: str, lean: int) -> int | None:
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth][0] in (family, ""):
            return depth
    if lean < 0 and family in '"“':  # “ shut by " and the like: mixed keyboards
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] in '"“':
                return depth
    return None


def _close(quote: Quote, inner_end: int, end: int, mark: tuple[int, int] | None) -> None:
    quote.inner, quote.end, quote.closing = (quote.inner[0], inner_end), end, mark


def _settle(text: str, quotes: list[Quote]) -> None:
    """Ends what stayed open: at the paragraph's end, or before the next quotation of the same paragraph."""
    followed = {q.continues for q in quotes if q.continues is not None}
    children: dict[int, int] = {}
    for number, q in enumerate(quotes):
        if q.parent is not None:
            children.setdefault(q.parent, number)
    for number, q in enumerate(quotes):
        if number in followed:
            q.unclosed = False
        elif q.unclosed and q.opening and number in children:
            limit = quotes[children[number]].start
            stop = SENTENCE_END.search(text, q.inner[0], limit)
            if stop and not quotes[children[number]].unclosed:
                q.inner, q.end = (q.inner[0], stop.end()), stop.end()
        start, end = q.inner
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        q.inner, q.end = (start, end), max(q.end, end)
    for q in quotes:
        while q.parent is not None and quotes[q.parent].end <= q.start:
            q.parent = quotes[q.parent].parent
        q.level = 0 if q.parent is None else quotes[q.parent].level + 1


TURN = re.compile(r"^[ \t]*(?:[—–―]|-(?= ))[ \t]*(?=\S)", re.MULTILINE)


def turns(text: str) -> list[tuple[int, int]]:
    """The lines that a dash opens, without the dash: turns of a dialogue, or items of a list.

    >>> turns("— Vous partez ?\\n— Demain.")
    [(2, 15), (18, 25)]
    """
    found = []
    for match in TURN.finditer(text):
        stop = text.find("\n", match.end())
        found.append((match.end(), len(text) if stop < 0 else stop))
    return found
