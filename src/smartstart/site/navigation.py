"""What every page needs: where one is, where one can go, in which municipality."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool


_ENTRIES = (
    ("Start", "start"),
    ("Inzicht", "insight:list"),
    ("Kleur van de wijk", "insight:colour"),
    ("A4's", "overview:a4-list"),
    ("Smoelenboek", "directory:list"),
    ("Verantwoording", "overview:accountability"),
    ("Zoeken", "overview:search"),
)

_FOOT = (
    ("Wat dit systeem niet kan", "overview:limits"),
    ("Toegankelijkheid", "overview:accessibility"),
    ("Privacy", "overview:privacy"),
    ("Cookies", "overview:cookies"),
)


def page(request: HttpRequest) -> dict[str, object]:
    """Return what the base template needs."""
    return {
        "nav": _one_current([place for entry in _ENTRIES if (place := _place(request, *entry)) is not None]),
        "foot_links": [(place.label, place.url) for entry in _FOOT if (place := _place(request, *entry)) is not None],
        "invented": settings.SMARTSTART_INVENTED,
    }


def _one_current(places: list[Place]) -> list[Place]:
    """Keep the nearest entry as the current one: one address may begin with another's."""
    here = max((place for place in places if place.current), key=lambda place: len(place.url), default=None)
    return [replace(place, current=place is here) for place in places]


def _place(request: HttpRequest, label: str, name: str) -> Place | None:
    try:
        url = reverse(name)
    except NoReverseMatch:
        return None
    return Place(label, url, request.path == url or (url != "/" and request.path.startswith(url)))
