"""Which public figures were read, as somebody who works for a municipality may know."""

from django.db.models import QuerySet

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.web.audit.objects import Known
from smartstart.workspace.data.models import Area, FigureLoad, FigureSource


def loads_for(viewer: Viewer, municipality: str = "") -> QuerySet[FigureLoad]:
    """Return what was read for the municipalities where this viewer has a role, by name, the last first."""
    rows = FigureLoad.objects.filter(municipality__in=viewer.municipalities_for(Permission.READ))
    rows = rows.select_related("municipality", "loaded_by").order_by("municipality__name", "kind", "-loaded_at")
    return rows.filter(municipality__code=municipality) if municipality else rows


def places_for(viewer: Viewer, permission: Permission) -> QuerySet[Municipality]:
    """Return the municipalities where this viewer has a permission, by name."""
    return Municipality.objects.filter(pk__in=viewer.municipalities_for(permission))


def area_known(code: str) -> Known | None:
    """Return an area as the log knows it: by its code, in its municipality."""
    home = Area.objects.filter(code=code).values("municipality_code")[:1]
    found = Municipality.objects.filter(code__in=home).first()
    return Known("gebied", code, found.pk, any_role=True) if found else None


def sources_of(load: FigureLoad) -> list[str]:
    """Return the lines that must stand beside what was read, each once."""
    found = FigureSource.objects.filter(pk__in=load.open_figures.values("source")).order_by("key")
    return list(dict.fromkeys(found.values_list("attribution", flat=True)))
