"""Word-level differences between two versions of a text: what was replaced, left out, added or moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Words left out in one place and added in another are one move when they are the same and at least so many.
_MOVED = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """Words ``a_start:a_end`` of one version against ``b_start:b_end`` of the other; one side may be empty."""

    kind: str
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def word_differences(a: Sequence[str], b: Sequence[str]) -> list[Difference]:
    """Differences from a to b in order of a: substitution, omission, addition, reordering.

    A grammatical word that happens to be equal between two changed words does not cut a change in two where the
    words around it all changed.

    >>> a = "les parties doivent cesser le feu".split()
    >>> b = "toutes les parties doivent cesser tout combat".split()
    >>> [(d.kind, a[d.a_start:d.a_end], b[d.b_start:d.b_end]) for d in word_differences(a, b)]
    [('addition', [], ['toutes']), ('substitution', ['le', 'feu'], ['tout', 'combat'])]
    """
    names = {"replace": "substitution", "delete": "omission", "insert": "addition"}
    opcodes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    found = [Difference(names[tag], i, j, k, m) for tag, i, j, k, m in _merged(opcodes, a) if tag != "equal"]
    return _with_moves(found, a, b)


def _merged(opcodes, a):
    """Opcodes with islands of one short equal word between two changes taken into the change."""
    merged: list[tuple] = []
    for n, op in enumerate(opcodes):
        tag, i, j, _, m = op
        island = (
            tag == "equal" and j - i == 1 and len(a[i]) <= 3 and 0 < n < len(opcodes) - 1
            and opcodes[n - 1][0] == "replace" and opcodes[n + 1][0] == "replace"
        )  # fmt: skip
        if merged and (island or merged[-1][0] == "open"):
            first = merged.pop()
            merged.append(("open" if island else "replace", first[1], j, first[3], m))
        else:
            merged.append(op)
    return merged


def _with_moves(found: list[Difference], a, b) -> list[Difference]:
    gone = {tuple(a[d.a_start : d.a_end]): d for d in found if d.kind == "omission"}
    moved, used = [], set()
    for d in found:
        words = tuple(b[d.b_start : d.b_end])
        source = gone.get(words)
        if d.kind == "addition" and source is not None and len(words) >= _MOVED and source not in used:
            used |= {source, d}
            moved.append(Difference("reordering", source.a_start, source.a_end, d.b_start, d.b_end))
    return sorted([d for d in found if d not in used] + moved, key=lambda d: (d.a_start, d.b_start))
