"""`smartstart check` looks at names and columns, reports all problems at once and reads no row."""

from pathlib import Path

import pytest

from smartstart.vault.sources.inspecting import inspect_registers
from smartstart.vocabulary.errors import DataError
from tests.support.registers import FORMATS, write_register, write_small

NEEDED = {"GBAPERSOONTAB": None, "VSLGWBTAB": None, "INHATAB": frozenset({2021, 2022})}


@pytest.mark.parametrize("fmt", FORMATS)
def test_finds_files_columns_and_years(tmp_path: Path, fmt: str) -> None:
    write_small(tmp_path, fmt)  # type: ignore[arg-type]
    seen = inspect_registers(tmp_path, NEEDED, classification_year=2022)
    assert not seen.problems
    assert [(file.table, file.year) for file in seen.files] == [
        ("GBAPERSOONTAB", 2022),
        ("VSLGWBTAB", 2022),
        ("INHATAB", 2021),
        ("INHATAB", 2022),
    ]
    assert seen.years["INHATAB"] == (2021, 2022)
    assert {"GEM2022", "WC2022", "BC2022"} <= set(seen.files[1].columns)


def test_counts_columns_that_are_left_alone(tmp_path: Path) -> None:
    file = write_register(tmp_path, "GBAPERSOONTAB", [{}], fmt="csv")
    first, second = file.read_text().splitlines()
    file.write_text(f"{first};IETS\n{second};1\n")
    assert inspect_registers(tmp_path, {"GBAPERSOONTAB": None}, classification_year=2022).files[0].unused == 1


def test_reports_all_problems_at_once(tmp_path: Path) -> None:
    write_register(tmp_path, "GBAPERSOONTAB", [{}], drop=["GBAGESLACHT"])
    write_register(tmp_path, "INHATAB", [{}], year=2021)
    seen = inspect_registers(tmp_path, NEEDED, classification_year=2022)
    assert [problem.what for problem in seen.problems] == [
        "De kolom GBAGESLACHT (geslacht) ontbreekt.",
        "Er is geen bestand van VSLGWBTAB (gemeente, wijk en buurt van adressen).",
        "Het bestand van INHATAB over 2022 ontbreekt.",
    ]


def test_absent_table_is_one_problem_however_many_years(tmp_path: Path) -> None:
    seen = inspect_registers(tmp_path, {"INHATAB": frozenset(range(2011, 2023))}, classification_year=2022)
    assert len(seen.problems) == 1


def test_reads_no_rows(tmp_path: Path) -> None:
    """A CSV whose rows are wrong passes: only its first line is read."""
    file = write_register(tmp_path, "GBAPERSOONTAB", [{}], fmt="csv")
    file.write_text(file.read_text().splitlines()[0] + "\nkapot\n")
    assert not inspect_registers(tmp_path, {"GBAPERSOONTAB": None}, classification_year=2022).problems


def test_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="map met gegevens is er niet"):
        inspect_registers(tmp_path / "weg", NEEDED, classification_year=2022)
