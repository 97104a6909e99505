"""The only writers of the directory. The person in it may change and remove the own entry, by a link of their own."""

import datetime as dt
from contextlib import AbstractContextManager
from typing import Any

from django.utils import timezone

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import NOBODY, Actor
from smartstart.web.audit.actions import Act, recorded
from smartstart.workspace.directory.models import Portrait, Professional
from smartstart.workspace.directory.rules import LINK_DAYS, new_link, photo

THEMSELVES = Actor(NOBODY, "eigen link", system=True)
"""Somebody who came in by the own link: the link is the leave."""


def add(*, actor: Actor, municipality: int, **fields: Any) -> Professional:
    """Put somebody in the directory who agreed to it."""
    need = (Permission.EDIT_DIRECTORY, None)
    with recorded(actor, "in smoelenboek gezet", "professional", municipality=municipality, need=need) as act:
        person = Professional.objects.create(municipality_id=municipality, made_by_id=actor.account, **fields)
        act.object_id = str(person.pk)
        return person


def change(*, actor: Actor, person: Professional, seen_version: int, **fields: Any) -> Professional:
    """Change an entry; it counts as looked at today."""
    with _editing(actor, person, "smoelenboek bijgewerkt"):
        person.renew(seen_version, looked_at=timezone.localdate(), **fields)
    return person


def confirm(*, actor: Actor, person: Professional) -> None:
    """Say that an entry still holds."""
    with _editing(actor, person, "smoelenboek nagekeken"):
        person.renew(looked_at=timezone.localdate())


def set_photo(*, actor: Actor, person: Professional, content: bytes, agreed_on: dt.date) -> None:
    """Keep a photo, made anew from the file.

    Raises:
        NotAPhoto: the file cannot be shown as a photo.
    """
    made = photo(content)
    with _editing(actor, person, "foto gezet"):
        Portrait.objects.update_or_create(professional=person, defaults={"content": made, "agreed_on": agreed_on})


def remove_photo(*, actor: Actor, person: Professional) -> None:
    """Take the photo away."""
    with _editing(actor, person, "foto weggehaald"):
        Portrait.objects.filter(professional=person).delete()


def remove(*, actor: Actor, person: Professional) -> None:
    """Take somebody out of the directory, photo and all."""
    with _editing(actor, person, "uit smoelenboek gehaald"):
        Professional.objects.filter(pk=person.pk).delete()


def make_link(*, actor: Actor, person: Professional) -> str:
    """Make a link by which this person edits the own entry; return its secret, which is kept nowhere."""
    secret, kept = new_link()
    with _editing(actor, person, "eigen link gemaakt"):
        person.renew(link=kept, link_until=timezone.now() + dt.timedelta(days=LINK_DAYS))
    return secret


def _editing(actor: Actor, person: Professional, action: str) -> AbstractContextManager[Act]:
    need = (Permission.EDIT_DIRECTORY, None)
    return recorded(actor, action, "professional", object_id=person.pk, municipality=person.municipality_id, need=need)
