"""An invented population in three tables: neighbourhoods by kind of household, and by kind of household and age.

Neighbourhoods differ much in size, and each has a mix of households and ages of its own, so that many cells are small,
as in real neighbourhood tables. Every table is complete: all areas, every kind and every age, and all their totals.
"""

from dataclasses import dataclass
from functools import cache, reduce

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.system import System, Targets

THRESHOLD = 10
TOTAL = "T"
SEED = 2026


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A complete table with all its totals.

    Attributes:
        name: what the figures call it.
        areas: how many municipalities, wijken in each, buurten in each wijk.
        levels: how many levels each dimension beside the area has.
        atom_codes: per atom the code of its buurt and of its level in each dimension, as a table of strings.
        cell_codes: the same per cell; `TOTAL`, or the code of a wijk or municipality, where levels are taken together.
        cells: shape (cells, atoms), noughts and ones: the atoms of each cell. Rows in the order of `cell_codes`.
        truth: shape (atoms,), int64: persons per atom.
        counts: shape (cells,), int64: persons per cell.
    """

    name: str
    areas: tuple[int, int, int]
    levels: tuple[int, ...]
    atom_codes: NDArray[np.str_]
    cell_codes: NDArray[np.str_]
    cells: sparse.csr_array
    truth: NDArray[np.int64]
    counts: NDArray[np.int64]

    @property
    def sensitive(self) -> NDArray[np.bool_]:
        """Tell which cells are too small to be shown."""
        return (self.counts > 0) & (self.counts < THRESHOLD)


@cache
def by_household() -> Table:
    """Return area x household: 5,110 cells, about 855 of them sensitive."""
    return _table("area x household", (9, 8, 9), (6,), persons=193_000, spread=0.85, evenness=2.9)


@cache
def by_household_and_age() -> Table:
    """Return area x household x age for two municipalities: 5,439 cells, about 1,659 of them sensitive."""
    return _table("area x household x age", (2, 6, 8), (6, 6), persons=64_000, spread=0.85, evenness=2.9)


@cache
def large() -> Table:
    """Return area x household x age for nine municipalities: 51,100 cells, about 18,725 of them sensitive."""
    return _table("large area x household x age", (9, 8, 9), (6, 9), persons=392_000, spread=0.85, evenness=2.9)


def system(table: Table, shown: NDArray[np.bool_]) -> System:
    """Return what an outsider knows when these cells are shown exactly and all others withheld."""
    counts = table.counts[shown].astype(np.float64)
    return System(table.cells[shown], counts, counts, table.truth, np.full(table.truth.size, np.inf))


def targets(table: Table) -> Targets:
    """Return the sensitive cells, each with the policy's threshold as least width and least upper limit."""
    need = np.full(int(table.sensitive.sum()), float(THRESHOLD))
    return Targets(table.cells[table.sensitive], need, need)


def _table(
    name: str, areas: tuple[int, int, int], levels: tuple[int, ...], *, persons: int, spread: float, evenness: float
) -> Table:
    chance = np.random.default_rng(SEED)
    buurten = int(np.prod(areas))
    size = chance.lognormal(0.0, spread, buurten)
    share = (size / size.sum())[:, None]
    for number in levels:
        general = 0.72 ** np.arange(number)  # the first kind is common, the last is rare
        mixes = chance.dirichlet(evenness * number * general / general.sum(), share.size)
        share = (share.reshape(-1, 1) * mixes).reshape(-1, 1)
    truth = chance.poisson(persons * share.ravel()).astype(np.int64)
    names = [_buurten(areas), *([f"{i + 1}" for i in range(number)] for number in levels)]
    area_cells, area_names = _area_cells(areas)
    parts = [area_cells, *(sparse.vstack([np.ones((1, n)), sparse.eye_array(n)]) for n in levels)]
    cell_names = [area_names, *([TOTAL, *level_names] for level_names in names[1:])]
    cells = sparse.csr_array(reduce(sparse.kron, parts))
    counts = np.rint(cells @ truth).astype(np.int64)
    return Table(name, areas, levels, _product(names), _product(cell_names), cells, truth, counts)


def _buurten(areas: tuple[int, int, int]) -> list[str]:
    """Return codes in which the first sign is the municipality, the second the wijk, the third the buurt."""
    municipalities, wijken, buurten = (range(1, number + 1) for number in areas)
    return [f"{m}{w}{b}" for m in municipalities for w in wijken for b in buurten]


def _area_cells(areas: tuple[int, int, int]) -> tuple[sparse.csr_array, list[str]]:
    """Return areas x buurten, and the codes of the areas: the total, then each municipality with what lies in it."""
    buurten = _buurten(areas)
    prefixes = sorted({code[:length] for code in buurten for length in range(4)})
    member = np.array([[code.startswith(prefix) for code in buurten] for prefix in prefixes], dtype=np.float64)
    return sparse.csr_array(member), [prefix or TOTAL for prefix in prefixes]


def _product(names: list[list[str]]) -> NDArray[np.str_]:
    grids = np.meshgrid(*(np.array(one) for one in names), indexing="ij")
    return np.stack([grid.ravel() for grid in grids], axis=1)
