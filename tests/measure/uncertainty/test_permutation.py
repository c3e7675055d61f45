"""Permutation tests: scipy's exact p, the floor, strata, and an error rate that the enumeration proves."""

from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from cadrage.errors import MeasureError
from cadrage.measure.uncertainty.permutation import assignments, floor_of_p, max_t, permutation_test


@pytest.mark.parametrize("n, p", [(1, 1.0), (2, 0.333), (3, 0.1), (4, 0.029), (5, 0.0079)])
def test_the_floor_of_the_specification(n, p):
    assert floor_of_p(n, n) == pytest.approx(p, rel=0.02)


def test_the_floor_is_reached_and_never_passed():
    for n, m in [(2, 2), (3, 3), (2, 5), (4, 4)]:
        values = np.arange(n + m)[::-1] ** 2
        test = permutation_test(values, np.arange(n + m) < n)
        assert test.p == pytest.approx(test.floor) == floor_of_p(n, m)


@pytest.mark.parametrize("seed", range(4))
def test_equal_to_scipy(seed):
    rng = np.random.default_rng(seed)
    a, b = rng.gamma(2, size=4), rng.gamma(2, size=4)
    expected = stats.permutation_test(
        (a, b), lambda x, y: abs(x.mean() - y.mean()), alternative="greater", n_resamples=np.inf
    )
    test = permutation_test(np.concatenate([a, b]), [True] * 4 + [False] * 4)
    assert test.exact and test.n_assignments == 70
    assert test.p == pytest.approx(expected.pvalue, abs=1e-9)


def test_of_all_ways_to_label_the_texts_at_most_five_per_cent_reject():
    """The share of labellings with p ≤ .05 is the error rate itself: no simulation is needed."""
    rng = np.random.default_rng(5)
    k, n = rng.poisson(2, 10), rng.poisson(2, 10) + 1
    for weights in (None, k + n):
        rejected = []
        for chosen in combinations(range(10), 5):
            group = np.isin(np.arange(10), chosen)
            rejected.append(permutation_test(k, group, weights=weights).p <= 0.05)
        assert 0 < np.mean(rejected) <= 0.05


def test_sampled_assignments_keep_the_error_rate():
    rng = np.random.default_rng(0)
    group = np.arange(24) < 12
    p = [permutation_test(rng.gamma(1, size=24), group, n_permutations=99, max_exact=10, seed=s).p for s in range(400)]
    assert np.mean(np.array(p) <= 0.05) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 400)
    assert min(p) >= 1 / 100


def test_no_p_below_two_texts():
    assert np.isnan(permutation_test([1, 2, 3], [True, False, False]).p)
    assert np.isnan(max_t(np.ones((3, 2)), [True, False, False])["p"]).all()
    assert np.isnan(permutation_test([], []).p)


def test_texts_stay_in_their_stratum():
    group, strata = [True, False, True, False], ["x", "x", "y", "y"]
    rows, exact = assignments(group, strata=strata)
    assert exact and len(rows) == 4
    assert (rows[:, :2].sum(axis=1) == 1).all() and (rows[:, 2:].sum(axis=1) == 1).all()
    sampled, exact = assignments(group, strata=strata, max_exact=1, n_permutations=30)
    assert not exact and (sampled[:, :2].sum(axis=1) == 1).all()


def test_strata_that_the_groups_do_not_share_leave_nothing_to_exchange():
    test = permutation_test([1, 2, 3, 4], [True, True, False, False], strata=["x", "x", "y", "y"])
    assert test.n_assignments == 1 and test.floor == 1.0


def test_the_statistic_does_not_depend_on_the_sizes_of_the_texts():
    values = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    group = [True, False, True, False, True, False]
    assert permutation_test(values, group).p == permutation_test(np.multiply(values, 1000), group).p


def test_max_t_by_hand_for_a_single_term_and_never_below_the_plain_p():
    rng = np.random.default_rng(1)
    values, group = rng.gamma(1, size=(10, 6)), np.arange(10) < 5
    many = max_t(values, group)
    assert (many["p_max"] >= many["p"] - 1e-12).all()
    alone = max_t(values[:, :1], group)
    assert alone["p_max"] == pytest.approx(alone["p"]) == permutation_test(values[:, 0], group).p


def test_max_t_controls_the_family_over_all_labellings():
    rng = np.random.default_rng(2)
    values = rng.gamma(1, size=(8, 20))
    wrong = [
        (max_t(values, np.isin(np.arange(8), chosen))["p_max"] <= 0.05).any() for chosen in combinations(range(8), 4)
    ]
    assert np.mean(wrong) <= 0.05


def test_one_label_per_text():
    with pytest.raises(MeasureError, match="one group label per text was expected, but 1 came for 2 texts"):
        permutation_test([1, 2], [True])
