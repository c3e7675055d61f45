"""Intervals whose unit is the text: shares of clustered counts, rates, means, and detectors that err.

A percentile bootstrap over few texts is unsafe (95 % intervals cover .50, .73, .83, .90 with 2, 3, 5, 10 texts),
so shares get Wilson's interval at the effective number of observations with a t multiplier.
"""

from typing import NamedTuple

import numpy as np
from scipy import optimize, special, stats

from cadrage.errors import MeasureError

# Without the floor on the design effect, 95 % intervals of shares of .05 to .2 cover .82 to .92 of the time with 5 to
# 20 texts and an intra-text correlation of .5; with it, .93 and more in all laws of benchmarks/intervals.py.
RARE_TEXTS = 2


class Interval(NamedTuple):
    """An estimate with its bounds, the design effect, effective n and number of texts behind it."""

    estimate: float
    low: float
    high: float
    deff: float = 1.0
    n_eff: float = float("nan")
    n_texts: int = 0


def t_multiplier(n_texts, *, confidence: float = 0.95):
    """Two-sided multiplier t(1 − (1−confidence)/2, n_texts − 1), NaN below two texts.

    >>> round(float(t_multiplier(3)), 3)
    4.303
    """
    n = np.asarray(n_texts, dtype=float)
    return np.where(n >= 2, special.stdtrit(np.maximum(n - 1, 1), 0.5 + confidence / 2), np.nan)


def wilson(k, n, *, confidence: float = 0.95, multiplier=None):
    """Wilson's (1927) score interval of k out of n (n may be an effective number): arrays low, high.

    >>> [round(float(x), 4) for x in wilson(6, 7)]
    [0.4869, 0.9743]
    """
    n = np.asarray(n, dtype=float)
    z = special.ndtri(0.5 + confidence / 2) if multiplier is None else np.asarray(multiplier, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.asarray(k, dtype=float) / n
        centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        low, high = np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)
    # At the ends of the scale the bound is the end itself, not a rounding error beside it.
    return np.where(p <= 0, 0.0, low) + 0 * p, np.where(p >= 1, 1.0, high) + 0 * p


def clopper_pearson(k, n, *, alpha: float = 0.05):
    """Clopper and Pearson's (1934) exact interval of k out of n at level 1 − alpha: arrays low, high.

    >>> [round(float(x), 4) for x in clopper_pearson(6, 7)]
    [0.4213, 0.9964]
    """
    k, n = np.asarray(k, dtype=float), np.asarray(n, dtype=float)
    with np.errstate(invalid="ignore"):
        low = np.where(k > 0, special.betaincinv(np.maximum(k, 1e-300), n - k + 1, alpha / 2), 0.0)
        high = np.where(k < n, special.betaincinv(k + 1, np.maximum(n - k, 1e-300), 1 - alpha / 2), 1.0)
    return low, high


def clustered_share(k, n, *, confidence: float = 0.95) -> Interval:
    """Share ΣK/ΣN over texts with the Wilson interval at the effective n and a t multiplier.

    ``k`` and ``n`` are counts per independent text; texts with n = 0 say nothing and are left out.
    se² = G/(G−1) · Σ(k − πn)² / (Σn)², design effect floored at 1, n_eff = Σn / deff, t with G − 1 degrees.  Where the
    rarer use stands in m ≤ 2 texts the spread between texts cannot be estimated, and the design effect is floored at
    2/(2 + m) of that of texts which agree with themselves.  With one text the share has no interval; without any, it
    is NaN.  Source: Kish (1965), Wilson (1927).

    >>> share = clustered_share([3, 2, 0], [3, 3, 1])
    >>> round(share.estimate, 3), round(share.low, 3), round(share.high, 3), share.n_texts
    (0.714, 0.113, 0.98, 3)
    """
    k, n = np.asarray(k, dtype=float), np.asarray(n, dtype=float)
    if (k > n).any() or (k < 0).any():
        raise MeasureError("a share was expected to count at most its total in every text: check k and n")
    k, n = k[n > 0], n[n > 0]
    texts, total = len(n), n.sum()
    if total == 0:
        return Interval(np.nan, np.nan, np.nan, np.nan, np.nan, 0)
    p = float(k.sum() / total)
    if texts < 2:
        return Interval(p, np.nan, np.nan, np.nan, np.nan, texts)
    variance = texts / (texts - 1) * ((k - p * n) ** 2).sum() / total**2
    plain = p * (1 - p) / total
    deff = max(1.0, float(variance / plain)) if plain > 0 else 1.0
    rare = min(int((k > 0).sum()), int((k < n).sum()))
    if rare <= RARE_TEXTS:
        deff = max(deff, 2 / (2 + rare) * float((n**2).sum() / total))
    n_eff = float(total / deff)
    low, high = wilson(p * n_eff, n_eff, multiplier=t_multiplier(texts, confidence=confidence))
    return Interval(p, float(low), float(high), deff, n_eff, texts)


