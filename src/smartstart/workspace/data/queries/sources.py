"""Looking up the sources of a question."""

import uuid

from django.db.models import QuerySet

from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import Source
from smartstart.workspace.pilots.models import Pilot


def sources_of(viewer: Viewer, pilot: uuid.UUID) -> QuerySet[Source]:
    """Return the sources of a question that this viewer may know of: those in use first, then by name.

    Who may not know of the question does not see its sources either.
    """
    return (
        Source.objects.visible_to(viewer)
        .filter(Pilot.visible(viewer, "pilot__"), pilot=pilot)
        .select_related("municipality", "pilot")
        .order_by("-used", "name")
    )


def sources_for(viewer: Viewer) -> QuerySet[Source]:
    """Return all sources that this viewer may know of."""
    return Source.objects.visible_to(viewer).filter(Pilot.visible(viewer, "pilot__")).select_related("pilot")
