"""The answer: which statements are withheld, and how good that choice is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """Which statements are withheld. It stays inside the room: what a choice cost tells something about the counts.

    Attributes:
        withheld: shape (statements,), bool; at least those that a rule withheld.
        optimal: proven that no choice that protects as much costs less.
        bound: what every choice that protects as much costs at least, in the unit of the costs.
    """

    withheld: NDArray[np.bool_]
    optimal: bool
    bound: float
