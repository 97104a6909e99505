"""The only writers of publications: each in one transaction with its audit line and its step."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from django.utils import timezone

from smartstart.web.accounts.made import one_at_a_time
from smartstart.web.accounts.models import User
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.accounts.rules.viewer import Actor, Refused
from smartstart.web.audit.actions import recorded
from smartstart.workspace.publishing.models import Publication, PublicationStep, SignOff
from smartstart.workspace.publishing.queries import SOMEBODY_ELSE, involved_in, points_of
from smartstart.workspace.publishing.rules.checks import Person, may_be_public
from smartstart.workspace.publishing.rules.kinds import Kind
from smartstart.workspace.publishing.rules.material import Material
from smartstart.workspace.publishing.rules.states import ON_THE_WAY, PUBLICATION, State

_KIND = "openbaarmaking"
_REPLACED = "vervangen door een nieuwe tekst"


def propose(
    *, actor: Actor, municipality: int, subject: uuid.UUID | None, kind: Kind, object_id: str, material: Material
) -> Publication:
    """Lay something before the check. The same material again is the same proposal; other material begins anew."""
    need = (Permission.PROPOSE_PUBLICATION, subject)
    with recorded(actor, "openbaarmaking begonnen", _KIND, municipality=municipality, need=need) as act:
        one_at_a_time(municipality)
        same = Publication.objects.filter(municipality_id=municipality, kind=kind, object_id=object_id)
        for earlier in same.filter(state__in=(*ON_THE_WAY, State.PUBLIC)):
            if earlier.material == material:
                act.object_id = str(earlier.pk)
                return earlier
            if earlier.state != State.PUBLIC:
                _step(actor, earlier, State.WITHDRAWN, reason=_REPLACED)
        made = _begin(actor, municipality, subject, kind, object_id, material)
        act.object_id = str(made.pk)
        return made


def _begin(
    actor: Actor, municipality: int, subject: uuid.UUID | None, kind: Kind, object_id: str, material: Material
) -> Publication:
    facts = asdict(material) | {"texts": [[text.label, text.text] for text in material.texts]}
    made = Publication.objects.create(
        municipality_id=municipality,
        made_by_id=actor.account,
        kind=kind,
        object_id=object_id,
        pilot=subject,
        text_hash=material.hash,
        **facts,
    )
    PublicationStep.objects.create(publication=made, target=State.CONCEPT, by_id=actor.account)
    return made


def sign_off(
    *,
    actor: Actor,
    publication: Publication,
    seen_version: int,
    connection: str,
    day: dt.date,
    name: str = "",
    resident: bool = False,
) -> SignOff:
    """Write down that somebody from there read the texts and agrees.

    Raises:
        RuleBroken: it is too late for that, the day does not fit, or a name is missing or one too many.
    """
    _check_sign_off(publication, day, name, resident=resident)
    need = (Permission.PROPOSE_PUBLICATION, publication.pilot)
    with recorded(
        actor, "akkoord van iemand van daar", _KIND,
        object_id=publication.pk, municipality=publication.municipality_id, need=need,
    ):  # fmt: skip
        publication.renew(seen_version)
        return SignOff.objects.create(
            publication=publication,
            resident=resident,
            name=name,
            connection=connection,
            day=day,
            recorded_by_id=actor.account,
        )


def _check_sign_off(publication: Publication, day: dt.date, name: str, *, resident: bool) -> None:
    if publication.state not in ON_THE_WAY:
        raise RuleBroken("Dit voorstel is al afgerond. Begin een nieuw voorstel.")
    if not timezone.localdate(publication.made_at) <= day <= timezone.localdate():
        raise RuleBroken(
            f"De tekst ligt vast sinds {timezone.localdate(publication.made_at):%d-%m-%Y}. "
            "Kies die dag, of een latere tot en met vandaag.",
            "day",
        )
    if resident and name:
        raise RuleBroken("Van een bewoner bewaren we geen naam. Laat dit veld leeg.", "name")
    if not resident and not name:
        raise RuleBroken("Vul de naam in, of kies “een bewoner, zonder naam”.", "name")


def submit(*, actor: Actor, publication: Publication, seen_version: int) -> Publication:
    """Propose it for a decision.

    Raises:
        RuleBroken: a point of the list is not in order.
    """
    with _moving(actor, publication, seen_version, State.PROPOSED, "openbaarmaking voorgedragen"):
        _demand_all_right(publication, SOMEBODY_ELSE)
        publication.submitted_by_id = actor.account
    return publication


def decide(
    *, actor: Actor, publication: Publication, seen_version: int, agreed: bool, office: str, reason: str = ""
) -> Publication:
    """Decide, with name and office.

    Raises:
        Refused: the decider made or submitted it, or is nobody with an account.
        RuleBroken: a point of the list is not in order, or a rejection lacks its reason.
    """
    target = State.AGREED if agreed else State.REJECTED
    with _moving(actor, publication, seen_version, target, "besluit over openbaar maken", office=office, reason=reason):
        decider = _decider(actor, publication)
        if agreed:
            _demand_all_right(publication, decider)
        publication.decided_by_id = decider.account
    return publication


def publish(*, actor: Actor, publication: Publication, seen_version: int) -> Publication:
    """Show it to everybody; an earlier version of the same is taken away.

    Raises:
        RuleBroken: a point of the list is no longer in order.
    """
    with _moving(actor, publication, seen_version, State.PUBLIC, "openbaar gemaakt"):
        _demand_all_right(publication, None)
        same = Publication.objects.filter(
            municipality=publication.municipality_id, kind=publication.kind, object_id=publication.object_id
        )
        for earlier in same.filter(state=State.PUBLIC):
            _step(actor, earlier, State.WITHDRAWN, reason=_REPLACED)
    return publication


def withdraw(*, actor: Actor, publication: Publication, seen_version: int, reason: str) -> Publication:
    """Take it back, or take it away from the public.

    Raises:
        RuleBroken: there is nothing to take back, or no reason.
    """
    with _moving(actor, publication, seen_version, State.WITHDRAWN, "openbaarmaking ingetrokken", reason=reason):
        pass
    return publication


@contextmanager
def _moving(
    actor: Actor, publication: Publication, seen_version: int, target: State, action: str, **told: str
) -> Iterator[None]:
    """Take one step of the machine; what the body sets on the publication is saved with it."""
    with recorded(actor, action, _KIND, object_id=publication.pk, municipality=publication.municipality_id):
        one_at_a_time(publication.municipality_id)  # two proposals for one object cannot both become public
        fresh = Publication.objects.select_for_update().get(pk=publication.pk)
        move = PUBLICATION.move(State(fresh.state), target)
        move.demand(actor, publication.municipality_id, publication.pilot)
        for field in move.needs:
            if not told.get(field, "").strip():
                raise RuleBroken("Vul dit in.", field)
        publication.state = fresh.state
        yield
        _step(actor, publication, target, seen_version, **told)


def _step(actor: Actor, publication: Publication, target: State, seen_version: int | None = None, **told: str) -> None:
    source = publication.state
    publication.renew(seen_version, state=target.value)
    PublicationStep.objects.create(publication=publication, source=source, target=target, by_id=actor.account, **told)


def _demand_all_right(publication: Publication, decider: Person | None) -> None:
    points = points_of(publication, decider)
    if not may_be_public(points):
        wrong = "; ".join(point.mend for point in points if not point.ok)
        raise RuleBroken(f"Nog niet alles is in orde: {wrong}")


def _decider(actor: Actor, publication: Publication) -> Person:
    account = actor.account
    if account is None:
        raise Refused("Een besluit neemt iemand met een naam, en niet een opdracht van de beheerder.")
    if account in involved_in(publication):
        raise Refused("U maakte dit voorstel of droeg het voor. Laat iemand anders besluiten.")
    return Person(account, User.objects.get(pk=account).get_full_name())
