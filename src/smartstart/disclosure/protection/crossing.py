"""Tables that fit stricter limits on one cell, made of tables that do not: without a solver.

What an outsider holds possible is convex. A table in which a cell moves up and one in which it moves down, weighed so
that the two cancel, is a table in which that cell does not move at all, and in which all other limits still hold.
"""

import numpy as np

from smartstart.disclosure.protection.levels import Floats
from smartstart.disclosure.protection.relations import SLACK


def crossed(tables: Floats, moved: Floats, limits: tuple[Floats, Floats], most: int) -> tuple[Floats, Floats]:
    """Return the tables that fit once one cell is kept still; none if more than one cell must move less.

    Args:
        tables: shape (tables, cells), that fit wider limits; moved: shape (tables, targets), what goes with them.
        limits: shape (cells,) each, of what each cell may lie between.
        most: how many tables on each side of the cell are used, the last ones first.

    Returns:
        the new tables and what goes with them, in the same shapes.
    """
    outside = (tables < limits[0] - SLACK) | (tables > limits[1] + SLACK)
    cells = np.flatnonzero(outside.any(axis=0))
    if cells.size != 1 or limits[0][cells[0]] > 0 or limits[1][cells[0]] < 0:
        return tables[:0], moved[:0]
    cell = int(cells[0])
    up = np.flatnonzero(tables[:, cell] > SLACK)[-most:]
    down = np.flatnonzero(tables[:, cell] < -SLACK)[-most:]
    first, second = np.repeat(up, down.size), np.tile(down, up.size)
    high, low = tables[first, cell], -tables[second, cell]
    share = (low / (high + low))[:, np.newaxis]
    new = share * tables[first] + (1.0 - share) * tables[second]
    new[:, cell] = 0.0
    return new, share * moved[first] + (1.0 - share) * moved[second]
