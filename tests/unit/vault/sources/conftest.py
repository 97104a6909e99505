"""Opens what a test wrote below `data`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.registers import RegisterReport, open_registers
from tests.support.registers import EVERY_COLUMN


class Opened:
    """An engine with what was read, and the report."""

    def __init__(self, engine: DuckEngine, report: RegisterReport) -> None:
        self.engine = engine
        self.report = report

    def column(self, table: str, column: str) -> list[object]:
        return [row[0] for row in self.engine.rows(f"SELECT {column} FROM {table} ORDER BY ALL")]

    def dropped(self, table: str) -> dict[str, int]:
        read = next(read for read in self.report.tables if read.table == table)
        return read.files[0].dropped


Open = Callable[..., Opened]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def opened(tmp_path: Path, data: Path) -> Iterator[Open]:
    engines: list[DuckEngine] = []

    def open_(
        *cumulative: str,
        years: dict[str, set[int]] | None = None,
        classification_year: int = 2022,
        unknown_codes: str = "stop",
        **more: object,
    ) -> Opened:
        engine = DuckEngine(tmp_path, threads=1)
        engines.append(engine)
        tables: dict[str, frozenset[int] | None] = dict.fromkeys(cumulative)
        tables |= {name: frozenset(wanted) for name, wanted in (years or {}).items()}
        report = open_registers(
            engine,
            data,
            tables=tables,
            classification_year=classification_year,
            unknown_codes=unknown_codes,  # type: ignore[arg-type]
            work=tmp_path / f"work{len(engines)}",
            **({"columns": EVERY_COLUMN} | more),  # type: ignore[arg-type]
        )
        return Opened(engine, report)

    yield open_
    for engine in engines:
        engine.close()
