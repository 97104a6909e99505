"""A group against a reference group on one set of rows, with all intervals that a finding carries."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Self

import numpy as np
from numpy.typing import NDArray

from smartstart.statistics import (
    ClusteredRatio,
    ClusterSums,
    Intervals,
    cluster_totals,
    clustered_risk,
    koopman,
    newcombe,
    ratio_of_sums,
)
from smartstart.vault.coded import CodedCohort
from smartstart.vault.insight.findings import Estimate, GroupEstimate
from smartstart.vault.insight.searching import kernels
from smartstart.vault.insight.searching.packing import Words, pack

Mask = NDArray[np.bool_]

_TOGETHER = 64  # groups of which the rows are held at once


@dataclass(frozen=True, slots=True)
class Sample:
    """Some rows of a cohort, household by household: one half, or all.

    Attributes:
        rows: shape (rows,), which rows of the cohort these are, in the order of all that follows.
        event: shape (rows,), the outcome.
        happened: the same, packed.
        cluster: shape (rows,), households numbered from 0; rising.
        starts: shape (clusters + 1,), where the rows of each household begin, and the number of rows.
        person: shape (rows,), person numbers.
        all_members, all_events: shape (clusters,), rows and events per household.
    """

    rows: NDArray[np.int64]
    event: Mask
    happened: Words
    cluster: NDArray[np.int64]
    starts: NDArray[np.int64]
    person: NDArray[np.int32]
    all_members: NDArray[np.int64]
    all_events: NDArray[np.int64]

    @classmethod
    def of(cls, cohort: CodedCohort, chosen: Mask) -> Self:
        """Return the chosen rows of a cohort with a binary outcome; `chosen` has shape (all rows,)."""
        rows = np.flatnonzero(chosen).astype(np.int64)
        rows = rows[np.argsort(cohort.household[rows], kind="stable")]
        household = cohort.household[rows]
        cluster = np.cumsum(np.diff(household, prepend=household[:1]) != 0, dtype=np.int64)
        return cls.by_household(rows, cohort.outcome.codes[rows] > 0, cluster, cohort.person[rows])

    @classmethod
    def by_household(
        cls, rows: NDArray[np.int64], event: Mask, cluster: NDArray[np.int64], person: NDArray[np.int32]
    ) -> Self:
        """Return a sample of rows that are ordered by household already; see the attributes."""
        members = np.bincount(cluster)
        events = np.bincount(cluster[event], minlength=members.size)
        starts = np.concatenate(([0], np.cumsum(members)))
        return cls(rows, event, pack(event), cluster, starts, person, members, events)

    @property
    def clusters(self) -> int:
        """Number of households."""
        return int(self.all_members.size)

    def totals(self, group: Mask) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return rows and events per household in a group; `group` has shape (rows,)."""
        return cluster_totals(self.cluster, self.clusters, self.event, group)

    def ratios(self, groups: Iterable[Words], among: Words | None = None, low: bool = False) -> ClusteredRatio:
        """Return the household-clustered relative risk of many groups, each against all others, or all others of some.

        Args:
            groups: packed, each of shape (words,); only some of them are held at once.
            among: a group that holds all of them, packed, shape (words,); None for everybody.
            low: of all others against the group, instead.
        """
        kernel, members, events = kernels.kernel(), self.all_members, self.all_events
        if among is not None:
            members, events = kernel.totals(among, self.happened, self.starts)
        groups, shared = iter(groups), [np.empty((0, 9), dtype=np.int64)]
        while some := list(islice(groups, _TOGETHER)):
            shared.append(kernel.sums(np.array(some), self.happened, self.starts, members, events))
        sums = ClusterSums.within(members, events, np.concatenate(shared))
        return ratio_of_sums(sums.swapped() if low else sums)

    def estimate(self, group: Mask) -> GroupEstimate:
        """Return a group against its complement. What cannot be computed is `nan`, never a guess."""
        return self.estimates([group])[0]

    def estimates(self, groups: Sequence[Mask]) -> list[GroupEstimate]:
        """Return each group against its complement. What cannot be computed is `nan`, never a guess."""
        alone = [self._by_household(group) for group in groups]
        n1, a = (np.array([getattr(one, name) for one in alone], dtype=np.int64) for name in ("rows", "events"))
        n2, b = self.event.size - n1, int(self.event.sum()) - a
        ratios, differences = koopman(a, n1, b, n2), newcombe(a, n1, b, n2)
        return [
            replace(one, relative_risk=_estimate(ratios, place), risk_difference=_estimate(differences, place))
            for place, one in enumerate(alone)
        ]

    def _by_household(self, group: Mask) -> GroupEstimate:
        """Return an estimate without the intervals that look at no household: these are worked out for many at once."""
        members, events = self.totals(group)
        clustered = self.ratios([pack(group)])
        rows, happened = int(members.sum()), int(events.sum())
        return GroupEstimate(
            rows=rows,
            events=happened,
            persons=distinct(self.person[group]),
            households=int((members > 0).sum()),
            reference_rows=self.event.size - rows,
            reference_events=int(self.event.sum()) - happened,
            residual_df=max(self.clusters - 2, 0),
            risk=_estimate(clustered_risk(members, events)),
            relative_risk=_UNKNOWN,
            relative_risk_clustered=_estimate(clustered, 0),
            risk_difference=_UNKNOWN,
        )


def distinct(numbers: NDArray[np.int32]) -> int:
    """Return how many different numbers there are."""
    ordered = np.sort(numbers)
    return int((ordered[1:] != ordered[:-1]).sum()) + 1 if ordered.size else 0


_UNKNOWN = Estimate(math.nan, math.nan, math.nan)


def _estimate(result: Intervals | ClusteredRatio, place: int | tuple[()] = ()) -> Estimate:
    return Estimate(float(result.value[place]), float(result.lower[place]), float(result.upper[place]))


def is_defined(estimate: GroupEstimate) -> bool:
    """Tell whether every value and limit of an estimate is known (infinite limits are)."""
    parts = (
        estimate.risk,
        estimate.relative_risk,
        estimate.relative_risk_clustered,
        estimate.risk_difference,
    )
    return not any(math.isnan(number) for part in parts for number in (part.value, part.lower, part.upper))
