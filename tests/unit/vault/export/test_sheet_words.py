"""The public sheet: numbers as a Dutch reader writes them, and on whom each estimate rests."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from smartstart.vault.coded import CodedCohort
from smartstart.vault.export.sheet import study_sheet
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.model import OpenData, Study
from smartstart.vault.study.reading import read_study
from smartstart.vocabulary.errors import StudyError
from tests.support.rooms import BUNDLED
from tests.support.small_cohorts import cohort_of

PLAN = RiskGroupPlan(kind="risk_groups", min_size=2_000, min_events=1_200)


@pytest.fixture(scope="module")
def cohort() -> CodedCohort:
    return cohort_of({"a": (2, np.array([0, 1, 0, 1]))}, np.array([True, False, False, True]))


def _study(**question: Any) -> Study:
    bundled = read_study(BUNDLED / "uithuisplaatsing.toml")
    return bundled.model_copy(update={"question": bundled.question.model_copy(update=question)})


def _methods(study: Study, cohort: CodedCohort) -> str:
    return " ".join(study_sheet(study, cohort, PLAN).methods)


def test_sizes_are_written_in_dutch(cohort: CodedCohort) -> None:
    told = _methods(_study(hunches=()), cohort)
    assert f"minstens 2.000 {cohort.units} en 1.200 keer" in told


def test_only_found_groups_are_said_to_rest_on_the_other_half(cohort: CodedCohort) -> None:
    """A hunch is worked out on everybody: it was there before the numbers."""
    hunches = _study().question.hunches
    predicates = {"conditions": {"a": (cohort.factors[0].dimension.levels[0].code,)}}
    mine = tuple(hunch.model_copy(update=predicates) for hunch in hunches)
    undated = tuple(hunch.model_copy(update={"date": None}) for hunch in mine)
    assert "dat rekenden we uit met alle huishoudens" in _methods(_study(hunches=mine), cohort)
    for none in ((), undated):
        assert "alle huishoudens" not in _methods(_study(hunches=none), cohort)


def test_nothing_is_said_of_one_of_whom_it_is_about(cohort: CodedCohort) -> None:
    study = _study(hunches=())
    children, women = (
        " ".join(study_sheet(study, replace(cohort, unit=unit, units=units), PLAN).caveats)
        for unit, units in (("kind", "kinderen"), ("vrouw", "vrouwen"))
    )
    assert "niets over één gezin" in children
    assert "niets over één vrouw" in women
    assert "gezin" not in women


def test_data_of_a_kind_without_words_are_not_told_as_registers(cohort: CodedCohort) -> None:
    other = _study(hunches=()).model_copy(update={"data": OpenData(source="open", municipality="GM0797")})
    with pytest.raises(StudyError, match="geen vrijgave"):
        study_sheet(other, cohort, PLAN)
