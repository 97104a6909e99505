"""What the limits of an interval tell of the events behind an estimate, besides its value.

A textbook interval is a formula of four counts: the standard error of the logarithm of a relative risk is the root of
1/a - 1/n + 1/c - 1/m (Katz and others, 1978), of an odds ratio the root of 1/a + 1/(n-a) + 1/c + 1/(m-c) (Woolf, 1955),
of a risk p the root of p(1-p)/n (Wald, 1943). Value and limits are three equations for what is unknown of these
counts. An outsider is taken to know the sizes, and of the events either those of the others or those of both groups
together: more than is shown.

An interval that allows for families is wider than its formula says, by a factor that nobody outside knows, and lies
evenly around its estimate on its scale (of a risk as on clustered data: the log-odds, Liang and Zeger 1986). So all
that the textbook makes wider than what is shown is ruled out: it tells that there are so many events at least. An
interval that is narrower than its formula, or lies askew, was made in another way, and is not turned back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]
Range = tuple[float, float]
_Z = 1.959964
_FAR = 5_000  # events on either side of the true number that are tried
_SLACK = 1e-9
_PER_1000 = 1000.0
_NO_LIMIT: Range = (0.0, np.inf)


@dataclass(frozen=True, slots=True)
class Interval:
    """Between what an estimate and its two limits lay before they were rounded."""

    value: Range
    lower: Range
    upper: Range


@dataclass(frozen=True, slots=True)
class Counts:
    """Events and rows of a group, and of those it is compared with."""

    events: int
    rows: int
    other_events: int
    other_rows: int


@dataclass(frozen=True, slots=True)
class Fitting:
    """The least and the most events that fit: of the group, and of the others."""

    events: Range
    other_events: Range


def fitting(measure: str, shown: Interval, counts: Counts) -> Fitting | None:
    """Return which events fit an interval, for who knows all else; None where it was not made by a known formula.

    Args:
        measure: `relative_risk` or `odds_ratio`.
        counts: the true ones.
    """
    formula = _FORMULAS.get(measure)
    mine, theirs = _around(counts.events, counts.rows), _around(counts.other_events, counts.other_rows)
    if formula is None or not mine.size or not theirs.size:
        return None
    question = _first((_Question(formula, shown, counts), _Wider(formula, shown, counts)))
    if question is None:  # made in another way
        return None
    alone = question.fits(mine, np.full(mine.size, float(counts.other_events)))
    other = question.fits(np.full(theirs.size, float(counts.events)), theirs)
    if isinstance(question, _Wider):  # who knows both groups together has the ratio itself for a sum, see `estimated`
        return Fitting(_range(mine[alone], mine), _range(theirs[other], theirs))
    total = float(counts.events + counts.other_events)
    possible = (total - mine > 0) & (total - mine < counts.other_rows)
    both = mine[possible][question.fits(mine[possible], total - mine[possible])]
    return Fitting(
        _shared(_range(mine[alone], mine), _range(both, mine)),
        _shared(_range(theirs[other], theirs), _range(total - both, total - mine)),
    )


def risk_fitting(shown: Interval, events: int, rows: int) -> Range:
    """Return the least and the most events that fit the interval of a risk per 1,000."""
    mine = _around(events, rows)
    if not mine.size:
        return _NO_LIMIT
    counts, fit = Counts(events, rows, 1, 2), _NO_LIMIT
    for question in (
        _Question(_risk, shown, counts),
        _Question(_log_odds, shown, counts),
        _Wider(_log_odds, shown, counts),
    ):
        if question.fits_truth:  # nobody says which formula it was, so what any of them tells counts
            fit = _shared(fit, _range(mine[question.fits(mine, np.ones(mine.size))], mine))
    return fit


class _Question:
    """Which counts give the shown value and limits."""

    def __init__(self, formula: "_Formula", shown: Interval, counts: Counts) -> None:
        self._formula, self._shown, self._counts = formula, shown, counts
        self._true = np.array([float(counts.events)]), np.array([float(counts.other_events)])

    @property
    def fits_truth(self) -> bool:
        """Whether the true counts give what is shown; of nobody and of everybody the formulas say nothing."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return bool(self.fits(*self._true).all())

    def fits(self, events: Floats, others: Floats) -> NDArray[np.bool_]:
        """Return which numbers of events of the group and of the others give just this; each of shape (numbers,)."""
        value, error, scale = self._formula(events, others, self._counts)
        found = np.ones(events.size, np.bool_)
        for limit, (least, most) in (
            (scale.back(value), self._shown.value),
            (scale.back(value - _Z * error), self._shown.lower),
            (scale.back(value + _Z * error), self._shown.upper),
        ):
            slack = _SLACK * max(1.0, abs(least), abs(most))
            found &= (limit >= least - slack) & (limit <= most + slack)
        return found


