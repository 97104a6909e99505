"""Stored figures of areas, put together again. Who may see an area was decided where it was looked up."""

from collections.abc import Iterable

from smartstart.opendata.area_colour import AreaColour
from smartstart.opendata.figures import Figure, FigureState
from smartstart.opendata.indicator import Indicator
from smartstart.opendata.indicators import BY_NAME, CATALOGUE
from smartstart.vocabulary.areas import AreaLevel
from smartstart.vocabulary.certainty import Reliability
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import Area, BesideFigure, LoadKind, OpenFigure, Place
from smartstart.workspace.data.queries.own_indicators import shown_indicators
from smartstart.workspace.insight.rules import colour as rules

FIGURE_FIELDS = (
    *("indicator", "year", "division", "value", "lower", "upper", "state", "reliability", "decimals"),
    "source__key",
)


def indicators_for(viewer: Viewer, municipality: Municipality) -> tuple[Indicator, ...]:
    """Return the catalogue, and the municipality's own figures that this viewer may see (a query where it has any).

    Args:
        viewer: for whom.
        municipality: as `colour_places.municipalities_for` gives it, with what was read.
    """
    own = (load.years for load in municipality.readings if load.kind == LoadKind.OWN)
    names = {name for years in own for known in years.values() for name in known} - BY_NAME.keys()
    return (*CATALOGUE, *shown_indicators(viewer, municipality, names)) if names else CATALOGUE


def area_colour_of(area: Area) -> AreaColour:
    """Return an area with its readings of the catalogue (two queries)."""
    stored = stored_of([area]).get(area.pk, [])
    return rules.area_colour(place_of(area), stored, beside_of(area.municipality_code))


def place_of(area: Area) -> rules.Place:
    """Return an area without its figures."""
    return rules.Place(area.code, area.name, AreaLevel(area.level), area.division)


def stored_of(areas: Iterable[Area], indicators: Iterable[Indicator] = CATALOGUE) -> dict[int, list[rules.Stored]]:
    """Return the stored figures of some areas, per area (one query)."""
    codes = {area.pk: area.code for area in areas}
    names = [indicator.name for indicator in indicators]
    rows = OpenFigure.objects.filter(area__in=codes, indicator__in=names)
    found: dict[int, list[rules.Stored]] = {}
    for number, same, broken, *fields in rows.values_list("area_id", "same_municipality", "break_year", *FIGURE_FIELDS):
        figure = figure_of(codes[number], fields)
        found.setdefault(number, []).append(rules.Stored(figure, same, broken))
    return found


def beside_of(municipality: str) -> rules.Beside:
    """Return the figures of a municipality and its country (one query); a publisher's goes before an own one."""
    rows = BesideFigure.objects.filter(load__municipality__code=municipality).order_by("-load__kind")
    home: dict[tuple[str, int], Figure] = {}
    country: dict[tuple[str, int], Figure] = {}
    for place, *fields in rows.values_list("place", *FIGURE_FIELDS):
        figure = figure_of(municipality if place == Place.MUNICIPALITY else "NL00", fields)
        (home if place == Place.MUNICIPALITY else country)[figure.indicator, figure.year] = figure
    return rules.Beside(home, country)


def figure_of(area: str, fields: list) -> Figure:
    """Return a stored figure as it was when it was read."""
    indicator, year, division, value, lower, upper, state, reliability, decimals, source = fields
    return Figure(
        indicator,
        area,
        year,
        division,
        FigureState(state),
        value,
        lower,
        upper,
        Reliability(reliability),
        (source or "").removeprefix("verzonnen-"),
        decimals,
    )
