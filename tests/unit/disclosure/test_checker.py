"""What a checker gets to see: exact counts, rule by rule the outcome, intervals, and what was shown before."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from smartstart.disclosure.audit.limits import limits
from smartstart.disclosure.audit.system import Attacker
from smartstart.disclosure.candidates import Submission
from smartstart.disclosure.checker import Past, checked, past
from smartstart.disclosure.checker.thresholds import near, thresholds
from smartstart.disclosure.deciding import kind_of
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.policy import load_policy
from smartstart.presentation.checker.facts import Checked, Counts, Limits, Outcome, Outside
from smartstart.release.contents import Counted, State
from smartstart.release.keys import PrivateKey
from tests.support.gate_world import (
    EVERYBODY,
    World,
    decide,
    dimension,
    facts,
    predicate,
    small_submission,
    small_world,
    submit,
    write_small_release,
)

KEY = PrivateKey.from_private_bytes(bytes(range(32)))
DAY = dt.date(2026, 1, 2)


def _checked(world: World, ledger: Ledger | None = None, earlier: Past | None = None) -> Checked:
    asked = small_submission(world)
    asked = replace(asked, atoms=(world.atoms(asked, ledger),))
    judged = decide(world, asked, load_policy("cbs-ra"), ledger)
    return checked(judged, asked, world.dimensions, facts(), earlier or past(ledger))


@pytest.fixture(scope="module")
def small() -> Checked:
    return _checked(small_world())


def _said(found: Checked, one: str) -> dict[str, Outcome]:
    return {rule.name: said for rule, said in zip(found.rules, found.cells[one].outcomes, strict=True)}


def test_the_counts_are_exact_and_unweighted(small: Checked) -> None:
    assert small.cells["test/wijk-a/size"].counts == Counts(150, 150, 150, 35, 115)
    assert small.cells["test/wijk-c/events"].counts == Counts(40, 40, 40, 6, 34)
    assert small.cells["test/wijk-a/rate"].counts is None
    assert small.cells["test/een/rr"].reference == Counts(145, 145, 145, 29, 116)


def test_every_rule_has_said_something_of_every_statement(small: Checked) -> None:
    assert all(len(cell.outcomes) == len(small.rules) for cell in small.cells.values())
    assert set(small.by_rule) <= {rule.name for rule in small.rules}
    assert all(kind_of(rule.name) == rule.kind != rule.name for rule in small.rules)
    hidden = _said(small, "test/wijk-c/events")
    assert hidden["events"] is Outcome.WITHHELD
    assert hidden["persons"] is Outcome.PASSED
    assert hidden["difference"] is Outcome.NOT_ASKED
    assert hidden["models"] is Outcome.NOT_FOR
    assert small.cells["test/wijk-c/events"].reasons
    assert Outcome.WITHHELD not in _said(small, "test/alle/size").values()
    assert _said(small, "test/wijk-c/rate")["ratio"] is Outcome.WITHHELD


def test_what_leaves_has_no_interval_and_what_is_too_small_stays_wide(small: Checked) -> None:
    outside = small.cells["test/wijk-c/events"].outside
    assert outside is not None
    assert outside.blank is not None
    assert outside.knowing is not None
    assert (outside.needed, outside.enough) == (10, True)
    assert outside.blank.lower <= outside.knowing.lower <= 6 <= outside.knowing.upper <= outside.blank.upper
    other = small.cells["test/wijk-b/events"].outside
    assert other is not None
    assert (other.needed, other.enough) == (None, None)
    assert small.cells["test/wijk-a/size"].outside is None


def test_the_intervals_are_those_of_the_audit() -> None:
    world = small_world()
    asked = small_submission(world)
    asked = replace(asked, atoms=(world.atoms(asked),))
    judged = decide(world, asked, load_policy("cbs-ra"))
    found = checked(judged, asked, world.dimensions, facts(), Past())
    (answer,) = judged.answers
    again = limits(answer.problem.system(answer.withheld), answer.problem.targets, Attacker.N)
    widths = {(float(low), float(high)) for low, high in zip(again.lower, again.upper, strict=True)}
    outside = found.cells["test/wijk-c/events"].outside
    assert outside is not None
    assert outside.blank is not None
    assert (outside.blank.lower, outside.blank.upper) in widths


@pytest.mark.parametrize(
    ("blank", "knowing", "enough"),
    [
        (Limits(0, 30, True), Limits(1, 11, True), True),
        (Limits(0, 30, True), Limits(1, 10, True), False),
        (Limits(0, 9, True), Limits(0, 9, True), False),
        (None, Limits(0, 99, True), None),
    ],
)
def test_both_outsiders_must_be_kept_in_the_dark(blank: Limits | None, knowing: Limits, enough: bool | None) -> None:
    assert Outside(10, blank, knowing).enough is enough


def test_what_only_just_passes_is_told_with_both_numbers() -> None:
    world = World(dimension("wijk", "a")).add(14, events=10, wijk="a")
    policy = load_policy("cbs-ra")
    told = near(world.evidence(EVERYBODY), policy)
    assert told == ("14 personen (drempel 10)", "10 personen met de uitkomst (drempel 10)")
    assert near(world.evidence(EVERYBODY), policy, Counted.ROWS) == told[:1]
    assert near(world.evidence(EVERYBODY), policy, Counted.EVENTS) == told[1:]
    world.add(86, events=40, wijk="a")
    assert near(world.evidence(EVERYBODY), policy) == ()


def test_an_earlier_release_of_the_cell_is_named_and_a_kept_value_marked(tmp_path: Path) -> None:
    world = small_world()
    write_small_release(tmp_path, KEY, world=world)
    ledger = Ledger(tmp_path / "grootboek.jsonl")
    world.add(7, events=1, wijk="a", ouder="een")
    found = _checked(world, ledger)
    cell = found.cells["test/wijk-a/size"]
    assert [(one.number, one.day, one.value) for one in cell.before] == [(1, DAY, 150.0)]
    assert cell.kept
    assert not found.cells["test/wijk-b/size"].kept
    assert found.remembered
    assert found.head == 1
    assert found.apart == ()
    assert [one.number for one in found.together] == [1]


def test_a_release_on_other_people_is_named_for_a_person_to_judge(tmp_path: Path) -> None:
    def elsewhere(asked):
        counts = tuple(
            replace(c, statement=c.statement.model_copy(update={"population": "vrouwen-2"})) for c in asked.counts
        )
        return replace(asked, counts=counts, ratios=(), models=(), atoms=())

    write_small_release(tmp_path, KEY)
    ledger = Ledger(tmp_path / "grootboek.jsonl")
    asked = elsewhere(small_submission(small_world()))
    asked = replace(asked, atoms=(replace(small_world().atoms(asked), population="vrouwen-2"),))
    judged = decide(small_world(), asked, ledger=ledger)
    found = checked(judged, asked, small_world().dimensions, facts(), past(ledger))
    assert [(one.number, one.study) for one in found.apart] == [(1, "proefstudie")]
    assert found.together == ()


def test_every_threshold_of_the_policy_is_told_with_its_source(small: Checked) -> None:
    policy = load_policy("cbs-ra")
    asked = {name for name, part in policy.model_dump().items() if isinstance(part, dict)}
    assert len(small.thresholds) == len(asked) > 9
    assert all(one.source and one.value and one.name not in asked for one in small.thresholds)


def test_a_threshold_that_follows_another_policy_tells_where_that_comes_from() -> None:
    sources = {one.name: one.source for one in thresholds(load_policy("strict"))}
    assert sources["minste aantal personen met de uitkomst"].startswith("cbs-ra: p*n >= 10")
    assert sources["minste aantal personen"].startswith("eigen keuze")
    assert not any(source.startswith("as ") for source in sources.values())


def test_an_earlier_release_that_showed_a_cell_more_than_once_is_named_once(tmp_path: Path) -> None:
    def twice(asked: Submission) -> Submission:
        first = asked.counts[0]
        moved = {"id": "test/trede/size", "subject": "trede"}
        again = replace(first, statement=first.statement.model_copy(update=moved))
        return replace(asked, counts=(*asked.counts, again))

    write_small_release(tmp_path, KEY, change=twice)
    ledger = Ledger(tmp_path / "grootboek.jsonl")
    cell = _checked(small_world(), ledger).cells["test/alle/size"]
    assert [(one.number, one.value) for one in cell.before] == [(1, 300.0)]


def test_what_cannot_be_modelled_is_shown_too() -> None:
    world = World(dimension("wijk", "a", "b")).add(40, events=15, wijk="a").add(30, events=12, wijk="b")
    asked = submit(*world.sizes(alle=EVERYBODY), world.count("raar/size", EVERYBODY))
    strange = asked.counts[1]
    strange = replace(strange, statement=strange.statement.model_copy(update={"predicate": predicate(maan="vol")}))
    asked = replace(asked, counts=(asked.counts[0], strange), atoms=(world.atoms(submit(asked.counts[0])),))
    found = checked(decide(world, asked), asked, world.dimensions, facts(), Past())
    assert _said(found, "test/raar/size")["modelled"] is Outcome.WITHHELD
    assert found.cells["test/raar/size"].outside is None
    assert decide(world, asked).statements[1].state is State.WITHHELD
