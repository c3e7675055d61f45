"""Press typography on trees: quotation marks of every house style, no-break spaces, curly apostrophes, slips.

Sequoia marks quotations with straight ". The main form of the training data is the one the pipeline meets in use,
« … » with plain spaces and '; other styles are copies, so that text that was not normalised first does not break it.
"""

import random
from dataclasses import dataclass, replace

from conllu import Sentence, Word, insert

OPENING, CLOSING, STRAIGHT = "«“„", "»”", '"'


@dataclass(frozen=True)
class Style:
    """How a house sets quotations: the two marks, what stands inside them, its apostrophe."""

    opening: str
    closing: str
    inside: str
    apostrophe: str = "'"


VIEW = Style("«", "»", " ")
VIEW_GLUED = Style("«", "»", "")
STRAIGHT_STYLE = Style('"', '"', "")
RAW_STYLES = (
    Style("«", "»", "\u00a0", "’"),
    Style("«", "»", "\u202f", "’"),
    Style("«", "»", "\u00a0"),
    Style("«", "»", "", "’"),
    Style("“", "”", "", "’"),
    Style("“", "”", ""),
    Style('"', '"', "", "’"),
)


def marks(sentence: Sentence) -> dict[int, bool]:
    """Positions of the quotation marks, each with whether it opens.

    A straight mark opens after a space and closes before one; where spacing does not tell, marks take turns.
    """
    found: dict[int, bool] = {}
    opened = False
    for i, word in enumerate(sentence):
        if word.form in OPENING or word.form in CLOSING:
            found[i] = opened = word.form in OPENING
        elif word.form == STRAIGHT:
            before = i == 0 or sentence[i - 1].space
            after = i + 1 == len(sentence) or word.space or sentence[i + 1].form in (".", ",", ";")
            found[i] = opened = before if before != after else not opened
    return found


def set_style(sentence: Sentence, style: Style) -> Sentence:
    """The sentence with all its quotation marks and apostrophes in one style."""
    words = [replace(w, form=w.form.replace("’", "'").replace("'", style.apostrophe)) for w in sentence]
    spaces: list[int] = []
    for i, opens in marks(sentence).items():
        mark = style.opening if opens else style.closing
        words[i] = replace(words[i], form=mark, lemma=mark)
        inner = i if opens else i - 1
        if 0 <= inner < len(words) - 1:
            words[inner] = replace(words[inner], space=style.inside == " ")
            if style.inside.strip(" "):
                spaces.append(inner)
    for i in reversed(spaces):
        words = insert(words, i + 1, Word(style.inside, style.inside, "SPACE", "", i, "dep", space=False))
    return words


def slip(sentence: Sentence, rng: random.Random, *, rate: float = 0.03) -> Sentence:
    """Lose, now and then, the space after a comma or a closing mark, as hurried copy does."""
    return [
        replace(w, space=False) if w.space and w.form in ("»", "”", ",") and rng.random() < rate else w
        for w in sentence
    ]


def no_break_before_high_marks(sentence: Sentence, space: str = "\u00a0") -> Sentence:
    """Put a no-break space, a token of its own, before ; : ! ? as French printers do."""
    words = sentence
    for i in range(len(sentence) - 1, 0, -1):
        if sentence[i].form in (";", ":", "!", "?"):
            words = [replace(w, space=False) if j == i - 1 else w for j, w in enumerate(words)]
            words = insert(words, i, Word(space, space, "SPACE", "", i - 1, "dep", space=False))
    return words


def drop_full_stop(sentence: Sentence) -> Sentence:
    """The sentence as a title: without the full stop at its end."""
    *before, last = sentence
    if last.form != "." or not before or any(w.head == len(before) for w in before):
        return sentence
    return before
