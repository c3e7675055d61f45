"""How sure an attribution is: the probability that its content and its speaker are right.

A logistic regression over what the rules noted, fitted on hand annotation that the rules were not written on
(``training/calibrate.py``) and stored as plain weights in ``lexicon/fr/confidence.yml``.
"""

import math
from functools import cache

import yaml

from cadrage.annotate.attribution.base import Attribution
from cadrage.annotate.attribution.context import Context
from cadrage.lexicon import FOLDER

PRONOUNS = frozenset(
    "il elle ils elles on lui eux celui-ci celle-ci ceux-ci qui -il -elle -on -ils -elles -t-il -t-elle -t-on".split()
)


def describe(c: Context, a: Attribution) -> dict[str, float]:
    """What the estimate rests on: named numbers, those that are zero left out."""
    w = c.words
    numbers = {f"rule {a.rule}": 1.0, f"type {a.type}": 1.0}
    if a.implicit:
        numbers[f"implicit {a.implicit}"] = 1.0
    if a.source_head is None:
        numbers["no source"] = 1.0
    elif w.lower[a.source_head] in PRONOUNS:
        numbers["pronoun"] = 1.0
    elif w.pos[a.source_head] == "PROPN":
        numbers["name"] = 1.0
    if a.parent is not None:
        numbers["nested"] = 1.0
    if a.negated:
        numbers["negated"] = 1.0
    if a.features.get("polysemous"):
        numbers["polysemous"] = 1.0
    if len(a.content) > 1:
        numbers["pieces"] = 1.0
    first, last = c.units[c.unit[a.position]] if c.units else (0, 0)
    numbers["long sentence"] = math.log1p(max(0, last - first)) / 4
    numbers["length"] = math.log1p(sum(e - s for s, e in a.content)) / 4
    return numbers


@cache
def weights(language: str = "fr") -> dict[str, float]:
    """The stored weights by feature name; empty where there are none."""
    path = FOLDER / language / "confidence.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["weights"] if path.is_file() else {}


def estimate(numbers: dict[str, float], table: dict[str, float]) -> float:
    """The probability, from 0 to 1, to three digits.

    >>> estimate({"rule incise": 1.0}, {"intercept": 1.0, "rule incise": 1.0})
    0.881
    """
    score = table.get("intercept", 0.0) + sum(table.get(name, 0.0) * value for name, value in numbers.items())
    return round(1 / (1 + math.exp(-score)), 3)
