"""What the gate refuses, how it decides, and what a withheld statement looks like."""

from dataclasses import replace

import pytest

from smartstart.disclosure.candidates import CountCandidate, Nesting
from smartstart.disclosure.policy import load_policy
from smartstart.release.contents import Condition, Counted, Predicate, State, Statistic
from smartstart.vocabulary.errors import SmartStartError
from tests.support.gate_world import (
    EVERYBODY,
    World,
    count_statement,
    decide,
    dimension,
    model,
    predicate,
    rate,
    shown,
    small_submission,
    small_world,
    submit,
)


def _world() -> World:
    return World(dimension("wijk", "a", "b")).add(100, events=30, wijk="a").add(100, events=20, wijk="b")


def _reasons(world: World, *counts: CountCandidate, **more: object) -> dict[str, str]:
    return {j.id: j.reason for j in decide(world, submit(*counts, **more)).judgements}


@pytest.mark.parametrize(
    ("group", "word"),
    [
        (predicate(school="x"), "school"),
        (predicate(wijk="zz"), "zz"),
        (
            Predicate(conditions=(Condition(factor="wijk", levels=("a",)), Condition(factor="wijk", levels=("b",)))),
            "twee keer",
        ),
    ],
)
def test_a_group_over_something_undeclared_is_refused(group: Predicate, word: str) -> None:
    world = _world()
    statement = count_statement("x/size", group, Counted.ROWS)
    reasons = _reasons(world, CountCandidate(statement, world.evidence(EVERYBODY)))
    assert word in reasons["test/x/size"]


def test_an_undeclared_group_in_an_estimate_is_refused() -> None:
    world = _world()
    whole = world.evidence(EVERYBODY)
    judged = decide(world, submit(models=(model("x/rr", whole, whole, predicate=predicate(school="x")),)))
    assert shown(judged) == {}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"rows": -1}, "negatief"),
        ({"rows": 100.5}, "geen heel getal"),
        ({"persons": 1000}, "spreken elkaar tegen"),
        ({"event_persons": 199}, "spreken elkaar tegen"),
        ({"households": 1000}, "spreken elkaar tegen"),
    ],
)
def test_impossible_evidence_is_refused(change: dict[str, int], word: str) -> None:
    world = _world()
    count = replace(world.count("x/size", EVERYBODY), evidence=replace(world.evidence(EVERYBODY), **change))
    assert word in _reasons(world, count)["test/x/size"]


def test_counts_that_contradict_each_other_are_refused_both() -> None:
    world = _world()
    one = world.count("x/size", EVERYBODY)
    other = world.count("y/size", predicate(wijk="a|b"))
    other = replace(other, evidence=replace(other.evidence, rows=220))
    assert set(_reasons(world, one, other)) == {"test/x/size", "test/y/size"}


def test_a_statistic_or_measure_the_gate_does_not_know_is_refused() -> None:
    world = _world()
    whole = world.evidence(EVERYBODY)
    no_count = world.count("x/size", EVERYBODY)
    no_count = replace(no_count, statement=no_count.statement.model_copy(update={"statistic": Statistic.RATE}))
    uncounted = world.count("y/size", EVERYBODY)
    uncounted = replace(uncounted, statement=uncounted.statement.model_copy(update={"counted": None}))
    strange = model("z/mean", whole, whole, measure="mean_income")
    endless = model("z/rr", whole, whole, upper=float("inf"))
    outside = model("z/rr2", whole, whole, value=5.0)
    judged = decide(world, submit(no_count, uncounted, models=(strange, endless, outside)))
    assert shown(judged) == {}
    assert judged.by_reason == {"modelled": 5}


def test_a_population_that_is_not_tied_to_the_others_is_refused() -> None:
    world = _world()
    other = CountCandidate(
        count_statement("stap/left", EVERYBODY, Counted.ROWS, population="vooraf"),
        replace(world.evidence(EVERYBODY), rows=500, persons=500, households=500),
    )
    counts = (*world.sizes(alle=EVERYBODY), other)
    assert set(_reasons(world, *counts)) == {"test/stap/left"}
    tied = submit(*counts, nestings=(Nesting("test/alle/size", "test/stap/left"),))
    assert shown(decide(world, tied)) == {"alle/size": 200, "stap/left": 500}


def test_a_ratio_of_something_withheld_or_unknown_is_withheld() -> None:
    world = World(dimension("wijk", "a", "b")).add(100, events=3, wijk="a").add(100, events=20, wijk="b")
    a, b = predicate(wijk="a"), predicate(wijk="b")
    ratios = (rate("a/rate", a), rate("b/rate", b), rate("b/gone", b, of=("b/events", "c/size")))
    judged = decide(world, submit(*world.with_events(a=a, b=b), ratios=ratios))
    assert {k for k in shown(judged) if "rate" in k or "gone" in k} == {"b/rate"}


def test_withheld_is_a_state_of_its_own_without_a_reason() -> None:
    judged = decide(small_world(), small_submission(small_world()), load_policy("cbs-ra"))
    hidden = [s for s in judged.statements if s.state is State.WITHHELD]
    assert hidden
    for statement in hidden:
        assert (statement.value, statement.lower, statement.upper) == (None, None, None)
    assert judged.outline.asked == judged.outline.released + judged.outline.withheld == len(judged.statements)
    assert {j.id for j in judged.judgements} == {s.id for s in hidden}


