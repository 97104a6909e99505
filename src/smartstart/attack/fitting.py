"""Which whole numbers fit a number that was computed from counts, at the decimals it is shown with."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from smartstart.release.contents import OF_COMBINATIONS, Statistic, TableStatement

T = TypeVar("T")
Numbers = NDArray[np.int64]
_Real = NDArray[np.float64]

_SLACK = 1e-9


def counts_of(ratio: TableStatement) -> tuple[str, ...]:
    """Return the counts that a number was computed from; the design effect of an interval is none of them."""
    return ratio.of[:-1] if ratio.statistic in OF_COMBINATIONS else ratio.of


def below(ratio: TableStatement, of: Sequence[T]) -> Sequence[T]:
    """Return which of the counts a number was divided by: they are not nought."""
    return of[1::2] if ratio.statistic in OF_COMBINATIONS else of[1:]


def fits(ratio: TableStatement, numbers: Sequence[Numbers]) -> NDArray[np.bool_]:
    """Return which combinations give the shown value, rounded as it is shown.

    Args:
        ratio: a shown number.
        numbers: per count that it was computed from, equally many whole numbers.
    """
    exponent = Decimal(repr(ratio.value)).as_tuple().exponent
    half = 0.5 * 10.0 ** (exponent if isinstance(exponent, int) else 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = _VALUES[ratio.statistic](numbers)
        close: NDArray[np.bool_] = np.abs(value - (ratio.value or 0.0)) <= half + _SLACK
    return close


def _share(part: Numbers, whole: Numbers) -> _Real:
    found: _Real = np.minimum(1.0, part / whole)
    return found


def _outside(n: Sequence[Numbers]) -> _Real:
    found: _Real = 100.0 * (1 - _share(n[0], n[1]))
    return found


def _ratio(n: Sequence[Numbers]) -> _Real:
    found: _Real = _share(n[0], n[1]) / _share(n[2], n[3])
    return found


def _lift(n: Sequence[Numbers]) -> _Real:
    neither, second, first, both = (part.astype(np.float64) for part in n)
    found: _Real = both / (both + first) / ((both + second) / (neither + second + first + both))
    return found


def _rates(n: Sequence[Numbers]) -> list[_Real]:
    return [_share(part, whole) for part, whole in zip(n[0::2], n[1::2], strict=True)]


def _contrast(n: Sequence[Numbers]) -> _Real:
    """Add the rates of combinations with signs that change with every condition; all together counts in full."""
    rates = _rates(n)
    conditions = len(rates).bit_length() - 1
    signs = [(-1) ** (conditions - sum(which)) for which in itertools.product((0, 1), repeat=conditions)]
    found: _Real = 1000.0 * np.sum([sign * rate for sign, rate in zip(signs, rates, strict=True)], axis=0)
    return found


def _reri(n: Sequence[Numbers]) -> _Real:
    found: _Real = _contrast(n) / 1000.0 / _rates(n)[0]
    return found


def _attributable(n: Sequence[Numbers]) -> _Real:
    found: _Real = _contrast(n) / 1000.0 / _rates(n)[3]
    return found


def _synergy(n: Sequence[Numbers]) -> _Real:
    neither, second, first, both = _rates(n)
    found: _Real = (both - neither) / (first - neither + second - neither)
    return found


_VALUES: Mapping[Statistic, Callable[[Sequence[Numbers]], _Real]] = {
    Statistic.RATE: lambda n: 1000.0 * _share(n[0], n[1]),
    Statistic.SHARE: lambda n: 100.0 * _share(n[0], n[1]),
    Statistic.OUTSIDE: _outside,
    Statistic.RATIO: _ratio,
    Statistic.LIFT: _lift,
    Statistic.CONTRAST: _contrast,
    Statistic.THREE_WAY: _contrast,
    Statistic.RERI: _reri,
    Statistic.ATTRIBUTABLE: _attributable,
    Statistic.SYNERGY: _synergy,
}
