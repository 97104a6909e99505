"""Regression and marginal standardisation against statsmodels, and where there is no answer."""

import numpy as np
import pytest
import statsmodels.api as sm

from smartstart.statistics import cluster_totals, clustered_ratio
from smartstart.statistics.refusals import Refusal, RegressionRefusedError
from smartstart.statistics.regression import Regression, logistic, modified_poisson
from smartstart.statistics.standardise import standardise

FAMILY = {logistic: sm.families.Binomial(), modified_poisson: sm.families.Poisson()}
both = pytest.mark.parametrize("fit", [logistic, modified_poisson])


def draw(seed: int, units: int = 3000, households: int = 1100, base: float = -2.5):
    """A design with an intercept, two yes/no columns, a product, an age in years and a rare column."""
    rng = np.random.default_rng(seed)
    household = rng.integers(0, households, units) * 7 - 50
    first, second, rare = (rng.random(units) < share for share in (0.3, 0.4, 0.05))
    age = rng.integers(15, 45, units).astype(float)
    design = np.column_stack([np.ones(units), first, second, first & second, age, rare]).astype(float)
    frailty = rng.normal(0, 0.5, households)[(household + 50) // 7]
    risk = 1 / (1 + np.exp(-(base + 0.6 * first + 0.3 * second - 0.02 * (age - 30) + frailty)))
    return design, (rng.random(units) < risk).astype(int), household


def theirs(fit, design, event, household):
    groups = np.unique(household, return_inverse=True)[1]
    model = sm.GLM(event, design, family=FAMILY[fit])
    return model.fit(cov_type="cluster", cov_kwds={"groups": groups}, tol=1e-13, maxiter=200)


@both
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("base", [-3.2, -2.0, 0.5])
def test_fit_equals_statsmodels_to_eight_digits(fit, seed, base):
    design, event, household = draw(seed, base=base)
    ours, peer = fit(design, event, household), theirs(fit, design, event, household)
    assert ours.coefficients == pytest.approx(peer.params, rel=1e-8, abs=1e-10)
    assert ours.errors == pytest.approx(peer.bse, rel=1e-8)
    assert ours.covariance == pytest.approx(peer.cov_params(), rel=1e-8, abs=1e-12)
    assert np.column_stack([ours.lower, ours.upper]) == pytest.approx(peer.conf_int(), rel=1e-8, abs=1e-10)
    assert ours.p_values == pytest.approx(peer.pvalues, rel=1e-6, abs=1e-12)
    assert (ours.units, ours.events, ours.households) == (3000, event.sum(), np.unique(household).size)


def test_rows_in_more_than_one_piece_give_the_same_as_statsmodels():
    design, event, household = draw(9, units=150_000, households=50_000)
    ours, peer = logistic(design, event, household), theirs(logistic, design, event, household)
    assert ours.coefficients == pytest.approx(peer.params, rel=1e-8, abs=1e-10)
    assert ours.errors == pytest.approx(peer.bse, rel=1e-8)


def test_one_column_gives_the_clustered_relative_risk():
    design, event, household = draw(3)
    group = design[:, 1].astype(bool)
    fit = modified_poisson(design[:, :2], event, household)
    number = np.unique(household, return_inverse=True)[1]
    totals = [cluster_totals(number, number.max() + 1, event.astype(bool), chosen) for chosen in (group, ~group)]
    ratio = clustered_ratio(*totals[0], *totals[1])
    assert np.exp(fit.coefficients[1]) == pytest.approx(ratio.value, rel=1e-9)
    assert fit.errors[1] == pytest.approx(ratio.log_error, rel=1e-9)


def test_order_of_the_rows_and_names_of_the_households_do_not_matter():
    design, event, household = draw(4)
    mixed = np.random.default_rng(1).permutation(len(event))
    ours = logistic(design, event, household)
    again = logistic(design[mixed], event[mixed], np.array([f"huis {number}" for number in household])[mixed])
    assert again.covariance == pytest.approx(ours.covariance, rel=1e-9)


def test_everybody_twice_in_the_same_household_adds_no_certainty():
    design, event, household = draw(5)
    ours = logistic(design, event, household)
    again = logistic(np.vstack([design, design]), np.tile(event, 2), np.tile(household, 2))
    assert again.errors == pytest.approx(ours.errors, rel=2e-3)


# ---- marginal standardisation ----


def flat(units=3000, seed=1):
    """As `draw`, without the product, so that one column is one factor."""
    design, event, household = draw(seed, units)
    return np.delete(design, 3, axis=1), event, household


def test_standardised_difference_equals_the_average_marginal_effect_of_statsmodels():
    design, event, household = flat()
    fit = logistic(design, event, household)
    adjusted = standardise(fit, design, [{1: 1.0}, {1: 0.0}])
    effects = theirs(logistic, design, event, household).get_margeff(at="overall", dummy=True)
    difference = adjusted.difference(0, 1)
    assert difference.value == pytest.approx(effects.margeff[0], rel=1e-8)  # 0: the first column after the intercept
    error = (difference.upper - difference.value) / 1.959963984540054
    assert error == pytest.approx(effects.margeff_se[0], rel=1e-8)


@both
def test_standardised_risks_by_plain_loops_and_numerical_slopes(fit):
    design, event, household = draw(2)
    found = fit(design, event, household)
    settings = [{1: 1.0, 3: design[:, 2]}, {1: 0.0, 3: 0.0}, {}]
    ours = standardise(found, design, settings)

    def risks(beta):
        one, nought = design.copy(), design.copy()
        one[:, 1], one[:, 3] = 1, design[:, 2]
        nought[:, 1] = nought[:, 3] = 0
        inverse = (lambda eta: 1 / (1 + np.exp(-eta))) if fit is logistic else np.exp
        return np.array([inverse(x @ beta).mean() for x in (one, nought, design)])

    beta, small = found.coefficients, 1e-6
    unit = np.eye(beta.size) * small
    slopes = np.stack([(risks(beta + e) - risks(beta - e)) / (2 * small) for e in unit], axis=1)
    assert ours.risks.value == pytest.approx(risks(beta), rel=1e-12)
    assert ours.covariance == pytest.approx(slopes @ found.covariance @ slopes.T, rel=1e-6)
    assert ours.risks.value[2] == pytest.approx(event.mean(), rel=1e-9)
    covariance = ours.covariance
    half = 1.959963984540054 * np.sqrt(covariance[0, 0] - 2 * covariance[0, 1] + covariance[1, 1])
    assert ours.difference(0, 1).upper - ours.difference(0, 1).value == pytest.approx(half, rel=1e-9)
    ratio = ours.ratio(0, 1)
    assert ratio.lower < ratio.value == pytest.approx(ours.risks.value[0] / ours.risks.value[1])
    assert (ours.risks.lower > 0).all()
    assert (ours.risks.upper < 1).all()


def test_a_setting_against_itself_has_no_difference_and_no_width():
    design, event, household = flat()
    adjusted = standardise(logistic(design, event, household), design, [{1: 1.0}, {1: 1.0}])
    same = adjusted.ratio(0, 1)
    assert (same.lower, same.value, same.upper) == pytest.approx((1, 1, 1), abs=1e-6)


def test_without_adjustment_the_standardised_ratio_is_the_plain_one():
    design, event, household = draw(6)
    group = design[:, 1] == 1
    fit = logistic(design[:, :2], event, household)
    ratio = standardise(fit, design[:, :2], [{1: 1.0}, {1: 0.0}]).ratio(0, 1)
    assert ratio.value == pytest.approx(event[group].mean() / event[~group].mean(), rel=1e-9)
    number = np.unique(household, return_inverse=True)[1]
    totals = [cluster_totals(number, number.max() + 1, event.astype(bool), chosen) for chosen in (group, ~group)]
    plain = clustered_ratio(*totals[0], *totals[1])
    assert [ratio.lower, ratio.upper] == pytest.approx([float(plain.lower), float(plain.upper)], rel=1e-9)


# ---- no answer ----


def refusal(fit, design, event, household) -> RegressionRefusedError:
    with pytest.raises(RegressionRefusedError) as caught:
        fit(design, event, household)
    return caught.value


def columns(*parts):
    return np.column_stack([np.ones(len(parts[0])), *parts]).astype(float)


UNITS = 400
RNG = np.random.default_rng(0)
GROUP = RNG.random(UNITS) < 0.4
OTHER = RNG.random(UNITS) < 0.5
EVENT = RNG.random(UNITS) < 0.3
HOME = np.arange(UNITS) // 2


@both
def test_a_group_without_any_event_is_separated_and_named(fit):
    answer = refusal(fit, columns(GROUP, OTHER), EVENT & ~GROUP, HOME)
    assert answer.reason is Refusal.SEPARATED
    assert 1 in answer.columns
    assert 2 not in answer.columns


def test_a_group_where_everybody_has_it_is_separated_for_odds_but_not_for_risks():
    everybody = EVENT | GROUP
    assert refusal(logistic, columns(GROUP, OTHER), everybody, HOME).reason is Refusal.SEPARATED
    assert np.isfinite(modified_poisson(columns(GROUP, OTHER), everybody, HOME).errors).all()


def test_a_column_that_is_the_outcome_is_separated():
    for fit in (logistic, modified_poisson):
        assert refusal(fit, columns(EVENT), EVENT, HOME).reason is Refusal.SEPARATED


def test_a_number_that_separates_is_separated():
    age = np.linspace(15, 45, UNITS)
    assert refusal(logistic, columns(age), age > 30, HOME).reason is Refusal.SEPARATED


@both
@pytest.mark.parametrize(
    ("parts", "about"),
    [((GROUP, ~GROUP), {0, 1, 2}), ((GROUP, OTHER, GROUP), {1, 3}), ((GROUP, np.zeros(UNITS)), {2})],
    ids=["all levels and an intercept", "the same column twice", "an empty column"],
)
def test_columns_that_add_up_are_refused_and_named(fit, parts, about):
    answer = refusal(fit, columns(*parts), EVENT, HOME)
    assert answer.reason is Refusal.COLLINEAR
    assert set(answer.columns) == about
    assert str(max(about)) in str(answer)


@both
@pytest.mark.parametrize("event", [np.zeros(UNITS), np.ones(UNITS)], ids=["nobody", "everybody"])
def test_an_outcome_that_nobody_or_everybody_has_is_refused(fit, event):
    assert refusal(fit, columns(GROUP), event, HOME).reason is Refusal.CONSTANT_OUTCOME


@both
@pytest.mark.parametrize("home", [np.zeros(UNITS), np.arange(UNITS) % 3], ids=["one household", "as many as columns"])
def test_too_few_households_are_refused(fit, home):
    assert refusal(fit, columns(GROUP, OTHER), EVENT, home).reason is Refusal.FEW_HOUSEHOLDS


@pytest.mark.parametrize("hole", [np.nan, np.inf])
def test_missing_values_are_refused_and_named(hole):
    design = columns(GROUP, OTHER)
    design[7, 2] = hole
    answer = refusal(logistic, design, EVENT, HOME)
    assert (answer.reason, answer.columns) == (Refusal.MISSING, (2,))


@pytest.mark.parametrize("event", [np.full(UNITS, 0.5), np.where(EVENT, 2, 0), np.full(UNITS, np.nan)])
def test_an_outcome_that_is_not_yes_or_no_is_refused(event):
    assert refusal(logistic, columns(GROUP), event, HOME).reason is Refusal.NOT_BINARY


@pytest.mark.parametrize(
    "case",
    [
        (GROUP, EVENT, HOME),
        (columns(GROUP), EVENT[1:], HOME),
        (columns(GROUP), EVENT, HOME[1:]),
        (np.ones((0, 2)), [], []),
    ],
)
def test_shapes_that_do_not_fit_are_refused(case):
    assert refusal(logistic, *case).reason is Refusal.SHAPE


def some_fit() -> Regression:
    return logistic(columns(GROUP, OTHER), EVENT, HOME)


@pytest.mark.parametrize(
    ("settings", "words"),
    [([], "at least one"), ([{9: 1.0}], "a column of the design"), ([{1: [1.0, 0.0]}], "one per unit")],
)
def test_a_setting_that_does_not_fit_is_refused(settings, words):
    with pytest.raises(ValueError, match=words):
        standardise(some_fit(), columns(GROUP, OTHER), settings)


def test_another_population_must_have_the_same_columns():
    with pytest.raises(ValueError, match="columns of the fit"):
        standardise(some_fit(), columns(GROUP), [{1: 1.0}])


def test_a_risk_above_one_is_refused():
    """Log risks that add up to more than everybody, in a population older than the fitted one."""
    design, event, household = flat()
    design[:, 3] = np.where(event == 1, design[:, 3] + 10, design[:, 3])
    fit = modified_poisson(design, event, household)
    with pytest.raises(ValueError, match="at 1 or above"):
        standardise(fit, design, [{3: 400.0}])
