"""Where the least cost is out of reach: add until the choice is safe, then show again what need not be withheld."""

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.protection.diving import incidence
from smartstart.disclosure.protection.examining import Examiner
from smartstart.disclosure.protection.relations import Net, Numbers


def grown(net: Net, examiner: Examiner, withheld: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return a safe choice that holds this one. It ends: every time round something is added.

    Raises:
        GateRefusal: a target stays known whatever is withheld, the solver fails, or the effort is used up.
    """
    withheld = withheld.copy()
    while sets := examiner.lacking(withheld):
        withheld[_met(net, sets)] = True
    return withheld


def _met(net: Net, sets: list[Numbers]) -> list[int]:
    """Return statements that meet all sets: time and again the one that meets most for its cost."""
    matrix = incidence(sets, net.cost.size)
    by_statement = matrix.tocsc()
    open_still, chosen = np.ones(len(sets)), []
    while open_still.any():
        gain = (matrix.T @ open_still) / np.maximum(net.cost, 1e-9)
        best = int(gain.argmax())
        chosen.append(best)
        open_still[by_statement.indices[by_statement.indptr[best] : by_statement.indptr[best + 1]]] = 0.0
    return chosen


def thinned(net: Net, examiner: Examiner, withheld: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return a safe choice within this safe one: statements are shown again, the dearest first, as long as it holds."""
    withheld = withheld.copy()
    extra = np.flatnonzero(withheld & ~net.withheld)
    for statement in extra[np.lexsort((extra, -net.cost[extra]))].tolist():
        withheld[statement] = False
        if examiner.lacking(withheld, first=True):
            withheld[statement] = True
    return withheld
