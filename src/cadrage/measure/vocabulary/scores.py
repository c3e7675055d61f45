"""Formulas of keyness on arrays: a uses among N1 words against b uses among N2 words.

All are positive where the term is more frequent in the first corpus.  G², χ², specificity and z order terms; computed
over words, they are no tests (Lijffijt et al. 2016; Bestgen 2014).
"""

import numpy as np
from scipy import special

_TINY = 1e-300
# Steps of sums computed at once.
STEPS = 16_384


def _cells(a, b, n1, n2):
    a, b, n1, n2 = (np.asarray(x, dtype=float) for x in (a, b, n1, n2))
    observed = np.stack(np.broadcast_arrays(a, b, n1 - a, n2 - b))
    total = n1 + n2
    expected = np.stack(
        np.broadcast_arrays(
            (a + b) * n1 / total, (a + b) * n2 / total, (total - a - b) * n1 / total, (total - a - b) * n2 / total
        )
    )
    return observed, expected


def expected_count(a, b, n1, n2):
    """Smaller of the two counts expected under equal rates; below 5 the scores are unsafe.

    >>> float(expected_count(6, 3, 1000, 2000))
    3.0
    """
    a, b, n1, n2 = (np.asarray(x, dtype=float) for x in (a, b, n1, n2))
    return np.minimum((a + b) * n1 / (n1 + n2), (a + b) * n2 / (n1 + n2))


def g2(a, b, n1, n2):
    """Signed log-likelihood ratio G² = 2 Σ O ln(O/E) over the four cells, without continuity correction.

    Sign of a − E(a).  Source: Dunning (1993), with the two cells that short cuts drop.

    >>> round(float(g2(6, 3, 1000, 2000)), 4)
    4.1724
    """
    observed, expected = _cells(a, b, n1, n2)
    value = 2 * special.xlogy(observed, observed / np.maximum(expected, _TINY)).sum(axis=0)
    return np.sign(observed[0] - expected[0]) * np.maximum(value, 0)


def chi2(a, b, n1, n2):
    """Signed Pearson χ² of the four cells, without continuity correction.

    >>> round(float(chi2(6, 3, 1000, 2000)), 4)
    4.5135
    """
    observed, expected = _cells(a, b, n1, n2)
    value = ((observed - expected) ** 2 / np.maximum(expected, _TINY)).sum(axis=0)
    return np.sign(observed[0] - expected[0]) * value


def log_ratio(a, b, n1, n2):
    """Binary logarithm of the ratio of rates (Hardie 2014); 0.5 stands for a count of zero, and only there.

    >>> float(log_ratio(6, 3, 1000, 2000))
    2.0
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    return np.log2(np.where(a == 0, 0.5, a) / n1) - np.log2(np.where(b == 0, 0.5, b) / n2)


def percent_diff(a, b, n1, n2):
    """Difference of rates in per cent of the reference (Gabrielatos and Marchi 2011); NaN where it has none.

    >>> round(float(percent_diff(6, 3, 1000, 2000)), 9)
    300.0
    """
    first, second = np.asarray(a, dtype=float) / n1, np.asarray(b, dtype=float) / n2
    return np.where(second > 0, 100 * (first - second) / np.where(second > 0, second, 1), np.nan)


def odds_ratio(a, b, n1, n2):
    """Odds of the term in the first corpus over its odds in the second; infinite where the reference has none.

    >>> round(float(odds_ratio(6, 3, 1000, 2000)), 4)
    4.0181
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return a * (n2 - b) / (b * (n1 - a))


