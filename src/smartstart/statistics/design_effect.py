"""How many times as large the variance is because units of one household resemble each other (Kish 1965)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from smartstart.statistics.intervals import FloatArray, as_two_groups


def risk_covariance(members: ArrayLike, events: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return the covariance of the risks of groups that share households, and what it would be of independent units.

    The first is the sandwich with households as clusters (Liang and Zeger 1986, Biometrika 73:13) and its small-sample
    factor G/(G-1) (N-1)/(N-k), as in `clustered`; the second is p (1 - p) / n on the diagonal.

    Args:
        members, events: per group and household, shape (groups, households).

    Returns:
        Twice shape (groups, groups); nan where a group is empty or there are too few households.

    Raises:
        ValueError: a count is negative, or there are more events than members.
    """
    e, n, _, _ = as_two_groups(events, members, 0, 0)
    size, cases = n.sum(axis=-1), e.sum(axis=-1)
    households, units, groups = int((n.sum(axis=0) > 0).sum()), float(size.sum()), len(size)
    with np.errstate(divide="ignore", invalid="ignore"):
        risk = cases / size
        influence = (e - risk[:, None] * n) / size[:, None]
        factor = np.float64(households) / (households - 1.0) * (units - 1.0) / (units - groups)
        return factor * (influence @ influence.T), np.diag(risk * (1.0 - risk) / size)


def largest_design_effect(members: ArrayLike, events: ArrayLike, slopes: Sequence[ArrayLike]) -> float:
    """Return the largest design effect (Kish 1965, Survey Sampling) of several numbers made from the same risks.

    Args:
        members, events: per group and household, shape (groups, households).
        slopes: per number, how it moves with each risk, shape (groups,) each; one with an infinite or undefined slope
            is left out.

    Returns:
        The ratio of the two variances, never below 1; 1 where neither can be worked out.
    """
    clustered, independent = risk_covariance(members, events)
    found = [1.0]
    for slope in (np.asarray(one, dtype=np.float64) for one in slopes):
        if np.isfinite(slope).all():
            with np.errstate(divide="ignore", invalid="ignore"):
                found.append(float((slope @ clustered @ slope) / (slope @ independent @ slope)))
    return max(one for one in found if np.isfinite(one))
