"""Change over time for one area, beside its municipality and the country; only years with the same borders."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from smartstart.opendata.area_colour import AreaColour, Reading, YearRow
from smartstart.opendata.figures import Figure
from smartstart.opendata.indicator import Direction
from smartstart.presentation import colour_lines, colour_words, dutch

_LEAST_POINTS = 2.0  # the same margin as for a clear difference between places
_MOST_SENTENCES = 2

_OTHER_BORDERS = "andere indeling"

Pick = Callable[[YearRow], Figure | None]


def _with_change(area: AreaColour) -> list[Reading]:
    return [reading for reading in area.readings if len(reading.series) > 1]


def table(area: AreaColour, home: AreaColour) -> dict[str, Any] | None:
    """Return years and lines of the table of change; None when no change is known."""
    readings = _with_change(area)
    if not readings:
        return None
    years = sorted({row.year for reading in readings for row in reading.series})
    lines = []
    for reading in readings:
        places: list[tuple[str, Pick]] = [(area.name, lambda row: row.own)]
        if area.code != home.code:
            places.append((home.name, _municipality))
        if not reading.indicator.counts:
            places.append(("Nederland", lambda row: row.country))
        lines.append(
            {
                "label": reading.indicator.label,
                "how": colour_words.how_made(reading.own),
                "places": [{"name": name, "texts": _by_year(reading, years, pick)} for name, pick in places],
            }
        )
    return {"years": years, "lines": lines}


def _by_year(reading: Reading, years: list[int], pick: Pick) -> list[str]:
    by_year = {row.year: row for row in reading.series}
    return [_cell(reading, by_year[year], pick) if year in by_year else "" for year in years]


def _municipality(row: YearRow) -> Figure | None:
    return row.municipality


def _cell(reading: Reading, row: YearRow, pick: Pick) -> str:
    if pick is _municipality and not row.same_municipality:
        return _OTHER_BORDERS
    return colour_words.shown(reading.indicator, pick(row))


def told(area: AreaColour) -> list[Reading]:
    """Return the first readings whose change is large enough to tell, in the order of the catalogue."""
    found = []
    for reading in _with_change(area):
        if reading.indicator.direction is Direction.NEUTRAL or reading.indicator.unit != "%":
            continue
        change = _change(reading.series[0], reading.series[-1], lambda row: row.own)
        if change is not None and abs(change) >= _LEAST_POINTS:
            found.append(reading)
    return found[:_MOST_SENTENCES]


def sentences(area: AreaColour, home: AreaColour) -> list[str]:
    """Return the changes that are told, each with the municipality and the country beside it."""
    return [_sentence(area, home, reading, reading.series[0], reading.series[-1]) for reading in told(area)]


def picture(area: AreaColour, home: AreaColour) -> Markup:
    """Return the lines of the first change that is told, or nothing."""
    shown = told(area)[:1]
    if not shown:
        return Markup("")
    reading = shown[0]
    places: list[tuple[str, Pick]] = [(area.name, lambda row: row.own)]
    if area.code != home.code and all(row.same_municipality for row in reading.series):
        places.append((home.name, _municipality))
    places.append(("Nederland", lambda row: row.country))
    lines = [(name, _points(reading, pick)) for name, pick in places]
    return colour_lines.draw(
        [colour_lines.Series(name, points) for name, points in lines if len(points) > 1],
        title=f"{reading.indicator.label}, in procenten, {reading.series[0].year} tot {reading.series[-1].year}",
        description="Elke lijn is een gebied. Dezelfde cijfers staan in de tabel hieronder.",
        identity="jaren-beeld",
    )


def title(area: AreaColour) -> str:
    """Return the title of the picture, which says what it shows; "" when there is none."""
    shown = told(area)[:1]
    if not shown:
        return ""
    first, last = shown[0].series[0], shown[0].series[-1]
    change = _change(first, last, lambda row: row.own) or 0.0
    word = "meer" if change > 0 else "minder"
    return f"In {area.name} {word} {shown[0].indicator.phrase} dan in {first.year}"


def _points(reading: Reading, pick: Pick) -> list[tuple[int, float]]:
    picked = [(row.year, pick(row)) for row in reading.series]
    return [(year, figure.value) for year, figure in picked if figure is not None and figure.value is not None]


def _sentence(area: AreaColour, home: AreaColour, reading: Reading, first: YearRow, last: YearRow) -> str:
    def span(pick: Pick) -> str:
        before, after = (colour_words.shown(reading.indicator, pick(row)) for row in (first, last))
        return f"van {before} naar {after}"

    beside = [f"In Nederland {span(lambda row: row.country)}."]
    if area.code != home.code and first.same_municipality:
        beside.insert(0, f"In {home.name} ging het {span(_municipality)}.")
    return (
        f"{reading.indicator.label} ging in {area.name} {span(lambda row: row.own)} "
        f"tussen {first.year} en {last.year} ({colour_words.how_made(reading.own)}). {' '.join(beside)}"
    )


def _change(first: YearRow, last: YearRow, pick: Pick) -> float | None:
    before, after = pick(first), pick(last)
    if before is None or after is None or before.value is None or after.value is None:
        return None
    return after.value - before.value


def breaks(area: AreaColour) -> str:
    """Return for which figures an older year may not be compared; "" when there are none."""
    found = [reading for reading in area.readings if reading.break_year is not None]
    if not found:
        return ""
    names = dutch.listing(reading.indicator.label.lower() for reading in found)
    return f"Oudere jaren zijn niet vergelijkbaar (andere indeling) voor: {names}."
