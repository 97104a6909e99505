"""From coded factors to the columns of a regression: one for every level but the one that the others are compared with.

A level that nobody has, or of which nobody has the outcome, or (under a logit link) everybody, has no finite
coefficient. As in the limit of the likelihood its rows say nothing of the other coefficients, so they are set aside
with it (Albert and Anderson 1984, Biometrika 71:1); again and again, as other levels may lose their outcomes by that.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.statistics import Link, Regression
from smartstart.vault.coded import CodedCohort, CodedFactor
from smartstart.vocabulary.errors import StudyError

Key = tuple[str, str]  # name of a factor, code of a level
FloatArray = NDArray[np.float64]
_ROOM = 1 << 31  # numbers of combinations are put close together before they grow beyond a machine number


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """The rows of a regression, coded.

    Attributes:
        levels: every level that is compared, in order of plan and dimension, also those that were set aside.
        columns: the levels that have a column; the intercept stands before them.
        codes: shape (factors, rows); which column each row has of each factor, 0 for the reference level.
        event, household: shape (rows,).
        set_aside: number of rows without a finite fitted value.
        lost: factors of which the reference level itself has no finite coefficient.
    """

    levels: tuple[Key, ...]
    columns: tuple[Key, ...]
    codes: NDArray[np.int32]
    event: NDArray[np.bool_]
    household: NDArray[np.int32]
    set_aside: int
    lost: tuple[str, ...]

    def matrix(self) -> FloatArray:
        """Return the columns as numbers, shape (rows, 1 + columns), ones in the first."""
        return _expanded(self.codes, len(self.columns))

    def patterns(self) -> tuple[FloatArray, NDArray[np.int64]]:
        """Return each combination of levels that occurs, as a row of the matrix, and how many rows have it."""
        first, times = _distinct(self.codes, len(self.columns) + 1)
        return _expanded(self.codes[:, first], len(self.columns)), times

    def setting(self, factor: str, level: str) -> dict[int, float]:
        """Return which columns are set to what where everybody has one level of a factor."""
        return {number: float(key[1] == level) for number, key in enumerate(self.columns, start=1) if key[0] == factor}


@dataclass(frozen=True, slots=True, eq=False)
class Influence:
    """What one event more at each combination of levels does to a fit, to first order.

    Attributes:
        steps: shape (columns, patterns), change of each coefficient.
        patterns: shape (patterns, columns), the combinations; weights: shape (patterns,), the share of rows of each.
    """

    steps: FloatArray
    patterns: FloatArray
    weights: FloatArray

    @classmethod
    def of(cls, design: Design, fit: Regression) -> "Influence":
        """Return the influence on a fit of this design."""
        rows, times = design.patterns()
        slope = fit.link.slope(fit.link.mean(rows @ fit.coefficients)) * times
        steps: FloatArray = np.linalg.solve((rows * slope[:, None]).T @ rows, rows.T).astype(np.float64)
        return cls(steps, rows, times / times.sum())

    def most(self, weights: FloatArray) -> float:
        """Return how far a sum of coefficients, weighted by shape (columns,), moves at most."""
        return float(np.abs(weights @ self.steps).max())

    def gradient(self, fit: Regression, setting: Mapping[int, float]) -> FloatArray:
        """Return the derivative of the mean risk under a setting, shape (columns,)."""
        rows = self.patterns.copy()
        for column, value in setting.items():
            rows[:, column] = value
        slopes: FloatArray = (self.weights * fit.link.slope(fit.link.mean(rows @ fit.coefficients))) @ rows
        return slopes


def design_of(cohort: CodedCohort, references: Mapping[str, str], link: Link) -> Design:
    """Return the design of a regression on some factors.

    Args:
        references: per factor the code of the level that the others are compared with.

    Raises:
        StudyError: the cohort does not have such a factor.
    """
    factors = [cohort.factor(name) for name in references]
    event = cohort.outcome.codes > 0
    kept = _with_an_answer(factors, event, link)
    columns: list[Key] = []
    codes = np.zeros((len(factors), int(kept.sum())), dtype=np.int32)
    lost = []
    for place, factor in enumerate(factors):
        present = np.bincount(factor.codes[kept], minlength=len(factor.dimension.levels)) > 0
        recode = np.zeros(len(factor.dimension.levels), dtype=np.int32)
        for number, level in enumerate(factor.dimension.levels):
            if level.code == references[factor.dimension.name]:
                lost += [] if present[number] else [factor.dimension.name]
            elif present[number]:
                columns.append((factor.dimension.name, level.code))
                recode[number] = len(columns)
        codes[place] = recode[factor.codes[kept]]
    return Design(
        levels=_compared(factors, references),
        columns=tuple(columns),
        codes=codes,
        event=event[kept],
        household=cohort.household[kept],
        set_aside=int(kept.size - kept.sum()),
        lost=tuple(lost),
    )


def _compared(factors: list[CodedFactor], references: Mapping[str, str]) -> tuple[Key, ...]:
    """Return every level but the reference levels.

    Raises:
        StudyError: a factor does not have its reference level.
    """
    for factor in factors:
        known = [level.code for level in factor.dimension.levels]
        if references[factor.dimension.name] not in known:
            raise StudyError(
                f"De factor '{factor.dimension.name}' kent de waarde '{references[factor.dimension.name]}' niet.",
                where="analyses.factors",
                expected=", ".join(known),
            )
    return tuple(
        (factor.dimension.name, level.code)
        for factor in factors
        for level in factor.dimension.levels
        if level.code != references[factor.dimension.name]
    )


def _with_an_answer(factors: list[CodedFactor], event: NDArray[np.bool_], link: Link) -> NDArray[np.bool_]:
    """Return the rows of which every level has a finite coefficient, shape (rows,)."""
    kept = np.ones(event.size, dtype=np.bool_)
    before = -1
    while before != (before := int(kept.sum())):
        for factor in factors:
            levels = len(factor.dimension.levels)
            rows = np.bincount(factor.codes[kept], minlength=levels)
            events = np.bincount(factor.codes[kept & event], minlength=levels)
            endless = (rows > 0) & ((events == 0) | ((events == rows) & (link is Link.LOGIT)))
            kept &= ~endless[factor.codes]
    return kept


def _expanded(codes: NDArray[np.int32], columns: int) -> FloatArray:
    rows = np.zeros((codes.shape[1], columns + 1), dtype=np.float64)
    rows[:, 0] = 1.0
    for mine in codes:
        found = np.flatnonzero(mine)
        rows[found, mine[found]] = 1.0
    return rows


def _distinct(codes: NDArray[np.int32], base: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first row with each combination of codes, and the number of rows with it."""
    key = np.zeros(codes.shape[1], dtype=np.int64)
    size = 1
    for mine in codes:
        if size * base > _ROOM:
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
            size = int(key.max()) + 1
        key, size = key * base + mine, size * base
    _, first, times = np.unique(key, return_index=True, return_counts=True)
    return first.astype(np.int64), times.astype(np.int64)
