"""Proposing that a finding becomes public. Whether it does is decided in publishing."""

from django.urls import reverse

from smartstart.web.accounts.rules.viewer import Actor, Refused
from smartstart.workspace.insight.queries.opened import Opened
from smartstart.workspace.insight.queries.public import object_id
from smartstart.workspace.insight.rules.material import smallest_group, texts_of
from smartstart.workspace.insight.rules.stamps import is_invented
from smartstart.workspace.insight.rules.words import shortened
from smartstart.workspace.publishing import actions as publishing
from smartstart.workspace.publishing.models import Publication
from smartstart.workspace.publishing.rules.checks import Kind
from smartstart.workspace.publishing.rules.material import Material

_LONGEST_TITLE = 300


def propose_finding(*, actor: Actor, opened: Opened) -> Publication:
    """Lay a finding before the check, with exactly the texts that its public page would show.

    Raises:
        Refused: the actor may not propose, or nothing may be said about this group.
    """
    release, part = opened.release, opened.part
    if not part.shown or not opened.whole:
        raise Refused("Over deze groep mogen we niets zeggen. Dan kan er ook niets openbaar worden.")
    material = Material(
        title=shortened(part.title, _LONGEST_TITLE),
        address=reverse("insight:finding", args=[release.pk, part.id]),
        texts=texts_of(opened.contents, part),
        smallest_open=None,
        smallest_release=smallest_group(opened.contents, part),
        has_strengths=False,
        has_counter_numbers=part.pieces is not None,
        invented=is_invented(release.origin),
        place_invented=release.municipality.invented,
    )
    return publishing.propose(
        actor=actor,
        municipality=release.municipality_id,
        subject=release.pilot_id,
        kind=Kind.GROUP,
        object_id=object_id(opened.finding),
        material=material,
    )
