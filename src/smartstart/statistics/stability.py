"""Would the search find this group again in other households? Measures over bootstraps of the whole search.

Groups are compared by their members in the original data, as bits: a group that is described otherwise but holds the
same people is the same group. Bits are packed (`numpy.packbits`), eight units to a byte.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smartstart.statistics.intervals import FloatArray

Bits = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Stability:
    """How often, and how nearly, each group came back.

    Attributes:
        share: shape (groups,), share of bootstraps in which a group came back that overlaps enough.
        overlap: shape (groups,), mean over the bootstraps of the Jaccard overlap with the nearest group found.
    """

    share: FloatArray
    overlap: FloatArray


def summarise_stability(nearest: ArrayLike, enough: float = 0.8) -> Stability:
    """Summarise how near each bootstrap came to each group (Hennig 2007, Comput Stat Data Anal 52:258).

    Args:
        nearest: shape (bootstraps, groups), from `nearest_overlap` of each bootstrap.
        enough: from which overlap on a group counts as the same.

    Returns:
        Stability, per group.

    Raises:
        ValueError: no bootstraps, an overlap outside 0 to 1, or `enough` not above 0 and at most 1.
    """
    overlaps = np.asarray(nearest, dtype=np.float64)
    if overlaps.ndim != 2 or not len(overlaps):
        raise ValueError("stability needs at least one bootstrap: a row per bootstrap, a column per group")
    if not ((overlaps >= 0.0) & (overlaps <= 1.0)).all():
        raise ValueError("an overlap lies between 0 and 1")
    if not 0.0 < enough <= 1.0:
        raise ValueError("'enough' must be above 0 and at most 1")
    return Stability((overlaps >= enough).mean(axis=0), overlaps.mean(axis=0))


def selection_share(selected: ArrayLike) -> FloatArray:
    """Return in which share of the bootstraps each condition or group was selected (Meinshausen and Buehlmann 2010).

    Args:
        selected: shape (bootstraps, groups), true or false.

    Returns:
        Shape (groups,), shares from 0 to 1.

    Raises:
        ValueError: no bootstraps, or another shape.
    """
    chosen = np.asarray(selected, dtype=bool)
    if chosen.ndim != 2 or not len(chosen):
        raise ValueError("a share needs at least one bootstrap: a row per bootstrap, a column per group")
    share: FloatArray = chosen.mean(axis=0)
    return share


def jaccard(groups: Bits, others: Bits) -> FloatArray:
    """Return the overlap of every group with every other: shared members over members of either (Jaccard 1901).

    Args:
        groups: shape (groups, bytes), packed bits of the units; others: shape (others, bytes), of the same units.

    Returns:
        Shape (groups, others); two empty groups have overlap 0, for they share nobody.

    Raises:
        ValueError: the two are not packed bits of the same units.
    """
    if groups.ndim != 2 or others.ndim != 2 or groups.shape[1] != others.shape[1]:
        raise ValueError("groups are rows of packed bits over the same units")
    if groups.dtype != np.uint8 or others.dtype != np.uint8:
        raise ValueError("groups are packed bits: use numpy.packbits")
    mine, theirs = _size(groups), _size(others)
    overlap = np.zeros((len(groups), len(others)))
    for row, group in enumerate(groups):
        shared = _size(others & group)
        either = mine[row] + theirs - shared
        overlap[row] = np.divide(shared, either, out=np.zeros(len(others)), where=either > 0)
    return overlap


def nearest_overlap(groups: Bits, found: Bits) -> FloatArray:
    """Return for each group the overlap with the nearest of those that one bootstrap found (Hennig 2007).

    Args:
        groups, found: as in `jaccard`; nothing found gives 0 for every group.

    Returns:
        Shape (groups,), from 0 to 1.

    Raises:
        ValueError: the two are not packed bits of the same units.
    """
    nearest: FloatArray = jaccard(groups, found).max(axis=1, initial=0.0)
    return nearest


def _size(bits: Bits) -> NDArray[np.int64]:
    size: NDArray[np.int64] = np.bitwise_count(bits).sum(axis=-1, dtype=np.int64)
    return size
