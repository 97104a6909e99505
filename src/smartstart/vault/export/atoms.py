"""Divide the cohort into the groups that all statements together tell apart, for the joint audit of the gate."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.atoms.counting import counted
from smartstart.disclosure.atoms.dividing import divide
from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.predicates import canonical, levels_of
from smartstart.disclosure.scope import date_dimension
from smartstart.release.contents import Predicate
from smartstart.vault.coded import CodedCohort


def atom_table(
    cohort: CodedCohort, population: str, groups: Iterable[Predicate], found: NDArray[np.bool_]
) -> AtomTable:
    """Return the atoms of a cohort with their counts.

    Args:
        groups: every group that this release or an earlier one shows or asks for. The reference date is a dimension
            too: it tells rows apart as soon as a group names it.
        found: shape (rows,), the half of the households on which groups were sought.
    """
    dates = date_dimension(cohort.reference_dates)
    dimensions = (*cohort.dimensions, dates)
    known = levels_of(dimensions)
    predicates: Sequence[Predicate] = tuple(dict.fromkeys(canonical(group, known) for group in groups))
    columns = {factor.dimension.name: factor.codes for factor in (*cohort.factors, *cohort.places)}
    division = divide(predicates, dimensions, columns | {dates.name: cohort.reference}, ~found)
    return counted(division, population, predicates, cohort.person, cohort.outcome.codes > 0)
