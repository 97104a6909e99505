"""A figure that a municipality describes itself: from the description to the page of an area, and no further."""

from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from smartstart.opendata.figures import FigureState
from smartstart.opendata.indicator import COUNTS, Direction, Theme
from smartstart.opendata.indicators import CATALOGUE
from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import MAY, Permission, Role
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.accounts.rules.viewer import Refused, Visibility
from smartstart.web.audit.models import AuditLine
from smartstart.web.references.models import Reference
from smartstart.web.references.uses import uses_of
from smartstart.workspace.data.actions import own_indicators as actions
from smartstart.workspace.data.actions.own_figures import load_file, remove_file
from smartstart.workspace.data.actions.releases import NotAccepted
from smartstart.workspace.data.models import OpenFigure, OwnIndicator
from smartstart.workspace.data.rules import own_indicators as rules
from smartstart.workspace.data.rules.door import Figures, receive_figures
from smartstart.workspace.data.rules.known_figures import Vocabulary, catalogue
from smartstart.workspace.data.rules.units import UNITS
from tests.support.colour_world import area_code, small_map
from tests.support.doors import TODAY
from tests.support.own_indicators import NAME, TOLD, described, values_of
from tests.support.people import acting, colleague, town

GOOD = rules.Description(
    **{name: TOLD[name] for name in ("name", "label", "phrase", "unit", "about", "fewest", "source", "leave")},
    theme=Theme.TOGETHER,
    direction=Direction.STRENGTH,
    bounds=(20.0, 40.0, 60.0, 80.0),
)


@pytest.fixture
def home(db: None) -> Municipality:
    municipality = town()
    small_map(municipality, visibility=Visibility.PUBLIC)
    return municipality


