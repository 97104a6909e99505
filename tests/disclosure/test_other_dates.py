"""The same children at other reference dates, or in another area: what two releases tell by subtraction."""

from pathlib import Path

import pytest

from smartstart.disclosure import deciding
from smartstart.disclosure.joint import asking
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.rules import other_dates
from smartstart.release.contents import Counted
from tests.support.gate_world import EVERYBODY, dimension, predicate
from tests.support.kindred_worlds import Universe, values

FIVE = (2018, 2019, 2020, 2021, 2022)
OUDER = {"alle": EVERYBODY, "een": predicate(ouder="een"), "twee": predicate(ouder="twee")}


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "grootboek.jsonl")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate that does not reckon with other dates and areas."""
    monkeypatch.setattr(asking, "elsewhere", lambda case, table, least: asking.nothing_else(table))


def _years(last: int = 4) -> Universe:
    """Each year 60 children of either kind, all new; in the last year only few of the one kind."""
    world = Universe((dimension("ouder", "een", "twee"),))
    for one in FIVE:
        world.add(60, [one], ouder="twee").add(last if one == FIVE[-1] else 60, [one], ouder="een")
    return world


def _last_year(book: Ledger, world: Universe) -> float | None:
    """Release five years, then four of them; what is left of `een` by subtraction."""
    first = values(world.part(FIVE).release(book, OUDER))
    second = values(world.part(FIVE[:-1]).release(book, OUDER))
    both = {"een/rows"} <= first.keys() & second.keys()
    return first["een/rows"] - second["een/rows"] if both else None


def test_the_year_that_is_left_out_is_not_given_away(book: Ledger) -> None:
    assert _last_year(book, _years()) is None


@pytest.mark.usefixtures("alone")
def test_without_the_tie_the_year_is_given_away(book: Ledger) -> None:
    assert _last_year(book, _years()) == 4


def test_a_year_with_many_children_may_be_left_out(book: Ledger) -> None:
    assert _last_year(book, _years(last=40)) == 40


def test_of_a_sliding_window_nothing_is_withheld(book: Ledger) -> None:
    """The first and the last year stand against each other: nobody can tell them apart."""
    world = _years()
    world.part(FIVE[:-1]).release(book, OUDER)
    assert world.part(FIVE[1:]).release(book, OUDER).outline.withheld == 0


def _rest_of_the_region(book: Ledger) -> float | None:
    """Release a region, then all of it but one municipality; what is left of `een` by subtraction."""
    towns = ("GM0001", "GM0002", "GM0003")
    world = Universe((dimension("ouder", "een", "twee"),), towns)
    for town, few in zip(towns, (60, 60, 4), strict=True):
        world.add(60, [2018], ouder="twee", gemeente=town).add(few, [2018], ouder="een", gemeente=town)
    first = values(world.part([2018], towns).release(book, OUDER))
    second = values(world.part([2018], towns[:2]).release(book, OUDER))
    both = {"een/rows"} <= first.keys() & second.keys()
    return first["een/rows"] - second["een/rows"] if both else None


def test_the_municipality_that_is_left_out_is_not_given_away(book: Ledger) -> None:
    assert _rest_of_the_region(book) is None


@pytest.mark.usefixtures("alone")
def test_without_the_tie_the_municipality_is_given_away(book: Ledger) -> None:
    assert _rest_of_the_region(book) == 4


def _newcomers(book: Ledger) -> float | None:
    """How many distinct children live there in the last year only: persons over five years less those over four."""
    world = Universe((dimension("ouder", "een", "twee"),))
    world.add(60, FIVE, ouder="een").add(60, FIVE, ouder="twee").add(4, FIVE[-1:], ouder="een")
    persons = (Counted.PERSONS,)
    first = values(world.part(FIVE).release(book, OUDER, persons))
    second = values(world.part(FIVE[:-1]).release(book, OUDER, persons))
    both = {"een/persons"} <= first.keys() & second.keys()
    return first["een/persons"] - second["een/persons"] if both else None


def test_how_many_are_new_in_the_last_year_is_not_given_away(book: Ledger) -> None:
    assert _newcomers(book) is None


@pytest.mark.usefixtures("alone")
def test_without_its_rule_the_newcomers_are_given_away(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "RULES", tuple(r for r in deciding.RULES if r.name != other_dates.RULE.name))
    assert _newcomers(book) == 4
