"""From the colour of a municipality to rows: areas, figures, the figures beside them, and borders ready to draw."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from smartstart.opendata.area_colour import AreaColour, NeighbourhoodColour, Reading, YearRow
from smartstart.opendata.attribution import INVENTED, SOURCES
from smartstart.opendata.figures import Figure
from smartstart.opendata.map_units import MapShapes
from smartstart.opendata.outlines import outlines
from smartstart.workspace.data.models import Area, BesideFigure, FigureLoad, FigureSource, OpenFigure, Place
from smartstart.workspace.data.models.loads import INVENTED_PREFIX

_AROUND_WIDE, _AROUND_TALL = 300, 240  # units: a map of a thumb's size
_DRAWN = {"wijk": "borders", "buurt": "buurt_borders"}

AreaKey = tuple[str, int]


@dataclass(frozen=True)
class Drawn:
    """The borders of all levels: sizes of the maps, paths per level and code, and the municipalities around."""

    frames: dict[str, list[int]]
    paths: Mapping[tuple[str, str], str]
    around: dict[str, object]


def drawn(colour: NeighbourhoodColour) -> Drawn:
    """Return the borders of a municipality as paths. This is slow, and done once for every reading."""
    frames: dict[str, list[int]] = {}
    paths: dict[tuple[str, str], str] = {}
    for level, field in _DRAWN.items():
        features = getattr(colour, field)["features"]
        if features:
            shapes = outlines(features)
            frames[level] = [shapes.width, shapes.height]
            paths |= {(level, shape.code): shape.path for shape in shapes.shapes}
    return Drawn(frames, paths, _around(colour))


def _around(colour: NeighbourhoodColour) -> dict[str, object]:
    features = colour.region["features"]
    if not features:
        return {}
    shapes: MapShapes = outlines(features, width=_AROUND_WIDE, tallest=_AROUND_TALL)
    return {
        "width": shapes.width,
        "height": shapes.height,
        "shapes": [[shape.code, shape.name, shape.path] for shape in shapes.shapes],
    }


def areas(load: FigureLoad, colour: NeighbourhoodColour, borders: Drawn) -> list[Area]:
    """Return all areas of a municipality as rows, not yet written."""
    made = [_area(load, colour, borders, colour.municipality, "")]
    for former, wijken in ((False, colour.wijken), (True, colour.former)):
        for wijk in wijken:
            made.append(_area(load, colour, borders, wijk, colour.municipality.code, former=former))
            made += [_area(load, colour, borders, buurt, wijk.code) for buurt in wijk.buurten]
    return made


def _area(
    load: FigureLoad,
    colour: NeighbourhoodColour,
    borders: Drawn,
    area: AreaColour,
    within: str,
    *,
    former: bool = False,
) -> Area:
    people = area.people.value
    return Area(
        load=load,
        code=area.code,
        division=area.division,
        level=area.level.value,
        name=area.name,
        within=within,
        municipality_code=colour.municipality.code,
        people=None if people is None else round(people),
        former=former,
        # A wijk of before may have the code of one of now: it is another place, and is not drawn.
        outline="" if former else borders.paths.get((area.level.value, area.code), ""),
    )


def everywhere(colour: NeighbourhoodColour) -> Iterator[AreaColour]:
    """Yield all areas, also those of before."""
    yield colour.municipality
    for wijk in (*colour.wijken, *colour.former):
        yield wijk
        yield from wijk.buurten


def years(colour: NeighbourhoodColour) -> dict[str, dict[str, list[int]]]:
    """Return of which years there are figures, per level and indicator; areas of before are left aside."""
    found: dict[str, dict[str, set[int]]] = {}
    for area in (
        colour.municipality,
        *colour.wijken,
        *(b for w in (*colour.wijken, *colour.former) for b in w.buurten),
    ):
        for reading in area.readings:
            known = {row.year for row in reading.series}
            if known:
                found.setdefault(area.level.value, {}).setdefault(reading.indicator.name, set()).update(known)
    return {level: {name: sorted(of) for name, of in names.items()} for level, names in found.items()}


def figures(
    load: FigureLoad,
    colour: NeighbourhoodColour,
    written: Mapping[AreaKey, int],
    sources: Mapping[str, FigureSource],
) -> Iterator[OpenFigure]:
    """Yield every figure of every area as a row; `written` gives the number of each area."""
    for area in everywhere(colour):
        for reading in area.readings:
            for row, figure in _own(reading):
                yield OpenFigure(
                    load=load,
                    area_id=written[area.code, area.division],
                    same_municipality=row is None or row.same_municipality,
                    break_year=reading.break_year,
                    **OpenFigure.values_of(figure, sources),
                )


def _own(reading: Reading) -> Iterator[tuple[YearRow | None, Figure]]:
    """Yield the figures of an area; what nobody has a figure on, the catalogue says itself."""
    if not reading.indicator.recipes:
        return
    rows = [(row, row.own) for row in reading.series if row.own is not None]
    if rows:
        yield from rows
    else:
        yield None, reading.own


def beside(
    load: FigureLoad, colour: NeighbourhoodColour, sources: Mapping[str, FigureSource]
) -> Iterator[BesideFigure]:
    """Yield the figures of the municipality and the country that stand beside those of the areas, each once."""
    seen: dict[tuple[str, str, int], Figure] = {}
    for area in everywhere(colour):
        for reading in area.readings:
            for place, figure in _larger(reading):
                seen.setdefault((place, figure.indicator, figure.year), figure)
    for (place, _, _), figure in seen.items():
        yield BesideFigure(load=load, place=place, **BesideFigure.values_of(figure, sources))


def _larger(reading: Reading) -> Iterator[tuple[str, Figure]]:
    for home, country in (
        (reading.municipality, reading.country),
        *((row.municipality, row.country) for row in reading.series),
    ):
        if home is not None:
            yield str(Place.MUNICIPALITY), home
        if country is not None:
            yield str(Place.COUNTRY), country


def sources_of(colour: NeighbourhoodColour) -> dict[str, FigureSource]:
    """Return the sources that the figures name, by the publisher's key, written where they were not there."""
    used = {
        figure.source
        for area in everywhere(colour)
        for reading in area.readings
        for figure in (reading.own, *(row.own for row in reading.series))
        if figure is not None and figure.source
    }
    return {key: _source(key, invented=colour.invented) for key in sorted(used)}


def _source(key: str, *, invented: bool) -> FigureSource:
    attribution = INVENTED.attribution if invented else SOURCES[key].attribution
    return FigureSource.objects.update_or_create(
        key=f"{INVENTED_PREFIX if invented else ''}{key}",
        defaults={"attribution": attribution, "invented": invented},
    )[0]
