"""Deciding how far a map shows, and writing down what people know of an area."""

import re

from django.urls import reverse

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor, Refused, Visibility
from smartstart.web.audit.actions import recorded
from smartstart.workspace.data.models import Area
from smartstart.workspace.insight.models import AreaNote, ColourPage
from smartstart.workspace.insight.queries.colour import area_colour_of
from smartstart.workspace.insight.rules.colour_notes import About, texts_of
from smartstart.workspace.publishing import actions as publishing
from smartstart.workspace.publishing.models import Publication
from smartstart.workspace.publishing.rules.kinds import Kind
from smartstart.workspace.publishing.rules.material import Material

_PAGE, _NOTE = "kaart", "aantekening bij een gebied"
_LOCAL = (Visibility.OWN, Visibility.REGION)

_FIGURE = re.compile(r"\d")


def show_map(*, actor: Actor, municipality: Municipality, seen_version: int, visibility: Visibility) -> ColourPage:
    """Decide how far the map of a municipality shows: there, in the region, or to everybody.

    Raises:
        Refused: the actor may not decide this.
        Conflict: somebody else decided in the meantime.
    """
    need = (Permission.DECIDE_PUBLICATION, None)
    place = municipality.pk
    with recorded(actor, "zichtbaarheid van kaart gewijzigd", _PAGE, municipality=place, need=need) as act:
        page, made = ColourPage.objects.get_or_create(
            municipality=municipality, defaults={"visibility": visibility.value, "made_by_id": actor.account}
        )
        if not made:
            page.renew(seen_version, visibility=visibility.value)
        act.object_id = str(page.pk)
        return page


def add_note(
    *, actor: Actor, area: Area, municipality: Municipality, text: str, about: About, visibility: Visibility
) -> AreaNote:
    """Write down what people know of an area; it is never public by itself."""
    _check_local(visibility)
    need = (Permission.WRITE_NOTE, None)
    with recorded(actor, "aantekening gemaakt", _NOTE, municipality=municipality.pk, need=need) as act:
        note = AreaNote.objects.create(
            municipality=municipality,
            area_code=area.code,
            text=text,
            about=about.value,
            visibility=visibility.value,
            made_by_id=actor.account,
        )
        act.object_id = str(note.pk)
        return note


def change_note(
    *, actor: Actor, note: AreaNote, seen_version: int, text: str, about: About, visibility: Visibility
) -> AreaNote:
    """Change a note. What was public is then no longer, until it is judged again.

    Raises:
        Conflict: somebody else changed it since `seen_version`.
    """
    _check_local(visibility)
    need = (Permission.WRITE_NOTE, None)
    place = note.municipality_id
    with recorded(actor, "aantekening gewijzigd", _NOTE, object_id=note.pk, municipality=place, need=need):
        note.renew(seen_version, text=text, about=about.value, visibility=visibility.value)
        return note


def remove_note(*, actor: Actor, note: AreaNote) -> None:
    """Take a note away."""
    need = (Permission.WRITE_NOTE, None)
    place = note.municipality_id
    with recorded(actor, "aantekening weggehaald", _NOTE, object_id=note.pk, municipality=place, need=need):
        note.delete()


def propose_note(*, actor: Actor, note: AreaNote, area: Area) -> Publication:
    """Lay a note before the publishing check, with exactly the texts that everybody would read.

    Raises:
        Refused: the actor may not propose.
    """
    strong = note.about == About.STRENGTH.value or bool(area_colour_of(area).strengths)
    material = Material(
        title=f"Wat weten mensen van {area.name}",
        address=reverse("insight:area", args=[area.code]),
        texts=texts_of(area.name, note.text),
        smallest_open=area.people,
        smallest_release=None,
        has_strengths=strong,
        has_counter_numbers=not _FIGURE.search(note.text),  # without a figure there is nothing to hold against
        invented=note.municipality.invented,
        place_invented=note.municipality.invented,
    )
    return publishing.propose(
        actor=actor,
        municipality=note.municipality_id,
        subject=None,
        kind=Kind.AREA,
        object_id=str(note.pk),
        material=material,
    )


def _check_local(visibility: Visibility) -> None:
    if visibility not in _LOCAL:
        raise Refused("Een aantekening wordt pas openbaar na de toets. Draag haar daarvoor voor.")
