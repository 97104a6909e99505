"""What the page of a pilot shows of insight: the latest finding."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from smartstart.workspace.insight.queries.findings import latest_of_pilot
from smartstart.workspace.insight.views.common import marks
from smartstart.workspace.pilots.models import Pilot


def latest_finding(request: HttpRequest, pilot: Pilot) -> SafeString | None:
    """Return the latest finding for a question as a part of its page; None when there is none."""
    found = latest_of_pilot(request.viewer, pilot.pk)
    if found is None:
        return None
    return render_to_string("insight/pilot_part.html", {"finding": found, "marks": marks(found.release)}, request)
