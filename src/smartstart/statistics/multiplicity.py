"""Correction of p-values for the number of questions asked.

For the false discovery rate (Benjamini and Hochberg 1995; Benjamini and Yekutieli 2001 under any dependence) use
`scipy.stats.false_discovery_control`: it refuses missing p-values as we do, and nothing of ours would be better.
"""

import numpy as np
from numpy.typing import ArrayLike

from smartstart.statistics.intervals import FloatArray

_ROUNDING = 1e-9  # relative: two statistics that differ by less are the same statistic, computed in another order


def holm(p_values: ArrayLike) -> FloatArray:
    """Return Holm's step-down adjusted p-values (1979, Scand J Stat 6:65), in the order given.

    The chance of even one false rejection stays below the level, whatever the dependence between the tests.

    Args:
        p_values: shape (tests,).

    Returns:
        Adjusted p-values, shape (tests,), at most 1.

    Raises:
        ValueError: a p-value is missing or not between 0 and 1, or the shape is not one row.
    """
    p = np.asarray(p_values, dtype=np.float64)
    if p.ndim != 1:
        raise ValueError("p-values come as one row")
    if not ((p >= 0.0) & (p <= 1.0)).all():
        raise ValueError("a p-value lies between 0 and 1")
    order = np.argsort(p, kind="stable")
    stepped = p[order] * np.arange(p.size, 0, -1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(np.maximum.accumulate(stepped), 1.0)
    return adjusted


def westfall_young(observed: ArrayLike, permuted: ArrayLike, *, step_down: bool = True) -> FloatArray:
    """Return max-T adjusted p-values from permuted statistics (Westfall and Young 1993, the book).

    The chance of even one false rejection stays below the level if the permutations keep the dependence between the
    tests. The observed data count as one permutation (Phipson and Smyth 2010), so p is at least 1 / (permutations + 1).
    For smallest p-values instead (min-P), give minus the p-values, see `minus_p`.

    Args:
        observed: shape (tests,); larger is more extreme; -inf for a test that says nothing.
        permuted: shape (permutations, tests): the same statistics after each permutation of the outcome.
        step_down: a rejected test no longer counts against the next ones (Ge, Dudoit and Speed 2003, box 2); False
            compares each with the largest of all.

    Returns:
        Adjusted p-values, shape (tests,), in the order given.

    Raises:
        ValueError: shapes that do not fit, no permutations, or a missing statistic.
    """
    first, others = _statistics(observed, permuted)
    order = np.argsort(-first, kind="stable")
    ranked = others[:, order]
    if step_down:
        largest = np.maximum.accumulate(ranked[:, ::-1], axis=1)[:, ::-1]
    else:
        largest = np.broadcast_to(ranked.max(axis=1, keepdims=True, initial=-np.inf), ranked.shape)
    adjusted = np.empty_like(first)
    adjusted[order] = np.maximum.accumulate(_exceeding(first[order], largest))
    return adjusted


def minus_p(observed: ArrayLike, permuted: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return minus the permutation p-value of each test, observed and under each permutation, for `westfall_young`.

    Every test then weighs the same, however its statistic is spread (min-P; Ge, Dudoit and Speed 2003). Observed and
    permuted are ranked among each other, so that they are exchangeable.

    Args:
        observed, permuted: as in `westfall_young`.

    Returns:
        Shapes (tests,) and (permutations, tests).

    Raises:
        ValueError: shapes that do not fit, no permutations, or a missing statistic.
    """
    first, others = _statistics(observed, permuted)
    together = np.vstack([first, others])
    rows = len(together)
    minus = np.empty_like(together)
    for test, column in enumerate(together.T):
        least = column - _ROUNDING * np.abs(np.where(np.isfinite(column), column, 0.0))
        minus[:, test] = (np.searchsorted(np.sort(column), least, side="left") - rows) / rows
    return minus[0], minus[1:]


def _statistics(observed: ArrayLike, permuted: ArrayLike) -> tuple[FloatArray, FloatArray]:
    first = np.asarray(observed, dtype=np.float64)
    others = np.asarray(permuted, dtype=np.float64)
    if first.ndim != 1 or others.ndim != 2 or others.shape[1] != first.size:
        raise ValueError("one row of observed statistics goes with one row per permutation, a column per test")
    if not len(others):
        raise ValueError("without permutations there is nothing to compare with")
    if np.isnan(first).any() or np.isnan(others).any():
        raise ValueError("a statistic is missing: give -inf for a test that says nothing")
    return first, others


def _exceeding(observed: FloatArray, largest: FloatArray) -> FloatArray:
    """Return the share of permutations, the observed one among them, at least as extreme. Shape (tests,)."""
    least = observed - _ROUNDING * np.abs(np.where(np.isfinite(observed), observed, 0.0))
    share: FloatArray = ((largest >= least).sum(axis=0) + 1.0) / (len(largest) + 1.0)
    return share
