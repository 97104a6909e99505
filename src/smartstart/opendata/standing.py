"""How the figure of an area stands against that of a larger area: clearly higher or lower, a little, or about the same.

When is a difference *clear*? Both must hold:

1. It is larger than chance and rounding can explain. For counted figures: the larger area's value lies outside the
   99 per cent Wilson interval of the area's own count, widened by half a rounding step. For modelled figures the
   table gives no margin, so we declare one: at least 2 percentage points.
2. It is large enough to matter: at least a tenth of the larger area's value (for a share above one half: a tenth of
   the other side, 100 minus the value).

The larger area holds the area itself, so the comparison errs on the careful side. A figure that stands out clearly
is no more than that: it says nothing about why, and nothing about anyone who lives there.
"""

from enum import StrEnum

from smartstart.opendata.figures import Figure, FigureState
from smartstart.opendata.indicator import Direction, Indicator
from smartstart.vocabulary.certainty import Reliability

MODELLED_POINTS = 2.0
LEAST_SHARE = 0.10
ABOUT_SHARE = 0.03


class Standing(StrEnum):
    """Where an area's figure lies against that of the larger area; the value completes "… dan in Tilburg"."""

    CLEARLY_HIGHER = "duidelijk meer"
    LITTLE_HIGHER = "iets meer"
    ABOUT_EQUAL = "ongeveer evenveel"
    LITTLE_LOWER = "iets minder"
    CLEARLY_LOWER = "duidelijk minder"
    UNKNOWN = "niet te zeggen"

    @property
    def clear(self) -> bool:
        """True when the difference is clear."""
        return self in (Standing.CLEARLY_HIGHER, Standing.CLEARLY_LOWER)


class Side(StrEnum):
    """On which side a clear difference lies."""

    WORRY = "zorg"
    STRENGTH = "sterk punt"
    NEITHER = "geen oordeel"


def standing(indicator: Indicator, own: Figure | None, larger: Figure | None) -> Standing:
    """Return how `own` stands against `larger`; figures of different years are never compared."""
    if own is None or larger is None or own.year != larger.year:
        return Standing.UNKNOWN
    if own.value is None or larger.value is None or own.state is not FigureState.SHOWN:
        return Standing.UNKNOWN
    if indicator.counts:
        return Standing.UNKNOWN  # a part always has fewer than the whole
    apart = own.value - larger.value
    base = _base(indicator, larger.value)
    if base <= 0:
        return Standing.UNKNOWN
    if _beyond_chance(indicator, own, larger.value) and abs(apart) >= LEAST_SHARE * base:
        return Standing.CLEARLY_HIGHER if apart > 0 else Standing.CLEARLY_LOWER
    if abs(apart) < ABOUT_SHARE * base:
        return Standing.ABOUT_EQUAL
    return Standing.LITTLE_HIGHER if apart > 0 else Standing.LITTLE_LOWER


def side(indicator: Indicator, found: Standing) -> Side:
    """Return on which side a standing lies; only clear differences of judged indicators have one."""
    if not found.clear or indicator.direction is Direction.NEUTRAL:
        return Side.NEITHER
    high_is_worry = indicator.direction is Direction.WORRY
    return Side.WORRY if (found is Standing.CLEARLY_HIGHER) == high_is_worry else Side.STRENGTH


def _base(indicator: Indicator, reference: float) -> float:
    if indicator.scale == 1.0:
        return reference
    return min(reference, indicator.scale - reference)


def _beyond_chance(indicator: Indicator, own: Figure, reference: float) -> bool:
    if own.lower is not None and own.upper is not None:
        return not own.lower <= reference <= own.upper
    if own.value is None:
        return False
    if indicator.reliability is Reliability.MODELLED:
        return round(abs(own.value - reference), 6) >= MODELLED_POINTS
    if indicator.reliability is Reliability.REPORTED:
        return False  # nobody told how far it may swing
    return indicator.scale == 1.0  # an average of all homes: no chance in it that we know the size of
