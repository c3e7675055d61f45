"""What every rule looks at: the tokens, the quotations on the tokens, the reporting units and the cue verbs.

A *unit* is a sentence of the parser, joined with its neighbours where a quotation runs across them: « A. B », dit-il.
Everything is found once per document, in time linear in its length.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from cadrage.annotate.attribution.words import Words
from cadrage.annotate.quotes import Quote
from cadrage.lexicon import Cue, Cues

STOPS = frozenset({".", "!", "?", "…", "...", ";"})
PUNCTUATION = re.compile(r"^\W+$")
# Words that may stand between auxiliary and participle, or between a verb and what it governs.
LIGHT = frozenset({"ADV", "PRON", "PART", "INTJ"})
AUXILIARIES = frozenset(
    "a ont avait avaient aura auront aurait auraient eut eurent ait aient ayant avoir est sont était étaient sera seront"
    " serait seraient fut furent soit soient étant être ai as avons avez avais".split()
)
ETRE = frozenset("est sont était étaient sera seront serait seraient fut furent soit soient étant être été".split())
CLITICS = frozenset(
    "-t-il -t-elle -t-on -t-ils -t-elles -il -elle -on -ils -elles -je -t-elle -ce -nous -t-ils".split()
)
CLITIC_FORM = re.compile(r"^[-‐](?:t[-'‐ ]?)?(?:ils?|elles?|on|je|nous|ce)$")
REFLEXIVES = frozenset({"se", "s'", "s’"})
QUE = frozenset({"que", "qu'"})
RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles"})
DASHES = frozenset({"—", "–", "―", "-"})


@dataclass(slots=True)
class Verb:
    """A cue verb where it stands: token ``i``, its moods by spelling, the entry of the lexicon it was found under.

    ``first`` and ``last`` bound the verb group (auxiliary to participle, with what a locution adds), both included;
    ``mood`` is ``f`` finite (compound tenses too), ``g`` present participle, ``i`` infinitive or ``p`` participle
    without auxiliary; ``clitic`` is the inverted pronoun (``-t-il``).
    """

    i: int
    cue: Cue
    mood: str
    first: int
    last: int
    clitic: int | None = None
    reflexive: bool = False
    passive: bool = False
    negated: bool = False


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
        return w.pos[i] in ("VERB", "AUX") and ("Mood=" in w.morph[i] or "VerbForm=Fin" in w.morph[i])

    def is_infinitive(self, i: int) -> bool:
        w = self.words
        if w.pos[i] in ("VERB", "AUX") and "VerbForm=Inf" in w.morph[i]:
            return True
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
    return any(c.isalnum() for c in token)


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
    _units(c)
    for i, form in enumerate(words.lower):
        if form in cues.forms:
            verb = _verb(c, i)
            if verb:
                c.verbs.append(verb)
                c.verb_at[i] = verb
    return c


def _units(c: Context) -> None:
    c.unit = [0] * len(c.words)
    for first, last in c.words.sentences:
        joined = first and c.outer[first] >= 0 and c.outer[first] == c.outer[first - 1]
        if joined and c.units:
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


# --- cue verbs -------------------------------------------------------------------------------------------------


def _verb(c: Context, i: int) -> Verb | None:
    """The cue verb at token i, or None when the word is something else there."""
    w = c.words
    readings = c.cues.forms[w.lower[i]]
    tagged = w.pos[i] in ("VERB", "AUX")
    verb, moods = readings[0]
    for reading in readings:
        if reading[0] == w.lemma[i]:
            verb, moods = reading
    if verb in ("avoir", "être") and c.words.lower[i] in AUXILIARIES and not _locution(c, i, verb):
        return None
    first = i
    auxiliary, passive, clitic = None, False, None
    if "p" in moods:
        auxiliary, passive, clitic = _auxiliary(c, i)
    if i + 1 < len(w) and CLITIC_FORM.match(w.lower[i + 1]):
        clitic = i + 1
    if auxiliary is not None:
        mood, first = "f", auxiliary
        if w.lower[auxiliary] in ("ayant", "étant"):
            mood = "g"
        elif w.lower[auxiliary] in ("avoir", "être"):
            mood = "i"
    elif "f" in moods and (clitic is not None or _finite_here(c, i, moods, tagged)):
        mood = "f"
    elif "g" in moods and (tagged or w.pos[i] in ("ADP", "ADV", "ADJ", "SCONJ")):
        mood = "g"
    elif "i" in moods and (tagged or w.pos[i] != "NOUN"):
        mood = "i"
    elif "p" in moods:
        mood = "p"
    else:
        return None
    reflexive = False
    for j in range(max(0, first - 3), i):
        if w.lower[j] in REFLEXIVES:
            reflexive = True
    last = i
    cue = _locution(c, i, verb)
    if cue:
        last = i + 1
        k = len(cue.words)
        while k and last < len(w):
            if w.lower[last] == cue.words[len(cue.words) - k]:
                k -= 1
            last += 1
        last -= 1
    else:
        from_reflexive = c.cues.verbs.get(_reflexive(verb)) if reflexive else None
        cue = from_reflexive or c.cues.verbs.get(verb)
        if reflexive and not from_reflexive and cue is not None and not passive:
            # « se préciser », « s'annoncer » without an entry of their own report nothing
            cue = cue if auxiliary is None and clitic is not None else None
    if cue is None:
        return None
    negated = any(w.lower[j] in ("ne", "n'") for j in range(max(0, first - 3), i) if c.unit[j] == c.unit[i])
    return Verb(i, cue, mood, first, last, clitic, reflexive, passive, negated)


def _reflexive(verb: str) -> str:
    return ("s'" if verb[0] in "aeiouyéèêâîôûœ" else "se ") + verb


def _finite_here(c: Context, i: int, moods: str, tagged: bool) -> bool:
    w = c.words
    if tagged and "VerbForm=Part" not in w.morph[i]:
        return True
    before = w.lower[i - 1] if i else ""
    if before in (
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "d'",
        "ce",
        "cette",
        "son",
        "sa",
        "au",
        "en",
        "par",
    ):
        return tagged
    # right behind a quotation or a comma the tagger expects nearly everything but a verb
    return i > 0 and (w.text[i - 1] in ("»", ",", "—", "–") or (w.pos[i - 1] in ("PRON", "PROPN", "ADV")))


def _locution(c: Context, i: int, verb: str) -> Cue | None:
    w = c.words
    for cue in c.cues.locutions.get(verb, ()):
        k, gap = 0, 0
        for j in range(i + 1, min(i + 8, len(w))):
            if w.lower[j] == cue.words[k]:
                k += 1
                if k == len(cue.words):
                    break
            elif w.pos[j] in LIGHT and gap < 2 and not k:
                gap += 1
            else:
                break
        if k == len(cue.words) and (not cue.lemma.startswith("se ") or _has_se(c, i)):
            return cue
    return None


def _has_se(c: Context, i: int) -> bool:
    return any(c.words.lower[j] in REFLEXIVES for j in range(max(0, i - 3), i))


def _auxiliary(c: Context, i: int) -> tuple[int | None, bool, int | None]:
    """Auxiliary of a participle to its left, whether the verb is passive, and a clitic between the two."""
    w = c.words
    clitic, passive, gap = None, False, 0
    j = i - 1
    while j >= 0 and i - j <= 12:
        form = w.lower[j]
        if form == "été" and i - j <= 3:
            passive = True
        elif form in AUXILIARIES:
            if form in ETRE and not passive:
                # « est accusé »: passive; « s'est dit », « est convenu »: reflexive or a verb of motion
                passive = not any(w.lower[k] in REFLEXIVES for k in range(max(0, j - 2), j))
            return j, passive, clitic
        elif CLITIC_FORM.match(form):
            clitic = j
        elif w.text[j] == ",":
            gap += 1
            if gap > 2:
                break
        elif w.text[j] in STOPS or w.text[j] in (":", "«", "»", "(", ")") or w.text[j].isspace():
            break
        elif w.pos[j] in LIGHT or (
            w.head[j] != j and j > i - 10 and w.pos[j] in ("ADP", "DET", "NOUN", "PROPN", "NUM", "ADJ")
        ):
            # a circumstantial between the two: « a pour sa part indiqué », « a, dans un communiqué, précisé »
            if w.pos[j] not in LIGHT and not (w.pos[j] == "ADP" or _in_circumstantial(c, j, i)):
                break
        else:
            break
        j -= 1
    return None, False, None


def _in_circumstantial(c: Context, j: int, i: int) -> bool:
    """Whether token j stands in a prepositional phrase or a date that ends before token i."""
    w = c.words
    for k in range(j, max(-1, j - 7), -1):
        if w.pos[k] == "ADP" and w.lower[k] not in ("de", "d'", "du", "des"):
            return True
        if w.lower[k] in DAYS:
            return True
        if w.text[k] in STOPS or w.lower[k] in AUXILIARIES:
            return w.lower[k] in AUXILIARIES and k == j - 1 and w.lower[j] in DAYS
    return False


DAYS = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui matin soir midi janvier février mars avril mai juin"
    " juillet août septembre octobre novembre décembre".split()
)
