"""Phases and lights, as people say and see them."""

import datetime as dt
from decimal import Decimal

import pytest

from smartstart.vocabulary.method import Step
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.look.templatetags.look import LIGHTS
from smartstart.workspace.pilots import rules


@pytest.mark.parametrize(("number", "said"), [("1", "1"), ("3.5", "3½"), ("0.5", "½"), ("10.0", "10"), ("3.2", "3,2")])
def test_a_phase_number_reads_as_people_say_it(number: str, said: str) -> None:
    assert rules.phase_number(Decimal(number)) == said


def test_every_first_phase_has_a_step_and_the_steps_come_in_order() -> None:
    steps = [rules.step_of(number) for number, _ in rules.FIRST_PHASES]
    places = [list(Step).index(step) for step in steps]
    assert places == sorted(places)
    assert set(steps) == set(Step)


def test_every_light_has_a_word_and_a_colour_that_the_look_can_draw() -> None:
    assert set(rules.LIGHT_WORDS) == set(rules.LIGHT_COLOURS) == set(rules.Light)
    assert set(rules.LIGHT_COLOURS.values()) <= set(LIGHTS)
    assert len(set(rules.LIGHT_WORDS.values())) == len(rules.Light)


@pytest.mark.parametrize("number", ["0", "-1", "3.2", "-0.5"])
def test_only_whole_and_half_steps(number: str) -> None:
    with pytest.raises(RuleBroken, match=r"heel of een half nummer"):
        rules.check_number(Decimal(number))


def test_a_change_fits_the_history() -> None:
    today, latest = dt.date(2026, 11, 21), dt.date(2026, 11, 10)
    rules.check_day(today, today, latest)
    rules.check_day(latest, today, latest)
    rules.check_day(dt.date(2020, 1, 1), today, None)
    with pytest.raises(RuleBroken, match="nog niet geweest"):
        rules.check_day(dt.date(2026, 11, 22), today, latest)
    with pytest.raises(RuleBroken, match="vorige wijziging was op 10-11-2026"):
        rules.check_day(dt.date(2026, 11, 9), today, latest)
