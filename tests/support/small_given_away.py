"""Small random problems in which earlier releases gave groups away; everybody's intervals, by trying all tables."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.problem import Problem, Sums
from smartstart.disclosure.audit.system import Attacker, Targets
from tests.support.small_systems import Small, tried

Floats = NDArray[np.float64]


def draw(seed: int) -> Problem:
    """Draw a table of few persons with its totals, some overlapping groups, and an earlier release that told much."""
    chance = np.random.default_rng(seed)
    shape = (2, 3) if seed % 8 == 0 else (2, 2)
    truth = chance.choice([0, 1, 1, 2, 2, 3], size=shape[0] * shape[1]).astype(np.int64)
    table = np.arange(truth.size).reshape(shape)
    groups = [[a] for a in table.ravel()] + [list(r) for r in table] + [list(c) for c in table.T]
    groups += [np.flatnonzero(chance.random(truth.size) < 0.5).tolist() for _ in range(3)]
    weights = np.array([np.isin(table.ravel(), g) for g in groups], dtype=np.float64)
    value = weights @ truth
    base = np.where(chance.random(value.size) < 0.3, 1, 0)
    small = (value > 0) & (value < 3)
    earlier = np.flatnonzero((chance.random(value.size) < 0.35) & (value > 0))
    loose = chance.integers(0, 3, earlier.size)
    need = np.full(int(small.sum()), 3.0)
    return Problem(
        truth=truth,
        asked=Sums(sparse.csr_array(weights), value - base, value + base),
        statement=np.arange(value.size),
        cost=np.where(small, 0.0, chance.integers(1, 9, value.size)),
        withheld=small,
        background=Sums(
            sparse.csr_array(np.vstack([np.ones((1, truth.size)), weights[earlier]])),
            np.concatenate([[truth.sum()], value[earlier] - loose]),
            np.concatenate([[truth.sum()], value[earlier] + loose]),
        ),
        targets=Targets(sparse.csr_array(weights[small]), need, need),
    )


def intervals(problem: Problem, withheld: NDArray[np.bool_], attacker: Attacker) -> tuple[Floats, Floats]:
    """Return the least and the most that each target can be, shape (targets,) each, for this outsider."""
    return tried(Small(frozenset(), problem.system(withheld, attacker), problem.targets), attacker)
