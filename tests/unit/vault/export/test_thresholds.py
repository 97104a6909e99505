"""From findings with cut-offs, low risk and repetitions to a signed release: asked, judged, verified and shown."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from smartstart.disclosure import door
from smartstart.disclosure.candidates import Submission
from smartstart.disclosure.gate import Judged, judge
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.policy import load_policy
from smartstart.presentation.report import render_report
from smartstart.release.contents import Condition, Counted, Level, Origin, Predicate, State, Statistic
from smartstart.release.reader import read_release
from smartstart.vault.coded import CodedCohort
from smartstart.vault.engines import DuckEngine
from smartstart.vault.export.builder import OWN
from smartstart.vault.export.recount import Recount
from smartstart.vault.export.sheet import study_sheet
from smartstart.vault.export.submission import submission
from smartstart.vault.export.thresholds import cuts
from smartstart.vault.insight.findings import RiskGroups
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.insight.split import found_half
from smartstart.vault.run.checking import planned_statements
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.model import ReleasePlan, Study
from smartstart.vault.study.reading import read_study
from tests.support.rooms import BUNDLED
from tests.support.small_cohorts import cohort_of

PLAN = RiskGroupPlan(
    kind="risk_groups", max_conditions=2, min_size=200, min_events=20, candidates=4, show=2,
    low=True, thresholds=True, permutations=20, stability=20, measure="chi_square",
)  # fmt: skip
ROWS = 16_000


@dataclass(frozen=True)
class Made:
    cohort: CodedCohort
    study: Study
    groups: RiskGroups
    asked: Submission
    judged: Judged
    key: Ed25519PrivateKey
    ledger: Ledger


@pytest.fixture(scope="module")
def cohort() -> CodedCohort:
    """It happens three times as often below 30, and somewhat less often where b is 1."""
    rng = np.random.default_rng(8)
    age, b = rng.integers(0, 4, ROWS), rng.integers(0, 2, ROWS)
    chance = np.where(age < 2, 0.15, 0.05) * np.where(b == 1, 0.7, 1.0)
    household = rng.integers(0, ROWS // 2, ROWS)
    drawn = cohort_of({"leeftijd": (4, age), "b": (2, b)}, rng.random(ROWS) < chance, household=household)
    bounds = ("", "25", "30", "35", "")
    levels = tuple(Level(code=f"k{n}", label=f"klasse {n}", lower=bounds[n], upper=bounds[n + 1]) for n in range(4))
    words = {
        "ordered": True,
        "levels": levels,
        "below": "jonger dan {bound} jaar",
        "from_": "van {bound} jaar of ouder",
    }
    aged = replace(drawn.factors[0], dimension=drawn.factors[0].dimension.model_copy(update=words))
    return replace(drawn, factors=(aged, drawn.factors[1]))


@pytest.fixture(scope="module")
def made(cohort: CodedCohort, tmp_path_factory: pytest.TempPathFactory) -> Made:
    bundled = read_study(BUNDLED / "uithuisplaatsing.toml")
    study = bundled.model_copy(update={"release": ReleasePlan(sensitive=("uitkomst",))})
    question = study.question.model_copy(update={"hunches": ()})
    study = study.model_copy(update={"question": question})
    groups = risk_groups(cohort, PLAN)
    with DuckEngine(tmp_path_factory.mktemp("engine")) as engine:
        recount = Recount(engine, cohort, found_half(cohort.household, PLAN.split_seed))
        asked = submission(study, PLAN, cohort, groups, recount)
    key = Ed25519PrivateKey.generate()
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "grootboek.jsonl", key.public_key())
    judged = judge(asked, load_policy("strict"), cohort.dimensions, ledger)
    return Made(cohort, study, groups, asked, judged, key, ledger)


def test_every_other_cutoff_is_tried_with_the_other_conditions_kept(cohort: CodedCohort) -> None:
    other = Condition(factor="b", levels=("1",))
    young = Predicate(conditions=(other, Condition(factor="leeftijd", levels=("k0", "k1"))))
    found = list(cuts("g1", young, cohort.dimensions))
    assert [cut.subject for cut in found] == ["g1-leeftijd-1", "g1-leeftijd-2", "g1-leeftijd-3"]
    sides = [
        next(c.levels for c in p.conditions if c.factor == "leeftijd") for cut in found for p in (cut.side, cut.other)
    ]
    assert sides == [("k0",), ("k1", "k2", "k3"), ("k0", "k1"), ("k2", "k3"), ("k0", "k1", "k2"), ("k3",)]
    assert all(other in p.conditions for cut in found for p in (cut.side, cut.other))
    old = Predicate(conditions=(Condition(factor="leeftijd", levels=("k3",)),))
    assert [cut.side.conditions[0].levels for cut in cuts("g1", old, cohort.dimensions)][-1] == ("k3",)


@pytest.mark.parametrize("levels", [("k1",), ("k0", "k2"), ("k0", "k1", "k2", "k3")])
def test_a_condition_without_one_cutoff_has_no_curve(cohort: CodedCohort, levels: tuple[str, ...]) -> None:
    predicate = Predicate(conditions=(Condition(factor="leeftijd", levels=levels),))
    assert list(cuts("g1", predicate, cohort.dimensions)) == []
    unordered = Predicate(conditions=(Condition(factor="b", levels=("1",)),))
    assert list(cuts("g1", unordered, cohort.dimensions)) == []


def test_what_is_asked_of_a_cutoff_is_counted_and_its_ratio_rests_on_it(made: Made) -> None:
    counts = {c.statement.id: c for c in made.asked.counts if c.statement.analysis == "thresholds"}
    event = made.cohort.outcome.codes == 1
    found = {c.statement.predicate for c in made.asked.counts if c.statement.analysis == "risk_groups" and c.weight}
    assert counts
    for count in counts.values():
        mask = made.cohort.mask(count.statement.predicate)
        exact = int((mask & event).sum()) if count.statement.counted is Counted.EVENTS else int(mask.sum())
        assert exact == (count.evidence.events if count.statement.counted is Counted.EVENTS else count.evidence.rows)
        # Where a cut-off is a finding itself, it weighs as much: what makes way for a neighbour takes that along.
        assert count.weight == (OWN if count.statement.predicate in found else 0)
    ratios = [r.statement for r in made.asked.ratios if r.statement.analysis == "thresholds"]
    assert len(ratios) == len(counts) / 4
    for ratio in ratios:
        assert ratio.statistic is Statistic.RATIO
        assert set(ratio.of) <= set(counts)


def test_the_gate_judges_curves_low_findings_and_repetitions(made: Made) -> None:
    shown = {s.id: s for s in made.judged.statements if s.state is State.SHOWN}
    assert any(name.startswith("thresholds/g1-leeftijd") and name.endswith("/ratio") for name in shown)
    assert "risk_groups/l1/risk" in shown
    assert "risk_groups/l1/share-outside" in shown
    share = shown["risk_groups/g1/stability"].value
    assert share is not None
    assert share % 5 == 0
    assert not any("p_search" in name or "shrunken" in name for name in shown)


def test_no_more_is_asked_than_was_planned(made: Made) -> None:
    asked = [c.statement for c in (*made.asked.counts, *made.asked.ratios, *made.asked.models)]
    assert sum(s.analysis != "thresholds" for s in asked) <= planned_statements(made.study, PLAN)


def test_a_release_with_all_of_it_verifies_and_its_report_shows_it(made: Made, tmp_path: Path) -> None:
    facts = door.ReleaseFacts(
        study_fingerprint="a" * 64, definitions_fingerprint="b" * 64, software="smartstart 0",
        origin=Origin.INVENTED, draft=False, day=dt.date(2026, 1, 2), approver="J. Voorbeeld, onderzoeker",
    )  # fmt: skip
    sheet = study_sheet(made.study, made.cohort, PLAN)
    paths = door.release(
        made.judged, sheet, facts, tmp_path / "uit", key=made.key, render=render_report, ledger=made.ledger
    )
    release = read_release(paths.archive, [made.key.public_key()])
    report = (paths.folder / "report.html").read_text(encoding="utf-8")
    assert release.contents.sheet.methods == sheet.methods
    assert "Wat we probeerden: 10 kenmerken, hoogstens 2 tegelijk." in report
    assert "26 groepen te beschrijven" in report
    for words in (
        "lootten we 20 keer de uitkomsten opnieuw",
        "Groepen waar dit minder vaak gebeurt",
        "Doet de precieze grens ertoe?",
    ):
        assert words in report
    told = re.sub(r"<[^>]+>", "", report)
    assert re.search(r"van elke 100 keer \(tussen \d+ en \d+\) kwam deze groep, of bijna dezelfde, terug", told)
