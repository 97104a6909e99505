"""The rows of a file with own figures as figures of areas: sources named, room made, what is told of files settled.

A publisher's figure goes before an own one of the same area and year; a newer file goes before an older one. So there
is never more than one value in a cell, and a list of persons does not fit in pieces. Called inside the transaction of
`own_figures`.
"""

import hashlib
from collections.abc import Iterable, Mapping

from smartstart.opendata.attribution import INVENTED
from smartstart.opendata.figures import FEWEST_PEOPLE, Figure, FigureState
from smartstart.opendata.indicator import Indicator
from smartstart.opendata.indicators import BY_NAME
from smartstart.vocabulary.areas import AreaLevel
from smartstart.vocabulary.certainty import Reliability
from smartstart.web.references.actions import rests_on
from smartstart.workspace.data.models import (
    Area,
    BesideFigure,
    FigureLoad,
    FigureSource,
    LoadKind,
    OpenFigure,
    OwnIndicator,
    Place,
)
from smartstart.workspace.data.queries.own_indicators import FILE
from smartstart.workspace.data.rules.figure_rows import FigureRow
from smartstart.workspace.data.rules.own_indicators import Description, as_indicator

_BATCH = 500
_OWN_PREFIX = "eigen-"

Cell = tuple[int, str, int]  # area, indicator, year


def write(
    load: FigureLoad, rows: Iterable[FigureRow], areas: Mapping[str, Area], described: Mapping[str, Description]
) -> int:
    """Write the rows; return how many were left out because a publisher has that figure."""
    sources: dict[str, FigureSource] = {}
    known = BY_NAME | {name: as_indicator(one) for name, one in described.items()}
    own: dict[Cell, OpenFigure] = {}
    beside: list[BesideFigure] = []
    for row in rows:
        area = areas.get(row.area)
        few = _too_few(area, known[row.indicator], described.get(row.indicator))
        figure = _figure(row, area, _source(load, row.source, sources).key, known[row.indicator], few=few)
        if area is not None:
            fields = OpenFigure.values_of(figure, {source.key: source for source in sources.values()})
            own[area.pk, row.indicator, row.year] = OpenFigure(load=load, area=area, **fields)
        if row.level in (AreaLevel.COUNTRY, AreaLevel.MUNICIPALITY):
            place = Place.COUNTRY if row.level is AreaLevel.COUNTRY else Place.MUNICIPALITY
            fields = BesideFigure.values_of(figure, {source.key: source for source in sources.values()})
            beside.append(BesideFigure(load=load, place=place, **fields))
    open_cells = _make_room(load, own, beside)
    OpenFigure.objects.bulk_create([f for cell, f in own.items() if cell not in open_cells], batch_size=_BATCH)
    BesideFigure.objects.bulk_create(beside, batch_size=_BATCH)
    _settle(load.municipality_id)
    load.refresh_from_db()
    return len(open_cells)


def _settle(municipality: int) -> None:
    """Bring what is told of own files up to date: how many figures, which years, on which descriptions they rest."""
    described = dict(OwnIndicator.objects.filter(municipality=municipality).values_list("name", "pk"))
    for load in FigureLoad.objects.filter(municipality=municipality, kind=LoadKind.OWN):
        rows = load.open_figures.filter(value__isnull=False)
        years: dict[str, dict[str, list[int]]] = {}
        for level, indicator, year in rows.values_list("area__level", "indicator", "year").distinct().order_by("year"):
            years.setdefault(level, {}).setdefault(indicator, []).append(year)
        load.years = years
        load.figures_read = rows.count()
        load.areas_read = rows.values("area").distinct().count()
        load.save(update_fields=["years", "figures_read", "areas_read"])
        names = {*load.open_figures.values_list("indicator", flat=True).distinct()}
        names |= {*load.beside_figures.values_list("indicator", flat=True).distinct()}
        rests_on(
            user_kind=FILE,
            user_id=load.pk,
            statements=[(described[name], name) for name in names & described.keys()],
        )
        if not names:
            load.delete()


def _make_room(load: FigureLoad, own: Mapping[Cell, OpenFigure], beside: Iterable[BesideFigure]) -> set[Cell]:
    """Drop older own figures of the same cells; return the cells that a publisher has a figure for."""
    theirs: set[Cell] = set()
    older: list[int] = []
    names = {name for _, name, _ in own}
    rows = OpenFigure.objects.filter(area__municipality_code=load.municipality.code, indicator__in=names)
    for number, kind, *cell in rows.values_list("pk", "load__kind", "area_id", "indicator", "year"):
        if tuple(cell) in own and kind == LoadKind.OPEN:
            theirs.add((cell[0], cell[1], cell[2]))
        elif tuple(cell) in own:
            older.append(number)
    OpenFigure.objects.filter(pk__in=older).delete()
    for figure in beside:
        BesideFigure.objects.filter(
            load__municipality=load.municipality_id,
            load__kind=LoadKind.OWN,
            place=figure.place,
            indicator=figure.indicator,
            year=figure.year,
        ).delete()
    return theirs


def _too_few(area: Area | None, indicator: Indicator, described: Description | None) -> bool:
    """Tell whether fewer people live in an area than a figure must rest on at least."""
    if area is None or area.people is None:
        return False
    least = FEWEST_PEOPLE if indicator.scale != 1.0 else 0
    return area.people < (described.least_people if described else least)


def _figure(row: FigureRow, area: Area | None, source: str, indicator: Indicator, *, few: bool) -> Figure:
    state = FigureState.SHOWN if row.value is not None else FigureState.ABSENT
    if few:
        state = FigureState.TOO_FEW
    shown = state is FigureState.SHOWN
    return Figure(
        indicator=row.indicator,
        area=row.area,
        year=row.year,
        division=area.division if area is not None else row.year,
        state=state,
        value=row.value if shown else None,
        lower=row.lower if shown else None,
        upper=row.upper if shown else None,
        reliability=Reliability.REPORTED,
        source=source,
        decimals=indicator.decimals,
    )


def _source(load: FigureLoad, told: str, known: dict[str, FigureSource]) -> FigureSource:
    """Return the source that a row names, with who brought it; a figure of an invented place is invented too."""
    if told not in known:
        place = load.municipality
        digest = hashlib.sha256(f"{place.code}\n{told}".encode()).hexdigest()[:16]
        words = INVENTED.attribution if place.invented else f"Bron: {told}, opgegeven door de gemeente {place.name}"
        known[told] = FigureSource.objects.update_or_create(
            key=f"{_OWN_PREFIX}{digest}", defaults={"attribution": words, "invented": place.invented}
        )[0]
    return known[told]
