"""Model statements: what is refused, what each measure needs, and what it tells the joint audit."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats.contingency import relative_risk

from smartstart.disclosure import door, gate
from smartstart.disclosure.atoms.sums import Teller, holds
from smartstart.disclosure.candidates import Evidence, ModelCandidate
from smartstart.disclosure.gate import Judged
from smartstart.disclosure.joint import estimated
from smartstart.disclosure.joint.estimated import told_by
from smartstart.disclosure.judgement import Case
from smartstart.disclosure.policy import load_policy
from smartstart.disclosure.precision import MEASURES, at_precision, is_too_coarse
from smartstart.presentation.insight.rows import unit_of
from smartstart.presentation.report.book import Book
from tests.support.gate_world import (
    EVERYBODY,
    World,
    decide,
    dimension,
    facts,
    model,
    predicate,
    sheet,
    shown,
    submit,
)

POLICY = load_policy("cbs-ra")
A = predicate(wijk="a")


def _world(events: int = 60, others: int = 60) -> World:
    return World(dimension("wijk", "a", "b")).add(300, events=events, wijk="a").add(300, events=others, wijk="b")


def _model(world: World, measure: str, **more: object) -> ModelCandidate:
    settings = {"value": 1.5, "lower": 1.0, "upper": 2.2, "predicate": A, **more}
    return model("a/x", world.evidence(A), world.evidence(predicate(wijk="b")), measure=measure, **settings)


def _judged(world: World, asked: ModelCandidate) -> Judged:
    return decide(world, submit(*world.sizes(alle=EVERYBODY, a=A), models=(asked,)), POLICY)


_BAD = [
    ({"measure": "residual"}, "residu"),
    ({"measure": "random_effect"}, "random effect"),
    ({"measure": "fitted_value"}, "aangepaste waarde"),
    ({"measure": "mean_income"}, "kent de poort niet"),
    ({"measure": "coefficient", "levels": (Evidence(-1, 0, 0, 0, 0, 0),)}, "negatief"),
    ({"measure": "smoothed", "own": 0.0}, "eigen aandeel"),
    ({"measure": "smoothed", "own": 1.5}, "eigen aandeel"),
    ({"measure": "adjusted_ratio"}, "verwachte aantal"),
    ({"measure": "adjusted_ratio", "expected": 10.0}, "gedeeld door"),
    ({"measure": "adjusted_odds_ratio", "sensitivity": -0.1}, "verschuift"),
    ({"measure": "relative_risk", "classes": (1.0, 2.0)}, "klasse"),
    ({"measure": "smoothed", "classes": (2.0, 1.0)}, "lopen niet op"),
    ({"measure": "smoothed", "classes": (1.0,)}, "lopen niet op"),
    ({"measure": "smoothed", "classes": (1.0, 1.234, 3.0)}, "ronde getallen"),
    ({"measure": "smoothed", "classes": (2.0, 3.0)}, "buiten alle klassen"),
]


@pytest.mark.parametrize(("more", "word"), _BAD, ids=[word for _, word in _BAD])
def test_what_cannot_be_judged_is_refused_with_one_reason(more: dict[str, object], word: str) -> None:
    world = _world()
    judged = _judged(world, _model(world, **more))  # type: ignore[arg-type]
    assert [(j.id, j.rule) for j in judged.judgements] == [("test/a/x", "modelled")]
    assert word in judged.judgements[0].reason


def _good(world: World, measure: str) -> ModelCandidate:
    both = (world.evidence(A), world.evidence(predicate(wijk="b")))
    numbers: dict[str, dict[str, object]] = {
        "risk_per_1000": {"value": 200.0, "lower": 160.0, "upper": 250.0},
        "risk_difference_per_1000": {"value": 100.0, "lower": 60.0, "upper": 150.0},
        "smoothed": {"value": 190.0, "lower": 160.0, "upper": 230.0, "own": 0.3},
        "adjusted_ratio": {"value": 1.5, "expected": 40.0},
        "expected": {"value": 60.0, "lower": 50.0, "upper": 70.0},
        "adjusted_risk_per_1000": {"value": 170.0, "lower": 140.0, "upper": 210.0},
        "coefficient": {"value": -0.4, "lower": -1.0, "upper": 0.2, "levels": both},
        "standard_error": {"value": 0.3, "lower": 0.3, "upper": 0.3, "levels": both},
        "stability_share": {"value": 83.0, "lower": 83.0, "upper": 83.0},
    }
    return _model(world, measure, **numbers.get(measure, {}))


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_each_measure_leaves_at_its_own_precision_and_has_words(measure: str) -> None:
    world = _world()
    judged = _judged(world, _good(world, measure))
    found = next(s for s in judged.statements if s.id == "test/a/x")
    assert found.value is not None, judged.judgements
    assert found.lower <= found.value <= found.upper
    assert found.precision.startswith("stappen van ")
    page = Book(door.contents_of(judged, sheet(*world.dimensions), facts()))
    assert unit_of(page, found) != measure


def test_precision_of_the_new_measures() -> None:
    world = _world()
    shown_as = {m: at_precision(_good(world, m), 5) for m in MEASURES}
    assert (shown_as["stability_share"].interval.value, shown_as["stability_share"].words) == (85.0, "stappen van 5")
    assert shown_as["design_effect"].words == "stappen van 0,2"  # five of 60 events move 1.5 by 0.125
    assert shown_as["adjusted_ratio"].words == "stappen van 0,2"  # five events of 40 expected are 0.125
    assert shown_as["smoothed"].words == "stappen van 5"  # five events in 300 rows, for three tenths
    classed = _model(world, "smoothed", value=190.0, lower=170.0, upper=230.0, classes=(0.0, 100.0, 200.0, 300.0))
    found = at_precision(classed, 5)
    assert (found.interval.value, found.interval.lower, found.interval.upper) == (150.0, 100.0, 200.0)
    assert found.words == "klassen met vaste grenzen"


def test_factors_that_hang_together_make_the_step_larger_and_never_smaller() -> None:
    asked = _good(_world(), "adjusted_relative_risk")
    assert at_precision(asked, 5).words == "stappen van 0,2"  # five of 60 events move 1.5 by 0.125
    assert at_precision(replace(asked, sensitivity=0.01), 5).words == "stappen van 0,2"
    assert at_precision(replace(asked, sensitivity=0.09), 5).words == "stappen van 0,5"


def test_what_a_regression_says_in_as_many_parameters_as_cells_is_left_to_the_table() -> None:
    world = _world()
    for measure in ("adjusted_odds_ratio", "adjusted_relative_risk", "adjusted_risk_per_1000"):
        judged = _judged(world, replace(_good(world, measure), saturated=True))
        assert {(j.id, j.rule) for j in judged.judgements} == {("test/a/x", "models")}


def test_a_coefficient_of_nought_is_a_finding_unless_its_interval_is_finer_than_its_step() -> None:
    world = _world()
    levels = (world.evidence(A),)
    none = _model(world, "coefficient", value=0.01, lower=-0.5, upper=0.5, levels=levels)
    assert not is_too_coarse(none, 5)
    assert is_too_coarse(replace(none, lower=0.0, upper=0.02), 5)


def test_an_expected_number_needs_no_events_of_its_own() -> None:
    """A small municipality: too few events to count, enough persons to say how many to expect."""
    world = _world(events=3, others=60)
    asked = _model(world, "expected", value=31.5, lower=25.0, upper=40.0)
    judged = decide(world, submit(*world.with_events(alle=EVERYBODY, a=A), models=(asked,)), POLICY)
    found = shown(judged)
    assert "a/events" not in found
    assert "a/x" in found
    few = replace(asked, reference=world.evidence(A))
    assert "a/x" not in shown(decide(world, submit(*world.sizes(alle=EVERYBODY, a=A), models=(few,)), POLICY))


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_what_the_value_of_an_estimate_tells_is_true_and_has_room_for_five_events(measure: str) -> None:
    """With limits so wide that they tell nothing besides; what limits tell is in `test_halfway.py`."""
    world = _world()
    asked = _good(world, measure)
    submission = submit(*world.sizes(alle=EVERYBODY, a=A), models=(asked,))
    table = world.atoms(submission)
    case = Case(submission, POLICY, {d.name: d for d in world.dimensions}, (), (asked,), {})
    told = told_by(replace(_consistent(world, asked), lower=0.0, upper=999.0), A, Teller(table, 1), case)
    truth = np.concatenate([table.quiet, table.events])
    assert all(holds(one, truth) for one in told)
    silent = {"coefficient", "standard_error", "design_effect", "stability_share"}
    assert (not told) is (measure in silent)
    if measure in silent | {"expected"}:
        return
    rows = int(table.rows[table.members(A)].sum())
    fits = [e for e in range(rows + 1) if all(_says(one, table.atoms, rows - e, e) for one in told)]
    assert len(fits) >= POLICY.estimate.value
    assert world.evidence(A).events in fits


def _consistent(world: World, asked: ModelCandidate) -> ModelCandidate:
    """The same estimate with the value that its counts give, so that what it tells can be true."""
    mine, theirs = world.evidence(A), world.evidence(predicate(wijk="b"))
    risk, other = 1000 * mine.events / mine.rows, 1000 * theirs.events / theirs.rows
    odds = mine.events / (mine.rows - mine.events) / (theirs.events / (theirs.rows - theirs.events))
    value = {
        "risk_per_1000": risk,
        "relative_risk": risk / other,
        "risk_difference_per_1000": risk - other,
        "odds_ratio": odds,
    }.get(asked.statement.measure, asked.value)
    return replace(asked, value=value)


def _says(told: object, atoms: int, quiet: int, events: int) -> bool:
    sums = np.where(told.unknowns < atoms, quiet, events)  # type: ignore[attr-defined]
    value = float(told.weights @ sums)  # type: ignore[attr-defined]
    return bool(told.lower - 1e-9 <= value <= told.upper + 1e-9)  # type: ignore[attr-defined]


_TELLING = {
    "adjusted_relative_risk": {"value": 2.2, "lower": 1.7, "upper": 2.9},
    "adjusted_odds_ratio": {"value": 2.6, "lower": 2.0, "upper": 3.3},
    "adjusted_risk_per_1000": {"value": 170.0, "lower": 140.0, "upper": 210.0},
    "adjusted_ratio": {"value": 4.0, "lower": 3.0, "upper": 5.0, "expected": 15.0},
    "smoothed": {"value": 190.0, "lower": 150.0, "upper": 240.0, "own": 0.9},
}


@pytest.mark.parametrize("measure", sorted(_TELLING))
def test_an_estimate_that_gives_the_small_rest_away_is_found_by_the_audit(
    measure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """65 events in all are shown. That wijk a has about 60 of them says that wijk b has fewer than ten."""
    world = _world(events=60, others=5)
    asked = replace(_model(world, measure, **_TELLING[measure]), reference=world.evidence(EVERYBODY))
    submission = submit(*world.with_events(alle=EVERYBODY), *world.sizes(a=A), models=(asked,))
    both = {"a/x", "alle/events"}
    assert not both <= set(shown(decide(world, submission, POLICY)))
    if measure == "smoothed":  # as a class it leaves room enough
        classed = replace(asked, classes=(100.0, 150.0, 200.0, 300.0))
        assert both <= set(shown(decide(world, replace(submission, models=(classed,)), POLICY)))
    monkeypatch.setattr(gate.joint, "judge", lambda *_: ())
    assert both <= set(shown(decide(world, submission, POLICY)))


def test_at_base_one_an_estimate_beside_exact_counts_keeps_its_step() -> None:
    world = _world()
    assert POLICY.rounding.value == 1
    judged = _judged(world, _good(world, "risk_per_1000"))
    found = next(s for s in judged.statements if s.id == "test/a/x")
    assert found.precision == "stappen van 20"  # five events in 300 rows are 17 of every 1,000


def _fitting(world: World, asked: ModelCandidate) -> list[int]:
    table = world.atoms(submit(*world.sizes(alle=EVERYBODY, a=A), models=(asked,)))
    case = Case(submit(models=(asked,)), POLICY, {d.name: d for d in world.dimensions}, (), (asked,), {})
    members = table.members(A)
    told = [t for t in told_by(asked, A, Teller(table, 1), case) if np.isin(t.unknowns % table.atoms, members).all()]
    rows = int(table.rows[members].sum())
    return [e for e in range(rows + 1) if all(_says(one, table.atoms, rows - e, e) for one in told)]


def test_the_limits_of_a_textbook_interval_tell_more_than_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    world = _world(events=33)
    limits = relative_risk(33, 300, 60, 300).confidence_interval(0.95)
    asked = _model(world, "relative_risk", value=33 / 60, lower=limits.low, upper=limits.high)
    found = _fitting(world, asked)
    assert 33 in found
    wider = _fitting(world, replace(asked, lower=0.1, upper=3.0))  # by no formula that is known
    assert set(found) < set(wider)
    monkeypatch.setattr(estimated, "_inverted", lambda *_: ())
    assert set(found) <= set(_fitting(world, asked)) < set(wider)  # the middle of the limits tells something too
    monkeypatch.setattr(estimated, "sharpest", lambda _model, shown, _limits: shown)
    assert _fitting(world, asked) == wider
