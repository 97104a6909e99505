"""The list before anything becomes public: one wrong point keeps the page closed, and says how to mend it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from smartstart.opendata.figures import FEWEST_PEOPLE
from smartstart.workspace.publishing.rules.checks import (
    MINIMUM,
    Draft,
    Minimum,
    Person,
    Point,
    SignOff,
    check,
    may_be_public,
)
from smartstart.workspace.publishing.rules.kinds import Kind

TODAY = date(2026, 11, 21)
NAMES = (
    "Groot genoeg",
    "Sterke punten erbij",
    "Tegengetallen erbij",
    "Woorden over groepen",
    "Scholen",
    "Echt en verzonnen",
    "Iemand van daar keek mee",
    "Iemand anders besluit",
)

GOOD = Draft(
    kind=Kind.AREA,
    texts=("In Ooster hebben 12 van de 100 gezinnen weinig geld. 88 van de 100 niet.", "Veel mensen helpen elkaar."),
    maker=Person(1, "A. Adviseur"),
    smallest_open=100,
    smallest_release=None,
    has_strengths=True,
    has_counter_numbers=True,
    schools_named=False,
    schools_public_only=False,
    invented=False,
    place_invented=False,
    sign_off=SignOff("Fatima Bewoner", "woont in Ooster", TODAY),
    decider=Person(2, "W. Wethouder"),
)


def _points(**changes: Any) -> dict[str, Point]:
    return {point.name: point for point in check(replace(GOOD, **changes), TODAY)}


def _wrong(**changes: Any) -> list[str]:
    return [name for name, point in _points(**changes).items() if not point.ok]


@pytest.mark.parametrize("kind", list(Kind))
def test_all_points_hold_for_a_good_draft_of_any_kind(kind: Kind) -> None:
    points = check(replace(GOOD, kind=kind), TODAY)
    assert tuple(point.name for point in points) == NAMES
    assert may_be_public(points)
    assert all(point.what and not point.mend for point in points)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"smallest_open": 99}, "Groot genoeg"),
        ({"smallest_open": None, "smallest_release": 9}, "Groot genoeg"),
        ({"smallest_open": 5000, "smallest_release": 9}, "Groot genoeg"),
        ({"smallest_open": None}, "Groot genoeg"),
        ({"smallest_open": 0}, "Groot genoeg"),
        ({"has_strengths": False}, "Sterke punten erbij"),
        ({"has_counter_numbers": False}, "Tegengetallen erbij"),
        ({"texts": ("Een achterstandswijk.",)}, "Woorden over groepen"),
        ({"texts": (GOOD.texts[0], "", "Dit komt door armoede.")}, "Woorden over groepen"),
        ({"texts": ()}, "Woorden over groepen"),
        ({"texts": ("", " ")}, "Woorden over groepen"),
        ({"schools_named": True}, "Scholen"),
        ({"invented": True}, "Echt en verzonnen"),
        ({"invented": True, "place_invented": True}, "Echt en verzonnen"),
        ({"sign_off": None}, "Iemand van daar keek mee"),
        ({"sign_off": SignOff("", "woont er", TODAY)}, "Iemand van daar keek mee"),
        ({"sign_off": SignOff("Fatima", " ", TODAY)}, "Iemand van daar keek mee"),
        ({"sign_off": SignOff("a. ADVISEUR", "woont er", TODAY)}, "Iemand van daar keek mee"),
        ({"sign_off": SignOff("Fatima", "woont er", TODAY + timedelta(days=1))}, "Iemand van daar keek mee"),
        ({"sign_off": SignOff("Fatima", "woont er", TODAY - timedelta(days=366))}, "Iemand van daar keek mee"),
        ({"decider": None}, "Iemand anders besluit"),
        ({"decider": Person(2, " ")}, "Iemand anders besluit"),
        ({"decider": Person(1, "W. Wethouder")}, "Iemand anders besluit"),
        ({"decider": Person(2, " a.  adviseur ")}, "Iemand anders besluit"),
    ],
)
def test_one_wrong_point_keeps_it_closed(changes: dict[str, Any], name: str) -> None:
    assert _wrong(**changes) == [name]
    assert _points(**changes)[name].mend
    assert not may_be_public(check(replace(GOOD, **changes), TODAY))


@pytest.mark.parametrize(
    "changes",
    [
        {"smallest_open": 100},
        {"smallest_open": None, "smallest_release": 10},
        {"schools_named": True, "schools_public_only": True},
        {"invented": True, "place_invented": True, "texts": (*GOOD.texts, "Deze cijfers zijn Verzonnen.")},
        {"sign_off": SignOff("Fatima", "woont er", TODAY - timedelta(days=365))},
        {"texts": (*GOOD.texts, "De doelgroep is laaggeletterd.")},
    ],
)
def test_on_the_border_it_holds(changes: dict[str, Any]) -> None:
    assert _wrong(**changes) == []


@pytest.mark.parametrize("kind", [Kind.PILOT, Kind.A4])
def test_without_figures_on_people_there_is_less_to_look_at(kind: Kind) -> None:
    bare = {"smallest_open": None, "has_strengths": False, "has_counter_numbers": False, "sign_off": None}
    assert _wrong(kind=kind, **bare) == []
    assert _wrong(kind=kind, **bare, decider=None) == ["Iemand anders besluit"]


@pytest.mark.parametrize("kind", [Kind.AREA, Kind.SCHOOL, Kind.GROUP])
def test_what_is_about_people_is_always_looked_at(kind: Kind) -> None:
    bare = {"smallest_open": None, "has_strengths": False, "has_counter_numbers": False, "sign_off": None}
    assert len(_wrong(kind=kind, **bare)) == 4


def test_an_a4_with_figures_is_looked_at_as_a_whole() -> None:
    assert _wrong(kind=Kind.A4, has_strengths=False, sign_off=None) == [
        "Sterke punten erbij",
        "Iemand van daar keek mee",
    ]


def test_a_pilot_with_a_small_figure_stays_closed() -> None:
    assert "Groot genoeg" in _wrong(kind=Kind.PILOT, smallest_open=12)


def test_the_words_that_block_are_named_and_not_too_many() -> None:
    text = "Koploper, allochtoon, probleemgezin, achterstandswijk, top 10, ranglijst, risicoscore."
    point = _points(texts=(text,))["Woorden over groepen"]
    assert point.what.count("'") == 10


def test_the_smallest_size_can_be_set_and_has_its_reason() -> None:
    assert may_be_public(check(replace(GOOD, smallest_open=30), TODAY, Minimum(open=30)))
    assert Minimum.__doc__ is not None
    assert Minimum(100, 10) == MINIMUM
    assert MINIMUM.open == FEWEST_PEOPLE


def test_no_points_is_no_leave() -> None:
    assert not may_be_public(())
