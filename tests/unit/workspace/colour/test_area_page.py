"""The page of an area: strengths beside worries, change beside the larger area, and why we say each figure."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Role
from smartstart.workspace.data.actions.figures import load_folder
from smartstart.workspace.data.models import Area
from tests.support.open_region import HOME, write_open_region
from tests.support.people import acting, colleague, town

pytestmark = pytest.mark.django_db
EAST, WEST, POLDER = "WK990101", "WK990102", "WK990103"
NO_SCORE = re.compile(r"\b(score|totaalscore|rang|top|hoogste|laagste|slechtste|beste)\b", re.IGNORECASE)


@pytest.fixture
def home(tmp_path: Path) -> Municipality:
    municipality = town("Lindeveen")
    folder = write_open_region(tmp_path / "open", buurten=True)
    load_folder(actor=acting(colleague(Role.ADVISER, where=municipality)), folder=folder, municipality_code=HOME)
    return municipality


@pytest.fixture
def reader(home: Municipality) -> Client:
    client = Client()
    client.force_login(colleague(Role.READER, where=home), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _get(client: Client, name: str, *args: str, **asked: str) -> str:
    response = client.get(reverse(name, args=args), asked)
    assert response.status_code == 200
    return response.content.decode("utf-8-sig")


def test_strengths_stand_beside_worries(reader: Client) -> None:
    page = _get(reader, "insight:area", EAST)
    assert "<h1>Ooster</h1>" in page
    assert "Wijk in Lindeveen" in page
    assert "Geen sterke punten in de cijfers: vraag het de bewoners." in page
    assert "Meer mensen met een bijstandsuitkering dan in Lindeveen" in page
    assert page.index("Sterke punten</h3>") < page.index("Zorgen</h3>")
    assert page.count("verzonnen gegevens") >= 1
    words = re.sub("<[^>]*>", " ", page).replace("40 procent laagste inkomens", "")
    assert not NO_SCORE.search(words)


def test_change_stands_beside_the_municipality_and_the_country(reader: Client) -> None:
    page = _get(reader, "insight:area", EAST)
    head = re.search(r"Door de jaren heen</caption>.*?</thead>", page, re.DOTALL)
    assert head
    assert re.findall(r'class="n">(\d{4})', head[0]) == ["2012", "2016", "2020", "2022"]
    assert page.count('<th scope="row">Nederland</th>') > 1


def test_where_few_people_live_the_page_says_no_more_than_that(reader: Client) -> None:
    page = _get(reader, "insight:area", POLDER)
    assert "In Polder wonen 60 mensen. Dat is te weinig om iets te zeggen." in page
    assert "Sterke punten en zorgen naast elkaar" not in page


def test_the_buurten_of_a_wijk_by_name(reader: Client) -> None:
    page = _get(reader, "insight:area", EAST)
    assert re.findall(r'rowheader"><a class="nl-link" href="[^"]*BU[^"]*">([^<]*)', page) == [
        "Ooster Noord",
        "Ooster Zuid",
    ]
    assert "te weinig om iets te zeggen" in page


def test_a_buurt_has_its_own_page_and_the_way_back_to_its_wijk(reader: Client) -> None:
    page = _get(reader, "insight:area", "BU99010101")
    assert "Buurt in Lindeveen" in page
    assert reverse("insight:area", args=[EAST]) in page
    assert 'class="areas"' in page


def test_the_municipality_as_a_whole_stands_beside_the_country(reader: Client) -> None:
    page = _get(reader, "insight:area", HOME)
    assert "Lindeveen naast Nederland" in page
    assert "Wijken met andere grenzen" in page
    assert f"{reverse('insight:area', args=[WEST])}?indeling=2020" in page


def test_an_area_with_other_borders_before_has_two_pages(reader: Client) -> None:
    now, before = _get(reader, "insight:area", WEST), _get(reader, "insight:area", WEST, indeling="2020")
    assert "zoals de grenzen in 2020 waren" in before
    assert 'data-statement="colour/wk990102-2020/bijstand-2020"' in before
    assert "colour/wk990102/bijstand" not in now
    assert "<strong>niet vergelijkbaar (andere indeling)</strong>" in now
    assert reader.get(reverse("insight:area", args=[WEST]), {"indeling": "1999"}).status_code == 404
    assert reader.get(reverse("insight:area", args=[WEST]), {"indeling": "zomaar"}).status_code == 200


@pytest.mark.parametrize("code", ["WK999999", "GM9902", "niets", "WK990101%00"])
def test_an_area_that_is_not_here(reader: Client, code: str) -> None:
    assert reader.get(f"/inzicht/kleur/gebied/{code}/").status_code == 404


def test_why_we_say_a_figure(reader: Client) -> None:
    page = _get(reader, "insight:area-why", EAST, "bijstand")
    told = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page))
    assert told["Tabel"] == "Kerncijfers wijken en buurten 2020"
    assert "PersonenPerSoortUitkeringBijstand_83 gedeeld door (k_15Tot25Jaar_9" in told["Kolommen"]
    assert told["Jaar"].startswith("2020")
    assert re.match(r"Tussen \d+ en \d+\.", told["Marge"])
    assert told["Vergeleken"].startswith("Duidelijk meer dan in Lindeveen")
    assert told["Hoe zeker"].startswith("Vrijwel zeker")
    assert "Verzonnen gegevens" in told["Bron"]
    assert "CBS" not in told["Bron"]


def test_why_there_is_no_figure(reader: Client) -> None:
    few = _get(reader, "insight:area-why", POLDER, "bijstand")
    assert "te weinig om iets te zeggen" in few
    assert "niet hetzelfde als nul" in few
    never = _get(reader, "insight:area-why", EAST, "verslaving")
    assert "geen openbaar cijfer over verslaving" in never
    assert reader.get(reverse("insight:area-why", args=[EAST, "bestaat-niet"])).status_code == 404


def test_the_page_asks_a_bounded_number_of_questions(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _get(reader, "insight:area", EAST)
    for code in (EAST, HOME, "BU99010101"):
        with django_assert_max_num_queries(20):
            _get(reader, "insight:area", code)


# --- files --------------------------------------------------------------------------------------------------------


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_figures_of_a_map_as_rows_by_name(reader: Client) -> None:
    rows = _rows(_get(reader, "insight:colour-csv", HOME, indicator="bijstand"))
    assert [row["naam"] for row in rows] == ["Dijk", "Ooster", "Polder", "Wester"]
    by_name = {row["naam"]: row for row in rows}
    assert by_name["Ooster"]["waarde"] == "75"
    assert (by_name["Polder"]["waarde"], by_name["Polder"]["toestand"]) == ("", "te weinig om iets te zeggen")
    assert by_name["Wester"]["toestand"] == "niet vergelijkbaar (andere indeling)"
    assert {row["herkomst"] for row in rows} == {"verzonnen gegevens"}
    assert all("Verzonnen" in row["bron"] for row in rows if row["waarde"])


def test_two_indicators_are_two_rows_an_area(reader: Client) -> None:
    text = _get(reader, "insight:colour-csv", HOME, indicator="bijstand", tweede="moeite-met-rondkomen")
    assert [row["indicator"] for row in _rows(text)][:2] == ["bijstand", "moeite-met-rondkomen"]
    assert len(_rows(text)) == 8


def test_the_map_as_a_drawing_that_stands_by_itself(reader: Client) -> None:
    response = reader.get(reverse("insight:colour-svg", args=[HOME]), {"gebied": EAST})
    text = response.content.decode()
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert 'filename="kleur-lindeveen-bijstand.svg"' in response["Content-Disposition"]
    assert "verzonnen gegevens" in text
    assert "Verzonnen gegevens" in text
    assert text.count("data-c=") == 4


def test_a_map_without_borders_has_no_drawing(reader: Client) -> None:
    Area.objects.update(outline="")
    from smartstart.workspace.insight.queries import colour_sheets

    colour_sheets._sheet.cache_clear()
    assert reader.get(reverse("insight:colour-svg", args=[HOME])).status_code == 404


def test_texts_to_paste_carry_their_source_and_mark(reader: Client) -> None:
    on_map = _get(reader, "insight:colour-text", HOME, indicator="bijstand")
    on_area = _get(reader, "insight:area-text", EAST)
    for text in (on_map, on_area):
        assert text.startswith("Let op: verzonnen gegevens.")
        assert "Verzonnen gegevens: gemaakt door de computer" in text
        assert "niets over de oorzaak" in text
    assert "- Ooster: 75 van elke 1.000 (tussen" in on_map
    assert "Weten we niet:" in on_area


def test_the_figures_of_an_area_with_what_stands_beside_them(reader: Client) -> None:
    rows = _rows(_get(reader, "insight:area-csv", EAST))
    hardship = [row for row in rows if row["indicator"] == "moeite-met-rondkomen"]
    assert [(row["naam"], row["jaar"]) for row in hardship][:3] == [
        ("Ooster", "2012"),
        ("Lindeveen", "2012"),
        ("Nederland", "2012"),
    ]
    assert {row["naam"] for row in rows} == {"Ooster", "Lindeveen", "Nederland"}
