"""Deciding to which question a release belongs, and how far it shows."""

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor, Refused, Visibility
from smartstart.web.audit.actions import recorded
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import contents_of
from smartstart.workspace.insight.actions.verdicts import judge_hunches
from smartstart.workspace.insight.models import Strengths
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.actions import forget_verdicts


def share_release(
    *, actor: Actor, release: Release, seen_version: int, pilot: Pilot | None, visibility: Visibility
) -> Release:
    """Link a release to a question and set who sees it: the municipality, or the region.

    A release as a whole never becomes public; a finding does, through publishing.

    Raises:
        Refused: the actor may not do this for the release, or for the question that it goes to; or it asks for public.
        Conflict: somebody else changed the release since `seen_version`.
    """
    need = (Permission.IMPORT_RELEASE, release.pilot_id)
    place = release.municipality_id
    with recorded(actor, "vrijgave gedeeld", "vrijgave", object_id=release.pk, municipality=place, need=need):
        _check(actor, release, pilot, visibility)
        moved = (pilot and pilot.pk) != release.pilot_id
        release.renew(seen_version, pilot=pilot, visibility=visibility.value)
        Strengths.objects.filter(release=release).update(visibility=visibility.value)
        if moved:
            forget_verdicts(actor=actor, release=release.pk, municipality=place, pilot=pilot)
        if moved and release.current:
            judge_hunches(actor, release, contents_of(release))
        return release


def _check(actor: Actor, release: Release, pilot: Pilot | None, visibility: Visibility) -> None:
    if visibility is Visibility.PUBLIC:
        raise Refused("Een hele vrijgave wordt nooit openbaar. Draag een bevinding voor om openbaar te maken.")
    if pilot is not None and pilot.municipality_id != release.municipality_id:
        raise Refused("Deze vraag is van een andere gemeente.")
    actor.need(Permission.IMPORT_RELEASE, release.municipality_id, pilot.pk if pilot else None)
