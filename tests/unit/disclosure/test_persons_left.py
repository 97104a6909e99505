"""Distinct persons and households of groups that lie in each other by their atoms, and not by their conditions."""

from pathlib import Path
from typing import Any

import pytest

from smartstart.disclosure import deciding, joint
from smartstart.disclosure.candidates import CountCandidate, Submission
from smartstart.disclosure.ledger import Ledger
from smartstart.release.contents import Counted, Predicate
from tests.support.gate_world import POPULATION, World, decide, dimension, predicate, remember, shown, submit

GEMEENTE = predicate(gemeente="g1")
OTHER = predicate(gemeente="g2")
WIJK = predicate(wijk="w1")
DATES = 3


def _world(inside: int, rest: int, families: int | None = None) -> World:
    """One gemeente of two wijken, of which the second has `rest` children, and another gemeente."""
    wijken = dimension("wijk", "w1", "w2", "w3")
    world = World(dimension("gemeente", "g1", "g2"), wijken, dimension("eigen", "binnen", "buiten"))
    world.add(inside, gemeente="g1", wijk="w1", eigen="binnen")
    world.add(rest, families=families, gemeente="g1", wijk="w2", eigen="binnen")
    return world.add(100, gemeente="g2", wijk="w3", eigen="buiten")


def _ask(*counts: CountCandidate, **more: Any) -> Submission:
    return submit(*counts, repeats=DATES, **more)


def _count(
    world: World, name: str, group: Predicate, counted: Counted = Counted.PERSONS, **more: int
) -> CountCandidate:
    return world.count(f"{name}/{counted.value}", group, counted, **more)


def _both(world: World, counted: Counted) -> set[str]:
    asked = _ask(_count(world, "gemeente", GEMEENTE, counted), _count(world, "wijk", WIJK, counted))
    return set(shown(decide(world, asked)))


@pytest.mark.parametrize(("rest", "visible"), [(0, 2), (2, 1), (9, 1), (10, 2)])
def test_persons_of_a_wijk_beside_those_of_its_gemeente(rest: int, visible: int) -> None:
    """Nobody left is allowed, and ten or more are; of two the broader group stays."""
    found = _both(_world(110, rest), Counted.PERSONS)
    assert len(found) == visible
    assert visible == 2 or found == {"gemeente/persons"}


@pytest.mark.parametrize(("families", "visible"), [(4, 1), (5, 2)])
def test_families_of_a_wijk_beside_those_of_its_gemeente(families: int, visible: int) -> None:
    assert len(_both(_world(110, 40, families), Counted.HOUSEHOLDS)) == visible


def test_persons_of_an_own_area_that_holds_a_wijk() -> None:
    world = _world(110, 4)
    asked = _ask(_count(world, "eigen", predicate(eigen="binnen")), _count(world, "wijk", WIJK))
    assert set(shown(decide(world, asked))) == {"eigen/persons"}


def test_an_own_area_that_only_overlaps_a_wijk_may_stand_beside_it() -> None:
    """Each of the two has children that the other has not, so that their difference is nobody's number."""
    world = _world(110, 4).add(5, gemeente="g2", wijk="w1", eigen="buiten")
    asked = _ask(_count(world, "eigen", predicate(eigen="binnen")), _count(world, "wijk", WIJK))
    assert set(shown(decide(world, asked))) == {"eigen/persons", "wijk/persons"}


@pytest.mark.parametrize(("first", "second"), [(WIJK, GEMEENTE), (GEMEENTE, WIJK)])
def test_what_already_left_stays(first: Predicate, second: Predicate, tmp_path: Path) -> None:
    world, book = _world(110, 2), Ledger(tmp_path / "boek")
    before = decide(world, _ask(_count(world, "eerst", first)), ledger=book)
    remember(book, before)
    asked = _ask(_count(world, "later", second, weight=9), known=world.known(book.groups(POPULATION)))
    assert set(shown(before)) == {"eerst/persons"}
    assert shown(decide(world, asked, ledger=book)) == {}


@pytest.mark.parametrize(("rest", "visible"), [(2, set()), (20, {"later/persons"})])
def test_what_left_and_is_not_recounted_lies_between_its_limits(rest: int, visible: set[str], tmp_path: Path) -> None:
    world, book = _world(110, rest), Ledger(tmp_path / "boek")
    remember(book, decide(world, _ask(_count(world, "eerst", WIJK)), ledger=book))
    assert set(shown(decide(world, _ask(_count(world, "later", GEMEENTE)), ledger=book))) == visible


def test_persons_that_an_outsider_may_know() -> None:
    world = _world(110, 2)
    known = {"extra_predicates": (GEMEENTE,), "known": world.known([GEMEENTE])}
    assert shown(decide(world, _ask(_count(world, "wijk", WIJK), **known))) == {}
    assert shown(decide(world, _ask(_count(world, "ver", OTHER), **known))) == {"ver/persons": 100.0}


def test_persons_that_an_outsider_may_know_and_nobody_counted() -> None:
    world = _world(110, 50)
    assert shown(decide(world, _ask(_count(world, "wijk", WIJK), extra_predicates=(GEMEENTE,)))) == {}


def _at_dates(rest: int) -> World:
    """All children of a wijk are there at three dates, the `rest` of its gemeente at one, and many others at one."""
    world = _world(110, rest).add(1000, gemeente="g2", wijk="w3", eigen="buiten")
    world.rows += [row for row in world.rows if row.levels["wijk"] == "w1"] * (DATES - 1)
    return world


def _rows_and_persons(rest: int) -> set[str]:
    world = _at_dates(rest)
    counts = (_count(world, "wijk", WIJK, Counted.ROWS), _count(world, "gemeente", GEMEENTE))
    return set(shown(decide(world, _ask(*counts))))


