"""Intervals over texts: independent implementations, coverage, edges."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from cadrage.errors import MeasureError
from cadrage.measure.uncertainty.intervals import (
    beta_binomial,
    clopper_pearson,
    clustered_share,
    percentile_bootstrap,
    quasi_poisson_rate,
    rogan_gladen,
    studentised_bootstrap,
    t_multiplier,
    wilson,
)


@pytest.mark.parametrize("k, n", [(0, 4), (1, 7), (6, 7), (4, 4), (30, 90)])
def test_wilson_and_clopper_pearson_are_statsmodels(k, n):
    assert np.allclose(wilson(k, n), proportion_confint(k, n, method="wilson"), atol=1e-12)
    assert np.allclose(clopper_pearson(k, n), proportion_confint(k, n, method="beta"), atol=1e-12)


def test_the_multiplier_is_t_and_needs_two_texts():
    assert t_multiplier(5) == pytest.approx(stats.t.ppf(0.975, 4), abs=1e-9)
    assert np.isnan(t_multiplier(1))


def test_the_design_effect_by_hand():
    # Shares 3/3 and 0/3: π = .5, se² = 2/1 · (1.5² + 1.5²)/36 = .25, plain .25/6, so deff 6 and n_eff 1.
    share = clustered_share([3, 0], [3, 3])
    assert (share.estimate, share.deff, share.n_eff, share.n_texts) == pytest.approx((0.5, 6.0, 1.0, 2))
    low, high = wilson(0.5, 1.0, multiplier=stats.t.ppf(0.975, 1))
    assert (share.low, share.high) == pytest.approx((low, high))


def test_the_design_effect_is_floored_at_one():
    assert clustered_share([1, 1, 1], [2, 2, 2]).deff == 1.0


def test_one_text_has_a_share_without_an_interval_and_no_text_has_nothing():
    one, none = clustered_share([2], [3]), clustered_share([0], [0])
    assert one.estimate == pytest.approx(2 / 3) and np.isnan(one.low) and np.isnan(one.high)
    assert np.isnan(none.estimate) and none.n_texts == 0


def test_texts_without_a_use_say_nothing():
    assert clustered_share([2, 1, 0], [3, 2, 0]) == clustered_share([2, 1], [3, 2])


def test_a_count_above_its_total_is_an_error():
    with pytest.raises(MeasureError, match="at most its total"):
        clustered_share([3], [2])


@pytest.mark.parametrize("texts", [2, 3, 5, 10, 20])
@pytest.mark.parametrize("correlation", [0.0, 0.2, 0.5])
def test_the_interval_of_a_share_covers(texts, correlation):
    """Coverage at least .93 whatever the number of texts, the correlation inside them, the share and their length."""
    rng = np.random.default_rng(texts * 10 + int(10 * correlation))
    draws = 600
    for share in (0.1, 0.2, 0.5, 0.8):
        for uses in (3, 8):
            size = 1 + rng.poisson(uses, (draws, texts))
            scale = (1 - correlation) / max(correlation, 1e-9)
            chance = rng.beta(share * scale, (1 - share) * scale, size.shape) if correlation else share
            k = rng.binomial(size, chance)
            bounds = [clustered_share(*pair) for pair in zip(k, size, strict=True)]
            covered = np.mean([b.low <= share <= b.high for b in bounds])
            # 600 draws tell a coverage to about .01.
            assert covered >= 0.93 - 0.01, (texts, correlation, share, uses, covered)


def test_a_use_of_one_text_is_not_taken_for_a_use_spread_over_all():
    """Nine of ten texts without the use do not say how much texts differ; each then counts for about one."""
    lonely = clustered_share([0] * 9 + [4], [8] * 10)
    nowhere = clustered_share([0] * 10, [8] * 10)
    assert lonely.deff >= 2 / 3 * 8 and nowhere.deff == pytest.approx(8)
    assert nowhere.high == pytest.approx(wilson(0, 10, multiplier=t_multiplier(10))[1])


def test_quasi_poisson_by_hand():
    rate, dispersion = quasi_poisson_rate([0, 10], [1000, 1000])
    assert rate.estimate == pytest.approx(5.0)
    assert dispersion == pytest.approx(10.0)  # (5² + 5²)/5 / 1
    half = stats.t.ppf(0.975, 1) * np.sqrt(10 / 10)
    assert rate.high == pytest.approx(5 * np.exp(half))
    assert np.isnan(quasi_poisson_rate([3], [500])[0].low)
    assert quasi_poisson_rate([0, 0], [500, 500])[0].high == pytest.approx(-np.log(0.025))


def test_bootstraps_ask_for_enough_texts_and_repeat_themselves():
    with pytest.raises(MeasureError, match="at least 6 texts, but has 5"):
        studentised_bootstrap(range(5))
    with pytest.raises(MeasureError, match="at least 20 texts, but has 19"):
        percentile_bootstrap(range(19))
    with pytest.raises(MeasureError, match="at least 20 texts, but has 2"):
        beta_binomial([1, 2], [2, 3])
    values = np.random.default_rng(0).normal(size=30)
    assert studentised_bootstrap(values, seed=3) == studentised_bootstrap(values, seed=3)
    interval = stats.t.interval(0.95, 29, values.mean(), stats.sem(values))
    assert np.allclose(studentised_bootstrap(values)[1:3], interval, atol=0.1)
    assert np.allclose(percentile_bootstrap(values)[1:3], interval, atol=0.1)


def test_the_beta_binomial_finds_the_law_it_was_drawn_from():
    rng = np.random.default_rng(0)
    n = np.full(400, 8)
    k = rng.binomial(n, rng.beta(0.3 * 4, 0.7 * 4, 400))
    fit = beta_binomial(k, n)
    assert fit.low < 0.3 < fit.high
    assert fit.deff == pytest.approx(1 + 0.2 * 7, abs=0.35)  # intra-text correlation 1/(4+1)


def test_rogan_gladen_corrects_and_widens():
    share = clustered_share([3, 2, 4], [8, 6, 9])
    exact, uncertain = (rogan_gladen(share, precision=0.9, recall=0.75, n_gold=n) for n in (None, 40))
    assert exact.estimate == pytest.approx(share.estimate * 0.9 / 0.75)
    assert exact.low == pytest.approx(share.low * 1.2) and exact.high == pytest.approx(min(1, share.high * 1.2))
    assert uncertain.low < exact.low
    assert rogan_gladen(share, precision=1, recall=1)[:3] == pytest.approx(share[:3])
    with pytest.raises(MeasureError, match="precision and recall were expected"):
        rogan_gladen(share, precision=0, recall=1)