def quasi_poisson_rate(counts, sizes, *, per: float = 1000.0, confidence: float = 0.95) -> tuple[Interval, float]:
    """Rate Σcounts/Σsizes × per with a log-scale t interval; the second value is the dispersion, floored at 1.

    Dispersion = Pearson χ² / (G − 1) (McCullagh and Nelder 1989).  Bounds are NaN below two texts; a rate of 0
    has the exact Poisson upper bound.

    >>> rate, dispersion = quasi_poisson_rate([2, 4, 3], [500, 700, 600])
    >>> round(rate.estimate, 2), round(rate.low, 2), round(rate.high, 2), dispersion
    (5.0, 1.19, 20.98, 1.0)
    """
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    counts, sizes = counts[sizes > 0], sizes[sizes > 0]
    texts, total = len(sizes), sizes.sum()
    if texts == 0:
        return Interval(np.nan, np.nan, np.nan), np.nan
    rate = float(counts.sum() / total)
    if texts < 2:
        return Interval(rate * per, np.nan, np.nan, n_texts=texts), np.nan
    if rate == 0:
        return Interval(0.0, 0.0, -np.log((1 - confidence) / 2) / total * per, n_texts=texts), np.nan
    expected = rate * sizes
    dispersion = max(1.0, float(((counts - expected) ** 2 / expected).sum() / (texts - 1)))
    half = float(t_multiplier(texts, confidence=confidence)) * np.sqrt(dispersion / counts.sum())
    low, high = float(rate * np.exp(-half)), float(rate * np.exp(half))
    return Interval(rate * per, low * per, high * per, dispersion, np.nan, texts), dispersion


def studentised_bootstrap(values, *, confidence: float = 0.95, draws: int = 1999, seed: int = 0) -> Interval:
    """Bootstrap-t interval of the mean of per-text values (Davison and Hinkley 1997); at least 6 texts.

    >>> interval = studentised_bootstrap([1.0, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0])
    >>> interval.low < interval.estimate < interval.high
    True
    """
    x = np.asarray(values, dtype=float)
    if len(x) < 6:
        raise MeasureError(f"a studentised bootstrap was expected to have at least 6 texts, but has {len(x)}")
    mean, se = float(x.mean()), float(x.std(ddof=1) / np.sqrt(len(x)))
    sample = np.random.default_rng(seed).choice(x, size=(draws, len(x)))
    spread = sample.std(axis=1, ddof=1) / np.sqrt(len(x))
    # A resample of one repeated value has no t; it would need an infinite one, so it is left out of the quantiles.
    t = (sample.mean(axis=1) - mean)[spread > 0] / spread[spread > 0]
    if se == 0:
        return Interval(mean, mean, mean, n_texts=len(x))
    upper, lower = np.quantile(t, [(1 + confidence) / 2, (1 - confidence) / 2])
    return Interval(mean, float(mean - upper * se), float(mean - lower * se), n_texts=len(x))


def percentile_bootstrap(values, *, confidence: float = 0.95, draws: int = 1999, seed: int = 0) -> Interval:
    """Percentile bootstrap interval of the mean of per-text values (Efron 1979); at least 20 texts.

    >>> interval = percentile_bootstrap(range(30))
    >>> interval.estimate, interval.n_texts
    (14.5, 30)
    """
    x = np.asarray(values, dtype=float)
    if len(x) < 20:
        raise MeasureError(f"a percentile bootstrap was expected to have at least 20 texts, but has {len(x)}")
    means = np.random.default_rng(seed).choice(x, size=(draws, len(x))).mean(axis=1)
    low, high = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(x.mean()), float(low), float(high), n_texts=len(x))


