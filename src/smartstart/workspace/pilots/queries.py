"""Looking up pilots, always as somebody."""

from django.db.models import Q, QuerySet

from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.pilots.models import Phase, Pilot


def pilots_for(viewer: Viewer) -> QuerySet[Pilot]:
    """Return the pilots that this viewer may know of, by title."""
    return Pilot.objects.visible_to(viewer).select_related("municipality", "phase")


def phases_for(municipality: int) -> QuerySet[Phase]:
    """Return the phases of a municipality: its own when it has any, else the common ones."""
    own = Phase.objects.filter(municipality=municipality)
    return own if own.exists() else Phase.objects.filter(municipality=None)


def found(viewer: Viewer, words: list[str]) -> QuerySet[Pilot]:
    """Return the visible pilots in which every word occurs."""
    wanted = Q()
    for word in words:
        wanted &= Q(title__icontains=word) | Q(summary__icontains=word) | Q(municipality__name__icontains=word)
    return pilots_for(viewer).filter(wanted)
