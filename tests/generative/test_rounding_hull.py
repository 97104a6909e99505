"""The hull of a ratio against brute force over every count that rounds to what is shown."""

import itertools
import math
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from smartstart.disclosure.rounding import hull_of_count, ratio, round_count, to_digits
from smartstart.release.contents import Statistic

FIXED = settings(derandomize=True, max_examples=200, deadline=None)
bases = st.sampled_from([1, 2, 3, 5, 10])


def _behind(shown: int, base: int) -> list[int]:
    return [n for n in range(max(0, shown - 2 * base), shown + 2 * base + 1) if round_count(n, base) == shown]


@FIXED
@given(st.integers(0, 10**6), bases)
def test_the_hull_of_a_count_is_every_count_that_rounds_to_it(count: int, base: int) -> None:
    shown = round_count(count, base)
    hull = hull_of_count(shown, base)
    assert shown % base == 0
    assert abs(shown - count) <= base / 2
    assert _behind(shown, base) == list(range(hull.lower, hull.upper + 1))


def _outwards(value: Fraction, decimals: int, up: bool) -> float:
    scaled = value * 10**decimals
    return (math.ceil(scaled) if up else math.floor(scaled)) / 10**decimals


@FIXED
@given(
    st.integers(0, 400),
    st.integers(0, 400),
    bases,
    st.integers(0, 3),
    st.sampled_from([Statistic.RATE, Statistic.SHARE, Statistic.OUTSIDE]),
)
def test_the_hull_of_a_share_is_reached_and_never_passed(
    a: int, extra: int, base: int, decimals: int, statistic: Statistic
) -> None:
    part, whole = round_count(a, base), round_count(a + extra, base)
    found = ratio(statistic, [hull_of_count(part, base), hull_of_count(whole, base)], decimals)
    if 0 in _behind(whole, base):
        assert found is None
        return
    pairs = [(p, w) for p, w in itertools.product(_behind(part, base), _behind(whole, base)) if p <= w]
    scale = 1000 if statistic is Statistic.RATE else 100
    every = [Fraction(p, w) for p, w in pairs]
    every = [scale * (1 - f if statistic is Statistic.OUTSIDE else f) for f in every]
    assert found is not None
    assert found.lower == _outwards(min(every), decimals, up=False)
    assert found.upper == _outwards(max(every), decimals, up=True)
    assert found.lower <= found.value <= found.upper


@FIXED
@given(st.lists(st.integers(1, 60), min_size=4, max_size=4), bases)
def test_the_hull_of_a_ratio_of_ratios(numbers: list[int], base: int) -> None:
    a, c = numbers[0], numbers[2]
    b, d = a + numbers[1], c + numbers[3]
    shown = [round_count(n, base) for n in (a, b, c, d)]
    found = ratio(Statistic.RATIO, [hull_of_count(s, base) for s in shown], 1)
    behind = [_behind(s, base) for s in shown]
    if any(0 in choices for choices in behind[1:]):
        assert found is None
        return
    first = [Fraction(p, w) for p, w in itertools.product(*behind[:2]) if p <= w]
    second = [Fraction(p, w) for p, w in itertools.product(*behind[2:]) if p <= w]
    assert found is not None
    assert found.lower == _outwards(min(first) / max(second), 1, up=False)
    assert found.upper == _outwards(max(first) / min(second), 1, up=True)


@FIXED
@given(st.floats(-1e6, 1e6, allow_nan=False))
def test_fixed_precision_is_near_and_fixed(value: float) -> None:
    two = to_digits(value, 2)
    assert abs(two - value) <= abs(value) * 0.051
    assert len(Decimal(repr(two)).normalize().as_tuple().digits) <= 2
