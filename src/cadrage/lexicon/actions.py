"""Actions between actors, read from ``actions.yml``: verbs and nouns with the places of who acts and who is acted upon."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml


class Actions(NamedTuple):
    """``verbs``: lemma → prepositions of the one acted upon (none: the object).  ``nouns``: lemma → (what the
    complement in *de* is: agent, patient or either; prepositions of the one acted upon)."""

    verbs: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, tuple[str, ...]]]


@cache
def load_actions(language: str = "fr") -> Actions:
    """The actions of a language.

    >>> load_actions("fr").nouns["bombardement"]
    ('patient', ('contre', 'sur'))
    """
    path = Path(__file__).parent / language / "actions.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Actions(
        {lemma: tuple((entry or {}).get("by", ())) for lemma, entry in data["verbs"].items()},
        {lemma: (entry["de"], tuple(entry.get("against", ()))) for lemma, entry in data["nouns"].items()},
    )
