"""A group against a reference group on one set of rows, with all intervals that a finding carries."""

import math
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from smartstart.statistics import (
    ClusteredRatio,
    Intervals,
    cluster_totals,
    clustered_ratio,
    clustered_risk,
    koopman,
    newcombe,
)
from smartstart.vault.coded import CodedCohort
from smartstart.vault.insight.findings import Estimate, GroupEstimate

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sample:
    """Some rows of a cohort: one half, or all.

    Attributes:
        chosen: shape (all rows,), which rows of the cohort these are.
        event: shape (rows,), the outcome.
        cluster: shape (rows,), households numbered from 0.
        clusters: number of households.
        person: shape (rows,), person numbers.
        all_members, all_events: shape (clusters,), rows and events per household.
    """

    chosen: Mask
    event: Mask
    cluster: NDArray[np.int64]
    clusters: int
    person: NDArray[np.int32]
    all_members: NDArray[np.float64]
    all_events: NDArray[np.float64]

    @classmethod
    def of(cls, cohort: CodedCohort, chosen: Mask) -> Self:
        """Return the chosen rows of a cohort with a binary outcome."""
        numbers, cluster = np.unique(cohort.household[chosen], return_inverse=True)
        event = cohort.outcome.codes[chosen] > 0
        clusters = int(numbers.size)
        cluster = cluster.astype(np.int64)
        members, events = cluster_totals(cluster, clusters, event, np.ones(event.size, dtype=np.bool_))
        return cls(chosen, event, cluster, clusters, cohort.person[chosen], members, events)

    def totals(self, group: Mask) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return rows and events per household in a group; `group` has shape (rows,)."""
        return cluster_totals(self.cluster, self.clusters, self.event, group)

    def ratio(self, group: Mask, reference: Mask | None = None) -> ClusteredRatio:
        """Return the household-clustered relative risk of a group, against its complement unless said."""
        members, events = self.totals(group)
        if reference is None:
            return clustered_ratio(members, events, self.all_members - members, self.all_events - events)
        return clustered_ratio(members, events, *self.totals(reference))

    def p(self, group: Mask, reference: Mask, low: bool = False) -> float:
        """Return the one-sided clustered p-value of a group doing worse than a reference, or better (`low`)."""
        ratio = self.ratio(reference, group) if low else self.ratio(group, reference)
        return float(ratio.p_greater)

    def estimate(self, group: Mask) -> GroupEstimate:
        """Return a group against its complement. What cannot be computed is `nan`, never a guess."""
        reference = ~group
        members, events = self.totals(group)
        clustered = clustered_ratio(members, events, *self.totals(reference))
        counts = _counts(self.event, group) + _counts(self.event, reference)
        n1, a, n2, b = counts
        return GroupEstimate(
            rows=n1,
            events=a,
            persons=int(np.unique(self.person[group]).size),
            households=int((members > 0).sum()),
            reference_rows=n2,
            reference_events=b,
            residual_df=max(int(clustered.clusters) - 2, 0),
            risk=_estimate(clustered_risk(members, events)),
            relative_risk=_estimate(koopman(a, n1, b, n2)),
            relative_risk_clustered=_estimate(clustered),
            risk_difference=_estimate(newcombe(a, n1, b, n2)),
        )


def _counts(event: Mask, group: Mask) -> tuple[int, int]:
    return int(group.sum()), int((group & event).sum())


def _estimate(result: Intervals | ClusteredRatio) -> Estimate:
    return Estimate(float(result.value), float(result.lower), float(result.upper))


def is_defined(estimate: GroupEstimate) -> bool:
    """Tell whether every value and limit of an estimate is known (infinite limits are)."""
    parts = (
        estimate.risk,
        estimate.relative_risk,
        estimate.relative_risk_clustered,
        estimate.risk_difference,
    )
    return not any(math.isnan(number) for part in parts for number in (part.value, part.lower, part.upper))
