"""Slots: in which syntactic neighbourhoods some words stand, and with which others in a sentence, batch by batch.

What is kept grows with the different slots, not with the tokens; batches may be of any size, as long as an article is
in one of them.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from cadrage.measure.table import need
from cadrage.measure.vocabulary.words import NO_WORDS, category_codes, is_one_of, stop_list, unit_codes

# The columns of tokens that slots are made of.
COLUMNS = ["article_id", "i", "lemma", "pos", "head", "dep", "sentence", "boilerplate"]
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV")
# A use is one number: kind of slot, lemma in it, word that stands there; all words that are not asked for are one.
_WORD_BITS, _SLOT_BITS = 16, 40
_OTHER = (1 << _WORD_BITS) - 1
# Uses that wait before they are added up: some 50 MB.
_WAITING = 4_000_000
_SHARES = 16


class Profile(NamedTuple):
    """Word × slot counts, columns sorted by the slots' names; ``by_slot`` counts all words, ``total`` all uses."""

    table: sparse.csr_array
    by_slot: np.ndarray
    total: int
    kind: np.ndarray
    lemma: np.ndarray
    labels: list[str]
    lemmas: list[str]

    def names(self, columns: np.ndarray) -> list[str]:
        """The names of some slots: relation, direction and lemma; ± for a neighbour."""
        return [f"{self.labels[self.kind[k]]} {self.lemmas[self.lemma[k]]}" for k in columns.tolist()]


class Slots:
    """The slots of some groups of words (lemmas), added up over batches of tokens."""

    def __init__(self, groups: list[list[str]]):
        words = sorted(set().union(*groups))
        # The words asked for have the first numbers.
        self.number = {word: k for k, word in enumerate(words)}
        self.size = len(words)
        self.groups = [np.array([self.number[w] for w in group], dtype=np.int64) for group in groups]
        self.together = [np.zeros((len(group), len(group))) for group in groups]
        self.relations: dict[str, int] = {}
        self._seen = _Tally()

    def add(self, tokens: pd.DataFrame) -> None:
        """Adds the uses in a table of tokens (columns :data:`COLUMNS`) that holds whole articles."""
        need(tokens, COLUMNS, "tokens")
        if not len(tokens):
            return
        article, _ = category_codes(tokens["article_id"])
        sentence = tokens["sentence"].to_numpy(dtype=np.int64)
        codes, lemmas = unit_codes(tokens, "lemma")
        usable = is_one_of(tokens["pos"], _CONTENT) & (codes >= 0) & ~tokens["boilerplate"].to_numpy(dtype=bool)
        usable &= ~np.append(np.isin(lemmas, list(stop_list("fr"))), False)[codes]
        lemma = np.where(usable, _numbers(self.number, lemmas, codes, usable), -1)
        self._add_slots(tokens, article, sentence, lemma)
        where = np.flatnonzero((lemma >= 0) & (lemma < self.size))
        place = np.unique(article[where] * (int(sentence.max()) + 1) + sentence[where], return_inverse=True)[1]
        for group, both in zip(self.groups, self.together, strict=True):
            _add_together(group, both, lemma[where], place, self.size)

    def _add_slots(self, tokens, article, sentence, lemma) -> None:
        i = tokens["i"].to_numpy(dtype=np.int64)
        head = _place(article, i, tokens["head"].to_numpy(dtype=np.int64))
        here = np.flatnonzero((lemma >= 0) & (head >= 0) & (head != np.arange(len(head))))
        here = here[lemma[head[here]] >= 0]
        relation = _numbers(self.relations, *category_codes(tokens["dep"])[::-1], here)[here]
        own, governor = lemma[here], lemma[head[here]]
        # Upwards: what governs the word, by which relation; downwards: what the word governs; then its neighbours.
        self._count(1 + 2 * relation, governor, own)
        self._count(2 + 2 * relation, own, governor)
        running = np.flatnonzero((lemma >= 0) & ~is_one_of(tokens["pos"], NO_WORDS))
        for one, other in ((running[:-1], running[1:]), (running[1:], running[:-1])):
            near = (article[one] == article[other]) & (sentence[one] == sentence[other])
            self._count(0, lemma[other[near]], lemma[one[near]])

    def _count(self, kind, slot: np.ndarray, word: np.ndarray) -> None:
        word = np.where(word < self.size, word, _OTHER)
        self._seen.add((np.asarray(kind, dtype=np.int64) << _SLOT_BITS) | (slot << _WORD_BITS) | word)

    def profile(self) -> Profile:
        """What was added up, which is let go: a row for each word asked for, a column for each slot that one of them has."""
        parts, total, size = [], 0, 0
        for uses, n in self._seen.emptied():
            word, slot = (uses & _OTHER).astype(np.uint16), uses >> _WORD_BITS
            first = _first_of_runs(slot)
            total += int(n.sum())
            mine = word != _OTHER
            column = np.repeat(np.arange(len(first), dtype=np.int32), np.diff(np.append(first, len(slot))))[mine]
            held = np.zeros(len(first), dtype=bool)
            held[column] = True
            by_slot = np.add.reduceat(n, first, dtype=np.int64) if len(first) else n
            number = np.cumsum(held, dtype=np.int32) - 1 + size
            parts.append((word[mine], number[column], n[mine], slot[first[held]], by_slot[held]))
            size += int(held.sum())
        columns = [list(arrays) for arrays in zip(*parts, strict=True)]
        parts.clear()
        word, column, n, slot, by_slot = map(_joined, columns)
        kind, lemma = np.divmod(slot, 1 << (_SLOT_BITS - _WORD_BITS))
        # Sorted by name: the order in which words were met is that of the batches.
        order = np.lexsort((_ranks(self.number)[lemma], self._kind_rank()[kind]))
        place = np.empty(size, dtype=np.int32)
        place[order] = np.arange(size, dtype=np.int32)
        column = place[column]
        table = sparse.coo_array((n, (word, column)), shape=(self.size, size)).tocsr()
        labels = ["±", *(f"{relation} {arrow}" for relation in self.relations for arrow in "↑↓")]
        return Profile(table, by_slot[order], total, kind[order], lemma[order], labels, list(self.number))

    def _kind_rank(self) -> np.ndarray:
        """Upwards by relation, then downwards, then neighbours."""
        rank, size = _ranks(self.relations), len(self.relations)
        out = np.full(1 + 2 * size, 2 * size)
        out[1::2], out[2::2] = rank, rank + size
        return out


