"""The fixed precision per measure of a model statement: set by the gate, not by the asker.

Limits are rounded outwards, so that the shown interval covers at least what the exact one covers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP

from smartstart.disclosure.rounding import Interval, to_digits, to_whole


@dataclass(frozen=True, slots=True)
class Precision:
    """How a measure is rounded, and the words for it in the statement."""

    words: str
    to: Callable[[float, str], float]


def _two_digits(value: float, how: str) -> float:
    return to_digits(value, 2, how)


_DIGITS = Precision("2 significant digits", _two_digits)
_WHOLE = Precision("whole number", to_whole)

MEASURES: dict[str, Precision] = {
    "relative_risk": _DIGITS,
    "odds_ratio": _DIGITS,
    "risk_per_1000": _WHOLE,
    "risk_difference_per_1000": _WHOLE,
}


def at_fixed_precision(measure: str, value: float, lower: float, upper: float) -> Interval:
    """Return an estimate at the precision of its measure."""
    to = MEASURES[measure].to
    return Interval(to(value, ROUND_HALF_UP), to(lower, ROUND_FLOOR), to(upper, ROUND_CEILING))
