"""What a study asks to release: confirmed findings first, every page number a statement, no half beside a whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smartstart.release.contents import Counted
from smartstart.vault.coded import CodedCohort
from smartstart.vault.engines import DuckEngine
from smartstart.vault.export.recount import Recount
from smartstart.vault.export.submission import sensitive_names, shown_findings, submission
from smartstart.vault.export.wording import population_id
from smartstart.vault.insight.findings import RiskGroups
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.insight.split import found_half
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.model import ReleasePlan, Study
from smartstart.vault.study.reading import read_study
from smartstart.vault.study.withheld import Withheld
from smartstart.vocabulary.errors import SmartStartError, StudyError
from tests.support.rooms import BUNDLED
from tests.support.worlds import draw_world

PLAN = RiskGroupPlan(kind="risk_groups", max_conditions=2, min_size=200, min_events=20, candidates=12, show=4)


@pytest.fixture(scope="module")
def cohort() -> CodedCohort:
    return draw_world(11, rows=120_000)


@pytest.fixture(scope="module")
def groups(cohort: CodedCohort) -> RiskGroups:
    return risk_groups(cohort, PLAN)


@pytest.fixture(scope="module")
def study() -> Study:
    bundled = read_study(BUNDLED / "uithuisplaatsing.toml")
    return bundled.model_copy(update={"release": ReleasePlan(sensitive=("uithuisplaatsing",))})


def test_a_confirmed_finding_never_makes_way_for_a_sharper_unconfirmed_one(groups: RiskGroups) -> None:
    mixed = [replace(finding, confirmed=number % 3 == 2) for number, finding in enumerate(groups.findings)]
    groups = replace(groups, findings=tuple(mixed))
    confirmed = [finding for finding in groups.findings if finding.confirmed]
    assert 0 < len(confirmed) < len(groups.findings)
    for most in range(1, len(groups.findings) + 1):
        shown = shown_findings(groups, most)
        assert len(shown) == most
        assert sum(finding.confirmed for finding in shown) == min(most, len(confirmed))
        assert [finding.id for finding in shown] == [f.id for f in groups.findings if f in shown]


def test_evidence_is_that_of_the_analysis(
    cohort: CodedCohort, groups: RiskGroups, study: Study, tmp_path: Path
) -> None:
    with DuckEngine(tmp_path) as engine:
        asked = submission(
            study, PLAN, cohort, groups, Recount(engine, cohort, found_half(cohort.household, PLAN.split_seed))
        )
    counts = {count.statement.id: count for count in asked.counts}
    whole = counts["risk_groups/population/size"].evidence
    assert (whole.rows, whole.persons, whole.households) == (groups.rows, groups.persons, groups.households)
    models = {model.statement.id: model for model in asked.models}
    for finding in shown_findings(groups, PLAN.show):
        held = models[f"risk_groups/{finding.id}/rr"].group
        honest = finding.estimated
        assert (held.rows, held.persons, held.households, held.events) == (
            honest.rows,
            honest.persons,
            honest.households,
            honest.events,
        )
        last = finding.peel[-1]
        peeled = counts[f"risk_groups/{finding.id}/peel-{len(finding.peel) - 1}-size"].evidence
        assert (peeled.rows, peeled.events) == (last.rows, last.events)


def test_ratios_rest_on_counts_that_are_asked_too(
    cohort: CodedCohort, groups: RiskGroups, study: Study, tmp_path: Path
) -> None:
    with DuckEngine(tmp_path) as engine:
        asked = submission(
            study, PLAN, cohort, groups, Recount(engine, cohort, found_half(cohort.household, PLAN.split_seed))
        )
    ids = [c.statement.id for c in (*asked.counts, *asked.ratios, *asked.models)]
    assert len(ids) == len(set(ids))
    named = {name for ratio in asked.ratios for name in ratio.statement.of}
    assert named <= {count.statement.id for count in asked.counts}
    assert not any(count.half for count in asked.counts)
    assert {count.statement.counted for count in asked.counts} == {Counted.ROWS, Counted.EVENTS, Counted.PERSONS}


@pytest.mark.parametrize("name", ["godsdienst", "gezin:allenstaande_moeder", "uithuisplatsing"])
def test_a_sensitive_name_that_protects_nothing_is_refused(cohort: CodedCohort, study: Study, name: str) -> None:
    wrong = study.model_copy(update={"release": ReleasePlan(sensitive=(name,))})
    with pytest.raises(StudyError, match="beschermt het niets"):
        sensitive_names(wrong, cohort)


def test_an_outcome_of_registers_is_always_sensitive(cohort: CodedCohort, study: Study) -> None:
    unmarked = study.model_copy(update={"release": ReleasePlan()})
    assert sensitive_names(unmarked, cohort) == (cohort.outcome.name,)


def test_what_needs_a_reason_to_be_there_is_sensitive(cohort: CodedCohort, study: Study) -> None:
    leave = Withheld(name="gezin", use="condition", reason="x", approved_by="y", date=date(2026, 3, 2))
    named = study.model_copy(update={"release": ReleasePlan(), "withheld": (leave,)})
    assert sensitive_names(named, cohort) == ("gezin", cohort.outcome.name)


def test_the_same_persons_under_another_question_are_one_population(study: Study) -> None:
    """Words, factors and the order of areas do not make another population; dates and areas do."""
    question = study.question
    same = study.model_copy(
        update={
            "question": question.model_copy(
                update={"id": "anders", "title": "Anders", "areas": tuple(reversed(question.areas))}
            )
        }
    )
    assert study.cohort is not None
    fewer = same.model_copy(update={"cohort": study.cohort.model_copy(update={"factors": ("gezin",)})})
    assert population_id(same) == population_id(fewer) == population_id(study)
    other = study.model_copy(update={"question": question.model_copy(update={"areas": question.areas[1:]})})
    assert population_id(other) != population_id(study)


def test_another_count_in_the_engine_stops_everything(
    cohort: CodedCohort, groups: RiskGroups, study: Study, tmp_path: Path
) -> None:
    wrong = replace(
        groups.findings[0], estimated=replace(groups.findings[0].estimated, rows=groups.findings[0].estimated.rows + 1)
    )
    changed = replace(groups, findings=(wrong, *groups.findings[1:]))
    with DuckEngine(tmp_path) as engine, pytest.raises(SmartStartError, match="hertelling"):
        submission(study, PLAN, cohort, changed, Recount(engine, cohort, found_half(cohort.household, PLAN.split_seed)))
