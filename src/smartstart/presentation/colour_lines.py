"""A small picture of change: one line per area over the years, each named at its end."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from smartstart.presentation import dutch, look

_WIDE, _HIGH = 340.0, 210.0  # about the width of a phone, so that letters stay readable there
_LEFT, _RIGHT, _TOP, _BOTTOM = 10.0, 128.0, 24.0, 28.0
_LETTER = 13
_BETWEEN = 17.0  # least distance between two names at the ends
_STYLES = ((look.ACCENT, 3.0, ""), (look.INK, 1.8, "6 4"), (look.QUIET, 1.8, "2 3"))


@dataclass(frozen=True)
class Series:
    """The values of one area by year, oldest first."""

    name: str
    points: Sequence[tuple[int, float]]


def draw(series: Sequence[Series], *, title: str, description: str, identity: str) -> Markup:
    """Return the picture; lines differ by dash as well as colour, so that grey print keeps them apart.

    The vertical axis starts at nought: a change is never made to look larger than it is.
    """
    years = sorted({year for line in series for year, _ in line.points})
    top = max(value for line in series for _, value in line.points) * 1.1 or 1.0

    def across(year: int) -> float:
        span = max(years[-1] - years[0], 1)
        return _LEFT + (_WIDE - _LEFT - _RIGHT) * (year - years[0]) / span

    def down(value: float) -> float:
        return _TOP + (_HIGH - _TOP - _BOTTOM) * (1 - value / top)

    ends = _apart([down(line.points[-1][1]) for line in series])
    drawn = [
        _line([(across(year), down(value)) for year, value in line.points], line, style, end)
        for line, style, end in zip(series, _STYLES, ends, strict=False)
    ]
    return Markup(
        '<svg viewBox="0 0 {w:.0f} {h:.0f}" role="img" aria-labelledby="{id}-t" aria-describedby="{id}-d">'
        '<title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>{axis}{lines}</svg>'
    ).format(
        w=_WIDE,
        h=_HIGH,
        id=identity,
        title=title,
        description=description,
        axis=_axis([(across(year), str(year)) for year in years], down(0)),
        lines=Markup("").join(drawn) + _start(series[0], down),
    )


def _axis(years: Sequence[tuple[float, str]], foot: float) -> Markup:
    marks = Markup("").join(
        Markup('<text x="{:.1f}" y="{:.1f}" font-size="{}" fill="{}" text-anchor="{}">{}</text>').format(
            x, foot + 18, _LETTER, look.QUIET, "start" if place == 0 else "middle", text
        )
        for place, (x, text) in enumerate(years)
    )
    return Markup('<path d="M{:.1f},{:.1f}H{:.1f}" stroke="{}" fill="none"/>{}').format(
        _LEFT, foot, _WIDE - _RIGHT, look.LINE, marks
    )


def _line(points: Sequence[tuple[float, float]], line: Series, style: tuple[str, float, str], end: float) -> Markup:
    colour, thick, dash = style
    path = "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = Markup("").join(
        Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3" fill="{}"/>').format(x, y, colour) for x, y in points
    )
    return Markup(
        '<path d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>{}'
        '<text x="{:.1f}" y="{:.1f}" font-size="{}" fill="{}" dominant-baseline="middle">{} {}</text>'
    ).format(
        path,
        colour,
        thick,
        dash or "none",
        dots,
        points[-1][0] + 8,
        end,
        _LETTER,
        colour,
        _short(line.name),
        dutch.percent(line.points[-1][1], 1),
    )


def _start(line: Series, down: Callable[[float], float]) -> Markup:
    """Return the first value of the first line, above its dot."""
    value = line.points[0][1]
    return Markup('<text x="{:.1f}" y="{:.1f}" font-size="{}" fill="{}">{}</text>').format(
        _LEFT, down(value) - 9, _LETTER, _STYLES[0][0], dutch.percent(value, 1)
    )


def _short(name: str) -> str:
    return name if len(name) <= 12 else f"{name[:11]}…"


def _apart(places: Sequence[float]) -> list[float]:
    """Return places for the names, pushed apart so that none covers another."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    moved = list(places)
    for above, below in itertools.pairwise(order):
        moved[below] = max(moved[below], moved[above] + _BETWEEN)
    return moved
