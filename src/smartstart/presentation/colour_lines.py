"""A small picture of change: one line per area over the years, each named at its end."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from smartstart.presentation import dutch, look
from smartstart.presentation.lettering import lines_of, width_of

_WIDE, _HIGH = 340.0, 210.0  # about the width of a phone, so that letters stay readable there
_LEFT, _RIGHT, _TOP, _BOTTOM = 10.0, 130.0, 24.0, 28.0
_LETTER = 13
_AWAY = 8.0  # from the last dot to its words
_LEADING, _BETWEEN = 15.0, 4.0  # from line to line of one name, and besides that between two names
_MOST_LINES = 5  # of one name: more than any name of a municipality, wijk or buurt takes
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

    words = [_words(line) for line in series]
    tops = _apart([down(line.points[-1][1]) for line in series], [_LEADING * len(lines) for lines in words])
    drawn = [
        _line([(across(year), down(value)) for year, value in line.points], style, lines, place)
        for line, style, lines, place in zip(series, _STYLES, words, tops, strict=False)
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


def _line(
    points: Sequence[tuple[float, float]], style: tuple[str, float, str], words: Sequence[str], top: float
) -> Markup:
    colour, thick, dash = style
    path = "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = Markup("").join(
        Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3" fill="{}"/>').format(x, y, colour) for x, y in points
    )
    x = f"{points[-1][0] + _AWAY:.1f}"
    lines = Markup("").join(
        Markup('<tspan x="{}" y="{:.1f}">{}</tspan>').format(x, top + _LEADING * (place + 0.5), line)
        for place, line in enumerate(words)
    )
    return Markup(
        '<path d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>{}'
        '<text font-size="{}" fill="{}" dominant-baseline="middle">{}</text>'
    ).format(path, colour, thick, dash or "none", dots, _LETTER, colour, lines)


def _words(line: Series) -> list[str]:
    """Return the name and the last value, over as many lines as they need; a name without end is cut."""
    room, value = _RIGHT - _AWAY, dutch.percent(line.points[-1][1], 1)
    lines = lines_of(line.name, room, _LETTER)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][:-1]}…"]
    last = f"{lines[-1]} {value}" if lines else value
    return [*lines[:-1], last] if width_of(last, _LETTER) <= room else [*lines, value]


def _start(line: Series, down: Callable[[float], float]) -> Markup:
    """Return the first value of the first line, above its dot."""
    value = line.points[0][1]
    return Markup('<text x="{:.1f}" y="{:.1f}" font-size="{}" fill="{}">{}</text>').format(
        _LEFT, down(value) - 9, _LETTER, _STYLES[0][0], dutch.percent(value, 1)
    )


def _apart(places: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Return from where down the words stand: each around its place, none over another, all above the years."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    tops = [place - height / 2 for place, height in zip(places, heights, strict=True)]
    for above, below in itertools.pairwise(order):
        tops[below] = max(tops[below], tops[above] + heights[above] + _BETWEEN)
    room = _HIGH - _BOTTOM
    for here in reversed(order):
        tops[here] = min(tops[here], room - heights[here])
        room = tops[here] - _BETWEEN
    return tops
