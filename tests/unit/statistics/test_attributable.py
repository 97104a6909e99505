"""The attributable fraction: against its formula, drawn worlds, and at the edges."""

import numpy as np
import pytest

from smartstart.statistics.attributable import attributable_fraction, clustered_attributable_fraction

Z = 1.959963984540054


def test_the_fraction_is_prevalence_times_excess():
    """Levin 1953: P (RR - 1) / (1 + P (RR - 1)), with a fifth of all in the group and a ratio of 3: 0.4 / 1.4."""
    found = attributable_fraction(60, 1000, 80, 4000)
    assert found.value == pytest.approx(0.4 / 1.4)


@pytest.mark.parametrize("table", [(60, 1000, 80, 4000), (5, 40, 9, 300), (3, 200, 50, 900)])
def test_limits_equal_the_printed_formula_for_a_sample_of_everybody(table):
    """Fleiss, Levin and Paik 2003, section 7.4: se of log(1 - PAF) is sqrt((b + PAF (a + d)) / (n c)), as shares of n.

    a, b: in the group with and without the event; c, d: outside it.
    """
    a, n1, c, n2 = table
    b, d, n = n1 - a, n2 - c, n1 + n2
    found = attributable_fraction(*table)
    error = np.sqrt((b + found.value * (a + d)) / (n * c))
    assert found.lower == pytest.approx(1 - (1 - found.value) * np.exp(Z * error), rel=1e-9)
    assert found.upper == pytest.approx(1 - (1 - found.value) * np.exp(-Z * error), rel=1e-9)


def test_limits_cover_the_truth_in_drawn_worlds():
    rng = np.random.default_rng(5)
    draws = rng.multinomial(3000, [0.2 * 0.06, 0.2 * 0.94, 0.8 * 0.02, 0.8 * 0.98], size=4000)
    a, b, c, d = draws.T
    found = attributable_fraction(a, a + b, c, c + d)
    truth = 0.4 / 1.4
    assert 0.935 < ((found.lower < truth) & (truth < found.upper)).mean() < 0.965


def test_a_lower_risk_gives_a_fraction_below_nought():
    assert attributable_fraction(5, 1000, 80, 4000).value < 0


def totals(seed, households=700):
    rng = np.random.default_rng(seed)
    home = np.repeat(np.arange(households), 4)
    group = np.repeat(rng.random(households) < 0.25, 4)
    frailty = rng.gamma(1.0, 1.0, households)[home]
    event = rng.random(home.size) < np.minimum(0.04 * np.where(group, 3, 1) * frailty, 1)
    return [
        np.bincount(home, weights=part, minlength=households) for part in (group, group & event, ~group, ~group & event)
    ]


def test_households_of_one_give_the_limits_of_counts():
    group = np.arange(5000) < 1000
    event = (np.arange(5000) % 50 < 1) | (group & (np.arange(5000) % 25 == 3))
    ours = clustered_attributable_fraction(group, group & event, ~group, ~group & event)
    plain = attributable_fraction((group & event).sum(), 1000, (~group & event).sum(), 4000)
    assert ours.value == pytest.approx(float(plain.value))
    assert ours.lower == pytest.approx(float(plain.lower), rel=1e-3)
    assert ours.upper == pytest.approx(float(plain.upper), rel=1e-3)


def test_everybody_twice_in_the_household_adds_no_certainty():
    parts = totals(1)
    once = clustered_attributable_fraction(*parts)
    twice = clustered_attributable_fraction(*(2 * part for part in parts))
    assert twice.lower == pytest.approx(float(once.lower), rel=1e-9)


def test_limits_with_households_cover_the_truth():
    truth = 1 - 0.04 / (0.04 * (0.75 + 0.25 * 3))
    covered = 0
    for seed in range(200):
        found = clustered_attributable_fraction(*totals(seed, 500))
        covered += bool(found.lower < truth < found.upper)
    assert 0.9 * 200 <= covered <= 0.99 * 200


def test_edges():
    found = attributable_fraction(
        [0, 5, 5, 0, 5], [50, 50, 0 + 5, 0, 50], [0, 0, 3, 3, 3], [200, 200, 0 + 9, 200, 0 + 3]
    )
    assert np.isnan(found.value[[0, 3]]).all()
    assert found.value[1] == 1.0
    assert np.isnan([found.lower[1], found.upper[1]]).all()
    assert np.isnan(attributable_fraction(5, 50, 0, 0).value)
    assert np.isnan(clustered_attributable_fraction([10.0], [2.0], [30.0], [3.0]).lower)


def test_more_events_than_members_is_refused():
    with pytest.raises(ValueError, match="more events"):
        attributable_fraction(5, 4, 1, 10)
