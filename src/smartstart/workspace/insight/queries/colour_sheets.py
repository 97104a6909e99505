"""The shapes of a map, and what each area shows on it. Shapes are remembered per reading; values never are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from smartstart.opendata.figures import Figure
from smartstart.opendata.map_units import AreaShape, MapShapes
from smartstart.opendata.naming import by_name
from smartstart.vocabulary.areas import AreaLevel
from smartstart.workspace.data.models import Area, FigureLoad, OpenFigure
from smartstart.workspace.insight.queries.colour import FIGURE_FIELDS, figure_of

_REMEMBERED = 64  # maps in one process: some five hundred areas each


@dataclass(frozen=True, slots=True)
class Sheet:
    """The areas of one municipality and level, by name: what is drawn, and the number of each in the database."""

    shapes: MapShapes
    codes: Mapping[int, str]
    names: Mapping[str, str]

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.shapes.shapes)


def sheet_of(load: FigureLoad, level: AreaLevel) -> Sheet:
    """Return the areas of a level as they were last read (no query when this process drew them before)."""
    return _sheet(load.pk, load.stamp, level.value)


@lru_cache(maxsize=_REMEMBERED)
def _sheet(load: UUID, stamp: UUID, level: str) -> Sheet:
    del stamp  # it is there to be part of the key: another reading is another sheet
    areas = list(Area.objects.filter(load=load, level=level, former=False).order_by("name", "code"))
    frames = FigureLoad.objects.values_list("frames", flat=True).get(pk=load)
    width, height = frames.get(level, (0, 0))
    shapes = by_name(AreaShape(area.code, area.name, area.outline) for area in areas if area.outline)
    shapeless = tuple(area.code for area in areas if not area.outline)
    ordered = by_name(areas)
    return Sheet(
        MapShapes(width, height, shapes, shapeless),
        {area.pk: area.code for area in ordered},
        {area.code: area.name for area in ordered},
    )


def around(load: FigureLoad) -> MapShapes | None:
    """Return the municipalities around, for "waar ben ik"; None when there are no borders."""
    if not load.around:
        return None
    shapes = tuple(AreaShape(*shape) for shape in load.around["shapes"])
    return MapShapes(load.around["width"], load.around["height"], shapes)


def figures_on(
    sheet: Sheet, load: FigureLoad, level: AreaLevel, wanted: Mapping[str, int]
) -> dict[str, dict[str, Figure]]:
    """Return per indicator the figure of each area in the year that is wanted of it (one query).

    Where there is none of that year, what stands there says why; an area that is absent has no figure at all.
    """
    rows = OpenFigure.objects.filter(
        area__load=load, area__level=level.value, area__former=False, indicator__in=list(wanted)
    ).filter(_years(wanted))
    found: dict[str, dict[str, Figure]] = {name: {} for name in wanted}
    for number, *fields in rows.values_list("area_id", *FIGURE_FIELDS):
        code = sheet.codes.get(number)
        if code is None:
            continue
        figure = figure_of(code, fields)
        held = found[figure.indicator].get(code)
        if held is None or figure.year == wanted[figure.indicator]:
            found[figure.indicator][code] = figure
    return found


def _years(wanted: Mapping[str, int]) -> Q:
    """Keep figures of the wanted year, and those that say why there is no figure."""
    of_year = Q()
    for name, year in wanted.items():
        of_year |= Q(indicator=name, year=year)
    return of_year | Q(value__isnull=True)
