"""Numbers that are of use together only give way first and together; nothing else gives way for them."""

import itertools
from dataclasses import replace

from smartstart.disclosure.candidates import Submission
from smartstart.release.contents import Condition, Predicate
from tests.support.gate_world import EVERYBODY, World, decide, dimension, exact_policy, predicate, shown, submit

_WIJKEN, _OUDERS = "abc", "xyz"
_SQUARE = {("a", "x"): 8, ("a", "y"): 9, ("b", "x"): 9, ("b", "y"): 8}
# Together with the table, the first solves the square of small cells; the second is harmless by itself.
_ACROSS = Predicate(
    conditions=(Condition(factor="ouder", levels=("x", "z")), Condition(factor="wijk", levels=("a", "c")))
)
_HARMLESS = Predicate(
    conditions=(Condition(factor="ouder", levels=("z",)), Condition(factor="wijk", levels=("a", "c")))
)


def _world() -> World:
    world = World(dimension("wijk", *_WIJKEN), dimension("ouder", *_OUDERS))
    for wijk, ouder in itertools.product(_WIJKEN, _OUDERS):
        world.add(_SQUARE.get((wijk, ouder), 40), wijk=wijk, ouder=ouder)
    return world


def _asked(*comparison: str, **more: Predicate) -> Submission:
    groups = {"alle": EVERYBODY}
    groups |= {w: predicate(wijk=w) for w in _WIJKEN} | {o: predicate(ouder=o) for o in _OUDERS}
    groups |= {w + o: predicate(wijk=w, ouder=o) for w, o in itertools.product(_WIJKEN, _OUDERS)}
    comparisons = (tuple(f"test/{name}/size" for name in comparison),) if comparison else ()
    table = (replace(count, weight=1) for count in _world().sizes(**groups))
    return submit(*table, *_world().sizes(**more), comparisons=comparisons)


def _names(asked: Submission) -> set[str]:
    return {name.removesuffix("/size") for name in shown(decide(_world(), asked, exact_policy()))}


def test_a_comparison_that_gives_something_away_goes_as_a_whole_and_nothing_goes_for_it() -> None:
    table = _names(_asked())
    assert _names(_asked("over", "mild", over=_ACROSS, mild=_HARMLESS)) == table
    assert "mild" in _names(_asked(over=_ACROSS, mild=_HARMLESS))  # where it is no comparison, only what is needed goes


def test_a_comparison_that_gives_nothing_away_stays() -> None:
    assert _names(_asked("mild", mild=_HARMLESS)) == _names(_asked()) | {"mild"}


def test_a_comparison_goes_when_a_rule_withholds_one_of_it_but_not_what_is_asked_for_besides() -> None:
    found = _names(_asked("klein", "mild", "zelfde", klein=_small(), mild=_HARMLESS, zelfde=predicate(wijk="c")))
    assert not {"klein", "mild"} & found
    assert {"c", "zelfde"} <= found  # one cell, with a name of its own in the table


def _small() -> Predicate:
    return predicate(wijk="a", ouder="x")
