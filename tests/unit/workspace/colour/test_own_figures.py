"""Figures of the municipality itself: a file comes in whole or not at all, and never in the place of a publisher's."""

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from smartstart.opendata.figures import FigureState
from smartstart.opendata.standing import Standing
from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.rules.roles import MAY, Permission, Role
from smartstart.web.accounts.rules.viewer import Refused
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.data.actions.own_figures import load_file, remove_file
from smartstart.workspace.data.actions.releases import NotAccepted
from smartstart.workspace.data.models import Area, BesideFigure, FigureLoad, LoadKind, OpenFigure
from smartstart.workspace.data.rules.limits import FIGURES_LIMIT
from smartstart.workspace.insight.queries.colour import area_colour_of
from tests.support.colour_world import ASSISTANCE, area_code, small_map
from tests.support.people import acting, colleague, town

pytestmark = pytest.mark.django_db
_HEAD = "gebied;indicator;jaar;waarde;van;tot;bron\n"


@pytest.fixture
def home() -> Municipality:
    municipality = town()
    small_map(municipality)
    return municipality


@pytest.fixture
def adviser(home: Municipality) -> User:
    return colleague(Role.ADVISER, where=home)


def _file(*rows: str) -> bytes:
    return (_HEAD + "".join(f"{row}\n" for row in rows)).encode()


def _all(municipality: Municipality, year: int = 2024, indicator: str = ASSISTANCE) -> bytes:
    first, second, third = (area_code(municipality, place) for place in (1, 2, 3))
    return _file(
        f"{municipality.code};{indicator};{year};50;48;52;Sociale dienst",
        f"{first};{indicator};{year};90;84;96;Sociale dienst",
        f"{second};{indicator};{year};12;10;14;Sociale dienst",
        f"{third};{indicator};{year};;;;Sociale dienst",
    )


def _reading(municipality: Municipality, indicator: str = ASSISTANCE):
    return area_colour_of(Area.objects.get(code=area_code(municipality))).reading(indicator)


def test_a_newer_figure_of_ones_own_is_the_figure_of_the_area(home: Municipality, adviser: User) -> None:
    loaded = load_file(actor=acting(adviser), content=_all(home), municipality=home, name="eigen.csv")
    found = _reading(home)
    assert (found.own.year, found.own.value, found.municipality.value) == (2024, 90, 50)
    assert found.standing is Standing.CLEARLY_HIGHER
    assert [row.year for row in found.series] == [2020, 2024]
    assert (loaded.load.kind, loaded.load.figures_read, loaded.load.areas_read) == (LoadKind.OWN, 3, 3)
    assert loaded.load.years["wijk"] == {ASSISTANCE: [2024]}
    line = AuditLine.objects.get()
    assert (line.action, line.actor, line.result) == ("eigen cijfers ingelezen", adviser, "done")


def test_without_a_margin_nothing_is_clear(home: Municipality, adviser: User) -> None:
    rows = [f"{home.code};{ASSISTANCE};2024;50;;;Dienst", f"{area_code(home)};{ASSISTANCE};2024;90;;;Dienst"]
    load_file(actor=acting(adviser), content=_file(*rows), municipality=home)
    assert _reading(home).standing is Standing.LITTLE_HIGHER


def test_where_few_people_live_no_share_is_kept(home: Municipality, adviser: User) -> None:
    rows = [f"{area_code(home, place)};{ASSISTANCE};2024;30;;;Dienst" for place in (1, 2, 3)]
    load_file(actor=acting(adviser), content=_file(*rows), municipality=home)
    few = OpenFigure.objects.get(area__code=area_code(home, 3), year=2024)
    assert (few.value, few.state) == (None, FigureState.TOO_FEW.value)


def test_a_publisher_goes_before_an_own_figure(home: Municipality, adviser: User) -> None:
    loaded = load_file(actor=acting(adviser), content=_all(home, 2020), municipality=home)
    assert _reading(home).own.value == 80
    assert any("al een openbaar cijfer" in note for note in loaded.notes)


def test_a_newer_file_takes_the_place_of_an_older_one(home: Municipality, adviser: User) -> None:
    load_file(actor=acting(adviser), content=_all(home), municipality=home, name="oud.csv")
    rows = [f"{area_code(home)};{ASSISTANCE};2024;95;90;99;Dienst"]
    load_file(actor=acting(adviser), content=_file(*rows), municipality=home, name="nieuw.csv")
    assert _reading(home).own.value == 95
    cells = OpenFigure.objects.filter(indicator=ASSISTANCE, year=2024)
    assert cells.count() == cells.values("area").distinct().count()
    old = FigureLoad.objects.get(name="oud.csv")
    assert old.figures_read == 2


