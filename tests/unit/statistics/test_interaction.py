"""Two factors together: against the delta method, a saturated regression, drawn worlds, and at the edges."""

from itertools import product

import numpy as np
import pytest
import statsmodels.api as sm

from smartstart.statistics.evidence import of_households, of_units, pairs_within_strata
from smartstart.statistics.interaction import Verdict, additive_interaction, additive_of_ratios, verdict
from smartstart.statistics.intervals import Intervals
from smartstart.statistics.mover import mover

Z = 1.959963984540054
MEMBERS = np.array([[4000, 2500], [1500, 900]])
EVENTS = np.array([[40, 50], [36, 81]])  # 10, 20, 24 and 90 per 1,000


def test_the_numbers_by_hand():
    found = additive_interaction(of_units(MEMBERS, EVENTS))
    assert found.risks.value.tolist() == [[0.01, 0.02], [0.024, 0.09]]
    assert found.contrast.value == pytest.approx(90 - 24 - 20 + 10)
    assert found.additive.reri.value == pytest.approx(9 - 2.4 - 2 + 1)
    assert found.additive.attributable.value == pytest.approx(5.6 / 9)
    assert found.additive.synergy.value == pytest.approx(8 / (1.4 + 1))


def delta(function, risks, variances):
    """Symmetric limits, with slopes by difference."""
    small = 1e-7
    slopes = np.array([(function(risks + e) - function(risks - e)) / (2 * small) for e in np.eye(4) * small])
    half = Z * np.sqrt((slopes**2 * variances).sum())
    return function(risks) - half, function(risks) + half


def test_limits_are_those_of_the_delta_method_when_counts_are_large():
    members, events = (part * 2000 for part in (MEMBERS, EVENTS))
    found = additive_interaction(of_units(members, events))
    risks = (events / members).ravel()
    variances = risks * (1 - risks) / members.ravel()
    measures = [
        (found.contrast, lambda p: 1000 * (p[3] - p[2] - p[1] + p[0])),
        (found.additive.reri, lambda p: (p[3] - p[2] - p[1] + p[0]) / p[0]),
        (found.additive.attributable, lambda p: (p[3] - p[2] - p[1] + p[0]) / p[3]),
        (found.additive.synergy, lambda p: (p[3] - p[0]) / (p[2] + p[1] - 2 * p[0])),
    ]
    for ours, function in measures:
        lower, upper = delta(function, risks, variances)
        width = upper - lower
        assert ours.lower == pytest.approx(lower, abs=0.01 * width)
        assert ours.upper == pytest.approx(upper, abs=0.01 * width)


