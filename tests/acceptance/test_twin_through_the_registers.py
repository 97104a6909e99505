"""The twin passes the readers' strictest checks, and the cohort built from it holds the planted group."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from smartstart.vault.cohort.build import build_cohort
from smartstart.vault.cohort.needs import needed_tables
from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.registers import open_registers
from smartstart.vault.study.model import CohortPlan
from smartstart.vault.tables import TABLES
from smartstart.vault.twin import TRUTH, write_twin
from tests.support.twin_truth import count_child_years

PLAN = CohortPlan(
    reference_dates=tuple(date(year, 1, 1) for year in range(2018, 2023)),
    outcome="uithuisplaatsing_of_ondertoezichtstelling",
    factors=("gezin", "werk_moeder", "moeder_eerste_kind", "woning", "verhuisd"),
)


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("twin") / "small"
    write_twin(out, size="small", seed=7, threads=2)
    return out


def test_all_tables_and_years_pass_the_strict_reader(twin: Path, tmp_path: Path):
    years = frozenset(range(2016, 2024))
    tables = {name: years if table.yearly else None for name, table in TABLES.items()}
    with DuckEngine(tmp_path, memory="2GB", threads=2) as engine:
        report = open_registers(
            engine, twin, tables=tables, classification_year=2022, unknown_codes="stop", work=tmp_path
        )
    assert {read.table for read in report.tables} == set(TABLES)


def test_the_cohort_finds_the_events_and_groups_that_plain_sql_finds(twin: Path, tmp_path: Path):
    with DuckEngine(tmp_path, memory="2GB", threads=2) as engine:
        open_registers(
            engine,
            twin,
            tables=needed_tables(PLAN),
            classification_year=2022,
            unknown_codes="stop",
            work=tmp_path,
        )
        cohort = build_cohort(engine, PLAN)
    with DuckEngine(tmp_path, memory="2GB", threads=2) as engine:
        count_child_years(engine, twin, range(2018, 2023))
        rows, events = engine.rows("SELECT count(*), sum(event) FROM child_year WHERE NOT running")[0]
        four, four_events = engine.rows(
            "SELECT count(*), sum(event) FROM child_year WHERE NOT running AND single AND no_work AND young AND rent"
        )[0]
    outcome = np.asarray(cohort.table.column("UITKOMST"))
    assert cohort.table.num_rows == pytest.approx(rows, rel=0.01)
    assert outcome.sum() == pytest.approx(events, rel=0.03)
    group = _has(cohort, "gezin", "alleenstaande_moeder") & _has(cohort, "werk_moeder", "geen_werk")
    group &= _has(cohort, "woning", "huur_met_toeslag")
    group &= _has(cohort, "moeder_eerste_kind", "tot_20", "20_25", "25_30")
    assert group.sum() == pytest.approx(four, rel=0.03)
    assert outcome[group].sum() == pytest.approx(four_events, abs=2)
    assert outcome[group].mean() == pytest.approx(TRUTH.yearly_risk(True, True, True, True), rel=0.5)
    assert outcome[group].mean() > 4 * outcome[~group].mean()


def _has(cohort, name: str, *codes: str) -> np.ndarray:
    factor = next(factor for factor in cohort.factors if factor.name == name)
    wanted = np.array([level.code in codes for level in factor.levels])
    assert wanted.sum() == len(codes)
    return wanted[np.asarray(cohort.table.column(name))]
