"""With which withheld characteristics a finding overlaps: counted by hand, and the characteristic describes nothing."""

import math

import numpy as np
import pytest

from smartstart.vault.coded import CodedCohort
from smartstart.vault.insight.overlap import overlaps
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.study.analyses import RiskGroupPlan
from tests.support.small_cohorts import cohort_of

PLAN = RiskGroupPlan(kind="risk_groups", max_conditions=1, min_size=100, min_events=20, candidates=4, show=2)


def _cohort(likeness: float) -> CodedCohort:
    """Group 1 of `inkomen` has the outcome more often; this share of it has level 1 of `herkomst`, of others 0.2."""
    rng = np.random.default_rng(4)
    income = (np.arange(6000) % 3 == 0).astype(int)
    origin = (rng.random(6000) < np.where(income == 1, likeness, 0.2)).astype(int)
    event = rng.random(6000) < np.where(income == 1, 0.3, 0.1)
    return cohort_of({"inkomen": (2, income), "herkomst": (2, origin)}, event)


def test_a_group_that_stands_for_another_is_called_strong() -> None:
    cohort = _cohort(0.8).withholding(frozenset({"herkomst"}))
    groups = risk_groups(cohort, PLAN)
    assert groups.findings
    assert {c.factor for finding in groups.findings for c in finding.predicate.conditions} == {"inkomen"}
    found = overlaps(cohort, groups)
    assert {(one.finding, one.level) for one in found} == {(f.id, level) for f in groups.findings for level in "01"}
    one = next(one for one in found if one.level == "1")
    inside, origin = cohort.factor("inkomen").codes == 1, cohort.factor("herkomst").codes == 1
    assert one.share_of_group == pytest.approx(origin[inside].mean(), rel=1e-12)
    assert one.share_of_everybody == pytest.approx(origin.mean(), rel=1e-12)
    assert one.lift == pytest.approx(origin[inside].mean() / origin.mean(), rel=1e-12)
    assert one.phi == pytest.approx(np.corrcoef(inside, origin)[0, 1], rel=1e-9)  # numpy; tolerance 1e-9
    assert one.strong


def test_a_group_where_it_happens_less_often_is_compared_too() -> None:
    cohort = _cohort(0.8).withholding(frozenset({"herkomst"}))
    groups = risk_groups(cohort, PLAN.model_copy(update={"low": True}))
    assert groups.low
    found = overlaps(cohort, groups)
    assert {one.finding for one in found} == {finding.id for finding in (*groups.findings, *groups.low)}


def test_a_group_like_everybody_is_not() -> None:
    cohort = _cohort(0.2).withholding(frozenset({"herkomst"}))
    found = overlaps(cohort, risk_groups(cohort, PLAN))
    assert found
    assert not any(one.strong for one in found)


def test_without_leave_to_compare_there_is_nothing_to_see_and_the_factor_describes_groups() -> None:
    cohort = _cohort(0.8)
    groups = risk_groups(cohort, PLAN)
    assert overlaps(cohort, groups) == ()
    assert "herkomst" in {c.factor for finding in groups.findings for c in finding.predicate.conditions}


def test_a_level_that_nobody_has_is_no_ratio() -> None:
    inside = np.arange(6000) % 3 == 0
    event = np.arange(6000) % np.where(inside, 4, 20) == 0
    cohort = cohort_of({"a": (2, inside), "herkomst": (3, np.zeros(6000))}, event)
    cohort = cohort.withholding(frozenset({"herkomst"}))
    groups = risk_groups(cohort, PLAN)
    assert groups.findings
    for one in overlaps(cohort, groups):
        assert math.isnan(one.phi)
        assert math.isnan(one.lift) is (one.level != "0")
        assert not one.strong
