"""Limits of a sum of estimates from the limits of its parts: the method of variance estimates recovery (MOVER).

Zou 2008, AJE 168:212; Zou and Donner 2008, Stat Med 27:1693. The distance from the sum to a limit is built from the
distances of each part to the limit that pulls in that direction, so skewed parts give a skewed sum.
"""

import numpy as np
from numpy.typing import ArrayLike

from smartstart.statistics.intervals import FloatArray, Intervals


def mover(coefficients: ArrayLike, parts: Intervals, correlation: ArrayLike | None = None) -> Intervals:
    """Return the weighted sum of the parts with its limits, in the unit of the parts (Zou 2008; Zou and Donner 2008).

    Args:
        coefficients: shape (k,), the weight of each part; may be negative.
        parts: shape (..., k), each part with its own limits at one and the same level.
        correlation: between the estimates of the parts, shape (..., k, k); none means that they are independent.

    Returns:
        Intervals of shape (...): nan, value as well as limits, where a part or one of its limits is nan or infinite.
    """
    weight = np.asarray(coefficients, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        value = (weight * parts.value).sum(axis=-1)
        down, up = parts.value - parts.lower, parts.upper - parts.value
        below = _length(weight * np.where(weight > 0, down, up), correlation)
        above = _length(weight * np.where(weight > 0, up, down), correlation)
        known = np.isfinite(value) & np.isfinite(below) & np.isfinite(above)
        return Intervals(*(np.where(known, part, np.nan) for part in (value, value - below, value + above)))


def _length(pull: FloatArray, correlation: ArrayLike | None) -> FloatArray:
    """Return the length of the pulls of the parts together; rounding may leave a square just below nought."""
    if correlation is None:
        square = (pull**2).sum(axis=-1)
    else:
        square = np.einsum("...i,...ij,...j->...", pull, np.asarray(correlation, dtype=np.float64), pull)
    length: FloatArray = np.sqrt(np.maximum(square, 0.0))
    return length


def as_correlation(covariance: FloatArray) -> FloatArray:
    """Return the correlations of a covariance; where a variance is 0 or infinite they are 0. Source: the definition.

    Args:
        covariance: shape (..., k, k).

    Returns:
        Shape (..., k, k), with ones on the diagonal.
    """
    k = covariance.shape[-1]
    variance = np.einsum("...ii->...i", covariance)
    usable = np.isfinite(variance) & (variance > 0)
    size = np.sqrt(np.where(usable, variance, 1.0))
    with np.errstate(invalid="ignore"):
        ratio = covariance / (size[..., :, None] * size[..., None, :])
    both = usable[..., :, None] & usable[..., None, :]
    known: FloatArray = np.where(np.eye(k, dtype=bool), 1.0, np.where(both, ratio, 0.0))
    return known
