"""A solver that gives no trustworthy answer: what it was asked about gives way, and the rest leaves."""

import itertools

import pytest

from smartstart.disclosure.audit import solver
from smartstart.disclosure.audit.effort import Unanswered, solver_failed
from smartstart.disclosure.candidates import Submission
from smartstart.release.contents import Predicate
from tests.support.gate_world import World, decide, dimension, exact_policy, predicate, shown, submit

# In region r four small cells stand in a square: nobody can tell without a solver whether they stay unknown.
_SQUARE = {("a", "x"): 8, ("a", "y"): 9, ("b", "x"): 9, ("b", "y"): 8}


def _world() -> World:
    world = World(dimension("regio", "r", "s"), dimension("wijk", *"abc"), dimension("ouder", *"xyz"))
    for wijk, ouder in itertools.product("abc", "xyz"):
        world.add(_SQUARE.get((wijk, ouder), 40), regio="r", wijk=wijk, ouder=ouder)
        world.add(40, regio="s", wijk=wijk, ouder=ouder)
    return world


def _asked(world: World) -> Submission:
    groups: dict[str, Predicate] = {}
    for regio in "rs":
        groups |= {f"{regio}-{w}": predicate(regio=regio, wijk=w) for w in "abc"}
        groups |= {f"{regio}-{o}": predicate(regio=regio, ouder=o) for o in "xyz"}
        cells = itertools.product("abc", "xyz")
        groups |= {f"{regio}-{w}{o}": predicate(regio=regio, wijk=w, ouder=o) for w, o in cells}
    return submit(*world.sizes(**groups))


def _shown() -> dict[str, set[str]]:
    world = _world()
    names = set(shown(decide(world, _asked(world), exact_policy())))
    return {regio: {name for name in names if name.startswith(f"{regio}-")} for regio in "rs"}


def test_what_was_asked_about_gives_way_and_the_rest_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _shown()
    assert (len(before["r"]), len(before["s"])) == (11, 15)  # four small cells of the square are withheld

    def no_answer(*_: object, **__: object) -> None:
        raise Unanswered(solver_failed())

    monkeypatch.setattr(solver.Model, "most", no_answer)
    monkeypatch.setattr(solver.Model, "most_whole", no_answer)
    after = _shown()
    assert after["s"] == before["s"]
    assert after["r"] < before["r"]


def test_an_answer_that_does_not_fit_the_tables_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver says "optimal" and its numbers are off by more than the tolerance, as a large system can be."""
    before = _shown()
    monkeypatch.setattr(solver.Model, "_violation", lambda *_: 5e-6)
    after = _shown()
    assert after["s"] == before["s"]
    assert after["r"] < before["r"]
