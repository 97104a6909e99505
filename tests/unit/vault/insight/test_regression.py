"""From a coded cohort to a regression: equal to statsmodels, and no number where there is no answer."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from smartstart.statistics import Link
from smartstart.vault.coded import CodedCohort, OutcomeKind
from smartstart.vault.insight.design import design_of
from smartstart.vault.insight.regression import RegressionFinding, regression
from smartstart.vault.study.regression import RegressionPlan
from smartstart.vocabulary.errors import StudyError
from tests.support.small_cohorts import cohort_of, random_cohort

ROWS = 4000
FACTORS = {"a_plain": "1", "c_ordered": "0", "d_tied": "1"}


def _plan(link: str = "logit", **more: object) -> RegressionPlan:
    return RegressionPlan.model_validate({"kind": "regression", "link": link, "factors": FACTORS, **more})


def _peer(cohort: CodedCohort, plan: RegressionPlan) -> tuple[object, pd.DataFrame]:
    """The same with statsmodels and pandas: dummies by name, a GLM with the errors of clusters."""
    coded = pd.DataFrame({name: cohort.factor(name).codes.astype(str) for name in plan.factors})
    columns = pd.get_dummies(coded, prefix_sep="=", dtype=float)
    columns = columns.drop(columns=[f"{name}={code}" for name, code in plan.factors.items()])
    design = sm.add_constant(columns)
    family = sm.families.Binomial() if plan.link == "logit" else sm.families.Poisson()
    model = sm.GLM(cohort.outcome.codes, design, family=family)
    return model.fit(cov_type="cluster", cov_kwds={"groups": cohort.household}, tol=1e-13, maxiter=200), design


@pytest.mark.parametrize("link", ["logit", "log"])
def test_every_level_equals_statsmodels(link: str) -> None:
    """Tolerance 1e-8, of coefficients, errors and limits."""
    cohort, plan = random_cohort(3, ROWS), _plan(link)
    found, (peer, _) = regression(cohort, plan), _peer(random_cohort(3, ROWS), plan)
    assert len(found.levels) == 2 + 4 + 1
    limits = peer.conf_int()
    for one in found.levels:
        name = f"{one.factor}={one.level}"
        assert one.coefficient == pytest.approx(peer.params[name], abs=1e-8)
        assert one.error == pytest.approx(peer.bse[name], abs=1e-8)
        assert one.p_value == pytest.approx(peer.pvalues[name], abs=1e-8)
        assert one.ratio.value == pytest.approx(math.exp(peer.params[name]), rel=1e-8)
        assert (one.ratio.lower, one.ratio.upper) == pytest.approx(np.exp(limits.loc[name]), rel=1e-8)
    assert (found.rows, found.set_aside, found.columns) == (ROWS, 0, 8)
    assert found.residual_df == np.unique(cohort.household).size - 8


@pytest.mark.parametrize("link", ["logit", "log"])
def test_standardised_risks_are_means_of_what_statsmodels_predicts(link: str) -> None:
    """Tolerance 1e-8."""
    cohort, plan = random_cohort(5, ROWS), _plan(link, standardise="a_plain")
    found, (peer, design) = regression(cohort, plan), _peer(random_cohort(5, ROWS), plan)
    risks = {}
    for one in found.standardised:
        everybody = design.copy()
        for code in ("0", "2"):
            everybody[f"a_plain={code}"] = float(one.level == code)
        risks[one.level] = float(peer.predict(everybody).mean())
        assert one.risk.value == pytest.approx(risks[one.level], abs=1e-8)
        assert one.risk.lower < one.risk.value < one.risk.upper
    assert [one.level for one in found.standardised] == ["1", "0", "2"]
    for one in found.standardised[1:]:
        assert one.ratio is not None
        assert one.ratio.value == pytest.approx(risks[one.level] / risks["1"], rel=1e-8)
    assert found.standardised[0].ratio is None


def test_one_event_more_moves_no_coefficient_further_than_is_said() -> None:
    """Against fits with the event of one row changed, for each combination of levels; to first order, so 5 per cent."""
    cohort, plan = random_cohort(7, 1500), _plan()
    found = regression(cohort, plan)
    design = design_of(cohort, plan.factors, Link.LOGIT)
    first = [
        int(np.flatnonzero((codes == design.codes.T).all(axis=1))[0]) for codes in np.unique(design.codes.T, axis=0)
    ]
    moved = np.zeros(len(found.levels))
    for row in first:
        event = cohort.outcome.codes.copy()
        event[row] = 1 - event[row]
        changed = regression(replace(cohort, outcome=replace(cohort.outcome, codes=event)), plan)
        steps = [abs(b.coefficient - a.coefficient) for a, b in zip(found.levels, changed.levels, strict=True)]
        moved = np.maximum(moved, steps)
    said = np.array([one.sensitivity for one in found.levels])
    assert (moved <= 1.05 * said).all()
    assert (moved >= 0.6 * said).all()  # and it is not said to be much more than it is


def _same(seed: int) -> CodedCohort:
    return random_cohort(seed, 600, duplicate=True)


def _told_by_two() -> CodedCohort:
    """Each level has some with and some without the outcome; neither of two means never, and both means always."""
    first, second = np.tile([0, 0, 1, 1], 100), np.tile([0, 1, 0, 1], 100)
    chance = np.arange(400) // 4 % 2
    return cohort_of({"een": (2, first), "twee": (2, second)}, np.where(first == second, first, chance))


_SEPARATED = "factors that tell the outcome"
_HALF = np.arange(400) % 2
_NO_ANSWER = {
    "nobody has the outcome": (cohort_of({"a": (2, _HALF)}, np.zeros(400)), {"a": "0"}, "niemand of iedereen"),
    "everybody has the outcome": (cohort_of({"a": (2, _HALF)}, np.ones(400)), {"a": "0"}, "niemand of iedereen"),
    "a constant factor": (cohort_of({"a": (2, np.zeros(400))}, _HALF), {"a": "0"}, "geen waarde"),
    "nobody at the reference": (
        cohort_of({"a": (3, 1 + _HALF)}, np.arange(400) % 3 == 0),
        {"a": "0"},
        "kies een ander",
    ),
    "two factors that are one": (_same(2), {"a_plain": "0", "e_same_as_a": "0"}, "(a_plain, e_same_as_a)"),
    _SEPARATED: (_told_by_two(), {"een": "0", "twee": "0"}, "precies wie"),
    "one household": (
        cohort_of({"a": (2, _HALF)}, np.arange(400) % 3 == 0, household=np.zeros(400)),
        {"a": "0"},
        "te weinig huishoudens",
    ),
}


# Under a log link both means a risk of one, which is an answer.
_ASKED = [(link, name) for name in _NO_ANSWER for link in ("logit", "log") if (link, name) != ("log", _SEPARATED)]


@pytest.mark.parametrize(("link", "name"), _ASKED)
def test_where_there_is_no_answer_there_is_a_reason_and_no_number(link: str, name: str) -> None:
    cohort, factors, word = _NO_ANSWER[name]
    said: list[str] = []
    plan = _plan(link, factors=factors, standardise=next(iter(factors)))
    found = regression(cohort, plan, said.append)
    assert word in found.refusal
    assert said == ["geen antwoord; waarom staat bij de exacte cijfers"], "what is shown may end up in a log"
    assert found.levels
    assert all(math.isnan(number) for number in _numbers(found))


def _numbers(found: RegressionFinding) -> list[float]:
    levels = [n for one in found.levels for n in (one.coefficient, one.error, one.ratio.value, one.ratio.lower)]
    return levels + [one.risk.value for one in found.standardised]


def test_a_level_without_events_is_set_aside_and_the_others_stay_what_they_are() -> None:
    """In statsmodels the coefficient of such a level runs away; the others are then as without its rows. 1e-8."""
    drawn = random_cohort(11, ROWS)
    plain = drawn.factor("a_plain")
    event = np.where(plain.codes == 2, 0, drawn.outcome.codes)
    cohort = replace(drawn, outcome=replace(drawn.outcome, codes=event))
    found = regression(cohort, _plan(standardise="a_plain"))
    kept = plain.codes != 2
    rest = replace(
        cohort,
        factors=tuple(replace(f, codes=f.codes[kept]) for f in cohort.factors),
        outcome=replace(cohort.outcome, codes=event[kept]),
        household=cohort.household[kept],
    )
    peer, _ = _peer(rest, _plan())
    assert found.set_aside == int((~kept).sum())
    for one in found.levels:
        if (one.factor, one.level) == ("a_plain", "2"):
            assert math.isnan(one.ratio.value)
        else:
            assert one.coefficient == pytest.approx(peer.params[f"{one.factor}={one.level}"], abs=1e-8)
            assert one.error == pytest.approx(peer.bse[f"{one.factor}={one.level}"], abs=1e-8)
    assert [math.isnan(one.risk.value) for one in found.standardised] == [False, False, True]


def test_one_factor_is_a_table_in_other_words() -> None:
    cohort = random_cohort(13, ROWS)
    found = regression(cohort, _plan(factors={"a_plain": "0"}))
    codes, event = cohort.factor("a_plain").codes, cohort.outcome.codes
    odds = [event[codes == level].sum() / (1 - event[codes == level]).sum() for level in range(3)]
    assert found.saturated
    assert [one.ratio.value for one in found.levels] == pytest.approx([odds[1] / odds[0], odds[2] / odds[0]], rel=1e-9)
    assert not regression(cohort, _plan()).saturated


def test_a_factor_level_or_outcome_that_is_not_there_is_refused() -> None:
    cohort = random_cohort(1, 200)
    with pytest.raises(StudyError, match="kent geen factor 'x'"):
        regression(cohort, _plan(factors={"x": "0"}))
    with pytest.raises(StudyError, match="kent de waarde '9' niet"):
        regression(cohort, _plan(factors={"a_plain": "9"}))
    counted = replace(cohort, outcome=replace(cohort.outcome, kind=OutcomeKind.COUNT))
    with pytest.raises(StudyError, match="Een regressie kan niet"):
        regression(counted, _plan())


def test_a_standardised_risk_above_one_is_no_risk() -> None:
    """A log link multiplies: of those with `b`, 0.7 at a = 0; four times as many at a = 1 would be more than all."""
    cells = (((0, 0), 200, 0.2), ((0, 1), 2000, 0.7), ((1, 0), 600, 0.8), ((1, 1), 20, 0.9))
    a, b = (np.concatenate([np.full(size, levels[at]) for levels, size, _ in cells]) for at in (0, 1))
    event = np.concatenate([np.arange(size) < size * share for _, size, share in cells])
    cohort, factors = cohort_of({"a": (2, a), "b": (2, b)}, event), {"a": "0", "b": "0"}
    assert "boven 1" in regression(cohort, _plan("log", factors=factors, standardise="a")).refusal
    assert not regression(cohort, _plan("log", factors=factors)).refusal
