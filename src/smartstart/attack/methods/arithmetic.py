"""Row and column arithmetic: a withheld number is its total minus the numbers beside it.

Argument: in a table with totals every row and column is an equation. One hole per row is known at once; several holes
are bounded by each other, by all rows and columns together, and by counts not being negative. Withholding only the
small cells of an ordinary three-way table leaves a third of them exactly known. Answered by withholding others
besides, until every hole can be large.

First the limits are pushed along the equations until nothing moves; what that leaves open, linear programming
settles.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.attack.evidence import SMALL, Cell, Fact, Found, Group, Key, Learned, Measure, World, telling
from smartstart.attack.families import Families, families
from smartstart.attack.propagation import EmptyError, narrowed
from smartstart.attack.reach import ContradictionError, Unknowns, below

NAME = "arithmetic"
_MEASURES = (Measure.EVENTS, Measure.WITHOUT, Measure.ROWS)
_FEW = 6  # statements named beside what was learned


def run(world: World) -> Found:
    """Bound every group that the tables speak of, and every part that they leave over."""
    facts = {cell: fact for cell, fact in world.everything().items() if cell[1] in _MEASURES}
    named = [key for key, _ in (*facts, *(c for c in world.hidden if c[1] in _MEASURES))]
    if not named:
        return Found()
    groups = families(named, world.levels)
    sums = _sums(groups)
    lower, upper = _limits(groups.keys, facts)
    try:
        lower, upper = narrowed(sums, lower, upper)
        short, undecided = _short(sums, lower, upper)
    except (EmptyError, ContradictionError):
        return Found(looked_at=lower.size, contradiction=True)
    count = len(groups.keys)
    learned = []
    for i, least, most in short:
        key, measure = groups.keys[i % count], _MEASURES[i // count]
        told = facts.get((key, measure))
        if most > 0 and (told is None or told.upper >= SMALL[measure]):
            of = _beside(sums, i, groups.keys, facts)
            learned.append(Learned(NAME, world.population, Group(key), measure, least, most, of))
    return Found(telling(learned), looked_at=lower.size, undecided=undecided)


def _sums(groups: Families) -> sparse.csr_array:
    """Return the equations for events, without and rows, and rows = events + without; unknowns in that order."""
    count = len(groups.keys)
    one = sparse.eye_array(count, format="csr")
    return sparse.csr_array(
        sparse.vstack(
            [sparse.block_diag([groups.sums] * len(_MEASURES)), sparse.hstack([one, one, -one])], format="csr"
        )
    )


def _limits(keys: tuple[Key, ...], facts: Mapping[Cell, Fact]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    cells = [facts.get((key, measure)) for measure in _MEASURES for key in keys]
    lower = np.array([0.0 if fact is None else fact.lower for fact in cells])
    return lower, np.array([np.inf if fact is None else fact.upper for fact in cells])


def _short(
    sums: sparse.csr_array, lower: NDArray[np.float64], upper: NDArray[np.float64]
) -> tuple[list[tuple[int, int, int]], int]:
    """Return the unknowns that stay below ten, with their limits: those settled by the equations, then the others."""
    small = float(SMALL[Measure.ROWS])
    settled = np.flatnonzero(upper < small)
    open_still = np.flatnonzero((upper >= small) & (lower < small))
    nought = np.zeros(sums.shape[0])
    targets = sparse.csr_array(sparse.eye_array(lower.size, format="csr")[open_still])
    answer = below(Unknowns(lower, upper, sums, nought, nought), targets, np.full(open_still.size, small))
    found = [(int(i), int(lower[i]), int(upper[i])) for i in settled]
    found += [(int(open_still[s.target]), s.lower, s.upper) for s in answer.short]
    return found, answer.undecided


def _beside(sums: sparse.csr_array, unknown: int, keys: tuple[Key, ...], facts: Mapping[Cell, Fact]) -> tuple[str, ...]:
    """Return the statements in the equations that the unknown is in: where to look first."""
    rows = sparse.csc_array(sums[:, [unknown]]).indices
    count = len(keys)
    near = dict.fromkeys(int(i) for row in rows[:_FEW] for i in sums[[row]].indices if i != unknown)
    told = (facts.get((keys[i % count], _MEASURES[i // count])) for i in near)
    return tuple(dict.fromkeys(name for fact in told if fact is not None for name in fact.of))[:_FEW]
