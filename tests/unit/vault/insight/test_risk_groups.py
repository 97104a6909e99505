"""Risk groups from search to verdict: honest halves, exact counts, and no findings where there is nothing to find."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import confint_proportions_2indep

from smartstart.release.contents import Condition, Predicate
from smartstart.statistics import holm
from smartstart.vault.coded import OutcomeKind
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.insight.split import found_half
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vocabulary.errors import StudyError
from tests.support.small_cohorts import cohort_of, random_cohort
from tests.support.worlds import PLANTED, draw_world

PLAN = RiskGroupPlan(kind="risk_groups", min_size=40, min_events=10)


@pytest.fixture(scope="module")
def world():
    return draw_world(7)


@pytest.fixture(scope="module")
def result(world):
    return risk_groups(world, RiskGroupPlan(kind="risk_groups"))


def test_the_planted_group_is_among_the_first_three(result):
    first = result.findings[:3]
    assert any(f.predicate == PLANTED or PLANTED in f.variants for f in first)


def test_findings_are_ranked_by_the_lower_clustered_limit_on_the_other_half(result):
    limits = [f.estimated.relative_risk_clustered.lower for f in result.findings]
    assert limits == sorted(limits, reverse=True)
    assert [f.id for f in result.findings] == [f"g{n}" for n in range(1, len(limits) + 1)]


def test_each_estimate_is_what_others_compute_on_the_other_half(world, result):
    held_back = ~found_half(world.household, result.split_seed)
    event = world.outcome.codes == 1
    for finding in result.findings[:3]:
        group = world.mask(finding.predicate)
        a, n1 = int((event & group & held_back).sum()), int((group & held_back).sum())
        b, n2 = int((event & ~group & held_back).sum()), int((~group & held_back).sum())
        found = finding.estimated
        assert (found.events, found.rows, found.reference_events, found.reference_rows) == (a, n1, b, n2)
        assert found.persons == len(set(world.person[group & held_back].tolist()))
        assert found.households == len(set(world.household[group & held_back].tolist()))
        score = confint_proportions_2indep(a, n1, b, n2, compare="ratio", method="score", correction=False)
        assert (found.relative_risk.lower, found.relative_risk.upper) == pytest.approx(score, rel=1e-6)
        fit = sm.GLM(
            event[held_back].astype(float),
            sm.add_constant(group[held_back].astype(float)),
            family=sm.families.Poisson(),
        ).fit(cov_type="cluster", cov_kwds={"groups": world.household[held_back]})
        limits = np.exp(fit.conf_int()[1])
        clustered = found.relative_risk_clustered
        assert (clustered.lower, clustered.upper) == pytest.approx(tuple(limits), rel=1e-5)
        assert found.residual_df == len(set(world.household[held_back].tolist())) - 2


def test_the_found_and_estimated_half_share_no_household(world, result):
    half = found_half(world.household, result.split_seed)
    assert not set(world.household[half].tolist()) & set(world.household[~half].tolist())
    group = world.mask(result.findings[0].predicate)
    assert result.findings[0].found.rows == int((group & half).sum())


def test_confirmed_is_holm_over_all_candidates(result):
    worst = [max(f.p_complement, f.p_parent) for f in result.findings]
    unseen = [1.0] * (result.candidates - len(worst))
    assert [f.p_adjusted for f in result.findings] == pytest.approx(holm(worst + unseen)[: len(worst)].tolist())
    assert [f.confirmed for f in result.findings] == [f.p_adjusted < 0.05 for f in result.findings]
    assert any(f.confirmed for f in result.findings)


def test_the_best_parent_is_one_condition_less_with_the_highest_rate_on_the_found_half(world, result):
    half, event = found_half(world.household, result.split_seed), world.outcome.codes == 1
    for finding in result.findings:
        conditions = finding.predicate.conditions
        parents = [Predicate(conditions=tuple(c for c in conditions if c != out)) for out in conditions]
        if len(conditions) == 1:
            assert finding.best_parent is None
            assert finding.p_parent == finding.p_complement
        else:
            rates = [event[half & world.mask(parent)].mean() for parent in parents]
            assert finding.best_parent == parents[int(np.argmax(rates))]


def test_the_peel_goes_from_everybody_to_the_group_and_counts_all_rows(world, result):
    event = world.outcome.codes == 1
    for finding in result.findings[:4]:
        first, *steps = finding.peel
        assert (first.added, first.rows, first.events) == (None, world.rows, int(event.sum()))
        assert finding.peel[-1].predicate == finding.predicate
        so_far = first.predicate
        for step in steps:
            so_far = so_far.having(step.added)
            assert step.predicate == so_far
            mask = world.mask(step.predicate)
            assert (step.rows, step.events) == (int(mask.sum()), int((mask & event).sum()))
        rates = [event[world.mask(Predicate(conditions=(c,)))].mean() for c in finding.predicate.conditions]
        assert steps[0].events / steps[0].rows == pytest.approx(max(rates))


def test_variants_share_at_least_four_fifths_of_the_rows_and_findings_do_not(world, result):
    def likeness(mine, other):
        theirs = world.mask(other)
        return (mine & theirs).sum() / (mine | theirs).sum()

    assert any(finding.variants for finding in result.findings[:6])
    for number, finding in enumerate(result.findings[:6]):
        mine = world.mask(finding.predicate)
        assert all(likeness(mine, variant) >= 0.8 for variant in finding.variants[:3])
        assert all(likeness(mine, other.predicate) < 0.8 for other in result.findings[:number])


def test_each_half_meets_its_half_of_the_minimum(result):
    for finding in result.findings:
        assert min(finding.found.rows, finding.estimated.rows) >= 100
        assert min(finding.found.events, finding.estimated.events) >= 10
        assert len(finding.predicate.conditions) <= 4


def test_the_same_seed_gives_the_same_result():
    cohort = random_cohort(6, rows=3000)
    assert risk_groups(cohort, PLAN) == risk_groups(cohort, PLAN)


def test_each_split_seed_gives_another_half_of_the_households():
    household = np.arange(100_000, dtype=np.int32)
    one, other = found_half(household, 1), found_half(household, 2)
    assert 0.49 < one.mean() < 0.51
    assert 0.49 < (one == other).mean() < 0.51
    assert 0.49 < one[::2].mean() < 0.51


def test_the_order_of_rows_does_not_matter():
    cohort = random_cohort(5, rows=3000)
    turned = np.random.default_rng(1).permutation(cohort.rows)
    shuffled = replace(
        cohort,
        factors=tuple(replace(f, codes=f.codes[turned]) for f in cohort.factors),
        outcome=replace(cohort.outcome, codes=cohort.outcome.codes[turned]),
        person=cohort.person[turned],
        household=cohort.household[turned],
    )
    one, other = risk_groups(cohort, PLAN), risk_groups(shuffled, PLAN)
    assert one.findings
    assert [f.predicate for f in one.findings] == [f.predicate for f in other.findings]
    assert [f.p_adjusted for f in one.findings] == pytest.approx([f.p_adjusted for f in other.findings])


def binary(rng, rows):
    return (2, rng.integers(0, 2, rows))


def nothing_to_find():
    rng = np.random.default_rng(1)
    rows = 800
    some = rng.random(rows) < 0.2
    factors = {"a": binary(rng, rows), "b": binary(rng, rows)}
    return {
        "constant factor": cohort_of({"a": (2, np.zeros(rows, int))}, some),
        "nobody": cohort_of(factors, np.zeros(rows, int)),
        "everybody": cohort_of(factors, np.ones(rows, int)),
        "one household": cohort_of(factors, some, household=np.zeros(rows, int)),
        "two households": cohort_of(factors, some, household=np.arange(rows) % 2),
        "no rows": cohort_of({"a": (2, []), "b": (2, [])}, []),
        "one row": cohort_of({"a": (2, [1])}, [1]),
        "fewer rows than the minimum": cohort_of({"a": binary(rng, 30)}, rng.random(30) < 0.5),
        "no factors": cohort_of({}, some),
    }


@pytest.mark.parametrize("case", nothing_to_find())
def test_nothing_to_find_gives_no_findings(case):
    cohort = nothing_to_find()[case]
    result = risk_groups(cohort, PLAN)
    assert result.findings == ()
    assert (result.rows, result.events) == (cohort.rows, int(cohort.outcome.codes.sum()))


def test_all_values_missing_gives_no_items():
    cohort = cohort_of({"a": (2, np.zeros(500, int))}, np.arange(500) % 5 == 0)
    dimension = cohort.factors[0].dimension
    missing = dimension.model_copy(
        update={"levels": tuple(level.model_copy(update={"missing": True}) for level in dimension.levels)}
    )
    codes = (np.arange(500) % 2).astype(np.uint8)
    blank = replace(cohort, factors=(replace(cohort.factors[0], dimension=missing, codes=codes),))
    result = risk_groups(blank, PLAN)
    assert (result.items, result.searched, result.findings) == (0, 0, ())


@pytest.mark.parametrize("seed", range(30))
def test_no_finding_ever_carries_an_undefined_number(seed):
    """Small, sharp and lopsided cohorts, some with no event outside the group."""
    rng = np.random.default_rng(seed)
    rows = 400
    a = (rng.random(rows) < 0.3).astype(int)
    event = rng.random(rows) < np.where(a == 1, 0.5, 0.0 if seed % 2 else 0.01)
    cohort = cohort_of({"a": (2, a), "b": binary(rng, rows)}, event, household=rng.integers(0, 150, rows))
    for finding in risk_groups(cohort, PLAN).findings:
        e = finding.estimated
        for part in (e.risk, e.relative_risk, e.relative_risk_clustered, e.risk_difference):
            assert not any(math.isnan(number) for number in (part.value, part.lower, part.upper))
        assert not math.isnan(finding.p_adjusted)


def test_a_sharp_difference_is_found_and_confirmed():
    rng = np.random.default_rng(2)
    rows = 2000
    a, b = rng.integers(0, 2, rows), rng.integers(0, 3, rows)
    event = rng.random(rows) < np.where((a == 1) & (b == 2), 0.5, 0.1)
    (first, *_) = risk_groups(cohort_of({"a": (2, a), "b": (3, b)}, event), PLAN).findings
    assert first.predicate.conditions == (Condition(factor="a", levels=("1",)), Condition(factor="b", levels=("2",)))
    assert first.confirmed


def test_dated_hunches_are_tested_on_all_rows_and_undated_ones_left_out():
    rng = np.random.default_rng(3)
    a = rng.integers(0, 2, 1000)
    cohort = cohort_of({"a": (2, a)}, rng.random(1000) < np.where(a == 1, 0.3, 0.1))
    predicate = Predicate(conditions=(Condition(factor="a", levels=("1",)),))
    result = risk_groups(cohort, PLAN, [("h1", predicate, date(2024, 1, 1)), ("h2", predicate, None)])
    (hunch,) = result.hunches
    assert (hunch.id, hunch.date, hunch.estimate.rows) == ("h1", date(2024, 1, 1), int(a.sum()))
    assert hunch.estimate.relative_risk_clustered.lower > 1


def test_a_hunch_about_nobody_is_undefined_and_says_so():
    cohort = cohort_of({"a": (3, np.arange(300) % 2)}, np.arange(300) % 7 == 0)
    empty = Predicate(conditions=(Condition(factor="a", levels=("2",)),))
    (hunch,) = risk_groups(cohort, PLAN, [("h1", empty, date(2024, 1, 1))]).hunches
    assert hunch.estimate.rows == 0
    assert math.isnan(hunch.estimate.relative_risk_clustered.value)


@pytest.mark.parametrize(("factor", "level"), [("a", "9"), ("z", "1")])
def test_a_hunch_that_names_what_is_not_there_is_refused(factor, level):
    cohort = cohort_of({"a": (2, np.arange(300) % 2)}, np.arange(300) % 7 == 0)
    wrong = Predicate(conditions=(Condition(factor=factor, levels=(level,)),))
    with pytest.raises(StudyError, match="kent"):
        risk_groups(cohort, PLAN, [("h1", wrong, date(2024, 1, 1))])


def test_an_outcome_that_is_no_yes_or_no_is_refused():
    cohort = cohort_of({"a": (2, np.arange(300) % 2)}, np.arange(300) % 3, kind=OutcomeKind.ORDERED)
    with pytest.raises(StudyError, match="uitkomst"):
        risk_groups(cohort, PLAN)


def test_progress_is_told():
    told = []
    risk_groups(random_cohort(1, rows=300), PLAN, progress=told.append)
    assert len(told) == 2
