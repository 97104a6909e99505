"""What people made of many releases in the course of years: texts, of which some are public, and a full directory."""

from collections.abc import Iterable, Sequence

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.workspace.data.models import Release
from smartstart.workspace.directory.models import Professional
from smartstart.workspace.insight.models import Finding
from smartstart.workspace.insight.queries.public import object_id
from smartstart.workspace.overview.models import A4, A4Finding
from smartstart.workspace.overview.queries.sheets import material_of
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.publishing.models import Publication
from smartstart.workspace.publishing.rules.kinds import Kind
from smartstart.workspace.publishing.rules.states import State

ONE_IN = 5
"""Of so many releases one is told on an A4; that A4 and its finding are public."""


def tell(releases: Sequence[Release], pilots: Sequence[Pilot]) -> None:
    """Put findings on A4's and make them public; what is there already stays as it is."""
    for release in releases[::ONE_IN]:
        title = f"Wat we weten: {release.manifest[:12]}"
        pilot = next((pilot for pilot in pilots if pilot.municipality_id == release.municipality_id), None)
        finding = Finding.objects.filter(release=release, shown=True).first()
        if pilot is None or finding is None or A4.objects.filter(title=title).exists():
            continue
        sheet = A4.objects.create(
            pilot=pilot, municipality=release.municipality, title=title, decision="Bespreek dit in het college."
        )
        A4Finding.objects.create(sheet=sheet, release=release, subject=finding.subject, position=1)
        _public(sheet.municipality, Kind.A4, str(sheet.pk), title, material_of(sheet).hash)
        _public(sheet.municipality, Kind.GROUP, object_id(finding), finding.title[:200], finding.text_hash)


def _public(place: Municipality, kind: Kind, name: str, title: str, judged: str) -> None:
    """Write a publication as it stands at the end of its way; the way itself is asked elsewhere."""
    Publication.objects.create(
        municipality=place,
        kind=kind.value,
        object_id=name,
        title=title,
        address="/inzicht/",
        texts=[["Titel", title]],
        text_hash=judged,
        smallest_release=100,
        has_strengths=True,
        has_counter_numbers=True,
        schools_named=False,
        schools_public_only=False,
        invented=True,
        place_invented=True,
        state=State.PUBLIC.value,
    )


def introduce(places: Sequence[Municipality], people: int) -> None:
    """Let so many people stand in the directory, over all these places."""
    known = Professional.objects.count()
    Professional.objects.bulk_create(_people(places, range(known, people)))


def _people(places: Sequence[Municipality], numbers: Iterable[int]) -> Iterable[Professional]:
    for number in numbers:
        yield Professional(
            name=f"Collega {number:04}",
            organisation=f"Organisatie {number % 17}",
            expertise=f"jonge moeders, schulden, taal {number % 23}",
            municipality=places[number % len(places)],
            visibility=(Visibility.OWN, Visibility.REGION)[number % 2],
            agreed_on="2026-11-02",
        )
