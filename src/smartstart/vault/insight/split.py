"""The honest split: half of the households to find groups on, the other half to estimate them on."""

import hashlib

import numpy as np
from numpy.typing import NDArray

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def found_half(household: NDArray[np.integer], split_seed: int) -> NDArray[np.bool_]:
    """Return which rows belong to the half that groups are found on.

    A keyed hash of the household number decides (splitmix64, Steele, Lea and Flood 2014, with a key that BLAKE2b makes
    from the seed), so that a family is on one side in every year, whatever the order of the rows.

    Args:
        household: shape (rows,), household numbers.
        split_seed: any integer; recorded with the results.

    Returns:
        Shape (rows,); about half of the households is True.
    """
    digest = hashlib.blake2b(str(split_seed).encode(), digest_size=8, person=b"honest split").digest()
    key = np.uint64(int.from_bytes(digest, "little"))
    with np.errstate(over="ignore"):
        mixed = household.astype(np.uint64) * _STEP + key
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
        mixed ^= mixed >> np.uint64(31)
    half: NDArray[np.bool_] = (mixed >> np.uint64(63)) == 0
    return half
