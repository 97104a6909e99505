"""Through the narrow waist: from Arrow columns to a coded cohort. The keys of the registers stay behind."""

from collections.abc import Sequence
from typing import TypeVar, cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from smartstart.release.contents import Dimension, Level, Origin
from smartstart.vault.coded import CodedCohort, CodedFactor, CodedOutcome, DropOff, OutcomeKind
from smartstart.vault.cohort import OUTCOMES, CohortTables
from smartstart.vault.study.characteristics import meaning_of_value
from smartstart.vault.study.model import CohortPlan
from smartstart.vault.study.table import TableData
from smartstart.vocabulary.areas import AreaLevel, level_of, municipality_of, normalise
from smartstart.vocabulary.errors import DataError, SmartStartError

_Number = TypeVar("_Number", bound=np.integer)
_ORIGINS = {"invented": Origin.INVENTED, "public": Origin.PUBLIC, "real": Origin.REAL}
_NO_PLACE = Level(code="onbekend", label="niet bekend", phrase="van wie de woonplaats niet bekend is", missing=True)


def code_registers(cohort: CohortTables, plan: CohortPlan, origin: Origin) -> CodedCohort:
    """Return the coded cohort of a study on registers.

    Args:
        cohort: ordered by reference date, then person.
        plan: the cohort part of the study.
        origin: invented or real.
    """
    outcome = OUTCOMES[plan.outcome]
    table = cohort.table
    return CodedCohort(
        unit="kind",
        units="kinderen",
        factors=tuple(_factor(table, dimension) for dimension in cohort.factors),
        places=tuple(CodedFactor(place, _numbers(table, place.name, np.int32), True) for place in cohort.places),
        outcome=CodedOutcome(
            outcome.name,
            outcome.title,
            outcome.phrase,
            OutcomeKind.BINARY,
            _numbers(table, "UITKOMST", np.int32),
            _numbers(table, "EVENT_DAG", np.int32),
        ),
        person=_dense(table, "PERSOON"),
        household=_dense(table, "HUISHOUDEN"),
        reference=_numbers(table, "REFERENTIE", np.uint8),
        reference_dates=cohort.reference_dates,
        window_months=plan.window_months,
        drop_off=tuple(
            DropOff(step.step, step.text, step.reference_date, step.before, step.after) for step in cohort.steps
        ),
        origin=origin,
    )


def code_table(
    table: pa.Table,
    dimensions: Sequence[Dimension],
    plan: TableData,
    *,
    drop_off: Sequence[DropOff] = (),
) -> CodedCohort:
    """Return the coded cohort of a table of the user's own.

    Args:
        table: `PERSOON`, `HUISHOUDEN`, `GEBIED` (text or empty), `REFERENTIE` (date), `UITKOMST` (0 or 1) and per
            dimension an integer column of its name with the index of the level; ordered by reference date and person.
        dimensions: of the factors, in study order.
        plan: the data part of the study.
        drop_off: rows the source left out, and why.

    Raises:
        DataError: the table has no rows, or a reference date that the study does not name.
    """
    if table.num_rows == 0:
        raise DataError("De tabel heeft geen enkele bruikbare rij.", where=plan.file)
    if table.column("REFERENTIE").unique().to_pylist() != [plan.reference_date]:
        raise DataError(
            "De tabel heeft een andere peildatum dan de studie.",
            where=plan.file,
            expected=plan.reference_date.isoformat(),
        )
    rows = table.num_rows
    return CodedCohort(
        unit=plan.unit,
        units=plan.units,
        factors=tuple(_factor(table, dimension) for dimension in dimensions),
        places=_places(table.column("GEBIED")),
        outcome=CodedOutcome(
            plan.outcome.name,
            plan.outcome.title,
            plan.outcome.phrase,
            OutcomeKind.BINARY,
            _numbers(table, "UITKOMST", np.int32),
            np.full(rows, -1, dtype=np.int32),
        ),
        person=_dense(table, "PERSOON"),
        household=_dense(table, "HUISHOUDEN"),
        reference=np.zeros(rows, dtype=np.uint8),
        reference_dates=(plan.reference_date,),
        window_months=plan.window_months,
        drop_off=tuple(drop_off),
        origin=_ORIGINS[plan.origin],
    )


