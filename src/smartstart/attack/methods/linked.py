"""Linked and overlapping tables: the same persons counted by other groupings.

Argument: a wijk and a school catchment share children that no table shows together, and what both tables say leaves
little room. If 95 children live in the wijk, 92 go to the school and 95 do one or the other at least, three live
there and go elsewhere; each table alone is safe. Answered by one joint audit over all tables, in which the smallest
groups that they cut out together are cells.

Atoms are the smallest groups over the dimensions that statements name together (see `grids`); each is bounded by
linear programming over all statements at once.
"""

from smartstart.attack.evidence import Found, World
from smartstart.attack.joint import small_atoms

NAME = "linked"


def run(world: World) -> Found:
    """Bound every atom of every grid."""
    return small_atoms(world, NAME)
