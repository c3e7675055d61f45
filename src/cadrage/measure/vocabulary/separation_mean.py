"""Separation of an outlet from the mean of several others: as :mod:`~cadrage.measure.vocabulary.separation`, by outlet.

Texts are numbered by outlet, 0 being the one that is told from the others.  A text of the reference is one of each
other outlet with the same probability, and the reference's rates are the mean of the outlets' rates.  One text of
either side is left out, so that under exchangeable texts the mean is .5 here too, however the rest is weighed.
"""

import numpy as np


def dealt(groups: np.ndarray, strata, n_permutations: int, seed: int) -> np.ndarray:
    """Texts dealt at random to all outlets, each keeping its number of texts (of each stratum): one row a deal.

    >>> dealt(np.array([0, 0, 1, 2]), None, 2, 0).tolist()
    [[1, 0, 0, 2], [2, 1, 0, 0]]
    """
    rng = np.random.default_rng(seed)
    labels = np.zeros(len(groups), dtype=np.int64) if strata is None else np.unique(strata, return_inverse=True)[1]
    rows = np.tile(groups, (n_permutations, 1))
    for stratum in range(labels.max() + 1):
        where = np.flatnonzero(labels == stratum)
        rows[:, where] = rng.permuted(rows[:, where], axis=1)
    return rows


def by_pairs(profile: np.ndarray, halves: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Mean over all pairs (i, j) of ½[Σ qᵢρ + Σ qⱼ(1 − ρ)], ρ from the texts that remain; one value for each row."""
    result = []
    for groups in rows:
        own, *others = (profile[groups == g] for g in range(groups.max() + 1))
        rest, means = _without_each(own), [texts.mean(axis=0) for texts in others]
        total = 0.0
        for k, texts in enumerate(others):
            reference = (_without_each(texts) + sum(means[:k] + means[k + 1 :])) / len(others)
            right = [_right(text, left, texts, reference) for text, left in zip(own, rest, strict=True)]
            total += np.mean(right) / len(others)
        result.append(total + _unseen(halves, groups) / 4)
    return np.array(result)


def by_folds(profile: np.ndarray, halves: np.ndarray, rows: np.ndarray, *, folds: int) -> np.ndarray:
    """The same with a fold of each outlet left out together, at most so many: the k-th of its texts or blocks."""
    folds = min(folds, int(np.bincount(rows[0]).min()))
    result = []
    for groups in rows:
        sums = np.empty((groups.max() + 1, folds, profile.shape[1]))
        sizes = np.empty((groups.max() + 1, folds, 1))
        for group in range(len(sums)):
            mine = np.flatnonzero(groups == group)
            for k in range(folds):
                sums[group, k], sizes[group, k] = profile[mine[k::folds]].sum(axis=0), len(mine[k::folds])
        rest = np.stack([np.delete(sums, k, axis=1).sum(axis=1) for k in range(folds)], axis=1)
        rest /= sizes.sum(axis=1, keepdims=True) - sizes
        shares = sums / sizes
        total = sum(
            _right(shares[0, k], rest[0, k], shares[1:, k].mean(axis=0), rest[1:, k].mean(axis=0)) for k in range(folds)
        )
        result.append(float(total) / folds + _unseen(halves, groups) / 4)
    return np.array(result)


def _right(text: np.ndarray, rest: np.ndarray, others: np.ndarray, reference: np.ndarray) -> float:
    """The mean over some texts of the reference of the probability that a word of either text is told rightly."""
    both = rest + reference
    # What cancels leaves a trace of rounding; a word that no remaining text has says nothing.
    share = np.where(both > 1e-12, np.where(rest > 1e-12, rest, 0.0) / np.where(both > 1e-12, both, 1.0), 0.5)
    share = np.where((both > 1e-12) & (reference <= 1e-12), 1.0, share)
    return float(np.mean(share @ text + ((1 - share) * others).sum(axis=-1)) / 2)


def _without_each(texts: np.ndarray) -> np.ndarray:
    """The mean of the other texts, for each text."""
    return (texts.sum(axis=0) - texts) / (len(texts) - 1)


def _unseen(halves: np.ndarray, groups: np.ndarray) -> float:
    """What words that no other text has count for, on both sides."""
    means = np.bincount(groups, weights=halves) / np.bincount(groups)
    return float(means[0] + means[1:].mean())
