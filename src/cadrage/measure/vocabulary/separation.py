"""How well two outlets can be told apart by their words: a balanced leave-out estimate with its permutation band.

Plug-in divergences between small samples are mostly noise.  Leaving one text out of its own side makes that side
smaller than the other, which biases the usual estimate low with few texts; one text of each side is left out
together here, so that the mean under exchangeable texts is .5.
"""

from functools import partial
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from cadrage.measure.table import finish
from cadrage.measure.uncertainty.ladder import said, supports
from cadrage.measure.uncertainty.permutation import assignments, smallest_p
from cadrage.measure.vocabulary import separation_mean as of_mean
from cadrage.measure.vocabulary.blocks import blocks, totals, with_data
from cadrage.measure.vocabulary.counts import Counts, attributes, counted
from cadrage.measure.vocabulary.keyness import contrasts
from cadrage.measure.vocabulary.sides import Sides, sides
from cadrage.measure.wording import say

# All pairs up to 12 × 12 texts; beyond, a fifth of each side is left out at a time, which costs five steps.
MAX_PAIRS = 144
FOLDS = 5
# Beyond, texts are exchanged in blocks of equal size, ten of them at least on the smaller side: four thousand texts
# then cost as much as a hundred.
BLOCKS = 10
# Assignments computed together, so that their sums stay in the processor's cache.
CHUNK = 5
# Added to every share of every term: of a term that no remaining text has, the first side's share is then one half.
TRACE = 1e-300


def separation(
    tokens: pd.DataFrame | Counts,
    *,
    pairs: list[tuple[str, str]] | None = None,
    reference: str | None = None,
    strata: str | None = None,
    max_terms: int = 3_000,
    n_permutations: int = 99,
    seed: int = 0,
    lang: str = "fr",
    **counting,
) -> pd.DataFrame:
    """Probability of telling from a word of an unseen text which of two outlets wrote it; .5 is chance.

    ``pairs`` of outlets (default: all), or each outlet against a ``reference``: "rest" (all others pooled), "mean" (a text
    of each other outlet is as likely, and their rates weigh the same) or the name of one.  Withheld below four texts a
    side; for the mean also where another outlet has a single text, as nothing is left of it when that is left out.  ``low`` and ``high`` are the 2.5 and 97.5 % points when texts are dealt at random: a band of
    the null, not an interval of the estimate; p is one-sided (more separable than that).  A word that is not among
    the ``max_terms`` most frequent counts one half, as a word that no other text has does.
    Columns: outlet, reference, estimate, low, high, null_mean, p, floor, n_texts, n_texts_reference, total,
    total_reference, note.  Source: Gentzkow, Shapiro and Taddy (2019), leave-out estimator, balanced.

    >>> tokens = pd.DataFrame({"article_id": list("aabbccddeeffgghh"), "outlet": ["Le Phare"] * 8 + ["L'Ancre"] * 8,
    ...     "event": None, "lemma": ["port", "quai"] * 4 + ["port", "mer"] * 4, "pos": "NOUN", "boilerplate": False})
    >>> separation(tokens, clusters={a: a for a in "abcdefgh"})[["estimate", "p"]].round(3).values.tolist()
    [[0.75, 0.029]]
    """
    counts = counted(tokens, **counting)
    outlets = counts.outlets()
    if reference not in (None, "pairwise"):
        pairs = contrasts(outlets, outlet=None, reference=reference)
    pairs = list(combinations(outlets, 2)) if pairs is None else pairs
    records, smallest, known = [], [], {}
    for outlet, other in pairs:
        two = sides(counts, outlet=outlet, reference="rest" if other == "mean" else other, strata=strata)
        smallest.append(min(two.sizes))
        record = {"outlet": outlet, "reference": other, "n_texts": two.sizes[0], "n_texts_reference": two.sizes[1]}
        record |= {"total": int(two.words[two.first].sum()), "total_reference": int(two.words[~two.first].sum())}
        if not supports(min(two.sizes), "leave-out"):
            record["note"] = say("withheld leave-out", lang)
        elif other == "mean" and np.bincount(two.outlets).min() < 2:
            record["note"] = say("withheld leave-out of mean", lang)
        else:
            # Every outlet against all others means the same texts, only dealt otherwise.
            texts = "all" if other in ("rest", "mean") else (outlet, other)
            if texts not in known:
                known = {texts: _profiles(two, max_terms)}
            # The mean of a single other outlet is that outlet.
            groups = two.outlets if other == "mean" and two.outlets.max() > 1 else None
            record |= _separate(two, groups, *known[texts], n_permutations, seed) | {"note": ""}
        records.append(record)
    columns = ["outlet", "reference", "estimate", "low", "high", "null_mean", "p", "floor", "n_texts"]
    out = pd.DataFrame(records, columns=[*columns, "n_texts_reference", "total", "total_reference", "note"])
    numbers = ["estimate", "low", "high", "null_mean", "p", "floor"]
    return finish(
        out.astype(dict.fromkeys(numbers, float)), measure="separation", correction="none", seed=seed,
        method="balanced leave-out probability; band of the permutation null", reference=reference or "pairwise",
        n_permutations=n_permutations, max_terms=max_terms, strata=strata or "none", **attributes(counts), **said(smallest, lang=lang),
    )  # fmt: skip


