"""Whole numbers: persons do not come in halves.

Argument: three pairs of cells that add up to 31, 30 and 28 leave 44.5 for the three together, if halves existed; with
whole numbers it is 44 or less, and 45 or more the other way. Each such ring of cells takes a half from what linear
programming thinks possible, and several rings together take what was left of the room. Answered by a check over whole
numbers wherever the linear interval is narrow.

Searching over whole numbers can take for ever, so only grids of a few hundred atoms are searched, and each group by a
fixed number of steps.
"""

from smartstart.attack.evidence import Found, World
from smartstart.attack.joint import small_atoms

NAME = "integers"
_MOST_ATOMS = 300


def run(world: World) -> Found:
    """Bound every atom of every small grid over whole numbers."""
    return small_atoms(world, NAME, whole=True, most=_MOST_ATOMS)
