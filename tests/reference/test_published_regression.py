"""Regressions, shrinkage and clustered errors, as other programs and books print them.

The data come with statsmodels, or stand here as counts.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.datasets.spector as spector
import statsmodels.genmod.tests.results as bundled

from smartstart.statistics import logistic, modified_poisson, shrink, standardise

BUNDLED = Path(bundled.__file__).parent


def grades():
    """Spector and Mazzeo 1980, J Econ Educ 11:37: did 32 students improve; grade average, test score, new method."""
    data = spector.load_pandas()
    design = np.column_stack([np.ones(32), data.exog[["GPA", "TUCE", "PSI"]].to_numpy(dtype=float)])
    return design, data.endog.to_numpy(), np.arange(32)


def test_odds_of_improving():
    """Greene, Econometric Analysis (5th edition), table 21.1; printed to four decimals or fewer."""
    fit = logistic(*grades())
    assert fit.coefficients == pytest.approx([-13.0213, 2.8261, 0.0952, 2.3787], abs=5e-5)


def test_average_effect_of_the_new_method():
    """Stata 11, margins with the method as a factor (statsmodels, results_discrete.py). Tolerance 1e-6."""
    design, event, students = grades()
    adjusted = standardise(logistic(design, event, students), design, [{3: 1.0}, {3: 0.0}])
    assert adjusted.difference(0, 1).value == pytest.approx(0.35751515254729, abs=1e-6)


def test_odds_of_a_low_birth_weight():
    """Hosmer and Lemeshow 1989, 189 births; coefficients as Stata's manual prints them (seven digits)."""
    births = pd.read_csv(BUNDLED / "stata_lbw_glm.csv")
    race = [births["race"] == "black", births["race"] == "other"]
    parts = [births["age"], births["lwt"], *race, births["smoke"], births["ptl"], births["ht"], births["ui"]]
    fit = logistic(np.column_stack([np.ones(189), *parts]).astype(float), births["low"], np.arange(189))
    printed = [0.4612239, -0.0271003, -0.0151508, 1.262647, 0.8620792, 0.9233448, 0.5418366, 1.832518, 0.7585135]
    assert fit.coefficients == pytest.approx(printed, rel=2e-6)


def test_errors_of_clusters_equal_those_of_the_r_package_gee():
    """R gee, logistic, working independence (statsmodels, test_gee.py), which leaves out the small-sample factor."""
    data = pd.read_csv(BUNDLED / "gee_logistic_1.csv", header=None).to_numpy()
    design = np.column_stack([np.ones(len(data)), data[:, 2:]])
    fit = logistic(design, data[:, 1], data[:, 0])
    units, columns, groups = len(data), 4, fit.households
    factor = np.sqrt(groups / (groups - 1) * (units - 1) / (units - columns))
    assert fit.coefficients == pytest.approx([0.01672730, 1.13038654, -1.86896346, 1.09397608], abs=1e-6)
    assert fit.errors / factor == pytest.approx([0.12729172, 0.16672581, 0.19243006, 0.17314107], abs=1e-6)


# Newman 2001, Biostatistical Methods in Epidemiology, table 5.3: deaths among 192 women with breast cancer, by stage
# and receptor level (0 high, 1 low); the example of Greenland 2004, AJE 160:301, and Spiegelman and Hertzmark 2005.
WOMEN = [(1, 0, 5, 55), (1, 1, 2, 12), (2, 0, 17, 74), (2, 1, 9, 22), (3, 0, 9, 15), (3, 1, 12, 14)]


def women():
    rows = np.concatenate([np.tile([stage, low], (n, 1)) for stage, low, _, n in WOMEN])
    event = np.concatenate([np.arange(n) < deaths for _, _, deaths, n in WOMEN])
    design = np.column_stack([np.ones(192), rows[:, 1], rows[:, 0] == 2, rows[:, 0] == 3]).astype(float)
    return design, event, np.arange(192)


def test_standardised_differences_of_breast_cancer():
    """The R package risks (Stopsack and Gerke), approach margstd; printed to five decimals."""
    design, event, woman = women()
    fit = logistic(design, event, woman)
    receptor = standardise(fit, design, [{1: 1.0}, {1: 0.0}]).difference(0, 1)
    stages = standardise(fit, design, [{2: 0.0, 3: 0.0}, {2: 1.0, 3: 0.0}, {2: 0.0, 3: 1.0}])
    assert receptor.value == pytest.approx(0.16163, abs=5e-6)
    assert stages.difference(1, 0).value == pytest.approx(0.16303, abs=5e-6)
    assert stages.difference(2, 0).value == pytest.approx(0.57097, abs=5e-6)


def aspirin():
    """The Physicians' Health Study: heart attacks on placebo (189 of 11,034) and on aspirin (104 of 11,037)."""
    sizes = [189, 10845, 104, 10933]
    design = np.column_stack([np.ones(22071), np.repeat([1.0, 1.0, 0.0, 0.0], sizes)])
    return design, np.repeat([1, 0, 1, 0], sizes), np.arange(22071)


