"""Rates of terms on both sides of a comparison, with their variance over texts."""

import numpy as np
from numpy.polynomial import Chebyshev
from scipy import special

from cadrage.measure.vocabulary.counts import Counts, by_outlet, cells, outlet_codes
from cadrage.measure.vocabulary.scores import log_ratio


def two_sides(counts: Counts, pairs: list[tuple[str, str]]) -> list[dict]:
    """For each pair (outlet, reference) the arrays that scores of keyness need, one value per term.

    a, b: uses; n1, n2: words; with_, with_ref: texts with the term; texts, texts_ref: texts; v1, v2: variance of the
    rate over texts; largest, largest_ref: greatest count in one text; dominant: one outlet gives more than half of
    the reference.  A pair with a side that has no word is left out.
    """
    outlets = counts.outlets()
    n, texts_with, words, texts = by_outlet(counts, outlets)
    squares, crosses, largest = _by_text(counts, outlets, n)
    group, size = outlet_codes(counts, outlets), counts.texts["n_tokens"].to_numpy(dtype=float)
    sizes = np.bincount(group, weights=size**2, minlength=len(outlets))
    spread = {"n": n, "words": words, "texts": texts, "squares": squares, "crosses": crosses, "sizes": sizes}
    spread = {name: (values, values.sum(axis=0)) for name, values in spread.items()}
    result = []
    for outlet, reference in pairs:
        side = _side(n, texts_with, words, texts, spread, outlets, outlet, reference)
        if min(side["n1"], side["n2"]) > 0:
            side["largest"], side["largest_ref"] = largest[side["k"]], largest[side["others"]].max(axis=0)
            result.append(side)
    return result


def _by_text(counts: Counts, outlets: list[str], uses: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Outlet × term, over texts: Σk² and Σk·size, which the variance of rates needs, and the greatest k."""
    size = counts.texts["n_tokens"].to_numpy(dtype=float)
    squares, crosses, largest = uses.copy(), np.zeros_like(uses), np.minimum(uses, 1)
    for text, place, k in cells(counts, outlets):
        np.add.at(crosses.ravel(), place, k * size[text])
        # Most entries are 1, of which the sum of uses tells all else.
        several = np.flatnonzero(k > 1)
        place, k = place[several], k[several].astype(float)
        np.add.at(squares.ravel(), place, k * (k - 1))
        np.maximum.at(largest.ravel(), place, k)
    return squares, crosses, largest


def _variance(spread: dict, group: list[int]) -> np.ndarray:
    """Variance of the pooled rate of some outlets over texts; NaN below two texts, never below Poisson's."""
    total = {name: _summed(values, group, whole) for name, (values, whole) in spread.items()}
    n, words, texts = total["n"], total["words"], total["texts"]
    if texts < 2 or words == 0:
        return np.full(len(n), np.nan)
    rate = n / words
    deviation = np.maximum(total["squares"] - 2 * rate * total["crosses"] + rate**2 * total["sizes"], 0)
    return np.maximum(texts / (texts - 1) * deviation / words**2, rate / words)


def _summed(values: np.ndarray, group: list[int], whole) -> np.ndarray:
    """Sum over some outlets of whole numbers; over most of them, what the few others leave of the sum of all."""
    if 2 * len(group) <= len(values):
        return values[group].sum(axis=0)
    return whole - np.delete(values, group, axis=0).sum(axis=0)


def _side(n, texts_with, words, texts, spread, outlets, outlet, reference) -> dict:
    k = outlets.index(outlet)
    others = [outlets.index(reference)] if reference in outlets else [j for j in range(len(outlets)) if j != k]
    n2 = words[others].sum()
    share = words[others] / max(1.0, n2)
    b, v2 = n[others].sum(axis=0), _variance(spread, others)
    if reference == "mean":
        # Every other outlet weighs the same: the mean of their rates, on the words they have together.
        share = np.full(len(others), 1 / len(others))
        with np.errstate(divide="ignore", invalid="ignore"):
            b = (share[:, None] * n[others] / words[others][:, None]).sum(axis=0) * n2
        v2 = sum(w**2 * _variance(spread, [j]) for w, j in zip(share, others, strict=True))
    return {
        "outlet": outlet, "reference": reference, "k": k, "others": others, "a": n[k], "n1": words[k],
        "with_": texts_with[k], "texts": int(texts[k]), "v1": _variance(spread, [k]), "b": b, "n2": n2, "v2": v2,
        "with_ref": texts_with[others].sum(axis=0), "texts_ref": int(texts[others].sum()),
        "whole": reference != "mean", "dominant": bool(len(others) > 1 and share.max() > 0.5),
    }  # fmt: skip


def interval(side: dict) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Interval of the log ratio over texts, and the design effect; all NaN below two texts on a side.

    Approximate: nominal 95 % cover .92 and more in the laws of benchmarks/intervals.py (rates to 1 in 200 words).
    """
    a, b, n1, n2 = side["a"], side["b"], side["n1"], side["n2"]
    ratio = log_ratio(a, b, n1, n2)
    texts = (side["texts"], side["texts_ref"])
    if min(texts) < 2:
        nothing = np.full(len(a), np.nan)
        return nothing, nothing, nothing
    # Delta method: var(ln rate) = var(rate)/rate²; a zero count has the variance of the half that stands for it.
    first = np.where(a > 0, side["v1"] / np.where(a > 0, a / n1, 1.0) ** 2, 2.0)
    second = np.where(b > 0, side["v2"] / np.where(b > 0, b / n2, 1.0) ** 2, 2.0)
    both = first + second
    degrees = both**2 / (first**2 / (texts[0] - 1) + second**2 / (texts[1] - 1))
    half = _t_975(degrees) * np.sqrt(both) / np.log(2)
    plain = 1 / np.maximum(a, 0.5) + 1 / np.maximum(b, 0.5)
    return ratio - half, ratio + half, np.maximum(1.0, both / plain)


def _t_975(degrees: np.ndarray) -> np.ndarray:
    """The 97.5 % point of Student's t: for many degrees of freedom at once a polynomial in 1/df, exact to rounding."""
    least = degrees.min(initial=np.inf)
    # From eight degrees on the point is so smooth in 1/df that ten terms leave less than 1e-14 of it.
    if len(degrees) < 500 or not least >= 8:
        return special.stdtrit(degrees, 0.975)
    inverse = 1 / degrees
    ends = [inverse.min(), inverse.max() + 1e-9]
    return Chebyshev.interpolate(lambda x: special.stdtrit(1 / x, 0.975), 12, domain=ends)(inverse)


def flips(side: dict) -> np.ndarray:
    """Whether leaving out the text with most of the term on the leading side turns the direction round.

    The words of that text are not known per term; taking the side's words as they are is the cautious choice, because
    the rate that remains is then the smaller.
    """
    first, second = side["a"] / side["n1"], side["b"] / side["n2"]
    without = (side["a"] - side["largest"]) / side["n1"], (side["b"] - side["largest_ref"]) / side["n2"]
    turned = np.where(first > second, without[0] < second, without[1] < first)
    return turned & (first != second) & (side["texts"] >= 2) & (side["texts_ref"] >= 2)