class _Shares(NamedTuple):
    """Each text's shares of some terms, worked out where they are needed: uses, words of the text, rate of all its terms."""

    uses: sparse.csr_array
    words: np.ndarray
    rate: np.ndarray

    def of(self, rows: slice) -> sparse.csr_array:
        """The shares in some texts."""
        part = self.uses[rows]
        sizes = np.diff(part.indptr)
        return with_data(part, part.data / np.repeat(self.words[rows], sizes) / np.repeat(self.rate[rows], sizes))

    def totals(self) -> np.ndarray:
        """The sum of each text's shares."""
        return np.concatenate([self.of(rows).sum(axis=1) for rows in blocks(self.uses)])


def _profiles(two: Sides, max_terms: int) -> tuple[_Shares, np.ndarray]:
    """Each text's shares of the most frequent terms that more than one text has, and the share that is left over."""
    rates = _Shares(two.matrix, two.words, np.ones(len(two.words))).totals()
    # A term of one text only is unseen whenever that text is left out: it always counts one half.
    frequency, texts_with = totals(two.matrix)
    keep = np.argsort(-frequency, kind="stable")[:max_terms]
    keep = np.sort(keep[texts_with[keep] >= 2])
    common = _Shares(two.matrix[:, keep], two.words, np.maximum(rates, 1e-300))
    return common, 1 - common.totals()


def _separate(
    two: Sides, groups: np.ndarray | None, common: _Shares, halves: np.ndarray, n_permutations: int, seed: int
) -> dict:
    """Estimate, band and p; ``groups`` number the outlets of the texts where each of the others weighs the same."""
    first, strata = two.first, two.strata
    if two.sizes[0] * two.sizes[1] <= MAX_PAIRS:
        profile, measure = common.of(slice(None)).toarray(), _all_pairs if groups is None else of_mean.by_pairs
    else:
        block = _blocks((~first).astype(np.int64) if groups is None else groups)
        block = block if strata is None else np.arange(len(first))
        profile, halves = _means(common, block), np.bincount(block, weights=halves) / np.bincount(block)
        measure = _by_folds if groups is None else partial(of_mean.by_folds, folds=FOLDS)
        first = np.bincount(block, weights=first) > 0
        # The texts of a block are of one outlet.
        groups = None if groups is None else groups[np.unique(block, return_index=True)[1]]
    if groups is None:
        how = {"strata": strata, "n_permutations": n_permutations, "max_exact": n_permutations, "seed": seed}
        rows, exact = assignments(first, **how)
        floor = smallest_p(first, strata, len(rows), exact)
        observed, *null = measure(profile, halves, np.vstack([first, rows > 0]))
    else:
        rows, exact, floor = of_mean.dealt(groups, strata, n_permutations, seed), False, 1 / (1 + n_permutations)
        observed, *null = measure(profile, halves, np.vstack([groups, rows]))
    null = np.array(null)
    reached = int((null >= observed - 1e-12).sum())
    p = reached / len(null) if exact else (1 + reached) / (1 + len(null))
    low, high = np.quantile(null, [0.025, 0.975])
    return {"estimate": observed, "low": low, "high": high, "null_mean": null.mean(), "p": p, "floor": floor}


