"""Finding people, always as somebody."""

import datetime as dt
import uuid

from django.db.models import Q, QuerySet
from django.utils import timezone

from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.directory.models import Consent, Portrait, Professional
from smartstart.workspace.directory.rules import hashed, words_in

_SEARCHED = ("name", "organisation", "function", "expertise", "languages", "municipality__name")


def professionals_for(viewer: Viewer) -> QuerySet[Professional]:
    """Return whom this viewer may find, by name."""
    return Professional.objects.visible_to(viewer).select_related("municipality", "portrait").defer("portrait__content")


def found(viewer: Viewer, words: list[str]) -> QuerySet[Professional]:
    """Return the visible professionals in whose entry every word occurs."""
    wanted = Q()
    for word in words:
        one = Q()
        for name in _SEARCHED:
            one |= Q(**{f"{name}__icontains": word})
        wanted &= one
    return professionals_for(viewer).filter(wanted)


def topics(viewer: Viewer) -> list[str]:
    """Return what one can ask about here, in alphabetical order: a list to choose from beside the search field."""
    texts = Professional.objects.visible_to(viewer).values_list("expertise", flat=True).distinct()
    return sorted({word for text in texts for word in words_in(text)}, key=str.casefold)


def portrait_for(viewer: Viewer, professional: uuid.UUID) -> Portrait | None:
    """Return a photo, when this viewer may find the person."""
    return Portrait.objects.filter(professional__in=Professional.objects.visible_to(viewer), pk=professional).first()


def by_link(secret: str, now: dt.datetime | None = None) -> Professional | None:
    """Return whose own link this is, while it works."""
    found_ = Professional.objects.filter(link=hashed(secret), link_until__gt=now or timezone.now())
    return found_.select_related("municipality").first()


def consents_of(person: Professional) -> QuerySet[Consent]:
    """Return to what this person agreed, in the order of the days; for the person, and for who keeps the directory."""
    return Consent.objects.filter(professional=person)
