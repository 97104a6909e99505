"""Learn on the larger population, count locally: what is asked per municipality, and what remains of it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.parts.small_municipalities import told_per_municipality
from smartstart.disclosure import gate
from smartstart.disclosure.candidates import Submission
from smartstart.disclosure.gate import judge
from smartstart.disclosure.policy import load_policy
from smartstart.release.contents import Dimension, Level, Statistic
from smartstart.vault.coded import CodedCohort, CodedFactor
from smartstart.vault.engines import DuckEngine
from smartstart.vault.export import local
from smartstart.vault.export.recount import Recount
from smartstart.vault.export.submission import submission
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.insight.split import found_half
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.model import ReleasePlan, Study
from smartstart.vault.study.reading import read_study
from smartstart.vocabulary.errors import StudyError
from tests.support.rooms import BUNDLED
from tests.support.worlds import draw_world

PLAN = RiskGroupPlan(kind="risk_groups", max_conditions=2, min_size=400, min_events=40, candidates=6, show=3)
CODES = ("GM9901", "GM9902", "GM9903")


@pytest.fixture(scope="module")
def cohort() -> CodedCohort:
    """A small region: one town, and two villages of which the smallest has a tenth of the children."""
    drawn = draw_world(11, rows=120_000)
    named = Dimension(name="gemeente", title="Gemeente", levels=tuple(Level(code=c, label=c) for c in CODES))
    codes = np.searchsorted([6, 9], drawn.household % 10, side="right").astype(np.int32)
    return replace(drawn, places=(CodedFactor(named, codes),))


@pytest.fixture(scope="module")
def study() -> Study:
    bundled = read_study(BUNDLED / "uithuisplaatsing.toml")
    return bundled.model_copy(update={"release": ReleasePlan(sensitive=("uithuisplaatsing",))})


@pytest.fixture(scope="module")
def asked(cohort: CodedCohort, study: Study, tmp_path_factory: pytest.TempPathFactory) -> Submission:
    with DuckEngine(tmp_path_factory.mktemp("engine")) as engine:
        recount = Recount(engine, cohort, found_half(cohort.household, PLAN.split_seed))
        return submission(study, PLAN, cohort, risk_groups(cohort, PLAN), recount)


def test_sizes_and_events_are_those_of_the_group_within_the_municipality(
    cohort: CodedCohort, asked: Submission
) -> None:
    counts = {c.statement.id: c for c in asked.counts if c.statement.analysis == "local"}
    assert {name.split("/")[1].partition("-")[0] for name in counts} == {code.lower() for code in CODES}
    for count in counts.values():
        mask = cohort.mask(count.statement.predicate)
        assert count.evidence.rows == int(mask.sum())
        assert count.evidence.events == int((cohort.outcome.codes[mask] > 0).sum())
    for partition in (p for p in asked.partitions if p.parts[0].startswith("local/")):
        whole = next(c for c in asked.counts if c.statement.id == partition.whole)
        assert sum(counts[part].evidence.rows for part in partition.parts) == whole.evidence.rows


def test_an_expectation_rests_on_the_local_size_and_the_risk_of_the_region(asked: Submission) -> None:
    expected = [r.statement for r in asked.ratios if r.statement.statistic is Statistic.EXPECTED]
    assert expected
    for statement in expected:
        place, _, finding = statement.subject.partition("-")
        assert statement.of == (f"local/{place}-{finding}/size", f"risk_groups/{finding}/risk")


def test_a_finding_never_makes_way_for_its_part_in_one_municipality(asked: Submission) -> None:
    weights = {c.statement.id: c.weight for c in asked.counts}
    parts = [weight for name, weight in weights.items() if name.startswith("local/")]
    assert parts
    assert max(parts) < weights["risk_groups/g1/size"]


def test_each_municipality_keeps_size_and_expectation_of_most_findings(
    cohort: CodedCohort, asked: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the rules alone; with the joint audit it is the benchmark `small_municipalities`."""
    monkeypatch.setattr(gate.joint, "judge", lambda *_: ())
    judged = judge(asked, load_policy("strict"), cohort.dimensions)
    told = told_per_municipality(judged.statements, {"size", "expected"})
    assert set(told) == {code.lower() for code in CODES}
    assert min(told.values()) >= 0.8


@pytest.mark.parametrize(
    ("wanted", "found"),
    [(True, CODES), (False, ()), (("GM9903",), ("GM9903",)), (("GM9903", "GM9901"), (CODES[0], CODES[2]))],
)
def test_a_study_says_in_which_municipalities(
    cohort: CodedCohort, study: Study, wanted: bool | tuple[str, ...], found: tuple[str, ...]
) -> None:
    plan = PLAN.model_copy(update={"local": wanted})
    assert local.municipalities(study, plan, cohort) == found


def test_a_cohort_of_one_municipality_is_its_own_local_count(cohort: CodedCohort, study: Study) -> None:
    place = cohort.places[0]
    one = replace(place, dimension=place.dimension.model_copy(update={"levels": place.dimension.levels[:1]}))
    assert local.municipalities(study, PLAN, replace(cohort, places=(one,))) == ()
    assert local.municipalities(study, PLAN, replace(cohort, places=())) == ()


def test_a_municipality_outside_the_study_is_a_mistake(cohort: CodedCohort, study: Study) -> None:
    plan = PLAN.model_copy(update={"local": ("GM0363",)})
    with pytest.raises(StudyError, match="hoort niet bij de onderzoeksgroep"):
        local.municipalities(study, plan, cohort)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('local = "ja"', "true .* false .* lijst"),
        ("local = []", "true .* false"),
        ('local = ["WK990101"]', "gemeenten"),
    ],
)
def test_a_mistake_in_local_is_explained(tmp_path: Path, line: str, message: str) -> None:
    text = (BUNDLED / "uithuisplaatsing.toml").read_text(encoding="utf-8")
    path = tmp_path / "studie.toml"
    path.write_text(text.replace('place = "wijk"', f'place = "wijk"\n{line}'), encoding="utf-8")
    with pytest.raises(StudyError, match=message):
        read_study(path)
