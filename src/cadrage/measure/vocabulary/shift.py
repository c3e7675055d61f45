"""Word shift of the Jensen–Shannon divergence: which terms make two outlets' vocabularies diverge, and by how much."""

import numpy as np
import pandas as pd
from scipy import sparse

from cadrage.errors import MeasureError
from cadrage.measure.table import finish
from cadrage.measure.uncertainty.ladder import said, supports
from cadrage.measure.uncertainty.permutation import assignments, smallest_p
from cadrage.measure.vocabulary.blocks import entries, with_data
from cadrage.measure.vocabulary.counts import Counts, attributes, counted
from cadrage.measure.vocabulary.keyness import contrasts
from cadrage.measure.vocabulary.sides import Sides, sides
from cadrage.measure.wording import say

# Uses of every term under so many assignments are summed at once as make about so many numbers, and compared in blocks
# of so many terms.
SUMS, TERMS = 1 << 23, 1 << 13


def word_shift(
    tokens: pd.DataFrame | Counts,
    *,
    outlet: str | None = None,
    reference: str = "rest",
    top: int | None = None,
    strata: str | None = None,
    n_permutations: int = 99,
    seed: int = 0,
    lang: str = "fr",
    **counting,
) -> pd.DataFrame:
    """Contribution of every term to the divergence of an outlet (None: of each) from its reference, greatest first.

    ``reference``: "rest" (all others pooled), "pairwise" (each other one), "mean" (every other outlet weighs the
    same) or the name of one outlet.  Both sides weigh the same; contributions are at least 0 and add up to the
    divergence (bits, 0 to 1).
    Columns: outlet, reference, term, n, total, n_reference, total_reference, rate, rate_reference (per 1,000 counted
    terms), estimate (bits), direction (+1: more in the outlet, −1: more in the reference), share, cumulative,
    n_articles, n_articles_reference, divergence, permutation_mean and permutation_high (mean and 95 % quantile when
    texts are dealt at random: most of a raw divergence is noise), p, floor (NaN below two texts a side), n_texts,
    n_texts_reference, note.  ``attrs`` repeats the facts of a single contrast.  Source: Lin (1991); Gallagher et al.
    (2021).  Raises :class:`~cadrage.errors.MeasureError` for an unknown outlet or reference.

    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "outlet": ["Le Phare"] * 2 + ["L'Ancre"] * 2, "event": None,
    ...     "lemma": ["port", "quai", "port", "mer"], "pos": "NOUN", "boilerplate": False})
    >>> table = word_shift(tokens, outlet="Le Phare", reference="L'Ancre")
    >>> table[["term", "estimate", "direction"]].values.tolist(), table.attrs["divergence"]
    ([['mer', 0.25, -1], ['quai', 0.25, 1], ['port', 0.0, 0]], 0.5)
    """
    counts = counted(tokens, **counting)
    pairs = contrasts(counts.outlets(), outlet=outlet, reference=reference)
    found = [_one(counts, pair, strata, n_permutations, seed, top, lang) for pair in pairs]
    found = [part for part in found if part is not None]
    if not found:
        raise MeasureError("a comparison was expected to have words on both sides, but one side has none")
    facts = found[0][1] if len(found) == 1 else {}
    smaller = min(min(part["n_texts_outlet"], part["n_texts_reference"]) for _, part in found)
    return finish(
        pd.concat([table for table, _ in found], ignore_index=True), measure="word_shift", correction="none", seed=seed,
        method="Jensen–Shannon divergence, equal weights, binary logarithm", reference=reference,
        strata=strata or "none", **facts, **attributes(counts), **said(smaller, lang=lang),
    )  # fmt: skip


def _one(
    counts: Counts, pair, strata, n_permutations: int, seed: int, top, lang: str
) -> tuple[pd.DataFrame, dict] | None:
    """The shift of one outlet from its reference, and the facts about the whole of it; None where a side is empty."""
    outlet, reference = pair
    # For the mean the others stay apart, so that a large one does not stand for all.
    two = sides(counts, outlet=outlet, reference="rest" if reference == "mean" else reference, strata=strata)
    a, b, with_a, with_b = two.counts()
    if min(a.sum(), b.sum()) == 0:
        return None
    p, q = a / a.sum(), b / b.sum()
    groups = two.outlets if reference == "mean" else None
    if groups is not None:
        q = _mean_of(_distributions(two.matrix, groups), 0)
    contribution = _contributions(p, q)
    divergence = float(contribution.sum())
    facts = {"divergence": divergence}
    if supports(min(two.sizes), "permutation"):
        facts |= _null(two, (a + b).astype(float), n_permutations, seed, divergence) if groups is None else _null_of_mean(
            two, groups, n_permutations, seed, divergence
        )  # fmt: skip
    order = np.lexsort((np.arange(len(a)), -contribution))
    order = order[(a + b)[order] > 0]
    running = np.cumsum(contribution[order])[:top]
    order = order[:top]
    out = pd.DataFrame(
        {
            "outlet": outlet, "reference": reference, "term": counts.terms[order], "n": a[order],
            "total": int(a.sum()), "n_reference": b[order], "total_reference": int(b.sum()),
            "rate": 1000 * p[order], "rate_reference": 1000 * q[order], "estimate": contribution[order],
            "direction": np.sign(p - q)[order].astype(int),
            "share": contribution[order] / divergence if divergence else 0.0,
            "cumulative": running / divergence if divergence else 0.0,
            "n_articles": with_a[order], "n_articles_reference": with_b[order], "divergence": divergence,
        }
    )  # fmt: skip
    for name in ("permutation_mean", "permutation_high", "p", "floor"):
        out[name] = facts.get(name, np.nan)
    out["n_texts"], out["n_texts_reference"] = two.sizes
    single = out["n_articles"] + out["n_articles_reference"] == 1
    out["note"] = np.where(single, say("single text", lang), "")
    facts |= {"n_texts_outlet": two.sizes[0], "n_texts_reference": two.sizes[1]}
    return out, facts


