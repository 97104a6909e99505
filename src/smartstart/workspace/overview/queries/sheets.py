"""Looking up A4's, always as somebody. A finding that the viewer may not know of is left out, and said to be."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from smartstart.presentation import a4, insight
from smartstart.presentation.insight import FindingPart
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.web.references.queries import outdated
from smartstart.web.references.uses import Use
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import contents_of
from smartstart.workspace.insight.queries.opened import opened_finding
from smartstart.workspace.insight.rules.material import smallest_group
from smartstart.workspace.overview.models import A4, A4Finding
from smartstart.workspace.overview.rules.sheets import KIND, beside, texts_of_sheet
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.publishing import queries as publishing
from smartstart.workspace.publishing.rules.checks import Kind
from smartstart.workspace.publishing.rules.material import Material, text_hash


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


def sheets_for(viewer: Viewer) -> QuerySet[A4]:
    """Return the A4's that this viewer may know of, also those made public that still say what was judged."""
    public = [pk for pk, _ in _public()]
    found = A4.objects.filter(A4.visible(viewer) | Q(pk__in=public)).select_related("pilot", "municipality")
    return found.order_by("title")


def outdated_sheets(sheets: Collection[A4]) -> Mapping[uuid.UUID, str]:
    """Return, for the A4's that rest on an overtaken statement, why."""
    return outdated(KIND, [sheet.pk for sheet in sheets])


def opened_sheet(viewer: Viewer, sheet: uuid.UUID) -> OpenedSheet | None:
    """Return an A4 with its findings; None when the viewer may not know of it."""
    found = sheets_for(viewer).filter(pk=sheet).first()
    if found is None:
        return None
    open_ = A4.objects.visible_to(viewer).filter(pk=sheet).exists()
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
        owner=sheet.pilot.leader if sheet.pilot.show_leader else f"Gemeente {place}",
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
    parts = [part for row in rows if (part := insight.finding(contents_of(row.release), row.subject))]
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
        return insight.finding(contents_of(row.release), row.subject)
    opened = opened_finding(viewer, row.release_id, row.subject)
    return opened.part if opened else None


def _public() -> list[tuple[uuid.UUID, str]]:
    """Return the A4's that are public: the texts that were judged are still the texts."""
    judged = publishing.public_objects(Kind.A4)
    rows = A4.objects.filter(pk__in={name for _, name in judged}).select_related("municipality", "pilot")
    hashes = ((row, text_hash(material_of(row).texts)) for row in rows.filter(findings__isnull=False).distinct())
    return [(row.pk, found) for row, found in hashes if judged.get((row.municipality_id, str(row.pk))) == found]
