"""Canonical speakers: who stands behind the source of a report.

``resolve`` names the speaker of every attribution of one document; ``merge`` unites the names of one speaker across
the documents of an event.
"""

from cadrage.annotate.speakers.corpus import merge
from cadrage.annotate.speakers.resolver import resolve
from cadrage.lexicon.aliases import load_aliases

__all__ = ["load_aliases", "merge", "resolve"]
