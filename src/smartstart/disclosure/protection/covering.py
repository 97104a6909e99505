"""The cheapest choice that takes at least one statement of every set: a set covering problem, part by part.

Sets that share no statement are chosen for apart, so that many small problems are solved instead of a large one; a
part that did not change is not solved again. HiGHS, one thread; its limit is nodes.
"""

import highspy
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from smartstart.disclosure.protection.diving import Choice, choice_of, covering_model, dived, incidence
from smartstart.disclosure.protection.effort import solver_failed
from smartstart.disclosure.protection.levels import Floats
from smartstart.disclosure.protection.relations import Numbers


class Covering:
    """Sets of which at least one statement must be withheld each; they are only ever added to.

    Args:
        cost: shape (statements,).
        small: up to how many statements in a part the least cost is looked for.
        nodes: the most nodes for such a part.
    """

    def __init__(self, cost: Floats, small: int, nodes: int) -> None:
        self._cost, self._small, self._nodes = cost, small, nodes
        self._sets: dict[bytes, Numbers] = {}
        self._solved: dict[bytes, Choice] = {}

    def add(self, sets: list[Numbers]) -> None:
        """Add sets; one that is there already counts once."""
        for one in sets:
            self._sets.setdefault(one.tobytes(), one)

    def cheapest(self) -> Choice:
        """Return the cheapest choice.

        Raises:
            GateRefusal: the solver fails, or finds no choice within its limit.
        """
        if not self._sets:
            return Choice(np.zeros(0, np.int64), 0.0, True)
        sets = sorted(self._sets.values(), key=lambda one: (one.size, one.tobytes()))
        parts = [self._part(part) for part in _apart(sets, self._cost.size)]
        chosen = np.sort(np.concatenate([p.chosen for p in parts]))
        return Choice(chosen, sum(p.bound for p in parts), all(p.proven for p in parts))

    def _part(self, sets: list[Numbers]) -> Choice:
        key = b"|".join(one.tobytes() for one in sets)
        if key not in self._solved:
            self._solved[key] = self._solve(_smallest(sets))
        return self._solved[key]

    def _solve(self, sets: list[Numbers]) -> Choice:
        statements, columns = np.unique(np.concatenate(sets), return_inverse=True)
        cost = self._cost[statements]
        if len(sets) == 1:
            best = int(np.lexsort((statements, cost))[0])
            return Choice(statements[[best]], float(cost[best]), True)
        if statements.size > self._small:
            return dived(sets, statements, cost)
        solver = covering_model(sets, columns.ravel(), cost)
        solver.changeColsIntegrality(cost.size, np.arange(cost.size, dtype=np.int32), np.full(cost.size, 1, np.uint8))
        solver.setOptionValue("mip_max_nodes", self._nodes)
        solver.run()
        states = highspy.HighsModelStatus
        info = solver.getInfo()
        if solver.getModelStatus() not in (states.kOptimal, states.kSolutionLimit, states.kIterationLimit):
            raise solver_failed()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return dived(sets, statements, cost)
        taken = np.asarray(solver.getSolution().col_value)
        return choice_of(
            statements[taken > 0.5], float(self._cost[statements[taken > 0.5]].sum()), float(info.mip_dual_bound)
        )


def _apart(sets: list[Numbers], statements: int) -> list[list[Numbers]]:
    """Return the sets in parts that share no statement."""
    matrix = incidence(sets, statements)
    graph = sparse.block_array([[None, matrix], [sparse.csr_array(matrix.shape[::-1]), None]], format="csr")
    _, label = csgraph.connected_components(graph, directed=False)
    parts: dict[int, list[Numbers]] = {}
    for one, part in zip(sets, label[: len(sets)].tolist(), strict=True):
        parts.setdefault(part, []).append(one)
    return list(parts.values())


def _smallest(sets: list[Numbers]) -> list[Numbers]:
    """Leave out sets that hold a smaller one: what meets the smaller meets them."""
    statements = int(max(one[-1] for one in sets)) + 1
    matrix = incidence(sets, statements)
    size = np.diff(matrix.indptr)
    shared = sparse.coo_array(matrix @ matrix.T)
    first, second = shared.coords
    inside = (shared.data == size[first]) & (
        (size[first] < size[second]) | ((size[first] == size[second]) & (first < second))
    )
    kept = np.ones(len(sets), np.bool_)
    kept[second[inside]] = False
    return [one for one, stays in zip(sets, kept.tolist(), strict=True) if stays]
