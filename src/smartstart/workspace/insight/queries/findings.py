"""Looking up findings, always as somebody: the order is that of the release, never by value."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.models import Finding, Overtaken
from smartstart.workspace.insight.queries.public import public_findings
from smartstart.workspace.insight.rules.stamps import marks_of
from smartstart.workspace.insight.rules.words import search_words

MOST_TOLD = 9
"""How many findings of one release stand in a list; its own page has them all."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding that was searched for and found.

    Attributes:
        url_kwargs: arguments of the address `insight:finding`.
    """

    title: str
    sentence: str
    certainty: str
    marks: tuple[str, ...]
    municipality: str
    outdated: bool
    url_kwargs: dict[str, object]


def findings_for(viewer: Viewer) -> QuerySet[Finding]:
    """Return the findings that this viewer may know of.

    `.outdated` tells that newer figures say something else, which everybody should hear; or that a newer release took
    the place of theirs, as far as the viewer may know of that one.
    """
    seen = Release.visible(viewer, "release__") | Q(pk__in=public_findings())
    return _with_standing(viewer, Finding.objects.filter(seen)).select_related(
        "release__municipality", "release__pilot"
    )


def findings_of(viewer: Viewer, release: uuid.UUID) -> QuerySet[Finding]:
    """Return the findings of a release that this viewer may know of as a whole, in its order; else none.

    `.outdated` as in `findings_for`.
    """
    found = Finding.objects.filter(Release.visible(viewer, "release__"), release=release)
    return _with_standing(viewer, found).defer("search_text", "text_hash")


def _with_standing(viewer: Viewer, found: QuerySet[Finding]) -> QuerySet[Finding]:
    newer = Release.visible(viewer, "release__replaced_by__")
    return found.annotate(outdated=_yes_when(newer | Q(_overtaken())))


def _overtaken() -> Exists:
    """Return the condition that a newer release overtook a number of the finding, whoever may know of that one."""
    own = Concat(OuterRef("analysis"), Value("/"), OuterRef("subject"), Value("/"))
    return Exists(Overtaken.objects.filter(release=OuterRef("release"), statement__startswith=own))


def studies_for(viewer: Viewer, public: Collection[uuid.UUID], municipality: str = "") -> QuerySet[Release]:
    """Return the releases by which a study speaks now, the newest day first, each with its first findings in order.

    A release that is itself not for this viewer shows the findings that were made public, and those only.
    `.open` tells whether the viewer may know of the release as a whole. `.told` are the first `MOST_TOLD` findings,
    and always the first one about which something may be said.

    Args:
        public: the findings that anybody may see (`public_findings`).
        municipality: only of this one, by its code; of all when empty.
    """
    visible = Release.visible(viewer)
    begin = Q(position__lt=MOST_TOLD) | Q(subject=F("release__summary__first"))
    findings = Finding.objects.filter(Release.visible(viewer, "release__") & begin | Q(pk__in=public))
    findings = findings.annotate(outdated=_yes_when(Q(_overtaken()))).defer("search_text", "text_hash")
    found = (
        Release.objects.filter(pk__in=Release.objects.filter(visible | _told(public)).values("pk"))
        .annotate(open=_yes_when(visible), outdated=_yes_when(Release.visible(viewer, "replaced_by__")))
        .filter(outdated=False)
        .select_related("municipality", "pilot", "summary")
        .prefetch_related(Prefetch("findings", queryset=findings, to_attr="told"))
        .order_by("-day", "title", "municipality__name", "pk")
    )
    return found.filter(municipality__code=municipality) if municipality else found


def _yes_when(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def municipalities_with_findings(viewer: Viewer, public: Collection[uuid.UUID]) -> list[Municipality]:
    """Return the municipalities of which this viewer may know something, by name; `public` as in `studies_for`."""
    seen = Release.objects.filter(Release.visible(viewer) | _told(public))
    return list(Municipality.objects.filter(pk__in=seen.values("municipality")))


def _told(public: Collection[uuid.UUID]) -> Q:
    return Q(findings__in=public) if public else Q(pk__in=[])


def search(viewer: Viewer, words: Sequence[str], most: int = 20) -> list[Hit]:
    """Return the findings in which every word occurs, the newest first, at most `most`."""
    wanted = search_words(words)
    if not wanted:
        return []
    known = findings_for(viewer)
    found = known.order_by("-release__day", "release", "position")
    for word in wanted:
        found = found.filter(search_text__contains=word)
    # First which ones, then their texts: nobody sorts thousands of texts to show twenty.
    chosen = list(found.values_list("pk", flat=True)[:most])
    rows = {row.pk: row for row in known.filter(pk__in=chosen)}
    return [_hit(rows[key]) for key in chosen if key in rows]


def _hit(row: Finding) -> Hit:
    release = row.release
    return Hit(
        title=row.title,
        sentence=row.sentence,
        certainty=row.certainty,
        marks=marks_of(release.origin, release.stamp),
        municipality=release.municipality.name,
        outdated=row.outdated,
        url_kwargs={"release": release.pk, "subject": row.subject},
    )


def latest_of_pilot(viewer: Viewer, pilot: uuid.UUID) -> Finding | None:
    """Return the first finding of the newest release for a question, as far as this viewer may know."""
    return (
        findings_for(viewer)
        .filter(release__pilot=pilot, shown=True, outdated=False)
        .order_by("-release__day", "position")
        .first()
    )
