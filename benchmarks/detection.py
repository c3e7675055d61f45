"""How often a word is taken for the outlet's own that is someone else's, and the reverse: on the held-out gold.

    python -m benchmarks.detection

Prints sensitivity (recall of attributed words), specificity (share of the outlet's own words left to it) and
precision, with intervals that resample articles.  The numbers stand in ``lexicon/fr/detection.yml``, from which the
choice shares take them.
"""

import numpy as np

from benchmarks.quality import annotated, predictions
from cadrage.measure.quality.evaluation import words_in

_NAMES = ("sensitivity", "specificity", "precision")


def confusion(gold: dict, predicted: list[dict], text: str) -> np.ndarray:
    """Words of an article that are attributed and found so, attributed and missed, own and taken, own and left.

    Words that stand only in optional contents are not judged.

    >>> gold = {"attributions": [{"status": "required", "content": [[14, 33]]}]}
    >>> confusion(gold, [{"content": [(18, 35)]}], "La mairie dit que le pont est fermé hier.").tolist()
    [3, 1, 1, 4]
    """
    required, optional = (
        set().union(*(words_in(text, a["content"]) for a in gold["attributions"] if a["status"] == status))
        for status in ("required", "optional")
    )
    found = set().union(*(words_in(text, a["content"]) for a in predicted))
    own = words_in(text, [(0, len(text))]) - required - optional
    return np.array([len(required & found), len(required - found), len(own & found), len(own - found)])


def rates(counts: np.ndarray) -> np.ndarray:
    """Sensitivity, specificity and precision from counts of :func:`confusion`, summed over articles."""
    hit, missed, taken, left = counts
    return np.array([hit / (hit + missed), left / (left + taken), hit / (hit + taken)])


def main(draws: int = 2_000) -> None:
    """Prints the numbers with their 95 % intervals over articles."""
    held_out = [a for a in annotated() if a.half == "heldout"]
    counts = np.array([confusion(a.gold, found, a.text) for a, found in predictions(held_out)])
    rng = np.random.default_rng(0)
    resampled = np.array([rates(counts[rng.integers(len(counts), size=len(counts))].sum(axis=0)) for _ in range(draws)])
    low, high = np.percentile(resampled, [2.5, 97.5], axis=0)
    for name, value, a, b in zip(_NAMES, rates(counts.sum(axis=0)), low, high, strict=True):
        print(f"{name}: {{value: {value:.3f}, low: {a:.3f}, high: {b:.3f}}}")
    print(f"articles: {len(counts)}\nwords: {counts.sum()}")


if __name__ == "__main__":
    main()
