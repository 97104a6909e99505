"""Choose what else to withhold."""

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.atoms.problem import Problem


def protect(problem: Problem) -> NDArray[np.bool_]:
    """Return which statements to withhold, shape (statements,), bool; at least those that a rule withheld."""
    return problem.withheld.copy()
