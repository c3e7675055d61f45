"""Formulas of keyness against independent implementations, to 1e-9."""

from decimal import Decimal, getcontext
from math import comb

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.proportion import proportion_confint

from cadrage.measure.vocabulary import scores
from cadrage.measure.vocabulary.rates import _t_975

CELLS = [(6, 3, 1000, 2000), (1, 50, 400, 900), (12, 0, 500, 800), (0, 9, 500, 800), (30, 60, 1000, 2000)]


@pytest.mark.parametrize("a, b, n1, n2", CELLS)
def test_g2_and_chi2_are_scipys_with_a_sign(a, b, n1, n2):
    table = [[a, b], [n1 - a, n2 - b]]
    sign = np.sign(a / n1 - b / n2)
    g2 = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    chi2 = stats.chi2_contingency(table, correction=False).statistic
    assert scores.g2(a, b, n1, n2) == pytest.approx(sign * g2, abs=1e-9)
    assert scores.chi2(a, b, n1, n2) == pytest.approx(sign * chi2, abs=1e-9)


@pytest.mark.parametrize("a, b, n1, n2", [c for c in CELLS if c[0] and c[1]])
def test_odds_ratio_is_statsmodels(a, b, n1, n2):
    expected = Table2x2(np.array([[a, b], [n1 - a, n2 - b]])).oddsratio
    assert scores.odds_ratio(a, b, n1, n2) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("a, b, n1, n2", [*CELLS, (300, 60, 4000, 2500)])
def test_specificity_is_exact_integer_arithmetic(a, b, n1, n2):
    getcontext().prec = 60
    total, marked = n1 + n2, a + b
    above = a * total >= n1 * marked
    tail = range(a, min(marked, n1) + 1) if above else range(max(0, n1 + marked - total), a + 1)
    ways = sum(comb(marked, j) * comb(total - marked, n1 - j) for j in tail)
    expected = float((Decimal(ways) / Decimal(comb(total, n1))).log10())
    assert scores.lafon(a, b, n1, n2) == pytest.approx(-expected if above else expected, rel=1e-12, abs=1e-12)


def test_specificity_holds_in_a_large_corpus_where_probabilities_underflow():
    a, b, n1, n2 = 4000, 2000, 250_000, 2_250_000
    expected = -stats.hypergeom.logsf(a - 1, n1 + n2, a + b, n1) / np.log(10)
    assert expected > 2000
    assert scores.lafon(a, b, n1, n2) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("a, b, n1, n2", CELLS)
def test_lrc_is_the_bound_of_statsmodels_interval_nearest_zero(a, b, n1, n2):
    low, high = np.array(proportion_confint(a, a + b, alpha=0.05 / 250, method="beta"))
    with np.errstate(divide="ignore"):
        bounds = np.log2([low / (1 - low), high / (1 - high)]) + np.log2(n2 / n1)
    expected = 0.0 if bounds[0] <= 0 <= bounds[1] else bounds[0] if bounds[0] > 0 else bounds[1]
    assert scores.lrc(a, b, n1, n2, family=250) == pytest.approx(expected, abs=1e-9)


def test_lrc_shrinks_with_the_design_effect_and_is_missing_without_one():
    plain, wide = (scores.lrc(60, 30, 1000, 2000, deff=deff) for deff in (1.0, 2.0))
    assert 0 < wide < plain
    assert np.isnan(scores.lrc(60, 30, 1000, 2000, deff=np.nan))


def test_log_odds_by_hand():
    # α = 100 · 9/3000 = .3; ln(6.3/1093.7) − ln(3.3/2096.7); variance 1/6.3 + 1/3.3
    delta, z = scores.log_odds(6, 3, 1000, 2000, alpha0=100, prior=9 / 3000)
    by_hand = np.log(6.3 / 1093.7) - np.log(3.3 / 2096.7)
    assert delta == pytest.approx(by_hand, abs=1e-12)
    assert z == pytest.approx(by_hand / np.sqrt(1 / 6.3 + 1 / 3.3), abs=1e-12)


def test_effect_sizes_by_hand():
    assert scores.log_ratio(6, 3, 1000, 2000) == pytest.approx(2)
    assert scores.log_ratio(4, 0, 1000, 2000) == pytest.approx(np.log2(4 / 1000) - np.log2(0.5 / 2000))
    assert scores.percent_diff(6, 3, 1000, 2000) == pytest.approx(300)
    assert np.isnan(scores.percent_diff(6, 0, 1000, 2000))
    assert np.isposinf(scores.odds_ratio(6, 0, 1000, 2000))


SIGNED = {
    "g2": scores.g2,
    "chi2": scores.chi2,
    "lrc": scores.lrc,
    "log_ratio": scores.log_ratio,
    "log_odds": lambda *c: scores.log_odds(*c, alpha0=50, prior=(c[0] + c[1]) / (c[2] + c[3]))[1],
}


@pytest.mark.parametrize("name", SIGNED)
@pytest.mark.parametrize("cell", CELLS)
def test_exchanging_the_sides_flips_the_sign(name, cell):
    a, b, n1, n2 = cell
    assert SIGNED[name](a, b, n1, n2) == pytest.approx(-SIGNED[name](b, a, n2, n1), abs=1e-9)


@pytest.mark.parametrize("cell", CELLS)
def test_doubling_all_counts_doubles_g2(cell):
    assert scores.g2(*(2 * x for x in cell)) == pytest.approx(2 * scores.g2(*cell), rel=1e-12)


def test_lrc_of_many_terms_is_the_bound_of_the_beta_law():
    """The short cuts for terms near the even share change no value."""
    rng = np.random.default_rng(0)
    a, b = rng.poisson(rng.gamma(1, 30, 3_000)), rng.poisson(rng.gamma(1, 60, 3_000))
    n1, n2, deff = 90_000, 200_000, 1 + rng.exponential(0.5, 3_000)
    more = a / n1 >= b / n2
    k, other = np.where(more, a, b) / deff, np.where(more, b, a) / deff
    low = np.where(k > 0, stats.beta.ppf(0.05 / 3_000 / 2, np.where(k > 0, k, 1), other + 1), 0)
    with np.errstate(divide="ignore"):
        bound = np.log2(low / (1 - low)) + np.where(more, 1, -1) * np.log2(n2 / n1)
    expected = np.where(more, 1, -1) * np.maximum(bound, 0)
    found = scores.lrc(a, b, n1, n2, deff=deff)
    assert 300 < (found != 0).sum() < 2_700
    assert np.allclose(found, expected, rtol=1e-9, atol=1e-9)


def test_the_point_of_students_t_is_scipys_for_many_and_for_few_terms():
    for least, size in ((8, 5_000), (1, 5_000), (8, 10)):
        degrees = np.geomspace(least, 1e6, size)
        assert np.allclose(_t_975(degrees), stats.t.ppf(0.975, degrees), rtol=1e-12, atol=0)
