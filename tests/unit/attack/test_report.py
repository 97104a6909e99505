"""The report of an attack: what was learned, and what may be about nobody."""

import json

import pytest

from smartstart.attack import report
from smartstart.attack.assault import METHODS, Outcome, Tried
from smartstart.attack.evidence import Group, Learned, Measure, World
from smartstart.attack.reading import worlds
from tests.support.attack_worlds import contents
from tests.support.gate_world import World as Rows
from tests.support.gate_world import decide, dimension, predicate, submit

MAYBE = "- misschien over niemand"


def _world() -> World:
    rows = Rows(dimension("wijk", "a", "b")).add(20, wijk="a").add(20, wijk="b")
    judged = decide(rows, submit(*rows.sizes(a=predicate(wijk="a"))))
    [one] = worlds([("v1", contents(rows, judged.statements))])
    return one


def _outcome(*lowest: int) -> Outcome:
    world = _world()
    group = Group((("wijk", frozenset({"a"})),))
    learned = tuple(
        Learned(METHODS[0].name, world.population, group, Measure.ROWS, low, 8, ("v1#a/size",)) for low in lowest
    )
    return Outcome((world,), (Tried(METHODS[0], learned, 2, 0, contradiction=False),))


@pytest.mark.parametrize(("lowest", "told"), [((0, 0, 3), ": 2 keer"), ((0,), ": 1 keer")])
def test_a_claim_that_leaves_nobody_open_says_so(lowest: tuple[int, ...], told: str) -> None:
    text = "\n".join(report.lines(_outcome(*lowest)))
    assert f"Geleerd: {len(lowest)} keer" in text
    assert f"{MAYBE}{told}" in text
    assert f"- zeker over iemand: {sum(low > 0 for low in lowest)} keer." in text
    assert "--inside" in text


def test_a_claim_about_somebody_does_not() -> None:
    assert MAYBE not in "\n".join(report.lines(_outcome(1, 3)))


def test_programs_are_told_too() -> None:
    [attacked] = json.loads(report.as_json(_outcome(0, 3)))["attacks"]
    assert [one["may_be_nobody"] for one in attacked["learned"]] == [True, False]
