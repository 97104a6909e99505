"""Logistic and modified Poisson regression of a yes/no outcome, with errors that know households.

Fitted by Newton's method on sums over pieces of the rows, so that beside the design itself only a few numbers per row
and per household are in memory: a general library holds some twenty times the design, too much for a whole country,
and goes on with a warning where outcome and columns are separated. The errors are the cluster-robust sandwich (Liang
and Zeger 1986, Biometrika 73:13), times G/(G-1) * (N-1)/(N-k) for G households, N units and k columns, the default of
statsmodels and Stata. Modified Poisson, a log link for risks, gives relative risks (Zou 2004, AJE 159:702).
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from smartstart.statistics.intervals import FloatArray, normal_quantile
from smartstart.statistics.refusals import Refusal, RegressionRefusedError, check_design, check_outcome, dependent

_STEPS = 60
_PRECISION = 1e-10  # of a coefficient, in standard deviations of its column
_HALVINGS = 30
_SINGULAR = 1e-11
_PIECE = 1 << 16


class Link(Enum):
    """How the linear predictor becomes a risk."""

    LOGIT = "logit"
    LOG = "log"

    def mean(self, predictor: FloatArray) -> FloatArray:
        """Return the risk; under the log link it may come out above 1."""
        risk: FloatArray = special.expit(predictor) if self is Link.LOGIT else np.exp(predictor)
        return risk

    def slope(self, mean: FloatArray) -> FloatArray:
        """Return the derivative of the risk to the predictor, which is also the weight: both links are canonical."""
        return mean * (1.0 - mean) if self is Link.LOGIT else mean

    def log_likelihood(self, predictor: FloatArray, event: FloatArray) -> float:
        """Return the log likelihood, up to a constant."""
        with np.errstate(over="ignore"):
            share = np.logaddexp(0.0, predictor) if self is Link.LOGIT else np.exp(predictor)
        return float((event * predictor - share).sum())


@dataclass(frozen=True, slots=True)
class Regression:
    """A fitted regression; all per column of the design, on the scale of the link (log odds or log risk).

    Attributes:
        coefficients, errors, lower, upper, p_values: shape (columns,); two-sided p from a normal z.
        covariance: cluster-robust, shape (columns, columns).
        units, events, households: how many went in.
    """

    link: Link
    coefficients: FloatArray
    covariance: FloatArray
    errors: FloatArray
    lower: FloatArray
    upper: FloatArray
    p_values: FloatArray
    units: int
    events: int
    households: int


def logistic(design: ArrayLike, event: ArrayLike, household: ArrayLike, level: float = 0.95) -> Regression:
    """Fit log odds of the event; exp(coefficient) is an odds ratio. Errors know households (Liang and Zeger 1986).

    Args:
        design: shape (units, columns), without missing values; include a column of ones for the intercept.
        event: shape (units,), 0 or 1.
        household: shape (units,), any labels; units of one household resemble each other.
        level: confidence level.

    Returns:
        Regression, on the scale of log odds.

    Raises:
        RegressionRefusedError: nothing can be said, with the reason and the columns: missing values, an outcome that
            nobody or everybody has, columns that add up to each other, an outcome that columns separate, or too few
            households.
        ValueError: the level is not between 0 and 1.
    """
    return _fit(Link.LOGIT, design, event, household, level)


def modified_poisson(design: ArrayLike, event: ArrayLike, household: ArrayLike, level: float = 0.95) -> Regression:
    """Fit log risks of the event; exp(coefficient) is a relative risk (Zou 2004).

    Args:
        design, event, household, level: of the shapes that they have in `logistic`.

    Returns:
        Regression, on the scale of log risks.

    Raises:
        RegressionRefusedError, ValueError: as in `logistic`.
    """
    return _fit(Link.LOG, design, event, household, level)


def _fit(link: Link, design: ArrayLike, event: ArrayLike, household: ArrayLike, level: float) -> Regression:
    z = normal_quantile(level)
    x, label = check_design(design, household)
    y = check_outcome(event, len(x))
    _, cluster = np.unique(label, return_inverse=True)
    households = int(cluster.max()) + 1
    if households <= x.shape[1]:
        raise RegressionRefusedError(Refusal.FEW_HOUSEHOLDS)
    coefficients, information = _maximum(link, x, y)
    covariance = _sandwich(link, x, y, cluster, coefficients, information)
    errors = np.sqrt(np.diag(covariance))
    return Regression(
        link,
        coefficients,
        covariance,
        errors,
        coefficients - z * errors,
        coefficients + z * errors,
        2.0 * special.ndtr(-np.abs(coefficients / errors)),
        len(x),
        int(y.sum()),
        households,
    )


def _maximum(link: Link, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the coefficients at the greatest likelihood and the information there."""
    spread = np.sqrt(np.einsum("ij,ij->j", x, x) / len(x))
    beta = np.zeros(x.shape[1])
    height = _likelihood(link, x, y, beta)
    for _ in range(_STEPS):
        information, score = _slopes(link, x, y, beta)
        if dependent(information, _SINGULAR).size:
            break
        step = np.linalg.solve(information, score).astype(np.float64)
        if np.abs(step * spread).max() < _PRECISION * (1.0 + np.abs(beta * spread).max()):
            return beta + step, _slopes(link, x, y, beta + step)[0]
        beta, height = _climbed(link, x, y, beta, step, height)
    raise RegressionRefusedError(Refusal.SEPARATED, _running_away(beta * spread))


def _climbed(
    link: Link, x: FloatArray, y: FloatArray, beta: FloatArray, step: FloatArray, height: float
) -> tuple[FloatArray, float]:
    """Take the step, or the first half, quarter, ... of it that does not go down."""
    for _ in range(_HALVINGS):
        reached = _likelihood(link, x, y, beta + step)
        if reached >= height - 1e-12 * abs(height):
            return beta + step, reached
        step = step / 2.0
    return beta, height


def _running_away(beta: FloatArray) -> tuple[int, ...]:
    """Return the columns whose coefficients, in standard deviations, grew without end."""
    size = np.abs(beta)
    return tuple(int(column) for column in np.flatnonzero(size > 0.5 * size.max()))


def _pieces(rows: int) -> list[slice]:
    return [slice(start, start + _PIECE) for start in range(0, rows, _PIECE)]


def _likelihood(link: Link, x: FloatArray, y: FloatArray, beta: FloatArray) -> float:
    return sum(link.log_likelihood(x[part] @ beta, y[part]) for part in _pieces(len(x)))


def _slopes(link: Link, x: FloatArray, y: FloatArray, beta: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return information (columns, columns) and score (columns,) of the likelihood."""
    k = x.shape[1]
    information, score = np.zeros((k, k)), np.zeros(k)
    for part in _pieces(len(x)):
        rows = x[part]
        mean = link.mean(rows @ beta)
        information += (rows * link.slope(mean)[:, None]).T @ rows
        score += rows.T @ (y[part] - mean)
    return information, score


def _sandwich(
    link: Link, x: FloatArray, y: FloatArray, cluster: NDArray[np.intp], beta: FloatArray, information: FloatArray
) -> FloatArray:
    rows, k = x.shape
    residual = np.concatenate([y[part] - link.mean(x[part] @ beta) for part in _pieces(rows)])
    scores = np.stack([np.bincount(cluster, weights=column * residual) for column in x.T])
    households = scores.shape[1]
    factor = households / (households - 1.0) * (rows - 1.0) / (rows - k)
    bread = np.linalg.inv(information)
    covariance: FloatArray = factor * bread @ (scores @ scores.T) @ bread
    return covariance
