"""The map of a municipality: who sees it, what it shows, in what order, and with how many questions to the database."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from smartstart.vocabulary.areas import AreaLevel
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Viewer, Visibility
from smartstart.workspace.data.models import Area, FigureLoad, OpenFigure
from smartstart.workspace.insight.actions.colour import show_map
from smartstart.workspace.insight.models import ColourPage
from smartstart.workspace.insight.queries.colour_places import municipalities_for, search_areas
from smartstart.workspace.insight.queries.colour_sheets import sheet_of
from tests.support.colour_world import ASSISTANCE, HARDSHIP, area_code, small_map
from tests.support.people import acting, colleague, town

pytestmark = pytest.mark.django_db
_NAMES = ["Ooster", "Polder", "Wester"]


@pytest.fixture
def home() -> Municipality:
    municipality = town()
    small_map(municipality)
    return municipality


def _client(role: Role = Role.READER, where: Municipality | None = None) -> Client:
    client = Client()
    client.force_login(colleague(role, where=where), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _page(client: Client, home: Municipality, **asked: str) -> str:
    response = client.get(reverse("insight:colour-municipality", args=[home.code]), asked)
    assert response.status_code == 200
    return response.content.decode()


def _seen(viewer: Viewer) -> set[str]:
    return {place.name for place in municipalities_for(viewer)}


def test_two_who_decide_first_do_not_write_over_each_other(home: Municipality) -> None:
    client, address = _client(Role.PROJECT_LEADER, home), reverse("insight:colour-settings", args=[home.code])
    (seen,) = re.findall(r'name="seen_version" value="(\d+)"', client.get(address).content.decode())
    assert client.post(address, {"visibility": "own", "seen_version": seen}).status_code == 302
    assert client.post(address, {"visibility": "public", "seen_version": seen}).status_code == 409
    assert ColourPage.objects.get().visibility == Visibility.OWN


# --- who ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def places() -> dict[str, Municipality]:
    """Three municipalities in one region, one elsewhere; each with a map that shows another way."""
    made = {
        "own": town("Duinwaarde", "GM9901"),
        "default": town("Veenmeer", "GM9902"),
        "public": town("Lindeveen", "GM9904"),
        "elsewhere": town("Zandhoek", "GM9903", "Elders"),
    }
    small_map(made["own"], visibility=Visibility.OWN)
    small_map(made["default"])
    small_map(made["public"], visibility=Visibility.PUBLIC)
    small_map(made["elsewhere"], visibility=Visibility.REGION)
    town("Leegland", "GM9905")  # without figures
    return made


def test_without_an_account_only_a_map_that_was_made_public(places: dict[str, Municipality]) -> None:
    assert _seen(NOBODY) == {"Lindeveen"}


def test_with_a_role_the_own_one_and_those_of_the_region(places: dict[str, Municipality]) -> None:
    assert _seen(viewer_of(colleague(Role.READER, where=places["own"]))) == {"Duinwaarde", "Veenmeer", "Lindeveen"}
    assert _seen(viewer_of(colleague(Role.READER, where=places["default"]))) == {"Veenmeer", "Lindeveen"}
    assert _seen(viewer_of(colleague(Role.READER, where=places["elsewhere"]))) == {"Zandhoek", "Lindeveen"}


def test_a_role_for_one_question_opens_no_map_but_the_public_ones(places: dict[str, Municipality]) -> None:
    narrow = colleague(Role.READER, where=places["own"], subject="00000000-0000-4000-8000-000000000001")
    assert _seen(viewer_of(narrow)) == {"Lindeveen"}


def test_a_map_that_one_may_not_know_of_does_not_exist(places: dict[str, Municipality]) -> None:
    stranger = _client(where=places["elsewhere"])
    for name, args in (
        ("insight:colour-municipality", [places["own"].code]),
        ("insight:area", [area_code(places["own"])]),
        ("insight:area-fragment", [area_code(places["own"])]),
        ("insight:colour-csv", [places["own"].code]),
        ("insight:area-why", [area_code(places["own"]), ASSISTANCE]),
    ):
        assert stranger.get(reverse(name, args=args)).status_code == 404
        assert Client().get(reverse(name, args=args)).status_code == 404


def test_search_finds_no_further_than_one_may_see(places: dict[str, Municipality]) -> None:
    assert [hit.municipality for hit in search_areas(NOBODY, ["ooster"])] == ["Lindeveen"]
    reader = viewer_of(colleague(Role.READER, where=places["own"]))
    assert {hit.municipality for hit in search_areas(reader, ["Ooster"])} == {"Duinwaarde", "Veenmeer", "Lindeveen"}
    assert [hit.kind for hit in search_areas(reader, ["ooster", "veenmeer"])] == ["wijk in Veenmeer"]
    assert next(hit.kind for hit in search_areas(reader, ["lindeveen"])) == "gemeente"
    assert search_areas(reader, ["bestaat-niet"]) == []
    assert search_areas(reader, [" "]) == []
    assert [hit.municipality for hit in search_areas(NOBODY, ["oos\0ter", "\0"])] == ["Lindeveen"]
    assert len(search_areas(reader, ["e"], most=2)) == 2


def test_the_choice_of_municipality(places: dict[str, Municipality]) -> None:
    page = _client(where=places["own"]).get(reverse("insight:colour")).content.decode()
    assert re.findall(r"<h2><a [^>]*>([^<]*)", page) == ["Duinwaarde", "Lindeveen", "Veenmeer"]
    only = Client().get(reverse("insight:colour"))
    assert only.status_code == 302
    assert only["Location"] == reverse("insight:colour-municipality", args=["GM9904"])


def test_who_decides_makes_a_map_public(home: Municipality) -> None:
    leader = colleague(Role.PROJECT_LEADER, where=home)
    show_map(actor=acting(leader), municipality=home, seen_version=1, visibility=Visibility.PUBLIC)
    assert _seen(NOBODY) == {home.name}
    show_map(actor=acting(leader), municipality=home, seen_version=1, visibility=Visibility.OWN)
    assert _seen(NOBODY) == set()
    assert ColourPage.objects.get().version == 2


# --- what ---------------------------------------------------------------------------------------------------------


def test_the_map_the_legend_the_table_and_the_six_lines(home: Municipality) -> None:
    page = _page(_client(where=home), home)
    assert page.count('class="area ') == 3
    assert "Mensen met een bijstandsuitkering in de wijken van Duinwaarde, 2020" in page
    assert "minder dan 20 van elke 1.000" in page
    assert "Duinwaarde als geheel" in page
    assert "verzonnen gegevens" in page
    assert "Hoe zeker" in page
    assert "72 en 88" in page  # between which the figure of Ooster may lie
    assert 'id="map-detail"' in page
    assert "style=" not in page


def test_too_few_is_hatched_and_no_figure_is_something_else(home: Municipality) -> None:
    page = _page(_client(where=home), home)
    marks = dict(re.findall(r'class="area (\w+)"[^>]*data-n="(\w+)"', page))
    assert {name: mark for mark, name in marks.items()}["Polder"] == "kx"
    assert "<title>Polder: te weinig om iets te zeggen</title>" in page
    OpenFigure.objects.filter(area__code=area_code(home, 3)).delete()
    page = _page(_client(where=home), home)
    assert "<title>Polder: geen cijfer</title>" in page
    assert 'class="area kn"' in page
    assert "geen cijfer, of niet te vergelijken" in page


def test_areas_stand_by_name_whatever_their_figure(home: Municipality) -> None:
    page = _page(_client(where=home), home)
    assert re.findall(r'<option value="WK[^>]*>([^<]*)', page) == _NAMES
    assert re.findall(r'<th scope="row"><a [^>]*>([^<]*)', page) == _NAMES
    OpenFigure.objects.filter(area__code=area_code(home, 2), indicator=ASSISTANCE).update(value=99)
    again = _page(_client(where=home), home)
    assert re.findall(r'<th scope="row"><a [^>]*>([^<]*)', again) == _NAMES
    assert not re.search(r"\b(score|rang|ranglijst van|hoogste|laagste)\b", re.sub(r"geen ranglijst", "", again))


def test_the_chosen_area_stands_beside_the_map(home: Municipality) -> None:
    page = _page(_client(where=home), home, gebied=area_code(home))
    assert '<h2 id="gebied-naam">Ooster</h2>' in page
    assert "Meer mensen met een bijstandsuitkering dan in Duinwaarde (80 tegen 40 van elke 1.000)." in page
    assert re.search(r'<g class="chosen"[^>]*><path', page)
    assert "selected>Ooster" in page


def test_the_fragment_says_the_same(home: Municipality) -> None:
    client, code = _client(where=home), area_code(home)
    whole = _page(client, home, gebied=code)
    part = client.get(reverse("insight:area-fragment", args=[code]), {"indicator": ASSISTANCE}).content.decode()
    assert "<html" not in part
    for line in re.findall(r"<dd>([^<]*)</dd>", part):
        assert line in whole


def test_two_indicators_together(home: Municipality) -> None:
    page = _page(_client(where=home), home, indicator=ASSISTANCE, tweede=HARDSHIP, gebied=area_code(home))
    assert 'class="area b2' in page
    assert "Moeite met rondkomen, 2020" in page
    assert '<table class="cross">' in page
    assert page.count("Waarom zeggen we dit?") >= 3


def test_another_year(home: Municipality) -> None:
    page = _page(_client(where=home), home, indicator=HARDSHIP, jaar="2016", gebied=area_code(home))
    assert "in de wijken van Duinwaarde, 2016" in page
    assert "Moeite met rondkomen, 2016" in page
    assert "waarschijnlijk (geschat met een rekenmodel, niet geteld)" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"indicator": "<script>", "tweede": "x" * 500, "niveau": "planeet", "jaar": "-1", "gebied": "';--"},
        {"gebied": "WK000000"},
        {"jaar": "²"},
        {"indicator": "inwoners"},
    ],
)
def test_nonsense_gives_a_map_all_the_same(home: Municipality, asked: dict[str, str]) -> None:
    page = _page(_client(where=home), home, **asked)
    assert "Duinwaarde als geheel" in page
    assert "<script>" not in page.replace("<script src", "")


def test_without_borders_the_figures_stand_in_a_table(home: Municipality) -> None:
    Area.objects.update(outline="")
    FigureLoad.objects.update(frames={})
    from smartstart.workspace.insight.queries import colour_sheets

    colour_sheets._sheet.cache_clear()
    page = _page(_client(where=home), home)
    assert "data-map" not in page
    assert "geen grenzen" in page
    assert re.findall(r'<th scope="row"><a [^>]*>([^<]*)', page) == _NAMES


def test_a_municipality_without_anything_to_draw(home: Municipality) -> None:
    FigureLoad.objects.update(years={})
    assert "nog geen cijfers" in _page(_client(where=home), home)


# --- how ----------------------------------------------------------------------------------------------------------


def test_the_number_of_queries_does_not_grow(
    home: Municipality, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = _client(where=home)
    _page(client, home)
    with django_assert_max_num_queries(12):
        _page(client, home, gebied=area_code(home), tweede=HARDSHIP)
    with django_assert_max_num_queries(12):
        client.get(reverse("insight:area-fragment", args=[area_code(home)]))


def test_shapes_are_remembered_and_values_are_not(
    home: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load = FigureLoad.objects.get()
    first = sheet_of(load, AreaLevel.WIJK)
    with django_assert_num_queries(0):
        assert sheet_of(load, AreaLevel.WIJK) is first
    OpenFigure.objects.filter(area__code=area_code(home), indicator=ASSISTANCE).update(value=15)
    assert "<title>Ooster: 15 van elke 1.000</title>" in _page(_client(where=home), home)


def test_another_reading_is_another_sheet(home: Municipality) -> None:
    load = FigureLoad.objects.get()
    sheet_of(load, AreaLevel.WIJK)
    Area.objects.filter(code=area_code(home)).update(name="Anders")
    load.stamp = "00000000-0000-4000-8000-000000000002"
    load.save()
    load.refresh_from_db()
    assert "Anders" in sheet_of(load, AreaLevel.WIJK).names.values()


def test_one_place_in_the_menu_is_the_current_one(home: Municipality) -> None:
    page = _page(_client(where=home), home)
    assert re.findall(r'aria-current="page">([^<]*)</a>', page) == ["Kleur van de wijk"]