def test_the_outline_lists_the_same_kinds_of_reason_whatever_was_withheld() -> None:
    world = _world()
    everything = decide(world, submit(*world.sizes(alle=EVERYBODY)))
    nothing = decide(small_world(), small_submission(small_world()))
    assert everything.outline.reasons == nothing.outline.reasons


def test_order_follows_ids_only() -> None:
    world = small_world()
    asked = small_submission(world)
    turned = replace(asked, counts=asked.counts[::-1], ratios=asked.ratios[::-1])
    assert decide(world, asked).statements == decide(world, turned).statements
    ids = [s.id for s in decide(world, asked).statements]
    assert ids == sorted(ids)


def test_two_statements_with_one_id_stop_everything() -> None:
    world = _world()
    with pytest.raises(SmartStartError, match="dezelfde naam"):
        decide(world, submit(*world.sizes(alle=EVERYBODY), *world.sizes(alle=predicate(wijk="a"))))


def test_everybody_stays_and_the_lighter_of_two_groups_goes() -> None:
    world = World(dimension("wijk", "a", "b", "c")).add(100, wijk="a").add(4, wijk="b").add(100, wijk="c")
    a, ab = predicate(wijk="a"), predicate(wijk="a|b")
    light = (world.count("a/size", a), world.count("ab/size", ab))
    assert set(shown(decide(world, submit(*light)))) == {"a/size"}
    heavy = (world.count("a/size", a), world.count("ab/size", ab, weight=1))
    assert set(shown(decide(world, submit(*heavy)))) == {"ab/size"}


def test_a_cell_is_withheld_under_all_its_names() -> None:
    world = World(dimension("wijk", "a", "b", "c")).add(60, wijk="a").add(32, wijk="b").add(8, wijk="c")
    groups = {"alle": EVERYBODY, **{code: predicate(wijk=code) for code in "abc"}, "peel": predicate(wijk="b")}
    assert set(shown(decide(world, submit(*world.sizes(**groups))))) == {"alle/size", "a/size"}


def test_an_outcome_that_is_not_named_is_taken_to_be_sensitive() -> None:
    world = World(dimension("wijk", "a", "b")).add(300, events=285, wijk="a").add(300, wijk="b")
    counts = world.with_events(a=predicate(wijk="a"))
    assert "a/events" in shown(decide(world, submit(*counts)))
    assert "a/events" not in shown(decide(world, submit(*counts, outcome="")))


def test_the_absence_of_the_outcome_is_never_group_disclosure() -> None:
    world = World(dimension("wijk", "a", "b")).add(3000, events=12, wijk="a").add(300, wijk="b")
    counts = world.with_events(a=predicate(wijk="a"))
    assert "a/events" in shown(decide(world, submit(*counts, sensitive=("uitkomst",))))


def test_nobody_is_a_small_number() -> None:
    world = World(dimension("wijk", "a", "b")).add(100, wijk="a").add(100, events=30, wijk="b")
    v = shown(decide(world, submit(*world.with_events(a=predicate(wijk="a"), b=predicate(wijk="b")))))
    assert set(v) == {"a/size", "b/size", "b/events"}


def test_precision_of_an_estimate_is_the_gates() -> None:
    world = _world()
    whole = world.evidence(EVERYBODY)
    ratio = model("x/rr", whole, whole, value=2.0456, lower=1.4389, upper=2.9112)
    risk = model("x/risk", whole, whole, measure="risk_per_1000", value=134.6, lower=98.9, upper=171.01)
    judged = decide(world, submit(models=(ratio, risk)))
    by_id = {s.id: s for s in judged.statements}
    x = by_id["test/x/rr"]
    assert (x.value, x.lower, x.upper) == (2.0, 1.0, 3.0)  # one of 50 events is 0.04, so five are 0.2 or more
    assert x.kind == "model"
    assert x.precision == "stappen van 0,5"
    y = by_id["test/x/risk"]
    assert (y.value, y.lower, y.upper) == (150.0, 50.0, 200.0)  # five events in 200 rows are 25 of every 1,000
    assert y.precision == "stappen van 50"


def test_counts_are_rounded_to_five_and_say_so() -> None:
    world = World(dimension("wijk", "a", "b")).add(103, wijk="a").add(100, wijk="b")
    (statement,) = decide(world, submit(*world.sizes(a=predicate(wijk="a"))), load_policy("strict")).statements
    assert (statement.value, statement.lower, statement.upper) == (105.0, 103.0, 107.0)
    assert statement.kind == "table"
    assert statement.rounded_to == 5


def test_strict_asks_more_persons() -> None:
    world = World(dimension("wijk", "a", "b")).add(12, wijk="a").add(100, wijk="b")
    asked = submit(*world.sizes(a=predicate(wijk="a")))
    assert shown(decide(world, asked, load_policy("cbs-ra"))) == {"a/size": 12}
    assert shown(decide(world, asked, load_policy("strict"))) == {}
