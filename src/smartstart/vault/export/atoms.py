"""Divide the cohort into the groups that all statements together tell apart, for the joint audit of the gate.

What an outsider can work out is asked over all these groups at once, so their number decides how long the audit takes.
Groups that are only asked for beside the rest (all combinations of two conditions, all cut-offs of one factor) can make
them many. So they come in the order in which they were declared, for as long as the number stays within bounds. What is
left out is not divided, so the gate cannot judge it and shows nothing of it.
"""

from collections.abc import Iterable, Sequence

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


def atom_table(
    cohort: CodedCohort,
    population: str,
    groups: Iterable[Predicate],
    found: Halves,
    beside: Sequence[Sequence[Predicate]] = (),
) -> AtomTable:
    """Return the atoms of a cohort with their counts.

    Args:
        groups: every group that this release or an earlier one shows or asks for. The reference date is a dimension
            too: it tells rows apart as soon as a group names it.
        found: shape (rows,), the half of the households on which groups were sought.
        beside: groups that are only asked for together; of these so many, the first ones, as stay within bounds.
    """
    needed = tuple(groups)
    predicates = _canonical(cohort, needed, beside)
    division = _division(cohort, predicates, found)
    if beside and division.atoms > MOST:
        most = max(MOST, _MORE * _division(cohort, _canonical(cohort, needed, ()), found).atoms)
        if division.atoms > most:
            predicates = _canonical(cohort, needed, beside[: _within(cohort, needed, beside, found, most)])
            division = _division(cohort, predicates, found)
    return counted(division, population, predicates, cohort.person, cohort.outcome.codes > 0)


def _within(
    cohort: CodedCohort,
    groups: tuple[Predicate, ...],
    beside: Sequence[Sequence[Predicate]],
    found: Halves,
    most: float,
) -> int:
    """Return how many of the groups beside keep the atoms within bounds; more groups never are fewer atoms."""
    fits, over = 0, len(beside)
    while over - fits > 1:
        tried = (fits + over) // 2
        few = _division(cohort, _canonical(cohort, groups, beside[:tried]), found).atoms <= most
        fits, over = (tried, over) if few else (fits, tried)
    return fits


def _canonical(
    cohort: CodedCohort, groups: tuple[Predicate, ...], beside: Sequence[Sequence[Predicate]]
) -> tuple[Predicate, ...]:
    known = levels_of((*cohort.dimensions, date_dimension(cohort.reference_dates)))
    every = (*groups, *(group for together in beside for group in together))
    return tuple(dict.fromkeys(canonical(group, known) for group in every))


def _division(cohort: CodedCohort, predicates: Sequence[Predicate], found: Halves) -> Division:
    dates = date_dimension(cohort.reference_dates)
    columns = {factor.dimension.name: factor.codes for factor in (*cohort.factors, *cohort.places)}
    return divide(predicates, (*cohort.dimensions, dates), columns | {dates.name: cohort.reference}, ~found)
