"""What people know of an area: written by colleagues, shown as far as they chose, public only after the check."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import MAY, Permission, Role
from smartstart.web.accounts.rules.viewer import NOBODY, Refused, Visibility
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.data.models import Area
from smartstart.workspace.insight.actions import colour as actions
from smartstart.workspace.insight.models import AreaNote
from smartstart.workspace.insight.queries.colour_notes import notes_on
from smartstart.workspace.insight.rules.colour_notes import About
from smartstart.workspace.publishing.models import Publication
from smartstart.workspace.publishing.rules.states import State
from tests.support.colour_world import area_code, small_map, small_note
from tests.support.people import acting, colleague, town

pytestmark = pytest.mark.django_db
_TEXT = "Buren kennen elkaar hier al lang."


@pytest.fixture
def home() -> Municipality:
    municipality = town()
    small_map(municipality, visibility=Visibility.PUBLIC)
    return municipality


@pytest.fixture
def area(home: Municipality) -> Area:
    return Area.objects.get(code=area_code(home))


def _write(home: Municipality, area: Area, visibility: Visibility = Visibility.OWN, text: str = _TEXT) -> AreaNote:
    return actions.add_note(
        actor=acting(colleague(Role.ADVISER, where=home)),
        area=area,
        municipality=home,
        text=text,
        about=About.STRENGTH,
        visibility=visibility,
    )


def _texts(viewer: object, area: Area, home: Municipality) -> list[str]:
    return [shown.note.text for shown in notes_on(viewer, area, home.pk)]  # type: ignore[arg-type]


def test_a_note_shows_as_far_as_was_chosen(home: Municipality, area: Area) -> None:
    _write(home, area, Visibility.OWN, "alleen hier")
    _write(home, area, Visibility.REGION, "voor de regio")
    here = viewer_of(colleague(Role.READER, where=home))
    near = viewer_of(colleague(Role.READER, where=town("Veenmeer", "GM9902")))
    far = viewer_of(colleague(Role.READER, where=town("Zandhoek", "GM9903", "Elders")))
    assert _texts(here, area, home) == ["alleen hier", "voor de regio"]
    assert _texts(near, area, home) == ["voor de regio"]
    assert _texts(far, area, home) == []
    assert _texts(NOBODY, area, home) == []


def test_a_public_map_does_not_make_its_notes_public(home: Municipality, area: Area) -> None:
    _write(home, area, Visibility.REGION)
    page = Client().get(reverse("insight:area", args=[area.code])).content.decode()
    assert _TEXT not in page
    assert "Hier staat nog niets" in page


@pytest.mark.parametrize("visibility", [Visibility.PUBLIC])
def test_nobody_makes_a_note_public_by_its_visibility(home: Municipality, area: Area, visibility: Visibility) -> None:
    with pytest.raises(Refused, match="pas openbaar na de toets"):
        _write(home, area, visibility)
    assert not AreaNote.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        small_note(home, visibility)


def test_a_proposal_holds_exactly_the_texts(home: Municipality, area: Area) -> None:
    note = _write(home, area)
    publication = actions.propose_note(actor=acting(colleague(Role.ADVISER, where=home)), note=note, area=area)
    assert publication.object_id == str(note.pk)
    assert _texts(NOBODY, area, home) == []


def _publish(publication: Publication) -> None:
    Publication.objects.filter(pk=publication.pk).update(state=State.PUBLIC)


def test_after_the_check_everybody_reads_it_until_it_changes(home: Municipality, area: Area) -> None:
    note = _write(home, area)
    adviser = colleague(Role.ADVISER, where=home)
    _publish(actions.propose_note(actor=acting(adviser), note=note, area=area))
    assert _texts(NOBODY, area, home) == [_TEXT]
    page = Client().get(reverse("insight:area", args=[area.code])).content.decode()
    assert _TEXT in page
    assert adviser.name not in page
    actions.change_note(
        actor=acting(adviser),
        note=note,
        seen_version=1,
        text="Iets anders.",
        about=About.OTHER,
        visibility=Visibility.OWN,
    )
    assert _texts(NOBODY, area, home) == []


@pytest.mark.parametrize("role", [role for role in Role if Permission.WRITE_NOTE not in MAY[role]])
def test_who_may_not_writes_nothing(home: Municipality, area: Area, role: Role) -> None:
    with pytest.raises(Refused, match="aantekening"):
        actions.add_note(
            actor=acting(colleague(role, where=home)),
            area=area,
            municipality=home,
            text=_TEXT,
            about=About.OTHER,
            visibility=Visibility.OWN,
        )
    assert not AreaNote.objects.exists()
    assert AuditLine.objects.get().result == "refused"


def test_two_writers_meet(home: Municipality, area: Area) -> None:
    note, actor = _write(home, area), acting(colleague(Role.ADVISER, where=home))
    change = {"about": About.OTHER, "visibility": Visibility.OWN}
    actions.change_note(actor=actor, note=note, seen_version=1, text="eerst", **change)
    again = AreaNote.objects.get(pk=note.pk)
    with pytest.raises(Conflict):
        actions.change_note(actor=actor, note=again, seen_version=1, text="toch", **change)
    assert AreaNote.objects.get().text == "eerst"


def test_a_note_can_be_taken_away(home: Municipality, area: Area) -> None:
    note = _write(home, area)
    actions.remove_note(actor=acting(colleague(Role.FACILITATOR, where=home)), note=note)
    assert not AreaNote.objects.exists()
    assert set(AuditLine.objects.values_list("action", flat=True)) == {"aantekening gemaakt", "aantekening weggehaald"}


def _post(home: Municipality, area: Area, **told: str):
    client = Client()
    client.force_login(colleague(Role.ADVISER, where=home), backend="django.contrib.auth.backends.ModelBackend")
    return client, client.post(reverse("insight:area-note", args=[area.code]), told)


def test_the_form_writes_a_note_on_the_page(home: Municipality, area: Area) -> None:
    client, response = _post(home, area, about="sterk", text=_TEXT, visibility="own")
    assert response.status_code == 302
    page = client.get(response["Location"]).content.decode()
    assert _TEXT in page
    assert "Iets wat goed gaat" in page
    assert dt.date.today().strftime("%Y") in page


def test_words_that_we_do_not_use_for_people_come_back_with_better_ones(home: Municipality, area: Area) -> None:
    _, response = _post(home, area, about="zorg", text="Hier wonen veel probleemgezinnen.", visibility="own")
    page = response.content.decode()
    assert response.status_code == 400
    assert "<mark>probleemgezinnen</mark>" in page
    assert "Schrijf liever" in page
    assert not AreaNote.objects.exists()


@pytest.mark.parametrize("wrong", [{"text": ""}, {"visibility": "public"}, {"about": "niets"}])
def test_a_form_that_is_not_right(home: Municipality, area: Area, wrong: dict[str, str]) -> None:
    _, response = _post(home, area, **{"about": "sterk", "text": _TEXT, "visibility": "own", **wrong})
    assert response.status_code == 400
    assert not AreaNote.objects.exists()
