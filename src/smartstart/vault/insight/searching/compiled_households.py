"""Households in machine code: the same answers as `plain_households`. Only imported where numba is installed."""

from typing import Any

import numpy as np
from numba import types
from numba.extending import intrinsic

from smartstart.vault.insight.searching.compiled_counts import inner, ones, outer
from smartstart.vault.insight.searching.packing import Integers, Words

_WORD = 64


@intrinsic  # type: ignore[untyped-decorator]
def _in_order(typing_context: Any, word: Any) -> Any:  # noqa: ARG001
    """Return a word with its first row in the highest bit: rows are packed so within each byte, bytes the other way."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        return builder.bswap(arguments[0])

    return types.uint64(types.uint64), build


@inner
def _counted(words: Any, first: int, last: int) -> int:
    """Return how many rows from `first` up to `last` are in a mask of which the words are in order."""
    place, inside, number = first >> 6, first & 63, last - first
    if inside + number <= _WORD:
        return int(ones((words[place] << np.uint64(inside)) >> np.uint64(_WORD - number)))
    total = int(ones(words[place] << np.uint64(inside)))
    while last - (place + 1) * _WORD > _WORD:
        place += 1
        total += int(ones(words[place]))
    return total + int(ones(words[place + 1] >> np.uint64((place + 2) * _WORD - last)))


@inner
def _ordered(group: Any, happened: Any, words: Any, hits: Any) -> None:
    """Write down the rows of a group in order, and those of them with the outcome."""
    for place in range(group.shape[0]):
        words[place] = _in_order(group[place])
        hits[place] = _in_order(group[place] & happened[place])


def totals(group: Words, happened: Words, starts: Integers) -> Integers:
    """Return rows and events per household of a group; see `kernels.Kernel`."""
    found = np.empty((2, starts.size - 1), dtype=np.int64)
    _totals(group, happened, starts, np.empty_like(group), np.empty_like(group), found)
    return found


@outer
def _totals(group: Any, happened: Any, starts: Any, words: Any, hits: Any, found: Any) -> None:
    _ordered(group, happened, words, hits)
    for home in range(found.shape[1]):
        found[0, home] = _counted(words, starts[home], starts[home + 1])
        found[1, home] = _counted(hits, starts[home], starts[home + 1])


def sums(groups: Words, happened: Words, starts: Integers, members: Integers, events: Integers) -> Integers:
    """Return of each group the sums over households; see `kernels.Kernel`."""
    found = np.zeros((groups.shape[0], 9), dtype=np.int64)
    words, hits = (np.empty(groups.shape[1], dtype=np.uint64) for _ in range(2))
    _sums(groups, happened, starts, members, events, np.flatnonzero(events), words, hits, found)
    return found


@outer
def _sums(
    groups: Any, happened: Any, starts: Any, members: Any, events: Any, struck: Any, words: Any, hits: Any, found: Any
) -> None:
    for group in range(groups.shape[0]):
        _ordered(groups[group], happened, words, hits)
        n = nn = n_all_e = n_all_n = 0
        for home in range(members.shape[0]):
            rows = _counted(words, starts[home], starts[home + 1])
            n += rows
            nn += rows * rows
            n_all_e += rows * events[home]
            n_all_n += rows * members[home]
        e = ee = en = e_all_e = e_all_n = 0
        for home in struck:  # the households with the outcome: few of all
            happening = _counted(hits, starts[home], starts[home + 1])
            e += happening
            ee += happening * happening
            en += happening * _counted(words, starts[home], starts[home + 1])
            e_all_e += happening * events[home]
            e_all_n += happening * members[home]
        for place, total in enumerate((e, n, ee, en, nn, e_all_e, e_all_n, n_all_e, n_all_n)):
            found[group, place] = total
