"""One reference date: from everybody in the register to coded rows."""

import datetime as dt
import itertools
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from smartstart.release.contents import Dimension
from smartstart.vault.cohort.factors import Factor
from smartstart.vault.cohort.moments import Moment
from smartstart.vault.cohort.parts import Routes, Step
from smartstart.vault.cohort.places import level_columns
from smartstart.vault.cohort.templates import run_step
from smartstart.vault.engines.protocol import Engine
from smartstart.vocabulary.errors import DataError, SmartStartError

_WAY = (
    ("children", "cohort_children"),
    ("addresses", "cohort_addresses"),
    ("places", "cohort_places"),
    ("areas", "cohort_in_areas"),
    ("at_risk", "cohort_at_risk"),
    ("first_events", "cohort_first_events"),
)
_PASSED = ("cohort_children", "cohort_places", "cohort_in_areas")  # nothing after the last step of the way reads these
_HOUSEHOLDS = (
    ("household_states", "cohort_household_states"),
    ("households", "cohort_households"),
)


@dataclass(frozen=True, slots=True)
class Slice:
    """The coded rows of one reference date, ordered by person, and the way to them."""

    table: pa.Table
    steps: tuple[Step, ...]
    routes: Routes


def build_slice(
    engine: Engine,
    moment: Moment,
    number: int,
    factors: tuple[Factor, ...],
    places: tuple[Dimension, ...],
    lookback_months: int,
) -> Slice:
    """Build the rows of one reference date.

    Args:
        engine: holds the registers, `cohort_placements`, `cohort_supervision`, `cohort_events` and the areas.
        moment: the reference date.
        number: its index.
        factors: in study order.
        places: from coarse to fine.
        lookback_months: for the words of the drop-off.

    Raises:
        DataError: a file holds two rows where there should be one.
    """
    for statement in moment.macros():
        engine.define(statement)
    for name, table in _WAY:
        run_step(engine, name, table)
    steps, routes = _steps(engine, moment.reference, lookback_months), _routes(engine, moment.reference)
    engine.drop(*_PASSED)
    if any(factor.household for factor in factors):
        for name, table in _HOUSEHOLDS:
            run_step(engine, name, table)
    for factor in factors:
        engine.keep(_table_of(factor), _numbered(factor))
    rows = engine.table(_coded(number, factors, places)).cast(_schema(factors))
    engine.drop(*(table for _, table in (*_WAY, *_HOUSEHOLDS)), *map(_table_of, factors))
    _check(rows, factors)
    return Slice(rows, steps, routes)


def _table_of(factor: Factor) -> str:
    return f"factor_{factor.name}"


def _schema(factors: tuple[Factor, ...]) -> pa.Schema:
    """Return the columns as they are handed over: not every engine has numbers without a sign."""
    return pa.schema(
        [("PERSOON", pa.int64()), ("HUISHOUDEN", pa.int64()), ("REFERENTIE", pa.uint8())]
        + [(factor.name, pa.uint8()) for factor in factors]
        + [(name, pa.int32()) for name, _ in level_columns()]
        + [("UITKOMST", pa.uint8()), ("EVENT_DAG", pa.int32())]
    )


def _coded(number: int, factors: tuple[Factor, ...], places: tuple[Dimension, ...]) -> str:
    """Return the query that puts the codes beside each other. Names and codes come from declarations only."""
    columns = [f"CAST({number} AS UTINYINT) AS REFERENTIE"]
    joins = []
    for factor in factors:
        table, missing = _table_of(factor), len(factor.dimension.levels) - 1
        columns.append(f"CAST(coalesce({table}.NUMMER, {missing}) AS UTINYINT) AS {factor.name}")
        joins.append(f"LEFT JOIN {table} ON {table}.PERSOON = r.PERSOON")
    for place, (name, column) in zip(places, level_columns(), strict=True):
        columns.append(f"coalesce(place_{name}.NUMMER, {len(place.levels) - 1}) AS {name}")
        joins.append(f"LEFT JOIN cohort_{name} AS place_{name} ON place_{name}.CODE = r.{column}")
    selected = ",\n    ".join(columns)
    joined = "\n".join(joins)
    return f"""
SELECT
    r.PERSOON,
    r.HUISHOUDEN,
    {selected},
    CAST(CASE WHEN e.FIRST_DAY IS NULL THEN 0 ELSE 1 END AS UTINYINT) AS UITKOMST,
    CAST(coalesce(days_between(reference_date(), e.FIRST_DAY), -1) AS INTEGER) AS EVENT_DAG
FROM cohort_at_risk AS r
LEFT JOIN cohort_first_events AS e ON e.PERSOON = r.PERSOON
{joined}
ORDER BY r.PERSOON
"""  # noqa: S608 - no value of a user comes in


