"""Masks over fewer rows, packed anew, in machine code. Only imported where numba is installed."""

import platform
from typing import Any

import numba
import numpy as np
from numba import types
from numba.core import cgutils, codegen
from numba.extending import intrinsic

from smartstart.vault.insight.searching.compiled_counts import inner, ones, outer, put_word, spliced, word_at
from smartstart.vault.insight.searching.packing import Integers, Words, count


def _has_instruction() -> bool:
    """Return whether the processor, and what numba makes of it, knows the instruction for it (PEXT of BMI2)."""
    chosen = numba.config.CPU_NAME or numba.config.CPU_FEATURES
    known = "+bmi2" in codegen.get_host_cpu_features().split(",")
    return known and not chosen and platform.machine().lower() in ("x86_64", "amd64")


@intrinsic  # type: ignore[untyped-decorator]
def _in_one_step(typing_context: Any, word: Any, mask: Any) -> Any:  # noqa: ARG001
    """Bits of a word where the mask has one, pushed together: one instruction."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        number = context.get_value_type(types.uint64)
        function = cgutils.ir.FunctionType(number, [number, number])
        pext = cgutils.get_or_insert_function(builder.module, function, "llvm.x86.bmi.pext.64")
        return builder.call(pext, arguments)

    return types.uint64(types.uint64, types.uint64), build


@inner
def in_six_steps(word: Any, mask: Any) -> Any:
    """Bits of a word where the mask has one, pushed together (Warren 2012, 7-4)."""
    pushed = word & mask
    gaps = ~mask << np.uint64(1)
    for step in range(6):
        parity = gaps
        for shift in range(6):
            parity ^= parity << np.uint64(1 << shift)
        moves = parity & mask
        mask = (mask ^ moves) | (moves >> np.uint64(1 << step))
        moved = pushed & moves
        pushed = (pushed ^ moved) | (moved >> np.uint64(1 << step))
        gaps &= ~parity
    return pushed


pushed_together = _in_one_step if _has_instruction() else in_six_steps


@spliced
def _push(few: Any, item: Any, place: Any, rest: Any, pushed: Any, used: Any, full: Any) -> Any:
    """Write the bits of one more word after the `used` ones of the word before; return what stands in the next word."""
    rest |= pushed << used
    put_word(few, item, place, rest)
    # What did not fit; in two shifts, for there is none by 64. Without a branch, which would be guessed wrong.
    over = (pushed >> np.uint64(1)) >> (np.uint64(63) - used)
    return over if full else rest


@inner
def squeeze(bits: Any, masks: Any, which: Any, a: Any, b: Any, c: Any, d: Any, few: Any) -> None:
    """Write four items over the rows of a mask only into `few`, which has a word more than these rows fill.

    Four at a time: where a word goes is the same for all, and the processor need not wait for one to begin the next.
    """
    place, used = np.uint64(0), np.uint64(0)
    rest_a = rest_b = rest_c = rest_d = np.uint64(0)
    for word in range(masks.shape[1]):
        mask = word_at(masks, which, word)
        total = used + ones(mask)
        full = total >> np.uint64(6)
        rest_a = _push(few, a, place, rest_a, pushed_together(word_at(bits, a, word), mask), used, full)
        rest_b = _push(few, b, place, rest_b, pushed_together(word_at(bits, b, word), mask), used, full)
        rest_c = _push(few, c, place, rest_c, pushed_together(word_at(bits, c, word), mask), used, full)
        rest_d = _push(few, d, place, rest_d, pushed_together(word_at(bits, d, word), mask), used, full)
        place, used = place + full, total & np.uint64(63)
    put_word(few, a, place, rest_a)
    put_word(few, b, place, rest_b)
    put_word(few, c, place, rest_c)
    put_word(few, d, place, rest_d)


@inner
def squeeze_all(bits: Any, masks: Any, which: Any, items: Any, few: Any) -> None:
    """Write some items over the rows of a mask only into `few`; where no four are left, the last takes their place."""
    last = items.shape[0] - 1
    for at in range(0, items.shape[0], 4):
        b = items[at + 1 if at + 1 < last else last]
        c = items[at + 2 if at + 2 < last else last]
        d = items[at + 3 if at + 3 < last else last]
        squeeze(bits, masks, which, items[at], b, c, d, few)


def narrowed(bits: Words, mask: Words, items: Integers, room: Words) -> Words:
    """Return the items within a mask, packed anew; see `kernels.Kernel`."""
    words = int(count(mask)) // 64 + 1
    few = room[: bits.shape[0] * words].reshape(bits.shape[0], words)
    _narrow(bits, mask.reshape(1, -1), items, few)
    return few


@outer
def _narrow(bits: Any, masks: Any, items: Any, few: Any) -> None:
    squeeze_all(bits, masks, 0, items, few)
