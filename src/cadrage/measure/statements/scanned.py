"""All articles as numbered words: what is compared when shared text is looked for, small enough for 100,000 articles."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from cadrage.measure.statements.word_scan import WORD, fold, function_words, word_edges

# Articles whose words are kept ready while passages are cut out of them.
_READY = 2_000
# Articles whose shingles are numbered at a time.
_SOME = 500
# Punctuation that ends a unit of text; one or two words beyond it, at the edge of a passage, match by chance.
_BOUNDARY = np.array([ord(c) for c in '.!?;:\n«»“”"'], dtype=np.uint32)


@dataclass(slots=True)
class Scanned:
    """``ids[k]`` are the word numbers of article k, ``weak[w]`` marks grammar, ``n_words`` counts the words of all articles.

    ``words[k]`` scans article k again: few articles share text, and the positions of all words would fill the memory.
    """

    words: "_Words"
    ids: "Numbered"
    weak: list[bool]

    @property
    def n_words(self) -> int:
        return len(self.ids.numbers)


class Numbered:
    """The word numbers of all articles, one article behind the other."""

    def __init__(self, numbers: array, cuts: array):
        self.numbers, self.cuts = numbers, cuts

    def __len__(self) -> int:
        return len(self.cuts) - 1

    def __getitem__(self, k: int) -> array:
        return self.numbers[self.cuts[k] : self.cuts[k + 1]]


class _Words:
    """Where the words of any article stand, the latest ones kept."""

    def __init__(self, texts: Sequence[str]):
        self._scan = lru_cache(maxsize=_READY)(lambda k: _edges(texts[k]))

    def __getitem__(self, k: int) -> "Edges":
        return self._scan(k)


@dataclass(frozen=True, slots=True)
class Edges:
    """The words of one text are ``text[starts[k]:ends[k]]``; which of them begin with a capital, and behind which a
    mark stands that ends a unit of text."""

    starts: array
    ends: array
    capital: bytes
    mark: bytes


def _edges(text: str) -> Edges:
    starts, ends = word_edges(text)
    boundary = np.isin(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32), _BOUNDARY)
    before = np.concatenate([[0], np.cumsum(boundary)])
    mark = before[starts[1:]] > before[ends[:-1]]
    return Edges(
        array("i", starts.tolist()),
        array("i", ends.tolist()),
        bytes([text[k].isupper() for k in starts.tolist()]),
        np.append(mark, False).tobytes(),
    )


class _Numbering(dict):
    """Numbers for words as they are written; those that are alike when compared have the same one."""

    def __init__(self):
        self.number: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        self[word] = found = self.number.setdefault(fold(word), len(self.number))
        return found


def scan_articles(texts: Sequence[str], *, lang: str = "fr") -> Scanned:
    """Scan and number the words of all articles.

    >>> scanned = scan_articles(["Le pont rouvre.", "Un PONT ferme, le soir."])
    >>> scanned.ids[1].tolist(), scanned.n_words
    ([3, 1, 4, 0, 5], 8)
    """
    number_of = _Numbering()
    numbers, cuts = array("i"), array("q", [0])
    for text in texts:
        numbers.extend(map(number_of.__getitem__, WORD.findall(text)))
        cuts.append(len(numbers))
    grammar = function_words(lang)
    return Scanned(
        _Words(texts), Numbered(numbers, cuts), [key in grammar or len(key) == 1 for key in number_of.number]
    )


def shingles(
    scanned: Scanned, size: int, *, order: np.ndarray | None = None
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """For some articles at a time, in their ``order``: every run of ``size`` words as a 64-bit number, whether two of its words are beyond
    grammar, and its article.
    """
    rng = np.random.default_rng(20260101)
    weak = np.array(scanned.weak, dtype=bool)
    code = rng.integers(1, 2**63, size=(size, len(weak)), dtype=np.uint64)
    every = np.frombuffer(scanned.ids.numbers, dtype=np.int32) if scanned.n_words else np.empty(0, dtype=np.int32)
    cuts = np.array(scanned.ids.cuts)
    order = np.arange(len(scanned.ids), dtype=np.int32) if order is None else order
    for first in range(0, len(order), _SOME):
        some = order[first : first + _SOME]
        row = np.concatenate([every[s:e] for s, e in zip(cuts[some], cuts[some + 1], strict=True)])
        n = max(0, len(row) - size + 1)
        value = np.zeros(n, dtype=np.uint64)
        strong = np.zeros(n, dtype=np.int8)
        for k in range(size):
            value += code[k][row[k : k + n]]
            strong += ~weak[row[k : k + n]]
        length = cuts[some + 1] - cuts[some]
        end = np.cumsum(length)
        # A run that begins in one article and ends in the next is none.
        inside = np.arange(size, n + size) <= np.repeat(end, length)[:n]
        yield value[inside], strong[inside] >= 2, np.repeat(some, length)[:n][inside]
