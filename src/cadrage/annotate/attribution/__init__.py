"""Who says it: the attributions of a document, found by rules on surface and syntax.

``find`` runs one rule after another over a shared context and settles what they disagree on.  The speaker stage then
resolves who stands behind each source.
"""

from spacy.tokens import Doc

from cadrage.annotate.attribution import (
    according,
    characterisation,
    clause,
    dialogue,
    free,
    incise,
    introduced,
    nominal,
    objects,
    plain_order,
)
from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.confidence import describe, estimate, weights
from cadrage.annotate.attribution.conflicts import settle
from cadrage.annotate.attribution.context import Context, build
from cadrage.annotate.attribution.inheritance import inherit
from cadrage.annotate.attribution.words import Words
from cadrage.annotate.quotes import Quote
from cadrage.annotate.view import View
from cadrage.lexicon import Cues, cues

RULES = (
    incise.rule,
    plain_order.rule,
    according.rule,
    introduced.rule,
    characterisation.rule,
    clause.rule,
    objects.rule,
    nominal.rule,
)

__all__ = ["Attribution", "find"]


def find(doc: Doc, view: View, quotes: list[Quote] | None = None, lexicon: Cues | None = None) -> list[Attribution]:
    """The attributions of a document made from ``view.text``, in order of their contents, nested ones after outer ones.

    Positions are offsets into the view.  Speakers are not resolved here.

    >>> from cadrage.annotate.pipeline import load
    >>> view = View.of("« Le pont est sûr », a affirmé la mairie.")
    >>> [(view.text[a.start:a.end], a.rule, a.type) for a in find(load()(view.text), view)]
    [('Le pont est sûr', 'incise', 'direct')]
    """
    words = Words.of(doc, view.text)
    doc.user_data["words"] = words
    if not len(words):
        return []
    c = build(words, view.text, view.quotes if quotes is None else quotes, lexicon or cues())
    candidates = [a for rule in RULES for a in rule(c)]
    found = settle(c, candidates)
    later = list(dialogue.rule(c, found))
    if later:
        found = settle(c, found + later)
    later = list(free.rule(c, found))
    if later:
        found = settle(c, found + later)
    inherit(c, found)
    table = weights()
    for a in found:
        _type(c, a)
        numbers = describe(c, a)
        a.features |= numbers
        a.confidence = estimate(numbers, table)
    return found


def _type(c: Context, a: Attribution) -> None:
    """direct, indirect or mixed, by how much of the content stands in quotation marks."""
    w = c.words
    if a.construction == "dialogue" or a.rule == "incise" and c.turn[a.position] >= 0 and c.outer[a.position] < 0:
        a.type = "direct"  # what a dash or a name at the head of the line opens is said as it stands
        return
    inside = outside = 0
    own = c.inner[a.cue_tokens[-1]] if a.cue_tokens else -1
    numbers: set[int] = set()
    for start, end in a.content:
        first, last = c.tokens(start, end)
        for k in range(first, last):
            if not w.text[k][:1].isalnum() and not any(x.isalnum() for x in w.text[k]):
                continue
            number = c.inner[k]
            if number >= 0 and (number != own or a.construction in ("incise", "according")):
                inside += 1
                numbers.add(number)
            else:
                outside += 1
    a.type = "direct" if inside and not outside else "mixed" if inside else "indirect"
    if a.type == "mixed" and outside == 1 and inside > 1 and a.rule in ("preposition", "infinitive"):
        a.type = "direct"  # à « … »: the marker alone stands outside
    a.quotations = tuple(sorted(numbers))