def _blocks(groups: np.ndarray) -> np.ndarray:
    """Number of each text's block; blocks hold texts of one side or outlet, dealt in turn, and are of one size (± 1)."""
    sizes = np.bincount(groups)
    texts = max(1, int(sizes.min()) // BLOCKS)
    number, start = np.empty(len(groups), dtype=np.int64), 0
    for group, size in enumerate(sizes.tolist()):
        count = max(1, size // texts)
        number[groups == group] = start + np.arange(size) % count
        start += count
    return number


def _means(texts: _Shares, block: np.ndarray) -> np.ndarray:
    """Mean of every column over the texts of each block."""
    sizes = np.bincount(block)
    sums = np.zeros((len(sizes), texts.uses.shape[1]))
    for rows in blocks(texts.uses):
        part = texts.of(rows)
        place = np.repeat(block[rows] * sums.shape[1], np.diff(part.indptr)) + part.indices
        np.add.at(sums.ravel(), place, part.data)
    return sums / sizes[:, None]


def _all_pairs(profile: np.ndarray, halves: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Mean over all pairs (i, j) of ½[Σ qᵢρ + Σ qⱼ(1 − ρ)], ρ from the texts that remain; ½ where none has the word.

    One value for each row of ``rows``, which say which texts are of the first side.
    """
    result = []
    for first in rows:
        a, b = profile[first], profile[~first]
        rest_a, rest_b = ((side.sum(axis=0) - side) / (len(side) - 1) for side in (a, b))
        total = len(a) * b.sum()
        for text, rest in zip(a, rest_a, strict=True):
            rho = _rho(np.broadcast_to(rest, rest_b.shape).copy(), rest_b.copy())
            total += (rho @ text).sum() - np.vdot(rho, b)
        unseen = halves[first].mean() + halves[~first].mean()
        result.append(total / len(a) / len(b) / 2 + unseen / 4)
    return np.array(result)


def _by_folds(profile: np.ndarray, halves: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """The same with a fold of each side left out together: the k-th of every FOLDS texts or blocks."""
    folds = min(FOLDS, int(rows[0].sum()), int((~rows[0]).sum()))
    place = np.where(rows, np.cumsum(rows, axis=1), np.cumsum(~rows, axis=1)) % folds + np.where(rows, 0, folds)
    # A sparse indicator (fold of an assignment × text) does a tenth of the work of a dense one.
    size, fold = 2 * folds, place + 2 * folds * np.arange(len(rows))[:, None]
    text = np.broadcast_to(np.arange(rows.shape[1]), rows.shape)
    members = sparse.csr_array(
        (np.ones(fold.size), (fold.ravel(), text.ravel())), shape=(size * len(rows), rows.shape[1])
    )
    in_fold = np.diff(members.indptr).reshape(len(rows), 2, folds)
    remain = in_fold.sum(axis=2, keepdims=True) - in_fold
    ratio = remain[:, 0] / remain[:, 1]
    told, known = np.empty((2, len(rows), folds)), (members @ (1 - halves)).reshape(in_fold.shape)
    profile = profile + TRACE
    for at in range(0, len(rows), CHUNK):
        some = slice(at, at + CHUNK)
        sums = (members[size * at : size * (at + CHUNK)] @ profile).reshape(-1, 2, folds, profile.shape[1])
        rho, others = _all_but_one(sums[:, 0]), _all_but_one(sums[:, 1])
        # The first side's share in the rates of the texts that remain, in place: this is where the time goes.
        others *= ratio[some, :, None]
        others += rho
        rho /= others
        for side in (0, 1):
            np.einsum("rft,rft->rf", sums[:, side], rho, out=told[side, some])
    total = told[0] / in_fold[:, 0] + (known[:, 1] - told[1]) / in_fold[:, 1]
    unseen = (rows @ halves) / rows.sum(axis=1) + (~rows @ halves) / (~rows).sum(axis=1)
    return total.mean(axis=1) / 2 + unseen / 4


def _all_but_one(sums: np.ndarray) -> np.ndarray:
    """For each fold the sum of the others; nothing is taken off a sum, so that no rounding stays where there is nothing."""
    last = sums.shape[1] - 1
    rest, before = np.empty_like(sums), sums[:, 0].copy()
    rest[:, last - 1] = sums[:, last]
    for k in range(last - 2, -1, -1):
        np.add(rest[:, k + 1], sums[:, k + 1], out=rest[:, k])
    for k in range(1, last):
        rest[:, k] += before
        before += sums[:, k]
    rest[:, last] = before
    return rest


def _rho(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Share of the first side in the rates of the texts that remain; sums that cancel leave no trace of rounding."""
    # In place, on arrays that the caller has just made: this is where the time goes.
    a[a <= 1e-12] = 0.0
    b[b <= 1e-12] = 0.0
    b += a
    nowhere = b == 0
    b[nowhere] = 1.0
    a /= b
    a[nowhere] = 0.5
    return a