def beta_binomial(k, n, *, confidence: float = 0.95) -> Interval:
    """Mean share of a beta-binomial law fitted by maximum likelihood; interval on the logit scale, 20 texts or more.

    ``deff`` carries 1 + ρ(n̄ − 1), ρ the intra-text correlation.

    >>> fit = beta_binomial([3, 1, 4, 2, 0] * 5, [5, 4, 6, 3, 2] * 5)
    >>> fit.low < .5 < fit.high
    True
    """
    k, n = np.asarray(k, dtype=float), np.asarray(n, dtype=float)
    k, n = k[n > 0], n[n > 0]
    if len(n) < 20:
        raise MeasureError(f"a beta-binomial fit was expected to have at least 20 texts, but has {len(n)}")
    p = k.sum() / n.sum()
    if p in (0.0, 1.0):
        return clustered_share(k, n, confidence=confidence)

    def loss(theta):
        pi, rho = special.expit(theta)
        a, b = pi * (1 - rho) / rho, (1 - pi) * (1 - rho) / rho
        return -(special.betaln(k + a, n - k + b) - special.betaln(a, b)).sum()

    fit = optimize.minimize(loss, [special.logit(p), special.logit(0.1)], method="Nelder-Mead")
    mean, rho = special.expit(fit.x)
    # Observed information by second differences; what the search keeps of the curvature is too rough for a variance.
    step = 1e-3 * np.eye(2)
    curvature = np.array(
        [
            [sum(x * y * loss(fit.x + x * d + y * e) for x in (1, -1) for y in (1, -1)) / 4e-6 for e in step]
            for d in step
        ]
    )
    if rho < 1e-3 or np.linalg.eigvalsh(curvature).min() <= 0:
        # No more spread between texts than chance gives: ρ runs to 0, where the law is the binomial.
        return clustered_share(k, n, confidence=confidence)
    half = stats.norm.ppf(0.5 + confidence / 2) * np.sqrt(np.linalg.inv(curvature)[0, 0])
    low, high = special.expit([fit.x[0] - half, fit.x[0] + half])
    deff = 1 + rho * (n.mean() - 1)
    return Interval(float(mean), float(low), float(high), float(deff), float(n.sum() / deff), len(n))


def rogan_gladen(share: Interval, *, precision: float, recall: float, n_gold: int | None = None) -> Interval:
    """A share corrected for the measured precision and recall of the detector that counted it.

    True share = observed × precision / recall, which is Rogan and Gladen's (1978) estimator with sensitivity and
    specificity written as recall and precision.  With ``n_gold`` (hand-annotated cases behind both) the interval
    widens by their own error on the log scale; bounds are clipped to 0 and 1.

    >>> corrected = rogan_gladen(clustered_share([3, 2, 4], [8, 6, 9]), precision=.9, recall=.8)
    >>> round(corrected.estimate, 3)
    0.44
    """
    if not (0 < precision <= 1 and 0 < recall <= 1):
        raise MeasureError(f"precision and recall were expected in ]0, 1], but are {precision} and {recall}")
    factor = precision / recall
    error = np.sqrt((1 - precision) / precision / n_gold + (1 - recall) / recall / n_gold) if n_gold else 0.0
    estimate = share.estimate * factor

    def bound(side: float) -> float:
        if np.isnan(side) or share.estimate == 0:
            return float(np.clip(side * factor, 0, 1))
        # Two independent errors: the distance of the bound and the error of the factor add in squares (log scale).
        distance = np.log(max(side, 1e-12) / share.estimate)
        combined = np.hypot(distance, stats.norm.ppf(0.975) * error) * (1 if side >= share.estimate else -1)
        return float(np.clip(estimate * np.exp(combined), 0, 1))

    low, high = bound(share.low), bound(share.high)
    return share._replace(estimate=float(min(estimate, 1.0)), low=low, high=high)
