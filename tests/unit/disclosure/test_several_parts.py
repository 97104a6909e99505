"""Persons and households of all parts of a group add up to more than the whole: by how many are in several parts."""

from dataclasses import replace
from pathlib import Path

import pytest

from smartstart.disclosure import deciding
from smartstart.disclosure.candidates import CountCandidate
from smartstart.disclosure.ledger import Ledger
from smartstart.release.contents import Counted
from tests.support.gate_world import (
    EVERYBODY,
    POPULATION,
    Row,
    World,
    decide,
    dimension,
    predicate,
    remember,
    shown,
    submit,
)

PARTS = {"a": predicate(werk="ja"), "b": predicate(werk="nee")}
ALL = {**PARTS, "alle": EVERYBODY}
DATES = 3


def _world(both: int) -> World:
    """Most are there at three dates and sixty of each part at one; of `both` the mother loses her work in between."""
    world = World(dimension("werk", "ja", "nee", "onbekend")).add(110, werk="ja").add(200, werk="nee")
    last = [replace(row, levels={"werk": "nee"}) for row in world.rows[:both]] + world.rows[both:]
    once = World(*world.dimensions).add(60, werk="ja").add(60, werk="nee").rows
    world.rows += [*world.rows, *last, *_others(once, 1_000)]
    return world


def _others(rows: list[Row], first: int) -> list[Row]:
    """Return the same rows of other persons."""
    return [replace(row, person=row.person + first, household=row.household + first) for row in rows]


def _counts(world: World, counted: Counted, *names: str) -> list[CountCandidate]:
    return [world.count(f"{name}/{counted.value}", ALL[name], counted) for name in names]


def _persons(world: World) -> set[str]:
    return set(shown(decide(world, submit(*_counts(world, Counted.PERSONS, *ALL), repeats=DATES))))


@pytest.mark.parametrize(("both", "all_visible"), [(0, True), (1, False), (9, False), (10, True)])
def test_persons_in_two_parts_at_different_dates(both: int, all_visible: bool) -> None:
    found = _persons(_world(both))
    assert (len(found) == 3) is all_visible
    assert "alle/persons" in found


def test_without_the_rule_they_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "RULES", tuple(r for r in deciding.RULES if r.name != "several_parts"))
    assert len(_persons(_world(4))) == 3


def test_parts_that_leave_somebody_out_tell_nothing_of_how_many_are_in_both() -> None:
    world = _world(4)
    world.rows += _others(World(*world.dimensions).add(60, werk="onbekend").rows, 10_000) * DATES
    assert len(_persons(world)) == 3


@pytest.mark.parametrize(("both", "all_visible"), [(0, True), (4, False), (5, True)])
def test_families_in_two_parts_at_one_date(both: int, all_visible: bool) -> None:
    """As families with a boy and families with a girl, of which `both` have both."""
    world = World(dimension("werk", "ja", "nee")).add(110, werk="ja").add(200, werk="nee")
    first = world.rows[110 : 110 + both]
    for mine, theirs in zip(first, world.rows[:both], strict=True):
        world.rows[world.rows.index(mine)] = replace(mine, household=theirs.household)
    found = shown(decide(world, submit(*_counts(world, Counted.HOUSEHOLDS, *ALL))))
    assert (len(found) == 3) is all_visible


def test_what_already_left_stays(tmp_path: Path) -> None:
    world, book = _world(4), Ledger(tmp_path / "boek")
    remember(book, decide(world, submit(*_counts(world, Counted.PERSONS, "a", "b"), repeats=DATES), ledger=book))
    asked = submit(*_counts(world, Counted.PERSONS, "alle"), repeats=DATES, known=world.known(book.groups(POPULATION)))
    assert shown(decide(world, asked, ledger=book)) == {}