def second(fit):
    return np.exp([fit.coefficients[1], fit.lower[1], fit.upper[1]])


def test_odds_ratio_of_the_aspirin_study():
    """Agresti 2007, An Introduction to Categorical Data Analysis, section 2.3: 1.83, 95 % interval 1.44 to 2.33."""
    assert second(logistic(*aspirin())) == pytest.approx([1.83, 1.44, 2.33], abs=5e-3)


def test_relative_risk_of_the_aspirin_study():
    """The usual log limits, to three decimals: 1.818, 1.433 to 2.306 (formula of Katz et al. 1978, Biometrics 34:469).

    Zou 2004, AJE 159:702, shows that modified Poisson gives the variance of that formula for a 2 by 2 table.
    """
    fit = modified_poisson(*aspirin())
    assert second(fit) == pytest.approx([1.818, 1.433, 2.306], abs=5e-4)
    variance = 1 / 189 - 1 / 11034 + 1 / 104 - 1 / 11037
    assert fit.errors[1] ** 2 == pytest.approx(variance, rel=2e-4)  # our small-sample factor is 1.00009


def test_odds_ratios_of_oral_cancer():
    """Rothman and Keller 1972, logistic model with product, as the R package interactionR (Alli) prints it.

    Smoking only 2.96 (0.68 to 12.91), alcohol only 3.33 (0.70 to 15.86), both 9.04 (2.64 to 30.91). Tolerance: half of
    the last digit. For a saturated model our errors are theirs times a small-sample factor, which is taken out.
    """
    smoking, alcohol, sizes = [0, 0, 1, 1], [0, 1, 0, 1], [23, 18, 26, 391]
    only = [(np.array(smoking) == s) & (np.array(alcohol) == a) for s, a in ((1, 0), (0, 1), (1, 1))]
    design = np.column_stack([np.ones(458), *(np.repeat(column, sizes) for column in only)]).astype(float)
    event = np.concatenate([np.arange(n) < cases for n, cases in zip(sizes, [3, 6, 8, 225], strict=True)])
    fit = logistic(design, event, np.arange(458))
    half = 1.959964 * fit.errors[1:] / np.sqrt(458 / 457 * 457 / 454)
    middle = fit.coefficients[1:]
    found = np.exp([middle, middle - half, middle + half]).T
    assert found == pytest.approx(np.array([[2.96, 0.68, 12.91], [3.33, 0.70, 15.86], [9.04, 2.64, 30.91]]), abs=5e-3)


# ---- shrinkage ----

# Colditz et al. 1994, JAMA 271:698: thirteen trials of BCG vaccine; cases and others, vaccinated and not.
BCG = np.array(
    [
        [4, 119, 11, 128], [6, 300, 29, 274], [3, 228, 11, 209], [62, 13536, 248, 12619], [33, 5036, 47, 5761],
        [180, 1361, 372, 1079], [8, 2537, 10, 619], [505, 87886, 499, 87892], [29, 7470, 45, 7232],
        [17, 1699, 65, 1600], [186, 50448, 141, 27197], [5, 2493, 3, 2338], [27, 16886, 29, 17825],
    ]
).T.astype(float)  # fmt: skip


def summary(found):
    half = 1.959964 * found.mean_error
    return [found.between, found.mean, found.mean_error, found.mean - half, found.mean + half]


def test_between_variance_of_the_vaccine_trials_relative_risks():
    """metafor (Viechtbauer 2010, J Stat Softw 36(3)), REML: tau^2 0.3132, mean -0.7145 (0.1798), -1.0669 to -0.3622."""
    a, b, c, d = BCG
    found = shrink(np.log(a / (a + b) / (c / (c + d))), np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)))
    assert summary(found) == pytest.approx([0.3132, -0.7145, 0.1798, -1.0669, -0.3622], abs=5e-5)


def test_between_variance_of_the_vaccine_trials_odds_ratios():
    """The same, odds ratios, as metafor prints them: tau^2 0.3378, mean -0.7452 (0.1860), -1.1098 to -0.3806."""
    a, b, c, d = BCG
    found = shrink(np.log(a * d / (b * c)), np.sqrt(1 / a + 1 / b + 1 / c + 1 / d))
    assert summary(found) == pytest.approx([0.3378, -0.7452, 0.1860, -1.1098, -0.3806], abs=5e-5)


def test_eight_schools_say_no_more_than_their_mean():
    """Rubin 1981, J Educ Stat 6:377; Gelman et al., Bayesian Data Analysis (3rd edition), section 5.5: 7.7 and 4.1."""
    found = shrink([28, 8, -3, 7, -1, 1, 18, 12], [15, 10, 16, 11, 9, 11, 10, 18])
    assert [found.between, found.mean, found.mean_error] == pytest.approx([0.0, 7.7, 4.1], abs=0.05)
    assert found.estimates.value == pytest.approx(np.full(8, found.mean))
