"""The four combinations of two factors: counts, or totals per household. Behind `additive_interaction`."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smartstart.statistics.clustered import clustered_ratio, clustered_risk
from smartstart.statistics.intervals import FloatArray, Intervals, as_two_groups
from smartstart.statistics.proportions import wilson
from smartstart.statistics.ratios import koopman


class Evidence(Protocol):
    """Four combinations, on one axis in the order 00, 01, 10, 11."""

    @property
    def risk(self) -> FloatArray:
        """Share with the event, shape (..., 4); nan where nobody is."""

    def ordered(self, order: NDArray[np.int64]) -> "Evidence":
        """Return the same with the combinations of each table in another order, shape (..., 4)."""

    def risks(self, level: float) -> Intervals:
        """Return the risks with limits, shape (..., 4)."""

    def ratio(self, combination: int, base: int, level: float) -> Intervals:
        """Return the relative risk of one combination against another, shape (...)."""

    def log_covariance(self) -> FloatArray:
        """Return the covariance of the log risks, shape (..., 4, 4); infinite variance where there are no events."""


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """Counts of independent units, shape (..., 4) each."""

    members: FloatArray
    events: FloatArray

    @property
    def risk(self) -> FloatArray:
        """Share with the event."""
        return _share(self.events, self.members)

    def ordered(self, order: NDArray[np.int64]) -> "UnitCounts":
        """Return the combinations in another order."""
        return UnitCounts(*(np.take_along_axis(part, order, axis=-1) for part in (self.members, self.events)))

    def risks(self, level: float) -> Intervals:
        """Return the risks with Wilson limits."""
        return wilson(self.events, self.members, level)

    def ratio(self, combination: int, base: int, level: float) -> Intervals:
        """Return the relative risk with Koopman limits."""
        e, n = self.events, self.members
        return koopman(e[..., combination], n[..., combination], e[..., base], n[..., base], level)

    def log_covariance(self) -> FloatArray:
        """Return the covariance of the log risks of independent binomials: 1 / events - 1 / members."""
        with np.errstate(divide="ignore", invalid="ignore"):
            variance = np.where(self.events > 0, 1.0 / self.events - 1.0 / self.members, np.inf)
        return np.where(np.eye(4, dtype=bool), variance[..., None], 0.0)


@dataclass(frozen=True, slots=True)
class HouseholdTotals:
    """Totals per household, shape (..., 4, households) each."""

    members: FloatArray
    events: FloatArray

    @property
    def risk(self) -> FloatArray:
        """Share of units with the event."""
        return _share(self.events.sum(axis=-1), self.members.sum(axis=-1))

    def ordered(self, order: NDArray[np.int64]) -> "HouseholdTotals":
        """Return the combinations in another order."""
        at = order[..., None]
        return HouseholdTotals(*(np.take_along_axis(part, at, axis=-2) for part in (self.members, self.events)))

    def risks(self, level: float) -> Intervals:
        """Return the risks with limits that know households."""
        return clustered_risk(self.members, self.events, level)

    def ratio(self, combination: int, base: int, level: float) -> Intervals:
        """Return the relative risk with limits that know households."""
        n, e = self.members, self.events
        found = clustered_ratio(n[..., combination, :], e[..., combination, :], n[..., base, :], e[..., base, :], level)
        return Intervals(found.value, found.lower, found.upper)

    def log_covariance(self) -> FloatArray:
        """Return the sandwich covariance of the four log risks, households as clusters.

        That of a saturated modified Poisson regression with cluster-robust errors, with its small-sample factor.
        """
        events, members = self.events.sum(axis=-1), self.members.sum(axis=-1)
        anybody = self.members.sum(axis=-2) > 0
        households, units = anybody.sum(axis=-1), members.sum(axis=-1)
        with np.errstate(divide="ignore", invalid="ignore"):
            influence = (self.events - (events / members)[..., None] * self.members) / np.maximum(events, 1)[..., None]
            factor = households / (households - 1.0) * (units - 1.0) / (units - 4.0)
            covariance = factor[..., None, None] * (influence @ np.swapaxes(influence, -1, -2))
        none = events == 0
        lost = np.where(np.eye(4, dtype=bool), np.inf, 0.0)
        return np.where(none[..., :, None] | none[..., None, :], np.where(none[..., None], lost, 0.0), covariance)


def of_units(members: ArrayLike, events: ArrayLike) -> UnitCounts:
    """Take counts of independent units, whose risks get the limits of Wilson (1927) and ratios those of Koopman (1984).

    Args:
        members, events: shape (..., 2, 2); [..., i, j] has the first factor at level i and the second at level j.

    Returns:
        Evidence for `additive_interaction`, one table per leading index.

    Raises:
        ValueError: another shape, a negative count, or more events than members.
    """
    e, n, _, _ = as_two_groups(events, members, 0, 0)
    if e.shape[-2:] != (2, 2):
        raise ValueError("two factors make four combinations: the last two axes are 2 by 2")
    flat = (*e.shape[:-2], 4)
    return UnitCounts(n.reshape(flat), e.reshape(flat))


def of_households(members: ArrayLike, events: ArrayLike) -> HouseholdTotals:
    """Take totals per household, which need not be independent inside (Zou 2004; Liang and Zeger 1986).

    One household may have units in more than one combination.

    Args:
        members, events: shape (..., 2, 2, households), as `cluster_totals` makes them for each combination.
            A few copies are made: for a whole country, one pair of factors a call.

    Returns:
        Evidence for `additive_interaction`, one table per leading index.

    Raises:
        ValueError: another shape, a negative count, or more events than members.
    """
    e, n, _, _ = as_two_groups(events, members, 0, 0)
    if e.ndim < 3 or e.shape[-3:-1] != (2, 2):
        raise ValueError("two factors make four combinations: the axes before the households are 2 by 2")
    flat = (*e.shape[:-3], 4, e.shape[-1])
    return HouseholdTotals(n.reshape(flat), e.reshape(flat))


def pairs_within_strata(counts: ArrayLike, *, households: bool = False) -> NDArray[np.generic]:
    """Lay out three factors as each pair within the levels of the third. Source: rearranging.

    Args:
        counts: shape (..., 2, 2, 2), or (..., 2, 2, 2, households).
        households: the last axis is that of households.

    Returns:
        Shape (..., 3, 2, 2, 2) or (..., 3, 2, 2, 2, households): [..., k, l, i, j] is the pair that is left when the
        k-th factor stands at level l, at levels i and j, in the order of the factors.

    Raises:
        ValueError: another shape.
    """
    array = np.asarray(counts)
    first = -4 if households else -3
    axes = range(first, first + 3)
    if array.ndim < -first or any(array.shape[axis] != 2 for axis in axes):
        raise ValueError("three factors make eight combinations: three axes of 2")
    return np.stack([np.moveaxis(array, axis, first) for axis in axes], axis=first - 1)


def _share(events: FloatArray, members: FloatArray) -> FloatArray:
    with np.errstate(divide="ignore", invalid="ignore"):
        share: FloatArray = events / members
    return share
