"""Households without compiled code: one group at a time, with numpy."""

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.searching.packing import Integers, Words, unpack


def totals(group: Words, cluster: Integers, event: NDArray[np.bool_], clusters: int) -> Integers:
    """Return rows and events per household of a group; see `kernels.Kernel`."""
    rows = np.flatnonzero(unpack(group, cluster.size))
    found = [np.bincount(cluster[some], minlength=clusters) for some in (rows, rows[event[rows]])]
    return np.array(found, dtype=np.int64)


def sums(groups: Words, cluster: Integers, event: NDArray[np.bool_], members: Integers, events: Integers) -> Integers:
    """Return of each group the sums over households; see `kernels.Kernel`."""
    found = np.empty((groups.shape[0], 9), dtype=np.int64)
    for row, group in zip(found, groups, strict=True):
        n, e = totals(group, cluster, event, members.size)
        row[:] = e.sum(), n.sum(), e @ e, e @ n, n @ n, e @ events, e @ members, n @ events, n @ members
    return found