class _Wider(_Question):
    """Which counts give the shown value, and an interval that is as wide as what is shown or narrower."""

    def fits(self, events: Floats, others: Floats) -> NDArray[np.bool_]:
        """Return for which numbers of events some width, no less than that of the formula, gives what is shown."""
        value, error, scale = self._formula(events, others, self._counts)
        low, high, low_upper, high_upper = scale.to(np.array([*self._shown.lower, *self._shown.upper]))
        narrowest = np.maximum.reduce([_Z * error, value - high, low_upper - value])
        widest = np.minimum(value - low, high_upper - value)
        least, most = scale.to(np.array(self._shown.value))
        inside = (value >= least - _SLACK) & (value <= most + _SLACK)
        found: NDArray[np.bool_] = inside & (narrowest <= widest + _SLACK)
        return found


def _first(questions: Iterable[_Question]) -> _Question | None:
    """Return the first that the true counts fit; None where none does."""
    return next((question for question in questions if question.fits_truth), None)


def _around(events: int, rows: int) -> Floats:
    """Return the numbers of events that are tried: neither nobody nor everybody, of that the formulas say nothing."""
    return np.arange(max(1, events - _FAR), min(rows - 1, events + _FAR) + 1, dtype=np.float64)


def _range(found: Floats, tried: Floats) -> Range:
    """Return the least and the most that was found; no limit where all that was tried on that side fits."""
    if not found.size:
        return _NO_LIMIT
    least, most = float(found.min()), float(found.max())
    return (0.0 if least == tried.min() else least), (np.inf if most == tried.max() else most)


def _shared(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])


@dataclass(frozen=True, slots=True)
class _Scale:
    """The scale that an interval lies evenly on: to it, and back to the measure as it is shown."""

    to: Callable[[Floats], Floats]
    back: Callable[[Floats], Floats]


_Formula = Callable[[Floats, Floats, Counts], tuple[Floats, Floats, _Scale]]


def _log(values: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        logarithms: Floats = np.log(np.maximum(values, 0.0))
    return logarithms


_RATIO = _Scale(_log, np.exp)
_EVEN = _Scale(lambda limit: limit / _PER_1000, lambda limit: _PER_1000 * limit)
_ODDS = _Scale(
    lambda limit: _log(limit) - _log(_PER_1000 - limit), lambda limit: _PER_1000 * np.asarray(special.expit(limit))
)


def _relative(a: Floats, c: Floats, counts: Counts) -> tuple[Floats, Floats, _Scale]:
    n, m = counts.rows, counts.other_rows
    error = np.sqrt(np.maximum(1 / a - 1 / n + 1 / c - 1 / m, 0.0))
    return np.log(a / n) - np.log(c / m), error, _RATIO


def _odds(a: Floats, c: Floats, counts: Counts) -> tuple[Floats, Floats, _Scale]:
    n, m = counts.rows, counts.other_rows
    error = np.sqrt(1 / a + 1 / (n - a) + 1 / c + 1 / (m - c))
    return np.log(a / (n - a)) - np.log(c / (m - c)), error, _RATIO


def _risk(a: Floats, _c: Floats, counts: Counts) -> tuple[Floats, Floats, _Scale]:
    risk = a / counts.rows
    return risk, np.sqrt(risk * (1 - risk) / counts.rows), _EVEN


def _log_odds(a: Floats, _c: Floats, counts: Counts) -> tuple[Floats, Floats, _Scale]:
    n = counts.rows
    return np.log(a / (n - a)), np.sqrt(1 / a + 1 / (n - a)), _ODDS


_FORMULAS: Mapping[str, _Formula] = {"relative_risk": _relative, "odds_ratio": _odds}
