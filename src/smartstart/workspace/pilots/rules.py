"""Phases and lights: plain decisions, no framework."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from smartstart.vocabulary.method import Step


class Light(StrEnum):
    """The traffic light of a pilot. Always shown with its word and its own shape, never as colour alone."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


LIGHT_WORDS: Mapping[Light, str] = {Light.GREEN: "op koers", Light.AMBER: "let op", Light.RED: "staat stil"}

FIRST_PHASES: tuple[tuple[Decimal, str], ...] = (
    (Decimal("1"), "vraag"),
    (Decimal("1.5"), "gegevens"),
    (Decimal("2"), "inzicht"),
    (Decimal("2.5"), "gesprekken"),
    (Decimal("3"), "kernprobleem"),
    (Decimal("3.5"), "ontwerp"),
    (Decimal("4"), "implementatie"),
    (Decimal("4.5"), "eerste meting"),
    (Decimal("5"), "effect"),
    (Decimal("5.5"), "delen"),
)
"""The phases that a new workplace starts with; a municipality changes them as it likes."""

STEP_OF_PHASE: tuple[tuple[Decimal, Step], ...] = (
    (Decimal("1.5"), Step.QUESTION),
    (Decimal("2"), Step.DATA),
    (Decimal("2.5"), Step.INSIGHT),
    (Decimal("3"), Step.VOICES),
    (Decimal("4"), Step.SESSIONS),
    (Decimal("4.5"), Step.OFFER),
)
"""Below which phase number a pilot is in which step of the method; beyond the last it is `Step.EFFECT`."""


def phase_number(number: Decimal) -> str:
    """Write a phase number as people say it: 3, 3½; other parts with a decimal comma."""
    whole, part = divmod(number, 1)
    if part == 0:
        return str(int(whole))
    if part == Decimal("0.5"):
        return f"{int(whole) or ''}½"
    return str(number.normalize()).replace(".", ",")


def step_of(number: Decimal) -> Step:
    """Return the step of the method that a phase belongs to."""
    return next((step for bound, step in STEP_OF_PHASE if number < bound), Step.EFFECT)
