"""What two conditions do together, worked out from unrounded counts, gives the counts away; from shown counts not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from smartstart.attack.evidence import Measure
from smartstart.disclosure.candidates import Submission
from smartstart.disclosure.combined import of_rates
from smartstart.disclosure.policy import load_policy
from smartstart.disclosure.rounding import Shown, hull_of_count, round_count
from smartstart.release.contents import Counted, Predicate, ReleaseContents, Statistic
from tests.support.attack_worlds import Trial, attacked, contents, gated, ungated
from tests.support.gate_world import World, decide, dimension, model, predicate, rate, submit

NAMES = ("c00", "c01", "c10", "c11")
STRICT = load_policy("strict")  # rounds to five


def _group(name: str) -> Predicate:
    return predicate(a="ja" if name[1] == "1" else "nee", b="ja" if name[2] == "1" else "nee")


def _world() -> World:
    """Nine children without the outcome, of the twenty who have both: fewer than may be known."""
    world = World(dimension("a", "ja", "nee"), dimension("b", "ja", "nee"))
    for name, size, events in zip(NAMES, (6001, 4003, 5002, 20), (481, 402, 611, 11), strict=True):
        levels = {c.factor: c.levels[0] for c in _group(name).conditions}
        world.add(size, events=events, **levels)
    return world


def _asked(world: World) -> Submission:
    counts = [
        world.count(f"{name}/{role}", _group(name), counted)
        for name in NAMES
        for role, counted in (("events", Counted.EVENTS), ("size", Counted.ROWS))
    ]
    both, none = world.evidence(_group("c11")), world.evidence(_group("c00"))
    effect = model("p/design", both, none, measure="design_effect", value=1.2, lower=1.0, upper=2.0)
    of = (*(c.statement.id.removeprefix("test/") for c in counts), "p/design")
    return submit(*counts, ratios=(rate("p/contrast", _group("c11"), Statistic.CONTRAST, of),), models=(effect,))


def _exact(count: int) -> Shown:
    return Shown(count, count, count)


def _rounded(count: int) -> Shown:
    return hull_of_count(round_count(count, 5), 5)


def _released(world: World, asked: Submission, as_seen: Callable[[int], Shown]) -> ReleaseContents:
    """Return a release that withholds nothing, with the contrast of the counts as they are seen."""
    known = [c.evidence.events if c.statement.counted is Counted.EVENTS else c.evidence.rows for c in asked.counts]
    found = of_rates(Statistic.CONTRAST, [as_seen(n) for n in known], 2.0, 1)
    assert found is not None
    numbers = {"value": found.value, "lower": found.lower, "upper": found.upper}
    without = ungated(world, replace(asked, ratios=()), base=5)
    return contents(world, [*without.statements, asked.ratios[0].statement.model_copy(update=numbers)])


@pytest.mark.parametrize(("as_seen", "learns"), [(_exact, True), (_rounded, False)], ids=["unrounded", "shown"])
def test_a_contrast_tells_of_the_counts_only_where_it_was_made_of_unrounded_ones(
    as_seen: Callable[[int], Shown], learns: bool
) -> None:
    world = _world()
    release = _released(world, _asked(world), as_seen)
    outcome = attacked([release], Trial("ratios", [world], [release]))
    found = [one for tried in outcome.tried if tried.method.name == "ratios" for one in tried.learned]
    assert {(one.measure, one.lower, one.upper) for one in found} == ({(Measure.WITHOUT, 9, 9)} if learns else set())
    assert not outcome.wrong


def test_what_the_gate_lets_through_of_a_pair_tells_nothing() -> None:
    world = _world().add(180, events=40, a="ja", b="ja")
    release = gated(world, decide(world, _asked(world), STRICT))
    contrast = next(s for s in release.statements if s.id == "test/p/contrast")
    assert contrast.value is not None  # all of it was shown
    outcome = attacked([release], Trial("ratios", [world], [release]))
    assert not [one for tried in outcome.tried for one in tried.learned]
