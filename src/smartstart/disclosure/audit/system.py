"""What an outsider knows, as sums of unknown whole counts; and what must stay unknown.

Unknowns are *atoms*: the smallest groups that all statements together can tell apart, split by the outcome, so that
events, non-events and complements are ordinary sums. A shown count says that a sum of atoms lies between two limits
(equal ones when it is shown exactly; the limits of its rounding otherwise); a class on a map and an estimate at a
fixed precision say the same of weighted sums. A withheld count says nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy import sparse


class Attacker(StrEnum):
    """What an outsider knows beforehand; a release must withstand both.

    `N` knows nothing of empty groups: every atom is nought or more. `E` knows which groups are not empty (a neighbour
    knows that somebody lives there): an atom that is not empty is at least one.
    """

    N = "atoms may be empty"
    E = "atoms known not to be empty"


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """Sums of atoms within limits.

    Attributes:
        sums: shape (sums, atoms), float64 in compressed rows; mostly noughts and ones, other weights for estimates.
        lower, upper: shape (sums,), what is known of each sum; equal for a count that is shown exactly.
        truth: shape (atoms,), int64: the exact counts. They satisfy every sum.
        most: shape (atoms,), float64: what an atom can be at most, infinite where nothing says so.
        occupied: shape (atoms,), bool: atoms of which an outsider can know that they are not empty; None: all that are
            not.
    """

    sums: sparse.csr_array
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    truth: NDArray[np.int64]
    most: NDArray[np.float64]
    occupied: NDArray[np.bool_] | None = None

    def least(self, attacker: Attacker) -> NDArray[np.float64]:
        """Return what each atom is at least, for this attacker."""
        if attacker is Attacker.N:
            return np.zeros(self.truth.size)
        least = np.minimum(self.truth, 1).astype(np.float64)
        return least if self.occupied is None else least * self.occupied


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """Sums of atoms that must stay unknown enough: sensitive cells, and groups that follow from what is shown.

    Attributes:
        sums: shape (targets, atoms), noughts and ones, in compressed rows.
        width: shape (targets,), the least width of the interval that an outsider may find.
        reach: shape (targets,), the least upper limit: below it, the outsider could prove that the group is small.
    """

    sums: sparse.csr_array
    width: NDArray[np.float64]
    reach: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """Feasibility intervals: the lowest and highest value of each target that fits everything known.

    Attributes:
        lower, upper: shape (targets,), float64.
        whole: shape (targets,), bool: worked out over whole counts; otherwise over all numbers (never narrower).
    """

    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    whole: NDArray[np.bool_]
