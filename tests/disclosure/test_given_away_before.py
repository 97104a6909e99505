"""A group that an earlier release gave away: a new release tells no more of it.

The outsider tries the least and the most that a group can be with another solver (`scipy.optimize.milp`).
"""

import itertools
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from smartstart.disclosure.gate import Judged
from smartstart.disclosure.joint.given_away import GivenAway
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.policy import Policy, Threshold
from smartstart.release.contents import Condition, Predicate, State, TableStatement
from tests.support.gate_world import World, decide, dimension, exact_policy, predicate, remember, submit

CELLS = tuple(itertools.product("abc", "xyz"))
SMALL = {("a", "x"): 4, ("a", "y"): 5, ("b", "x"): 9, ("b", "y"): 8}
TWO = predicate(wijk="a", ouder="x|y")
BRIDGE = Predicate(
    conditions=(Condition(factor="ouder", levels=("x", "z")), Condition(factor="wijk", levels=("a", "c")))
)
Interval = tuple[float, float]


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "grootboek.jsonl")


def _world() -> World:
    world = World(dimension("wijk", *"abc"), dimension("ouder", *"xyz"))
    for wijk, ouder in CELLS:
        world.add(SMALL.get((wijk, ouder), 40), wijk=wijk, ouder=ouder)
    return world


def _low() -> Policy:
    """The policy of an earlier day, under which nine persons could be shown."""
    low = Threshold(value=3, status="own", source="test: an earlier day")
    one = Threshold(value=1, status="own", source="test: an earlier day")
    found = {"persons": low, "events": low, "difference": one, "complement": one, "households": one}
    return exact_policy().model_copy(update=found)


def _table() -> dict[str, Predicate]:
    groups = {"c": predicate(wijk="c"), "z": predicate(ouder="z")}
    return groups | {w + o: predicate(wijk=w, ouder=o) for w, o in (("a", "z"), ("c", "x"), ("c", "z"))}


def _released(book: Ledger, later: dict[str, Predicate]) -> tuple[Judged, Judged]:
    """Show the nine children of two cells together under the policy of before, and then a table under that of now."""
    world = _world()
    first = decide(world, submit(*world.sizes(twee=TWO)), _low(), book)
    remember(book, first)
    second = decide(world, submit(*world.sizes(**later)), exact_policy(), book)
    return first, second


def _interval(judged: Iterable[Judged], group: tuple[str, str]) -> Interval:
    rows, values = [np.zeros(len(CELLS))], [0.0]
    for one in (s for release in judged for s in release.statements):
        if isinstance(one, TableStatement) and one.state is State.SHOWN and one.value is not None:
            wanted = {c.factor: c.levels for c in one.predicate.conditions}
            rows.append(np.array([w in wanted.get("wijk", w) and o in wanted.get("ouder", o) for w, o in CELLS], float))
            values.append(one.value)
    told, target = LinearConstraint(np.array(rows), values, values), np.array([cell == group for cell in CELLS], float)
    found = [
        milp(sign * target, integrality=np.ones(len(CELLS)), bounds=Bounds(0, 500), constraints=told).fun * sign
        for sign in (1, -1)
    ]
    return float(round(found[0])), float(round(found[1]))


def test_the_earlier_release_gave_two_cells_away(book: Ledger) -> None:
    first, second = _released(book, _table())
    assert _interval([first], ("a", "x")) == _interval([first], ("a", "y")) == (0, 9)
    (answer,) = second.answers
    assert answer.known_already > 0


def test_a_new_release_tells_no_more_of_them(book: Ledger) -> None:
    first, second = _released(book, _table() | {"brug": BRIDGE})
    for cell in (("a", "x"), ("a", "y")):
        assert _interval([first, second], cell) == (0, 9)
    assert second.outline.released == len(_table())


def test_when_it_is_not_asked_they_are_known_exactly(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GivenAway, "told_more", lambda self, withheld, targets: targets[:0])
    first, second = _released(book, _table() | {"brug": BRIDGE})
    assert _interval([first, second], ("a", "x")) == (4, 4)


def test_where_nothing_was_given_away_nothing_more_is_asked(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GivenAway, "of", lambda *_: pytest.fail("asked what was known before"))
    world = _world()
    for later in (_table(), _table() | {"brug": BRIDGE}):
        remember(book, decide(world, submit(*world.sizes(**later)), exact_policy(), book))


def test_the_same_release_once_more_is_decided_the_same(book: Ledger) -> None:
    _, second = _released(book, _table() | {"brug": BRIDGE})
    remember(book, second, 2)
    world = _world()
    again = decide(world, submit(*world.sizes(**_table(), brug=BRIDGE)), exact_policy(), book)
    assert again.statements == second.statements
