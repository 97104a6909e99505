"""Random register rows: what the engine makes of them is what plain Python makes of them, in every format."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.registers import open_registers
from tests.support.registers import EVERY_COLUMN, FORMATS, Format, person, write_register

ORIGINS = st.sampled_from(["R", "R", "R", "F", "N"])
NUMBERS = st.sampled_from(["0", "1", "", "---------", "000000000", *(person(n) for n in (1, 12, 999_999_999))])
DAYS = st.dates(date(1995, 1, 1), date(2023, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))
ENDS = st.one_of(st.sampled_from(["", "88888888", "99991231"]), st.just("20231231"))

JGD = st.fixed_dictionaries(
    {
        "RINPERSOONS": ORIGINS,
        "RINPERSOON": NUMBERS,
        "JGDHHULPVORM": st.sampled_from(["11", "14", "20", "--", ""]),
        "JGDHBEGINDATUM": DAYS,
        "JGDHEINDDATUM": ENDS,
    }
)
INCOME = st.fixed_dictionaries(
    {
        "INHEHALGR": st.sampled_from(["1", "2", "3", "8", "9", ""]),
        "INHBESTINKH": st.one_of(
            st.integers(-99_999_999, 999_999_998).map(str), st.sampled_from(["9999999999", "999999999", ""])
        ),
        "INHP100HGEST": st.one_of(st.integers(1, 100).map(str), st.sampled_from(["-1", "-2", "-3", ""])),
    }
)
QUIET = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def read(folder: Path, rows: list[dict[str, str]], name: str, fmt: Format, select: str) -> list[tuple[object, ...]]:
    for file in folder.rglob("*.*"):
        if file.is_file():
            file.unlink()
    write_register(folder / "data", name, rows, fmt=fmt)
    with DuckEngine(folder, threads=1) as engine:
        open_registers(
            engine,
            folder / "data",
            tables={name: frozenset({2022})},
            classification_year=2022,
            unknown_codes="stop",
            work=folder / "work",
            columns=EVERY_COLUMN,
        )
        return engine.rows(select)


def day(text: str) -> date | None:
    if text in ("", "88888888", "99991231"):
        return date(9999, 12, 31)
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


@pytest.mark.parametrize("fmt", FORMATS)
@QUIET
@given(rows=st.lists(JGD, min_size=1, max_size=12))
def test_spells(tmp_path: Path, fmt: Format, rows: list[dict[str, str]]) -> None:
    expected = [
        (
            int(row["RINPERSOON"]),
            row["JGDHHULPVORM"] if row["JGDHHULPVORM"] not in ("", "--") else None,
            day(row["JGDHBEGINDATUM"]),
            day(row["JGDHEINDDATUM"]),
            2022,
        )
        for row in rows
        if row["RINPERSOONS"] == "R" and row["RINPERSOON"].strip("0-") not in ("",) and row["RINPERSOON"] != "1"
    ]
    select = "SELECT PERSOON, JGDHHULPVORM, JGDHBEGINDATUM, JGDHEINDDATUM, JAAR FROM jgdhulpbus"
    assert read(tmp_path, rows, "JGDHULPBUS", fmt, select) == expected, "in the order of the file"


@pytest.mark.parametrize("fmt", FORMATS)
@QUIET
@given(rows=st.lists(INCOME, min_size=1, max_size=12))
def test_amounts(tmp_path: Path, fmt: Format, rows: list[dict[str, str]]) -> None:
    expected = [
        (
            place + 1,
            row["INHEHALGR"] if row["INHEHALGR"] not in ("", "9") else None,
            int(row["INHBESTINKH"]) if row["INHBESTINKH"] not in ("", "9999999999", "999999999") else None,
            int(row["INHP100HGEST"]) if row["INHP100HGEST"] not in ("", "-1", "-2", "-3") else None,
        )
        for place, row in enumerate(rows)
    ]
    select = "SELECT HKW, INHEHALGR, INHBESTINKH, INHP100HGEST FROM inhatab"
    assert read(tmp_path, rows, "INHATAB", fmt, select) == expected
