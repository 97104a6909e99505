"""Which municipalities and areas somebody may see on the map; nothing of the others, not even that they are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from smartstart.opendata.naming import by_name
from smartstart.vocabulary.areas import AreaLevel
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer, Visibility
from smartstart.workspace.data.models import Area, FigureLoad, LoadKind
from smartstart.workspace.insight.models import ColourPage
from smartstart.workspace.insight.rules.words import MOST_WORDS

WITHOUT_A_ROW = Visibility.REGION
"""How far a map shows until somebody decides otherwise."""


@dataclass(frozen=True, slots=True)
class AreaHit:
    """An area that was searched for and found.

    Attributes:
        kind: "wijk in Tilburg".
        url_kwargs: arguments of the address `insight:area`.
    """

    code: str
    name: str
    kind: str
    municipality: str
    invented: bool
    url_kwargs: dict[str, object]


def municipalities_for(viewer: Viewer) -> QuerySet[Municipality]:
    """Return the municipalities with public figures whose map this viewer may see, by name.

    `.readings` holds what was read, the last first.
    """
    readings = FigureLoad.objects.order_by("-loaded_at")
    read = FigureLoad.objects.filter(municipality=OuterRef("pk"), kind=LoadKind.OPEN)
    return (
        Municipality.objects.filter(_visible(viewer))
        .filter(Exists(read))
        .select_related("region")
        .prefetch_related(Prefetch("figure_loads", queryset=readings, to_attr="readings"))
        .order_by("name")
    )


def _visible(viewer: Viewer) -> Q:
    pages = ColourPage.objects.filter(municipality=OuterRef("pk"))
    seen = Q(pk__in=viewer.municipalities_for(Permission.READ))
    seen |= Q(Exists(pages.filter(visibility=Visibility.PUBLIC)))
    if viewer.regions:
        seen |= Q(region__in=viewer.regions) & ~Q(Exists(pages.filter(visibility=Visibility.OWN)))
    return seen


def municipality_for(viewer: Viewer, code: str) -> Municipality | None:
    """Return one municipality whose map this viewer may see."""
    return municipalities_for(viewer).filter(code=code).first()


def page_of(municipality: Municipality) -> ColourPage:
    """Return how far a map shows; a row that was not written yet when nobody decided."""
    found = ColourPage.objects.filter(municipality=municipality).first()
    # Version 0: who saw that nobody had decided, did not see the first decision.
    return found or ColourPage(municipality=municipality, visibility=WITHOUT_A_ROW.value, version=0)


def area_for(viewer: Viewer, code: str, division: int | None = None) -> tuple[Area, Municipality] | None:
    """Return an area on a map that this viewer may see: as it is now, unless another division is asked."""
    rows = Area.objects.filter(code=code).order_by("former", "-division")
    area = (rows.filter(division=division) if division else rows).first()
    municipality = municipality_for(viewer, area.municipality_code) if area else None
    return (area, municipality) if area and municipality else None


def buurten_of(area: Area) -> tuple[Area, ...]:
    """Return the buurten in a wijk, by name. A wijk of now whose code was another place before has none."""
    if area.level != AreaLevel.WIJK.value:
        return ()
    if not area.former and Area.objects.filter(code=area.code, former=True).exists():
        return ()
    return by_name(Area.objects.filter(within=area.code, level=AreaLevel.BUURT.value))


def wijken_of(municipality: str, *, former: bool = False) -> tuple[Area, ...]:
    """Return the wijken of a municipality, by name."""
    rows = Area.objects.filter(municipality_code=municipality, level=AreaLevel.WIJK.value, former=former)
    return by_name(rows.defer("outline"))


def search_areas(viewer: Viewer, words: Sequence[str], most: int = 20) -> list[AreaHit]:
    """Return the areas in which every word occurs, in the name or that of the municipality; by name, at most `most`."""
    cleaned = (word.replace("\0", "").strip() for word in words)  # PostgreSQL knows no such letter
    wanted = [word for word in cleaned if word][:MOST_WORDS]
    if not wanted:
        return []
    visible = {place.code: place for place in municipalities_for(viewer)}
    named = Q()
    for word in wanted:
        home = [code for code, place in visible.items() if word.casefold() in place.name.casefold()]
        named &= Q(name__icontains=word) | Q(municipality_code__in=home)
    rows = Area.objects.filter(named, municipality_code__in=visible, former=False).defer("outline")
    return [_hit(area, visible[area.municipality_code]) for area in rows.order_by("name", "code")[:most]]


def _hit(area: Area, municipality: Municipality) -> AreaHit:
    whole = area.level == AreaLevel.MUNICIPALITY.value
    kind = "gemeente" if whole else f"{area.level} in {municipality.name}"
    return AreaHit(area.code, area.name, kind, municipality.name, municipality.invented, {"code": area.code})
