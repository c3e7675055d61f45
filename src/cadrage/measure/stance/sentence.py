"""One sentence of the tokens table as plain lists, with the dependents of each word: what rules on trees read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from cadrage.measure.vocabulary.words import category_codes

_CONTRACTED = {"du": "de", "des": "de", "d'": "de", "d’": "de", "au": "à", "aux": "à"}


@dataclass
class Sentence:
    """The words of one sentence; ``rows`` are their positions in the table, ``head`` an index into the lists."""

    rows: np.ndarray
    form: list[str]
    lemma: list[str]
    pos: list[str]
    dep: list[str]
    morph: list[str]
    head: list[int]
    children: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def of(self, k: int, *relations: str) -> list[int]:
        """Dependents of a word in one of the relations (``nsubj`` is not ``nsubj:pass``)."""
        return [c for c in self.children[k] if self.dep[c] in relations]

    def case(self, k: int) -> str:
        """The preposition of a noun, contractions resolved (*du* → *de*, *aux* → *à*)."""
        for c in self.children[k]:
            if self.dep[c] == "case" and c < k:
                return _CONTRACTED.get(self.form[c].lower(), self.lemma[c])
        # Contracted forms are one token and may be parsed as the determiner of the noun.
        first = min([c for c in self.children[k] if self.dep[c] == "det"], default=None)
        if first is not None and self.form[first].lower() in ("du", "des", "au", "aux"):
            return _CONTRACTED[self.form[first].lower()]
        return ""

    def span(self, k: int) -> tuple[int, int]:
        """First and last word of what depends on a word, itself included."""
        low = high = k
        stack, seen = [k], {k}
        while stack:
            for c in self.children[stack.pop()]:
                if c not in seen:
                    seen.add(c)
                    stack.append(c)
                    low, high = min(low, c), max(high, c)
        return low, high


def sentences(tokens: pd.DataFrame, wanted: np.ndarray | None = None) -> Iterator[Sentence]:
    """The sentences of a tokens table, in order; with ``wanted`` (one boolean per row) only those that hold such a row.

    >>> tokens = pd.DataFrame({"article_id": "a", "sentence": [0, 0], "i": [0, 1], "head": [1, 1], "form": ["Il", "dort"],
    ...     "lemma": ["il", "dormir"], "pos": ["PRON", "VERB"], "dep": ["nsubj", "ROOT"], "morph": ""})
    >>> next(sentences(tokens)).of(1, "nsubj")
    [0]
    """
    if tokens.empty:
        return
    article, _ = category_codes(tokens["article_id"])
    number = article * (1 << 32) + tokens["sentence"].to_numpy(dtype=np.int64)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(number)) + 1, [len(number)]])
    columns = [spelled(tokens[c]) for c in ("form", "lemma", "pos", "dep", "morph")]
    place, head = tokens["i"].to_numpy(dtype=np.int64), tokens["head"].to_numpy(dtype=np.int64)
    for begin, end in zip(starts[:-1], starts[1:], strict=True):
        if wanted is not None and not wanted[begin:end].any():
            continue
        where = {i: k for k, i in enumerate(place[begin:end].tolist())}
        heads = [where.get(h, k) for k, h in enumerate(head[begin:end].tolist())]
        out = Sentence(np.arange(begin, end), *(c[begin:end].tolist() for c in columns), heads)
        for k, h in enumerate(heads):
            if h != k:
                out.children[h].append(k)
        yield out


class Places:
    """Where the words of a tokens table stand in the texts of their articles, which are whole and one behind the other.

    >>> places = Places(pd.DataFrame({"article_id": ["a", "b", "b"], "start": [0, 0, 3]}))
    >>> places.rows("b", 0, 5), places.at("b", 4), places.rows("c", 0, 5)
    (range(1, 3), 2, range(0, 0))
    """

    def __init__(self, tokens: pd.DataFrame):
        codes, articles = category_codes(tokens["article_id"])
        first = np.flatnonzero(np.diff(codes, prepend=-1))
        ends = [*first[1:].tolist(), len(codes)]
        self.held = {articles[codes[k]]: (k, end) for k, end in zip(first.tolist(), ends, strict=True)}
        self.starts = tokens["start"].to_numpy(dtype=np.int64)

    def rows(self, article: str, start: int, end: int) -> range:
        """The rows of an article's words that begin between two characters."""
        low, high = self.held.get(article, (0, 0))
        return range(*(low + np.searchsorted(self.starts[low:high], [start, end])).tolist())

    def at(self, article: str, character: int) -> int:
        """The row of the word that holds a character of an article, the first where it stands before all words."""
        low, high = self.held[article]
        return low + max(0, int(np.searchsorted(self.starts[low:high], character, side="right")) - 1)


def spelled(column: pd.Series) -> np.ndarray:
    """The text of a column as objects, one for each different text: a corpus repeats its words.

    >>> spelled(pd.Series(["pont", "pont"])).tolist()
    ['pont', 'pont']
    """
    codes, values = category_codes(column)
    return np.append(values, np.nan)[codes]


def is_spelled(column: pd.Series, wanted: Container[str]) -> np.ndarray:
    """Which texts of a column are, in small letters, one of those wanted.

    >>> is_spelled(pd.Series(["Pont", "rive"]), {"pont"}).tolist()
    [True, False]
    """
    codes, values = category_codes(column)
    return np.array([*(value.lower() in wanted for value in values), False])[codes]
