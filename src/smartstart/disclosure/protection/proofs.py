"""From a proof that a target is known too well to what must be withheld for it: at least one of these statements.

A proof rests on limits that statements tell. Withholding a statement loosens its limits, at the most to what is known
anyway; together the withheld statements must loosen the proof by what is lacking (capacity inequalities, Fischetti and
Salazar 2000, Management Science 46(4)). As long as statements that loosen least cannot do so together, they are left
out: one of the rest is needed (a cover inequality).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.protection.blocks import Known
from smartstart.disclosure.protection.levels import Floats
from smartstart.disclosure.protection.relations import BACKGROUND, SLACK, Net, Numbers

_NOISE = 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """A target that is known too well, and statements of which at least one must be withheld for it."""

    target: int
    statements: Numbers


def reduced(ties: sparse.csr_array, objective: Floats, multipliers: Floats) -> Floats:
    """Return the weight of every cell in the proof, shape (cells,).

    Args:
        ties: shape (cells, relations of the block), the relations as columns.
        objective: shape (cells,), the sum that is asked about.
        multipliers: shape (relations of the block,).
    """
    weights: Floats = objective + ties @ multipliers
    weights[np.abs(weights) < _NOISE] = 0.0
    return weights


def needed(net: Net, now: Known, weights: list[Floats], lacking: float) -> Numbers:
    """Return statements of which at least one must be withheld, in order; empty if none can help.

    Args:
        weights: the proofs together, each per cell.
        lacking: how much they must be loosened.
    """
    loosens: dict[int, float] = {}
    for one in weights:
        _add(loosens, net, one, (one > 0) & (now.by_upper >= 0), now.by_upper, now.upper, now.free_upper)
        _add(loosens, net, one, (one < 0) & (now.by_lower >= 0), now.by_lower, now.free_lower, now.lower)
    kept: list[int] = []
    total = 0.0
    for statement, amount in sorted(loosens.items(), key=lambda item: (item[1], net.cost[item[0]], item[0])):
        if total + amount < lacking - SLACK and not kept:
            total += amount
        else:
            kept.append(statement)
    return np.array(sorted(kept), np.int64)


def _add(
    loosens: dict[int, float],
    net: Net,
    weights: Floats,
    used: NDArray[np.bool_],
    by: Numbers,
    low: Floats,
    high: Floats,
) -> None:
    for cell in np.flatnonzero(used).tolist():
        statement, room = int(net.statement[by[cell]]), float(high[cell] - low[cell])
        if statement != BACKGROUND and room > 0:
            loosens[statement] = loosens.get(statement, 0.0) + abs(float(weights[cell])) * room
