"""Feasibility intervals of a published table, and what the reference measured about hiding only the small cells."""

import numpy as np
import pytest
from scipy import sparse

from benchmarks.disclosure import population
from smartstart.disclosure.audit.limits import limits
from smartstart.disclosure.audit.system import Attacker, System, Targets

# Fischetti and Salazar-González 2001, Management Science 47:1008-1027, the introductory table: investment of
# enterprises by activity (rows) and region. Withheld: the sensitive cell II,C with II,A, III,A and III,C. The attacker
# finds 5 to 30 for II,C (printed). The other three follow by hand from the same margins: II,A and II,C add up to 30,
# III,A and III,C to 29, II,A and III,A to 25.
TABLE = np.array([[20, 50, 10], [8, 19, 22], [17, 32, 12]])
WITHHELD = {(1, 2): (5, 30), (1, 0): (0, 25), (2, 0): (0, 25), (2, 2): (4, 29)}


def _margins() -> list[np.ndarray]:
    rows = [np.repeat(np.eye(3)[i], 3) for i in range(3)]
    columns = [np.tile(np.eye(3)[i], 3) for i in range(3)]
    return [*rows, *columns, np.ones(9)]


def _published(**needs: float) -> tuple[System, Targets]:
    truth = TABLE.ravel().astype(np.int64)
    shown = [np.eye(9)[3 * i + j] for i in range(3) for j in range(3) if (i, j) not in WITHHELD]
    sums = sparse.csr_array(np.array([*_margins(), *shown]))
    value = sums @ truth.astype(float)
    cells = sparse.csr_array(np.array([np.eye(9)[3 * i + j] for i, j in WITHHELD]))
    need = np.full(len(WITHHELD), needs.get("width", 10.0))
    return System(sums, value, value, truth, np.full(9, np.inf)), Targets(cells, need, need)


def test_the_published_interval() -> None:
    system, targets = _published()
    found = limits(system, targets, Attacker.N)
    assert list(zip(found.lower.tolist(), found.upper.tolist(), strict=True)) == list(WITHHELD.values())


def test_whoever_knows_that_no_cell_is_empty_finds_one_less_on_each_side() -> None:
    """By hand: II,A and III,A are then 1 to 24, so II,C is 6 to 29 and III,C 5 to 28."""
    system, targets = _published()
    found = limits(system, targets, Attacker.E)
    assert found.lower.tolist() == [6, 1, 1, 5]
    assert found.upper.tolist() == [29, 24, 24, 28]


def test_counts_of_millions_are_as_exact_as_small_ones() -> None:
    system, targets = _published()
    big = 2_000_000
    system = System(system.sums, system.lower * big, system.upper * big, system.truth * big, system.most)
    found = limits(system, targets, Attacker.N)
    assert found.lower.tolist() == [low * big for low, _ in WITHHELD.values()]
    assert found.upper.tolist() == [high * big for _, high in WITHHELD.values()]


@pytest.mark.parametrize("attacker", list(Attacker))
def test_hiding_only_the_small_cells_of_a_three_way_table_leaves_many_of_them_known_exactly(attacker: Attacker) -> None:
    """The reference measured 30 per cent exactly known and 76 per cent provably below 10, on another population."""
    table = population.by_household_and_age()
    targets = population.targets(table)
    found = limits(population.system(table, ~table.sensitive), targets, attacker)
    exact, small = float((found.lower == found.upper).mean()), float((found.upper < population.THRESHOLD).mean())
    assert 0.15 < exact < 0.6
    assert 0.6 < small < 1.0
    truth = targets.sums @ table.truth
    assert ((found.lower <= truth) & (truth <= found.upper)).all()
