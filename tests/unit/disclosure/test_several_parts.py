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


def _with_others(world: World, children: int, dates: int) -> World:
    """The same, with children of whose mother nobody knows whether she works."""
    world.rows += _others(World(*world.dimensions).add(children, werk="onbekend").rows, 10_000) * dates
    return world


@pytest.mark.parametrize(
    ("children", "dates", "all_visible"), [(60, DATES, True), (60, 1, False), (12, 1, False), (15, 2, True)]
)
def test_parts_that_leave_out_few_rows_tell_how_many_are_in_both_at_most(
    children: int, dates: int, all_visible: bool
) -> None:
    """Four are in both. Of children outside who are there once each, four at most are; twice each, as many more."""
    assert (len(_persons(_with_others(_world(4), children, dates))) == 3) is all_visible


@pytest.mark.parametrize(("rest", "all_visible"), [(0, True), (4, False), (9, False), (10, True)])
def test_rows_of_several_parts_that_leave_few_persons_of_the_whole(rest: int, all_visible: bool) -> None:
    """All with a known mother at all dates; `rest` others at all dates, and many children elsewhere at one."""
    world = World(dimension("werk", "ja", "nee", "onbekend"), dimension("wijk", "hier", "daar"))
    world.add(110, werk="ja", wijk="hier").add(120, werk="nee", wijk="hier").add(rest, werk="onbekend", wijk="hier")
    world.rows *= DATES
    elsewhere = World(*world.dimensions).add(2_000, werk="ja", wijk="daar").rows
    world.rows += _others(elsewhere, 10_000)
    here = predicate(wijk="hier")
    rows = world.sizes(alle=EVERYBODY, ja=predicate(werk="ja", wijk="hier"), nee=predicate(werk="nee", wijk="hier"))
    asked = submit(world.count("hier/persons", here, Counted.PERSONS), *rows, *world.sizes(hier=here), repeats=DATES)
    found = set(shown(decide(world, asked)))
    together = {"hier/persons", "ja/size", "nee/size"}
    assert (together <= found) is all_visible


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
