"""The kernel in machine code, by numba: the same answers as `plain`, sooner. Only imported where numba is installed.

Everything is a loop over arrays with a stack of its own: a function of numba that calls itself must not come from its
disk cache. Nothing here holds the interpreter's lock.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba import types
from numba.extending import intrinsic

_SETTINGS: Any = {"cache": True, "nogil": True, "error_model": "numpy"}
Function = TypeVar("Function", bound=Callable[..., Any])


def outer(function: Function) -> Function:
    """Compile what is called from Python."""
    return cast(Function, numba.njit(**_SETTINGS)(function))


def inner(function: Function) -> Function:
    """Compile what is only called from in here; it needs no way in from Python, which saves half of the time."""
    return cast(Function, numba.njit(**_SETTINGS, no_cpython_wrapper=True, no_cfunc_wrapper=True)(function))


_BLOCK = 1024  # words of each item that are looked at together: what one level needs of them stays near


@intrinsic  # type: ignore[untyped-decorator]
def ones(typing_context: Any, word: Any) -> Any:  # noqa: ARG001
    """Number of bits in a word: one instruction, which the compiler can do for several words at once."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), build


@inner
def shared(left: Any, right: Any) -> Any:
    """Return the number of rows in both of two packed masks."""
    total = np.uint64(0)
    for place in range(left.shape[0]):
        total += ones(left[place] & right[place])
    return np.int64(total)


@inner
def _prefix(bits: Any, prefixes: Any, group: int, last: int, part: Any, first: int, size: int) -> None:
    """Work out the rows of a group in one block; what it shares with the last group (-1: none) stands there already."""
    ready = 0
    while last >= 0 and ready < prefixes.shape[1] and prefixes[group, ready] == prefixes[last, ready]:
        ready += 1
    for column in range(ready, prefixes.shape[1]):
        for place in range(size):
            part[column + 1, place] = part[column, place] & bits[prefixes[group, column], first + place]


@outer
def level_counts(bits: Any, prefixes: Any, starts: Any, added: Any) -> Any:
    """Return the rows of each prefix with one item added; see `kernels.Kernel`."""
    counts = np.empty(added.shape[0], dtype=np.int64)
    for candidate in range(added.shape[0]):
        counts[candidate] = 0
    depth = prefixes.shape[1]
    part = np.empty((depth + 1, _BLOCK), dtype=np.uint64)
    for place in range(_BLOCK):
        part[0, place] = np.uint64(0xFFFFFFFFFFFFFFFF)
    for first in range(0, bits.shape[1], _BLOCK):
        size = min(_BLOCK, bits.shape[1] - first)
        last: Any = np.int64(-1)  # a literal would have everything that takes it compiled twice
        for group in range(prefixes.shape[0]):
            if starts[group] < starts[group + 1]:
                _prefix(bits, prefixes, group, last, part, first, size)
                last = group
            for candidate in range(starts[group], starts[group + 1]):
                counts[candidate] += shared(part[depth, :size], bits[added[candidate], first : first + size])
    return counts
