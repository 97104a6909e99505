"""The kernel in machine code, by numba: the same answers as `plain`, sooner. Only imported where numba is installed.

Everything is a loop over arrays with a stack of its own: a function of numba that calls itself must not come from its
disk cache. Nothing here holds the interpreter's lock, and nothing makes an array: who calls brings the room. So nobody
needs to count who still uses an array, which costs as much as a third of the search when many are handed on.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba import types
from numba.core import errors
from numba.extending import intrinsic

from smartstart.vault.insight.searching.packing import Integers, Words

_SETTINGS: Any = {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True, "_nrt": False}
Function = TypeVar("Function", bound=Callable[..., Any])


def outer(function: Function) -> Function:
    """Compile what is called from Python; only this is kept on disk, with all that it calls."""
    return cast(Function, numba.njit(**_SETTINGS, cache=True)(function))


def inner(function: Function) -> Function:
    """Compile what is only called from in here; it needs no way in from Python, which saves half of the time."""
    return cast(Function, numba.njit(**_SETTINGS, no_cpython_wrapper=True)(function))


def spliced(function: Function) -> Function:
    """Write a step out where it is called: what stands between others is otherwise compiled once for each of them."""
    return cast(Function, numba.njit(**_SETTINGS, inline="always")(function))


_BLOCK = 96  # words of each item that are looked at together: those of forty items fit in the nearest memory
_LINE = 8  # words


@intrinsic  # type: ignore[untyped-decorator]
def ones(typing_context: Any, word: Any) -> Any:  # noqa: ARG001
    """Number of bits in a word: one instruction, which the compiler can do for several words at once."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), build


def _place(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Return where in memory the word of a mask stands; the first arguments are the masks, which of them, and where."""
    masks = context.make_array(signature.args[0])(context, builder, arguments[0])
    wide = builder.extract_value(masks.shape, 1)
    return builder.gep(masks.data, [builder.add(builder.mul(arguments[1], wide), arguments[2])])


def _only_masks(masks: Any) -> None:
    """Refuse what is not a table of words one after the other: there is no look at bounds or strides below."""
    if not (isinstance(masks, types.Array) and masks.dtype == types.uint64 and masks.ndim == 2 and masks.layout == "C"):
        raise errors.TypingError(f"packed masks must be words of 64 bits, shape (masks, words), in order; not {masks}")


@intrinsic  # type: ignore[untyped-decorator]
def word_at(typing_context: Any, masks: Any, which: Any, place: Any) -> Any:  # noqa: ARG001
    """Word of one of several masks; numbers never count from the end, so that a loop becomes one over vectors."""
    _only_masks(masks)

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load(_place(context, builder, signature, arguments))

    return types.uint64(masks, types.int64, types.int64), build


@intrinsic  # type: ignore[untyped-decorator]
def put_word(typing_context: Any, masks: Any, which: Any, place: Any, word: Any) -> Any:  # noqa: ARG001
    """Write a word of one of several masks; see `word_at`."""
    _only_masks(masks)

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        builder.store(arguments[3], _place(context, builder, signature, arguments))
        return context.get_dummy_value()

    return types.void(masks, types.int64, types.int64, types.uint64), build


@inner
def shared(left: Any, one: Any, right: Any, other: Any, first: Any, last: Any) -> Any:
    """Return the rows in both of two masks, one of `left` and one of `right`, in the words from `first` to `last`."""
    total = np.uint64(0)
    for place in range(first, last):
        total += ones(word_at(left, one, place) & word_at(right, other, place))
    return np.int64(total)


@inner
def keep_shared(kept: Any, level: Any, right: Any, other: Any, first: Any, last: Any) -> None:
    """Write what a mask of `right` shares with the mask above into the mask of this level."""
    for place in range(first, last):
        put_word(kept, level, place, word_at(kept, level - 1, place) & word_at(right, other, place))


def level_counts(bits: Words, prefixes: Integers, starts: Integers, added: Integers) -> Integers:
    """Return the rows of each prefix with one item added; see `kernels.Kernel`."""
    counts = np.zeros(added.size, dtype=np.int64)
    near, part = _room(bits.shape[0]), _room(prefixes.shape[1] + 1)
    part[0] = ~np.uint64(0)
    wanted = np.zeros(bits.shape[0], dtype=np.bool_)
    wanted[prefixes], wanted[added] = True, True
    _add_counts(bits, np.flatnonzero(wanted), prefixes, starts, added, near, part, counts)
    return counts


def _room(masks: int) -> Words:
    """Return room for a block of some masks that begins with a line of memory: no load then takes two lines."""
    flat = np.empty(masks * _BLOCK + _LINE, dtype=np.uint64)
    skipped = -(flat.ctypes.data // flat.itemsize) % _LINE
    return flat[skipped : skipped + masks * _BLOCK].reshape(masks, _BLOCK)


@inner
def _bring_near(bits: Any, first: int, wanted: Any, near: Any) -> None:
    """Write one block of the items beside each other; beyond the last word there is nobody."""
    size = bits.shape[1] - first if bits.shape[1] - first < _BLOCK else _BLOCK
    for item in wanted:
        for place in range(size):
            put_word(near, item, place, word_at(bits, item, first + place))
        for place in range(size, _BLOCK):
            put_word(near, item, place, np.uint64(0))


@inner
def _prefix(near: Any, prefixes: Any, group: int, last: int, part: Any) -> None:
    """Work out the rows of a group in one block; what it shares with the last group (-1: none) stands there already."""
    ready = 0
    while last >= 0 and ready < prefixes.shape[1] and prefixes[group, ready] == prefixes[last, ready]:
        ready += 1
    for column in range(ready, prefixes.shape[1]):
        keep_shared(part, column + 1, near, prefixes[group, column], 0, _BLOCK)


@inner
def _shared_block(part: Any, depth: Any, near: Any, item: Any) -> Any:
    """Return the rows of a group with an item, in one block; how many words that are is known while compiling."""
    total = np.uint64(0)
    for place in range(_BLOCK):
        total += ones(word_at(part, depth, place) & word_at(near, item, place))
    return np.int64(total)


@outer
def _add_counts(
    bits: Any, wanted: Any, prefixes: Any, starts: Any, added: Any, near: Any, part: Any, counts: Any
) -> None:
    """Add the rows of all blocks to the counts."""
    for first in range(0, bits.shape[1], _BLOCK):
        _bring_near(bits, first, wanted, near)
        last: Any = np.int64(-1)  # a literal would have everything that takes it compiled twice
        for group in range(prefixes.shape[0]):
            if starts[group] < starts[group + 1]:
                _prefix(near, prefixes, group, last, part)
                last = group
            for candidate in range(starts[group], starts[group + 1]):
                counts[candidate] += _shared_block(part, prefixes.shape[1], near, added[candidate])