def test_limits_lean_to_the_long_side_when_counts_are_small():
    reri = additive_interaction(of_units(MEMBERS // 10, EVENTS // 10)).additive.reri
    assert reri.upper - reri.value > 1.5 * (reri.value - reri.lower)


def test_limits_cover_the_truth_in_drawn_worlds():
    rng = np.random.default_rng(11)
    risks = EVENTS / MEMBERS
    members = np.broadcast_to(MEMBERS, (4000, 2, 2))
    found = additive_interaction(of_units(members, rng.binomial(members, risks)), recode=False)
    truths = [(found.contrast, 56.0), (found.additive.reri, 5.6), (found.additive.attributable, 5.6 / 9)]
    for ours, truth in truths:
        assert 0.935 < ((ours.lower < truth) & (truth < ours.upper)).mean() < 0.97
    synergy = found.additive.synergy
    assert 0.93 < ((synergy.lower < 10 / 3) & (synergy.upper > 10 / 3)).mean() < 0.98


def test_many_tables_at_once_are_the_same_as_one_by_one():
    rng = np.random.default_rng(2)
    members = rng.integers(20, 500, (3, 5, 2, 2))
    events = rng.binomial(members, 0.1)
    together = additive_interaction(of_units(members, events))
    for place in product(range(3), range(5)):
        alone = additive_interaction(of_units(members[place], events[place]))
        for one, all_of in ((alone.contrast, together.contrast), (alone.additive.reri, together.additive.reri)):
            for name in ("value", "lower", "upper"):
                assert getattr(one, name) == pytest.approx(getattr(all_of, name)[place], nan_ok=True, rel=1e-9)


# ---- the lowest risk is the reference ----


@pytest.mark.parametrize(("first", "second"), list(product([False, True], repeat=2)))
def test_whichever_way_a_factor_is_written_the_answer_is_the_same(first, second):
    turn = np.ix_([1, 0] if first else [0, 1], [1, 0] if second else [0, 1])
    found, plain = (
        additive_interaction(of_units(MEMBERS[turn], EVENTS[turn])),
        additive_interaction(of_units(MEMBERS, EVENTS)),
    )
    assert found.flipped.tolist() == [first, second]
    assert found.risks.value.tolist() == plain.risks.value.tolist()
    assert found.contrast == plain.contrast
    assert found.additive.synergy == plain.additive.synergy


def test_without_recoding_protection_turns_the_sign():
    turned = additive_interaction(of_units(MEMBERS[::-1], EVENTS[::-1]), recode=False)
    assert turned.contrast.value == pytest.approx(-56)
    assert not turned.flipped.any()
    assert np.isnan(turned.additive.synergy.value)


def test_at_a_tie_nothing_is_turned():
    assert not additive_interaction(of_units([[100, 100], [100, 100]], [[5, 5], [5, 20]])).flipped.any()


# ---- households ----


def drawn_households(seed, households=900, frailty=0.8):
    """Two to five units a household, some combinations shared within it. Shapes (2, 2, households)."""
    rng = np.random.default_rng(seed)
    home = np.repeat(np.arange(households), rng.integers(2, 6, households))
    first = rng.random(households)[home] < 0.3  # of the whole household
    second = rng.random(home.size) < 0.4
    risk = np.minimum(np.array([[0.05, 0.08], [0.1, 0.25]])[first * 1, second * 1], 1)
    pull = rng.gamma(1 / frailty, frailty, households)[home]
    event = rng.random(home.size) < np.minimum(risk * pull, 1)
    members, events = np.zeros((2, 2, households)), np.zeros((2, 2, households))
    np.add.at(members, (first * 1, second * 1, home), 1)
    np.add.at(events, (first * 1, second * 1, home), event)
    return members, events, (home, first, second, event)


@pytest.mark.parametrize("seed", range(4))
def test_covariance_is_that_of_a_saturated_clustered_regression(seed):
    members, events, (home, first, second, event) = drawn_households(seed)
    cells = np.column_stack([(first == i) & (second == j) for i, j in product([0, 1], repeat=2)]).astype(float)
    peer = sm.GLM(event.astype(float), cells, family=sm.families.Poisson()).fit(
        cov_type="cluster", cov_kwds={"groups": home}, tol=1e-13
    )
    assert of_households(members, events).log_covariance() == pytest.approx(peer.cov_params(), rel=1e-8, abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_limits_are_near_those_of_the_regression_with_households(seed):
    """The regression's limits of a ratio are on the log scale too; only its small-sample factor differs a little."""
    members, events, (home, first, second, event) = drawn_households(seed)
    design = np.column_stack([np.ones(home.size), first & ~second, second & ~first, first & second]).astype(float)
    peer = sm.GLM(event.astype(float), design, family=sm.families.Poisson()).fit(
        cov_type="cluster", cov_kwds={"groups": home}, tol=1e-13
    )
    theirs = additive_of_ratios(peer.params[1:], peer.cov_params()[1:, 1:])
    ours = additive_interaction(of_households(members, events), recode=False).additive
    for mine, other in ((ours.reri, theirs.reri), (ours.attributable, theirs.attributable)):
        width = other.upper - other.lower
        assert mine.value == pytest.approx(other.value, rel=1e-7)
        assert mine.lower == pytest.approx(other.lower, abs=0.01 * width)
        assert mine.upper == pytest.approx(other.upper, abs=0.01 * width)
    for name in ("value", "lower", "upper"):
        assert getattr(ours.synergy, name) == pytest.approx(getattr(theirs.synergy, name), rel=1e-7)


def test_everybody_twice_in_the_household_adds_no_certainty():
    members, events, _ = drawn_households(1)
    once = additive_interaction(of_households(members, events)).contrast
    twice = additive_interaction(of_households(2 * members, 2 * events)).contrast
    assert [twice.lower, twice.upper] == pytest.approx([float(once.lower), float(once.upper)], rel=1e-9)
    plain = additive_interaction(of_units(2 * members.sum(axis=-1), 2 * events.sum(axis=-1))).contrast
    assert plain.upper - plain.lower < 0.75 * (twice.upper - twice.lower)


def test_households_of_one_give_nearly_the_limits_of_counts():
    combination = np.repeat(np.arange(4), MEMBERS.ravel())
    event = np.concatenate([np.arange(n) < e for n, e in zip(MEMBERS.ravel(), EVENTS.ravel(), strict=True)])
    members = (combination[None] == np.arange(4)[:, None]).astype(float).reshape(2, 2, -1)
    clustered = additive_interaction(of_households(members, members * event))
    plain = additive_interaction(of_units(MEMBERS, EVENTS))
    for ours, other in (
        (clustered.contrast, plain.contrast),
        (clustered.additive.reri, plain.additive.reri),
        (clustered.additive.attributable, plain.additive.attributable),
    ):
        width = other.upper - other.lower
        assert ours.lower == pytest.approx(other.lower, abs=0.02 * width)
        assert ours.upper == pytest.approx(other.upper, abs=0.02 * width)


def test_limits_with_households_cover_the_truth():
    """True contrast 25 - 10 - 8 + 5 per 100, frailty within households: limits that ignore it cover less."""
    covered, sums = 0, []
    for seed in range(60):
        members, events, _ = drawn_households(1000 + seed, households=400, frailty=0.3)
        ours = additive_interaction(of_households(members, events), recode=False).contrast
        covered += bool(ours.lower < 120 < ours.upper)
        sums.append((members.sum(axis=-1), events.sum(axis=-1)))
    naive = additive_interaction(of_units(*(np.array(part) for part in zip(*sums, strict=True))), recode=False).contrast
    assert 0.88 * 60 <= covered < 60
    assert ((naive.lower < 120) & (naive.upper > 120)).sum() <= covered


# ---- undefined stays undefined ----


def undefined(found: Intervals) -> bool:
    return bool(np.isnan([found.value, found.lower, found.upper]).all())


def test_a_reference_without_events_has_a_contrast_but_no_ratios_to_it():
    found = additive_interaction(of_units([[900, 800], [500, 300]], [[0, 16], [20, 40]]))
    assert found.contrast.lower < found.contrast.value < found.contrast.upper
    assert undefined(found.additive.reri)
    assert undefined(found.additive.synergy)
    assert found.additive.attributable.value == pytest.approx(1 - (20 / 500 + 16 / 800) / (40 / 300))


@pytest.mark.parametrize("empty", list(product([0, 1], repeat=2)))
def test_an_empty_combination_leaves_all_undefined(empty):
    members, events = MEMBERS.copy(), EVENTS.copy()
    members[empty] = events[empty] = 0
    found = additive_interaction(of_units(members, events))
    measures = (found.contrast, found.additive.reri, found.additive.attributable, found.additive.synergy)
    assert all(undefined(measure) for measure in measures)
    assert verdict(found.contrast, 5) == Verdict.UNCLEAR


@pytest.mark.parametrize("share", [0, 1], ids=["nobody", "everybody"])
def test_nobody_or_everybody_is_no_finding(share):
    found = additive_interaction(of_units(MEMBERS // 100, share * (MEMBERS // 100)))
    assert undefined(found.additive.synergy)
    assert found.contrast.lower < 0 < found.contrast.upper
    assert verdict(found.contrast, 5) == Verdict.UNCLEAR


def test_one_household_says_nothing():
    members = np.full((2, 2, 1), 50.0)
    found = additive_interaction(of_households(members, [[[5], [6]], [[7], [30]]]))
    measures = (found.contrast, found.additive.reri, found.additive.attributable, found.additive.synergy)
    assert all(undefined(measure) for measure in measures)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: of_units([1, 2, 3, 4], [0, 0, 0, 0]), "2 by 2"),
        (lambda: of_units([[1, 1], [1, 1]], [[2, 0], [0, 0]]), "more events"),
        (lambda: of_households(np.ones((2, 2)), np.zeros((2, 2))), "2 by 2"),
        (lambda: pairs_within_strata(np.ones((2, 2))), "eight combinations"),
        (lambda: pairs_within_strata(np.ones((2, 2, 3))), "eight combinations"),
        (lambda: verdict(Intervals(np.array(1.0), np.array(0.0), np.array(2.0)), 0), "above 0"),
    ],
)
def test_impossible_questions_are_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


# ---- the verdict ----


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        (3, 40, Verdict.MORE_THAN_THE_SUM),
        (-40, -3, Verdict.LESS_THAN_THE_SUM),
        (-4, 4, Verdict.ABOUT_THE_SUM),
        (1, 4, Verdict.ABOUT_THE_SUM),
        (-4, 6, Verdict.UNCLEAR),
        (-20, 20, Verdict.UNCLEAR),
        (np.nan, np.nan, Verdict.UNCLEAR),
    ],
)
def test_the_verdict(lower, upper, expected):
    contrast = Intervals(np.array([(lower + upper) / 2]), np.array([lower]), np.array([upper]))
    assert verdict(contrast, 5)[0] == expected


