"""Numbers along a curve never run into each other on a phone, and the finding's own always stands there."""

import itertools
import re

import pytest

from smartstart.presentation import curves
from smartstart.release.contents import Statistic
from tests.support.release_example import predicate, ratio

PHONE, OUTER = 328, 0.84  # pixels of a column at 360 px, and which part of it lies between the outer dots
LETTER = 8.9  # pixels of a figure of 16 px in Noto Sans


def _spots(bounds: list[str], chosen: int) -> list[curves.Spot]:
    return [
        curves.Spot(bound, ratio("thresholds", f"g1-x-{place}", "ratio", predicate(), 1.1 + place / 10,
                                 Statistic.RATIO, ()), place == chosen)
        for place, bound in enumerate(bounds)
    ]  # fmt: skip


def _drawn(spots: list[curves.Spot]) -> str:
    drawn = curves.curve(spots, title="Verloop", identity="c")
    assert drawn is not None
    return str(drawn)


def _bounds(drawn: str) -> list[tuple[float, str]]:
    found = re.findall(r'<text x="([\d.]+)%"[^>]*data-sheet="">([^<]+)</text>', drawn)
    return [(float(x) / 100 * PHONE, text) for x, text in found]


@pytest.mark.parametrize("bounds", [
    ["20", "25", "30"],
    [str(age) for age in range(1, 18)],
    [f"{euros}.000" for euros in range(10, 30)],
    [f"{euros}.000" for euros in range(10, 17)],
])  # fmt: skip
@pytest.mark.parametrize("chosen", [0, 2])
def test_numbers_do_not_overlap_on_a_phone(bounds: list[str], chosen: int) -> None:
    spots = _spots(bounds, chosen)
    written = _bounds(_drawn(spots))
    for (x, text), (following, later) in itertools.pairwise(written):
        assert x + LETTER * len(text) / 2 < following - LETTER * len(later) / 2
    assert bounds[chosen] in [text for _, text in written]
    assert curves.crowded(spots) == (len(written) < len(bounds))


def test_every_cutoff_keeps_its_dot() -> None:
    spots = _spots([f"{euros}.000" for euros in range(10, 30)], 3)
    assert _drawn(spots).count("<circle") == len(spots)
    assert curves.crowded(spots)
    assert not curves.crowded(_spots(["20", "25", "30"], 2))
