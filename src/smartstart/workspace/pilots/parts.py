"""What later steps show on the page of a pilot. They register a part when they start; pilots know none of them.

A part gets the request and the pilot, and returns markup or nothing. It looks things up as `request.viewer`, like
every page. Parts show only to who works on the pilot, but for those that were made for others too.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString
from markupsafe import Markup

from smartstart.workspace.pilots.models import Pilot

Part = Callable[[HttpRequest, Pilot], SafeString | Markup | None]
_PARTS: dict[Part, bool] = {}


def register(part: Part, *, for_others: bool = False) -> None:
    """Add a part; the order of registration is the order on the page, and twice is once.

    Args:
        part: what makes it.
        for_others: it shows on the page for who does not work on the pilot too; it must look as that viewer.
    """
    _PARTS[part] = for_others


def parts_of(request: HttpRequest, pilot: Pilot, *, member: bool) -> list[SafeString | Markup]:
    """Return the parts that have something to show to somebody who works on the pilot, or to others.

    Raises:
        TypeError: a part that returns plain text; that would be a page with an unescaped hole.
    """
    shown = [part for part, for_others in _PARTS.items() if member or for_others]
    found = [made for part in shown if (made := part(request, pilot))]
    if any(not hasattr(made, "__html__") for made in found):
        raise TypeError("a part of a pilot page returns markup, not plain text")
    return found
