"""Which capitals are evidence of a name.

Every sentence, line and label begins with one: « Mystère. », « Contactée, la mairie … », « Photo : … ». Such a word is
a name only where the text writes it with a capital in the middle of a sentence too, or where its form and its tag say so.
"""

import re
from functools import cached_property

from cadrage.annotate.attribution.words import Words
from cadrage.annotate.speakers.firms import UPPER, firms
from cadrage.lexicon.aliases import Aliases, key

# A capital right behind a small letter, a digit or a comma stands in mid-sentence.
MIDDLE = re.compile(rf"(?<=[a-zà-öø-ÿœ0-9,)] |[a-zà-ÿ]['’])(?:[{UPPER}][\w-]*)(?: [{UPPER}][\w-]*)*")
# Participles and infinitives open sentences far more often than names with these endings do.
VERBAL = re.compile(r".{2,}(?:é|ée|és|ées|er|ir|ant)|Joint[es]?s?|Lu|Vu")
# « PHOTO : », « Légende : », « Repères – »
ASIDE = re.compile(r" (?:de|d'|à|au|par|pour|dans|depuis|comme|sur|en) ?[^,.;:\n]{2,40}, ")
ALONE = re.compile(r" ?[.?!…]")
LABEL = re.compile(r" ?[:–—]")


class Capitals:
    """The capitalised words of a document that are names wherever they stand.

    >>> capitals = Capitals("Mystère. Le maire Roudier se tait. Roudier, lui, sourit.")
    >>> capitals.settled("Roudier"), capitals.settled("Mystère")
    (True, False)
    """

    def __init__(self, text: str, aliases: Aliases | None = None):
        self.text = text
        # Keys of the first words of firms' names.
        self.firms = firms(text, aliases) if aliases else frozenset()

    def firm(self, name: str) -> bool:
        """Whether the text shows a name to be a firm's.

        >>> from cadrage.lexicon.aliases import load_aliases
        >>> Capitals("Le groupe Helvane se tait.", load_aliases()).firm("Helvane Ressources")
        True
        """
        return bool(self.firms) and key(name.split(" ")[0]) in self.firms

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that stands with a capital in mid-sentence, without headlines in capitals."""
        return frozenset(w for m in MIDDLE.finditer(self.text) for w in m.group().split(" "))

    @cached_property
    def small(self) -> frozenset[str]:
        """Every word of the text as written."""
        return frozenset(re.findall(r"\w+", self.text))

    def settled(self, word: str) -> bool:
        """Whether the text writes the word with a capital where grammar asks for none."""
        return word in self.words

    def evident(self, i: int, words: Words, aliases: Aliases) -> bool:
        """Whether the capital of token ``i`` is evidence of a name: not at the head of a sentence, or backed by the text.

        >>> from cadrage.annotate.pipeline import load
        >>> from cadrage.lexicon.aliases import load_aliases
        >>> text = "Contactée, la mairie se tait."
        >>> Capitals(text).evident(0, Words.of(load()(text)), load_aliases())
        False
        """
        word = words.text[i]
        if not heads(words, i, self.text) or self.settled(word) or self.firm(word):
            return True
        if key(word) in aliases.given and key(word) not in aliases.words or key(word) in aliases.names:
            return True
        if word.lower() in self.small or VERBAL.fullmatch(word) or LABEL.match(self.text, words.end[i]):
            return False
        if ASIDE.match(self.text, words.end[i]):
            return False  # « Enceinte de sept mois, Odile … »
        if ALONE.match(self.text, words.end[i]):
            return False  # « Mystère. »
        return words.pos[i] == "PROPN" or (words.entity[i] != "" and words.pos[i] == "X")


def heads(words: Words, i: int, text: str) -> bool:
    """Whether a token opens its sentence, its line, a quotation, or the words behind a colon."""
    if words.sentences[words.sent[i]][0] == i:
        return True
    before = text[max(0, words.start[i] - 3) : words.start[i]].rstrip(" ")
    return not before or before[-1] in '\n.:!?«»"“”–—-•'
