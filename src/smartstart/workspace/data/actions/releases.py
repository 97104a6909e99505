"""Taking in a release: judged in memory, then written whole with its audit line, or not at all."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from smartstart.release.archive import unpacked
from smartstart.release.contents import ReleaseContents
from smartstart.release.keys import fingerprint
from smartstart.release.packing import archive_bytes
from smartstart.release.reader import Release as Verified
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor, Refused
from smartstart.web.audit.actions import Act, recorded
from smartstart.workspace.data.actions.release_rows import Study, linked, of_study, written
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.keys import trusted_in
from smartstart.workspace.data.rules import acceptance
from smartstart.workspace.data.rules.door import open_release
from smartstart.workspace.data.rules.limits import UNPACKED_LIMIT
from smartstart.workspace.data.rules.reach import Around, beyond
from smartstart.workspace.data.rules.refusals import Refusal
from smartstart.workspace.pilots.models import Pilot

_KIND = "vrijgave"
_LINE = 60  # letters of an action in the log


class NotAccepted(Refused):
    """A file that does not come in; `refusal` is ready for a page."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.what)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a release that may be here.

    Attributes:
        contents: what it holds, verified.
        already_there: it was here before; nothing was changed.
        is_newest: its study speaks by this release now.
        note: what to tell the one who brought it.
    """

    release: Release
    contents: ReleaseContents
    already_there: bool
    is_newest: bool
    note: str


def _nothing(_: Imported) -> None:
    """Do nothing more."""


def import_release(
    *,
    actor: Actor,
    content: bytes,
    municipality: int,
    pilot: uuid.UUID | None,
    name: str = "",
    and_then: Callable[[Imported], None] = _nothing,
) -> Imported:
    """Take in a release for a municipality, and for one of its questions when a pilot is named.

    Args:
        actor: who brings it.
        content: the bytes of the archive, from anywhere.
        municipality: for which municipality.
        pilot: for which question; None for the municipality as a whole.
        name: what the file was called, for the message.
        and_then: what must be written in the same transaction; called only for a release that is new here.

    Raises:
        Refused: the actor may not import here. NotAccepted: the file does not come in. Both are in the audit log.
    """
    town = _town(municipality)
    need = (Permission.IMPORT_RELEASE, pilot)
    # Judged before anything is locked; and nobody without the right makes us read a file.
    judged = _judged(actor, town, pilot, content, name) if actor.may(need[0], town.pk, pilot) else None
    with recorded(actor, "vrijgave ingelezen", _KIND, municipality=town.pk, need=need) as act:
        _check_pilot(pilot, town)
        if not isinstance(judged, _Judged):
            raise _not_accepted(judged, act)
        # From here on one at a time in a municipality: what is here decides what this release becomes.
        Municipality.objects.select_for_update(no_key=True).get(pk=town.pk)
        accepted = _still(judged, _facts(town, judged.verified), act)
        if accepted.standing is acceptance.Standing.SAME:
            return _found_again(act, judged.verified, town, accepted.note)
        release = written(actor, judged.archive, judged.verified, town, pilot)
        act.object_id = str(release.pk)
        newest = linked(release)
        imported = Imported(release, judged.verified.contents, False, newest, _note(actor, release, accepted))
        and_then(imported)
        return imported


@dataclass(frozen=True, slots=True)
class _Judged:
    """A release that may come in as far as these facts go.

    Attributes:
        archive: its files packed anew. What is signed stays byte for byte; what somebody wrote on the wrapping does
            not come in. A file that nobody packed again is the same file.
    """

    verified: Verified
    archive: bytes
    facts: acceptance.Facts
    accepted: acceptance.Accepted


def _judged(actor: Actor, town: Municipality, pilot: uuid.UUID | None, content: bytes, name: str) -> _Judged | Refusal:
    verified = open_release(content, name, trusted_in(town.pk))
    if isinstance(verified, Refusal):
        return verified
    refusal = beyond(acceptance.municipalities_of(verified), _around(actor, town, pilot), acceptance.COUNTRY)
    if refusal is not None:
        return refusal
    facts = _facts(town, verified)
    decided = acceptance.decide(verified, facts)
    if isinstance(decided, Refusal):
        return decided
    return _Judged(verified, archive_bytes(unpacked(content, most=UNPACKED_LIMIT)), facts, decided)


def _still(judged: _Judged, facts: acceptance.Facts, act: Act) -> acceptance.Accepted:
    """Return the decision under the lock; it is taken anew only when something changed since."""
    if facts == judged.facts:
        return judged.accepted
    decided = acceptance.decide(judged.verified, facts)
    if isinstance(decided, Refusal):
        raise _not_accepted(decided, act)
    return decided


def _not_accepted(refusal: Refusal | None, act: Act) -> Refused:
    """Return what to raise; the log says why, in words that hold nothing of the file."""
    if refusal is None:  # nobody was allowed to judge it, and `recorded` said so before
        return Refused("Deze vrijgave is niet bekeken.")
    act.action = f"inlezen: {refusal.title}"[:_LINE]
    act.object_id = refusal.ground.value
    return NotAccepted(refusal)


def _town(municipality: int) -> Municipality:
    town = Municipality.objects.filter(pk=municipality).first()
    if town is None:
        raise Refused("Deze gemeente is hier niet, of u hebt er geen rol.")
    return town


def _check_pilot(pilot: uuid.UUID | None, town: Municipality) -> None:
    if pilot is not None and not Pilot.objects.filter(pk=pilot, municipality=town).exists():
        raise Refused("Deze vraag is er niet in deze gemeente.")


def _facts(town: Municipality, verified: Verified) -> acceptance.Facts:
    here = Release.objects.filter(municipality=town)
    manifest, owner = verified.manifest, verified.contents.sheet.owner
    study = Study(manifest.study, acceptance.municipalities_of(verified), verified.maker, owner)
    days = [row.day for row in of_study(town, study)]
    return acceptance.Facts(
        trusted=frozenset(map(fingerprint, trusted_in(town.pk))),
        here=frozenset(here.filter(manifest=verified.digest).values_list("manifest", flat=True)),
        # What a checker held back is held back in every municipality.
        wholes_of_parts=frozenset(
            Release.objects.filter(subset_of=verified.digest).values_list("subset_of", flat=True)
        ),
        newest_day=max(days, default=None),
        municipalities=acceptance.municipalities_of(verified),  # `beyond` looked at them
        accepts_invented=town.invented,
        today=timezone.localdate(),
    )


def _around(actor: Actor, town: Municipality, pilot: uuid.UUID | None) -> Around:
    """Return who is around: also a role for this one question counts."""
    here = dict(Municipality.objects.values_list("pk", "code"))
    mine = {grant.municipality for grant in actor.viewer.grants if grant.subject in (None, pilot)}
    return Around(
        code=town.code,
        name=town.name,
        region=frozenset(Municipality.objects.filter(region=town.region_id).values_list("code", flat=True)),
        roles=frozenset(here.values() if actor.system else (here[pk] for pk in mine & here.keys())),
        working_here=frozenset(here.values()),
    )


def _note(actor: Actor, release: Release, accepted: acceptance.Accepted) -> str:
    """Return what to tell; that there is a newer release hears only who may know of that one."""
    known = Release.objects.visible_to(actor.viewer).filter(pk=release.replaced_by_id)
    hidden = accepted.standing is acceptance.Standing.OLDER and not actor.system and not known.exists()
    return acceptance.TAKEN_IN if hidden else accepted.note


def _found_again(act: Act, verified: Verified, town: Municipality, note: str) -> Imported:
    release = Release.objects.get(municipality=town, manifest=verified.digest)
    act.action, act.object_id = "vrijgave was er al", str(release.pk)
    return Imported(release, verified.contents, True, release.current, note)
