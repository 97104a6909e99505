"""Which kernel counts: compiled code where numba is installed, numpy elsewhere. Both give the same answers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from smartstart.vault.insight.searching import plain, plain_households
from smartstart.vault.insight.searching.packing import Integers, Words

Count = Callable[[Words, Integers, Integers, Integers], Integers]


@dataclass(frozen=True, slots=True)
class Kernel:
    """What a search rests on.

    Attributes:
        name: "numba" or "numpy".
        level_counts: (bits, prefixes, starts, added) -> counts. Takes packed masks of shape (items, words), item
            numbers of groups of shape (groups, depth), and item numbers to be added of shape (candidates,), of which
            `starts[g]:starts[g + 1]` belong to group g. Returns the rows of every group with one item added, shape
            (candidates,).
        narrowed: (bits, mask, items, room) -> bits. Takes packed masks of shape (items, words), a packed mask of shape
            (words,), the numbers of the items that matter, and room to write in, of shape (items * (words + 1),): the
            answer may stand there until the next call. Returns these items over the rows of the mask
            only, in some order, the same for all; shape (items, any number of words). Other items mean nothing there.
        totals: (group, happened, starts) -> totals. Takes a packed mask of shape (words,), the rows with the outcome in
            the same form, and where the rows of each household begin, shape (households + 1,), at the end the number
            of rows; there is no household without rows. Returns rows and events per household, shape (2, households).
        sums: (groups, happened, starts, members, events) -> sums. Takes packed masks of shape (groups, words), the
            others as above, and rows and events per household of those among whom the groups are, shape (households,).
            Returns what `statistics.ClusterSums.within` asks, shape (groups, 9).
        walk: goes on with a search for the best; see `trail` for what it writes in.
    """

    name: str
    level_counts: Count
    narrowed: Callable[[Words, Words, Integers, Words], Words]
    totals: Callable[[Words, Words, Integers], Integers]
    sums: Callable[[Words, Words, Integers, Integers, Integers], Integers]
    walk: Callable[..., int]


PLAIN = Kernel("numpy", plain.level_counts, plain.narrowed, plain_households.totals, plain_households.sums, plain.walk)


@cache
def compiled() -> Kernel | None:
    """Return the compiled kernel, or None where numba is not installed."""
    try:
        from smartstart.vault.insight.searching import compiled_counts as counts
        from smartstart.vault.insight.searching import compiled_households as households
        from smartstart.vault.insight.searching import compiled_narrowing as narrowing
        from smartstart.vault.insight.searching import compiled_walk as search
    except ModuleNotFoundError as absent:
        if absent.name not in ("numba", "llvmlite"):
            raise
        return None
    return Kernel("numba", counts.level_counts, narrowing.narrowed, households.totals, households.sums, search.walk)


def kernel() -> Kernel:
    """Return the fastest kernel there is."""
    return compiled() or PLAIN
