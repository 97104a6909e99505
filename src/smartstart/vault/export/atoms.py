"""Divide the cohort into the groups that all statements together tell apart, for the joint audit of the gate.

What an outsider can work out is asked over all these groups at once, so their number decides how long the audit takes.
Groups that are only asked for beside the rest (all combinations of two conditions, all cut-offs of one factor) can make
them many. So they come in their order, what a study named beforehand first, and one that would make them too many is
passed over. What is left out is not divided, so the gate cannot judge it and shows nothing of it.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.atoms.counting import counted
from smartstart.disclosure.atoms.dividing import Division, divide
from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.predicates import canonical, levels_of
from smartstart.disclosure.scope import date_dimension
from smartstart.release.contents import Predicate
from smartstart.vault.coded import CodedCohort

MOST = 10_000  # atoms: within a minute of the audit, on one core
_MORE = 1.25  # or so many times those of the rest of the study

Halves = NDArray[np.bool_]
_Group = Sequence[Predicate]  # asked for together


def atom_table(
    cohort: CodedCohort,
    population: str,
    groups: Iterable[Predicate],
    found: Halves,
    beside: Sequence[_Group] = (),
) -> AtomTable:
    """Return the atoms of a cohort with their counts.

    Args:
        groups: every group that this release or an earlier one shows or asks for. The reference date is a dimension
            too: it tells rows apart as soon as a group names it.
        found: shape (rows,), the half of the households on which groups were sought.
        beside: groups that are only asked for together, the most wanted first; of these what stays within bounds.
    """
    needed = tuple(groups)
    predicates = _canonical(cohort, needed, beside)
    division = _division(cohort, predicates, found)
    if beside and division.atoms > MOST:
        most = max(MOST, _MORE * _division(cohort, _canonical(cohort, needed, ()), found).atoms)
        if division.atoms > most:

            def fits(some: Sequence[_Group]) -> bool:
                return _division(cohort, _canonical(cohort, needed, some), found).atoms <= most

            predicates = _canonical(cohort, needed, _fitting(beside, fits))
            division = _division(cohort, predicates, found)
    return counted(division, population, predicates, cohort.person, cohort.outcome.codes > 0)


def _fitting(beside: Sequence[_Group], fits: Callable[[Sequence[_Group]], bool]) -> list[_Group]:
    """Return what stays within bounds, in its order; what does not fit beside what came before is passed over.

    Steps grow while all fits and fall back to one where it does not, for each look divides the whole cohort.
    """
    kept: list[_Group] = []
    place, step = 0, 1
    while place < len(beside):
        tried = beside[place : place + step]
        if fits([*kept, *tried]):
            kept, place, step = [*kept, *tried], place + step, 2 * step
        elif step > 1:
            step = 1
        else:
            place += 1
    return kept


def _canonical(cohort: CodedCohort, groups: tuple[Predicate, ...], beside: Sequence[_Group]) -> tuple[Predicate, ...]:
    known = levels_of((*cohort.dimensions, date_dimension(cohort.reference_dates)))
    every = (*groups, *(group for together in beside for group in together))
    return tuple(dict.fromkeys(canonical(group, known) for group in every))


def _division(cohort: CodedCohort, predicates: Sequence[Predicate], found: Halves) -> Division:
    dates = date_dimension(cohort.reference_dates)
    columns = {factor.dimension.name: factor.codes for factor in (*cohort.factors, *cohort.places)}
    return divide(predicates, (*cohort.dimensions, dates), columns | {dates.name: cohort.reference}, ~found)
