"""The words of an article with their positions: what is compared when outlets are compared word by word.

Runs of letters and digits, in one typography: composed (NFC), case folded, soft hyphens and zero-width marks gone,
``œ`` as ``oe``.  Apostrophes, hyphens, spaces and quotation marks separate words and are not compared, so that
``«L’accord»`` and ``"l'accord"`` are the same two words.  Accents are kept but on the first letter, where usage is
divided (*État*, *Etat*).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from cadrage.measure.vocabulary.words import stop_list

# Marks that do not show, and combining accents, belong to the word they stand in.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f{_INVISIBLE}])*")
_GONE = dict.fromkeys(map(ord, _INVISIBLE))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: ``keys[k]`` is the folded word at ``text[starts[k]:ends[k]]``."""

    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    capital: Sequence[bool]

    def __len__(self) -> int:
        return len(self.starts)


def scan_words(text: str) -> Words:
    """The words of a text, folded, with their offsets in the untouched text.

    >>> words = scan_words("L\\u2019\\u00c9lu nie\\u00a0: «\\u00a0Jamais\\u00a0!\\u00a0»")
    >>> words.keys, words.starts
    (['l', 'elu', 'nie', 'jamais'], [0, 2, 6, 14])
    """
    keys, starts, ends, capital = [], [], [], []
    for match in WORD.finditer(text):
        word = match.group()
        keys.append(fold(word))
        starts.append(match.start())
        ends.append(match.end())
        capital.append(word[0].isupper())
    return Words(keys, starts, ends, capital)


def word_keys(text: str) -> list[str]:
    """The words of a text, folded, where their offsets are not wanted: several times faster than :func:`scan_words`.

    >>> word_keys("L\\u2019\\u00c9lu nie")
    ['l', 'elu', 'nie']
    """
    return [fold(word) for word in WORD.findall(text)]


def word_edges(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Where the words of a text begin and end: the same words as in :func:`scan_words`, several times faster.

    >>> [edge.tolist() for edge in word_edges("L'\u00c9lu nie !")]
    [[0, 2, 6], [1, 5, 9]]
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = _letters()[np.minimum(codes, _RARE)]
    if (letters == _MARK).any():
        # Marks belong to a word only behind its first letter; characters beyond the first plane are rare.
        spans = [match.span() for match in WORD.finditer(text)]
        edges = np.array(spans, dtype=np.int64).reshape(-1, 2)
        return edges[:, 0], edges[:, 1]
    change = np.flatnonzero(np.diff(letters, prepend=np.int8(0), append=np.int8(0)))
    return change[::2], change[1::2]


_MARK, _RARE = 2, 0x10000


@cache
def _letters() -> np.ndarray:
    """For every character whether it is a letter or digit (1), one to be looked at (2), or neither."""
    kinds = np.array([chr(c).isalnum() for c in range(_RARE)] + [False], dtype=np.int8)
    kinds[0x300:0x370] = _MARK
    kinds[[_RARE, *map(ord, _INVISIBLE)]] = _MARK
    return kinds


# Sixty thousand forms are 99 of a hundred words of a text; all forms of a large corpus would fill the memory.
@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """One word in the typography in which words are compared.

    >>> fold("C\u0153ur"), fold("E\u0301tat"), fold("co\u00adop"), fold("p\u00eache")
    ('coeur', 'etat', 'coop', 'p\u00eache')
    """
    if word.isascii():
        return word.lower()
    word = unicodedata.normalize("NFC", word.translate(_GONE)).casefold().replace("œ", "oe").replace("æ", "ae")
    return unicodedata.normalize("NFD", word[:1])[:1] + word[1:]


@cache
def function_words(lang: str = "fr") -> frozenset[str]:
    """Grammatical words, folded and without apostrophes: alike in any two texts, so that they prove little.

    >>> "qu" in function_words(), "accord" in function_words()
    (True, False)
    """
    return frozenset(key for word in stop_list(lang) for key in word_keys(word))
