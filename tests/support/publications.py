"""Invented proposals to make something public, for tests of the workspace."""

import uuid
from dataclasses import replace
from typing import Any

from django.utils import timezone

from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.workspace.publishing import actions
from smartstart.workspace.publishing.models import Publication
from smartstart.workspace.publishing.rules.kinds import Kind
from smartstart.workspace.publishing.rules.material import Material, Text
from tests.support.people import acting, colleague, town

AREA = "WK990101"
TEXTS = (
    Text("Sterk", "In deze wijk helpen veel mensen hun buren."),
    Text("Zorg", "Van elke 1.000 gezinnen hebben ongeveer 35 weinig geld, 965 niet. Deze cijfers zijn verzonnen."),
)


def material(**changes: Any) -> Material:
    """Return material in which every point of the list is in order, but for who read along and who decides."""
    return replace(
        Material(
            title="De kleur van Zeewijk",
            address="/inzicht/gebied/WK990101/",
            texts=TEXTS,
            smallest_open=450,
            smallest_release=None,
            has_strengths=True,
            has_counter_numbers=True,
            invented=True,
            place_invented=True,
        ),
        **changes,
    )


def proposal(
    actor: Actor | None = None,
    where: Municipality | None = None,
    pilot: uuid.UUID | None = None,
    object_id: str = AREA,
    **changes: Any,
) -> Publication:
    """Return a concept on a wijk, made by an adviser."""
    place = where or town()
    return actions.propose(
        actor=actor or acting(colleague(Role.ADVISER, where=place, name="maker")),
        municipality=place.pk,
        subject=pilot,
        kind=Kind.AREA,
        object_id=object_id,
        material=material(**changes),
    )


def signed(publication: Publication, actor: Actor | None = None) -> Publication:
    """Let a resident read along."""
    maker = actor or acting(User.objects.get(pk=publication.made_by_id))
    actions.sign_off(
        actor=maker,
        publication=publication,
        seen_version=publication.version,
        connection="woont in de wijk",
        day=timezone.localdate(),
        resident=True,
    )
    return publication


def submitted(publication: Publication) -> Publication:
    """Bring a concept before the decision."""
    maker = acting(User.objects.get(pk=publication.made_by_id))
    signed(publication, maker)
    return actions.submit(actor=maker, publication=publication, seen_version=publication.version)


def agreed(publication: Publication, decider: Actor | None = None) -> Publication:
    """Let a privacy officer agree."""
    submitted(publication)
    officer = decider or acting(colleague(Role.PRIVACY_OFFICER, where=publication.municipality, name="besluiter"))
    return actions.decide(
        actor=officer,
        publication=publication,
        seen_version=publication.version,
        agreed=True,
        office="privacyfunctionaris",
    )


def published(publication: Publication) -> Publication:
    """Take a concept the whole way to the public."""
    agreed(publication)
    maker = acting(User.objects.get(pk=publication.made_by_id))
    return actions.publish(actor=maker, publication=publication, seen_version=publication.version)