def _contributions(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """½ p log2(p/m) + ½ q log2(q/m), m the mean of p and q; never below 0 but for rounding."""
    m = (p + q) / 2
    m = np.where(m > 0, m, 1.0)
    with np.errstate(divide="ignore"):
        logs = [np.where(x > 0, x * np.log2(np.where(x > 0, x, 1.0) / m), 0.0) for x in (p, q)]
    return np.maximum((logs[0] + logs[1]) / 2, 0.0)


def _null(two: Sides, whole: np.ndarray, n_permutations: int, seed: int, observed: float) -> dict:
    """The facts of the divergence when texts are dealt at random; ``whole``: uses of every term on both sides."""
    rows, exact = assignments(
        two.first, strata=two.strata, n_permutations=n_permutations, max_exact=n_permutations, seed=seed
    )
    # Half the memory to go through; sums of whole numbers are exact in it as long as they stay below its precision.
    kind = np.float32 if whole.max() < 2**24 else np.float64
    terms = with_data(two.matrix, two.matrix.data.astype(kind)).T
    together = min(50, max(8, SUMS // max(1, len(whole))))
    sums = (
        terms @ np.ascontiguousarray(rows[start : start + together].T, dtype=kind)
        for start in range(0, len(rows), together)
    )
    null = np.concatenate([_divergences(first, whole) for first in sums])
    reached = int((null >= observed - 1e-12).sum())
    p = reached / len(null) if exact else (1 + reached) / (1 + len(null))
    facts = {"permutation_mean": float(null.mean()), "permutation_high": float(np.quantile(null, 0.95)), "p": p}
    return facts | {"floor": smallest_p(two.first, two.strata, len(rows), exact), "n_assignments": len(rows)}


def _divergences(first: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divergence of two sides under each assignment: ``first`` (term × assignment) are uses on one, ``whole`` on both."""
    n = first.sum(axis=0, dtype=float)
    sums = np.zeros(len(n))
    for start in range(0, len(first), TERMS):
        a, of_both = first[start : start + TERMS].astype(float), whole[start : start + TERMS, None]
        parts = _contributions(a / np.maximum(n, 1), (of_both - a) / np.maximum(whole.sum() - n, 1))
        # Added up from the first term to the last, whatever the blocks.
        parts[0] += sums
        sums = parts.sum(axis=0)
    return sums


def _distributions(matrix: sparse.csr_array, groups: np.ndarray) -> np.ndarray:
    """Share of every term in every group's uses (group × term), from the numbers of the texts' groups."""
    width = matrix.shape[1]
    sums = np.zeros((int(groups.max()) + 1, width))
    for text, term, n in entries(matrix):
        np.add.at(sums.ravel(), groups[text] * width + term, n.astype(float))
    return sums / np.maximum(sums.sum(axis=-1, keepdims=True), 1)


def _mean_of(shares: np.ndarray, first: int) -> np.ndarray:
    """Mean distribution of all groups but one."""
    return np.delete(shares, first, axis=-2).mean(axis=-2)


def _null_of_mean(two: Sides, groups: np.ndarray, n_permutations: int, seed: int, observed: float) -> dict:
    """The same for the mean of several outlets: texts are dealt to all outlets, each keeping its number of texts."""
    rng = np.random.default_rng(seed)
    strata = np.zeros(len(groups), dtype=int) if two.strata is None else np.unique(two.strata, return_inverse=True)[1]
    null = []
    for _ in range(n_permutations):
        dealt = groups.copy()
        for stratum in range(strata.max() + 1):
            where = np.flatnonzero(strata == stratum)
            dealt[where] = rng.permutation(groups[where])
        shares = _distributions(two.matrix, dealt)
        null.append(float(_contributions(shares[0], _mean_of(shares, 0)).sum()))
    p = (1 + sum(value >= observed - 1e-12 for value in null)) / (1 + len(null))
    facts = {"permutation_mean": float(np.mean(null)), "permutation_high": float(np.quantile(null, 0.95)), "p": p}
    return facts | {"floor": 1 / (1 + len(null)), "n_assignments": len(null)}