def log_odds(a, b, n1, n2, *, alpha0: float, prior) -> tuple[np.ndarray, np.ndarray]:
    """Difference of log-odds with an informative Dirichlet prior, and its z (two-term variance).

    ``prior`` is each term's share of the pooled corpus; its pseudo-count is ``alpha0`` × prior.
    Source: Monroe, Colaresi and Quinn (2008), equations 16, 20, 22.

    >>> delta, z = log_odds(6, 3, 1000, 2000, alpha0=100, prior=9 / 3000)
    >>> round(float(delta), 4), round(float(z), 4)
    (1.2974, 1.9093)
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    alpha = alpha0 * np.asarray(prior, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        first = np.log(a + alpha) - np.log(n1 + alpha0 - a - alpha)
        second = np.log(b + alpha) - np.log(n2 + alpha0 - b - alpha)
        delta = first - second
        return delta, delta / np.sqrt(1 / (a + alpha) + 1 / (b + alpha))


def lrc(a, b, n1, n2, *, alpha: float = 0.05, family: int | None = None, deff=1.0):
    """Conservative log ratio (Evert 2022): the bound nearest 0 of a corrected interval of the log ratio.

    Clopper–Pearson interval of a/(a+b) at alpha/family (default family: the number of terms), turned into a binary
    log ratio of rates; 0 where the interval holds 0.  ``deff`` divides the counts, which widens the interval by √deff.

    >>> round(float(lrc(60, 30, 1000, 2000)), 4)
    1.3447
    """
    a, b, deff = np.asarray(a, dtype=float), np.asarray(b, dtype=float), np.asarray(deff, dtype=float)
    family = max(1, a.size if family is None else family)
    more = a / n1 >= b / n2
    # Only the bound nearest 0 is needed: the lower one of the term's own side, turned round for the other.
    k, other = np.where(more, a, b) / deff, np.where(more, b, a) / deff
    level, even = alpha / family / 2, np.where(more, n1, n2) / (np.asarray(n1, dtype=float) + n2)
    # Where the interval holds the even share the score is 0, which the direct beta integral tells at less cost, and
    # for most terms the first term of its series, all of them positive, at still less.
    k, other, even = np.broadcast_arrays(k, other, even)
    beyond = np.asarray(k > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        least = k * np.log(even) + (other + 1) * np.log1p(-even) - np.log(k) - special.betaln(k, other + 1)
        beyond &= ~(least > np.log(level) + 1e-6)
    beyond[beyond] = special.betainc(k[beyond], other[beyond] + 1, even[beyond]) < level
    value = np.zeros(k.shape)
    low = special.betaincinv(k[beyond], other[beyond] + 1, level)
    scale = np.broadcast_to(np.log2(np.asarray(n2, dtype=float) / n1), value.shape)
    value[beyond] = np.maximum(np.log2(low / (1 - low)) + np.where(more, scale, -scale)[beyond], 0)
    value = np.where(more, value, -value) + 0.0
    return np.where(np.isnan(deff), np.nan, value)


def lafon(a, b, n1, n2):
    """Specificity (Lafon 1980): −log10 P(X ≥ a) where a is above its hypergeometric mean, else +log10 P(X ≤ a).

    The observed value belongs to both tails; computed in log space.  Needs whole counts.

    >>> round(float(lafon(6, 3, 1000, 2000)), 4)
    1.3749
    """
    k, other, n1, n2 = np.broadcast_arrays(*(np.asarray(x, dtype=float) for x in (a, b, n1, n2)))
    marked, total = k + other, n1 + n2
    over = k * total >= n1 * marked
    log_p = _log_hypergeometric(k, marked, n1, total) + np.log(_tail(k, marked, n1, total, over))
    log_p = np.minimum(log_p, 0.0) / np.log(10)
    return np.where(over, -log_p, log_p)


def _tail(k, marked, drawn, total, over):
    """Tail probability divided by the probability of k: a sum of ratios that only falls, so it ends quickly."""
    shape = k.shape
    k, marked, drawn, total, over = (x.ravel() for x in (k, marked, drawn, total, over))
    # At most k marked among those drawn means at least marked − k among those not drawn: one sum serves both tails.
    x, drawn = np.where(over, k, marked - k), np.where(over, drawn, total - drawn)
    rest = total - marked - drawn + x
    result, term, active = np.ones(k.size), np.ones(k.size), np.arange(k.size)
    while active.size:
        # Few sums are long: the fewer are left, the more steps at once.
        step = np.arange(min(256, 4 + STEPS // active.size))
        left, free, done, more = (v[active, None] for v in (marked - x, drawn - x, x, rest))
        ratio = (left - step) * (free - step) / ((done + step + 1) * (more + step + 1))
        terms = np.cumprod(np.maximum(ratio, 0), axis=1) * term[active, None]
        result[active] += terms.sum(axis=1)
        term[active] = terms[:, -1]
        x[active] += len(step)
        rest[active] += len(step)
        active = active[terms[:, -1] > 1e-17 * result[active]]
    return result.reshape(shape)


def _log_hypergeometric(k, marked, drawn, total):
    """Log probability of k marked among drawn, by three binomials, as Loader (2000) keeps full precision."""
    p = drawn / total
    return _log_binomial(k, marked, p) + _log_binomial(drawn - k, total - marked, p) - _log_binomial(drawn, total, p)


def _log_binomial(x, n, p):
    with np.errstate(divide="ignore", invalid="ignore"):
        q = 1 - p
        inner = (
            _stirling_error(n)
            - _stirling_error(x)
            - _stirling_error(n - x)
            - _deviance(x, n * p)
            - _deviance(n - x, n * q)
            + 0.5 * (np.log(n) - np.log(2 * np.pi) - np.log(x) - np.log(n - x))
        )
    return np.where(x == 0, special.xlog1py(n, -p), np.where(x == n, special.xlogy(n, p), inner))


def _stirling_error(n):
    """log n! minus Stirling's formula; exact by gammaln below 16, by its series above."""
    n = np.asarray(n, dtype=float)
    small, large = np.clip(n, 0.5, 16), np.maximum(n, 16)
    exact = special.gammaln(small + 1) - (small + 0.5) * np.log(small) + small - 0.5 * np.log(2 * np.pi)
    square = large * large
    series = (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / large
    return np.where(n < 16, exact, series)


def _deviance(x, mean):
    """x ln(x/mean) + mean − x without cancellation where x is near the mean (Loader 2000)."""
    difference = x - mean
    with np.errstate(divide="ignore", invalid="ignore"):
        v = difference / (x + mean)
        # x·ln(x/m) = 2x·artanh(v): the series of artanh minus its first term keeps what direct evaluation loses.
        near = difference * v
        power = 2 * x * v
        for j in range(1, 12):
            power = power * v * v
            near = near + power / (2 * j + 1)
        far = special.xlogy(x, x / np.maximum(mean, _TINY)) + mean - x
    return np.where(np.abs(difference) < 0.1 * (x + mean), near, far)
