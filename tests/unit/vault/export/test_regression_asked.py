"""From the result of a regression to the gate: shown at the step that the gate sets, and small levels stay inside."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from smartstart.disclosure.candidates import Evidence, Submission
from smartstart.disclosure.gate import Judged, judge
from smartstart.disclosure.policy import load_policy
from smartstart.release.contents import Counted, Dimension, Level, ModelStatement, Predicate, State
from smartstart.vault.coded import CodedCohort
from smartstart.vault.engines import DuckEngine
from smartstart.vault.export import regression as asking
from smartstart.vault.export.atoms import atom_table
from smartstart.vault.export.builder import Builder
from smartstart.vault.export.recount import Recount
from smartstart.vault.export.wording import Wording
from smartstart.vault.insight.regression import RegressionFinding, regression
from smartstart.vault.study.regression import RegressionPlan
from smartstart.vocabulary.errors import StudyError
from tests.support.small_cohorts import cohort_of

POLICY = load_policy("cbs-ra")


def _plan(**more: object) -> RegressionPlan:
    settings = {"kind": "regression", "link": "logit", "factors": {"a": "0", "b": "0"}, **more}
    return RegressionPlan.model_validate(settings)


def _cohort(small_events: int = 12, small_without: int = 30) -> CodedCohort:
    """Two factors; level 3 of `a` has so many rows with and without the outcome, every row is a household."""
    rng = np.random.default_rng(8)
    a, b = rng.integers(0, 3, 3000), rng.integers(0, 2, 3000)
    event = rng.random(3000) < 0.1 + 0.05 * a + 0.1 * b
    few = small_events + small_without
    a, b = np.append(a, np.full(few, 3)), np.append(b, np.arange(few) % 2)
    event = np.append(event, np.arange(few) < small_events)
    return cohort_of({"a": (4, a), "b": (2, b)}, event)


def _judged(cohort: CodedCohort, plan: RegressionPlan, folder: Path) -> tuple[Judged, RegressionFinding, Submission]:
    found = regression(cohort, plan)
    with DuckEngine(folder) as engine:
        nobody = np.zeros(cohort.rows, dtype=np.bool_)
        builder = Builder(Wording("kind", "2020-01-01/2021-01-01", "p"), Recount(engine, cohort, nobody))
        builder.count("population", "size", Predicate(), Counted.ROWS, "risk_groups")
        assert list(asking.asked(builder, plan, found)) == []
        asked = Submission(
            counts=tuple(builder.counts),
            ratios=(),
            models=tuple(builder.models),
            outcome="uitkomst",
            atoms=(atom_table(cohort, "p", builder.groups(), nobody),),
        )
    return judge(asked, POLICY, cohort.dimensions), found, asked


def _models(judged: Judged) -> dict[str, ModelStatement]:
    found = (s for s in judged.statements if isinstance(s, ModelStatement))
    return {s.id.removeprefix("regression/model."): s for s in found}


def _step(statement: ModelStatement) -> float:
    return float(statement.precision.removeprefix("stappen van ").replace(".", "").replace(",", "."))


@pytest.mark.parametrize("link", ["logit", "log"])
def test_each_level_is_shown_at_the_step_that_the_gate_sets(link: str, tmp_path: Path) -> None:
    judged, found, asked = _judged(_cohort(), _plan(link=link, standardise="b"), tmp_path)
    shown = _models(judged)
    assert len(found.levels) == 4
    for one in found.levels:
        statement = shown[f"{one.factor}.{one.level}/ratio"]
        assert statement.state is State.SHOWN, judged.judgements
        step = _step(statement)
        assert statement.value == pytest.approx(round(one.ratio.value / step) * step, abs=1e-9)
        assert statement.lower <= one.ratio.lower
        assert statement.upper >= one.ratio.upper
    ratios = [s for s in shown if s.endswith("standardised-ratio")]
    assert len(ratios) == (1 if link == "logit" else 0)  # under a log link that is the ratio of the model itself
    for candidate in asked.models:
        step = _step(shown[candidate.statement.id.removeprefix("regression/model.")])
        assert step >= POLICY.estimate.value * candidate.sensitivity


@pytest.mark.parametrize("short", ["events", "without"])
def test_a_small_level_is_withheld_and_the_others_are_not(short: str, tmp_path: Path) -> None:
    few = {"small_events": 9} if short == "events" else {"small_without": 9}
    judged, found, _ = _judged(_cohort(**few), _plan(), tmp_path)
    assert np.isfinite([one.ratio.value for one in found.levels]).all()
    shown = {name: s.state for name, s in _models(judged).items()}
    assert shown.pop("a.3/ratio") is State.WITHHELD
    assert set(shown.values()) == {State.SHOWN}
    assert {j.id for j in judged.judgements} == {"regression/model.a.3/ratio"}
    assert "models" in {j.rule for j in judged.judgements}


def test_a_small_reference_level_withholds_all_that_is_compared_with_it(tmp_path: Path) -> None:
    judged, _, _ = _judged(_cohort(small_events=9), _plan(factors={"a": "3", "b": "0"}), tmp_path)
    shown = {name: s.state for name, s in _models(judged).items()}
    assert shown.pop("b.1/ratio") is State.SHOWN
    assert set(shown.values()) == {State.WITHHELD}


def test_a_model_of_one_factor_is_asked_as_the_table_that_it_is(tmp_path: Path) -> None:
    _, _, asked = _judged(_cohort(), _plan(factors={"b": "0"}, standardise="b"), tmp_path)
    assert {m.statement.measure for m in asked.models} == {"odds_ratio", "risk_per_1000", "relative_risk"}
    assert all(m.saturated for m in asked.models)


def test_a_saturated_model_of_more_factors_is_left_to_the_table(tmp_path: Path) -> None:
    cohort = _cohort()
    codes = cohort.factor("b").codes
    twice = replace(cohort.factors[0], codes=(codes * (np.arange(codes.size) % 2)).astype(np.uint8))
    judged, found, _ = _judged(replace(cohort, factors=(twice, cohort.factors[1])), _plan(), tmp_path)
    assert found.saturated  # level 1 of a only goes with level 1 of b: three combinations, three parameters
    assert {s.state for s in _models(judged).values()} == {State.WITHHELD}
    assert {j.rule for j in judged.judgements} == {"models", "modelled"}


def test_without_an_answer_everything_is_asked_and_nothing_is_shown(tmp_path: Path) -> None:
    cohort = _cohort()
    same = replace(cohort.factors[1], dimension=cohort.factors[0].dimension)
    judged, found, _ = _judged(replace(cohort, factors=(same, cohort.factors[1])), _plan(standardise="a"), tmp_path)
    assert "precies hetzelfde" in found.refusal
    assert len(_models(judged)) == 3 + 1 + 4 + 3
    assert {s.state for s in _models(judged).values()} == {State.WITHHELD}


def test_what_is_compared_is_counted_by_the_engine(tmp_path: Path) -> None:
    cohort = _cohort()
    _, _, asked = _judged(cohort, _plan(), tmp_path)
    codes, event = cohort.factor("a").codes, cohort.outcome.codes
    candidate = next(m for m in asked.models if m.statement.id == "regression/model.a.2/ratio")
    for evidence, level in ((candidate.group, 2), (candidate.reference, 0)):
        rows, events = int((codes == level).sum()), int(event[codes == level].sum())
        assert evidence == Evidence(rows, rows, rows, events, events, events)


def test_a_factor_or_reference_level_that_the_study_lacks_is_refused() -> None:
    dimensions = _cohort().dimensions
    asking.check(_plan(), dimensions)
    with pytest.raises(StudyError, match="staat niet bij de factoren") as absent:
        asking.check(_plan(factors={"aa": "0"}), dimensions)
    assert (absent.value.where, absent.value.mend) == ("analyses.factors.aa", "bedoelde u 'a'?")
    with pytest.raises(StudyError, match="kent de waarde '7' niet"):
        asking.check(_plan(factors={"a": "7"}), dimensions)


def test_how_it_was_done_is_told_in_the_words_of_a_reader_not_in_codes() -> None:
    family = Dimension(
        name="gezin", title="Soort gezin", levels=(Level(code="gehuwd_paar", label="gehuwd paar", phrase="die x"),)
    )
    said = " ".join(asking.methods(_plan(factors={"gezin": "gehuwd_paar"}, standardise="gezin"), [family]))
    assert "van de uitkomst op soort gezin (vergeleken met ‘gehuwd paar’)" in said
    assert "Het gestandaardiseerde risico bij soort gezin is" in said
    assert "_" not in said
