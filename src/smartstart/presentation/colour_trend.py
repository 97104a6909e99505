"""Change over time for one area, beside its municipality and the country; only years with the same borders."""

from collections.abc import Callable
from typing import Any

from smartstart.opendata.colour import AreaColour, Reading, YearRow
from smartstart.opendata.figures import Figure
from smartstart.opendata.indicators import Direction
from smartstart.presentation import colour_words, dutch

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
        if reading.indicator.unit != "inwoners":
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


def sentences(area: AreaColour, home: AreaColour) -> list[str]:
    """Return the first changes that are large enough to tell, each with the municipality and the country beside it."""
    told = []
    for reading in _with_change(area):
        if reading.indicator.direction is Direction.NEUTRAL or reading.indicator.unit != "%":
            continue
        first, last = reading.series[0], reading.series[-1]
        change = _change(first, last, lambda row: row.own)
        if change is None or abs(change) < _LEAST_POINTS:
            continue
        told.append(_sentence(area, home, reading, first, last))
    return told[:_MOST_SENTENCES]


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
