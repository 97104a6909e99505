"""One question to each engine, answered in the same words: level codes instead of numbers."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from smartstart.vault.cohort import CohortTables, build_cohort
from smartstart.vault.engines import DuckEngine, Engine
from smartstart.vault.study.model import CohortPlan
from tests.support.plain_cohort import PlainCohort, Question, plain_cohort
from tests.support.tiny_registers import Registers, Row, load


def plan_of(question: Question) -> CohortPlan:
    return CohortPlan.model_validate(
        {
            "reference_dates": question.reference_dates,
            "outcome": question.outcome,
            "window_months": question.window_months,
            "lookback_months": question.lookback_months,
            "factors": question.factors,
        }
    )


def decoded(cohort: CohortTables) -> list[Row]:
    """Return the rows of a cohort with the codes of the levels."""
    columns = {dimension.name: dimension for dimension in (*cohort.factors, *cohort.places)}
    rows = cohort.table.to_pylist()
    for row in rows:
        for name, dimension in columns.items():
            row[name] = dimension.levels[row[name]].code
        row["REFERENTIE"] = cohort.reference_dates[row["REFERENTIE"]]
    return rows


def asked(engine: Engine, question: Question) -> PlainCohort:
    """Return the cohort as an engine builds it from the registers it holds."""
    cohort = build_cohort(engine, plan_of(question), areas=question.areas)
    steps: dict[dt.date, list[int]] = {}
    for step in cohort.steps:
        steps.setdefault(step.reference_date, [step.before]).append(step.after)
    routes = {
        found.reference_date: ["moeder"] * found.mother + ["vader"] * found.father + ["eigen"] * found.own
        for found in cohort.routes
    }
    return PlainCohort(decoded(cohort), steps, routes)


def duck_cohort(registers: Registers, question: Question, spill: Path) -> PlainCohort:
    """Return the cohort as DuckDB builds it."""
    with DuckEngine(spill, memory="1GB", threads=2) as engine:
        load(engine, registers)
        return asked(engine, question)


ENGINES: dict[str, Callable[[Registers, Question, Path], PlainCohort]] = {
    "duckdb": duck_cohort,
    "plain": lambda registers, question, _: plain_cohort(registers, question),
}
