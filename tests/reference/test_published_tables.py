"""Two-by-two tables, exact tests and corrections for many tests, as printed by others.

Exact tests and the false discovery rate come from scipy, which `smartstart.statistics` points to instead of having its
own; they stand here so that a change there would be noticed.
"""

import numpy as np
import pytest
from scipy import stats

from smartstart.statistics import clustered_ratio, holm, koopman, newcombe, wilson


def limits(found):
    return [float(found.value), float(found.lower), float(found.upper)]


# Fagerland, Lydersen and Laake 2017, Statistical Analysis of Contingency Tables (CRC), chapters 2 and 4, as printed to
# four decimals by the authors' own R package contingencytables: the high-dose adrenaline trial of Perondi et al. 2004
# (survival 7 of 34 against 1 of 34) and 13 of 16.


def test_ratio_of_a_small_trial():
    """Koopman's score interval; the R package PropCIs prints 1.220853 to 42.575718. Tolerance: half a digit."""
    found = koopman(7, 34, 1, 34)
    assert limits(found) == pytest.approx([7.0, 1.2209, 42.5757], abs=5e-5)
    assert limits(found)[1:] == pytest.approx([1.220853, 42.575718], abs=5e-7)


def test_difference_of_a_small_trial():
    """Newcombe's hybrid score interval. Tolerance: half of the last digit printed."""
    assert limits(newcombe(7, 34, 1, 34)) == pytest.approx([0.1765, 0.0189, 0.3404], abs=5e-5)


def test_share_of_a_small_sample():
    """Wilson's score interval. Tolerance: half of the last digit printed."""
    assert limits(wilson(13, 16)) == pytest.approx([0.8125, 0.5699, 0.9341], abs=5e-5)


# Agresti 2007, An Introduction to Categorical Data Analysis (2nd edition), section 2.2: the aspirin study.
ASPIRIN = (189, 11034, 104, 11037)  # heart attacks on placebo, on placebo, heart attacks on aspirin, on aspirin


def test_difference_of_the_aspirin_study():
    """Printed: 0.0077, 95 % interval 0.005 to 0.011. Tolerance: half of the last digit printed."""
    found = limits(newcombe(*ASPIRIN))
    assert found[0] == pytest.approx(0.0077, abs=5e-5)
    assert found[1:] == pytest.approx([0.005, 0.011], abs=5e-4)


# The trials of BCG vaccine against tuberculosis (Colditz et al. 1994, JAMA 271:698): cases and others, vaccinated and
# not; log relative risk and its variance as the R package metafor (Viechtbauer 2010) prints them, to four decimals.
BCG_TRIALS = [
    ((29, 7470, 45, 7232), -0.4694, 0.0564),
    ((17, 1699, 65, 1600), -1.3713, 0.0730),
    ((186, 50448, 141, 27197), -0.3394, 0.0124),
    ((5, 2493, 3, 2338), 0.4459, 0.5325),
    ((27, 16886, 29, 17825), -0.0173, 0.0714),
]


@pytest.mark.parametrize(("table", "log_ratio", "variance"), BCG_TRIALS)
def test_log_ratio_and_variance_of_the_vaccine_trials(table, log_ratio, variance):
    """Everybody a household of one. Tolerance: half a digit, and 1e-4 of the variance for the small-sample factor."""
    sick, well, others_sick, others_well = table
    sizes = [sick, well, others_sick, others_well]
    group = np.repeat([1.0, 1.0, 0.0, 0.0], sizes)
    event = np.repeat([1.0, 0.0, 1.0, 0.0], sizes)
    found = clustered_ratio(group, group * event, 1 - group, (1 - group) * event)
    assert np.log(found.value) == pytest.approx(log_ratio, abs=5e-5)
    assert found.log_error**2 == pytest.approx(variance, abs=5e-5 + 5e-4 * variance)


# ---- exact tests ----

R_SEARCH = 1e-5  # limits of fisher.test come from a search that stops at 1e-4, so that its last digits are not exact


def test_the_lady_tasting_tea():
    """Fisher 1935, The Design of Experiments, chapter II; the answers as R's own example of fisher.test prints them."""
    tea = [[3, 1], [1, 3]]
    assert stats.fisher_exact(tea, "greater").pvalue == pytest.approx(17 / 70, abs=1e-12)
    assert stats.fisher_exact(tea).pvalue == pytest.approx(0.4857, abs=5e-5)
    odds = stats.contingency.odds_ratio(tea)
    assert odds.statistic == pytest.approx(6.408309, rel=1e-5)
    assert odds.confidence_interval(alternative="greater").low == pytest.approx(0.3135693, abs=R_SEARCH)


def test_convictions_of_twins_of_criminals():
    """Fisher 1962, as in R's example of fisher.test: 2 of 17 dizygotic against 10 of 13 monozygotic twins."""
    twins = [[2, 15], [10, 3]]
    assert stats.fisher_exact(twins, "less").pvalue == pytest.approx(0.0004652, abs=5e-8)
    assert stats.fisher_exact(twins).pvalue == pytest.approx(0.0005367, abs=5e-8)
    odds = stats.contingency.odds_ratio(twins)
    interval = odds.confidence_interval()
    assert odds.statistic == pytest.approx(0.04693661, rel=1e-4)
    assert [interval.low, interval.high] == pytest.approx([0.003325764, 0.363182271], abs=R_SEARCH)


def test_a_table_with_a_nought():
    """Fagerland, Lydersen and Laake 2017, chapter 4, data of Ritland et al. 2007: 0 of 16 against 15 of 72."""
    assert stats.fisher_exact([[0, 16], [15, 57]]).pvalue == pytest.approx(0.06287, abs=5e-6)


def test_a_vaccine_trial_that_conditioning_would_miss():
    """Mehta and Senchaudhuri 2003, Conditional versus unconditional exact tests: one-sided 0.0341 against 0.0641."""
    trial = [[7, 12], [8, 3]]
    assert stats.barnard_exact(trial, "less").pvalue == pytest.approx(0.0341, abs=5e-5)
    assert stats.fisher_exact(trial, "less").pvalue == pytest.approx(0.0641, abs=5e-5)


# ---- many tests ----

# Benjamini and Hochberg 1995, JRSS B 57:289, section 4.1: fifteen comparisons of two treatments after a heart attack.
HEART = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip


def test_fifteen_comparisons_false_discovery_rate():
    """Printed: four are rejected at 0.05."""
    adjusted = stats.false_discovery_control(HEART)
    assert (adjusted <= 0.05).tolist() == [True] * 4 + [False] * 11
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)


def test_fifteen_comparisons_familywise():
    """Printed: the methods that control any false rejection reject three at 0.05."""
    assert (holm(HEART) <= 0.05).tolist() == [True] * 3 + [False] * 12