def _numbered(factor: Factor) -> str:
    """Return the query for the index of each child's level: texts of a whole country would take ten times the room.

    A code that is not declared gets an index of its own, past the last, and is noticed.
    """
    codes = [level.code for level in factor.dimension.levels]
    cases = " ".join(f"WHEN '{code}' THEN {index}" for index, code in enumerate(codes))
    return f"""
SELECT f.PERSOON, CAST(CASE coalesce(f.NIVEAU, '{codes[-1]}') {cases} ELSE {len(codes)} END AS UTINYINT) AS NUMMER
FROM (
{factor.query()}
) AS f
"""  # noqa: S608 - a template, and codes from a declaration


def _check(rows: pa.Table, factors: tuple[Factor, ...]) -> None:
    if any(column.null_count for column in rows.columns) or any(_undeclared(rows, factor) for factor in factors):
        raise SmartStartError("Een factor gaf een waarde die niet beschreven is. Dit is een fout in Smart Start.")
    persons = rows.column("PERSOON").to_numpy()
    if bool((np.diff(persons) == 0).any()):
        raise DataError(
            "Een kind kwam twee keer in de onderzoeksgroep op één peildatum.",
            expected="één rij per persoon (of per adres, huishouden of jaar) in de bestanden zonder perioden",
            mend="haal dubbele rijen weg, bijvoorbeeld uit KINDOUDERTAB, VSLGWBTAB, KOPPELPERSOONHUISHOUDEN of INHATAB",
        )


def _undeclared(rows: pa.Table, factor: Factor) -> bool:
    numbers = rows.column(factor.name).to_numpy()
    return bool((numbers >= len(factor.dimension.levels)).any())


def _steps(engine: Engine, reference: dt.date, lookback_months: int) -> tuple[Step, ...]:
    way = (
        ("onder_18", "jonger dan 18 jaar op de peildatum, met bekende geboortemaand", "cohort_children"),
        ("adres", "ingeschreven op een adres op de peildatum", "cohort_places"),
        (
            "gebied",
            "wonend in het onderzochte gebied (via de moeder, anders de vader, anders het kind)",
            "cohort_in_areas",
        ),
        ("niet_lopend", _not_running(lookback_months), "cohort_at_risk"),
    )
    counts = _counts(engine, ("gbapersoontab", *(table for _, _, table in way)))
    return tuple(
        Step(step, text, reference, before, after)
        for (step, text, _), (before, after) in zip(way, itertools.pairwise(counts), strict=True)
    )


def _not_running(months: int) -> str:
    when = f"op de peildatum en in de {months} maanden ervoor" if months else "op de peildatum"
    return f"zonder lopende uithuisplaatsing of ondertoezichtstelling {when}"


def _counts(engine: Engine, tables: tuple[str, ...]) -> list[int]:
    """Return the number of rows of each table. Names are those of our own tables."""
    counted = [f"SELECT {at} AS NUMMER, count(*) AS AANTAL FROM {table}" for at, table in enumerate(tables)]  # noqa: S608
    return [int(count) for _, count in engine.rows("\nUNION ALL\n".join(counted) + "\nORDER BY NUMMER")]


def _routes(engine: Engine, reference: dt.date) -> Routes:
    found = dict(engine.rows("SELECT ROUTE, count(*) FROM cohort_at_risk GROUP BY ROUTE"))
    return Routes(reference, found.get("moeder", 0), found.get("vader", 0), found.get("eigen", 0))
