"""What the question shows on the page of its pilot."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.pilots.queries import is_member
from smartstart.workspace.question.queries import question_for


def open_question(request: HttpRequest, pilot: Pilot) -> SafeString | None:
    """Return the way to the question for who does not work on the pilot, when the question is open to them."""
    if is_member(request.viewer, pilot) or question_for(request.viewer, pilot) is None:
        return None
    return render_to_string("question/part.html", {"pilot": pilot})
