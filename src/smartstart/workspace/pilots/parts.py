"""What later steps show on the page of a pilot. They register a part when they start; pilots know none of them.

A part gets the request and the pilot, and returns markup or nothing. It looks things up as `request.viewer`, like
every page. Parts show only to who works on the pilot.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString
from markupsafe import Markup

from smartstart.workspace.pilots.models import Pilot

Part = Callable[[HttpRequest, Pilot], SafeString | Markup | None]
_PARTS: list[Part] = []


def register(part: Part) -> None:
    """Add a part; the order of registration is the order on the page, and twice is once."""
    if part not in _PARTS:
        _PARTS.append(part)


def parts_of(request: HttpRequest, pilot: Pilot) -> list[SafeString | Markup]:
    """Return the parts that have something to show.

    Raises:
        TypeError: a part that returns plain text; that would be a page with an unescaped hole.
    """
    found = [made for part in _PARTS if (made := part(request, pilot))]
    if any(not hasattr(made, "__html__") for made in found):
        raise TypeError("a part of a pilot page returns markup, not plain text")
    return found
