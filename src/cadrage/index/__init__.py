"""An index beside the tables: what is counted again and again, and where every word stands, made once.

The tokens of some thousand articles make a segment (:mod:`~cadrage.index.segment`), sorted by word and mapped into
memory, so that a question reads what it is about and nothing else.  A segment is made anew where one of its parts on
disk changed.  Measures count from it (:mod:`~cadrage.index.counts`); a word's uses are looked up in it
(:mod:`~cadrage.index.uses`).
"""

from cadrage.index.counts import counts
from cadrage.index.segment import Segment
from cadrage.index.segments import Index
from cadrage.index.uses import articles_with, uses

__all__ = ["Index", "Segment", "articles_with", "counts", "uses"]
