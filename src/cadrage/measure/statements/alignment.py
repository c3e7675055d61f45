"""Alignment of two sequences of words: where they say the same, with some words changed, added or left out.

:func:`local_alignments` starts from runs of equal words and extends each in both directions while gains from equal
words outweigh losses from edits (extension with a drop-off, as in Altschul et al. 1990 and Zhang et al. 2000, with
gaps).  Every start is extended on its own, so passages that were reordered or cut are found piece by piece.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# An equal word gains, an edit costs.  With 30 % of the words edited the sum still grows by about 0.9 a word; between
# unrelated French texts, where only grammatical words meet by chance, it falls.
_GAIN, _GAIN_FUNCTION, _REPLACED, _SKIPPED = 3, 2, -3, -3
# An extension ends when it has lost this much: eight edits in a row.
_DROP = 24
_NEVER = -(10**9)


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """Words ``a_start:a_end`` of one text aligned with words ``b_start:b_end`` of another; score in word gains."""

    score: float
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def equal_words(a: Sequence, b: Sequence) -> list[tuple[int, int, int]]:
    """Runs of equal words in an order-keeping alignment of two short sequences: (start in a, start in b, length).

    >>> equal_words("il nie tout accord".split(), "il nie un accord".split())
    [(0, 0, 2), (3, 3, 1)]
    """
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return [(m.a, m.b, m.size) for m in blocks if m.size]


def common_words(a: Sequence, b: Sequence) -> int:
    """How many words two sequences have in common in the same order (length of the longest common subsequence).

    One bit a word of ``a``, so that long texts cost little (Hyyrö 2004).

    >>> common_words("il nie tout accord".split(), "il nie un accord".split())
    3
    """
    where: dict = {}
    for k, word in enumerate(a):
        where[word] = where.get(word, 0) | 1 << k
    every = (1 << len(a)) - 1
    row = every
    for word in b:
        met = row & where.get(word, 0)
        row = ((row + met) | (row - met)) & every
    return len(a) - row.bit_count()


def equal_runs(a: Sequence[int], index_b: dict, b: Sequence[int], *, size: int) -> list[tuple[int, int, int]]:
    """All longest runs of at least ``size`` equal words: (start in a, start in b, length), longest first.

    ``index_b`` gives the positions in b of every run of ``size`` words (:func:`positions`).
    """
    runs = []
    # Most runs of one text are not in the other.
    met = [(i, at) for i, run in enumerate(_runs(a, size)) if (at := index_b.get(run))]
    for i, at in met:
        for j in at:
            if i and j and a[i - 1] == b[j - 1]:
                continue
            n = size
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            runs.append((i, j, n))
    return sorted(runs, key=lambda run: (-run[2], run[0], run[1]))


def positions(words: Sequence[int], *, size: int) -> dict[tuple, list[int]]:
    """Where each run of ``size`` words starts.

    >>> positions([7, 8, 7, 8], size=2)
    {(7, 8): [0, 2], (8, 7): [1]}
    """
    found: dict[tuple, list[int]] = {}
    for k, run in enumerate(_runs(words, size)):
        found.setdefault(run, []).append(k)
    return found


def _runs(words: Sequence[int], size: int) -> Iterator[tuple]:
    """Every run of ``size`` words."""
    return zip(*(words[k:] for k in range(size)), strict=False)


def local_alignments(
    a: Sequence[int], b: Sequence[int], index_b: dict, *, size: int, weak: Sequence[bool], min_score: float
) -> list[Segment]:
    """Stretches of two texts that say the same, edits allowed, best first.

    ``a`` and ``b`` are word numbers, ``index_b`` is ``positions(b, size=size)``, ``weak[w]`` says that word number w
    is a grammatical word, and ``min_score`` is in word gains (about the number of equal words less the edits).
    Two segments cover the same words at most by half.
    """
    found: list[Segment] = []
    for i, j, n in equal_runs(a, index_b, b, size=size):
        # A run of grammatical words with at most one other word starts too many vain extensions.
        if n < size + 2 and sum(not weak[w] for w in a[i : i + n]) < 2:
            continue
        if any(s.a_start <= i < s.a_end and s.b_start <= j < s.b_end for s in found):
            continue
        gain = sum(_GAIN_FUNCTION if weak[w] else _GAIN for w in a[i : i + n])
        right, right_a, right_b = _extend(a, b, i + n, j + n, 1, weak)
        left, left_a, left_b = _extend(a, b, i - 1, j - 1, -1, weak)
        score = (gain + right + left) / _GAIN
        if score < min_score:
            continue
        new = Segment(score, i - left_a, i + n + right_a, j - left_b, j + n + right_b)
        if not any(_mostly_inside(new, s) for s in found):
            found.append(new)
    return sorted(found, reverse=True)


def _mostly_inside(new: Segment, old: Segment) -> bool:
    a = min(new.a_end, old.a_end) - max(new.a_start, old.a_start)
    b = min(new.b_end, old.b_end) - max(new.b_start, old.b_start)
    return 2 * a > new.a_end - new.a_start and 2 * b > new.b_end - new.b_start


def _extend(a, b, i, j, step, weak) -> tuple[int, int, int]:
    """Best extension from (i, j) in one direction: its score and how many words of a and of b it takes in.

    Row by row over a, with the columns of b that are still worth following (``low`` to ``low + len(row)``).  Where
    the best alignment so far ends in the last row, equal words that follow are taken at once and the row starts
    afresh behind them: no detour gains more than they do, and only the surroundings of edits cost time.
    """
    n_a = len(a) - i if step > 0 else i + 1
    n_b = len(b) - j if step > 0 else j + 1
    best = best_a = best_b = da = 0
    row, low = [0], 0
    while da < n_a:
        if best_a == da:
            while best_a < n_a and best_b < n_b and a[i + step * best_a] == b[j + step * best_b]:
                best += _GAIN_FUNCTION if weak[a[i + step * best_a]] else _GAIN
                best_a += 1
                best_b += 1
            if best_a > da or da == 0:
                da, low = best_a, best_b
                row = [best + _SKIPPED * k for k in range(min(n_b - low, _DROP // -_SKIPPED) + 1)]
                if da == n_a:
                    break
        row, shift, top = _next_row(a, b, i + step * da, j, step, weak, row, low, n_b, best)
        da += 1
        if not row:
            break
        low += shift
        if top > best:
            best, best_a, best_b = top, da, low + row.index(top)
    return best, best_a, best_b


def _next_row(a, b, at_a, j, step, weak, row, low, n_b, best) -> tuple[list[int], int, int]:
    """The row behind one more word of a: its scores, how far it starts to the right, and its best score."""
    word = a[at_a]
    gain = _GAIN_FUNCTION if weak[word] else _GAIN
    floor = top = best - _DROP
    new, last, before = [], _NEVER, _NEVER
    at = j + step * (low - 1)
    # One word of b may follow the row; what is not worth following stays below the floor whatever is added to it.
    for above in row if low + len(row) > n_b else [*row, _NEVER]:
        score = (above if above > last else last) + _SKIPPED
        if before > _NEVER:
            here = before + (gain if b[at] == word else _REPLACED)
            if here > score:
                score = here
        before = above
        at += step
        if score < floor:
            score = _NEVER
        elif score > top:
            top = score
        new.append(score)
        last = score
    # The row may grow to the right by words of b alone.
    while last + _SKIPPED >= floor and low + len(new) <= n_b:
        last += _SKIPPED
        new.append(last)
    while new and new[-1] == _NEVER:
        new.pop()
    shift = 0
    while shift < len(new) and new[shift] == _NEVER:
        shift += 1
    return new[shift:], shift, top
