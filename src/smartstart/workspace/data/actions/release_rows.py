"""How a verified release becomes rows, and how the releases of one study are tied together."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from smartstart.release.contents import AnyStatement, OpenStatement, State
from smartstart.release.reader import Release as Verified
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.workspace.data.models import Release, ReleaseArchive, StatementRow
from smartstart.workspace.data.rules import acceptance
from smartstart.workspace.data.rules.likeness import likeness

_ROWS_AT_ONCE = 1000


def written(actor: Actor, archive: bytes, verified: Verified, town: Municipality, pilot: uuid.UUID | None) -> Release:
    """Write a verified release with its archive and all its statements. Called inside the transaction of an action."""
    manifest, contents = verified.manifest, verified.contents
    release = Release.objects.create(
        municipality=town,
        made_by_id=actor.account,
        pilot_id=pilot,
        manifest=verified.digest,
        study=manifest.study,
        title=contents.sheet.title,
        owner=contents.sheet.owner,
        day=manifest.day,
        origin=manifest.origin.value,
        stamp=manifest.stamp.value,
        policy=manifest.policy,
        software=manifest.software,
        key=verified.maker,
        subset_of=manifest.subset_of,
        areas=sorted(acceptance.municipalities_of(verified)),
        asked=contents.outline.asked,
        released=contents.outline.released,
    )
    ReleaseArchive.objects.create(release=release, content=archive)
    rows = (_row(release, position, statement) for position, statement in enumerate(contents.statements))
    StatementRow.objects.bulk_create(rows, batch_size=_ROWS_AT_ONCE)
    return release


def _row(release: Release, position: int, statement: AnyStatement) -> StatementRow:
    row = StatementRow(
        release=release,
        position=position,
        statement=statement.id,
        kind=statement.kind,
        value=statement.value,
        likeness=likeness(statement),
    )
    if isinstance(statement, OpenStatement):
        row.analysis, row.subject, row.role = "open", statement.area, statement.indicator
        row.shown = statement.value is not None
    else:
        row.analysis, row.subject, row.role = statement.analysis, statement.subject, statement.role
        row.shown = statement.state is State.SHOWN
        row.lower, row.upper = statement.lower, statement.upper
    return row


@dataclass(frozen=True, slots=True)
class Study:
    """What makes releases those of one study: its name, the places that it is about, and who makes it."""

    name: str
    places: Collection[str]
    key: str
    owner: str


def of_study(town: Municipality, study: Study) -> list[Release]:
    """Return the releases of one study in a municipality, the oldest day first; of one day, as they came in."""
    rows = Release.objects.filter(municipality=town, study=study.name).order_by("day", "made_at", "pk")
    rows = rows.only("pk", "day", "study", "areas", "key", "owner", "replaced_by")
    return [
        row
        for row in rows
        if acceptance.same_study(study.name, study.places, row.study, row.areas)
        and acceptance.same_maker(study.key, study.owner, row.key, row.owner)
    ]


def linked(release: Release) -> bool:
    """Let every release of the study point to the next newer one; return whether this one is the newest."""
    rows = of_study(release.municipality, Study(release.study, release.areas, release.key, release.owner))
    newer: Release | None = None
    for row in reversed(rows):
        if row.replaced_by_id != (newer and newer.pk):
            Release.objects.filter(pk=row.pk).update(replaced_by=newer)
        newer = row
    release.refresh_from_db(fields=["replaced_by"])
    return release.current
