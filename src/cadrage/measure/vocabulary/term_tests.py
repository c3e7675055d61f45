"""Tests of terms whose unit is the text: mean rates per text of two outlets, permuted or by Welch, corrected."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy import special, stats

from cadrage.errors import MeasureError
from cadrage.measure.table import finish, flag_columns, one_of
from cadrage.measure.uncertainty.ladder import said, supports
from cadrage.measure.uncertainty.permutation import max_t
from cadrage.measure.vocabulary.counts import Counts, attributes, counted
from cadrage.measure.vocabulary.sides import Sides, sides
from cadrage.measure.wording import say
from cadrage.numbers import p_value

_METHODS = {
    "maxT": "permutation of texts, difference of mean rates; Westfall–Young maxT",
    "BH": "Welch test of rates per text; Benjamini–Hochberg",
    "holm": "permutation of texts, difference of mean rates; Holm",
    None: "permutation of texts, difference of mean rates; no correction",
}


def term_tests(
    tokens: pd.DataFrame | Counts,
    *,
    outlet: str,
    reference: str = "rest",
    terms: Iterable[str] | None = None,
    correction: str | None = "maxT",
    strata: str | None = None,
    min_count: int = 5,
    min_texts: int = 3,
    n_permutations: int = 1_999,
    seed: int = 0,
    lang: str = "fr",
    **counting,
) -> pd.DataFrame:
    """Test of each term's mean rate per text in an outlet against a reference, smallest p first.

    Declared ``terms`` are tested from two texts a side on; without them the whole vocabulary is, from six texts on,
    and below that p and q are withheld.  ``correction``: maxT (permutation), holm (permutation), BH (Welch), None.
    ``strata="event"`` exchanges texts within an event only.  q is NaN where the smallest possible p cannot pass .05.
    Columns: outlet, reference, term, n, total, n_reference, total_reference, estimate (difference of mean rates, per
    1,000 words), low, high (Welch), n_articles, n_texts, n_articles_reference, n_texts_reference, p, q, floor,
    n_assignments, flags, note.  Source: Westfall and Young (1993); Welch (1947); Benjamini and Hochberg (1995).

    >>> tokens = pd.DataFrame({"article_id": list("aabbccdd"), "outlet": ["Le Phare"] * 4 + ["L'Ancre"] * 4,
    ...     "event": None, "lemma": ["port", "quai", "port", "mer", "quai", "vent", "quai", "mer"], "pos": "NOUN",
    ...     "boilerplate": False})
    >>> table = term_tests(tokens, outlet="Le Phare", reference="L'Ancre", terms=["port"], correction=None)
    >>> table[["term", "estimate", "p", "floor"]].round(3).values.tolist()
    [['port', 500.0, 0.333, 0.333]]
    """
    one_of(correction, tuple(_METHODS), "correction")
    declared = None if terms is None else list(dict.fromkeys(terms))
    filters = {} if declared is not None else {"min_count": min_count, "min_texts": min_texts}
    counts = counted(tokens, **filters, **counting)
    two = sides(counts, outlet=outlet, reference=reference, strata=strata)
    two, names = _vocabulary(two, counts.terms, declared)
    smaller = min(two.sizes)
    allowed = supports(smaller, "permutation" if declared is not None else "q")
    out = _estimates(two, names)
    if allowed and len(names):
        if correction == "BH":
            p, q, floor, drawn = _welch(two)
        else:
            result = max_t(two.rates(), two.first, strata=two.strata, n_permutations=n_permutations, seed=seed)
            p, floor, drawn = result["p"], result["floor"], result["n_assignments"]
            q = result["p_max"] if correction == "maxT" else p if correction is None else holm(p)
        family = len(names) if correction == "holm" else 1
        out_of_reach = correction is not None and len(names) > 1 and floor * family > 0.05
        q = np.full(len(names), np.nan) if out_of_reach else q
    else:
        p = q = np.full(len(names), np.nan)
        floor, drawn, out_of_reach = np.nan, 0, False
    out = out.assign(outlet=outlet, reference=reference, p=p, q=q, floor=floor, n_assignments=drawn)
    extra = say("withheld p", lang) if smaller < 2 else ""
    if out_of_reach:
        extra = say("withheld q", lang, floor=p_value(floor, lang), family=len(names))
    facts = {
        "few": (out[["n", "n_reference"]].sum(axis=1) < 5).to_numpy(),
        "single text": (out["n_articles"] + out["n_articles_reference"] == 1).to_numpy(),
        "fragile": _fragile(two),
    }
    out = out.assign(**flag_columns(facts, lang=lang, extra=[extra] * len(out)))
    order = np.lexsort((np.arange(len(out)), -np.abs(out["estimate"].to_numpy()), np.nan_to_num(p, nan=2.0)))
    head = ["outlet", "reference", "term", "n", "total", "n_reference", "total_reference", "estimate", "low", "high"]
    head += ["n_articles", "n_texts", "n_articles_reference", "n_texts_reference", "p", "q", "floor", "n_assignments"]
    return finish(
        out.iloc[order][[*head, "flags", "note"]], measure="term_tests", method=_METHODS[correction],
        reference=reference, correction=correction or "none", family=len(names), seed=seed, strata=strata or "none",
        **attributes(counts), **said(smaller, lang=lang),
    )  # fmt: skip


def holm(p: np.ndarray) -> np.ndarray:
    """Holm's (1979) step-down adjustment; NaN stays NaN and is no part of the family.

    >>> holm(np.array([.01, .04, np.nan])).tolist()
    [0.02, 0.04, nan]
    """
    p = np.asarray(p, dtype=float)
    out, tested = np.full(p.shape, np.nan), np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    steps = p[order] * np.arange(len(order), 0, -1)
    out[order] = np.minimum(np.maximum.accumulate(steps), 1.0) if len(order) else steps
    return out


def _vocabulary(two: Sides, names: np.ndarray, declared) -> tuple[Sides, np.ndarray]:
    """The terms tested; a declared term that never occurs is an error, for it may be misspelt."""
    if declared is None:
        keep = np.flatnonzero(np.asarray(two.matrix.sum(axis=0)).ravel() > 0)
        return two._replace(matrix=two.matrix[:, keep]), names[keep]
    place = {name: k for k, name in enumerate(names)}
    missing = next((t for t in declared if t not in place), None)
    if missing is not None:
        raise MeasureError(f"terms was expected to hold words of the corpus, but {missing!r} never occurs as counted")
    return two._replace(matrix=two.matrix[:, [place[t] for t in declared]]), np.array(declared, dtype=object)


def _moments(two: Sides) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Mean and squared standard error of the rates per text, for both sides."""
    rates, result = two.rates(), []
    for side in (two.first, ~two.first):
        part = rates[np.flatnonzero(side)]
        size = part.shape[0]
        mean = np.asarray(part.sum(axis=0)).ravel() / max(size, 1)
        square = np.asarray(part.multiply(part).sum(axis=0)).ravel() / max(size, 1)
        variance = np.maximum(square - mean**2, 0) * size / (size - 1) if size > 1 else np.full(len(mean), np.nan)
        result += [mean, variance / max(size, 1)]
    return result[0], result[2], result[1], result[3]


