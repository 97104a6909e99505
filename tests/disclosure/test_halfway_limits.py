"""An estimate whose limits allow for families: the middle of its limits tells the value once more, and a rest by it."""

import math

import pytest

from smartstart.attack.methods import models
from smartstart.disclosure.candidates import Submission
from smartstart.disclosure.joint import estimated, inverted
from smartstart.release.contents import ReleaseContents
from tests.support.attack_worlds import Trial, attacked, gated
from tests.support.gate_world import EVERYBODY, World, decide, dimension, model, predicate, shown, submit

_Z = 1.959964
_EFFECT = 1.5  # so much larger families make the variance; no attacker knows it
A, BOTH = predicate(wijk="a"), predicate(wijk="a|b")


def _world() -> World:
    """Wijk a has 74 events; wijk b, of which nothing is shown, has four."""
    world = World(dimension("wijk", "a", "b", "c")).add(200, events=74, wijk="a")
    return world.add(300, events=4, wijk="b").add(1500, events=200, wijk="c")


def _asked(world: World) -> Submission:
    """The events of wijk a and b together, and the risk in wijk a with limits by log-odds."""
    mine, others = world.evidence(A), world.evidence(predicate(wijk="b|c"))
    odds = mine.events / (mine.rows - mine.events)
    spread = math.exp(_Z * math.sqrt(_EFFECT * (1 / mine.events + 1 / (mine.rows - mine.events))))
    lower, upper = (1000 * o / (1 + o) for o in (odds / spread, odds * spread))
    limits = {"value": 1000 * mine.events / mine.rows, "lower": lower, "upper": upper}
    risk = model("a/risk", mine, others, predicate=A, measure="risk_per_1000", **limits)
    return submit(*world.with_events(alle=EVERYBODY, beide=BOTH), *world.sizes(a=A), models=(risk,))


def _release(world: World) -> ReleaseContents:
    return gated(world, decide(world, _asked(world)))


def test_where_the_middle_is_not_reckoned_with_the_rest_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimated, "sharpest", lambda _model, value, _limits: value)
    monkeypatch.setattr(inverted._Wider, "fits_truth", False)
    world = _world()
    release = _release(world)
    found = attacked([release], Trial(models.NAME, [world], [release]))
    assert {(one.lower, one.upper) for one in found.learned} == {(3, 9)}
    assert found.wrong == ()


def test_where_it_is_nothing_is_learned() -> None:
    world = _world()
    assert len({"a/risk", "beide/events"} & set(shown(decide(world, _asked(world))))) == 1
    release = _release(world)
    assert attacked([release], Trial(models.NAME, [world], [release])).learned == ()
