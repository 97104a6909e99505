"""Groups in words, from the study's own dimensions."""

import pytest

from smartstart.presentation.groups import added_condition, condition_phrase, group_phrase
from smartstart.release.contents import Condition, Dimension, Level, Predicate
from tests.support.release_example import DIMENSIONS, NO_WORK, RENT, SINGLE, YOUNG, predicate


def phrase(*levels: str, factor: str = "moeder_eerste_kind") -> str:
    return condition_phrase(Condition(factor=factor, levels=levels), DIMENSIONS)


def test_everybody() -> None:
    assert group_phrase(Predicate(), DIMENSIONS, "vrouwen") == "alle vrouwen"


def test_conditions_come_in_the_order_of_the_study() -> None:
    assert group_phrase(predicate(RENT, YOUNG, NO_WORK, SINGLE), DIMENSIONS, "kinderen") == (
        "kinderen die bij een alleenstaande moeder wonen, van wie de moeder geen werk heeft, van wie de moeder jonger "
        "was dan 30 jaar bij haar eerste kind en die in een huurwoning met huurtoeslag wonen"
    )


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (("tot_20", "20_24"), "van wie de moeder jonger was dan 25 jaar bij haar eerste kind"),
        (("tot_20",), "van wie de moeder jonger was dan 20 jaar bij haar eerste kind"),
        (("25_29", "30_plus"), "van wie de moeder 25 jaar of ouder was bij haar eerste kind"),
        (
            ("20_24", "25_29"),
            "van wie de moeder 20 jaar of ouder was bij haar eerste kind en van wie de moeder jonger was dan 30 jaar "
            "bij haar eerste kind",
        ),
        (
            ("tot_20", "onbekend"),
            "van wie de moeder jonger was dan 20 jaar bij haar eerste kind of van wie die leeftijd onbekend is",
        ),
        (
            ("tot_20", "30_plus"),
            "met leeftijd moeder bij eerste kind: tot 20 of met leeftijd moeder bij eerste kind: 30 of ouder",
        ),
        (("onbekend",), "van wie die leeftijd onbekend is"),
    ],
)
def test_runs_of_ordered_levels(levels: tuple[str, ...], expected: str) -> None:
    assert phrase(*levels) == expected


def test_several_levels_without_order_are_joined_by_or() -> None:
    assert phrase("koop", "huur", factor="woning") == (
        "die in een koopwoning wonen of die in een huurwoning zonder huurtoeslag wonen"
    )


def test_places_are_named() -> None:
    assert phrase("GM9901", "GM9902", factor="gemeente") == "die in Lindedal of Ravenhoek wonen"


def test_bounds_are_dutch_and_cannot_be_used_as_a_format() -> None:
    income = Dimension(
        name="inkomen",
        title="Inkomen",
        ordered=True,
        below="met minder dan {bound} euro {0.__class__}",
        levels=(Level(code="a", label="a", upper="25000"), Level(code="b", label="b", lower="25000")),
    )
    made = condition_phrase(Condition(factor="inkomen", levels=("a",)), (income,))
    assert made == "met minder dan 25.000 euro {0.__class__}"
    years = income.model_copy(update={"levels": (Level(code="a", label="a", upper="2.5"), income.levels[1])})
    assert "2,5 euro" in condition_phrase(Condition(factor="inkomen", levels=("a",)), (years,))


def test_an_unknown_factor_is_still_named() -> None:
    assert condition_phrase(Condition(factor="vreemd", levels=("a", "b")), DIMENSIONS) == "met vreemd: a of b"


def test_the_added_condition_is_found() -> None:
    assert added_condition(predicate(SINGLE), predicate(SINGLE, RENT)) == RENT
    assert added_condition(predicate(SINGLE), predicate(SINGLE)) is None