def test_a_file_that_says_nothing_any_more_is_forgotten(home: Municipality, adviser: User) -> None:
    for name in ("oud.csv", "nieuw.csv"):
        load_file(actor=acting(adviser), content=_all(home), municipality=home, name=name)
    assert set(FigureLoad.objects.filter(kind=LoadKind.OWN).values_list("name", flat=True)) == {"nieuw.csv"}


def test_figures_of_the_country_stand_beside(home: Municipality, adviser: User) -> None:
    rows = [f"NL00;{ASSISTANCE};2024;44;;;Dienst", f"{area_code(home)};{ASSISTANCE};2024;90;;;Dienst"]
    load_file(actor=acting(adviser), content=_file(*rows), municipality=home)
    assert _reading(home).country.value == 44
    assert BesideFigure.objects.filter(load__kind=LoadKind.OWN).count() == 1


def test_a_list_of_persons_is_refused_and_nothing_is_kept(home: Municipality, adviser: User) -> None:
    content = b"naam;geboortedatum;gebied\nJ. Jansen;1980-02-01;WK990101\n"
    with pytest.raises(NotAccepted) as caught:
        load_file(actor=acting(adviser), content=content, municipality=home)
    assert caught.value.refusal.ground == "persons"
    assert not FigureLoad.objects.filter(kind=LoadKind.OWN).exists()
    line = AuditLine.objects.get()
    assert line.result == "refused"
    assert "Jansen" not in str(vars(line))


def test_areas_of_another_municipality_are_refused(home: Municipality, adviser: User) -> None:
    other = town("Veenmeer", "GM9902")
    small_map(other)
    with pytest.raises(NotAccepted):
        load_file(actor=acting(adviser), content=_all(other), municipality=home)


def test_first_the_areas_must_be_known(adviser: User) -> None:
    bare = town("Zandhoek", "GM9903")
    loader = colleague(Role.ADVISER, where=bare)
    with pytest.raises(NotAccepted) as caught:
        load_file(actor=acting(loader), content=_all(bare), municipality=bare)
    assert "nog geen gebieden" in caught.value.refusal.what


@pytest.mark.parametrize("role", [role for role in Role if Permission.LOAD_FIGURES not in MAY[role]])
def test_who_may_not_does_not_make_us_read(home: Municipality, role: Role) -> None:
    with pytest.raises(Refused) as caught:
        load_file(actor=acting(colleague(role, where=home)), content=b"x", municipality=home)
    assert not isinstance(caught.value, NotAccepted)


def test_own_figures_can_be_taken_away_and_only_those(home: Municipality, adviser: User) -> None:
    load = load_file(actor=acting(adviser), content=_all(home), municipality=home).load
    remove_file(actor=acting(adviser), load=load)
    assert _reading(home).own.year == 2020
    theirs = FigureLoad.objects.get()
    remove_file(actor=acting(adviser), load=theirs)
    assert FigureLoad.objects.get() == theirs


def _post(user: User, home: Municipality, content: bytes):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    file = SimpleUploadedFile("eigen.csv", content)
    return client, client.post(reverse("data:figures-upload"), {"municipality": home.pk, "file": file})


def test_the_page_takes_a_file_in_and_tells(home: Municipality, adviser: User) -> None:
    client, response = _post(adviser, home, _all(home))
    assert response.status_code == 302
    page = client.get(response["Location"]).content.decode()
    assert "eigen.csv" in page
    assert "Sociale dienst" in page or "Verzonnen" in page


def test_the_page_of_a_refusal_says_what_to_do(home: Municipality, adviser: User) -> None:
    _, response = _post(adviser, home, b"dit is geen bestand met cijfers")
    page = response.content.decode()
    assert response.status_code == 400
    assert "Er is niets bewaard" in page
    assert reverse("data:figures-upload") in page


def test_a_file_that_went_by_unread_is_too_large(home: Municipality, adviser: User, settings: LazySettings) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000  # the only handler looks at no more
    _, response = _post(adviser, home, b"x" * (FIGURES_LIMIT + 1))
    assert response.status_code == 400
    assert "te groot" in response.content.decode()


def test_the_list_shows_what_one_may_know(home: Municipality, adviser: User) -> None:
    small_map(town("Veenmeer", "GM9902"))
    client = Client()
    client.force_login(adviser, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("data:figures")).content.decode()
    assert "Duinwaarde" in page
    assert "Veenmeer" not in page
