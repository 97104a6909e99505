"""More than the plain search: five conditions, measures, low risk, permutations, redrawn households, bad input."""

from dataclasses import replace

import numpy as np
import pytest
from pydantic import ValidationError

from smartstart.release.contents import Dimension, Level
from smartstart.statistics import holm
from smartstart.vault.coded import CodedCohort, CodedFactor
from smartstart.vault.insight import search as searching
from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.items import items_of
from smartstart.vault.insight.ranking import ranked, scale_of
from smartstart.vault.insight.returning import redrawn
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.insight.search import Quest, look
from smartstart.vault.insight.searching.measures import Measure
from smartstart.vault.insight.split import found_half
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vocabulary.errors import StudyError
from tests.support.small_cohorts import cohort_of, random_cohort

PLAN = RiskGroupPlan(kind="risk_groups", min_size=40, min_events=10, max_conditions=2, candidates=6)
EVERYTHING = PLAN.model_copy(update={"low": True, "permutations": 20, "stability": 20})


@pytest.fixture(scope="module")
def cohort() -> CodedCohort:
    """It happens often with a and b together, and seldom with c."""
    rng = np.random.default_rng(5)
    rows = 6_000
    a, b, c, d = (rng.integers(0, 2, rows) for _ in range(4))
    event = rng.random(rows) < np.select([(a == 1) & (b == 1), c == 1], [0.35, 0.04], 0.12)
    factors = {"a": (2, a), "b": (2, b), "c": (2, c), "d": (2, d)}
    return cohort_of(factors, event, household=rng.integers(0, rows // 2, rows))


def described(finding):
    return {c.factor: c.levels[0] for c in finding.predicate.conditions}


@pytest.mark.parametrize("low", [False, True])
@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("seed", range(3))
def test_the_search_for_the_best_gives_the_ranking_of_the_whole_search(monkeypatch, seed, measure, low):
    """At the same level for all that was tried, the two roads give the same groups in the same order."""
    drawn = random_cohort(seed, rows=900)
    sample = Sample.of(drawn, np.ones(drawn.rows, bool))
    items = items_of(drawn).drawn(sample.rows)
    quest = Quest(deepest=3, min_rows=15, min_events=4, measure=measure, low=low)
    whole = look(items, sample.event, quest)
    monkeypatch.setattr(searching, "MOST_CONJUNCTIONS", 0)
    top = look(items, sample.event, quest)
    assert (whole.complete, top.complete) == (True, False)
    assert top.tried >= whole.tried
    scale = scale_of(sample, top.tried, measure, low)
    one, other = (ranked(found.groups, items, sample, scale) for found in (whole, top))
    assert len(one.items) > 5
    assert one.items.tolist() == other.items.tolist()
    assert one.score == pytest.approx(other.score)


def test_five_conditions_over_a_hundred_items_give_the_planted_group():
    rng = np.random.default_rng(1)
    rows = 20_000
    codes = {f"f{n:02}": (4, rng.integers(0, 4, rows)) for n in range(25)}
    group = (codes["f03"][1] == 2) & (codes["f17"][1] == 1)
    drawn = cohort_of(codes, rng.random(rows) < np.where(group, 0.4, 0.05))
    plan = RiskGroupPlan(kind="risk_groups", max_conditions=5, min_size=400, min_events=40, candidates=5)
    result = risk_groups(drawn, plan)
    assert (result.items, result.complete) == (100, False)
    assert result.searched > 20_000_000
    assert described(result.findings[0]) == {"f03": "2", "f17": "1"}
    assert result.findings[0].confirmed


@pytest.mark.parametrize("measure", ["limit", "accuracy", "chi_square"])
def test_each_measure_finds_the_planted_group(cohort, measure):
    result = risk_groups(cohort, PLAN.model_copy(update={"measure": measure}))
    assert {"a": "1", "b": "1"} in [described(finding) for finding in result.findings[:2]]


def test_measures_differ_in_what_they_put_first():
    """Accuracy asks for breadth: a broad group with a small difference comes before a small one with a large one."""
    rng = np.random.default_rng(3)
    rows = 8_000
    a, b = rng.random(rows) < 0.5, rng.random(rows) < 0.03
    drawn = cohort_of({"a": (2, a), "b": (2, b)}, rng.random(rows) < np.select([b, a], [0.45, 0.12], 0.06))
    sample = Sample.of(drawn, np.ones(rows, bool))
    items = items_of(drawn).drawn(sample.rows)
    found = look(items, sample.event, Quest(1, 10, 5))
    first = [
        items.predicate(ranked(found.groups, items, sample, scale_of(sample, 1, measure)).items[0]).conditions[0].factor
        for measure in (Measure.ACCURACY, Measure.LIMIT)
    ]
    assert first == ["a", "b"]


def test_low_risk_is_sought_on_its_own_side_and_corrected_together_with_the_other(cohort):
    plain, both = risk_groups(cohort, PLAN), risk_groups(cohort, PLAN.model_copy(update={"low": True}))
    assert plain.low == ()
    assert [finding.id for finding in both.low] == [f"l{n}" for n in range(1, len(both.low) + 1)]
    assert {"c": "1"} in [described(finding) for finding in both.low if finding.confirmed]
    assert all(finding.found.relative_risk_clustered.upper < 1 for finding in both.low)
    assert [f.predicate for f in both.findings] == [f.predicate for f in plain.findings]
    worst = [max(f.p_complement, f.p_parent) for f in (*both.findings, *both.low)]
    unseen = [1.0] * (both.candidates - len(worst))
    adjusted = holm([*worst, *unseen])[: len(worst)].tolist()
    assert [f.p_adjusted for f in (*both.findings, *both.low)] == pytest.approx(adjusted)


def test_a_low_finding_is_better_than_its_parent_and_its_peel_goes_down(cohort):
    event, held_back = cohort.outcome.codes == 1, ~found_half(cohort.household, PLAN.split_seed)
    for finding in risk_groups(cohort, PLAN.model_copy(update={"low": True})).low:
        mask = cohort.mask(finding.predicate)
        rate, rest = event[held_back & mask].mean(), event[held_back & ~mask].mean()
        assert (finding.p_complement < 0.5) == (rate < rest)
        rates = [step.events / step.rows for step in finding.peel]
        first = [event[cohort.mask(finding.predicate.model_copy(update={"conditions": (c,)}))].mean()
                 for c in finding.predicate.conditions]  # fmt: skip
        assert rates[1] == pytest.approx(min(first))


def test_permutations_keep_what_is_there_and_never_confirm_more(cohort):
    plain = risk_groups(cohort, PLAN)
    weighed = risk_groups(cohort, PLAN.model_copy(update={"permutations": 39}))
    assert [f.p_adjusted for f in weighed.findings] == [f.p_adjusted for f in plain.findings]
    assert all(f.p_searched is None for f in plain.findings)
    assert min(f.p_searched for f in weighed.findings) == pytest.approx(1 / 40)
    assert any(f.confirmed for f in weighed.findings)
    for one, other in zip(plain.findings, weighed.findings, strict=True):
        assert one.confirmed or not other.confirmed


def test_a_search_that_chance_matches_confirms_nothing():
    """Thirty worlds in which nothing matters: with permutations no group is confirmed that would not be without."""
    confirmed = {False: 0, True: 0}
    for seed in range(30):
        rng = np.random.default_rng(seed)
        factors = {name: (3, rng.integers(0, 3, 1_500)) for name in "abcde"}
        drawn = cohort_of(factors, rng.random(1_500) < 0.1)
        wide = PLAN.model_copy(update={"candidates": 20})
        for permuted in confirmed:
            plan = wide.model_copy(update={"permutations": 20 if permuted else 0})
            confirmed[permuted] += any(f.confirmed for f in risk_groups(drawn, plan).findings)
    assert confirmed[True] <= confirmed[False] <= 4


def test_a_planted_group_returns_and_noise_does_not(cohort):
    result = risk_groups(cohort, PLAN.model_copy(update={"stability": 20}))
    planted = next(f for f in result.findings if described(f) == {"a": "1", "b": "1"})
    assert planted.stability.share.value == 1.0
    assert planted.stability.share.lower < 1.0
    assert all(0 <= f.stability.share.value <= 1 and f.stability.repetitions == 20 for f in result.findings)
    noise = [f.stability.share.value for f in result.findings if "d" in described(f)]
    assert all(share < 1.0 for share in noise)


def test_a_draw_takes_whole_households(cohort):
    sample = Sample.of(cohort, np.ones(cohort.rows, bool))
    rows, drawn = redrawn(sample, np.random.default_rng(2))
    assert drawn.clusters == sample.clusters
    size = np.bincount(sample.cluster)
    for number in range(0, drawn.clusters, 97):
        mine = rows[drawn.cluster == number]
        (home,) = set(sample.cluster[mine].tolist())
        assert mine.size == size[home] == drawn.all_members[number]
        assert sample.event[mine].sum() == drawn.all_events[number]
    assert 0.6 < len(set(sample.cluster[rows].tolist())) / sample.clusters < 0.66  # 1 - 1/e of them


def test_everything_together_is_the_same_twice(cohort):
    assert risk_groups(cohort, EVERYTHING) == risk_groups(cohort, EVERYTHING)


@pytest.mark.parametrize("name", ["permutations", "stability"])
def test_too_few_repetitions_are_refused(name):
    with pytest.raises(ValidationError, match="minder dan 20 herhalingen"):
        RiskGroupPlan(kind="risk_groups", **{name: 19})


def test_permutations_over_too_much_are_refused(monkeypatch, cohort):
    monkeypatch.setattr(searching, "MOST_CONJUNCTIONS", 3)
    with pytest.raises(StudyError, match="te veel groepen") as problem:
        risk_groups(cohort, EVERYTHING)
    assert "permutations op 0" in problem.value.mend


def test_a_factor_with_ten_thousand_levels_is_named():
    codes = np.arange(20_000) % 10_000
    many = Dimension(
        name="postcode", title="Postcode", levels=tuple(Level(code=f"p{n}", label=f"{n}") for n in range(10_000))
    )
    plain = cohort_of({"a": (2, codes % 2)}, codes % 7 == 0)
    with pytest.raises(StudyError, match="'postcode': 10000 kenmerken"):
        risk_groups(replace(plain, factors=(*plain.factors, CodedFactor(many, codes.astype(np.int32)))), PLAN)


def nothing_to_find():
    rng = np.random.default_rng(1)
    rows = 800
    some = rng.random(rows) < 0.2
    factors = {name: (2, rng.integers(0, 2, rows)) for name in "ab"}
    blank = cohort_of({"a": (2, np.zeros(rows, int))}, some)
    missing = tuple(level.model_copy(update={"missing": True}) for level in blank.factors[0].dimension.levels)
    dimension = blank.factors[0].dimension.model_copy(update={"levels": missing})
    return {
        "constant factor": blank,
        "nobody": cohort_of(factors, np.zeros(rows, int)),
        "everybody": cohort_of(factors, np.ones(rows, int)),
        "one household": cohort_of(factors, some, household=np.zeros(rows, int)),
        "no rows": cohort_of({"a": (2, []), "b": (2, [])}, []),
        "all values missing": replace(blank, factors=(replace(blank.factors[0], dimension=dimension),)),
    }


@pytest.mark.parametrize("roads", ["all", "best"])
@pytest.mark.parametrize("case", nothing_to_find())
def test_nothing_to_find_is_said_with_everything_asked_for(monkeypatch, case, roads):
    plan = EVERYTHING
    if roads == "best":
        monkeypatch.setattr(searching, "MOST_CONJUNCTIONS", -1)
        plan = EVERYTHING.model_copy(update={"permutations": 0})
    result = risk_groups(nothing_to_find()[case], plan)
    assert (result.findings, result.low) == ((), ())
