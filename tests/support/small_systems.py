"""Small random systems, and everything that is possible in them, by trying every table."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.system import Attacker, System, Targets

_HIGHEST = {4: 6, 6: 5, 8: 3, 9: 3}  # by how many atoms there are: so that every table can be tried
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Small:
    """One system: what kinds of statement are in it, what must stay unknown, and what its atoms can be at most."""

    kinds: frozenset[str]
    system: System
    targets: Targets


def draw(seed: int) -> Small:
    """Draw tables with margins, nested and overlapping areas, rounded and weighted sums; some counts withheld."""
    chance = np.random.default_rng(seed)
    shape = [(2, 2), (2, 3), (3, 3), (2, 2, 2)][chance.integers(4)]
    highest = _HIGHEST[int(np.prod(shape))]
    truth = chance.choice([0, 0, 1, 1, 2, 3, 4], size=int(np.prod(shape))).clip(max=highest)
    most = (highest - chance.integers(0, 2, truth.size)).clip(min=truth)
    candidates = _cells(shape) + _overlaps(chance, truth.size)
    much = chance.uniform(0.2, 0.6)
    shown = [cell for cell in candidates if chance.random() < much]
    kinds = {f"{len(shape)} dimensions"}
    rows, lower, upper = [], [], []
    for cell in shown:
        weights = cell.astype(np.float64)
        value = float(weights @ truth)
        low = high = value
        kind = chance.random()
        if kind < 0.2:
            kinds.add("rounded")
            low, high = 3 * np.round(value / 3) - 1, 3 * np.round(value / 3) + 1
        elif kind < 0.35:
            kinds.add("weighted")
            weights = weights * np.round(chance.uniform(-0.4, 1.6, weights.size), 3)
            value = float(weights @ truth)
            low, high = value - chance.uniform(0.05, 1.5), value + chance.uniform(0.05, 1.5)
        elif kind < 0.4:
            kinds.add("one-sided")
            low = -np.inf
        rows.append(weights)
        lower.append(low)
        upper.append(high)
    # An atom has a limit of its own in about half of the systems; otherwise a shown total keeps the tables finite.
    free = truth.size <= 6 and bool(chance.random() < 0.6)  # more atoms without limits are too many tables to try
    if free:
        kinds.add("without limits of their own")
        rows.append(np.ones(truth.size))
        lower.append(float(truth.sum()))
        upper.append(float(truth.sum()))
    own = np.full(truth.size, np.inf) if free else most.astype(np.float64)
    matrix = sparse.csr_array(np.array(rows).reshape(len(rows), truth.size))
    system = System(matrix, np.array(lower), np.array(upper), truth.astype(np.int64), own)
    cells = np.array([*candidates, *np.eye(truth.size)], dtype=np.float64)
    need = np.full(len(cells), 100.0)  # every interval counts as narrow, so every one is worked out over whole counts
    return Small(frozenset(kinds), system, Targets(sparse.csr_array(cells), need, need))


def tried(small: Small, attacker: Attacker) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lowest and highest value of every target over all tables that fit, one by one."""
    tables = _tables(small.system, attacker)
    values = tables @ small.targets.sums.toarray().T
    return values.min(axis=0), values.max(axis=0)


def _tables(system: System, attacker: Attacker) -> NDArray[np.float64]:
    """Return every table of whole counts that fits, atom after atom; what cannot fit any more is dropped on the way."""
    sums, least = system.sums.toarray(), system.least(attacker).astype(int)
    most = np.where(np.isinf(system.most), system.truth.sum(), system.most).astype(int)
    tables = np.zeros((1, 0))
    for atom in range(system.truth.size):
        values = np.arange(least[atom], most[atom] + 1.0)
        tables = np.hstack([np.repeat(tables, values.size, axis=0), np.tile(values, len(tables))[:, None]])
        tables = tables[_can_fit(system, tables, sums, least, most)]
    return tables


def _can_fit(
    system: System,
    tables: NDArray[np.float64],
    sums: NDArray[np.float64],
    least: NDArray[np.int64],
    most: NDArray[np.int64],
) -> NDArray[np.bool_]:
    done = tables.shape[1]
    rest = sums[:, done:]
    low = np.where(rest > 0, rest * least[done:], rest * most[done:]).sum(axis=1)
    high = np.where(rest > 0, rest * most[done:], rest * least[done:]).sum(axis=1)
    value = tables @ sums[:, :done].T
    fits: NDArray[np.bool_] = ((value + high >= system.lower - _CLOSE) & (value + low <= system.upper + _CLOSE)).all(
        axis=1
    )
    return fits


def _cells(shape: tuple[int, ...]) -> list[NDArray[np.float64]]:
    """Return every cell of a table with all its margins."""
    sides = [[slice(None), *range(size)] for size in shape]
    cells = []
    for place in product(*sides):
        table = np.zeros(shape)
        table[place] = 1
        cells.append(table.ravel())
    return cells


def _overlaps(chance: np.random.Generator, size: int) -> list[NDArray[np.float64]]:
    """Return groups that follow no dimension: other areas over the same people."""
    return [(chance.random(size) < 0.5).astype(np.float64) for _ in range(int(chance.integers(0, 4)))]
