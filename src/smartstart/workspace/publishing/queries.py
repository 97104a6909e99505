"""What is public, what is on its way, and what the list of the check says of it."""

from collections.abc import Mapping

from django.db.models import Q, QuerySet
from django.utils import timezone

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.publishing.models import Publication, PublicationStep
from smartstart.workspace.publishing.rules.checks import Draft, Person, Point, SignOff, check
from smartstart.workspace.publishing.rules.kinds import Kind
from smartstart.workspace.publishing.rules.states import State

SOMEBODY_ELSE = Person(-1, "iemand anders")
"""Stands for whoever will decide, so that all other points can be judged before that."""


def public_among(*, municipality: int, kind: Kind, hashes: Mapping[str, str]) -> frozenset[str]:
    """Return which of these objects (with the hash of their present texts) may be shown to everybody.

    A changed text has another hash than the one that was judged: then it may not.
    """
    rows = Publication.objects.filter(
        municipality=municipality, kind=kind, state=State.PUBLIC, object_id__in=list(hashes)
    )
    return frozenset(name for name, judged in rows.values_list("object_id", "text_hash") if hashes[name] == judged)


def public_objects(kind: Kind) -> dict[tuple[int, str], str]:
    """Return of all objects of one kind that were made public the hash of the texts that were judged."""
    rows = Publication.objects.filter(kind=kind, state=State.PUBLIC)
    return {
        (municipality, name): judged
        for municipality, name, judged in rows.values_list("municipality", "object_id", "text_hash")
    }


def publications_for(viewer: Viewer) -> QuerySet[Publication]:
    """Return the proposals that this viewer may know of, newest first."""
    return Publication.objects.visible_to(viewer).select_related("municipality", "made_by")


def waiting_for(viewer: Viewer) -> QuerySet[Publication]:
    """Return the proposals on which this viewer may decide: those of others, in the municipalities where one may."""
    own = Q(made_by=viewer.account) | Q(submitted_by=viewer.account)
    may = Publication.objects.editable_by(viewer, Permission.DECIDE_PUBLICATION)
    return may.filter(state=State.PROPOSED).exclude(own) if viewer.known else may.none()


def current_for(viewer: Viewer, *, kind: Kind, object_id: str, municipality: int) -> Publication | None:
    """Return the newest proposal for an object, if this viewer may know of it."""
    rows = publications_for(viewer).filter(kind=kind, object_id=object_id, municipality=municipality)
    return rows.first()


def points_of(publication: Publication, decider: Person | None = None) -> tuple[Point, ...]:
    """Return the list of the check, point by point, as it stands today, with this decider or who decided."""
    return check(_draft(publication, decider or decided_by(publication)), timezone.localdate())


def decided_by(publication: Publication) -> Person | None:
    """Return who decided, if somebody did who still has an account."""
    decider = publication.decided_by
    return Person(decider.pk, decider.get_full_name()) if decider else None


def steps_of(publication: Publication) -> QuerySet[PublicationStep]:
    """Return every step so far, latest first."""
    return publication.steps.select_related("by")


def _draft(publication: Publication, decider: Person | None) -> Draft:
    return Draft(
        kind=Kind(publication.kind),
        texts=tuple(text.text for text in publication.material.texts),
        maker=_maker(publication),
        smallest_open=publication.smallest_open,
        smallest_release=publication.smallest_release,
        has_strengths=publication.has_strengths,
        has_counter_numbers=publication.has_counter_numbers,
        schools_named=publication.schools_named,
        schools_public_only=publication.schools_public_only,
        invented=publication.invented,
        place_invented=publication.place_invented,
        sign_off=_sign_off(publication),
        decider=decider,
    )


def _maker(publication: Publication) -> Person:
    maker = publication.made_by
    return Person(maker.pk, maker.get_full_name()) if maker else Person(0, "een opdracht van de beheerder")


def _sign_off(publication: Publication) -> SignOff | None:
    latest = publication.sign_offs.first()
    return SignOff(latest.shown_name, latest.connection, latest.day) if latest else None


def involved_in(publication: Publication) -> frozenset[int]:
    """Return the accounts that made or submitted it: they do not decide on it."""
    return frozenset(
        account for account in (publication.made_by_id, publication.submitted_by_id) if account is not None
    )
