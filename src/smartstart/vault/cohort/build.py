"""The whole cohort: all reference dates of a study, one after the other, each with small tables only."""

from collections.abc import Callable, Mapping

import pyarrow as pa

from smartstart.release.contents import Dimension
from smartstart.vault.cohort.factors import Factor, check_factors
from smartstart.vault.cohort.moments import moments_of
from smartstart.vault.cohort.parts import CohortTables
from smartstart.vault.cohort.places import define_places
from smartstart.vault.cohort.slices import Slice, build_slice
from smartstart.vault.cohort.templates import define_macros, run_step, template
from smartstart.vault.engines.protocol import Engine
from smartstart.vault.study.model import CohortPlan
from smartstart.vocabulary.errors import DataError

_TRAJECTORIES = (
    ("stays", "cohort_stays"),
    ("measures", "cohort_measures"),
    ("placements", "cohort_placements"),
    ("supervision", "cohort_supervision"),
)
_NO_NAMES: Mapping[str, str] = {}


def _silent(_: str) -> None:
    """Report nothing."""


def build_cohort(
    engine: Engine,
    plan: CohortPlan,
    *,
    areas: tuple[str, ...] = (),
    progress: Callable[[str], None] = _silent,
    names: Mapping[str, str] = _NO_NAMES,
) -> CohortTables:
    """Build the cohort of a study from the registers in the engine.

    Who: children under 18 with an address on the reference date, whose place (through the mother) lies in the areas,
    and for whom no placement or supervision order was running. Factors are of the reference date or earlier; the
    outcome is the first start after it, within the window.

    Args:
        engine: holds the tables of `needed_tables`, as the reader of the registers makes them.
        plan: the cohort part of the study.
        areas: canonical area codes; empty for the whole country.
        progress: is told in Dutch what is being done.
        names: names for area codes, where known.

    Raises:
        StudyError: the plan names an unknown factor.
        DataError: an area is unknown, a file holds double rows, or nobody is left.
    """
    factors = check_factors(plan.factors)
    try:
        define_macros(engine)
        places = define_places(engine, areas, names)
        slices = _slices(engine, plan, factors, places, progress)
    finally:
        engine.forget()
    steps = tuple(step for part in slices for step in part.steps)
    table = pa.concat_tables([part.table for part in slices])
    if table.num_rows == 0:
        empty = next(step.text for step in steps if step.after == 0)
        raise DataError(
            "Op geen enkele peildatum blijft er een kind over in de onderzoeksgroep.",
            where=f"de stap waar niemand overbleef: {empty}",
            mend="controleer de gebieden, de peildatums en de jaren van de bestanden",
        )
    return CohortTables(
        table=table,
        factors=tuple(factor.dimension for factor in factors),
        places=places,
        reference_dates=plan.reference_dates,
        steps=steps,
        routes=tuple(part.routes for part in slices),
    )


def _slices(
    engine: Engine,
    plan: CohortPlan,
    factors: tuple[Factor, ...],
    places: tuple[Dimension, ...],
    progress: Callable[[str], None],
) -> list[Slice]:
    """Rebuild the trajectories once, then build one reference date after the other."""
    progress("trajecten van jeugdhulp en jeugdbescherming samenstellen")
    for name, table in _TRAJECTORIES:
        run_step(engine, name, table)
    engine.keep("cohort_events", template("outcomes", plan.outcome))
    slices = []
    for number, moment in enumerate(moments_of(plan)):
        progress(f"kinderen op peildatum {moment.reference:%d-%m-%Y}")
        slices.append(build_slice(engine, moment, number, factors, places, plan.lookback_months))
    return slices
