"""Households without compiled code: one group at a time, with numpy."""

import numpy as np

from smartstart.vault.insight.searching.packing import Integers, Words, unpack


def totals(group: Words, happened: Words, starts: Integers) -> Integers:
    """Return rows and events per household of a group; see `kernels.Kernel`."""
    found = np.empty((2, starts.size - 1), dtype=np.int64)
    before = np.zeros(starts[-1] + 1, dtype=np.int64)
    for row, bits in zip(found, (group, group & happened), strict=True):
        np.cumsum(unpack(bits, int(starts[-1])), out=before[1:])
        row[:] = np.diff(before[starts])
    return found


def sums(groups: Words, happened: Words, starts: Integers, members: Integers, events: Integers) -> Integers:
    """Return of each group the sums over households; see `kernels.Kernel`."""
    found = np.empty((groups.shape[0], 9), dtype=np.int64)
    for row, group in zip(found, groups, strict=True):
        n, e = totals(group, happened, starts)
        row[:] = e.sum(), n.sum(), e @ e, e @ n, n @ n, e @ events, e @ members, n @ events, n @ members
    return found
