"""What the risk would be if everybody had this or that: marginal standardisation (g-computation) of a regression.

The fitted risk is worked out for every unit with some columns set to a value, and averaged over all units: a risk in
this population, adjusted for the other columns. Limits by the delta method, with the population as it is: the mix of
the other columns is taken as given, as is right for a register of everybody (Muller and MacLehose 2014, IJE 43:962).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from smartstart.statistics.intervals import FloatArray, Intervals, normal_quantile
from smartstart.statistics.refusals import RiskAboveOneError
from smartstart.statistics.regression import Regression

_PIECE = 1 << 16
Setting = Mapping[int, ArrayLike]


@dataclass(frozen=True, slots=True)
class Standardised:
    """Adjusted risks, one per setting.

    Attributes:
        risks: per unit, shape (settings,); limits on the logit scale, so that they stay between 0 and 1.
        covariance: of the risks, shape (settings, settings).
        level: of all limits.
    """

    risks: Intervals
    covariance: FloatArray
    level: float

    def ratio(self, setting: int, reference: int) -> Intervals:
        """Return the adjusted relative risk of one setting against another, limits on the log scale."""
        first, second = self.risks.value[setting], self.risks.value[reference]
        error = self._error({setting: 1.0 / first, reference: -1.0 / second})
        value = np.asarray(first / second)
        return Intervals(value, value * np.exp(-error), value * np.exp(error))

    def difference(self, setting: int, reference: int) -> Intervals:
        """Return the adjusted risk difference, per unit."""
        value = np.asarray(self.risks.value[setting] - self.risks.value[reference])
        error = self._error({setting: 1.0, reference: -1.0})
        return Intervals(value, value - error, value + error)

    def _error(self, weights: dict[int, float]) -> float:
        weight = np.zeros(self.risks.value.size)
        for setting, factor in weights.items():
            weight[setting] += factor
        variance = float(weight @ self.covariance @ weight)
        return normal_quantile(self.level) * float(np.sqrt(max(variance, 0.0)))


def standardise(fit: Regression, design: ArrayLike, settings: Sequence[Setting], level: float = 0.95) -> Standardised:
    """Return the mean risk of all units under each setting (Muller and MacLehose 2014).

    Args:
        fit: the regression.
        design: shape (units, columns), the population to average over: mostly the one that was fitted.
        settings: for each, which columns are set to what: one value, or one per unit (shape (units,)), as a product
            of columns needs. An empty setting leaves everybody as they are.
        level: confidence level.

    Returns:
        Standardised, one risk per setting, in the order of the settings.

    Raises:
        ValueError: the design has other columns than the fit or missing values, there are no settings, a setting names
            no column.
        RiskAboveOneError: a mean risk comes out at 1 or above.
    """
    x = np.asarray(design, dtype=np.float64)
    if x.ndim != 2 or x.shape[1] != fit.coefficients.size or not len(x):
        raise ValueError("the design to average over has the columns of the fit, and at least one unit")
    if not settings:
        raise ValueError("give at least one setting")
    moments = [_mean_risk(fit, x, setting) for setting in settings]
    risk = np.array([mean for mean, _ in moments])
    if not (risk < 1.0).all():
        raise RiskAboveOneError(
            "a mean risk is missing, or comes out at 1 or above: use the logistic regression for this outcome"
        )
    slopes = np.stack([slope for _, slope in moments])
    covariance = slopes @ fit.covariance @ slopes.T
    half = normal_quantile(level) * np.sqrt(covariance.diagonal()) / (risk * (1.0 - risk))
    logit = special.logit(risk)
    return Standardised(Intervals(risk, special.expit(logit - half), special.expit(logit + half)), covariance, level)


def _mean_risk(fit: Regression, x: FloatArray, setting: Setting) -> tuple[float, FloatArray]:
    """Return the mean risk, and its derivative to the coefficients, shape (columns,)."""
    columns = {column: np.asarray(value, dtype=np.float64) for column, value in setting.items()}
    if any(
        column not in range(x.shape[1]) or value.shape not in ((), x.shape[:1]) for column, value in columns.items()
    ):
        raise ValueError("a setting gives a column of the design one value, or one per unit")
    total, slope = 0.0, np.zeros(x.shape[1])
    for start in range(0, len(x), _PIECE):
        rows = x[start : start + _PIECE].copy()
        for column, value in columns.items():
            rows[:, column] = value[start : start + _PIECE] if value.ndim else value
        mean = fit.link.mean(rows @ fit.coefficients)
        total += float(mean.sum())
        slope += rows.T @ fit.link.slope(mean)
    return total / len(x), slope / len(x)
