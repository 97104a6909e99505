"""Estimates drawn towards their common mean, for display: the largest of many is partly luck.

The normal-normal model: estimate_i ~ N(truth_i, variance_i), truth_i ~ N(mean, between). The between-variance is that
of restricted maximum likelihood (Viechtbauer 2005, J Educ Behav Stat 30:261), because that of DerSimonian and Laird
(1986, Control Clin Trials 7:177) is too low where the truths differ much; theirs is only the start of the search.
Shrunken values go beside the raw ones and their limits; what is decided is decided on the raw.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from smartstart.statistics.intervals import FloatArray, Intervals, normal_quantile

_STEPS = 200
_PRECISION = 1e-10


@dataclass(frozen=True, slots=True)
class Shrunken:
    """Estimates after shrinkage, on the scale they were given in (log relative risks stay logs).

    Attributes:
        estimates: with limits, shape (groups,); nan where the group was undefined.
        mean, mean_error: the common mean and its standard error.
        between: variance between the true values; 0 where the estimates differ no more than by chance.
        kept: shape (groups,), the share of its own estimate that each kept; nan where undefined.
    """

    estimates: Intervals
    mean: float
    mean_error: float
    between: float
    kept: FloatArray


def shrink(estimates: ArrayLike, errors: ArrayLike, level: float = 0.95) -> Shrunken:
    """Shrink estimates towards their mean, by the between-variance of restricted maximum likelihood (Viechtbauer 2005).

    Limits take in that the mean is estimated, not that the between-variance is.

    Args:
        estimates: shape (groups,), for instance log relative risks.
        errors: their standard errors, shape (groups,); groups whose estimate or error is nan or infinite stay out.
        level: confidence level.

    Returns:
        Shrunken, on the scale of the estimates; a group that stayed out is nan.

    Raises:
        ValueError: shapes differ, an error is not above 0, or fewer than three groups are defined.
        ArithmeticError: the between-variance was not found.
    """
    y_all, s_all = np.asarray(estimates, dtype=np.float64), np.asarray(errors, dtype=np.float64)
    if y_all.ndim != 1 or y_all.shape != s_all.shape:
        raise ValueError("estimates and errors come as one row each, of the same length")
    known = np.isfinite(y_all) & np.isfinite(s_all)
    if (s_all[known] <= 0).any():
        raise ValueError("a standard error must be above 0")
    if known.sum() < 3:
        raise ValueError("fewer than three estimates: there is nothing to shrink towards")
    y, v = y_all[known], s_all[known] ** 2
    between = reml(y, v)
    weight = 1.0 / (v + between)
    mean, mean_variance = float((weight * y).sum() / weight.sum()), float(1.0 / weight.sum())
    kept = between / (v + between)
    middle = mean + kept * (y - mean)
    half = normal_quantile(level) * np.sqrt(kept * v + (1.0 - kept) ** 2 * mean_variance)
    shown = [_laid_out(part, known) for part in (middle, middle - half, middle + half, kept)]
    return Shrunken(Intervals(*shown[:3]), mean, float(np.sqrt(mean_variance)), between, shown[3])


def dersimonian_laird(estimates: FloatArray, variances: FloatArray) -> float:
    """Return the between-variance by moments (DerSimonian and Laird 1986).

    Args:
        estimates, variances: as in `reml`, shape (groups,).

    Returns:
        The square of the unit of the estimates; never below 0.
    """
    weight = 1.0 / variances
    total = weight.sum()
    mean = (weight * estimates).sum() / total
    excess = (weight * (estimates - mean) ** 2).sum() - (estimates.size - 1)
    return max(0.0, float(excess / (total - (weight**2).sum() / total)))


def reml(estimates: FloatArray, variances: FloatArray) -> float:
    """Return the between-variance by restricted maximum likelihood, by Fisher scoring (Viechtbauer 2005).

    Args:
        estimates, variances: shape (groups,), finite, at least two groups; variances above 0.

    Returns:
        The square of the unit of the estimates; never below 0.

    Raises:
        ArithmeticError: it was not found in 200 steps.
    """
    between = dersimonian_laird(estimates, variances)
    for _ in range(_STEPS):
        weight = 1.0 / (variances + between)
        one, two, three = weight.sum(), (weight**2).sum(), (weight**3).sum()
        mean = (weight * estimates).sum() / one
        slope = (weight**2 * (estimates - mean) ** 2).sum() - one + two / one
        information = two - 2.0 * three / one + (two / one) ** 2
        step = slope / information
        following = max(0.0, float(between + step))
        if abs(following - between) <= _PRECISION * (between + float(variances.min())):
            return following
        between = following
    raise ArithmeticError("the variance between the groups was not found")


def _laid_out(part: FloatArray, known: np.ndarray) -> FloatArray:
    laid = np.full(known.shape, np.nan)
    laid[known] = part
    return laid
