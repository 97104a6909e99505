"""Phases and lights: plain decisions, no framework."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from smartstart.vocabulary.method import Step
from smartstart.web.accounts.rules.states import RuleBroken


class Light(StrEnum):
    """The traffic light of a pilot. Always shown with its word and its own shape, never as colour alone."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


LIGHT_WORDS: Mapping[Light, str] = {Light.GREEN: "op koers", Light.AMBER: "let op", Light.RED: "staat stil"}
LIGHT_COLOURS: Mapping[Light, str] = {Light.GREEN: "groen", Light.AMBER: "oranje", Light.RED: "rood"}

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

HALF = Decimal("0.5")


def phase_number(number: Decimal) -> str:
    """Write a phase number as people say it: 3, 3½."""
    whole, part = divmod(number, 1)
    if part == 0:
        return str(int(whole))
    if part == HALF:
        return f"{int(whole) or ''}½"
    return str(number.normalize()).replace(".", ",")


def step_of(number: Decimal) -> Step:
    """Return the step of the method that a phase belongs to."""
    return next((step for bound, step in STEP_OF_PHASE if number < bound), Step.EFFECT)


def check_number(number: Decimal) -> None:
    """Refuse a phase number that is no whole or half step.

    Raises:
        RuleBroken: with what is expected.
    """
    if number <= 0 or number % HALF:
        raise RuleBroken("Kies een heel of een half nummer, zoals 3 of 3,5.", "number")


def check_day(on: dt.date, today: dt.date, latest: dt.date | None) -> None:
    """Refuse a change that has not happened yet, or that would come before the latest one.

    Raises:
        RuleBroken: with what is expected.
    """
    if on > today:
        raise RuleBroken("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.", "on")
    if latest is not None and on < latest:
        raise RuleBroken(f"De vorige wijziging was op {latest:%d-%m-%Y}. Kies die dag of een latere.", "on")
