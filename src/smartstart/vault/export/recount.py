"""Recount in the engine what an analysis counted in arrays: distinct persons, households and events.

Two roads to one number: a mistake in the bit counting of an analysis would show here as a difference.
"""

from functools import lru_cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from smartstart.disclosure.candidates import Evidence
from smartstart.release.contents import Condition, Predicate
from smartstart.vault.coded import CodedCohort
from smartstart.vault.engines import DuckEngine

_QUERY = """
SELECT
  count(*),
  count(DISTINCT person),
  count(DISTINCT household),
  coalesce(sum(event), 0),
  count(DISTINCT CASE WHEN event = 1 THEN person END),
  count(DISTINCT CASE WHEN event = 1 THEN household END),
  {level}
FROM recounted
WHERE {condition}
{grouped}
"""


class Recount:
    """Counts groups of a coded cohort in the engine.

    Args:
        engine: an open engine; the cohort is made known to it as `recounted`.
        cohort: the coded cohort, with a binary outcome.
        found: shape (rows,); True for rows of the half on which groups were found.
    """

    def __init__(self, engine: DuckEngine, cohort: CodedCohort, found: NDArray[np.bool_]) -> None:
        self._engine = engine
        self._dimensions = {dimension.name: dimension for dimension in cohort.dimensions}
        self._columns = {name: f"d{number}" for number, name in enumerate(self._dimensions)}
        engine.register("recounted", _as_table(cohort, found, list(self._columns.values())))
        self._cached = lru_cache(maxsize=None)(self._count)
        self._levels = lru_cache(maxsize=None)(self._per_level)

    def evidence(self, predicate: Predicate) -> Evidence:
        """Return the counts of a group on all rows."""
        if len(predicate.conditions) == 1 and len(predicate.conditions[0].levels) == 1:
            (condition,) = predicate.conditions  # hundreds of areas are asked for one by one: one query for all of them
            return self._levels(condition.factor).get(condition.levels[0], Evidence(0, 0, 0, 0, 0, 0))
        return self._cached(self._sql(predicate))

    def can_count(self, predicate: Predicate) -> bool:
        """Return whether the cohort has all factors and levels that a predicate names."""
        return all(
            condition.factor in self._dimensions
            and set(condition.levels) <= {level.code for level in self._dimensions[condition.factor].levels}
            for condition in predicate.conditions
        )

    def place_of(self, factor: str, level: str) -> int:
        """Return the place of a level in its dimension, from 0: a short name for codes with any signs."""
        return [one.code for one in self._dimensions[factor].levels].index(level)

    def held_back(self, predicate: Predicate, *, outside: bool = False) -> Evidence:
        """Return the counts on the half that was held back, of the group or of everybody outside it."""
        inside = self._sql(predicate)
        return self._cached(f"NOT found AND {'NOT ' if outside else ''}({inside})")

    def outside(self, predicate: Predicate) -> Evidence:
        """Return the counts of everybody outside a group, on all rows."""
        return self._cached(f"NOT ({self._sql(predicate)})")

    def _count(self, condition: str) -> Evidence:
        row = self._engine.rows(_QUERY.format(level="NULL", condition=condition, grouped=""))[0]
        return Evidence(*(int(number) for number in row[:-1]))

    def _per_level(self, factor: str) -> dict[str, Evidence]:
        levels = self._dimensions[factor].levels
        column = self._columns[factor]
        rows = self._engine.rows(_QUERY.format(level=column, condition="TRUE", grouped=f"GROUP BY {column}"))
        return {levels[int(row[-1])].code: Evidence(*(int(number) for number in row[:-1])) for row in rows}

    def _sql(self, predicate: Predicate) -> str:
        return " AND ".join(self._condition(condition) for condition in predicate.conditions) or "TRUE"

    def _condition(self, condition: Condition) -> str:
        levels = self._dimensions[condition.factor].levels
        wanted = [str(index) for index, level in enumerate(levels) if level.code in condition.levels]
        return f"{self._columns[condition.factor]} IN ({', '.join(wanted)})"


def _as_table(cohort: CodedCohort, found: NDArray[np.bool_], names: list[str]) -> pa.Table:
    columns = {
        "person": cohort.person,
        "household": cohort.household,
        "event": (cohort.outcome.codes > 0).astype(np.int32),
        "found": found,
    }
    codes = [factor.codes for factor in (*cohort.factors, *cohort.places)]
    return pa.table(columns | dict(zip(names, codes, strict=True)))
