"""Score limits of proportions, ratios and differences against statsmodels and their own definition."""

from itertools import product

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from smartstart.statistics import holm, koopman, newcombe, wilson
from smartstart.statistics.ratios import score_statistic


def tables(seed, number=120, biggest=400):
    rng = np.random.default_rng(seed)
    n1, n2 = rng.integers(2, biggest, number), rng.integers(2, biggest, number)
    return rng.binomial(n1, 0.15), n1, rng.binomial(n2, 0.1), n2


def equal_to_statsmodels(a, n1, b, n2):
    """Every limit within 1e-8 (relative), where the peer's closed form holds: not everybody has the event."""
    ours = koopman(a, n1, b, n2)
    for index in range(len(a)):
        theirs = confint_proportions_2indep(
            a[index], n1[index], b[index], n2[index], compare="ratio", method="score", correction=False
        )
        assert (ours.lower[index], ours.upper[index]) == pytest.approx(theirs, rel=1e-8, abs=1e-12)


@pytest.mark.filterwarnings("ignore:divide by zero")
def test_ratio_equals_statsmodels_score_limits_on_three_thousand_tables():
    a, n1, b, n2 = tables(1, number=3000)
    usable = (a + b > 0) & (a < n1) & (b < n2)
    assert usable.sum() > 2900
    assert (a[usable] == 0).sum() > 20
    assert (b[usable] == 0).sum() > 20
    equal_to_statsmodels(*(part[usable] for part in (a, n1, b, n2)))


def small_tables(biggest=7):
    sizes = range(1, biggest + 1)
    every = [(a, n1, b, n2) for n1, n2 in product(sizes, sizes) for a in range(n1 + 1) for b in range(n2 + 1)]
    return np.array(every).T


@pytest.mark.filterwarnings("ignore:divide by zero")
def test_ratio_equals_statsmodels_on_every_small_table():
    a, n1, b, n2 = small_tables(6)
    usable = (a + b > 0) & (a < n1) & (b < n2)
    equal_to_statsmodels(*(part[usable] for part in (a, n1, b, n2)))


def test_ratio_solves_the_score_equation_on_every_small_table_also_where_everybody_has_it():
    a, n1, b, n2 = small_tables().astype(float)
    ours = koopman(a, n1, b, n2)
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = (score_statistic(a, n1, b, n2, limit) for limit in (ours.lower, ours.upper))
    assert np.allclose(low[a > 0], 1.959963984540054, atol=1e-9)
    assert np.allclose(high[b > 0], -1.959963984540054, atol=1e-9)


def test_ratio_takes_groups_of_any_shape_and_none():
    assert koopman(np.zeros((0, 3)), 1, 1, 1).value.shape == (0, 3)
    assert koopman([[1], [2]], 10, [3, 4, 5], 20).lower.shape == (2, 3)


def test_ratio_limits_solve_the_score_equation():
    a, n1, b, n2 = (part.astype(float) for part in tables(2, 2000))
    ours = koopman(a, n1, b, n2)
    z = 1.959963984540054
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = (score_statistic(a, n1, b, n2, limit) for limit in (ours.lower, ours.upper))
    inner = (a > 0) & (b > 0)
    assert np.allclose(low[inner], z, atol=1e-8)
    assert np.allclose(high[inner], -z, atol=1e-8)
    assert ((ours.lower <= ours.value) & (ours.value <= ours.upper))[inner].all()


def test_ratio_of_the_swapped_groups_is_the_reciprocal():
    a, n1, b, n2 = tables(3)
    there, back = koopman(a, n1, b, n2), koopman(b, n2, a, n1)
    defined = (a > 0) & (b > 0)
    assert np.allclose(there.lower[defined], 1 / back.upper[defined], rtol=1e-9)


def test_ratio_without_events():
    none_in, none_out, neither = koopman([0, 5, 0], [20, 20, 20], [5, 0, 0], [30, 30, 30]).lower
    assert none_in == 0.0
    assert 0 < none_out < np.inf
    assert np.isnan(neither)
    result = koopman([0, 5, 0], [20, 20, 20], [5, 0, 0], [30, 30, 30])
    assert 0 < result.upper[0] < np.inf
    assert result.value[1] == result.upper[1] == np.inf
    assert np.isnan(result.value[2])


def test_ratio_of_an_empty_group_is_undefined():
    assert np.isnan(koopman(0, 0, 3, 10).value)
    assert np.isnan(koopman(3, 10, 0, 0).upper)


def test_ratio_where_everybody_has_it():
    result = koopman(50, 50, 60, 60)
    assert result.value == 1.0
    assert 0.9 < result.lower < 1.0 < result.upper < 1.1


def test_ratio_keeps_its_precision_for_a_country():
    result = koopman(24_000, 1_000_000, 50_000, 16_000_000)
    assert result.value == pytest.approx(7.68)
    assert result.lower == pytest.approx(7.68 * np.exp(-1.96 * np.sqrt(1 / 24_000 + 1 / 50_000)), rel=1e-3)


def test_difference_equals_statsmodels_newcombe():
    a, n1, b, n2 = tables(4)
    ours = newcombe(a, n1, b, n2)
    for index in range(a.size):
        theirs = confint_proportions_2indep(a[index], n1[index], b[index], n2[index], compare="diff", method="newcomb")
        assert (ours.lower[index], ours.upper[index]) == pytest.approx(theirs, abs=1e-12)


def test_difference_of_an_empty_group_is_undefined():
    assert np.isnan(newcombe(0, 0, 3, 10).lower)


def test_share_equals_statsmodels_wilson():
    a, n, _, _ = tables(5)
    ours = wilson(a, n)
    low, high = proportion_confint(a, n, method="wilson")
    assert np.allclose(ours.lower, low, atol=1e-12)
    assert np.allclose(ours.upper, high, atol=1e-12)
    assert np.isnan(wilson(0, 0).lower)


def test_holm_equals_statsmodels():
    rng = np.random.default_rng(6)
    for size in (1, 2, 7, 40):
        p = np.round(rng.random(size) ** 3, 2)
        assert np.allclose(holm(p), multipletests(p, method="holm")[1])
    assert holm([]).size == 0


def test_holm_refuses_a_missing_p_value():
    with pytest.raises(ValueError, match="between 0 and 1"):
        holm([0.1, np.nan])


@pytest.mark.parametrize("call", [koopman, newcombe])
def test_impossible_tables_are_refused(call):
    with pytest.raises(ValueError, match="more events"):
        call(5, 4, 1, 10)
    with pytest.raises(ValueError, match="negative"):
        call(-1, 4, 1, 10)


def test_a_level_outside_nought_and_one_is_refused():
    with pytest.raises(ValueError, match="confidence level"):
        koopman(1, 10, 1, 10, level=95)
