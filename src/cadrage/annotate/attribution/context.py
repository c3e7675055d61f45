"""What every rule looks at: the tokens, the quotations on the tokens, the reporting units and the cue verbs.

A *unit* is a sentence of the parser, joined with its neighbours where a quotation runs across them: « A. B », dit-il.
Everything is found once per document, in time linear in its length.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from cadrage.annotate.attribution.groups import QUE
from cadrage.annotate.attribution.verbs import Verb, read, share_auxiliaries, unlisted
from cadrage.annotate.attribution.words import Words
from cadrage.annotate.quotes import Quote, turns
from cadrage.lexicon import Cues

# Rules look no further than a unit; one of more tokens than this is no sentence but a list or a broken text, and is cut,
# so that the time stays linear.
LONGEST_UNIT = 400


@dataclass(slots=True)
class Context:
    """One document as the rules see it."""

    words: Words
    text: str
    quotes: list[Quote]
    cues: Cues
    # Outermost and innermost quotation of every token, -1 outside.
    outer: list[int] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)
    # Token spans of units, and the unit of every token.
    units: list[tuple[int, int]] = field(default_factory=list)
    unit: list[int] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)
    verb_at: dict[int, Verb] = field(default_factory=dict)
    # Lines that a dash opens (token spans without the dash), and the line of every token, -1 outside.
    turns: list[tuple[int, int]] = field(default_factory=list)
    turn: list[int] = field(default_factory=list)
    # Cue verb that goes on with the subject of another one before it: « a dit que … et a demandé ».
    continues: dict[int, int] = field(default_factory=dict)
    # Segments of a quotation over several paragraphs: first segment → all segments in order.
    chains: dict[int, list[int]] = field(default_factory=dict)

    # --- characters and tokens ---------------------------------------------------------------------------------

    def token(self, at: int) -> int:
        """The first token that ends behind character ``at``."""
        return bisect_right(self.words.end, at)

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens (half open) that lie in a span of characters."""
        return bisect_right(self.words.end, start), bisect_left(self.words.start, end)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the tokens ``first`` to ``last`` (half open), without punctuation and blanks at the edges."""
        w = self.words
        while first < last and not _speaks(w.text[first]):
            first += 1
        while last > first and not _speaks(w.text[last - 1]):
            last -= 1
        if first >= last:
            at = w.start[first] if first < len(w) else len(self.text)
            return at, at
        return w.start[first], w.end[last - 1]

    def line_end(self, i: int) -> int:
        """The token behind the last one of the paragraph that token i stands in."""
        w = self.words
        while i < len(w) and "\n" not in w.text[i]:
            i += 1
        return i

    def skip_blank(self, i: int, step: int = 1) -> int:
        w = self.words
        while 0 <= i < len(w) and w.text[i].isspace():
            i += step
        return i

    def is_finite(self, i: int) -> bool:
        """Whether token i is a finite verb, by the tagger, or by its spelling where that leaves no doubt."""
        w = self.words
        if w.pos[i] not in ("VERB", "AUX"):
            return False
        if "Mood=" in w.morph[i] or "VerbForm=Fin" in w.morph[i]:
            return True
        return not w.morph[i] and w.lower[i] in self.cues.forms and self.cues.forms[w.lower[i]][0][1] == "f"

    def is_infinitive(self, i: int) -> bool:
        w = self.words
        if w.pos[i] in ("VERB", "AUX") and "VerbForm=Inf" in w.morph[i]:
            return True
        if w.pos[i] == "NOUN" and w.dep[i] == "xcomp" and w.lower[i].endswith(("er", "ir", "re")):
            return True  # « a proposé de l'héberger »: taken for a noun behind its pronoun
        return w.lower[i] in self.cues.forms and any("i" in m for _, m in self.cues.forms[w.lower[i]])

    def has_finite(self, first: int, last: int, *, main: bool = False) -> bool:
        """Whether a finite verb stands in a span of tokens; ``main``: one that no relative pronoun opens."""
        return any(self.is_finite(i) and not (main and self.in_relative(i, first)) for i in range(first, last))

    def in_relative(self, i: int, first: int) -> bool:
        """Whether the finite verb i belongs to a relative clause that starts behind ``first``."""
        w = self.words
        for j in range(i - 1, first - 1, -1):
            if w.lower[j] in ("qui", "dont", "où", "lequel", "laquelle") or (w.lower[j] in QUE and w.pos[j] == "PRON"):
                return True
            if w.text[j] in (",", ";", ":", "»", "«", ")", "(") or (self.is_finite(j) and w.pos[j] == "VERB"):
                return False
        return False

    # --- quotations --------------------------------------------------------------------------------------------

    def quote_tokens(self, number: int) -> tuple[int, int]:
        """The tokens of a quotation with its marks."""
        q = self.quotes[number]
        return self.tokens(q.start, q.end)

    def chain(self, number: int) -> list[int]:
        """All segments of the quotation that ``number`` belongs to."""
        while self.quotes[number].continues is not None:
            number = self.quotes[number].continues
        return self.chains.get(number, [number])


def _speaks(token: str) -> bool:
    return any(c.isalnum() or c in "%‰€$£" for c in token)


def build(words: Words, text: str, quotes: list[Quote], cues: Cues) -> Context:
    """Reads quotations, units and cue verbs of a document."""
    c = Context(words, text, quotes, cues)
    n = len(words)
    c.outer, c.inner = [-1] * n, [-1] * n
    for number, q in enumerate(quotes):
        first, last = c.tokens(q.start, q.end)
        for i in range(first, last):
            if q.level == 0:
                c.outer[i] = number
        if q.level <= 1:  # deeper nesting is a matter of typing errors, and would make the loop quadratic
            c.inner[first:last] = [number] * (last - first)
        if q.continues is not None:
            head = q.continues
            while quotes[head].continues is not None:
                head = quotes[head].continues
            c.chains.setdefault(head, [head]).append(number)
    c.turn = [-1] * n
    for start, end in turns(text):
        first, last = c.tokens(start, end)
        c.turn[first:last] = [len(c.turns)] * (last - first)
        c.turns.append((first, last))
    _units(c)
    c.verbs = [verb for i, form in enumerate(words.lower) if form in cues.forms and (verb := read(c, i))]
    share_auxiliaries(c)
    c.verb_at = {verb.i: verb for verb in c.verbs}
    more = unlisted(c)
    if more:
        c.verbs = sorted([*c.verbs, *more], key=lambda verb: verb.i)
    return c


def _units(c: Context) -> None:
    c.unit = [0] * len(c.words)
    pieces = [
        (k, min(k + LONGEST_UNIT, last)) for first, last in c.words.sentences for k in range(first, last, LONGEST_UNIT)
    ]
    for first, last in pieces:
        joined = first and c.outer[first] >= 0 and c.outer[first] == c.outer[first - 1]
        if joined and c.units and last - c.units[-1][0] <= LONGEST_UNIT:
            c.units[-1] = (c.units[-1][0], last)
        else:
            c.units.append((first, last))
    for number, (first, last) in enumerate(c.units):
        # White space between paragraphs is no part of the unit before it.
        while last > first and c.words.text[last - 1].isspace():
            last -= 1
        c.units[number] = (first, last)
        c.unit[first:last] = [number] * (last - first)
    for i in range(1, len(c.words)):
        if c.words.text[i].isspace():
            c.unit[i] = c.unit[i - 1]
