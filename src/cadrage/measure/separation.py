"""How well two outlets can be told apart by their words: a balanced leave-out estimate with its permutation band.

Plug-in divergences between small samples are mostly noise.  Leaving one text out of its own side makes that side
smaller than the other, which biases the usual estimate low with few texts; one text of each side is left out
together here, so that the mean under exchangeable texts is .5.
"""

from itertools import combinations

import numpy as np
import pandas as pd

from cadrage.measure.counts import Counts, attributes, counted
from cadrage.measure.ladder import said, supports
from cadrage.measure.permutation import assignments, smallest_p
from cadrage.measure.sides import sides
from cadrage.measure.table import finish
from cadrage.measure.wording import say

# All pairs up to 12 × 12 texts; beyond, the texts are left out by tenths of both sides, which costs ten steps.
MAX_PAIRS = 144
FOLDS = 10


def separation(
    tokens: pd.DataFrame | Counts,
    *,
    pairs: list[tuple[str, str]] | None = None,
    reference: str | None = None,
    strata: str | None = None,
    n_permutations: int = 199,
    seed: int = 0,
    lang: str = "fr",
    **counting,
) -> pd.DataFrame:
    """Probability of telling from a word of an unseen text which of two outlets wrote it; .5 is chance.

    ``pairs`` of outlets (default: all), or ``reference="rest"`` for each outlet against the others.  Withheld below
    four texts a side.  ``low`` and ``high`` are the 2.5 and 97.5 % points when texts are dealt at random: a band of
    the null, not an interval of the estimate; p is one-sided (more separable than that).
    Columns: outlet, reference, estimate, low, high, null_mean, p, floor, n_texts, n_texts_reference, total,
    total_reference, note.  Source: Gentzkow, Shapiro and Taddy (2019), leave-out estimator, balanced.

    >>> tokens = pd.DataFrame({"article_id": list("aabbccddeeffgghh"), "outlet": ["Le Phare"] * 8 + ["L'Ancre"] * 8,
    ...     "event": None, "lemma": ["port", "quai"] * 4 + ["port", "mer"] * 4, "pos": "NOUN", "boilerplate": False})
    >>> separation(tokens, clusters={a: a for a in "abcdefgh"})[["estimate", "p"]].round(3).values.tolist()
    [[0.75, 0.029]]
    """
    counts = counted(tokens, **counting)
    outlets = counts.outlets()
    if reference == "rest":
        pairs = [(outlet, "rest") for outlet in outlets]
    pairs = list(combinations(outlets, 2)) if pairs is None else pairs
    records, smallest = [], []
    for outlet, other in pairs:
        two = sides(counts, outlet=outlet, reference=other, strata=strata)
        smallest.append(min(two.sizes))
        record = {"outlet": outlet, "reference": other, "n_texts": two.sizes[0], "n_texts_reference": two.sizes[1]}
        record |= {"total": int(two.words[two.first].sum()), "total_reference": int(two.words[~two.first].sum())}
        if supports(min(two.sizes), "leave-out"):
            record |= _separate(two, n_permutations, seed) | {"note": ""}
        else:
            record["note"] = say("withheld leave-out", lang)
        records.append(record)
    columns = ["outlet", "reference", "estimate", "low", "high", "null_mean", "p", "floor", "n_texts"]
    out = pd.DataFrame(records, columns=[*columns, "n_texts_reference", "total", "total_reference", "note"])
    numbers = ["estimate", "low", "high", "null_mean", "p", "floor"]
    return finish(
        out.astype(dict.fromkeys(numbers, float)), measure="separation", correction="none", seed=seed,
        method="balanced leave-out probability; band of the permutation null", reference=reference or "pairwise",
        n_permutations=n_permutations, strata=strata or "none", **attributes(counts), **said(smallest, lang=lang),
    )  # fmt: skip


def _separate(two, n_permutations: int, seed: int) -> dict:
    shares = two.rates()
    shares.data = shares.data / np.repeat(np.maximum(shares.sum(axis=1), 1e-300), np.diff(shares.indptr))
    # A term of one text only is unseen whenever that text is left out: it always counts one half.
    texts_with = np.bincount(shares.indices, minlength=shares.shape[1])
    common = shares[:, np.flatnonzero(texts_with >= 2)]
    halves = 1 - np.asarray(common.sum(axis=1)).ravel()
    first, second = two.sizes
    by_pairs = first * second <= MAX_PAIRS
    measure = _all_pairs if by_pairs else _by_folds
    profile = common.toarray() if by_pairs else common
    observed = measure(profile, halves, two.first)
    rows, exact = assignments(
        two.first, strata=two.strata, n_permutations=n_permutations, max_exact=n_permutations, seed=seed
    )
    null = np.array([measure(profile, halves, row.astype(bool)) for row in rows])
    reached = int((null >= observed - 1e-12).sum())
    p = reached / len(null) if exact else (1 + reached) / (1 + len(null))
    low, high = np.quantile(null, [0.025, 0.975])
    floor = smallest_p(two.first, two.strata, len(rows), exact)
    return {"estimate": observed, "low": low, "high": high, "null_mean": null.mean(), "p": p, "floor": floor}


def _all_pairs(profile: np.ndarray, halves: np.ndarray, first: np.ndarray) -> float:
    """Mean over all pairs (i, j) of ½[Σ qᵢρ + Σ qⱼ(1 − ρ)], ρ from the texts that remain; ½ where none has the word."""
    a, b = profile[first], profile[~first]
    total_a, total_b = a.sum(axis=0), b.sum(axis=0)
    rest_b = (total_b - b) / (len(b) - 1)
    total = 0.0
    for text in a:
        rest_a = (total_a - text) / (len(a) - 1)
        rho = _rho(rest_a, rest_b)
        total += (rho @ text).sum() + ((1 - rho) * b).sum()
    pairs = len(a) * len(b)
    return float(total / pairs / 2 + (halves[first].mean() + halves[~first].mean()) / 4)


def _by_folds(profile, halves: np.ndarray, first: np.ndarray) -> float:
    """The same with a fold of each side left out together: the k-th of every FOLDS texts."""
    sizes = int(first.sum()), int((~first).sum())
    folds = min(FOLDS, *sizes)
    place = np.where(first, np.cumsum(first), np.cumsum(~first)) % folds + np.where(first, 0, folds)
    members = np.zeros((2 * folds, len(first)))
    members[place, np.arange(len(first))] = 1
    in_fold = members.sum(axis=1)
    sums = members @ profile
    total = 0.0
    whole_a, whole_b = sums[:folds].sum(axis=0), sums[folds:].sum(axis=0)
    for k in range(folds):
        a, b = sums[k], sums[folds + k]
        rho = _rho((whole_a - a) / (sizes[0] - in_fold[k]), (whole_b - b) / (sizes[1] - in_fold[folds + k]))
        total += a @ rho / in_fold[k] + b @ (1 - rho) / in_fold[folds + k]
    return float(total / folds / 2 + (halves[first].mean() + halves[~first].mean()) / 4)


def _rho(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Share of the first side in the rates of the texts that remain; sums that cancel leave no trace of rounding."""
    a, b = np.where(a > 1e-12, a, 0.0), np.where(b > 1e-12, b, 0.0)
    both = a + b
    return np.where(both > 0, a / np.where(both > 0, both, 1.0), 0.5)
