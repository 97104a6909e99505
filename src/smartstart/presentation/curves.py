"""A ratio along cut-offs in one drawing: a dot per cut-off, the finding's own filled, a line where nothing changes.

As in `charts`: positions are percentages, so that nothing is stretched, and each mark carries its statement. Where
there are more cut-offs than numbers fit beside each other on a phone, only every so many have theirs written at it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from smartstart.presentation import look
from smartstart.presentation.figures import figure, is_shown
from smartstart.release.contents import TableStatement

_HEIGHT, _TOP, _BOTTOM = 210, 34, 168  # of the drawing, and of where dots stand in it
_MARGIN = 8.0  # per cent, left and right: a number above a dot must not be cut off
_NARROWEST, _LETTER, _BETWEEN = 275, 9, 8  # pixels: between the outer dots on a phone, a figure, and two numbers


@dataclass(frozen=True, slots=True)
class Spot:
    """One cut-off: its number, its ratio, and whether it is the one of the finding."""

    bound: str
    ratio: TableStatement
    chosen: bool


def crowded(spots: Sequence[Spot]) -> bool:
    """Tell whether some cut-offs have no number written at them."""
    return _each(spots) > 1


def curve(spots: Sequence[Spot], *, title: str, identity: str) -> Markup | None:
    """Return the curve; None when no ratio is shown. A cut-off whose ratio is withheld has no dot.

    Args:
        spots: rising.
        title: what the drawing shows.
        identity: unique on the page.
    """
    values = [float(spot.ratio.value or 0) for spot in spots if is_shown(spot.ratio)]
    if not values:
        return None
    low, high = min(*values, 1.0), max(*values, 1.0)
    places = [_x(number, len(spots)) for number in range(len(spots))]
    heights = [_y(float(s.ratio.value or 0), low, high) if is_shown(s.ratio) else None for s in spots]
    drawn = [_even(_y(1.0, low, high)), *_joined(places, heights, spots)]
    for spot, x, y in zip(spots, places, heights, strict=True):
        drawn += [_dot(spot, x, y)] if y is not None else []
    for spot, x, y in _written(spots, places, heights):
        drawn += [_bound(spot, x), *([_number(spot, x, y)] if y is not None else [])]
    return Markup(
        '<svg role="img" class="curve" width="100%" height="{height}" aria-labelledby="{id}-t"'
        ' aria-describedby="{id}-d" data-statement="{statements}"><title id="{id}-t">{title}</title>'
        '<desc id="{id}-d">Van links naar rechts de grenzen. Hoe hoger de stip, hoe groter de verhouding. De dichte '
        "stip is de grens van deze groep. Op de streepjeslijn is er geen verschil.</desc>{drawn}</svg>"
    ).format(
        height=_HEIGHT,
        id=identity,
        title=title,
        statements=" ".join(spot.ratio.id for spot in spots if is_shown(spot.ratio)),
        drawn=Markup("").join(drawn),
    )


def _written(
    spots: Sequence[Spot], places: Sequence[float], heights: Sequence[float | None]
) -> Iterator[tuple[Spot, float, float | None]]:
    """Yield the cut-offs at which numbers are written: every so many, and that of the finding always."""
    each = _each(spots)
    start = next((place for place, spot in enumerate(spots) if spot.chosen), 0) % each
    yield from list(zip(spots, places, heights, strict=True))[start::each]


def _each(spots: Sequence[Spot]) -> int:
    texts = [text for s in spots for text in (s.bound, *([str(figure(s.ratio))] if is_shown(s.ratio) else []))]
    widest = _LETTER * max(map(len, texts), default=0) + _BETWEEN
    return max(1, math.ceil((len(spots) - 1) * widest / _NARROWEST))


def _x(number: int, spots: int) -> float:
    return _MARGIN + (100 - 2 * _MARGIN) * (number / (spots - 1) if spots > 1 else 0.5)


def _y(value: float, low: float, high: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * ((value - low) / (high - low) if high > low else 0.5)


def _even(y: float) -> Markup:
    return Markup('<line x1="0" x2="100%" y1="{y}" y2="{y}" stroke="{ink}" stroke-dasharray="4 3"/>').format(
        y=f"{y:.1f}", ink=look.QUIET
    )


def _joined(places: Sequence[float], heights: Sequence[float | None], spots: Sequence[Spot]) -> list[Markup]:
    """Return the lines between neighbouring dots; none across a cut-off that has none."""
    lines = []
    for here in range(len(places) - 1):
        start, end = heights[here], heights[here + 1]
        if start is not None and end is not None:
            lines.append(
                Markup(
                    '<line x1="{}%" x2="{}%" y1="{}" y2="{}" stroke="{}" stroke-width="2" data-statement="{}"/>'
                ).format(
                    f"{places[here]:.1f}",
                    f"{places[here + 1]:.1f}",
                    f"{start:.1f}",
                    f"{end:.1f}",
                    look.ACCENT,
                    f"{spots[here].ratio.id} {spots[here + 1].ratio.id}",
                )
            )
    return lines


def _dot(spot: Spot, x: float, y: float) -> Markup:
    return Markup(
        '<circle cx="{x}%" cy="{y}" r="{r}" fill="{fill}" stroke="{mark}" stroke-width="2.5" data-statement="{id}"'
        ' data-part="value"/>'
    ).format(
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        r=8 if spot.chosen else 6,
        fill=look.ACCENT if spot.chosen else "#ffffff",
        mark=look.ACCENT,
        id=spot.ratio.id,
    )


def _number(spot: Spot, x: float, y: float) -> Markup:
    return Markup(
        '<text x="{x}%" y="{above}" font-size="16" font-weight="{weight}" text-anchor="middle" fill="{ink}"'
        ' stroke="#ffffff" stroke-width="4" paint-order="stroke" data-statement="{id}" data-part="value">{text}</text>'
    ).format(
        x=f"{x:.1f}",
        id=spot.ratio.id,
        above=f"{y - 14:.1f}",
        weight=700 if spot.chosen else 400,
        ink=look.INK,
        text=str(figure(spot.ratio)),
    )


def _bound(spot: Spot, x: float) -> Markup:
    return Markup(
        '<text x="{x}%" y="{y}" font-size="16" font-weight="{weight}" text-anchor="middle" fill="{ink}" data-sheet="">'
        "{bound}</text>"
    ).format(x=f"{x:.1f}", y=_HEIGHT - 14, weight=700 if spot.chosen else 400, ink=look.INK, bound=spot.bound)
