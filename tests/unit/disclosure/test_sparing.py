"""Tables in which a target moves far enough and little else does."""

import numpy as np
import pytest
from scipy import sparse

from smartstart.disclosure.atoms.problem import Problem, Sums
from smartstart.disclosure.audit.system import Targets
from smartstart.disclosure.protection import choose, thinning
from smartstart.disclosure.protection.blocks import blocks, known
from smartstart.disclosure.protection.effort import Effort
from smartstart.disclosure.protection.levels import Levels
from smartstart.disclosure.protection.relations import net
from smartstart.disclosure.protection.sparing import Sparing
from smartstart.vocabulary.errors import GateRefusal
from tests.support.small_problems import draw

TRUTH = np.array([3, 20, 30, 25, 40, 50])  # two rows of three; all six are withheld and their sums are shown
SUMS = np.vstack([np.kron(np.eye(2), np.ones(3)), np.kron(np.ones(2), np.eye(3))])
UNMENDED = Effort(rounds=1, exact=0, guided=0)


def _sparing(dear: np.ndarray) -> Sparing:
    cells = np.vstack([np.eye(6), SUMS])
    need, value = np.array([10.0]), cells @ TRUTH
    nothing = Sums(sparse.csr_array((0, 6)), np.zeros(0), np.zeros(0))
    asked = Sums(sparse.csr_array(cells), value, value)
    withheld = np.arange(11) < 6
    targets = Targets(sparse.csr_array(cells[:1]), need, need)
    problem = Problem(TRUTH, asked, np.arange(11), np.ones(11), withheld, nothing, targets)
    whole = net(problem, Levels.of(targets, TRUTH), np.zeros(6, np.int64))
    now = known(whole, withheld)
    block = next(blocks(whole, now))
    assert block.cells.tolist() == list(range(6))
    return Sparing(whole, block, dear, (now.lower[block.cells], now.upper[block.cells]), Effort())


@pytest.mark.parametrize(("spared", "other"), [(1, 2), (2, 1)])
def test_a_target_moves_along_what_costs_least(spared: int, other: int) -> None:
    dear = np.full(6, 0.01)
    dear[spared] = 1.0
    by_hand = np.zeros(6)
    by_hand[[0, other, 3, 3 + other]] = [7, -7, -7, 7]
    found = _sparing(dear)
    np.testing.assert_allclose(found.table(0, 1.0, 7.0), by_hand, atol=1e-9)
    np.testing.assert_allclose(found.table(0, -1.0, 3.0), by_hand * -3 / 7, atol=1e-9)


def test_further_than_what_else_may_move_there_is_no_table() -> None:
    found = _sparing(np.full(6, 0.01))
    assert found.table(0, 1.0, 25.5) is None  # the cell below it holds 25 persons
    assert found.table(0, 1.0, 25.0) is not None
    found.limit(np.full(6, -4.0), np.full(6, 4.0))
    assert found.table(0, 1.0, 4.5) is None


def test_what_is_shown_again_does_not_depend_on_which_tables_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    table = Sparing.table

    def counted(self: Sparing, target: int, side: float, level: float) -> np.ndarray | None:
        asked.append(target)
        return table(self, target, side, level)

    monkeypatch.setattr(Sparing, "table", counted)
    total = 0
    for seed in range(62_000, 62_030):
        problem = draw(seed)
        try:
            without = choose(problem, effort=UNMENDED).withheld
        except GateRefusal:
            continue  # nothing keeps its targets unknown: it is not about what is shown again
        assert not asked
        with monkeypatch.context() as always:
            always.setattr(thinning, "_MANY", -1)
            assert choose(problem, effort=UNMENDED).withheld.tolist() == without.tolist()
        total += len(asked)
        asked.clear()
    assert total > 30  # else it would say nothing
