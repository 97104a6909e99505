"""What a comparison of two groups needs of their clusters: a few sums, however many clusters there are.

The clustered variance is a quadratic form in the members and events of each cluster, in the group and in the
reference. So the sums over clusters of their products say all there is to know (the "meat" of the sandwich, multiplied
out), and thousands of groups can be compared with the rest of one population at once: what all have in common is summed
only once. All sums are whole numbers, so they are exact, in whatever order they are added.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smartstart.statistics.intervals import FloatArray, as_two_groups

_SWAPPED = [2, 3, 0, 1]


@dataclass(frozen=True, slots=True)
class ClusterSums:
    """A group and a reference that share no unit, summed over clusters.

    The four numbers of each cluster are: events and members of the group, events and members of the reference.

    Attributes:
        clusters: shape (...,), clusters with at least one unit in either.
        totals: shape (..., 4), the sum of each number.
        products: shape (..., 4, 4), the sum of each number times each.
    """

    clusters: NDArray[np.int64]
    totals: FloatArray
    products: FloatArray

    @classmethod
    def of(
        cls, members: ArrayLike, events: ArrayLike, reference_members: ArrayLike, reference_events: ArrayLike
    ) -> Self:
        """Return the sums over clusters, given per cluster, shapes (..., clusters).

        Raises:
            ValueError: a count is negative, or a cluster has more events than members.
        """
        e1, n1, e2, n2 = numbers = as_two_groups(events, members, reference_events, reference_members)
        products = [[(one * other).sum(axis=-1) for other in numbers] for one in numbers]
        return cls(
            np.asarray(((n1 + n2) > 0).sum(axis=-1), dtype=np.int64),
            np.stack([number.sum(axis=-1) for number in (e1, n1, e2, n2)], axis=-1),
            np.stack([np.stack(row, axis=-1) for row in products], axis=-2),
        )

    @classmethod
    def within(cls, members: ArrayLike, events: ArrayLike, shared: ArrayLike) -> Self:
        """Return the sums of groups within one population, each against all others in it.

        Args:
            members, events: per cluster, shape (clusters,), of the whole population.
            shared: shape (groups, 9), whole numbers: of each group the sums over clusters of e, n, e x e, e x n, n x n,
                e x E, e x N, n x E and n x N, for e events and n members of the group, E and N of the population.
        """
        all_n, all_e = np.asarray(members, dtype=np.float64), np.asarray(events, dtype=np.float64)
        e, n, ee, en, nn, e_all_e, e_all_n, n_all_e, n_all_n = np.asarray(shared, dtype=np.float64).T
        rest_e, rest_n = all_e.sum() - e, all_n.sum() - n
        e_rest_e, e_rest_n, n_rest_e, n_rest_n = e_all_e - ee, e_all_n - en, n_all_e - en, n_all_n - nn
        rest_ee = (all_e * all_e).sum() - e_all_e - e_rest_e
        rest_en = (all_e * all_n).sum() - e_all_n - n_rest_e
        rest_nn = (all_n * all_n).sum() - n_all_n - n_rest_n
        rows = [
            [ee, en, e_rest_e, e_rest_n],
            [en, nn, n_rest_e, n_rest_n],
            [e_rest_e, n_rest_e, rest_ee, rest_en],
            [e_rest_n, n_rest_n, rest_en, rest_nn],
        ]
        return cls(
            np.full(e.shape, (all_n > 0).sum(), dtype=np.int64),
            np.stack([e, n, rest_e, rest_n], axis=-1),
            np.stack([np.stack(row, axis=-1) for row in rows], axis=-2),
        )

    def swapped(self) -> "ClusterSums":
        """Return the reference against the group."""
        return ClusterSums(self.clusters, self.totals[..., _SWAPPED], self.products[..., _SWAPPED, :][..., _SWAPPED])
