"""What a single shown cell gives away of a target within it, without a solver.

The rest of the cell is at least what is known of it anyway, so the target is at most the cell without that.
"""

import numpy as np
from scipy import sparse

from smartstart.disclosure.protection.blocks import Known
from smartstart.disclosure.protection.effort import known_already
from smartstart.disclosure.protection.proofs import Need
from smartstart.disclosure.protection.relations import BACKGROUND, SLACK, Net


class Singles:
    """The targets that lie within one cell, with what the rest of that cell can be at the least."""

    def __init__(self, net: Net) -> None:
        self._net = net
        sums = net.levels.sums
        weights = sparse.csr_array(net.sums)
        rows = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
        plain = np.flatnonzero(np.bincount(rows[weights.data != 1], minlength=weights.shape[0]) == 0)
        shared = sparse.coo_array(sparse.csr_array(sums) @ weights[plain].T)
        target, cell = shared.coords
        inside = shared.data == np.diff(sums.indptr)[target]
        self._target, self._cell = target[inside], net.unknowns + plain[cell[inside]]
        lowest = sums @ net.least[: net.unknowns]
        self._rest = net.least[self._cell] - lowest[self._target]
        self._lowest = lowest[self._target]

    def lacking(self, now: Known) -> list[Need]:
        """Return the statements that must be withheld, each with a target that it gives away.

        Raises:
            GateRefusal: what is known anyway gives a target away.
        """
        levels, target = self._net.levels, self._target
        most = now.upper[self._cell] - self._rest
        short = (most < levels.up[target] - SLACK) | (most - self._lowest < levels.width[target] - SLACK)
        told = now.by_upper[self._cell[short]]
        statements, first = np.unique(self._net.statement[told], return_index=True)
        if statements.size and statements[0] == BACKGROUND:
            raise known_already()
        targets = target[short][first]
        return [
            Need(one, np.array([statement], np.int64))
            for one, statement in zip(targets.tolist(), statements.tolist(), strict=True)
        ]
