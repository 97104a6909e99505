"""DuckDB and plain Python agree on every row of random small registers."""

import datetime as dt
from pathlib import Path

import pytest

from tests.support.cohort_engines import duck_cohort
from tests.support.plain_cohort import plain_cohort
from tests.support.random_registers import random_question, random_registers


@pytest.mark.parametrize("seed", range(30))
def test_engines_agree_on_every_row(seed: int, tmp_path: Path) -> None:
    registers = random_registers(seed)
    question = random_question(seed)
    truth = plain_cohort(registers, question)
    found = duck_cohort(registers, question, tmp_path)
    assert found.rows == truth.rows
    assert found.steps == truth.steps
    assert {day: sorted(routes) for day, routes in found.routes.items()} == {
        day: sorted(routes) for day, routes in truth.routes.items()
    }


def test_the_random_registers_are_not_trivial() -> None:
    """Over all seeds every level of every factor, every outcome and every step of the way has to occur."""
    seen: dict[str, set[object]] = {}
    lost = [0, 0, 0, 0]
    routes: set[str] = set()
    for seed in range(30):
        truth = plain_cohort(random_registers(seed), random_question(seed))
        for row in truth.rows:
            for name, value in row.items():
                seen.setdefault(name, set()).add(value)
        for counts in truth.steps.values():
            lost = [total + before - after for total, before, after in zip(lost, counts, counts[1:], strict=False)]
        for found in truth.routes.values():
            routes |= set(found)
    assert seen["UITKOMST"] == {0, 1}
    assert len(seen["EVENT_DAG"]) > 20
    assert routes == {"moeder", "vader", "eigen"}
    assert min(lost) > 20
    assert {day.day for day in seen["REFERENTIE"] if isinstance(day, dt.date)} >= {1, 31}
    for name, levels in {
        "gezin": {"alleenstaande_moeder", "alleenstaande_vader", "gehuwd_paar", "ongehuwd_paar", "anders", "onbekend"},
        "moeder_eerste_kind": {"tot_20", "20_25", "25_30", "30_35", "vanaf_35", "onbekend"},
        "woning": {"eigen", "huur_zonder_toeslag", "huur_met_toeslag", "anders", "onbekend"},
        "inkomen": {"0_20", "20_40", "40_60", "60_80", "80_100", "onbekend"},
        "bijstand": {"ja", "nee", "onbekend"},
        "moeder_gescheiden": {"ja", "nee", "onbekend"},
        "moeder_zelfstandig": {"ja", "nee", "onbekend"},
        "herkomst": {"zelf_en_ouders_nl", "ouder_buitenland", "zelf_buitenland", "onbekend"},
        "werk_moeder": {"werk", "geen_werk", "onbekend"},
        "aantal_kinderen": {"1", "2", "3", "4_of_meer", "onbekend"},
        "verhuisd": {"0", "1", "2_of_meer"},
        "leeftijd": {"0-3", "4-7", "8-11", "12-14", "15-17"},
        "geslacht": {"jongen", "meisje", "onbekend"},
    }.items():
        assert seen[name] == levels, name
