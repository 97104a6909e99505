"""The whole way on the small twin: written, read and checked, built by DuckDB, and equal to plain Python."""

import datetime as dt
from pathlib import Path

import pytest

from smartstart.vault.cohort import FACTORS, build_cohort, needed_columns, needed_tables
from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.registers import open_registers
from smartstart.vault.twin.writing import write_twin
from tests.support.cohort_engines import decoded, plan_of
from tests.support.plain_cohort import Question, plain_cohort
from tests.support.tiny_registers import SCHEMA

_QUESTION = Question(
    reference_dates=(dt.date(2019, 1, 1), dt.date(2020, 12, 31)),
    outcome="uithuisplaatsing_of_ondertoezichtstelling",
    window_months=12,
    lookback_months=12,
    factors=tuple(FACTORS),
    areas=("GM9901",),
)
_UNUSED = {"AANTALPERSHH"}


@pytest.mark.slow
def test_every_child_of_a_municipality_is_as_plain_python_says(tmp_path: Path) -> None:
    plan = plan_of(_QUESTION)
    write_twin(tmp_path / "twin", size="small", seed=12, threads=2)
    with DuckEngine(tmp_path, memory="2GB", threads=2) as engine:
        open_registers(
            engine,
            tmp_path / "twin",
            tables=needed_tables(plan),
            columns=needed_columns(plan),
            classification_year=2022,
            unknown_codes="stop",
            work=tmp_path / "work",
        )
        cohort = build_cohort(engine, plan, areas=_QUESTION.areas)
        registers = {
            name: engine.table(f"SELECT {', '.join(set(columns) - _UNUSED)} FROM {name}").to_pylist()
            for name, columns in SCHEMA.items()
        }
    truth = plain_cohort(registers, _QUESTION)

    rows = decoded(cohort)
    assert len(rows) > 10_000
    assert sum(row["UITKOMST"] for row in rows) > 10
    assert rows == truth.rows
    for day, steps in truth.steps.items():
        assert [step.after for step in cohort.steps if step.reference_date == day] == steps[1:]
