"""The only writers of the directory. The person in it may change and remove the own entry, by a link of their own."""

import datetime as dt
from contextlib import AbstractContextManager
from typing import Any

from django.utils import timezone

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import NOBODY, Actor, Refused, Visibility
from smartstart.web.audit.actions import Act, recorded
from smartstart.workspace.directory.models import Consent, Portrait, Professional
from smartstart.workspace.directory.rules import (
    CONSENTS,
    LINK_DAYS,
    PHOTO_CONSENTS,
    is_wider,
    narrower_than,
    new_link,
    photo,
)

THEMSELVES = Actor(NOBODY, "eigen link", system=True)
"""Somebody who came in by the own link: the link is the leave."""


def add(
    *, actor: Actor, municipality: int, agreed_on: dt.date, visibility: str = Visibility.OWN, **fields: Any
) -> Professional:
    """Put somebody in the directory who agreed to it. To be public, a person says yes in person, by the own link."""
    need = (Permission.EDIT_DIRECTORY, None)
    shown, asked = (Visibility.OWN, visibility) if visibility == Visibility.PUBLIC else (visibility, "")
    with recorded(actor, "in smoelenboek gezet", "professional", municipality=municipality, need=need) as act:
        person = Professional.objects.create(
            municipality_id=municipality, made_by_id=actor.account, visibility=shown, asked=asked, agreed_on=agreed_on,
            **fields,
        )  # fmt: skip
        _agreed(actor, person, agreed_on)
        act.object_id = str(person.pk)
        return person


def change(*, actor: Actor, person: Professional, seen_version: int, **fields: Any) -> Professional:
    """Change an entry; it counts as looked at today. Wider than agreed, it waits for the yes of the person in it."""
    with _editing(actor, person, "smoelenboek bijgewerkt"):
        wanted = fields.pop("visibility", None)
        person.renew(seen_version, looked_at=timezone.localdate(), **fields, **_reach(person, wanted))
        _end_wider(person)
    return person


def _reach(person: Professional, wanted: str | None) -> dict[str, str]:
    if wanted is None:
        return {}
    if is_wider(wanted, person.visibility):
        return {"asked": wanted}
    return {"visibility": wanted, "asked": ""}


def answer(
    *, actor: Actor, person: Professional, seen_version: int, reach: str, agreed: bool, with_photo: bool
) -> None:
    """Write down what somebody says to showing the own entry further: yes, with or without the photo, or no.

    A photo that may not come along is taken away.

    Raises:
        Refused: it is not the person in the entry who says so. Conflict: this is no longer what is asked.
    """
    with _by_themselves(actor, person, "toestemming gegeven" if agreed else "toestemming niet gegeven"):
        if not reach or person.asked != reach:
            raise Conflict("Wat we u vroegen, is intussen veranderd. Kijk wat er nu staat en antwoord opnieuw.")
        if not agreed:
            person.renew(seen_version, asked="")
            return
        today = timezone.localdate()
        person.renew(seen_version, visibility=reach, asked="", agreed_on=today, looked_at=today)
        _agreed(actor, person, today)
        portrait = Portrait.objects.filter(professional=person)
        if not with_photo:
            _without_photo(person)
        elif portrait.update(agreed_on=today):
            _agreed(actor, person, today, of_photo=True)


def withdraw(*, actor: Actor, person: Professional, seen_version: int, to: str) -> None:
    """Take back at once that the own entry shows so far. The photo goes; it can be put there anew.

    Raises:
        Refused: it is not the person in the entry who says so. Conflict: it does not show that far any more.
    """
    with _by_themselves(actor, person, "toestemming ingetrokken"):
        if to not in narrower_than(person.visibility):
            raise Conflict("Uw gegevens zijn intussen al minder ver zichtbaar. Kijk wat er nu staat.")
        person.renew(seen_version, visibility=to, asked="", looked_at=timezone.localdate())
        _end_wider(person)
        _without_photo(person)


def confirm(*, actor: Actor, person: Professional) -> None:
    """Say that an entry still holds."""
    with _editing(actor, person, "smoelenboek nagekeken"):
        person.renew(looked_at=timezone.localdate())


def set_photo(*, actor: Actor, person: Professional, content: bytes, agreed_on: dt.date) -> None:
    """Keep a photo, made anew from the file. Where everybody can see it, only the person in it puts it there.

    Raises:
        Refused: a colleague puts it with an entry that is public.
        NotAPhoto: the file cannot be shown as a photo.
    """
    made = photo(content)
    with _editing(actor, person, "foto gezet"):
        if person.visibility == Visibility.PUBLIC and actor != THEMSELVES:
            raise Refused(
                "Deze gegevens zijn openbaar. Dan zet alleen de persoon zelf een foto, met de eigen link. "
                "Maak die link en stuur hem op."
            )
        _without_photo(person)
        _agreed(actor, person, agreed_on, of_photo=True)
        Portrait.objects.update_or_create(professional=person, defaults={"content": made, "agreed_on": agreed_on})


def remove_photo(*, actor: Actor, person: Professional) -> None:
    """Take the photo away."""
    with _editing(actor, person, "foto weggehaald"):
        _without_photo(person)


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


def _by_themselves(actor: Actor, person: Professional, action: str) -> AbstractContextManager[Act]:
    """Record what only the person in the entry may say, by the own link; nobody consents for somebody else."""
    if actor != THEMSELVES:
        with _editing(actor, person, action):
            raise Refused("Toestemming geeft iemand alleen zelf, met de eigen link.")
    return _editing(actor, person, action)


def _agreed(actor: Actor, person: Professional, day: dt.date, *, of_photo: bool = False) -> None:
    """Keep to what somebody agreed: the words for the reach that the entry has now."""
    texts = PHOTO_CONSENTS if of_photo else CONSENTS
    text = texts[Visibility(person.visibility)]
    Consent.objects.filter(professional=person, photo=of_photo, reach=person.visibility, ended_on__isnull=True).update(
        ended_on=day
    )
    Consent.objects.create(
        professional=person, photo=of_photo, reach=person.visibility, text=text, themselves=actor == THEMSELVES,
        agreed_on=day,
    )  # fmt: skip


def _end_wider(person: Professional) -> None:
    """End the consents for showing further than the entry does now."""
    standing = Consent.objects.filter(professional=person, ended_on__isnull=True)
    wider = [one.pk for one in standing if is_wider(one.reach, person.visibility)]
    Consent.objects.filter(pk__in=wider).update(ended_on=timezone.localdate())


def _without_photo(person: Professional) -> None:
    Portrait.objects.filter(professional=person).delete()
    standing = Consent.objects.filter(professional=person, photo=True, ended_on__isnull=True)
    standing.update(ended_on=timezone.localdate())
