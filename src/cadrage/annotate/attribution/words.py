"""The attributes of a document's tokens as plain Python lists, read once.

Asking spaCy for one attribute of one token costs as much as a hundred list look-ups, and rules ask often.  All
positions are characters of the view; ``head`` is a token index, the token itself at a root.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, MORPH, POS, SENT_START
from spacy.tokens import Doc


@dataclass(slots=True)
class Words:
    """Parallel lists, one entry per token of the document (white space tokens included).

    ``children[i]`` lists the direct dependents of token i from left to right; ``sent[i]`` numbers its sentence;
    ``left[i]`` and ``right[i]`` bound its subtree (first token, last token + 1).
    """

    doc: Doc
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    dep: list[str]
    morph: list[str]
    entity: list[str]
    start: list[int]
    end: list[int]
    head: list[int]
    sent: list[int]
    sentences: list[tuple[int, int]]
    children: list[list[int]]
    left: list[int]
    right: list[int]

    @classmethod
    def of(cls, doc: Doc, text: str | None = None) -> "Words":
        """Reads the document; linear in its length.  ``text`` is its text, which spaCy would have to put together."""
        table = doc.to_array([LEMMA, POS, DEP, MORPH, ENT_TYPE, HEAD, IDX, LENGTH, SENT_START])
        strings = doc.vocab.strings
        names: dict[int, str] = {0: ""}
        n = len(doc)
        columns = table.T.tolist() if n else [[] for _ in range(9)]

        def named(column: list[int]) -> list[str]:
            for key in set(column) - names.keys():
                names[key] = strings[key]
            return list(map(names.__getitem__, column))

        lemma, pos, dep, morph, entity = (named(c) for c in columns[:5])
        # to_array gives unsigned numbers: a head to the left comes back as 2**64 - distance.
        head = (table[:, 5].astype(np.int64) + np.arange(n)).tolist() if n else []
        start = columns[6]
        end = [s + l for s, l in zip(start, columns[7], strict=True)]
        content = doc.text if text is None else text
        forms = [content[s:e] for s, e in zip(start, end, strict=True)]
        begins = [0, *(i for i, flag in enumerate(columns[8]) if flag == 1 and i), n] if n else []
        sentences = list(pairwise(begins))
        sent = [number for number, (first, last) in enumerate(sentences) for _ in range(first, last)]
        children: list[list[int]] = [[] for _ in range(n)]
        for i, h in enumerate(head):
            if h != i:
                children[h].append(i)
        left, right = _extents(head, n)
        return cls(
            doc, forms, [w.lower() for w in forms], lemma, pos, dep, morph, entity,
            start, end, head, sent, sentences, children, left, right,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.text)


def _extents(head: list[int], n: int) -> tuple[list[int], list[int]]:
    # Tokens sorted by depth would need the tree twice; a post-order pass by repeated relaxation is linear because
    # every token hands its extent to its head once all its own dependents have done so.
    left, right = list(range(n)), [i + 1 for i in range(n)]
    waiting = [0] * n
    for i, h in enumerate(head):
        if h != i:
            waiting[h] += 1
    ready = [i for i in range(n) if not waiting[i]]
    while ready:
        i = ready.pop()
        h = head[i]
        if h == i:
            continue
        if left[i] < left[h]:
            left[h] = left[i]
        if right[i] > right[h]:
            right[h] = right[i]
        waiting[h] -= 1
        if not waiting[h]:
            ready.append(h)
    return left, right
