"""Masks over fewer rows, packed anew, in machine code. Only imported where numba is installed."""

import platform
from typing import Any

import numba
import numpy as np
from numba import types
from numba.core import cgutils, codegen
from numba.extending import intrinsic

from smartstart.vault.insight.searching.compiled_counts import inner, ones, outer
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


@inner
def squeeze(bits: Any, mask: Any, few: Any) -> None:
    """Write one item over the rows of a mask only into `few`, which has a word more than these rows fill."""
    place, used, rest = np.uint64(0), np.uint64(0), np.uint64(0)
    for word in range(mask.shape[0]):
        pushed = pushed_together(bits[word], mask[word])
        rest |= pushed << used
        few[place] = rest
        total = used + ones(mask[word])
        # What did not fit; in two shifts, for there is none by 64. Without a branch, which would be guessed wrong.
        over = (pushed >> np.uint64(1)) >> (np.uint64(63) - used)
        full = total >> np.uint64(6)
        rest = over if full else rest
        place, used = place + full, total & np.uint64(63)
    few[place] = rest


def narrowed(bits: Words, mask: Words, items: Integers, room: Words) -> Words:
    """Return the items within a mask, packed anew; see `kernels.Kernel`."""
    words = int(count(mask)) // 64 + 1
    few = room[: bits.shape[0] * words].reshape(bits.shape[0], words)
    _squeeze_all(bits, mask, items, few)
    return few


@outer
def _squeeze_all(bits: Any, mask: Any, items: Any, few: Any) -> None:
    for item in items:
        squeeze(bits[item], mask, few[item])
