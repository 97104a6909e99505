"""Steps of a declared ladder are looked through as the tree they form; other runs of levels stay few."""

import pytest

from smartstart.disclosure import gate
from smartstart.disclosure.candidates import Partition, Submission
from smartstart.disclosure.gate import Judged
from smartstart.release.contents import Predicate
from tests.support.gate_world import EVERYBODY, World, decide, dimension, exact_policy, predicate, shown, submit

CODES = tuple(f"b{number:02}" for number in range(16))
PAIRS = tuple(f"{CODES[place]}|{CODES[place + 1]}" for place in range(0, 16, 2))


def _world(**sizes: int) -> World:
    world = World(dimension("buurt", *CODES))
    for code in CODES:
        world.add(sizes.get(code, 60), buurt=code)
    return world


def _asked(world: World, groups: dict[str, str], *, declared: bool) -> Submission:
    named: dict[str, Predicate] = {name: predicate(buurt=levels) for name, levels in groups.items()}
    parts = tuple(f"test/{name}/size" for name, levels in groups.items() if "|" in levels)
    return submit(
        *world.sizes(alle=EVERYBODY, **named), partitions=(Partition("test/alle/size", parts),) if declared else ()
    )


def _by_rules(world: World, submission: Submission, monkeypatch: pytest.MonkeyPatch) -> Judged:
    """By the rules alone: the joint audit behind them would see what they do not."""
    monkeypatch.setattr(gate.joint, "judge", lambda *_: ())
    return decide(world, submission, exact_policy())


def test_more_groups_of_a_ladder_than_runs_may_be_asked_are_all_shown() -> None:
    """Eight pairs of neighbours: as runs that nobody declared only five of them are looked through."""
    world, pairs = _world(), {f"p{number}": levels for number, levels in enumerate(PAIRS)}
    assert len(shown(decide(world, _asked(world, pairs, declared=False), exact_policy()))) == 1 + 5
    assert len(shown(decide(world, _asked(world, pairs, declared=True), exact_policy()))) == 1 + 8


def test_the_rest_of_a_ladder_is_never_one_small_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """One group of the ladder is too small: another one is withheld besides, or the whole would give it away."""
    world = _world(b00=3, b01=4)
    judged = _by_rules(
        world, _asked(world, {f"p{n}": levels for n, levels in enumerate(PAIRS)}, declared=True), monkeypatch
    )
    assert "p0/size" not in shown(judged)
    assert len(shown(judged)) == 1 + 8 - 2


def test_what_is_in_a_withheld_step_is_looked_through_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """One pair is too small and another is withheld for it. Both halves of the other would undo that together."""
    world = _world(b00=20, b01=20, b02=3, b03=4)
    groups = {f"p{n}": levels for n, levels in enumerate(PAIRS)} | {"links": "b00", "rechts": "b01"}
    found = shown(_by_rules(world, _asked(world, groups, declared=True), monkeypatch))
    assert not {"p0/size", "p1/size"} & set(found)
    assert len({"links/size", "rechts/size"} & set(found)) == 1


def test_a_declared_group_that_crosses_another_is_no_step() -> None:
    """What the export says is not enough: declared runs that overlap each other are as many as they are."""
    world = _world()
    runs = {f"r{n}": "|".join(CODES[n : n + 3]) for n in range(12)}
    found = shown(decide(world, _asked(world, runs, declared=True), exact_policy()))
    apart = 4  # of r0, r1, …: r0, r3, r6 and r9 share nothing
    assert len(found) - 1 <= apart + 5