def _numbers(table: pa.Table, column: str, kind: type[_Number]) -> NDArray[_Number]:
    return cast(NDArray[_Number], _filled(table, column).astype(kind, copy=False))


def _filled(table: pa.Table, column: str) -> NDArray[np.integer]:
    """Return a column in the type that it has: of a whole country, each copy in a wider one counts."""
    found = table.column(column)
    if found.null_count:
        raise SmartStartError(f"De kolom {column} is niet overal gevuld. Dit is een fout in Smart Start.")
    return cast(NDArray[np.integer], found.to_numpy())


def _factor(table: pa.Table, dimension: Dimension) -> CodedFactor:
    codes = _filled(table, dimension.name)
    if codes.size and not 0 <= int(codes.min()) <= int(codes.max()) < len(dimension.levels):
        raise SmartStartError(f"De factor '{dimension.name}' heeft een niveau dat niet beschreven is.")
    small = np.uint8 if len(dimension.levels) <= np.iinfo(np.uint8).max + 1 else np.int32
    return CodedFactor(dimension, codes.astype(small, copy=False))


def _dense(table: pa.Table, column: str) -> NDArray[np.int32]:
    """Return numbers from 0 in the order of the keys: the same keys give the same numbers, whatever the engine."""
    keys = _numbers(table, column, np.int64)
    numbers: NDArray[np.int32] = np.unique(keys, return_inverse=True)[1].astype(np.int32)
    return numbers


def _places(column: pa.ChunkedArray) -> tuple[CodedFactor, ...]:
    """Return the place levels that a column of area codes holds; other texts are areas of one level, `gebied`."""
    found = column.cast(pa.string()).combine_chunks().dictionary_encode()
    values = [value.as_py() for value in found.dictionary]
    if not values:
        return ()
    numbers = found.indices.fill_null(len(values)).to_numpy().astype(np.int64)
    level = _level(values)
    if level is None:
        _require_places(values)
        return (_place("gebied", values, numbers),)
    codes = [normalise(value) for value in values]
    coarser = [AreaLevel.MUNICIPALITY, AreaLevel.WIJK, AreaLevel.BUURT]
    kept = coarser[: coarser.index(level) + 1]
    return tuple(_place(one.value, [_truncated(code, one) for code in codes], numbers) for one in kept)


def _require_places(values: list[str]) -> None:
    """Refuse figures "per area" of which the areas are origins, beliefs and the like, whatever the column is called.

    Raises:
        DataError: a value names such a characteristic; the value itself is not told.
    """
    meaning = next(filter(None, map(meaning_of_value, values)), "")
    if meaning:
        raise DataError(
            f"De kolom met gebieden heeft waarden over {meaning}. Cijfers per gebied zijn er alleen voor plaatsen.",
            where="data.area",
            expected="gemeenten, wijken, buurten of andere plaatsen",
            mend="kies een kolom met plaatsen, of laat 'area' weg",
        )


def _level(values: list[str]) -> AreaLevel | None:
    try:
        levels = {level_of(value) for value in values}
    except ValueError:
        return None
    return levels.pop() if len(levels) == 1 and AreaLevel.COUNTRY not in levels else None


def _truncated(code: str, level: AreaLevel) -> str:
    if level is AreaLevel.MUNICIPALITY:
        return municipality_of(code)
    return f"WK{code[2:8]}" if level is AreaLevel.WIJK else code


def _place(name: str, values: list[str], numbers: NDArray[np.int64]) -> CodedFactor:
    """Return one place level; `numbers` index into `values`, and one past the end means "not known"."""
    ordered = sorted(set(values))
    position = {value: index for index, value in enumerate(ordered)}
    recode = np.array([*(position[value] for value in values), len(ordered)], dtype=np.int32)
    levels = tuple(Level(code=value, label=value, phrase=f"uit {value}") for value in ordered)
    dimension = Dimension(name=name, title=name.capitalize(), levels=(*levels, _NO_PLACE))
    return CodedFactor(dimension, recode[numbers], withheld_as_condition=True)
