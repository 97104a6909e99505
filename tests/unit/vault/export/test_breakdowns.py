"""Along the ladder before the gate: the level that is shown, what is put together, and what a reader is told of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from smartstart.disclosure.candidates import Submission
from smartstart.disclosure.gate import judge
from smartstart.disclosure.policy import load_policy
from smartstart.release.contents import Condition, Counted, Dimension, Level, Predicate, State
from smartstart.vault.coded import CodedCohort, CodedFactor
from smartstart.vault.engines import DuckEngine
from smartstart.vault.export import breakdowns
from smartstart.vault.export.breakdowns import Shown
from smartstart.vault.export.recount import Recount
from smartstart.vault.export.sheet import study_sheet
from smartstart.vault.export.submission import submission
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.insight.split import found_half
from smartstart.vault.study.analyses import Breakdown, RiskGroupPlan
from smartstart.vault.study.model import ReleasePlan, Study
from smartstart.vault.study.reading import read_study
from smartstart.vocabulary.errors import StudyError
from tests.support.rooms import BUNDLED
from tests.support.worlds import draw_world

PLAN = RiskGroupPlan(kind="risk_groups", max_conditions=1, min_size=400, min_events=40, candidates=2, show=1)
TOWNS = ("GM9901", "GM9902")
WIJKEN = tuple(f"WK{town[2:]}{w:02}" for town in TOWNS for w in range(5))
BUURTEN = tuple(f"BU{wijk[2:]}{b:02}" for wijk in WIJKEN for b in range(4))
AGES = (("0-3", "0"), ("4-7", "4"), ("8-11", "8"), ("12-14", "12"), ("15-17", "15"))


def _place(name: str, codes: tuple[str, ...], of: np.ndarray) -> CodedFactor:
    missing = (Level(code="onbekend", label="niet bekend", missing=True),) if name != "gemeente" else ()
    levels = (*(Level(code=code, label=code) for code in codes), *missing)
    return CodedFactor(Dimension(name=name, title=name, levels=levels), of.astype(np.int32))


def _aged(factor: CodedFactor) -> CodedFactor:
    if factor.dimension.name != "leeftijd":
        return factor
    levels = tuple(Level(code=code, label=code, lower=lower) for code, lower in AGES)
    return replace(factor, dimension=factor.dimension.model_copy(update={"levels": levels}))


@pytest.fixture(scope="module")
def cohort() -> CodedCohort:
    """Two towns of five wijken of four buurten; each wijk has a large buurt and three small ones."""
    drawn = draw_world(11, rows=150_000)
    buurt = np.random.default_rng(5).choice(
        len(BUURTEN), p=np.tile([0.07, 0.01, 0.01, 0.01], 10), size=drawn.household.max() + 1
    )[drawn.household]
    places = (
        _place("gemeente", TOWNS, buurt // 20),
        _place("wijk", WIJKEN, buurt // 4),
        _place("buurt", BUURTEN, buurt),
    )
    return replace(drawn, places=places, factors=tuple(_aged(factor) for factor in drawn.factors))


@pytest.fixture(scope="module")
def study() -> Study:
    bundled = read_study(BUNDLED / "uithuisplaatsing.toml")
    return bundled.model_copy(update={"release": ReleasePlan(sensitive=("uithuisplaatsing",))})


@pytest.fixture(scope="module")
def recount(cohort: CodedCohort, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recount]:
    with DuckEngine(tmp_path_factory.mktemp("engine")) as engine:
        yield Recount(engine, cohort, found_half(cohort.household, PLAN.split_seed))


def _plan(**more: object) -> RiskGroupPlan:
    return RiskGroupPlan.model_validate(PLAN.model_dump() | more)


def _areas(study: Study, plan: RiskGroupPlan, cohort: CodedCohort, recount: Recount) -> Shown:
    (shown,) = breakdowns.shown(study, plan, cohort, recount)
    return shown


def _asked(study: Study, plan: RiskGroupPlan, cohort: CodedCohort, recount: Recount) -> Submission:
    return submission(study, plan, cohort, risk_groups(cohort, plan), recount)


def test_without_a_ladder_every_area_stands_by_itself(study: Study, cohort: CodedCohort, recount: Recount) -> None:
    shown = _areas(study, _plan(place="buurt"), cohort, recount)
    assert shown.groups == tuple((code,) for code in BUURTEN)  # and never "niet bekend"
    assert shown.notes == ()


def test_where_too_many_buurten_are_small_the_wijken_are_shown_and_it_is_said(
    study: Study, cohort: CodedCohort, recount: Recount
) -> None:
    plan = _plan(place="buurt", ladder=["wijk", "gemeente"])
    shown = _areas(study, plan, cohort, recount)
    assert shown.factor == "wijk"
    assert shown.groups == tuple((code,) for code in WIJKEN)
    assert shown.notes[0].startswith("De studie vroeg cijfers per buurt. Te veel buurten zijn daar te klein voor.")
    sheet = study_sheet(study, cohort, plan, (shown,))
    assert sheet.recoded == shown.notes
    assert {"wijk"} == {d.name for d in sheet.dimensions} & {"wijk", "buurt"}
    asked = {
        c.statement.subject for c in _asked(study, plan, cohort, recount).counts if c.statement.analysis == "places"
    }
    assert asked == {code.lower() for code in WIJKEN}


def test_small_buurten_of_one_wijk_go_together_and_the_gate_takes_them_as_groups(
    study: Study, cohort: CodedCohort, recount: Recount
) -> None:
    plan = _plan(place="buurt", ladder=["wijk"], most_merged=0.8)
    shown = _areas(study, plan, cohort, recount)
    assert shown.factor == "buurt"
    assert sorted(code for group in shown.groups for code in group) == list(BUURTEN)
    assert any(len(group) > 1 for group in shown.groups)
    assert all(len({code[:-2] for code in group}) == 1 for group in shown.groups)
    assert "Te kleine buurten zijn samengevoegd met hun buren in dezelfde wijk." in shown.notes
    asked = _asked(study, plan, cohort, recount)
    counts = {c.statement.id: c for c in asked.counts if c.statement.analysis == "places"}
    for count in counts.values():
        assert count.evidence.rows == int(cohort.mask(count.statement.predicate).sum())
    whole = next(p for p in asked.partitions if p.whole == "risk_groups/population/events")
    assert sum(counts[part].evidence.events for part in whole.parts) == int((cohort.outcome.codes > 0).sum())
    judged = judge(asked, load_policy("strict"), cohort.dimensions)
    sizes = [s for s in judged.statements if s.analysis == "places" and s.role == "size"]
    assert len(sizes) == len(shown.groups)
    assert all(s.state is State.SHOWN for s in sizes)


def test_bands_of_age_are_taken_along_their_ladder(
    study: Study, cohort: CodedCohort, recount: Recount, tmp_path: Path
) -> None:
    ages = {"factor": "leeftijd", "ladder": [[4, 12], [12]]}
    (fine,) = breakdowns.shown(study, _plan(breakdowns=[ages]), cohort, recount)
    assert fine.groups == tuple((code,) for code, _ in AGES)
    few = replace(cohort.outcome, codes=np.where(np.arange(cohort.rows) % 6 == 0, cohort.outcome.codes, 0))
    thin = replace(cohort, outcome=few)
    with DuckEngine(tmp_path) as engine:
        counted = Recount(engine, thin, found_half(thin.household, PLAN.split_seed))
        (coarse,) = breakdowns.shown(study, _plan(breakdowns=[ages]), thin, counted)
    levels = [code for code, _ in AGES]
    assert [code for group in coarse.groups for code in group] == levels
    assert len(coarse.groups) < len(levels)
    assert "De studie vroeg cijfers per klasse" in coarse.notes[0]
    assert all(name.startswith("leeftijd-") for name in coarse.names)
    assert len(set(coarse.names)) == len(coarse.groups)


@pytest.mark.parametrize(
    ("breakdown", "message"),
    [
        (Breakdown(factor="leeftijt"), "geen factor .* volgorde"),
        (Breakdown(factor="gezin"), "geen factor .* volgorde"),
        (Breakdown(factor="leeftijd", ladder=((5.0,),)), "geen grens bij 5"),
    ],
)
def test_a_breakdown_that_cannot_be_made_is_explained(
    study: Study, cohort: CodedCohort, recount: Recount, breakdown: Breakdown, message: str
) -> None:
    with pytest.raises(StudyError, match=message):
        breakdowns.shown(study, PLAN.model_copy(update={"breakdowns": (breakdown,)}), cohort, recount)


def test_neighbours_are_counted_together_and_every_count_has_its_place(
    study: Study, cohort: CodedCohort, recount: Recount
) -> None:
    asked = _asked(study, _plan(neighbours=[list(reversed(TOWNS))]), cohort, recount)
    together = [c for c in asked.counts if c.statement.analysis == "neighbours"]
    assert [c.statement.id for c in together] == ["neighbours/b1-g1/events"]
    condition = next(c for c in together[0].statement.predicate.conditions if c.factor == "gemeente")
    assert condition.levels == TOWNS
    mask = cohort.mask(together[0].statement.predicate)
    assert together[0].evidence.events == int((cohort.outcome.codes[mask] > 0).sum())
    assert together[0].statement.counted is Counted.EVENTS
    parts = {p.whole: p.parts for p in asked.partitions}
    assert parts["neighbours/b1-g1/events"] == ("local/gm9901-g1/events", "local/gm9902-g1/events")


def test_a_neighbour_that_is_not_counted_is_a_mistake(study: Study, cohort: CodedCohort, recount: Recount) -> None:
    with pytest.raises(StudyError, match="staat bij de buren"):
        _asked(study, _plan(neighbours=[["GM9901", "GM9909"]]), cohort, recount)


def test_a_count_per_level_is_that_of_its_rows(cohort: CodedCohort, recount: Recount) -> None:
    for level in cohort.factor("buurt").dimension.levels:
        group = Predicate(conditions=(Condition(factor="buurt", levels=(level.code,)),))
        mask = cohort.mask(group)
        found = recount.evidence(group)
        hit = mask & (cohort.outcome.codes > 0)
        assert (found.rows, found.events) == (int(mask.sum()), int(hit.sum()))
        assert found.households == np.unique(cohort.household[mask]).size
        assert found.event_persons == np.unique(cohort.person[hit]).size
