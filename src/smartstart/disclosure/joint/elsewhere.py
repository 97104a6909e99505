"""What kindred releases add to the question about one population: sums, unknowns, and what must stay unknown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.sums import Teller, Told, as_sums
from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.atoms.targets import Threshold
from smartstart.disclosure.audit.system import Targets
from smartstart.disclosure.joint.beyond import Beyond, beyond
from smartstart.disclosure.joint.fitting import fitted_together
from smartstart.disclosure.joint.kindred import KinCell, Kinship, kinship
from smartstart.disclosure.joint.remainders import Known, placed, remainders
from smartstart.disclosure.judgement import Case, EarlierCell
from smartstart.disclosure.scope import PLACES
from smartstart.release.contents import Counted, Predicate

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Elsewhere:
    """What earlier releases on the same persons at other dates or in other areas add.

    Attributes:
        told: sums over the unknowns of the present rows, followed by those beyond.
        truth: shape (unknowns beyond,): numbers that fit; first the rows without the outcome, then those with it.
        targets: what must stay unknown beyond the present rows.
        groups: groups of the present rows that are known apart.
        tied: ids of the populations that are reckoned with in full; together with this one, or sharing no row with it.
        fitting: ids of the populations of which what can be tied fits the present rows.
    """

    told: tuple[Told, ...]
    truth: NDArray[np.int64]
    targets: Targets
    groups: tuple[Predicate, ...]
    tied: frozenset[str]
    fitting: frozenset[str] = frozenset()


def limits_of(cell: EarlierCell) -> tuple[int, int]:
    """Return the least and the most that an earlier count can have been."""
    if cell.lower is not None and cell.upper is not None:  # kept from a delivery before that one, and said so
        return max(0, cell.lower), cell.upper
    return max(0, cell.shown - cell.base // 2), cell.shown + (cell.base - 1) // 2


def elsewhere(case: Case, table: AtomTable, least: Threshold) -> Elsewhere:
    """Return what kindred releases add to the question about the population of `table`.

    Args:
        least: the threshold, in persons, rows and events of this population.
    """
    found = kinship(case, table)
    if not found.kin:
        return nothing_else(table, found.strangers)
    now = next(one for one in case.submission.scopes if one.population == table.population)
    named = [d for d in case.dimensions.values() if d.name not in PLACES]
    best = nothing_else(table, found.strangers)
    for every in ((), named):
        unknown = beyond(now, found.kin, table, _places(case, found), every)
        if unknown is not None:
            best = _Adding(table, found, unknown, least).added()
        if all(one.scope.population in best.fitting for one in found.kin):
            break
    return best


def nothing_else(table: AtomTable, tied: frozenset[str] = frozenset()) -> Elsewhere:
    """Return that kindred releases add nothing."""
    none = Targets(sparse.csr_array((0, 2 * table.atoms)), np.zeros(0), np.zeros(0))
    return Elsewhere((), np.zeros(0, np.int64), none, (), tied)


def _places(case: Case, found: Kinship) -> dict[str, set[str]]:
    then = [d for one in found.kin for d in case.earlier_dimensions.get(one.scope.population, ())]
    codes: dict[str, set[str]] = {name: set() for name in PLACES}
    for dimension in (*then, *case.dimensions.values()):
        if dimension.name in codes:
            codes[dimension.name] |= {level.code for level in dimension.levels}
    return codes


class _Adding:
    """Puts the counts of kindred releases in the terms of one population."""

    def __init__(self, table: AtomTable, found: Kinship, unknown: Beyond, least: Threshold) -> None:
        self._table, self._found, self._unknown, self._least = table, found, unknown, least
        self._present = np.concatenate([table.quiet, table.events])
        self._number = {group: row for row, group in enumerate(unknown.groups)}
        self._cells = [(number, cell) for number, kin in enumerate(found.kin) for cell in kin.cells]

    def added(self) -> Elsewhere:
        told = [self._told(number, cell) for number, cell in self._cells]
        sums = as_sums(told, self._present.size + 2 * self._unknown.size)
        here = sums.weights[:, : self._present.size] @ self._present
        far = sparse.csr_array(sums.weights[:, self._present.size :])
        lower, upper = np.maximum(sums.lower - here, 0.0), sums.upper - here
        of = np.array([number for number, _ in self._cells], np.int64)
        truth, fitting = fitted_together(far, lower, upper, of, len(self._found.kin))
        kept = np.flatnonzero(np.isin(of, list(fitting)))
        fits = frozenset(self._found.kin[number].scope.population for number in fitting)
        return Elsewhere(
            told=tuple(told[row] for row in kept),
            truth=truth,
            targets=self._targets(truth, lower, upper, kept),
            groups=tuple(dict.fromkeys(cell.here for _, cell in self._cells if cell.here is not None)),
            tied=fits - self._found.missed | self._found.strangers,
            fitting=fits,
        )

    def _told(self, number: int, cell: KinCell) -> Told:
        dates = len(self._found.kin[number].scope.dates)
        lower, upper = limits_of(cell.earlier)
        teller, counted = Teller(self._table, dates), cell.key.counted
        told = teller.count(cell.here, counted, lower, upper) if cell.here is not None else None
        most = {Counted.PERSONS: float(upper * dates), Counted.HOUSEHOLDS: np.inf}.get(counted, float(upper))
        columns = self._columns(number, cell.key.predicate)
        parts = ([] if counted is Counted.EVENTS else [columns]) + [columns + self._unknown.size]
        far = np.concatenate(parts) + self._present.size
        unknowns = np.concatenate([told.unknowns, far]) if told is not None else far
        return Told(unknowns, np.ones(unknowns.size), float(lower), most)

    def _columns(self, number: int, predicate: Predicate) -> NDArray[np.int64]:
        member, row = self._unknown.member, self._number[number, predicate]
        found: NDArray[np.int64] = member.indices[member.indptr[row] : member.indptr[row + 1]].astype(np.int64)
        return found

    def _targets(self, truth: NDArray[np.int64], lower: Floats, upper: Floats, kept: NDArray[np.int64]) -> Targets:
        """Return what must stay unknown: of rows, of rows with the outcome, and of rows without it."""
        size, groups = self._unknown.size, len(self._unknown.groups)
        range_of = {counted: (np.zeros(groups), np.full(groups, np.inf)) for counted in (Counted.ROWS, Counted.EVENTS)}
        for row in kept:
            number, cell = self._cells[row]
            if cell.key.counted in range_of:
                place = self._number[number, cell.key.predicate]
                low, high = range_of[cell.key.counted]
                low[place], high[place] = lower[row], upper[row]
        rows, events = range_of[Counted.ROWS], range_of[Counted.EVENTS]
        rows = np.maximum(rows[0], events[0]), rows[1]
        events = events[0], np.minimum(events[1], rows[1])
        quiet = np.maximum(0.0, rows[0] - events[1]), rows[1] - events[0]
        without, with_outcome = truth[:size].astype(np.float64), truth[size:].astype(np.float64)
        parts = []
        for fits, (low, high), of_events, quiet_too, events_too in (
            (without + with_outcome, rows, False, True, True),
            (with_outcome, events, True, False, True),
            (without, quiet, False, True, False),
        ):
            known = Known(self._unknown.member, fits, low, high, self._need(events=of_events))
            parts.append(placed(*remainders(known), quiet=quiet_too, events=events_too, before=self._present.size))
        return together(parts)

    def _need(self, *, events: bool) -> Floats:
        """Return per group how much must stay unknown: nobody has more rows beyond than there are dates beyond."""
        persons, usual = self._least.persons, self._least.events if events else self._least.rows
        return np.array(
            [float(min(usual, persons * self._unknown.dates[number])) for number, _ in self._unknown.groups]
        )


def together(parts: Sequence[Targets]) -> Targets:
    """Return all of these, over the same unknowns."""
    return Targets(
        sparse.csr_array(sparse.vstack([part.sums for part in parts], format="csr")),
        np.concatenate([part.width for part in parts]),
        np.concatenate([part.reach for part in parts]),
    )


def joined(first: Targets, second: Targets) -> Targets:
    """Return both, over the unknowns of the second."""
    wider = sparse.csr_array((first.sums.shape[0], second.sums.shape[1] - first.sums.shape[1]))
    sums = sparse.csr_array(sparse.hstack([first.sums, wider], format="csr"))
    return together([Targets(sums, first.width, first.reach), second])
