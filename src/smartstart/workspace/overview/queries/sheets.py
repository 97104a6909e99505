"""Looking up A4's, always as somebody. A finding that the viewer may not know of is left out, and said to be."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from smartstart.presentation import a4
from smartstart.presentation.insight import FindingPart
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.web.references.queries import outdated
from smartstart.web.references.uses import Use
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import contents_of
from smartstart.workspace.data.queries.shelf import Shelf
from smartstart.workspace.insight.queries.opened import opened_finding
from smartstart.workspace.insight.queries.prepared import finding_part
from smartstart.workspace.insight.rules.material import smallest_group
from smartstart.workspace.overview.models import A4, A4Finding
from smartstart.workspace.overview.rules.sheets import KIND, beside, texts_of_sheet
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.publishing import queries as publishing
from smartstart.workspace.publishing.rules.kinds import Kind
from smartstart.workspace.publishing.rules.material import Material, text_hash

_HASHES: Shelf[str] = Shelf(room=2000)
"""What tells the texts of an A4 from any others, by all that they are made of; so that a list opens no release."""


@dataclass(frozen=True, slots=True)
class OnSheet:
    """A finding in its place on an A4."""

    row: A4Finding
    part: FindingPart


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """An A4 with what its page shows.

    Attributes:
        hidden: whether a finding on it is not for this viewer.
        outdated: why the sheet is out of date, empty while it holds.
        open: whether the viewer may know of the sheet without it being public.
    """

    sheet: A4
    found: tuple[OnSheet, ...]
    hidden: bool
    outdated: str
    open: bool


def sheets_for(viewer: Viewer, among: Q | None = None) -> QuerySet[A4]:
    """Return the A4's that this viewer may know of, also those made public that still say what was judged.

    Args:
        among: only these; all when None.
    """
    among = among or Q()
    public = _public(among)
    found = A4.objects.filter(among, A4.visible(viewer) | Q(pk__in=public)).select_related("pilot", "municipality")
    return found.order_by("title")


def outdated_sheets(sheets: Collection[A4]) -> Mapping[uuid.UUID, str]:
    """Return, for the A4's that rest on an overtaken statement, why."""
    return outdated(KIND, [sheet.pk for sheet in sheets])


def opened_sheet(viewer: Viewer, sheet: uuid.UUID) -> OpenedSheet | None:
    """Return an A4 with its findings; None when the viewer may not know of it."""
    found = sheets_for(viewer, Q(pk=sheet)).first()
    if found is None:
        return None
    open_ = found.shows_to(viewer)
    rows = list(found.findings.select_related("release"))
    seen = [OnSheet(row, part) for row in rows if (part := _part(viewer, row, judged=not open_))]
    reason = outdated_sheets([found]).get(found.pk, "")
    return OpenedSheet(found, tuple(seen), len(seen) < len(rows), reason, open_)


def content_of(sheet: A4, parts: Iterable[FindingPart]) -> a4.A4:
    """Return what stands on a sheet: the same for everybody who may see it.

    Raises:
        A4Refusal: there is no finding on it, or one of which nothing may be said.
    """
    parts = tuple(parts)
    place = sheet.municipality.name
    return a4.A4(
        title=sheet.title,
        municipality=place,
        owner=_owner(sheet),
        day=timezone.localdate(sheet.changed_at),
        figures=tuple(a4.figure_of(part) for part in parts),
        decision=sheet.decision,
        caveat=beside(sheet.strengths, sheet.remark),
        marks=tuple(dict.fromkeys(mark for part in parts for mark in part.marks)),
        id=str(sheet.pk),
        version=sheet.version,
    )


def material_of(sheet: A4) -> Material:
    """Return what is laid before the check: every text that the public page would show."""
    rows = list(sheet.findings.select_related("release"))
    parts = _parts(rows)
    smallest = [smallest_group(contents_of(row.release), part) for row, part in zip(rows, parts, strict=False)]
    return Material(
        title=sheet.title,
        address=reverse("overview:a4", args=[sheet.pk]),
        texts=texts_of_sheet(content_of(sheet, parts)),
        smallest_open=None,
        smallest_release=min(smallest, default=None),
        has_strengths=bool(sheet.strengths.strip()),
        has_counter_numbers=all(part.pieces is not None for part in parts),
        invented=any(part.marks for part in parts),
        place_invented=sheet.municipality.invented,
    )


def sheets_to_edit(viewer: Viewer) -> QuerySet[A4]:
    """Return the A4's on which this viewer may put a finding."""
    return A4.objects.editable_by(viewer, Permission.EDIT_A4).select_related("pilot", "municipality").order_by("title")


def pilots_to_report(viewer: Viewer) -> QuerySet[Pilot]:
    """Return the pilots for which this viewer may make an A4."""
    return Pilot.objects.editable_by(viewer, Permission.EDIT_A4).select_related("municipality")


def release_for(viewer: Viewer, release: uuid.UUID) -> Release | None:
    """Return a release that this viewer may know of as a whole."""
    return Release.objects.visible_to(viewer).filter(pk=release).first()


def uses(viewer: Viewer, sheets: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Use]:
    """Name the A4's among these that the viewer may know of, for the page of a release."""
    found = A4.objects.visible_to(viewer).filter(pk__in=sheets)
    return {sheet.pk: Use(f"A4: {sheet.title}", reverse("overview:a4", args=[sheet.pk])) for sheet in found}


def _part(viewer: Viewer, row: A4Finding, *, judged: bool) -> FindingPart | None:
    """Return a finding on a sheet; on a sheet that is public as it was judged, its findings were judged with it."""
    if judged:
        return finding_part(row.release, row.subject)
    opened = opened_finding(viewer, row.release_id, row.subject)
    return opened.part if opened else None


def _public(among: Q) -> list[uuid.UUID]:
    """Return the A4's that are public: the texts that were judged are still the texts (three queries)."""
    judged = publishing.public_objects(Kind.A4)
    rows = A4.objects.filter(among, pk__in={name for _, name in judged}).select_related("municipality", "pilot")
    rows = rows.prefetch_related(Prefetch("findings", A4Finding.objects.select_related("release"), to_attr="rests_on"))
    return [row.pk for row in rows if row.rests_on and judged.get((row.municipality_id, str(row.pk))) == _hash(row)]


def _hash(sheet: A4) -> str:
    """Return what tells the texts of a sheet, with `rests_on`, from any others: a release never changes."""
    rows: Sequence[A4Finding] = sheet.rests_on
    own = (sheet.title, sheet.decision, sheet.strengths, sheet.remark, _owner(sheet), sheet.municipality.name)
    made_of = (*own, *((row.release.manifest, row.subject) for row in rows))
    return _HASHES.get(repr(made_of), lambda: (1, text_hash(texts_of_sheet(content_of(sheet, _parts(rows))))))


def _parts(rows: Iterable[A4Finding]) -> list[FindingPart]:
    return [part for row in rows if (part := finding_part(row.release, row.subject))]


def _owner(sheet: A4) -> str:
    return sheet.pilot.leader if sheet.pilot.show_leader else f"Gemeente {sheet.municipality.name}"