def _estimates(two: Sides, names: np.ndarray) -> pd.DataFrame:
    a, b, with_a, with_b = two.counts()
    mean_a, mean_b, error_a, error_b = _moments(two)
    degrees, error = _degrees(two, error_a, error_b), np.sqrt(error_a + error_b)
    half = special.stdtrit(degrees, 0.975) * error
    difference = 1000 * (mean_a - mean_b)
    return pd.DataFrame(
        {
            "term": names, "n": a, "total": int(two.words[two.first].sum()), "n_reference": b,
            "total_reference": int(two.words[~two.first].sum()), "estimate": difference,
            "low": difference - 1000 * half, "high": difference + 1000 * half, "n_articles": with_a,
            "n_texts": two.sizes[0], "n_articles_reference": with_b, "n_texts_reference": two.sizes[1],
        }
    )  # fmt: skip


def _degrees(two: Sides, error_a, error_b) -> np.ndarray:
    first, second = two.sizes
    if min(first, second) < 2:
        return np.full(len(error_a), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        degrees = (error_a + error_b) ** 2 / (error_a**2 / (first - 1) + error_b**2 / (second - 1))
    return np.where(np.isfinite(degrees), degrees, first + second - 2)


def _welch(two: Sides) -> tuple[np.ndarray, np.ndarray, float, int]:
    mean_a, mean_b, error_a, error_b = _moments(two)
    error = np.sqrt(error_a + error_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(error > 0, np.abs(mean_a - mean_b) / error, np.where(mean_a == mean_b, 0.0, np.inf))
    p = 2 * special.stdtr(_degrees(two, error_a, error_b), -t)
    return p, stats.false_discovery_control(p), np.nan, 0


def _fragile(two: Sides) -> np.ndarray:
    """Whether leaving one text out turns the sign of the difference of mean rates."""
    first, second = two.sizes
    if min(first, second) < 2:
        return np.zeros(two.matrix.shape[1], dtype=bool)
    mean_a, mean_b, _, _ = _moments(two)
    rates, sign = two.rates(), np.sign(mean_a - mean_b)
    # Without text i the mean is (size·mean − rate)/(size − 1): extreme at the side's greatest and smallest rate.
    result = np.zeros(len(sign), dtype=bool)
    for side, size, mean, other, turn in (
        (two.first, first, mean_a, mean_b, 1),
        (~two.first, second, mean_b, mean_a, -1),
    ):
        part = rates[np.flatnonzero(side)]
        greatest, smallest = (np.asarray(f(axis=0).todense()).ravel() for f in (part.max, part.min))
        for extreme in (greatest, smallest):
            result |= turn * sign * ((size * mean - extreme) / (size - 1) - other) < -1e-15
    return result & (sign != 0)
