"""Grids of atoms: the smallest groups that statements over some dimensions together can tell apart.

A grid over all dimensions of a study would be far too large, and mostly empty. So the dimensions that statements name
together are taken together, and such sets are joined as long as the grid stays within a limit of work. A bound found in
one grid holds in the whole: leaving statements out only leaves more possible.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.attack.evidence import Cell, Fact, Key, Measure
from smartstart.attack.families import blocks_of, sortable
from smartstart.attack.reach import Unknowns

_TOLD = (Measure.ROWS, Measure.EVENTS, Measure.WITHOUT)
_SEED = 61
_MOST_JOINED = 1500  # atoms of a grid that is made by joining sets of dimensions
_MOST = 20_000  # atoms of a grid over dimensions that one statement names together; larger ones are left out


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Atoms over some dimensions, and the groups that are sums of them.

    Attributes:
        atoms: each as a group; keys: the groups; sums: shape (groups, atoms), noughts and ones.
    """

    atoms: tuple[Key, ...]
    keys: tuple[Key, ...]
    sums: sparse.csr_array


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """Atoms that nothing known tells apart, taken together: what one of them can be at most, each of them can.

    Attributes:
        grid: with one atom of each kind; members: per atom of it the numbers of the atoms of its kind.
    """

    grid: Grid
    members: tuple[NDArray[np.intp], ...]


def alike(grid: Grid, facts: Mapping[Cell, Fact]) -> Alike:
    """Return the grid with atoms taken together that lie in the same groups of which anything is known."""
    told = np.array([any((key, measure) in facts for measure in _TOLD) for key in grid.keys], dtype=bool)
    numbers = np.random.default_rng(_SEED).random((int(told.sum()), 2))  # two sums that only the same groups share
    signs = np.round(np.asarray(grid.sums[told].T @ numbers), 9)
    _, first, kind = np.unique(signs, axis=0, return_index=True, return_inverse=True)
    members = tuple(np.flatnonzero(kind.ravel() == i) for i in range(first.size))
    known = tuple(key for key, one in zip(grid.keys, told, strict=True) if one)
    atoms = tuple(grid.atoms[i] for i in first)
    return Alike(Grid(atoms, known, sparse.csr_array(grid.sums[told][:, first])), members)


def grids(keys: Iterable[Key], levels: Mapping[str, tuple[str, ...]]) -> list[Grid]:
    """Return grids in which each group stands at least once, unless its own dimensions are too many."""
    named = sorted(set(keys), key=sortable)
    blocks = {f: blocks_of({c for key in named for g, c in key if g == f}, levels[f]) for f in _factors(named)}
    sets = _joined({frozenset(f for f, _ in key) for key in named}, blocks)
    made = []
    for factors in sets:
        inside = tuple(key for key in named if {f for f, _ in key} <= factors)
        if factors and prod(len(blocks[f]) for f in factors) <= _MOST:
            made.append(_grid(sorted(factors), blocks, inside))
    return made


def _factors(keys: Iterable[Key]) -> list[str]:
    return sorted({f for key in keys for f, _ in key})


def _joined(sets: set[frozenset[str]], blocks: Mapping[str, list[frozenset[str]]]) -> list[frozenset[str]]:
    """Return the largest sets of dimensions, joined in order of the size of their grid while that stays small."""
    largest = sorted((s for s in sets if not any(s < other for other in sets)), key=sorted)
    found: list[frozenset[str]] = []
    for one in sorted(largest, key=lambda s: (prod(len(blocks[f]) for f in s), sorted(s))):
        sizes = [(prod(len(blocks[f]) for f in one | other), i) for i, other in enumerate(found)]
        size, place = min(sizes, default=(_MOST_JOINED + 1, 0))
        if size <= _MOST_JOINED:
            found[place] |= one
        else:
            found.append(one)
    return found


def _grid(factors: list[str], blocks: Mapping[str, list[frozenset[str]]], keys: tuple[Key, ...]) -> Grid:
    sides = [blocks[f] for f in factors]
    atoms = tuple(_atom(factors, sides, choice) for choice in product(*sides))
    return Grid(atoms, keys, sparse.csr_array(np.stack([_inside(key, factors, sides) for key in keys]).astype(float)))


def _atom(factors: list[str], sides: list[list[frozenset[str]]], choice: tuple[frozenset[str], ...]) -> Key:
    parts = zip(factors, sides, choice, strict=True)
    return tuple((factor, codes) for factor, side, codes in parts if len(side) > 1)


def _inside(key: Key, factors: list[str], sides: list[list[frozenset[str]]]) -> NDArray[np.bool_]:
    wanted = dict(key)
    inside: NDArray[np.bool_] = np.ones(1, dtype=bool)
    for factor, side in zip(factors, sides, strict=True):
        allowed = np.array([factor not in wanted or block <= wanted[factor] for block in side])
        inside = (inside[:, None] & allowed[None, :]).ravel()
    return inside


def unknowns(grid: Grid, facts: Mapping[Cell, Fact]) -> Unknowns:
    """Return the atoms split by the outcome as unknowns (first those with, then those without), and what is known."""
    count = len(grid.atoms)
    empty = sparse.csr_array((1, count))
    rows, limits = [sparse.csr_array((1, 2 * count))], [(0.0, 0.0)]
    for number, key in enumerate(grid.keys):
        row = grid.sums[[number]]
        for measure, pair in (
            (Measure.ROWS, (row, row)),
            (Measure.EVENTS, (row, empty)),
            (Measure.WITHOUT, (empty, row)),
        ):
            fact = facts.get((key, measure))
            if fact is not None:
                rows.append(sparse.csr_array(sparse.hstack(pair)))
                limits.append((float(fact.lower), float(fact.upper)))
    lower, upper = np.array(limits).T
    sums = sparse.csr_array(sparse.vstack(rows, format="csr"))
    return Unknowns(np.zeros(2 * count), np.full(2 * count, np.inf), sums, lower, upper)


def targets(grid: Grid) -> tuple[sparse.csr_array, list[Measure], NDArray[np.intp]]:
    """Return, of every atom, its events, those without and its rows: sums of unknowns, what each is, and the atom."""
    count = len(grid.atoms)
    one, empty = sparse.eye_array(count, format="csr"), sparse.csr_array((count, count))
    sums = sparse.vstack(
        [sparse.hstack([one, empty]), sparse.hstack([empty, one]), sparse.hstack([one, one])], format="csr"
    )
    measures = [m for m in (Measure.EVENTS, Measure.WITHOUT, Measure.ROWS) for _ in range(count)]
    return sparse.csr_array(sums), measures, np.tile(np.arange(count), 3)
