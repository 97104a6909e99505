"""Rounding, and what a reader of rounded counts can be sure of.

Ratios are computed from shown counts only: a ratio of unrounded counts beside rounded ones gives the hidden counts
away (OpenSAFELY computes rates from redacted and rounded counts for the same reason). The interval of a ratio is
the *hull*: the lowest and the highest value over all whole counts that round to what is shown. It says how far the
rounding may have moved the value; it is not a confidence interval.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from smartstart.release.contents import Statistic


@dataclass(frozen=True, slots=True)
class Shown:
    """A shown count and the lowest and highest whole count behind it."""

    value: int
    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its lowest and highest possible value, rounded (the limits outwards)."""

    value: float
    lower: float
    upper: float


def round_count(count: int, base: int) -> int:
    """Return `count` rounded to the nearest multiple of `base`; halfway goes up."""
    return (2 * count + base) // (2 * base) * base


def hull_of_count(shown: int, base: int) -> Shown:
    """Return the shown count with all whole counts that round to it: `shown - base/2 <= count < shown + base/2`."""
    return Shown(shown, max(0, shown - base // 2), shown + (base - 1) // 2)


def ratio(statistic: Statistic, counts: Sequence[Shown], decimals: int) -> Interval | None:
    """Return a ratio of shown counts with its hull, or None when a denominator can be nought.

    Args:
        statistic: RATE (per 1,000), SHARE and OUTSIDE (per cent) of two counts, part first; RATIO of four,
            `(a / b) / (c / d)`.
        counts: the shown counts in that order.
        decimals: of the value; limits are rounded outwards to the same.
    """
    if statistic is Statistic.RATIO:
        return _relative(counts, decimals)
    part, whole = counts
    if whole.lower <= 0:
        return None
    scale = 1000 if statistic is Statistic.RATE else 100
    value = _fraction(part.value, whole.value)
    lower = _fraction(part.lower, whole.upper)
    upper = _fraction(part.upper, whole.lower)
    if statistic is Statistic.OUTSIDE:
        value, lower, upper = 1 - value, 1 - upper, 1 - lower
    return _rounded(value * scale, lower * scale, upper * scale, decimals)


def expected(size: Shown, risk: Interval) -> Interval:
    """Return how many events there would be among so many rows at a risk, in whole numbers, limits outwards.

    Args:
        size: a shown count of rows.
        risk: a shown risk per 1,000 with its limits. The interval of the result is that of the risk together with
            the rounding of the size; how far chance moves a count around its expectation is not in it.
    """
    value, lower, upper = (Fraction(repr(n)) / 1000 for n in (risk.value, max(0.0, risk.lower), risk.upper))
    return _rounded(size.value * value, size.lower * lower, size.upper * min(Fraction(1), upper), 0)


def per_date(size: Shown, dates: int) -> Interval:
    """Return a shown count of rows per reference date, in whole numbers, limits outwards."""
    return _rounded(Fraction(size.value, dates), Fraction(size.lower, dates), Fraction(size.upper, dates), 0)


def _fraction(part: int, whole: int) -> Fraction:
    return min(Fraction(1), Fraction(part, whole))


def _relative(counts: Sequence[Shown], decimals: int) -> Interval | None:
    a, b, c, d = counts
    if min(b.lower, c.lower, d.lower) <= 0:
        return None
    value = _fraction(a.value, b.value) / _fraction(c.value, d.value)
    lower = _fraction(a.lower, b.upper) / _fraction(c.upper, d.lower)
    upper = _fraction(a.upper, b.lower) / _fraction(c.lower, d.upper)
    return _rounded(value, lower, upper, decimals)


def _rounded(value: Fraction, lower: Fraction, upper: Fraction, decimals: int) -> Interval:
    return Interval(
        _to(value, decimals, ROUND_HALF_UP),
        _to(lower, decimals, ROUND_FLOOR),
        _to(upper, decimals, ROUND_CEILING),
    )


def _to(value: Fraction, decimals: int, how: str) -> float:
    scaled = value * 10**decimals
    whole = {
        ROUND_FLOOR: math.floor(scaled),
        ROUND_CEILING: math.ceil(scaled),
        ROUND_HALF_UP: math.floor(scaled + Fraction(1, 2)),
    }[how]
    return float(Decimal(whole).scaleb(-decimals))


def to_digits(value: float, digits: int, how: str = ROUND_HALF_UP) -> float:
    """Return `value` with so many significant digits; `how` is a rounding word of `decimal`."""
    exact = Decimal(repr(value))
    if exact == 0:
        return 0.0
    step = Decimal(1).scaleb(exact.adjusted() - digits + 1)
    return float(exact.quantize(step, rounding=how))
