"""Which own figures are described, as somebody may know of them, and where they are used."""

import uuid
from collections.abc import Collection, Mapping

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from smartstart.opendata.indicator import Indicator
from smartstart.opendata.indicators import BY_NAME
from smartstart.presentation import dutch
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.web.references.models import Reference
from smartstart.web.references.uses import Use
from smartstart.workspace.data.models import Area, BesideFigure, OpenFigure, OwnIndicator
from smartstart.workspace.data.queries.figures import loads_for
from smartstart.workspace.data.rules.own_indicators import as_indicator

FILE = "cijferbestand"
"""The kind under which a file with figures says on which descriptions it rests."""


def own_indicators_for(viewer: Viewer) -> QuerySet[OwnIndicator]:
    """Return the own figures that this viewer may know of, by municipality and label."""
    rows = OwnIndicator.objects.visible_to(viewer)
    return rows.select_related("municipality", "made_by", "changed_by").order_by("municipality__name", "label", "name")


def shown_indicators(viewer: Viewer, municipality: Municipality, names: Collection[str]) -> tuple[Indicator, ...]:
    """Return, of these names, the own figures of a municipality that this viewer may see, ready for map and page."""
    wanted = set(names) - BY_NAME.keys()  # a name that the catalogue has meanwhile is that of the catalogue
    if not wanted:
        return ()
    rows = own_indicators_for(viewer).filter(municipality=municipality, name__in=wanted)
    return tuple(as_indicator(row.description) for row in rows)


def own_told(viewer: Viewer, municipality: Municipality, name: str) -> tuple[tuple[str, str], ...]:
    """Return what is told of an own figure beside its value: heads and texts; nothing for one of the catalogue."""
    found = None if name in BY_NAME else own_indicators_for(viewer).filter(municipality=municipality, name=name).first()
    if found is None:
        return ()
    day = dutch.day(timezone.localtime(found.changed_at).date())
    told = found.description
    least = f"Een cijfer rust op minstens {dutch.number(told.least_people)} mensen. Anders staat er geen cijfer."
    return (
        ("Van wie", f"Eigen cijfer van de gemeente {municipality.name}: versie {found.version}, {day}."),
        ("Wie het maakte", told.source),
        ("Licentie of toestemming", told.leave),
        *(() if told.counts else (("Hoeveel mensen", least),)),
    )


def in_use(indicator: OwnIndicator) -> bool:
    """Tell whether any figure of it came in, or any file says that it rests on it."""
    figures = OpenFigure.objects.filter(
        area__municipality_code=indicator.municipality.code, indicator=indicator.name, load__kind="own"
    )
    beside = BesideFigure.objects.filter(
        load__municipality=indicator.municipality_id, indicator=indicator.name, load__kind="own"
    )
    return figures.exists() or beside.exists() or Reference.objects.filter(release=indicator.pk).exists()


def names_in(municipality: Municipality) -> set[str]:
    """Return every name that is taken there: those of the catalogue, and those described before."""
    described = OwnIndicator.objects.filter(municipality=municipality).values_list("name", flat=True)
    return {*BY_NAME, *described}


def areas_of(indicator: OwnIndicator) -> list[str]:
    """Return the codes of the municipality and its wijken, in the order of their codes."""
    rows = Area.objects.filter(
        municipality_code=indicator.municipality.code, former=False, level__in=("gemeente", "wijk")
    )
    return sorted(set(rows.values_list("code", flat=True)))


def files_named(viewer: Viewer, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Use]:
    """Return, of these files with figures, those that the viewer may know of."""
    rows = loads_for(viewer).filter(pk__in=ids)
    return {
        row.pk: Use(
            f"{row.name or 'een bestand'}, ingelezen op {dutch.day(timezone.localtime(row.loaded_at).date())}",
            f"{reverse('data:figures')}?gemeente={row.municipality.code}",
        )
        for row in rows
    }
