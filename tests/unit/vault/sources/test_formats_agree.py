"""Whatever the format, the same content gives the same tables."""

from pathlib import Path
from typing import Any

import pytest

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.registers import RegisterReport, open_registers
from smartstart.vault.tables import TABLES
from tests.support.registers import EVERY_COLUMN, FORMATS, Format, write_small

YEARS = {name: frozenset({2021, 2022}) if table.yearly else None for name, table in TABLES.items()}


def read_all(folder: Path, work: Path) -> tuple[dict[str, Any], RegisterReport]:
    work.mkdir()
    with DuckEngine(work) as engine:
        report = open_registers(
            engine,
            folder,
            tables=YEARS,
            classification_year=2022,
            unknown_codes="stop",
            work=work / "tables",
            columns=EVERY_COLUMN,
        )
        content = {}
        for name in TABLES:
            table = engine.table(f"SELECT * FROM {name.lower()} ORDER BY ALL")
            content[name] = (str(table.schema), table.to_pylist())
    return content, report


@pytest.fixture(scope="module")
def from_parquet(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], RegisterReport]:
    folder = tmp_path_factory.mktemp("parquet")
    write_small(folder / "data", "parquet")
    return read_all(folder / "data", folder / "work")


@pytest.mark.parametrize("fmt", [fmt for fmt in FORMATS if fmt != "parquet"])
def test_every_format_gives_the_same_tables(
    fmt: Format, tmp_path: Path, from_parquet: tuple[dict[str, Any], RegisterReport]
) -> None:
    write_small(tmp_path / "data", fmt)
    content, report = read_all(tmp_path / "data", tmp_path / "work")
    for name in TABLES:
        assert content[name] == from_parquet[0][name], name
    assert report.fingerprint == from_parquet[1].fingerprint


def test_types_and_derived_columns(from_parquet: tuple[dict[str, Any], RegisterReport]) -> None:
    schema = from_parquet[0]["JGDHULPBUS"][0]
    assert "PERSOON: int64" in schema
    assert "JGDHEINDDATUM: date32" in schema
    assert "JAAR: int32" in schema
    assert "INHBESTINKH: int64" in from_parquet[0]["INHATAB"][0]
    assert "INHP100HGEST: int32" in from_parquet[0]["INHATAB"][0]
    assert "PERSOON" not in from_parquet[0]["INHATAB"][0].split("RINPERSOON")[0]


def test_fingerprint_says_nothing_of_the_content_but_all_of_the_version(tmp_path: Path) -> None:
    write_small(tmp_path / "data")
    first = read_all(tmp_path / "data", tmp_path / "a")[1].fingerprint
    file = next(tmp_path.rglob("GBAPERSOON2022TABV1.parquet"))
    file.rename(file.with_name("GBAPERSOON2022TABV2.parquet"))
    assert read_all(tmp_path / "data", tmp_path / "b")[1].fingerprint != first
