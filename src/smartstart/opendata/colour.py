"""The colour of the neighbourhood: the open figures of one municipality, area by area and theme by theme.

There is no total, no rank and no count of what is raised: an area has figures, what stands out, and what is not
known. Areas stand in the order of their names, indicators in the order of the catalogue.

Areas are those of the newest division for which there are borders (2022). Figures of the 2020 division are used for
a wijk only where it is the same place (`division.comparable`). Wijken of 2020 that are no longer there as they were
are kept apart, with their own figures and their own division year. Buurten exist in the 2020 division only.

Without borders there is no map, and figures all the same: the wijken are then those of the newest table.
"""

from collections.abc import Mapping

from smartstart.opendata.area_colour import NOTHING_DRAWN, NeighbourhoodColour
from smartstart.opendata.attribution import INVENTED, SOURCES, Source
from smartstart.opendata.borders import Borders, borders, has_borders
from smartstart.opendata.colour_maker import BUURT_DIVISION, ColourMaker
from smartstart.opendata.division import Division, divisions
from smartstart.opendata.folder import OpenFolder
from smartstart.opendata.naming import by_name
from smartstart.opendata.tables import OpenTables, load_tables, municipalities
from smartstart.vocabulary.areas import AreaLevel, is_invented, level_of, normalise
from smartstart.vocabulary.errors import DataError, UsageError

MAP_DIVISION = 2022


def colour(folder: OpenFolder, municipality: str, *, map_needed: bool = True) -> NeighbourhoodColour:
    """Return the colour of one municipality (`GM0855`) from the open files in a folder.

    Args:
        folder: with figures, and borders.
        municipality: its code.
        map_needed: False when the figures will do where there are no borders.

    Raises:
        DataError: the municipality is not in the figures or on the map, or a needed file is missing or broken.
    """
    names = municipalities(folder)
    _check_known(folder, municipality, names)
    tables = load_tables(folder, municipality)
    known = divisions(tables)
    drawn = borders(folder, municipality) if map_needed or has_borders(folder) else _not_drawn(names[municipality])
    wijken = _wijken(drawn, known)
    maker = ColourMaker(
        tables, known, municipality, MAP_DIVISION if drawn.wijken["features"] else _newest_of_wijken(known)
    )
    invented = folder.invented or is_invented(municipality)
    return NeighbourhoodColour(
        municipality=maker.area(municipality, maker.newest(municipality), drawn.name),
        wijken=by_name(maker.wijk(code, name) for code, name in wijken.items()),
        former=by_name(maker.former()),
        borders=drawn.wijken,
        region=drawn.region,
        sources=(INVENTED,) if invented else _sources(tables),
        invented=invented,
        buurt_borders=drawn.buurten,
    )


def _not_drawn(name: str) -> Borders:
    return Borders(name, dict(NOTHING_DRAWN), dict(NOTHING_DRAWN), dict(NOTHING_DRAWN))


def _wijken(drawn: Borders, known: Mapping[int, Division]) -> dict[str, str]:
    """Return code and name of the wijken: those on the map, else those of the newest division that has any."""
    on_map = [feature["properties"] for feature in drawn.wijken["features"]]
    if on_map:
        return {properties["statcode"]: properties["statnaam"] for properties in on_map}
    areas = known[_newest_of_wijken(known)].areas
    return {code: area.name for code, area in areas.items() if level_of(code) is AreaLevel.WIJK}


def _newest_of_wijken(known: Mapping[int, Division]) -> int:
    with_wijken = (y for y, division in known.items() if any(level_of(c) is AreaLevel.WIJK for c in division.areas))
    return max(with_wijken, default=BUURT_DIVISION)


def municipality_code(text: str) -> str:
    """Return a municipality code as a user typed it, in its canonical form.

    Raises:
        UsageError: it is not the code of a municipality.
    """
    try:
        code = normalise(text)
        level = level_of(code)
    except ValueError:
        level = None
    if level is not AreaLevel.MUNICIPALITY:
        raise UsageError(
            f"{text[:20]} is geen code van een gemeente.",
            expected="GM en vier cijfers, zoals GM0855",
            mend="zoek de code op in StatLine",
        )
    return code


def _check_known(folder: OpenFolder, municipality: str, known: Mapping[str, str]) -> None:
    if municipality in known:
        return
    examples = ", ".join(f"{code} ({name})" for code, name in list(known.items())[:3])
    raise DataError(
        f"De gemeente {municipality} staat niet in de cijfers.",
        where=str(folder.path),
        expected=f"een gemeentecode uit de cijfers, bijvoorbeeld {examples}",
        mend="kijk de code na; na een herindeling heeft een gemeente vaak een nieuwe code",
    )


def _sources(tables: OpenTables) -> tuple[Source, ...]:
    used = {table.shape.source for table in tables.tables.values()} | {"gebieden"}
    return tuple(source for key, source in SOURCES.items() if key in used)
