"""What the pages on own figures share: looking one up, the way to it, and which file it asks for."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from smartstart.presentation import colour_words
from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.data.models import OwnIndicator
from smartstart.workspace.data.queries.own_indicators import own_indicators_for
from smartstart.workspace.data.rules.figure_columns import HEADER
from smartstart.workspace.data.rules.own_indicators import OWN_MARK, Description, as_indicator, example_line
from smartstart.workspace.data.views.common import Crumbs

EXAMPLE_AREA = "WK000001"


@dataclass(frozen=True, slots=True)
class Expected:
    """Which file is expected, and how the figure then stands on a page."""

    header: str
    line: str
    value: str
    label: str
    classes: tuple[str, ...]


def visible(request: HttpRequest, own: uuid.UUID) -> OwnIndicator:
    """Return an own figure that this viewer may know of."""
    return get_object_or_404(own_indicators_for(request.viewer), pk=own)


def may_show(request: HttpRequest, found: OwnIndicator) -> bool:
    """Tell whether this viewer may decide who sees it."""
    place = found.municipality_id
    either = (Permission.DESCRIBE_FIGURES, Permission.DECIDE_PUBLICATION)
    return any(request.viewer.may(permission, place) for permission in either)


def expected(description: Description, area: str) -> Expected:
    """Return which file is expected, for an area, and how its figure then stands on a page."""
    indicator = as_indicator(description)
    return Expected(
        header=HEADER,
        line=example_line(description, area, last_year()),
        value=colour_words.amount(indicator, 120 if description.counts else 12.5),
        label=indicator.label,
        classes=tuple(colour_words.classes_in_words(indicator, indicator.bounds)) if indicator.bounds else (),
    )


def last_year() -> int:
    """Return the newest year of which there can be a whole figure."""
    today: dt.date = timezone.localdate()
    return today.year - 1


def crumbs(here: str = "", own: OwnIndicator | None = None, last: str = "") -> Crumbs:
    """Return the way from the public figures to here."""
    way: Crumbs = [
        ("Openbare cijfers", reverse("data:figures")),
        (f"{OWN_MARK.capitalize()}s", reverse("data:own-indicators") if here else ""),
    ]
    if here:
        way.append((here, reverse("data:own-indicator", args=[own.pk]) if own else ""))
    return [*way, (last, "")] if last else way
