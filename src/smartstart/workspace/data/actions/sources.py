"""Describing the sources of a question."""

from contextlib import AbstractContextManager
from typing import Any

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.audit.actions import Act, recorded
from smartstart.workspace.data.models import Source
from smartstart.workspace.pilots.models import Pilot

_KIND = "bron"


def add_source(*, actor: Actor, pilot: Pilot, **fields: Any) -> Source:
    """Describe a source of a question."""
    need = (Permission.EDIT_SOURCES, pilot.pk)
    with recorded(actor, "bron beschreven", _KIND, municipality=pilot.municipality_id, need=need) as act:
        source = Source.objects.create(
            pilot=pilot, municipality_id=pilot.municipality_id, made_by_id=actor.account, **fields
        )
        act.object_id = str(source.pk)
        return source


def change_source(*, actor: Actor, source: Source, seen_version: int, **fields: Any) -> Source:
    """Change the description of a source.

    Raises:
        Conflict: somebody else changed it since `seen_version`.
    """
    with _editing(actor, source, "bron gewijzigd"):
        source.renew(seen_version, **fields)
    return source


def remove_source(*, actor: Actor, source: Source) -> None:
    """Take away the description of a source; the data themselves were never here."""
    with _editing(actor, source, "bron weggehaald"):
        Source.objects.filter(pk=source.pk).delete()


def _editing(actor: Actor, source: Source, action: str) -> AbstractContextManager[Act]:
    need = (Permission.EDIT_SOURCES, source.pilot_id)
    return recorded(actor, action, _KIND, object_id=source.pk, municipality=source.municipality_id, need=need)
