"""What happens after the reference date changes no factor, place, household or member of the cohort."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.cohort_engines import duck_cohort
from tests.support.random_registers import random_question, random_registers
from tests.support.tiny_registers import FAR, SCHEMA, Registers, Row

_OF_THE_FUTURE = ("UITKOMST", "EVENT_DAG")
# These files may be read for the year that begins on the day after 31 December: they tell 1 January.
_FIRST_OF_JANUARY = ("inhatab", "koppelpersoonhuishouden")


def _known_on(registers: Registers, day: dt.date) -> Registers:
    """Return what a clerk could know at the end of a day: nothing that begins later, no end that lies later."""
    return {name: [_seen(one, day) for one in rows if _begun(name, one, day)] for name, rows in registers.items()}


def _begun(name: str, one: Row, day: dt.date) -> bool:
    begins = [one[column] for column in SCHEMA[name] if "AANV" in column or "BEGINDATUM" in column]
    tomorrow = day + dt.timedelta(days=1)
    last_year = tomorrow.year if name in _FIRST_OF_JANUARY else day.year
    return all(begin is None or begin <= day for begin in begins) and one.get("JAAR", 0) <= last_year


def _seen(one: Row, day: dt.date) -> Row:
    ends = {column: FAR for column, value in one.items() if isinstance(value, dt.date) and value > day}
    return one | ends


@pytest.mark.parametrize("seed", range(6))
def test_the_future_changes_nothing_but_the_outcome(seed: int, tmp_path: Path) -> None:
    registers = random_registers(seed)
    question = random_question(seed)
    for day in question.reference_dates:
        asked = replace(question, reference_dates=(day,))
        whole = duck_cohort(registers, asked, tmp_path).rows
        known = duck_cohort(_known_on(registers, day), asked, tmp_path).rows
        assert [_without(row) for row in known] == [_without(row) for row in whole]
        assert sum(row["UITKOMST"] for row in known) == 0
    assert len(_known_on(registers, day)["jgdhulpbus"]) < len(registers["jgdhulpbus"])


def _without(one: Row) -> Row:
    return {name: value for name, value in one.items() if name not in _OF_THE_FUTURE}
