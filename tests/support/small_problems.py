"""Small random problems of withholding, and the cheapest safe choice by trying every choice."""

from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from smartstart.disclosure.atoms.problem import Problem, Sums
from smartstart.disclosure.audit.system import Targets

_CLOSE = 1e-6


def draw(seed: int) -> Problem:
    """Draw a table with all its totals; small cells are withheld, some counts are rounded, a total may be known."""
    chance = np.random.default_rng(seed)
    shape = (int(chance.integers(2, 4)), int(chance.integers(2, 4)))
    truth = chance.choice([0, 1, 2, 4, 6, 9, 14], size=shape[0] * shape[1]).astype(np.int64)
    table = np.arange(truth.size).reshape(shape)
    groups = [[a] for a in table.ravel()] + [list(r) for r in table] + [list(c) for c in table.T]
    weights = np.array([np.isin(table.ravel(), g) for g in groups], dtype=np.float64)
    value = weights @ truth
    base = np.where(chance.random(value.size) < 0.2, chance.integers(1, 3, value.size), 0)
    small = (value > 0) & (value < 4) & (np.arange(value.size) < truth.size)
    known = np.ones((1, truth.size)) if chance.random() < 0.7 else np.zeros((0, truth.size))
    total = known @ truth
    need = chance.integers(2, 6, int(small.sum())).astype(np.float64)
    return Problem(
        truth=truth,
        asked=Sums(sparse.csr_array(weights), value - base, value + base),
        statement=np.arange(value.size),
        cost=np.where(small, 0.0, chance.integers(1, 9, value.size)),
        withheld=small,
        background=Sums(sparse.csr_array(known), total, total),
        targets=Targets(sparse.csr_array(weights[small]), need, need),
    )


def safe(problem: Problem, withheld: NDArray[np.bool_]) -> bool:
    """Tell whether every target keeps its width and reach, by another linear solver call per limit."""
    system = problem.system(withheld)
    least = np.minimum(problem.truth, 1)
    rows = np.vstack([system.sums.toarray(), -system.sums.toarray()])
    limits = np.concatenate([system.upper, -system.lower])
    rows, limits = rows[np.isfinite(limits)], limits[np.isfinite(limits)]
    for target, width, reach in zip(
        problem.targets.sums.toarray(), problem.targets.width, problem.targets.reach, strict=True
    ):
        ends = []
        for side in (1.0, -1.0):
            found = linprog(-side * target, A_ub=rows, b_ub=limits, bounds=[(low, None) for low in least])
            ends.append(np.inf if found.status == 3 else -float(found.fun))
        if ends[0] < reach - _CLOSE or ends[0] + ends[1] < width - _CLOSE:
            return False
    return True


def cheapest(problem: Problem) -> float:
    """Return the least cost of a safe choice, infinite if there is none: every choice is tried, the cheapest first."""
    free = np.flatnonzero(~problem.withheld)
    choices = np.array(list(product((False, True), repeat=free.size)), dtype=np.bool_)
    cost = choices @ problem.cost[free]
    unsafe: list[NDArray[np.bool_]] = []
    for number in np.argsort(cost, kind="stable"):
        withheld = problem.withheld.copy()
        withheld[free] = choices[number]
        # Withholding less than what is unsafe already is unsafe too.
        if any(not (withheld & ~one).any() for one in unsafe):
            continue
        if safe(problem, withheld):
            return float(cost[number])
        unsafe.append(_widest(problem, withheld, free))
    return np.inf


def _widest(problem: Problem, withheld: NDArray[np.bool_], free: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return an unsafe choice that holds this one, as large as it gets by adding one statement after the other."""
    widest = withheld.copy()
    for one in free[~widest[free]]:
        widest[one] = True
        if safe(problem, widest):
            widest[one] = False
    return widest
