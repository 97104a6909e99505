"""Paths are short, and drawn back they are what went in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartstart.opendata.map_units import frame_of, path_of
from tests.support.paths import walk

_SIZE = st.floats(-2000, 2000, allow_nan=False)


@pytest.mark.parametrize("decimals", [0, 1])
@given(
    points=st.lists(st.tuples(_SIZE, _SIZE), min_size=4, max_size=60, unique_by=lambda p: (round(p[0]), round(p[1])))
)
def test_relative_steps_do_not_drift(points: list[tuple[float, float]], decimals: int) -> None:
    (drawn,) = walk(path_of([points], decimals=decimals))
    assert len(drawn) == len(points)
    for (x, y), (wanted_x, wanted_y) in zip(drawn, points, strict=True):
        assert x == pytest.approx(wanted_x, abs=0.501 / 10**decimals)
        assert y == pytest.approx(wanted_y, abs=0.501 / 10**decimals)


def test_a_leading_nought_goes_and_no_other() -> None:
    """10.5 must not become 1.5."""
    assert path_of([[(0.5, 10.5), (1.0, 21.0), (-9.5, 0.2)]]) == "M.5 10.5l.5 10.5-10.5-20.8z"


def test_whole_steps() -> None:
    assert path_of([[(1, 2), (11, 2), (11, 12), (1, 2)]], decimals=0) == "M1 2l10 0 0 10z"


@pytest.mark.parametrize("ring", [[], [(1, 1)], [(0, 0), (5, 5), (0, 0)], [(0, 0), (0.2, 0.2), (0.3, 0.1), (0, 0)]])
def test_what_is_less_than_a_triangle_is_left_out(ring: list[tuple[float, float]]) -> None:
    assert path_of([ring], decimals=0) == ""


def test_a_frame_keeps_proportions_and_starts_at_nought() -> None:
    frame = frame_of(5.0, 51.0, 6.0, 52.0, width=1000, tallest=5000)
    assert (frame.x(5.0), frame.y(52.0)) == (0, 0)
    assert frame.x(6.0) == pytest.approx(1000)
    # One degree at 51.5 north: 69.4 km east-west, 111.2 km north-south.
    assert frame.y(51.0) / frame.x(6.0) == pytest.approx(111.2 / 69.4, rel=0.01)
    assert frame.height == pytest.approx(frame.y(51.0))


def test_a_frame_is_never_taller_than_asked() -> None:
    frame = frame_of(5.0, 51.0, 5.1, 53.0, width=1000, tallest=1200)
    assert frame.y(51.0) == pytest.approx(1200)
    assert frame.width < 1000
