"""Word shift of the Jensen–Shannon divergence: which terms make two outlets' vocabularies diverge, and by how much."""

import numpy as np
import pandas as pd

from cadrage.measure.table import finish
from cadrage.measure.uncertainty.ladder import said, supports
from cadrage.measure.uncertainty.permutation import assignments, smallest_p
from cadrage.measure.vocabulary.counts import Counts, attributes, counted
from cadrage.measure.vocabulary.sides import Sides, sides
from cadrage.measure.wording import say


def word_shift(
    tokens: pd.DataFrame | Counts,
    *,
    outlet: str,
    reference: str = "rest",
    top: int | None = None,
    strata: str | None = None,
    n_permutations: int = 99,
    seed: int = 0,
    lang: str = "fr",
    **counting,
) -> pd.DataFrame:
    """Contribution of every term to the divergence of an outlet from its reference, greatest first.

    Both sides weigh the same; contributions are at least 0 and add up to the divergence (bits, 0 to 1).
    ``attrs``: divergence, permutation_mean and permutation_high (mean and 95 % quantile when texts are dealt at
    random: most of a raw divergence is noise), p, floor; p is NaN below two texts a side.
    Columns: outlet, reference, term, n, total, n_reference, total_reference, rate, rate_reference (per 1,000 counted
    terms), estimate (bits), direction (+1: more in the outlet, −1: more in the reference), share, cumulative,
    n_articles, n_articles_reference, note.  Source: Lin (1991); Gallagher et al. (2021).

    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "outlet": ["Le Phare"] * 2 + ["L'Ancre"] * 2, "event": None,
    ...     "lemma": ["port", "quai", "port", "mer"], "pos": "NOUN", "boilerplate": False})
    >>> table = word_shift(tokens, outlet="Le Phare", reference="L'Ancre")
    >>> table[["term", "estimate", "direction"]].values.tolist(), table.attrs["divergence"]
    ([['mer', 0.25, -1], ['quai', 0.25, 1], ['port', 0.0, 0]], 0.5)
    """
    counts = counted(tokens, **counting)
    two = sides(counts, outlet=outlet, reference=reference, strata=strata)
    a, b, with_a, with_b = two.counts()
    p, q = a / max(1, a.sum()), b / max(1, b.sum())
    contribution = _contributions(p, q)
    divergence = float(contribution.sum())
    null = _null(two, n_permutations, seed, divergence) if supports(min(two.sizes), "permutation") else {}
    order = np.lexsort((np.arange(len(a)), -contribution))
    order = order[(a + b)[order] > 0]
    running = np.cumsum(contribution[order])
    out = pd.DataFrame(
        {
            "outlet": outlet, "reference": reference, "term": counts.terms[order], "n": a[order],
            "total": int(a.sum()), "n_reference": b[order], "total_reference": int(b.sum()),
            "rate": 1000 * p[order], "rate_reference": 1000 * q[order], "estimate": contribution[order],
            "direction": np.sign(p - q)[order].astype(int),
            "share": contribution[order] / divergence if divergence else 0.0,
            "cumulative": running / divergence if divergence else 0.0,
            "n_articles": with_a[order], "n_articles_reference": with_b[order],
        }
    )  # fmt: skip
    single = out["n_articles"] + out["n_articles_reference"] == 1
    out["note"] = np.where(single, say("single text", lang), "")
    return finish(
        out if top is None else out.iloc[:top], measure="word_shift", correction="none", seed=seed,
        method="Jensen–Shannon divergence, equal weights, binary logarithm", reference=reference,
        divergence=divergence, n_texts_outlet=two.sizes[0], n_texts_reference=two.sizes[1], strata=strata or "none",
        **null, **attributes(counts), **said(min(two.sizes), lang=lang),
    )  # fmt: skip


def _contributions(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """½ p log2(p/m) + ½ q log2(q/m), m the mean of p and q; never below 0 but for rounding."""
    m = (p + q) / 2
    m = np.where(m > 0, m, 1.0)
    with np.errstate(divide="ignore"):
        logs = [np.where(x > 0, x * np.log2(np.where(x > 0, x, 1.0) / m), 0.0) for x in (p, q)]
    return np.maximum((logs[0] + logs[1]) / 2, 0.0)


def _null(two: Sides, n_permutations: int, seed: int, observed: float) -> dict:
    rows, exact = assignments(
        two.first, strata=two.strata, n_permutations=n_permutations, max_exact=n_permutations, seed=seed
    )
    whole = np.asarray(two.matrix.sum(axis=0)).ravel().astype(float)
    divergences = []
    for start in range(0, len(rows), 50):
        first = rows[start : start + 50].astype(float) @ two.matrix
        second = whole - first
        p = first / np.maximum(first.sum(axis=1, keepdims=True), 1)
        q = second / np.maximum(second.sum(axis=1, keepdims=True), 1)
        divergences.append(_contributions(p, q).sum(axis=1))
    null = np.concatenate(divergences)
    reached = int((null >= observed - 1e-12).sum())
    p = reached / len(null) if exact else (1 + reached) / (1 + len(null))
    facts = {"permutation_mean": float(null.mean()), "permutation_high": float(np.quantile(null, 0.95)), "p": p}
    return facts | {"floor": smallest_p(two.first, two.strata, len(rows), exact), "n_assignments": len(rows)}
