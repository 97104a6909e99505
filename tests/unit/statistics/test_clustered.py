"""Cluster-robust risks and ratios against statsmodels, against plain loops, and at the edges."""

import numpy as np
import pytest
import statsmodels.api as sm

from smartstart.statistics import cluster_totals, clustered_ratio, clustered_risk


def draw(seed, rows=1500, clusters=300, rate=0.15):
    rng = np.random.default_rng(seed)
    cluster = rng.integers(0, clusters, rows)
    frailty = rng.gamma(1.5, 1 / 1.5, clusters)
    group = rng.random(rows) < 0.3
    event = rng.random(rows) < np.minimum(rate * (1 + 0.6 * group) * frailty[cluster], 1)
    return cluster, event, group


def totals(cluster, event, chosen):
    return cluster_totals(cluster, int(cluster.max()) + 1, event, chosen)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("rate", [0.03, 0.15, 0.5])
def test_ratio_equals_modified_poisson_with_clustered_errors(seed, rate):
    cluster, event, group = draw(seed, rate=rate)
    ours = clustered_ratio(*totals(cluster, event, group), *totals(cluster, event, ~group))
    fit = sm.GLM(event.astype(float), sm.add_constant(group.astype(float)), family=sm.families.Poisson()).fit(
        cov_type="cluster", cov_kwds={"groups": cluster}, tol=1e-12
    )
    assert np.log(ours.value) == pytest.approx(fit.params[1], abs=1e-9)
    assert ours.log_error == pytest.approx(fit.bse[1], rel=1e-8)
    low, high = np.exp(fit.conf_int()[1])
    assert (ours.lower, ours.upper) == (pytest.approx(low, rel=1e-8), pytest.approx(high, rel=1e-8))
    two_sided = fit.pvalues[1]
    expected = two_sided / 2 if fit.params[1] > 0 else 1 - two_sided / 2
    assert ours.p_greater == pytest.approx(expected, rel=1e-6)
    assert ours.clusters == np.unique(cluster).size


@pytest.mark.parametrize("seed", range(5))
def test_risk_equals_a_clustered_logistic_intercept(seed):
    cluster, event, _ = draw(seed)
    ours = clustered_risk(*totals(cluster, event, np.ones(event.size, bool)))
    fit = sm.GLM(event.astype(float), np.ones((event.size, 1)), family=sm.families.Binomial()).fit(
        cov_type="cluster", cov_kwds={"groups": cluster}, tol=1e-12
    )
    low, high = 1 / (1 + np.exp(-fit.conf_int()[0]))
    assert ours.value == pytest.approx(event.mean(), rel=1e-12)
    assert (ours.lower, ours.upper) == (pytest.approx(low, rel=1e-7), pytest.approx(high, rel=1e-7))


def test_leading_axes_give_the_same_as_one_at_a_time():
    cluster, event, group = draw(1)
    other = np.random.default_rng(2).random(event.size) < 0.1
    parts = [[*totals(cluster, event, g), *totals(cluster, event, ~g)] for g in (group, other)]
    together = clustered_ratio(*(np.stack(column) for column in zip(*parts, strict=True)))
    for index, part in enumerate(parts):
        alone = clustered_ratio(*part)
        assert together.lower[index] == alone.lower
        assert together.p_greater[index] == alone.p_greater


def test_likeness_within_households_widens_the_interval():
    """Every child counted four times in one household: the error is that of the children counted once."""
    cluster, event, group = draw(3, rows=2000, clusters=10**6)
    once = clustered_ratio(*totals(cluster, event, group), *totals(cluster, event, ~group))
    four = tuple(np.repeat(part, 4) for part in (cluster, event, group))
    again = clustered_ratio(*totals(four[0], four[1], four[2]), *totals(four[0], four[1], ~four[2]))
    assert again.log_error == pytest.approx(once.log_error, rel=1e-3)
    apart = (np.arange(four[0].size), four[1], four[2])
    naive = clustered_ratio(*totals(apart[0], apart[1], apart[2]), *totals(apart[0], apart[1], ~apart[2]))
    assert again.log_error > 1.9 * naive.log_error


ONES = np.ones(40)
NONE = np.zeros(40)
SOME = (np.arange(40) % 4 == 0).astype(float)


def halves(events_in, events_out):
    """Forty households with one unit in the group and forty with one outside it."""
    return (
        np.concatenate([ONES, NONE]),
        np.concatenate([events_in, NONE]),
        np.concatenate([NONE, ONES]),
        np.concatenate([NONE, events_out]),
    )


def test_no_event_outside_gives_a_cautious_lower_limit_and_no_upper():
    ratio = clustered_ratio(*halves(SOME, NONE))
    assert ratio.value == np.inf
    assert ratio.upper == np.inf
    assert 0 < ratio.lower < 21
    assert 0.01 < ratio.p_greater < 0.05


def test_no_event_in_the_group_gives_nought_and_an_upper_limit():
    ratio = clustered_ratio(*halves(NONE, SOME))
    assert (ratio.value, ratio.lower) == (0.0, 0.0)
    assert 0 < ratio.upper < np.inf
    assert ratio.p_greater > 0.9


@pytest.mark.parametrize(
    "case",
    [halves(NONE, NONE), halves(ONES, ONES), (ONES, SOME, NONE, NONE), (NONE, NONE, ONES, SOME)],
    ids=["nobody", "everybody", "empty reference", "empty group"],
)
def test_undefined_is_nan_and_never_evidence(case):
    ratio = clustered_ratio(*case)
    assert np.isnan([ratio.value, ratio.lower, ratio.upper, ratio.log_error]).all()
    assert ratio.p_greater == 1.0


def test_one_household_says_nothing():
    ratio = clustered_ratio([20.0], [5.0], [20.0], [2.0])
    assert np.isnan(ratio.lower)
    assert ratio.p_greater == 1.0
    assert np.isnan(clustered_risk([20.0], [5.0]).lower)


def test_no_variation_between_households_is_no_certainty():
    """Every household half: the sandwich is nought, which must not read as an exact answer."""
    ratio = clustered_ratio(np.full(30, 2.0), np.full(30, 2.0), np.full(30, 2.0), np.full(30, 1.0))
    assert np.isnan(ratio.lower)
    assert ratio.p_greater == 1.0


def test_risk_at_the_edges_falls_back_on_wilson():
    nobody = clustered_risk(ONES, NONE)
    assert (nobody.value, nobody.lower) == (0.0, 0.0)
    assert nobody.upper == pytest.approx(0.0876, abs=1e-4)
    everybody = clustered_risk(ONES, ONES)
    assert (everybody.value, everybody.upper) == (1.0, 1.0)
    assert everybody.lower == pytest.approx(1 - 0.0876, abs=1e-4)


def test_more_events_than_members_is_refused():
    with pytest.raises(ValueError, match="more events"):
        clustered_ratio([1.0, 1.0], [2.0, 0.0], [1.0, 1.0], [0.0, 0.0])


def test_limits_cover_the_truth_when_households_are_alike():
    """95 % limits over 300 drawn worlds with strong frailty: plain limits would cover far less."""
    covered = 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        cluster = np.repeat(np.arange(400), 5)
        frailty = rng.gamma(1.0, 1.0, 400)
        group = np.repeat(rng.random(400) < 0.4, 5)
        event = rng.random(2000) < np.minimum(0.08 * np.where(group, 2, 1) * frailty[cluster], 1)
        ratio = clustered_ratio(*totals(cluster, event, group), *totals(cluster, event, ~group))
        covered += bool(ratio.lower < 2 < ratio.upper)
    assert 0.91 * 300 <= covered <= 0.99 * 300
