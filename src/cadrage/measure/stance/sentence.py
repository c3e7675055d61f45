"""One sentence of the tokens table as plain lists, with the dependents of each word: what rules on trees read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

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
    article = tokens["article_id"].astype("category").cat.codes.to_numpy(dtype=np.int64)
    number = article * (1 << 32) + tokens["sentence"].to_numpy(dtype=np.int64)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(number)) + 1, [len(number)]])
    columns = [tokens[c].astype(str).to_numpy(dtype=object) for c in ("form", "lemma", "pos", "dep", "morph")]
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
