"""All statements over some dimensions at once: which of the smallest groups they cut out are provably small."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.attack.evidence import SMALL, Cell, Fact, Found, Group, Learned, Measure, World, telling
from smartstart.attack.grids import Grid, alike, grids, targets, unknowns
from smartstart.attack.reach import ContradictionError, below

_MEASURES = (Measure.ROWS, Measure.EVENTS, Measure.WITHOUT)
_FEW = 6  # statements named beside what was learned


def small_atoms(world: World, name: str, *, whole: bool = False, most: int = 0) -> Found:
    """Return the small groups among the atoms of every grid, and among the parts of the tables that are left over.

    Args:
        name: of the attack.
        whole: reason with whole counts.
        most: leave out grids with more atoms; nought leaves out none.
    """
    facts = {cell: fact for cell, fact in world.everything().items() if cell[1] in _MEASURES}
    named = [cell[0] for cell in (*facts, *world.hidden) if cell[1] in _MEASURES]
    parts = [_bounded(world, name, grid, facts, whole) for grid in grids(named, world.levels) if _fits(grid, most)]
    learned = {(one.group, one.measure): one for part in parts for one in part.learned}
    return Found(
        telling(learned.values()),
        looked_at=sum(part.looked_at for part in parts),
        undecided=sum(part.undecided for part in parts),
        contradiction=any(part.contradiction for part in parts),
    )


def _fits(grid: Grid, most: int) -> bool:
    return not most or len(grid.atoms) <= most


def _bounded(world: World, name: str, whole: Grid, facts: dict[Cell, Fact], integer: bool) -> Found:
    together = alike(whole, facts)
    grid = together.grid
    sums, measures, kinds = targets(grid)
    goals = np.array([float(SMALL[measure]) for measure in measures])
    looked_at = len(_MEASURES) * len(whole.atoms)
    try:
        answer = below(unknowns(grid, facts), sums, goals, whole=integer)
    except ContradictionError:
        return Found(looked_at=looked_at, contradiction=True)
    learned = []
    for short in answer.short:
        members, measure = together.members[int(kinds[short.target])], measures[short.target]
        of = _around(grid, int(kinds[short.target]), facts)
        lower = short.lower if members.size == 1 else 0  # of several that look alike each may be empty
        for key in (whole.atoms[i] for i in members if short.upper > 0):
            told = facts.get((key, measure))
            if told is None or told.upper >= SMALL[measure]:
                learned.append(Learned(name, world.population, Group(key), measure, lower, short.upper, of))
    return Found(tuple(learned), looked_at=looked_at, undecided=answer.undecided)


def _around(grid: Grid, atom: int, facts: dict[Cell, Fact]) -> tuple[str, ...]:
    """Return the statements about the smallest groups around an atom: where to look first."""
    groups = sparse.csc_array(grid.sums[:, [atom]]).indices
    sizes: NDArray[np.float64] = np.asarray(grid.sums.sum(axis=1)).ravel()
    nearest = sorted((int(g) for g in groups), key=lambda g: (sizes[g], g))
    found = (facts.get((grid.keys[g], measure)) for g in nearest for measure in _MEASURES)
    return tuple(dict.fromkeys(name for fact in found if fact is not None for name in fact.of))[:_FEW]
