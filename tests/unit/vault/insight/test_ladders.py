"""Cutting numbers by a ladder, and the curve of ratios along it, against counting row by row."""

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from smartstart.vault.insight.searching.ladders import cut, threshold_curve


def test_a_cut_off_belongs_to_the_step_above_it_and_the_missing_stand_apart():
    values = [-5, 20.9, 21, 25.999, 26, 90, np.nan]
    assert cut(values, (21, 26)).tolist() == [0, 0, 1, 1, 2, 2, 3]


@pytest.mark.parametrize("ladder", [(), (3, 3), (5, 4), (1, np.nan), (1, np.inf), [[1, 2]], range(254)])
def test_what_is_no_ladder_is_refused(ladder):
    with pytest.raises(ValueError, match="ladder"):
        cut([1.0], ladder)


def test_the_curve_counts_and_compares_both_sides_of_every_cut_off():
    random = np.random.default_rng(5)
    ages = np.where(random.random(3_000) < 0.1, np.nan, random.integers(16, 45, 3_000))
    event = random.random(3_000) < np.where(ages < 26, 0.12, 0.05)
    ladder = (18, 21, 26, 30, 40)
    curve = threshold_curve(ages, event, ladder)
    for place, limit in enumerate(ladder):
        below, above = ages < limit, ages >= limit
        counts = [int((event & below).sum()), int(below.sum()), int((event & above).sum()), int(above.sum())]
        found = [curve.events_below, curve.rows_below, curve.events_from, curve.rows_from]
        assert [int(numbers[place]) for numbers in found] == counts
        assert curve.ratio[place] == pytest.approx(counts[0] / counts[1] / (counts[2] / counts[3]), rel=1e-12)
        # Koopman limits of statsmodels; it solves to about 1e-8.
        limits = confint_proportions_2indep(*counts, compare="ratio", method="score", correction=False)
        assert (curve.lower[place], curve.upper[place]) == pytest.approx(limits, rel=1e-5)
    assert int(np.argmax(curve.lower)) == ladder.index(26)


def test_a_cut_off_with_nobody_below_it_says_nothing():
    curve = threshold_curve([30.0, 40.0, 50.0], np.array([True, False, True]), (20, 35))
    assert np.isnan(curve.ratio[0])
    assert curve.rows_below.tolist() == [0, 1]
    assert curve.ratio[1] == pytest.approx(2.0)


def test_no_rows_at_all_say_nothing():
    curve = threshold_curve([], np.zeros(0, dtype=np.bool_), (20,))
    assert np.isnan(curve.ratio).all()
