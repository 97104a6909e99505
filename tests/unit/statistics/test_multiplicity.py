"""Westfall-Young against brute force over all permutations, and what it promises."""

from itertools import combinations

import numpy as np
import pytest

from smartstart.statistics.multiplicity import holm, minus_p, westfall_young


def two_samples(seed, units=7, tests=5, chosen=3, effect=2.0):
    """Differences of means for every way to choose the treated units; the first row is what happened."""
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(units, tests)) + rng.normal(size=(units, 1))
    values[:chosen, 0] += effect
    rows = []
    for treated in combinations(range(units), chosen):
        inside = np.isin(np.arange(units), treated)
        rows.append(values[inside].mean(axis=0) - values[~inside].mean(axis=0))
    return np.array(rows[0]), np.array(rows[1:])


def by_definition(observed, permuted, step_down):
    """Ge, Dudoit and Speed 2003, box 2, with plain loops over permutations, the observed one among them."""
    everything = np.vstack([observed, permuted])
    order = sorted(range(len(observed)), key=lambda test: -observed[test])
    adjusted, least = [0.0] * len(observed), 0.0
    for place, test in enumerate(order):
        rivals = order[place:] if step_down else order
        count = sum(max(row[rival] for rival in rivals) >= observed[test] - 1e-12 for row in everything)
        least = max(least, count / len(everything))
        adjusted[test] = least
    return adjusted


@pytest.mark.parametrize("step_down", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_equals_the_definition_over_every_permutation(seed, step_down):
    observed, permuted = two_samples(seed)
    ours = westfall_young(observed, permuted, step_down=step_down)
    assert ours == pytest.approx(by_definition(observed, permuted, step_down))


@pytest.mark.parametrize("seed", range(4))
def test_smallest_p_equals_the_definition(seed):
    observed, permuted = two_samples(seed)
    permuted = permuted * [1, 5, 0.2, 1, 3]
    observed = observed * [1, 5, 0.2, 1, 3]
    everything = np.vstack([observed, permuted])
    p = np.array(
        [[np.mean(everything[:, test] >= value - 1e-12) for test, value in enumerate(row)] for row in everything]
    )
    mine = minus_p(observed, permuted)
    assert -mine[0] == pytest.approx(p[0])
    assert -mine[1] == pytest.approx(p[1:])
    assert westfall_young(*mine) == pytest.approx(by_definition(-p[0], -p[1:], True))


def test_smallest_p_does_not_see_the_scale_of_a_test_but_largest_statistic_does():
    observed, permuted = two_samples(2)
    scale = np.array([1, 100, 1, 1, 1])
    same = westfall_young(*minus_p(observed * scale, permuted * scale))
    assert same == pytest.approx(westfall_young(*minus_p(observed, permuted)))
    other = westfall_young(observed * scale, permuted * scale)
    assert other != pytest.approx(westfall_young(observed, permuted))


def test_one_test_is_the_permutation_p_value():
    permuted = np.arange(99.0)[:, None]
    assert westfall_young([97.5], permuted) == pytest.approx([0.02])
    assert westfall_young([1000.0], permuted) == pytest.approx([0.01])


def test_twins_count_as_one_question_and_strangers_as_many():
    rng = np.random.default_rng(0)
    strangers = rng.normal(size=(4000, 50))
    twins = np.repeat(strangers[:, :1], 50, axis=1)
    observed = np.full(50, 2.5)
    assert westfall_young(observed, twins)[0] < 0.012
    assert westfall_young(observed, strangers)[0] > 0.2


def test_it_is_never_stricter_than_holm_by_much_and_helps_with_dependence():
    rng = np.random.default_rng(1)
    permuted = rng.normal(size=(5000, 20)) + 1.5 * rng.normal(size=(5000, 1))
    observed = permuted.std(axis=0) * np.linspace(3.5, 0.0, 20)
    p = -minus_p(observed, permuted)[0]
    assert (westfall_young(*minus_p(observed, permuted)) <= holm(p) + 1e-9).all()


def test_under_no_effect_one_in_twenty_studies_has_a_false_rejection():
    rng = np.random.default_rng(3)
    mix = rng.normal(size=(12, 12))
    false = 0
    for _ in range(400):
        statistics = rng.normal(size=(200, 12)) @ mix
        false += westfall_young(statistics[0], statistics[1:]).min() <= 0.05
    assert 0.025 * 400 < false < 0.08 * 400


def test_a_test_that_says_nothing_never_rejects_and_bothers_nobody():
    observed, permuted = two_samples(1)
    with_nothing = westfall_young(
        np.append(observed, -np.inf), np.column_stack([permuted, np.full(len(permuted), -np.inf)])
    )
    assert with_nothing[:-1] == pytest.approx(westfall_young(observed, permuted))
    assert with_nothing[-1] == 1.0
    assert minus_p([-np.inf, 1.0], [[-np.inf, 0.0]])[0] == pytest.approx([-1.0, -0.5])


def test_no_tests_give_no_p_values():
    assert westfall_young([], np.zeros((3, 0))).size == 0


@pytest.mark.parametrize(
    ("observed", "permuted", "words"),
    [
        ([1.0], [[1.0, 2.0]], "one row per permutation"),
        ([[1.0]], [[1.0]], "one row per permutation"),
        ([1.0], np.zeros((0, 1)), "without permutations"),
        ([np.nan], [[1.0]], "missing"),
        ([1.0], [[np.nan]], "missing"),
    ],
)
def test_impossible_questions_are_refused(observed, permuted, words):
    for call in (westfall_young, minus_p):
        with pytest.raises(ValueError, match=words):
            call(observed, permuted)
