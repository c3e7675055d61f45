"""Headline, lead, body: where in an article a position stands."""

from bisect import bisect_right

# A first paragraph shorter than this is a place line, a byline or a caption's credit, not a lead.
_LEAD_WORDS = 12


class Zones:
    """The zones of one article; boilerplate never makes a lead.

    >>> text = "Accord à Valmer\\n\\n" + "Les deux pays ont signé hier soir un accord de paix à Valmer. " * 2 + "\\nLa suite."
    >>> zones = Zones(text, headline_end=15, boilerplate=[])
    >>> zones.at(3), zones.at(20), zones.at(len(text) - 2)
    ('headline', 'lead', 'body')
    """

    def __init__(self, text: str, *, headline_end: int, boilerplate: list[tuple[int, int]]):
        self.headline_end = headline_end
        self.lead = _lead(text, headline_end, boilerplate)

    def at(self, position: int) -> str:
        """The zone of a character position."""
        if position < self.headline_end:
            return "headline"
        return "lead" if self.lead[0] <= position < self.lead[1] else "body"


def _lead(text: str, start: int, boilerplate: list[tuple[int, int]]) -> tuple[int, int]:
    position = start
    for line in text[start:].splitlines(keepends=True):
        begin, position = position, position + len(line)
        if len(line.split()) >= _LEAD_WORDS and not covered(boilerplate, begin, begin + len(line.rstrip())):
            return begin, position
    return start, start


def covered(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether sorted, disjoint spans hold a passage wholly.

    >>> covered([(0, 5), (9, 20)], 10, 12)
    True
    """
    k = bisect_right(spans, (start, float("inf"))) - 1
    return k >= 0 and spans[k][0] <= start and end <= spans[k][1]
