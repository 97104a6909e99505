"""Which share of all cases would disappear if the group had the risk of the others? Arithmetic, not a cause."""

import numpy as np
from numpy.typing import ArrayLike

from smartstart.statistics.intervals import FloatArray, Intervals, as_two_groups, normal_quantile


def attributable_fraction(a: ArrayLike, n1: ArrayLike, b: ArrayLike, n2: ArrayLike, level: float = 0.95) -> Intervals:
    """Return the population attributable fraction 1 - p2 / p, p the risk of everybody, with limits.

    Limits by the delta method on log(1 - PAF) for a sample of the whole population, in which the size of the group is
    itself a chance outcome (Walter 1976, Biometrics 32:829). Fractions of groups that overlap do not add up.

    Args:
        a, n1: events and members of the group; b, n2: of the others. Any shapes that broadcast.
        level: confidence level.

    Returns:
        Intervals, as a share; below 0 where the group has the lower risk. No events among the others: 1 without limits
        (nan). An empty group or empty others, or no events at all: nan.

    Raises:
        ValueError: a count is negative, or there are more events than members.
    """
    a_, n1_, b_, n2_ = as_two_groups(a, n1, b, n2)
    # log(1 - PAF) = log b - log n2 - log(a + b) + log(n1 + n2); each unit's pull on it, by the four kinds of units.
    with np.errstate(divide="ignore", invalid="ignore"):
        total, events = n1_ + n2_, a_ + b_
        kinds = (
            (a_, -1.0 / events + 1.0 / total),
            (n1_ - a_, 1.0 / total),
            (b_, 1.0 / b_ - 1.0 / n2_ - 1.0 / events + 1.0 / total),
            (n2_ - b_, -1.0 / n2_ + 1.0 / total),
        )
        variance = sum(units * pull**2 for units, pull in kinds)
        return _limits(a_, n1_, b_, n2_, np.asarray(variance), level)


def clustered_attributable_fraction(
    members: ArrayLike, events: ArrayLike, other_members: ArrayLike, other_events: ArrayLike, level: float = 0.95
) -> Intervals:
    """Return the population attributable fraction with limits that know that units of one household are alike.

    As `attributable_fraction` (Walter 1976), with the variance of household totals (Liang and Zeger 1986).

    Args:
        members, events: per household, shape (..., households), of the group.
        other_members, other_events: the same of all others.
        level: confidence level.

    Returns:
        Intervals of shape (...), as in `attributable_fraction`; one household only has no limits (nan).

    Raises:
        ValueError: a count is negative, or a household has more events than members.
    """
    e1, m1, e2, m2 = as_two_groups(events, members, other_events, other_members)
    a, n1, b, n2 = (part.sum(axis=-1) for part in (e1, m1, e2, m2))
    households = ((m1 + m2) > 0).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        pull = (
            e2 / b[..., None] - m2 / n2[..., None] - (e1 + e2) / (a + b)[..., None] + (m1 + m2) / (n1 + n2)[..., None]
        )
        variance = households / (households - 1.0) * (pull**2).sum(axis=-1)
        return _limits(a, n1, b, n2, variance, level)


def _limits(
    a: FloatArray, n1: FloatArray, b: FloatArray, n2: FloatArray, variance: FloatArray, level: float
) -> Intervals:
    """Return the fraction with limits from the variance of log(1 - PAF); call it with division warnings off."""
    rest = (b / n2) / ((a + b) / (n1 + n2))
    half = normal_quantile(level) * np.sqrt(variance)
    rest = np.where(n1 > 0, rest, np.nan)
    bounded = np.isfinite(half)  # it is not without events among the others, or with one household
    lower = np.where(bounded, 1.0 - rest * np.exp(half), np.nan)
    upper = np.where(bounded, 1.0 - rest * np.exp(-half), np.nan)
    return Intervals(1.0 - rest, lower, upper)
