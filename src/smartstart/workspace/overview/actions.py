"""The only writers of A4's: each in one transaction with its audit line and with the statements it rests on."""

from contextlib import AbstractContextManager
from typing import Any

from django.db.models import Max

from smartstart.presentation.dutch import listing
from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor, Refused
from smartstart.web.audit.actions import Act, recorded
from smartstart.web.references.actions import rests_on
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.queries.prepared import finding_part
from smartstart.workspace.overview.models import A4, A4Finding
from smartstart.workspace.overview.rules.sheets import HIDDEN, KIND, MOST, NotOnASheet, TooMany
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.publishing import actions as publishing
from smartstart.workspace.publishing.models import Publication
from smartstart.workspace.publishing.rules.kinds import Kind
from smartstart.workspace.publishing.rules.material import Material


def make_sheet(*, actor: Actor, pilot: Pilot, **fields: Any) -> A4:
    """Begin an A4 on a pilot."""
    need = (Permission.EDIT_A4, pilot.pk)
    with recorded(actor, "A4 begonnen", "a4", municipality=pilot.municipality_id, need=need) as act:
        sheet = A4.objects.create(
            pilot=pilot, municipality_id=pilot.municipality_id, made_by_id=actor.account, **fields
        )
        act.object_id = str(sheet.pk)
        return sheet


def change_sheet(*, actor: Actor, sheet: A4, seen_version: int, **fields: Any) -> None:
    """Change the texts of an A4; those of its findings come from the release and cannot be changed."""
    with _editing(actor, sheet, "A4 gewijzigd"):
        sheet.renew(seen_version, **fields)


def put_on(*, actor: Actor, sheet: A4, release: Release, subject: str) -> None:
    """Put a finding on an A4, at the end. Once is enough: the same again changes nothing.

    Raises:
        TooMany: there are three already.
        NotOnASheet: the release has no such finding, or it may say nothing.
    """
    with _editing(actor, sheet, "bevinding op A4 gezet"):
        _one_at_a_time(sheet)
        if sheet.findings.filter(release=release, subject=subject).exists():
            return
        if sheet.findings.count() >= MOST:
            raise TooMany
        part = finding_part(release, subject)
        if part is None or not part.shown:
            raise NotOnASheet
        last = sheet.findings.aggregate(last=Max("position"))["last"]
        A4Finding.objects.create(sheet=sheet, release=release, subject=subject, position=(last or 0) + 1)
        sheet.renew()
        _rests(sheet)


def take_off(*, actor: Actor, sheet: A4, finding: int) -> None:
    """Take a finding off an A4. Once is enough: what is no longer on it changes nothing."""
    with _editing(actor, sheet, "bevinding van A4 gehaald"):
        _one_at_a_time(sheet)
        A4Finding.objects.filter(pk=finding, sheet=sheet).delete()
        sheet.renew()
        _rests(sheet)


def remove_sheet(*, actor: Actor, sheet: A4) -> None:
    """Throw an A4 away."""
    with _editing(actor, sheet, "A4 weggegooid"):
        rests_on(user_kind=KIND, user_id=sheet.pk, statements=())
        A4.objects.filter(pk=sheet.pk).delete()


def propose(*, actor: Actor, sheet: A4, material: Material) -> Publication:
    """Lay an A4 before the check, so that it may become public.

    Raises:
        Refused: the actor may not propose, or a finding on the sheet is not for this municipality or this person to
            make public.
    """
    need = (Permission.PROPOSE_PUBLICATION, sheet.pilot_id)
    with recorded(actor, "A4 voorgedragen", "a4", object_id=sheet.pk, municipality=sheet.municipality_id, need=need):
        _check_ours(actor, sheet)
        return publishing.propose(
            actor=actor,
            municipality=sheet.municipality_id,
            subject=sheet.pilot_id,
            kind=Kind.A4,
            object_id=str(sheet.pk),
            material=material,
        )


def _check_ours(actor: Actor, sheet: A4) -> None:
    """Refuse what others shared with us: how far that shows, is for them to decide."""
    elsewhere = sheet.findings.exclude(release__municipality=sheet.municipality_id)
    names = sorted(set(elsewhere.values_list("release__municipality__name", flat=True)))
    if names:
        raise Refused(
            f"Op deze A4 staat een bevinding van {listing(names)}. Of die openbaar wordt, besluit men daar. "
            "Haal haar eraf, of vraag daar om de bevinding openbaar te maken."
        )
    known = Release.objects.visible_to(actor.viewer)
    if not actor.system and sheet.findings.exclude(release__in=known).exists():
        raise Refused(f"{HIDDEN} Laat iemand die haar kent de A4 voordragen.")


def _rests(sheet: A4) -> None:
    found = [
        (row.release_id, statement)
        for row in sheet.findings.select_related("release")
        for statement in _statements(row)
    ]
    rests_on(user_kind=KIND, user_id=sheet.pk, statements=found)


def _statements(row: A4Finding) -> tuple[str, ...]:
    part = finding_part(row.release, row.subject)
    return part.statements if part else ()


def _one_at_a_time(sheet: A4) -> None:
    """Wait for whoever puts something on this sheet at this moment: what is on it decides what may be added, and where.

    Raises:
        Conflict: somebody threw the sheet away.
    """
    if A4.objects.select_for_update().filter(pk=sheet.pk).first() is None:
        raise Conflict("Iemand anders heeft deze A4 intussen weggegooid.")


def _editing(actor: Actor, sheet: A4, action: str) -> AbstractContextManager[Act]:
    need = (Permission.EDIT_A4, sheet.pilot_id)
    return recorded(actor, action, "a4", object_id=sheet.pk, municipality=sheet.municipality_id, need=need)
