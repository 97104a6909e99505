"""Writing hunches down before the results, and what a release says of them afterwards."""

import datetime as dt
import uuid

from django.utils import timezone

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.audit.actions import recorded
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.models import Hunch, HunchVerdict, HunchVersion
from smartstart.workspace.question.queries import version_on
from smartstart.workspace.question.rules.hunches import Verdict, check_written_before

_KIND = "vermoeden"


def write_hunch(*, actor: Actor, pilot: Pilot, text: str) -> Hunch:
    """Write a hunch down; its day is today, nobody chooses it."""
    need = (Permission.EDIT_QUESTION, pilot.pk)
    with recorded(actor, "vermoeden opgeschreven", _KIND, municipality=pilot.municipality_id, need=need) as act:
        today = timezone.localdate()
        hunch = Hunch.objects.create(
            pilot=pilot, municipality_id=pilot.municipality_id, made_by_id=actor.account, text=text, written_on=today
        )
        HunchVersion.objects.create(hunch=hunch, text=text, written_on=today, by_id=actor.account)
        act.object_id = str(hunch.pk)
        return hunch


def change_hunch(*, actor: Actor, hunch: Hunch, seen_version: int, text: str) -> Hunch:
    """Write a hunch anew; the old text stays, with its day.

    Raises:
        Conflict: somebody else changed it since `seen_version`.
        RuleBroken: a release has tested it already.
    """
    need = (Permission.EDIT_QUESTION, hunch.pilot_id)
    with recorded(
        actor, "vermoeden herschreven", _KIND, object_id=hunch.pk, municipality=hunch.municipality_id, need=need
    ):
        today = timezone.localdate()
        hunch.renew(seen_version, text=text, written_on=today)
        if hunch.verdicts.exists():
            raise RuleBroken("Een vrijgave heeft dit vermoeden al getoetst. Schrijf een nieuw vermoeden op.")
        HunchVersion.objects.create(hunch=hunch, text=text, written_on=today, by_id=actor.account)
    return hunch


def forget_verdicts(*, actor: Actor, release: uuid.UUID, municipality: int, pilot: Pilot | None) -> int:
    """Take away what a release said of the hunches of every question but this one; return of how many.

    A release that goes to another question says nothing of the first one any more. Called inside the transaction of
    the action that moves it, which asks for the leave.
    """
    rows = HunchVerdict.objects.filter(release=release)
    gone = rows.exclude(hunch__pilot=pilot) if pilot else rows
    known = list(gone)
    for verdict in known:
        place = {"object_id": verdict.hunch_id, "municipality": municipality}
        with recorded(actor, "uitkomst van een vermoeden vervallen", _KIND, **place):
            verdict.delete()
    return len(known)


def record_verdict(
    *, actor: Actor, hunch: Hunch, release: uuid.UUID, release_day: dt.date, verdict: Verdict, sentence: str
) -> HunchVerdict:
    """Record what a release says of a hunch; the same release again changes nothing.

    Raises:
        RuleBroken: the hunch was written after the day of the release.
    """
    need = (Permission.IMPORT_RELEASE, hunch.pilot_id)
    with recorded(
        actor, "vermoeden getoetst", _KIND, object_id=hunch.pk, municipality=hunch.municipality_id, need=need
    ):
        Hunch.objects.select_for_update().get(pk=hunch.pk)  # nobody rewrites it at this moment
        tested = version_on(hunch, release_day)
        if tested is None:
            check_written_before(hunch.versions.earliest("written_on").written_on, release_day)
        return HunchVerdict.objects.get_or_create(
            hunch=hunch,
            release=release,
            defaults={
                "tested": tested,
                "release_day": release_day,
                "verdict": verdict,
                "sentence": sentence,
                "by_id": actor.account,
            },
        )[0]
