"""Looking up pilots, always as somebody."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.pilots.models import Phase, PhaseChange, Pilot


def pilots_for(viewer: Viewer) -> QuerySet[Pilot]:
    """Return the pilots that this viewer may know of, by title."""
    return Pilot.objects.visible_to(viewer).select_related("municipality", "phase")


def is_member(viewer: Viewer, pilot: Pilot) -> bool:
    """Tell whether this viewer works on the pilot, and so sees its history and its people too."""
    return viewer.may(Permission.READ, pilot.municipality_id, pilot.pk)


def history_of(pilot: Pilot) -> QuerySet[PhaseChange]:
    """Return the changes of phase and light, latest first. For who works on the pilot only."""
    return pilot.changes.select_related("phase", "by")


def latest_day(pilot: Pilot) -> dt.date | None:
    """Return the day of the latest change of phase or light."""
    return pilot.changes.values_list("on", flat=True).first()


def phases_for(municipality: int) -> QuerySet[Phase]:
    """Return the phases of a municipality: its own when it has any, else the common ones."""
    own = Phase.objects.filter(municipality=municipality)
    return own if own.exists() else Phase.objects.filter(municipality=None)


def phases_in_use(municipality: int) -> frozenset[int]:
    """Return the phases in which a pilot of this municipality is or was."""
    now = Pilot.objects.filter(municipality=municipality).values_list("phase", flat=True)
    ever = PhaseChange.objects.filter(pilot__municipality=municipality).values_list("phase", flat=True)
    return frozenset(now) | frozenset(ever)


def found(viewer: Viewer, words: list[str]) -> QuerySet[Pilot]:
    """Return the visible pilots in which every word occurs."""
    wanted = Q()
    for word in words:
        wanted &= Q(title__icontains=word) | Q(summary__icontains=word) | Q(municipality__name__icontains=word)
    return pilots_for(viewer).filter(wanted)


@dataclass(frozen=True, slots=True)
class Change:
    """A pilot that changed, and what changed."""

    pilot: Pilot
    what: str


def changed_since(viewer: Viewer, moment: dt.datetime | None) -> list[Change]:
    """Return what changed since a moment in the pilots that the viewer works on, latest first (two queries).

    Others see a pilot, but not that something changed which they cannot see.
    """
    if moment is None:
        return []
    pilots = list(
        Pilot.objects.editable_by(viewer, Permission.READ)
        .filter(changed_at__gt=moment)
        .select_related("municipality", "phase")
        .order_by("-changed_at")
    )
    moved = set(PhaseChange.objects.filter(pilot__in=pilots, recorded_at__gt=moment).values_list("pilot", flat=True))
    return [Change(pilot, _what_changed(pilot, moment, moved=pilot.pk in moved)) for pilot in pilots]


def _what_changed(pilot: Pilot, moment: dt.datetime, *, moved: bool) -> str:
    if pilot.made_at > moment:
        return "nieuwe pilot"
    return f"nu {pilot.phase}, {pilot.light_word}" if moved else "teksten gewijzigd"
