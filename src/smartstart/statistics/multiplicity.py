"""Correction of p-values for the number of questions asked."""

import numpy as np
from numpy.typing import ArrayLike

from smartstart.statistics.intervals import FloatArray


def holm(p_values: ArrayLike) -> FloatArray:
    """Return Holm's step-down adjusted p-values (1979, Scand J Stat 6:65), in the order given.

    The chance of even one false rejection stays below the level, whatever the dependence between the tests.

    Args:
        p_values: shape (tests,).

    Raises:
        ValueError: a p-value is missing or not between 0 and 1, or the shape is not one row.
    """
    p = np.asarray(p_values, dtype=np.float64)
    if p.ndim != 1:
        raise ValueError("p-values come as one row")
    if not ((p >= 0.0) & (p <= 1.0)).all():
        raise ValueError("a p-value lies between 0 and 1")
    order = np.argsort(p, kind="stable")
    stepped = p[order] * np.arange(p.size, 0, -1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(np.maximum.accumulate(stepped), 1.0)
    return adjusted