# ---- three factors ----


def test_three_factors_are_pairs_within_levels_of_the_third():
    counts = np.arange(8).reshape(2, 2, 2)
    laid = pairs_within_strata(counts)
    for level, i, j in product([0, 1], repeat=3):
        assert laid[0, level, i, j] == counts[level, i, j]
        assert laid[1, level, i, j] == counts[i, level, j]
        assert laid[2, level, i, j] == counts[i, j, level]
    with_households = pairs_within_strata(np.stack([counts, counts], axis=-1), households=True)
    assert (with_households == laid[..., None]).all()
    many = pairs_within_strata(np.stack([counts, 10 * counts]))
    assert (many == np.stack([laid, 10 * laid])).all()


def test_a_pair_that_works_together_only_where_the_third_is_there():
    members = np.full((2, 2, 2), 5000)
    risks = np.full((2, 2, 2), 0.01)
    risks[1, 1, 1] = 0.06
    found = additive_interaction(of_units(pairs_within_strata(members), pairs_within_strata(members * risks)))
    verdicts = verdict(found.contrast, 10)
    assert verdicts.shape == (3, 2)
    assert (verdicts[:, 1] == Verdict.MORE_THAN_THE_SUM).all()
    assert (verdicts[:, 0] == Verdict.ABOUT_THE_SUM).all()


# ---- MOVER itself ----


def test_the_difference_of_independent_parts_is_newcombes_square_and_add():
    parts = Intervals(np.array([0.8, 0.3]), np.array([0.7, 0.2]), np.array([0.85, 0.5]))
    found = mover([1.0, -1.0], parts)
    assert found.lower == pytest.approx(0.5 - np.hypot(0.1, 0.2))
    assert found.upper == pytest.approx(0.5 + np.hypot(0.05, 0.1))


def test_the_same_part_twice_has_no_difference():
    parts = Intervals(np.array([2.0, 2.0]), np.array([1.0, 1.0]), np.array([3.0, 3.0]))
    found = mover([1.0, -1.0], parts, np.ones((2, 2)))
    assert [found.lower, found.value, found.upper] == [0.0, 0.0, 0.0]


def test_a_part_without_a_limit_leaves_the_sum_undefined():
    parts = Intervals(np.array([2.0, 2.0]), np.array([1.0, 1.0]), np.array([3.0, np.inf]))
    assert undefined(mover([1.0, -1.0], parts, np.eye(2)))
    assert undefined(mover([1.0, -1.0], parts))
