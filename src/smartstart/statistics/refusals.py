"""Why a regression has no answer: each reason has a name, so that a page can say it in its own words."""

from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smartstart.statistics.intervals import FloatArray

_COLLINEAR = 1e-10  # smallest eigenvalue of the columns scaled to length 1: below it digits are lost


class Refusal(Enum):
    """The reason; the value is a sentence for a developer."""

    SHAPE = "the design has a row per unit and at least one column, with one outcome and one household per row"
    MISSING = "a column of the design has missing or infinite values: make them a category, or leave the units out"
    NOT_BINARY = "the outcome must be 0 or 1 for every unit"
    CONSTANT_OUTCOME = "nobody or everybody has the outcome: there is nothing to explain"
    COLLINEAR = "columns add up to each other, or a column is nought everywhere: leave one of them out"
    SEPARATED = "the columns tell the outcome exactly for some units, so a coefficient grows without end"
    FEW_HOUSEHOLDS = "there must be more households than columns to estimate an error from"


class RegressionRefusedError(ValueError):
    """A regression that would give a number without meaning.

    Attributes:
        reason: why.
        columns: which columns of the design it is about, by number from 0; empty when it is about none in particular.
    """

    def __init__(self, reason: Refusal, columns: tuple[int, ...] = ()) -> None:
        about = f" (columns {', '.join(map(str, columns))})" if columns else ""
        super().__init__(f"{reason.value}{about}")
        self.reason = reason
        self.columns = columns


class RiskAboveOneError(ValueError):
    """A mean risk that is missing, or comes out at 1 or above: the log link allows that, and it means nothing."""


def check_design(design: ArrayLike, household: ArrayLike) -> tuple[FloatArray, NDArray[np.generic]]:
    """Return the design as floats, and the household labels.

    Raises:
        RegressionRefusedError: shape, missing values, or columns that depend on each other.
    """
    x, label = np.asarray(design, dtype=np.float64), np.asarray(household)
    if x.ndim != 2 or not x.size or label.shape != x.shape[:1]:
        raise RegressionRefusedError(Refusal.SHAPE)
    with np.errstate(invalid="ignore", over="ignore"):
        gram = x.T @ x
    if not np.isfinite(gram).all():
        raise RegressionRefusedError(Refusal.MISSING, _numbers(~np.isfinite(gram.diagonal())))
    empty = gram.diagonal() == 0
    if empty.any():
        raise RegressionRefusedError(Refusal.COLLINEAR, _numbers(empty))
    columns = dependent(gram, _COLLINEAR)
    if columns.size:
        raise RegressionRefusedError(Refusal.COLLINEAR, tuple(int(column) for column in columns))
    return x, label


def check_outcome(event: ArrayLike, rows: int) -> FloatArray:
    """Return the outcome as floats.

    Raises:
        RegressionRefusedError: shape, another value than 0 or 1, or the same for everybody.
    """
    y = np.asarray(event, dtype=np.float64)
    if y.shape != (rows,):
        raise RegressionRefusedError(Refusal.SHAPE)
    if not ((y == 0) | (y == 1)).all():
        raise RegressionRefusedError(Refusal.NOT_BINARY)
    if y.min() == y.max():
        raise RegressionRefusedError(Refusal.CONSTANT_OUTCOME)
    return y


def dependent(gram: FloatArray, least: float) -> NDArray[np.intp]:
    """Return the columns that nearly add up to each other, given their inner products; none when all is well."""
    length = np.sqrt(gram.diagonal())
    if not (np.isfinite(gram).all() and (length > 0).all()):
        return np.arange(len(gram))
    values, vectors = np.linalg.eigh(gram / np.outer(length, length))
    if values[0] >= least:
        return np.array([], dtype=np.intp)
    return np.flatnonzero(np.abs(vectors[:, 0]) > 0.05)


def _numbers(mask: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(int(column) for column in np.flatnonzero(mask))