@pytest.fixture
def adviser(home: Municipality) -> User:
    return colleague(Role.ADVISER, where=home)


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _page(client: Client, name: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


# The rules


def test_a_good_description_has_no_mistake() -> None:
    assert rules.description_mistakes(GOOD, catalogue()) == ()


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"name": "client-jansen"}, "naam"),
        ({"label": "J. Jansen, 12-03-1980"}, "omschrijving"),
        ({"unit": "appels"}, "eenheid"),
        ({"about": "Bel 06 12345678 voor uitleg."}, "uitleg"),
        ({"leave": "toestemming van j.jansen@example.org"}, "toestemming"),
        ({"phrase": "kinderen op Dorpsstraat 12"}, "zin"),
        ({"source": "=1+1"}, "bron"),
        ({"unit": "kinderen"}, "richting"),
        ({"fewest": 99}, "minimum"),
        ({"fewest": 100_001}, "minimum"),
        ({"bounds": (20.0, 40.0, 60.0)}, "grenzen"),
        ({"bounds": (20.0, 40.0, 40.0, 60.0)}, "grenzen"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(change: dict[str, Any], column: str) -> None:
    assert [mistake.column for mistake in rules.description_mistakes(replace(GOOD, **change), catalogue())] == [column]
    assert column in rules.FIELDS


def test_texts_of_the_catalogue_would_pass() -> None:
    texts = [replace(GOOD, about=known.about or GOOD.about, phrase=known.phrase) for known in CATALOGUE]
    assert [rules.description_mistakes(one, ()) for one in texts] == [()] * len(texts)


def test_a_count_of_people_needs_no_least_number_and_every_unit_has_its_sort() -> None:
    count = replace(GOOD, unit="kinderen", direction=Direction.NEUTRAL, fewest=0)
    assert rules.description_mistakes(count, ()) == ()
    assert count.least_people == 0
    assert {name for name, unit in UNITS.items() if unit.of_people} <= COUNTS <= UNITS.keys()


def test_it_always_says_whose_it_is() -> None:
    made = rules.as_indicator(GOOD)
    assert made.label == "Kinderen met zwemdiploma B (eigen cijfer)"
    assert (made.scale, made.halves) == (100.0, (40.0, 60.0))
    assert rules.as_indicator(replace(GOOD, phrase="")).phrase == "kinderen met zwemdiploma B"


def test_bounds_are_read_as_dutch_numbers() -> None:
    assert rules.bounds_in("2,5; 5 7,5 10") == (2.5, 5.0, 7.5, 10.0)
    assert rules.bounds_text((2.5, 5.0)) == "2,5 5"
    for text in ("veel", "nan 1 2 3", "1e99 2 3 4"):
        with pytest.raises(ValueError, match=text):
            rules.bounds_in(text)


def test_the_example_is_the_file_that_the_door_expects() -> None:
    areas = [f"WK9901{number:02d}" for number in range(1, 5)]
    text = rules.example_file(GOOD, areas, 2025)
    assert text.splitlines()[0] == "gebied;indicator;jaar;waarde;bron"
    filled = text.replace(";;", ";12,5;")
    vocabulary = Vocabulary({NAME: "%"}, frozenset({"GM9901"}), frozenset(areas))
    assert isinstance(receive_figures(filled.encode("utf-8-sig"), vocabulary, TODAY), Figures)
    assert rules.example_line(GOOD, "WK990101", 2025) in filled


# Describing, correcting, showing, withdrawing


def test_describing_writes_who_when_and_a_line(home: Municipality, adviser: User) -> None:
    made = actions.describe(actor=acting(adviser), municipality=home, description=GOOD, visibility=Visibility.REGION)
    assert (made.version, made.made_by, made.changed_by, made.visibility) == (1, adviser, adviser, "region")
    assert made.description == GOOD
    line = AuditLine.objects.get()
    assert (line.action, line.object_id, line.result) == ("eigen cijfer beschreven", str(made.pk), "done")


def test_a_name_is_used_once_in_a_municipality(home: Municipality, adviser: User) -> None:
    described(home)
    with pytest.raises(RuleBroken, match="is er al"):
        actions.describe(actor=acting(adviser), municipality=home, description=GOOD, visibility=Visibility.OWN)
    other = town("Veenmeer", "GM9902")
    actor = acting(colleague(Role.ADVISER, where=other, name="buur"))
    actions.describe(actor=actor, municipality=other, description=GOOD, visibility=Visibility.OWN)
    assert OwnIndicator.objects.count() == 2


@pytest.mark.parametrize("role", [role for role in Role if Permission.DESCRIBE_FIGURES not in MAY[role]])
def test_who_may_not_upload_may_not_describe(home: Municipality, role: Role) -> None:
    assert Permission.LOAD_FIGURES not in MAY[role]
    with pytest.raises(Refused):
        actions.describe(
            actor=acting(colleague(role, where=home)), municipality=home, description=GOOD, visibility=Visibility.OWN
        )
    assert AuditLine.objects.get().result == "refused"


def test_correcting_is_a_new_version_and_ends_being_public(home: Municipality, adviser: User) -> None:
    made = described(home, visibility="public")
    better = replace(GOOD, label="Kinderen met diploma B", name="een-andere-naam")
    actions.correct(
        actor=acting(adviser), indicator=made, seen_version=1, description=better, visibility=Visibility.OWN
    )
    made.refresh_from_db()
    assert (made.version, made.label, made.name, made.visibility) == (2, "Kinderen met diploma B", NAME, "own")
    with pytest.raises(Conflict):
        actions.correct(
            actor=acting(adviser), indicator=made, seen_version=1, description=GOOD, visibility=Visibility.OWN
        )


def test_unit_and_least_number_stay_while_figures_are_in_use(home: Municipality, adviser: User) -> None:
    made = described(home)
    load = load_file(actor=acting(adviser), content=values_of(home), municipality=home).load
    for change in (replace(GOOD, unit="per 1.000"), replace(GOOD, fewest=200)):
        with pytest.raises(RuleBroken, match="Daarom staat"):
            actions.correct(
                actor=acting(adviser), indicator=made, seen_version=1, description=change, visibility=Visibility.OWN
            )
    remove_file(actor=acting(adviser), load=load)
    actions.correct(
        actor=acting(adviser),
        indicator=made,
        seen_version=1,
        description=replace(GOOD, fewest=200),
        visibility=Visibility.OWN,
    )
    assert OwnIndicator.objects.get().fewest == 200


def test_only_who_decides_makes_it_public(home: Municipality, adviser: User) -> None:
    made = described(home)
    with pytest.raises(Refused):
        actions.show(actor=acting(adviser), indicator=made, seen_version=1, visibility=Visibility.PUBLIC)
    actions.show(actor=acting(adviser), indicator=made, seen_version=1, visibility=Visibility.REGION)
    leader = acting(colleague(Role.PROJECT_LEADER, where=home))
    actions.show(actor=leader, indicator=made, seen_version=2, visibility=Visibility.PUBLIC)
    assert OwnIndicator.objects.get().visibility == "public"
    with pytest.raises(Refused):
        actions.describe(
            actor=acting(adviser),
            municipality=home,
            description=replace(GOOD, name="zwemles-gevolgd"),
            visibility=Visibility.PUBLIC,
        )


def test_what_is_used_is_not_withdrawn_and_the_page_says_where(home: Municipality, adviser: User) -> None:
    made = described(home)
    load = load_file(actor=acting(adviser), content=values_of(home), municipality=home, name="zwemmen.csv").load
    assert [use.title.split(",")[0] for use in uses_of(viewer_of(adviser), made.pk)] == ["zwemmen.csv"]
    with pytest.raises(RuleBroken, match="in gebruik"):
        actions.withdraw(actor=acting(adviser), indicator=made)
    response = _client(adviser).post(reverse("data:own-indicator-withdraw", args=[made.pk]))
    assert response.status_code == 409
    assert "zwemmen.csv" in response.content.decode()
    remove_file(actor=acting(adviser), load=load)
    assert not Reference.objects.exists()
    actions.withdraw(actor=acting(adviser), indicator=made)
    assert not OwnIndicator.objects.exists()
    assert AuditLine.objects.order_by("pk").last().action == "eigen cijfer ingetrokken"


# Values


def test_values_come_in_and_where_few_people_live_there_is_none(home: Municipality, adviser: User) -> None:
    described(home)
    load_file(actor=acting(adviser), content=values_of(home), municipality=home)
    found = {row.area.code: (row.value, row.state) for row in OpenFigure.objects.filter(indicator=NAME)}
    assert found[area_code(home)] == (72.5, FigureState.SHOWN.value)
    assert found[area_code(home, 3)] == (None, FigureState.TOO_FEW.value)


def test_a_higher_least_number_leaves_more_out(home: Municipality, adviser: User) -> None:
    described(home, fewest=5_950)
    load_file(actor=acting(adviser), content=values_of(home), municipality=home)
    shown = OpenFigure.objects.filter(indicator=NAME, value__isnull=False)
    assert set(shown.values_list("area__code", flat=True)) == {home.code, area_code(home)}


def test_what_nobody_described_does_not_come_in(home: Municipality, adviser: User) -> None:
    described(town("Veenmeer", "GM9902"))
    with pytest.raises(NotAccepted):
        load_file(actor=acting(adviser), content=values_of(home), municipality=home)


def test_small_counts_and_rows_of_persons_stay_out(home: Municipality, adviser: User) -> None:
    described(home, unit="kinderen", direction="geen oordeel")
    small = f"gebied;indicator;jaar;waarde;bron\n{area_code(home)};{NAME};2025;3;Zwembad\n".encode()
    persons = f"gebied;indicator;jaar;waarde;bron;naam\n{area_code(home)};{NAME};2025;120;Zwembad;J. Bos\n".encode()
    for content in (small, persons):
        with pytest.raises(NotAccepted) as caught:
            load_file(actor=acting(adviser), content=content, municipality=home)
        assert caught.value.refusal.ground == "persons"
    assert not OpenFigure.objects.filter(indicator=NAME).exists()


# Pages


def test_the_page_of_an_area_shows_it_as_the_figure_of_the_municipality(home: Municipality, adviser: User) -> None:
    described(home)
    load_file(actor=acting(adviser), content=values_of(home), municipality=home)
    client, code = _client(adviser), area_code(home)
    page = _page(client, "insight:area", code)
    assert "Kinderen met zwemdiploma B (eigen cijfer)" in page
    assert "Meer kinderen met zwemdiploma B dan in Duinwaarde (72,5\xa0% tegen 50,0\xa0%, eigen cijfer)." in (
        page.replace("72,5 %", "72,5\xa0%").replace("50,0 %", "50,0\xa0%")
    )
    why = _page(client, "insight:area-why", code, NAME)
    assert "Niet te zeggen: opgegeven door de gemeente" in why
    assert "De directie van het zwembad gaf toestemming." in why
    few = _page(client, "insight:area", area_code(home, 3))
    assert "te weinig om iets te zeggen" in few
    assert "25,0" not in few


def test_the_map_can_be_drawn_of_it(home: Municipality, adviser: User) -> None:
    described(home)
    load_file(actor=acting(adviser), content=values_of(home), municipality=home)
    page = _page(_client(adviser), "insight:colour-municipality", home.code, query=f"?indicator={NAME}")
    assert "Kinderen met zwemdiploma B (eigen cijfer) in de wijken van Duinwaarde, 2025" in page
    text = _client(adviser).get(reverse("insight:colour-csv", args=[home.code]), {"indicator": NAME}).content.decode()
    assert ";72.5;" in text or ";72,5;" in text
    assert "eigen cijfer" in text


def _places(home: Municipality) -> list[str]:
    query = f"?indicator={NAME}"
    code = area_code(home)
    return [
        reverse("insight:area", args=[code]),
        reverse("insight:area-csv", args=[code]),
        reverse("insight:area-text", args=[code]),
        reverse("insight:colour-municipality", args=[home.code]) + query,
        reverse("insight:colour-csv", args=[home.code]) + query,
        reverse("insight:colour-text", args=[home.code]) + query,
        reverse("insight:colour-svg", args=[home.code]) + query,
        reverse("insight:area-fragment", args=[code]) + query,
    ]


@pytest.mark.parametrize("visibility", list(Visibility))
def test_it_shows_within_its_visibility_only(home: Municipality, adviser: User, visibility: Visibility) -> None:
    described(home, visibility=visibility.value)
    load_file(actor=acting(adviser), content=values_of(home), municipality=home)
    neighbour = colleague(Role.READER, where=town("Veenmeer", "GM9902"), name="buur")
    stranger = colleague(Role.READER, where=town("Verweg", "GM9909", "Elders"), name="elders")
    seen = {
        "home": visibility in Visibility,
        "neighbour": visibility is not Visibility.OWN,
        "stranger": visibility is Visibility.PUBLIC,
        "nobody": visibility is Visibility.PUBLIC,
    }
    clients = {
        "home": _client(adviser),
        "neighbour": _client(neighbour),
        "stranger": _client(stranger),
        "nobody": Client(),
    }
    for who, client in clients.items():
        for address in _places(home):
            response = client.get(address)
            assert response.status_code == 200
            assert ("zwemdiploma" in response.content.decode()) is seen[who], (who, address)
        why = client.get(reverse("insight:area-why", args=[area_code(home), NAME]))
        assert why.status_code == (200 if seen[who] else 404)
        if who != "nobody":
            assert ("zwemdiploma" in client.get(reverse("data:own-indicators")).content.decode()) is seen[who]


def test_the_list_tells_version_who_and_when_to_colleagues_only(home: Municipality, adviser: User) -> None:
    described(home, visibility="region", version=3, changed_by=adviser)
    neighbour = colleague(Role.READER, where=town("Veenmeer", "GM9902"), name="buur")
    page = _page(_client(adviser), "data:own-indicators")
    assert "versie 3" in page
    assert f"door {adviser.get_full_name()}" in page
    assert adviser.get_full_name() not in _page(_client(neighbour), "data:own-indicators")


def _form(home: Municipality, **changes: Any) -> dict[str, Any]:
    return {**TOLD, "municipality": home.pk, "visibility": "own", **changes}


def test_looking_first_saves_nothing_and_shows_the_file(home: Municipality, adviser: User) -> None:
    response = _client(adviser).post(reverse("data:own-indicator-add"), _form(home, bekijk="1"))
    page = response.content.decode()
    assert "Er is nog niets bewaard" in page
    assert "gebied;indicator;jaar;waarde;bron" in page
    assert f"{NAME};2025;12,5;Zwembad Duinplas" in page
    assert not OwnIndicator.objects.exists()


def test_a_word_that_we_do_not_use_comes_with_another(home: Municipality, adviser: User) -> None:
    response = _client(adviser).post(
        reverse("data:own-indicator-add"), _form(home, label="Kinderen uit probleemgezinnen")
    )
    page = unescape(response.content.decode())
    assert response.status_code == 400
    assert "Schrijf liever" in page
    assert "probleemgezinnen" in page
    assert not OwnIndicator.objects.exists()


def test_a_mistake_stands_at_its_field(home: Municipality, adviser: User) -> None:
    response = _client(adviser).post(reverse("data:own-indicator-add"), _form(home, fewest="12", bounds="20 x"))
    assert response.status_code == 400
    assert "Verwacht: 20 40 60 80" in response.content.decode()
    response = _client(adviser).post(reverse("data:own-indicator-add"), _form(home, fewest="12"))
    assert "verandert één huishouden" in response.content.decode()


def test_the_example_can_be_taken_along(home: Municipality, adviser: User) -> None:
    made = described(home)
    response = _client(adviser).get(reverse("data:own-indicator-example", args=[made.pk]))
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "gebied;indicator;jaar;waarde;bron"
    assert f"{area_code(home)};{NAME};2025;;Zwembad Duinplas" in lines
    assert response["Content-Disposition"] == f'attachment; filename="{NAME}.csv"'


def test_from_describing_to_the_page_of_an_area(home: Municipality, adviser: User) -> None:
    """The whole way by pages alone."""
    client = _client(adviser)
    assert reverse("data:own-indicator-add") in _page(client, "data:figures")
    response = client.post(reverse("data:own-indicator-add"), _form(home), follow=True)
    assert "Het cijfer is beschreven" in response.content.decode()
    file = SimpleUploadedFile("zwemmen.csv", values_of(home))
    assert NAME in _page(client, "data:figures-upload")
    client.post(reverse("data:figures-upload"), {"municipality": home.pk, "file": file})
    assert "zwemdiploma B (eigen cijfer)" in _page(client, "insight:area", area_code(home))
    assert "zwemmen.csv" in _page(client, "data:own-indicator", OwnIndicator.objects.get().pk)