@pytest.mark.parametrize("rest", [1, 9])
def test_rows_of_a_wijk_that_leave_few_persons_of_its_gemeente(rest: int) -> None:
    assert _rows_and_persons(rest) == {"wijk/rows"}


@pytest.mark.parametrize("rest", [0, 10])
def test_rows_that_leave_nobody_or_enough(rest: int) -> None:
    assert _rows_and_persons(rest) == {"wijk/rows", "gemeente/persons"}


def test_the_audit_does_not_see_what_rows_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine children at three dates at most: 27 rows, and ten children have 12 rows on average."""
    monkeypatch.setattr(deciding, "RULES", tuple(r for r in deciding.RULES if r.name != "persons_left"))
    assert _rows_and_persons(9) == {"wijk/rows", "gemeente/persons"}


@pytest.mark.parametrize(("missing", "visible"), [(0, 2), (1, 1), (9, 1), (10, 2)])
def test_rows_and_persons_of_one_group_that_tell_how_many_came_or_went(missing: int, visible: int) -> None:
    """All children at three dates, but `missing` of them at two."""
    world = _world(110, 40)
    world.rows += world.rows + world.rows[missing:]
    asked = _ask(*(_count(world, "gemeente", GEMEENTE, counted) for counted in (Counted.ROWS, Counted.PERSONS)))
    found = set(shown(decide(world, asked)))
    assert len(found) == visible
    assert "gemeente/rows" in found


@pytest.mark.parametrize(("repeated", "visible"), [(0, 2), (1, 1), (9, 1), (10, 2)])
def test_rows_and_persons_of_one_group_that_tell_how_many_were_there_more_than_once(
    repeated: int, visible: int
) -> None:
    world = _world(110, 40)
    world.rows += world.rows[:repeated]
    asked = _ask(*(_count(world, "gemeente", GEMEENTE, counted) for counted in (Counted.ROWS, Counted.PERSONS)))
    found = set(shown(decide(world, asked)))
    assert len(found) == visible
    assert "gemeente/rows" in found


@pytest.mark.parametrize(("missing", "visible"), [(0, True), (4, False), (10, True)])
def test_persons_whose_rows_follow_from_other_rows(missing: int, visible: bool) -> None:
    """Rows of both gemeenten and of the other one are shown, so that those of this one follow."""
    world = _world(110, 40)
    world.rows += world.rows + world.rows[missing:]
    rows = (_count(world, "alle", Predicate(), Counted.ROWS), _count(world, "ander", OTHER, Counted.ROWS))
    found = shown(decide(world, _ask(*rows, _count(world, "gemeente", GEMEENTE))))
    assert {"alle/rows", "ander/rows"} <= set(found)
    assert ("gemeente/persons" in found) is visible


def test_rows_that_would_tell_how_few_of_the_persons_before_came_twice(tmp_path: Path) -> None:
    world, book = _world(110, 40), Ledger(tmp_path / "boek")
    remember(book, decide(world, _ask(_count(world, "gemeente", GEMEENTE)), ledger=book))
    world.rows += world.rows[:4]
    asked = _ask(_count(world, "gemeente", GEMEENTE, Counted.ROWS), known=world.known(book.groups(POPULATION)))
    assert shown(decide(world, asked, ledger=book)) == {}


def test_at_one_date_the_audit_sees_what_rows_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "RULES", tuple(r for r in deciding.RULES if r.name != "persons_left"))
    world = _world(110, 9)
    counts = (_count(world, "wijk", WIJK, Counted.ROWS), _count(world, "gemeente", GEMEENTE))
    assert len(shown(decide(world, submit(*counts)))) == 1
    monkeypatch.setattr(joint, "judge", lambda *_: ())
    assert len(shown(decide(world, submit(*counts)))) == 2


def test_persons_stay_when_they_left_before_the_rows(tmp_path: Path) -> None:
    world, book = _at_dates(9), Ledger(tmp_path / "boek")
    remember(book, decide(world, _ask(_count(world, "gemeente", GEMEENTE)), ledger=book))
    asked = _ask(_count(world, "wijk", WIJK, Counted.ROWS), known=world.known(book.groups(POPULATION)))
    assert shown(decide(world, asked, ledger=book)) == {}


def test_families_of_a_wijk_that_leave_few_persons_of_its_gemeente() -> None:
    """In each family of the wijk is one child, so that families are children."""
    world = _world(110, 7)
    counts = (_count(world, "wijk", WIJK, Counted.HOUSEHOLDS), _count(world, "gemeente", GEMEENTE))
    assert set(shown(decide(world, _ask(*counts)))) != {"wijk/households", "gemeente/persons"}


@pytest.mark.parametrize(("rest", "visible"), [(0, 2), (7, 1), (9, 1), (40, 2)])
def test_rows_at_one_of_several_dates_are_persons(rest: int, visible: int) -> None:
    """200 children of a wijk at the first date, and `rest` of another one with it; at later dates there are more."""
    days = ("2020-01-01", "2021-01-01", "2022-01-01")
    world = World(dimension("wijk", "a", "b"), dimension("peildatum", *days))
    for number, day in enumerate(days):
        there = World(*world.dimensions).add(200, wijk="a", peildatum=day)
        world.rows += there.add(rest if number == 0 else 40, wijk="b", peildatum=day).rows
    first = predicate(peildatum=days[0])
    part = world.sizes(a=predicate(wijk="a", peildatum=days[0]))
    assert len(shown(decide(world, _ask(_count(world, "alle", first), *part)))) == visible
