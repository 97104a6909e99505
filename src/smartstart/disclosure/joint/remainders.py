"""What must stay unknown beyond the present rows: small remainders of earlier counts, and what two remainders do not or
only share.

The room knows a remainder only as far as the earlier count was shown; of what two groups share, only a table that fits
(see `fitting`). A set is asked about unless it is surely empty or surely large enough. Of a set that an outsider can
pin down to fewer numbers than the threshold, every table that fits has less than twice the threshold if the true one
has less than the threshold: so one that fits tells which sets need no question.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.system import Targets

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What the room knows of one kind of count (rows, events, rows without) beyond the present rows.

    Attributes:
        groups: shape (groups, unknowns), noughts and ones.
        fits: shape (unknowns,), a table that fits; lower, upper: shape (groups,), limits of each remainder.
        need: shape (groups,), how much must stay unknown.
    """

    groups: sparse.csr_array
    fits: Floats
    lower: Floats
    upper: Floats
    need: Floats


def remainders(known: Known) -> tuple[sparse.csr_array, Floats]:
    """Return the sets that must stay unknown, shape (found, unknowns), and how much, shape (found,)."""
    groups = known.groups.astype(np.float64)
    alone = np.flatnonzero((known.upper > 0) & (known.lower < known.need) & (groups @ known.fits < 2 * known.need))
    sets, needs = [groups[alone]], [known.need[alone]]
    for first, second, rows in (_shared(known, groups), _only(known, groups)):
        sets.append(rows)
        needs.append(np.minimum(known.need[first], known.need[second]))
    return sparse.csr_array(sparse.vstack(sets, format="csr")), np.concatenate(needs)


_Found = tuple[NDArray[np.int64], NDArray[np.int64], sparse.csr_array]


def _overlaps(known: Known, groups: sparse.csr_array) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats, Floats]:
    """Return the pairs of groups that can share a row, with how many unknowns and fitted rows they share."""
    many = sparse.coo_array(groups @ groups.T)
    fits = sparse.csr_array(groups.multiply(known.fits[np.newaxis, :])) @ groups.T
    return many.row, many.col, many.data, np.asarray(sparse.csr_array(fits)[many.row, many.col]).ravel()


def _shared(known: Known, groups: sparse.csr_array) -> _Found:
    first, second, many, both = _overlaps(known, groups)
    size = np.diff(groups.indptr)
    need = np.minimum(known.need[first], known.need[second])
    most = np.minimum(known.upper[first], known.upper[second])
    kept = (first < second) & (many < np.minimum(size[first], size[second])) & (most > 0) & (both < 2 * need)
    pairs = first[kept], second[kept]
    return *pairs, sparse.csr_array(groups[pairs[0]].multiply(groups[pairs[1]]))


def _only(known: Known, groups: sparse.csr_array) -> _Found:
    """Return what the first of two groups has and the second has not."""
    first, second, many, both = _overlaps(known, groups)
    size = np.diff(groups.indptr)
    need = np.minimum(known.need[first], known.need[second])
    nested = many == size[second]  # the second lies in the first: then all of it is taken off
    least = known.lower[first] - known.upper[second]
    most = np.where(nested, known.upper[first] - known.lower[second], known.upper[first])
    kept = (first != second) & (many < size[first]) & (most > 0) & (least < need)
    kept &= (groups @ known.fits)[first] - both < 2 * need
    pairs = first[kept], second[kept]
    rows = sparse.csr_array(groups[pairs[0]] - groups[pairs[0]].multiply(groups[pairs[1]]))
    rows.eliminate_zeros()
    return *pairs, rows


def placed(sets: sparse.csr_array, needs: Floats, *, quiet: bool, events: bool, before: int) -> Targets:
    """Return sets of unknowns beyond as targets of the whole system.

    Args:
        quiet, events: of which of the two numbers of each unknown the sets are sums.
        before: number of unknowns of the present rows.
    """
    none = sparse.csr_array(sets.shape)
    parts = (sparse.csr_array((sets.shape[0], before)), sets if quiet else none, sets if events else none)
    return Targets(sparse.csr_array(sparse.hstack(parts, format="csr")), needs, needs)
