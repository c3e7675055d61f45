"""A distance mark, and the arithmetic of spans that its rules share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DistanceMark:
    """Words held at a distance (``start``, ``end``) and what shows it (``cue_start``, ``cue_end``), in the view.

    ``kind`` is ``scare-quoted`` or ``hedged``; ``rule`` says which rule found it.
    """

    start: int
    end: int
    kind: str
    cue_start: int
    cue_end: int
    rule: str = ""


def covered(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Disjoint, sorted spans that cover the same characters.

    >>> covered([(5, 9), (0, 3), (2, 4)])
    [(0, 4), (5, 9)]
    """
    out: list[list[int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return [(a, b) for a, b in out]


def inside(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether a character stands in one of the disjoint, sorted spans.

    >>> inside([(0, 4), (5, 9)], 4), inside([(0, 4), (5, 9)], 5)
    (False, True)
    """
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= at:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] <= at
