"""Shrunken estimates: against a maximum found by search, statsmodels' moments, and drawn worlds."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from statsmodels.stats.meta_analysis import combine_effects

from smartstart.statistics.shrinkage import dersimonian_laird, reml, shrink


def draw(seed, groups=25, between=0.09):
    rng = np.random.default_rng(seed)
    errors = rng.uniform(0.1, 0.5, groups)
    truth = 0.2 + np.sqrt(between) * rng.normal(size=groups)
    return truth + errors * rng.normal(size=groups), errors, truth


def minus_restricted_likelihood(between, y, v):
    weight = 1 / (v + between)
    mean = (weight * y).sum() / weight.sum()
    return 0.5 * (np.log(v + between).sum() + np.log(weight.sum()) + (weight * (y - mean) ** 2).sum())


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("between", [0.0, 0.02, 0.5])
def test_between_variance_is_the_greatest_restricted_likelihood(seed, between):
    y, errors, _ = draw(seed, between=between)
    v = errors**2
    found = minimize_scalar(
        minus_restricted_likelihood, bounds=(0, 5), args=(y, v), method="bounded", options={"xatol": 1e-10}
    )
    assert reml(y, v) == pytest.approx(found.x, abs=2e-6)


@pytest.mark.parametrize("seed", range(4))
def test_moments_equal_statsmodels(seed):
    y, errors, _ = draw(seed)
    assert dersimonian_laird(y, errors**2) == pytest.approx(
        combine_effects(y, errors**2, method_re="chi2").tau2, rel=1e-9
    )


def test_shrunken_values_lie_between_their_own_and_the_mean():
    y, errors, _ = draw(1)
    found = shrink(y, errors)
    low, high = np.minimum(y, found.mean), np.maximum(y, found.mean)
    assert ((low <= found.estimates.value) & (found.estimates.value <= high)).all()
    order = np.argsort(errors)
    assert (np.diff(found.kept[order]) <= 0).all()


def test_estimates_that_differ_by_chance_only_all_become_the_mean():
    y = np.array([0.1, 0.12, 0.09, 0.11])
    found = shrink(y, np.full(4, 0.3))
    assert found.between == 0
    assert found.estimates.value == pytest.approx(np.full(4, 0.105))
    assert found.mean_error == pytest.approx(0.15)
    assert found.estimates.upper == pytest.approx(np.full(4, 0.105 + 1.959964 * 0.15))


def test_displayed_values_are_nearer_the_truth_and_their_limits_cover_it():
    nearer = covered = 0
    raw = shown = 0.0
    for seed in range(200):
        y, errors, truth = draw(seed, groups=30)
        found = shrink(y, errors)
        raw += ((y - truth) ** 2).sum()
        shown += ((found.estimates.value - truth) ** 2).sum()
        top = int(np.argmax(y))
        nearer += abs(found.estimates.value[top] - truth[top]) < abs(y[top] - truth[top])
        covered += int(((found.estimates.lower < truth) & (truth < found.estimates.upper)).sum())
    assert shown < 0.75 * raw
    assert nearer > 0.7 * 200
    assert 0.92 < covered / (200 * 30) < 0.97


def test_undefined_groups_stay_undefined_and_out():
    y, errors, _ = draw(3)
    with_holes = shrink(np.append(y, [np.nan, np.inf, 1.0]), np.append(errors, [0.2, 0.2, np.nan]))
    assert with_holes.estimates.value[:-3] == pytest.approx(shrink(y, errors).estimates.value)
    for part in (with_holes.estimates.value, with_holes.estimates.lower, with_holes.kept):
        assert np.isnan(part[-3:]).all()


@pytest.mark.parametrize(
    ("estimates", "errors", "words"),
    [
        ([0.1, 0.2], [0.1, 0.1], "fewer than three"),
        ([0.1, 0.2, np.nan], [0.1, 0.1, 0.1], "fewer than three"),
        ([0.1, 0.2, 0.3], [0.1, 0.0, 0.1], "above 0"),
        ([0.1, 0.2, 0.3], [0.1, 0.1], "same length"),
        ([[0.1, 0.2, 0.3]], [[0.1, 0.1, 0.1]], "one row"),
    ],
)
def test_impossible_questions_are_refused(estimates, errors, words):
    with pytest.raises(ValueError, match=words):
        shrink(estimates, errors)
