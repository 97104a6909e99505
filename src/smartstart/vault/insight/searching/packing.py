"""Masks as bits in words of 64: 64 rows are looked at in one step."""

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Integers = NDArray[np.int64]

WORD = 64
_WORD_BYTES = 8


def words_for(rows: int) -> int:
    """Return how many words hold this many rows."""
    return -(-rows // WORD)


def pack(masks: NDArray[np.bool_]) -> Words:
    """Return masks of shape (..., rows) as bits in words of 64, shape (..., words); the last word is filled with 0."""
    packed = np.packbits(masks, axis=-1)
    missing = -packed.shape[-1] % _WORD_BYTES
    padded = np.pad(packed, [(0, 0)] * (packed.ndim - 1) + [(0, missing)])
    return np.ascontiguousarray(padded).view(np.uint64)


def unpack(bits: Words, rows: int) -> NDArray[np.bool_]:
    """Return the mask of shape (rows,) that was packed into words of shape (words,)."""
    return np.unpackbits(bits.view(np.uint8), count=rows).view(np.bool_)


def count(bits: Words) -> Integers:
    """Return the number of rows in packed masks: shape without the last axis, exact."""
    counted: Integers = np.bitwise_count(bits).sum(axis=-1, dtype=np.uint32).astype(np.int64)
    return counted


def among(bits: Words, chosen: Integers, rows: int) -> Words:
    """Return packed masks over some of their rows only, in the order given.

    Args:
        bits: shape (items, words).
        chosen: shape (some,), row numbers.
        rows: how many rows the masks have.

    Returns:
        Shape (items, words for the chosen rows).
    """
    few = np.empty((bits.shape[0], words_for(chosen.size)), dtype=np.uint64)
    for place, mask in enumerate(bits):
        few[place] = pack(unpack(mask, rows)[chosen])
    return few