class _Tally:
    """How often each use was added, in memory that grows with the different uses.

    Uses are kept in shares, those of a slot in the same one: only one share at a time is in memory twice.
    """

    def __init__(self):
        self.shares: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in range(_SHARES)]

    def add(self, uses: np.ndarray) -> None:
        uses, n = np.unique(uses, return_counts=True)
        share = ((uses >> _WORD_BITS) % _SHARES).astype(np.uint8)
        order = np.argsort(share, kind="stable")
        bounds = np.searchsorted(share[order], np.arange(_SHARES + 1)).tolist()
        for parts, low, high in zip(self.shares, bounds[:-1], bounds[1:], strict=True):
            # An array of its own: a part of a larger one would keep it all.
            here = order[low:high]
            parts.append((uses[here], n[here].astype(np.int32)))
            if sum(len(part[0]) for part in parts[1:]) > max(_WAITING // _SHARES, len(parts[0][0]) // 2):
                _merge(parts)

    def emptied(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The uses of each share, sorted, and how often each came; nothing is kept."""
        for parts in self.shares:
            if parts:
                _merge(parts)
                yield parts.pop()
            else:
                yield np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32)


def _merge(parts: list[tuple[np.ndarray, np.ndarray]]) -> None:
    """Makes one part of all, each use once."""
    uses, n = (np.concatenate(column) for column in zip(*parts, strict=True))
    parts.clear()
    # Sorted runs one behind the other are merged rather than sorted.
    order = np.argsort(uses, kind="stable")
    uses, n = uses[order], n[order]
    first = _first_of_runs(uses)
    parts.append((uses[first], np.add.reduceat(n, first) if len(first) else n))


def _first_of_runs(values: np.ndarray) -> np.ndarray:
    """Where each run of equal values begins."""
    return np.flatnonzero(np.append(True, values[1:] != values[:-1])[: len(values)])


def _joined(arrays: list[np.ndarray]) -> np.ndarray:
    """One array of all; empties the list."""
    out = np.concatenate(arrays)
    arrays.clear()
    return out


def _numbers(known: dict[str, int], values: np.ndarray, codes: np.ndarray, used: np.ndarray) -> np.ndarray:
    """The numbers of coded values; those used that are not known yet get the next ones."""
    out = np.full(len(values) + 1, -1, dtype=np.int64)
    for code in np.unique(codes[used]).tolist():
        out[code] = known.setdefault(values[code], len(known))
    return out[codes]


def _ranks(names: dict[str, int]) -> np.ndarray:
    """The place of each number's name in the alphabet."""
    rank = np.empty(len(names), dtype=np.int64)
    rank[np.argsort(np.array(list(names), dtype=object), kind="stable")] = np.arange(len(names))
    return rank


def _place(article: np.ndarray, i: np.ndarray, head: np.ndarray) -> np.ndarray:
    """Row of each token's head, −1 where the table does not hold it."""
    span = int(max(i.max(initial=0), head.max(initial=0))) + 1
    key, wanted = article * span + i, article * span + head
    order = np.argsort(key, kind="stable")
    where = np.minimum(np.searchsorted(key[order], wanted), max(len(key) - 1, 0))
    found = order[where] if len(key) else where
    return np.where(key[found] == wanted, found, -1)


def _add_together(group: np.ndarray, both: np.ndarray, word: np.ndarray, sentence: np.ndarray, size: int) -> None:
    """Adds in how many sentences two words of a group stand together."""
    row = np.full(size, -1)
    row[group] = np.arange(len(group))
    mine = row[word] >= 0
    shape = (len(group), int(sentence.max(initial=0)) + 1)
    table = sparse.coo_array((np.ones(mine.sum()), (row[word[mine]], sentence[mine])), shape=shape).tocsr()
    table.data = np.ones_like(table.data)
    found = (table @ table.T).tocoo()
    both[found.row, found.col] += found.data
