"""Proposing that a finding becomes public. Whether it does is decided in publishing."""

from django.urls import reverse

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor, Refused
from smartstart.web.audit.actions import recorded
from smartstart.web.references.actions import rests_on
from smartstart.workspace.data.queries.releases import contents_of
from smartstart.workspace.insight.models import Finding, Strengths
from smartstart.workspace.insight.queries.currency import overtaken
from smartstart.workspace.insight.queries.opened import Opened
from smartstart.workspace.insight.queries.public import object_id
from smartstart.workspace.insight.queries.uses import PUBLICATION
from smartstart.workspace.insight.rules.material import smallest_group, texts_of
from smartstart.workspace.insight.rules.stamps import is_invented
from smartstart.workspace.insight.rules.words import shortened
from smartstart.workspace.publishing import actions as publishing
from smartstart.workspace.publishing.models import Publication
from smartstart.workspace.publishing.rules.kinds import Kind
from smartstart.workspace.publishing.rules.material import Material

_LONGEST_TITLE = 300


def propose_finding(*, actor: Actor, opened: Opened, strengths: str) -> Publication:
    """Lay a finding before the check, with exactly the texts that its public page would show.

    Args:
        strengths: what goes well in this group; it stands on the page of the finding from now on.

    Raises:
        Refused: the actor may not propose, or nothing may be said about this group any more.
    """
    if not opened.part.shown or not opened.whole:
        raise Refused("Over deze groep mogen we niets zeggen. Dan kan er ook niets openbaar worden.")
    if overtaken(opened.release.pk, opened.part.statements):
        raise Refused("Nieuwere cijfers zeggen iets anders over deze groep. Draag die voor.")
    material = _material(opened, strengths)
    _write_strengths(actor, opened, strengths, material)
    release = opened.release
    publication = publishing.propose(
        actor=actor,
        municipality=release.municipality_id,
        subject=release.pilot_id,
        kind=Kind.GROUP,
        object_id=object_id(opened.finding),
        material=material,
    )
    rests_on(
        user_kind=PUBLICATION,
        user_id=publication.pk,
        statements=[(release.pk, name) for name in opened.part.statements],
    )
    return publication


def _material(opened: Opened, strengths: str) -> Material:
    release, part = opened.release, opened.part
    return Material(
        title=shortened(part.title, _LONGEST_TITLE),
        address=reverse("insight:finding", args=[release.pk, part.id]),
        texts=texts_of(opened.study, part, strengths),
        smallest_open=None,
        smallest_release=smallest_group(contents_of(release), part),
        has_strengths=bool(strengths),
        has_counter_numbers=part.pieces is not None,
        invented=is_invented(release.origin),
        place_invented=release.municipality.invented,
    )


def _write_strengths(actor: Actor, opened: Opened, strengths: str, material: Material) -> None:
    """Keep the text. What is public now holds other texts, so its page closes until these are judged."""
    release, subject = opened.release, opened.finding.subject
    with recorded(
        actor, "sterke kanten bij een bevinding", "bevinding",
        object_id=object_id(opened.finding), municipality=release.municipality_id,
        need=(Permission.PROPOSE_PUBLICATION, release.pilot_id),
    ):  # fmt: skip
        begin = {
            "text": strengths, "municipality_id": release.municipality_id,
            "visibility": release.visibility, "made_by_id": actor.account,
        }  # fmt: skip
        known, new = Strengths.objects.get_or_create(release=release, finding=subject, defaults=begin)
        if not new and known.text != strengths:
            known.renew(text=strengths, visibility=release.visibility)
        Finding.objects.filter(pk=opened.finding.pk).update(text_hash=material.hash)
