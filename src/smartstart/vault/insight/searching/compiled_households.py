"""Households in machine code: the same answers as `plain_households`. Only imported where numba is installed."""

from typing import Any

import numpy as np

from smartstart.vault.insight.searching.compiled_counts import inner, ones, outer


@inner
def _first(word: Any) -> Any:
    """Return the place of the lowest bit in a word that is not 0."""
    return ones((word & (~word + np.uint64(1))) - np.uint64(1))


@outer
def totals(group: Any, cluster: Any, event: Any, clusters: int) -> Any:
    """Return rows and events per household of a group; see `kernels.Kernel`."""
    found = np.zeros((2, clusters), dtype=np.int64)
    for place in range(group.shape[0]):
        word = group[place]
        while word:
            # Bits are packed with the first row of every eight in the highest of their bits.
            row = place * 64 + np.int64(_first(word) ^ np.uint64(7))
            found[0, cluster[row]] += 1
            found[1, cluster[row]] += event[row]
            word &= word - np.uint64(1)
    return found


@outer
def sums(groups: Any, cluster: Any, event: Any, members: Any, events: Any) -> Any:
    """Return of each group the sums over households; see `kernels.Kernel`.

    Rows of one household that stand beside each other are counted together first: that spares most looks at memory.
    """
    found = np.zeros((groups.shape[0], 9), dtype=np.int64)
    mine = np.zeros((2, members.shape[0]), dtype=np.int32)
    homes = np.empty(members.shape[0] + 1, dtype=np.int32)
    for group in range(groups.shape[0]):
        touched, home, rows, hits = 0, -1, 0, 0
        for place in range(groups.shape[1]):
            word = groups[group, place]
            while word:
                row = place * 64 + np.int64(_first(word) ^ np.uint64(7))
                if cluster[row] != home:
                    touched += _flush(mine, homes, touched, home, rows, hits)
                    home, rows, hits = cluster[row], 0, 0
                rows += 1
                hits += event[row]
                word &= word - np.uint64(1)
        touched += _flush(mine, homes, touched, home, rows, hits)
        _add_up(found[group], mine, homes[:touched], members, events)
    return found


@inner
def _flush(mine: Any, homes: Any, touched: int, home: int, rows: int, hits: int) -> int:
    """Add rows and hits to a household; write it down and return 1 when it is new."""
    if home < 0:
        return 0
    new = mine[0, home] == 0
    if new:
        homes[touched] = home
    mine[0, home] += rows
    mine[1, home] += hits
    return 1 if new else 0


@inner
def _add_up(found: Any, mine: Any, homes: Any, members: Any, events: Any) -> None:
    """Write down the sums over the households of one group, and clear its counts."""
    e = n = ee = en = nn = e_all_e = e_all_n = n_all_e = n_all_n = 0
    for home in homes:
        rows, hits = int(mine[0, home]), int(mine[1, home])
        mine[0, home] = mine[1, home] = 0
        n += rows
        nn += rows * rows
        n_all_n += rows * members[home]
        n_all_e += rows * events[home]
        if hits:
            e += hits
            ee += hits * hits
            en += hits * rows
            e_all_e += hits * events[home]
            e_all_n += hits * members[home]
    for place, total in enumerate((e, n, ee, en, nn, e_all_e, e_all_n, n_all_e, n_all_n)):
        found[place] = total
