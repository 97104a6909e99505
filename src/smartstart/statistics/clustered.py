"""Risk and relative risk when units of one cluster (a household) resemble each other.

Everything is computed from totals per cluster: members and events, in the group and in the reference (of which only
sums over the clusters matter, see `cluster_sums`). With
u_h the summed influence of the units of cluster h, the variance is sum u_h^2, times the small-sample factor
G/(G-1) * (N-1)/(N-k) for G clusters, N units and k estimated risks. That is what a modified Poisson (or
log-binomial) regression with one indicator and cluster-robust errors gives (Zou 2004, AJE 159:702; Liang and Zeger
1986, Biometrika 73:13), with the default correction of statsmodels and Stata. Cluster totals may have leading axes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from smartstart.statistics.cluster_sums import ClusterSums
from smartstart.statistics.intervals import FloatArray, Intervals, as_two_groups, normal_quantile
from smartstart.statistics.proportions import wilson

_ROUNDING = 1e-12  # a variance this small against 1/events is a rounding error of nought


@dataclass(frozen=True, slots=True)
class ClusteredRatio:
    """A relative risk with cluster-robust limits on the log scale.

    Attributes:
        value, lower, upper: shape as the totals without their last axis. Undefined is `nan`.
        log_error: standard error of log(value).
        p_greater: one-sided p-value for a ratio above 1, from a normal z; 1 where the ratio is undefined.
        clusters: number of clusters with at least one unit in group or reference.
    """

    value: FloatArray
    lower: FloatArray
    upper: FloatArray
    log_error: FloatArray
    p_greater: FloatArray
    clusters: NDArray[np.int64]


def cluster_totals(
    cluster: NDArray[np.integer], clusters: int, event: NDArray[np.bool_], chosen: NDArray[np.bool_]
) -> tuple[FloatArray, FloatArray]:
    """Return members and events per cluster among the chosen rows. Source: counting.

    Args:
        cluster: shape (rows,), numbers from 0 to clusters - 1.
        clusters: how many clusters there are.
        event, chosen: shape (rows,).

    Returns:
        Members and events, whole numbers, each of shape (clusters,).
    """
    members = np.bincount(cluster[np.flatnonzero(chosen)], minlength=clusters).astype(np.float64)
    events = np.bincount(cluster[np.flatnonzero(chosen & event)], minlength=clusters).astype(np.float64)
    return members, events


def clustered_ratio(
    members: ArrayLike,
    events: ArrayLike,
    reference_members: ArrayLike,
    reference_events: ArrayLike,
    level: float = 0.95,
) -> ClusteredRatio:
    """Return the relative risk of group against reference, robust to likeness within clusters (Zou 2004).

    Args:
        members, events: per cluster, shape (..., clusters), of the group.
        reference_members, reference_events: the same of the reference, which shares no unit with the group.
        level: confidence level.

    Returns:
        ClusteredRatio. Where only one of the two groups has events, the log ratio has no finite value: half an event
        is added to both (Haldane), so that the p-value and the finite limit are cautious, and the other limit is 0 or
        inf. Undefined (nan, p = 1): no events at all, an empty group, fewer than three clusters, or no variation
        between clusters to estimate an error from.

    Raises:
        ValueError: a count is negative, or a cluster has more events than members.
    """
    return ratio_of_sums(ClusterSums.of(members, events, reference_members, reference_events), level)


def ratio_of_sums(sums: ClusterSums, level: float = 0.95) -> ClusteredRatio:
    """Return what `clustered_ratio` does, from sums over clusters: many groups at once (Zou 2004).

    Args:
        sums: of members and events per cluster, of any number of groups each beside its reference.
        level: confidence level.

    Returns:
        ClusteredRatio, with a value per group; undefined where `clustered_ratio` is.
    """
    a, rows1, b, rows2 = np.moveaxis(sums.totals, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        # By which the numbers of a cluster come into its influence: (e1 - r1 n1) / a - (e2 - r2 n2) / b.
        per_event1, per_event2 = 1.0 / np.maximum(a, 1.0), -1.0 / np.maximum(b, 1.0)
        weights = np.stack([per_event1, -per_event1 * (a / rows1), per_event2, -per_event2 * (b / rows2)], axis=-1)
        squares = np.einsum("...i,...ij,...j->...", weights, sums.products, weights)
        total = rows1 + rows2
        factor = sums.clusters / (sums.clusters - 1.0) * (total - 1.0) / (total - 2.0)
        variance = factor * np.maximum(squares, 0.0)
        log_ratio = np.log(a / rows1) - np.log(b / rows2)
        one_sided = (a == 0) | (b == 0)
        log_test = np.where(one_sided, _haldane(a, rows1) - _haldane(b, rows2), log_ratio)
        variance = variance + np.where(a == 0, _haldane_variance(rows1), 0.0)
        variance = variance + np.where(b == 0, _haldane_variance(rows2), 0.0)
        known = (rows1 > 0) & (rows2 > 0) & (a + b > 0) & (sums.clusters >= 3)
        known &= variance > _ROUNDING / np.maximum(a + b, 1.0)
        error = np.sqrt(variance)
        z = normal_quantile(level)
        lower = np.where(a == 0, 0.0, np.exp(log_test - z * error))
        upper = np.where(b == 0, np.inf, np.exp(log_test + z * error))
        p_greater = np.where(known, special.ndtr(-log_test / error), 1.0)
        value, lower, upper, error = (np.where(known, x, np.nan) for x in (np.exp(log_ratio), lower, upper, error))
    return ClusteredRatio(value, lower, upper, error, p_greater, sums.clusters)


def _haldane(events: FloatArray, members: FloatArray) -> FloatArray:
    return np.log((events + 0.5) / (members + 0.5))


def _haldane_variance(members: FloatArray) -> FloatArray:
    return np.maximum(2.0 - 1.0 / (members + 0.5), 0.0)


def clustered_risk(members: ArrayLike, events: ArrayLike, level: float = 0.95) -> Intervals:
    """Return a risk (per unit) with cluster-robust limits, linearised on the logit scale (Liang and Zeger 1986).

    Args:
        members, events: per cluster, shape (..., clusters); clusters without members do not count.
        level: confidence level.

    Returns:
        Intervals. Nobody or everybody: Wilson limits, for there is no variation to linearise. An empty group, or
        fewer than two clusters: nan limits.

    Raises:
        ValueError: a count is negative, or a cluster has more events than members.
    """
    e, n, _, _ = as_two_groups(events, members, 0, 0)
    a, rows = e.sum(axis=-1), n.sum(axis=-1)
    clusters = (n > 0).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        risk = a / rows
        residual = ((e - risk[..., None] * n) ** 2).sum(axis=-1)
        variance = clusters / (clusters - 1.0) * residual / (rows * risk * (1.0 - risk)) ** 2
        half = normal_quantile(level) * np.sqrt(variance)
        middle = np.log(risk / (1.0 - risk))
        lower, upper = special.expit(middle - half), special.expit(middle + half)
    plain = wilson(a, rows, level)
    edge = (a == 0) | (a == rows)
    few = clusters < 2
    lower = np.where(few, np.nan, np.where(edge, plain.lower, lower))
    upper = np.where(few, np.nan, np.where(edge, plain.upper, upper))
    return Intervals(np.asarray(risk), lower, upper)
