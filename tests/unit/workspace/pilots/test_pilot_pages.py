"""The pages on pilots, as each of their readers sees them."""

import pytest
from django.test import Client
from django.urls import reverse
from markupsafe import Markup

from smartstart.web.accounts.models import User
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.workspace.pilots import parts
from smartstart.workspace.pilots.models import PhaseChange, Pilot
from tests.support.people import colleague, town
from tests.support.pilots import TITLE, common_phase, pilot_of

pytestmark = pytest.mark.django_db
SECRET = ("Lien Bedacht", "met de wijkteams", "ellen met Sem", "Sem Verzonnen")


def _in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def leader() -> Client:
    return _in(colleague(Role.PROJECT_LEADER))


def _page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def _pilot(**fields: object) -> Pilot:
    return pilot_of(next_action="bellen met Sem", next_by="Sem Verzonnen", **fields)


def test_a_card_says_where_what_who_how_far_and_since_when(leader: Client) -> None:
    _pilot()
    page = _page(leader, "pilots:list")
    for told in (
        "Duinwaarde",
        "verzonnen",
        TITLE,
        "Lien Bedacht",
        "3½ ontwerp",
        "op koers",
        "(groen)",
        "2 november 2026",
    ):
        assert told in page


def test_without_an_account_the_list_holds_public_pilots_only_and_no_names(client: Client) -> None:
    _pilot()
    _pilot(title="Voor de regio", visibility=Visibility.REGION)
    _pilot(title="Voor iedereen", visibility=Visibility.PUBLIC)
    page = _page(client, "pilots:list")
    assert "Voor iedereen" in page
    assert TITLE not in page
    assert "Voor de regio" not in page
    assert not any(word in page for word in SECRET)


def test_the_list_of_one_municipality(leader: Client) -> None:
    _pilot()
    _pilot(where=town("Veenmeer", "GM9902"), title="Elders gevraagd", visibility=Visibility.REGION)
    assert "Elders gevraagd" in _page(leader, "pilots:list")
    assert "Elders gevraagd" not in _page(leader, "pilots:list", gemeente="GM9901")
    assert "Elders gevraagd" in _page(leader, "pilots:list", gemeente="GM0000")


def test_a_municipality_is_no_filter_when_nothing_of_it_may_be_known(leader: Client) -> None:
    _pilot()
    _pilot(where=town("Zandhoek", "GM9903", "Elders"))
    assert "Zandhoek" not in _page(leader, "pilots:list")


def test_the_list_asks_no_more_of_the_database_when_it_grows(
    leader: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(40):
        _pilot(title=f"Vraag {number}")
    with django_assert_max_num_queries(12):
        _page(leader, "pilots:list")
    assert "Bladzijde" in _page(leader, "pilots:list")


def test_what_changed_since_the_last_visit_stands_on_the_start_page() -> None:
    user = colleague(Role.READER)
    _in(user)
    assert "Gewijzigd sinds uw vorige bezoek" not in _page(_in(user), "pilots:list")
    pilot_of()
    assert "nieuwe pilot" in _page(_in(user), "pilots:list")
    assert "nieuwe pilot" not in _page(_in(user), "pilots:list")


def test_the_page_of_a_pilot_for_who_works_on_it(leader: Client) -> None:
    page = _page(leader, "pilots:detail", _pilot().pk)
    for told in (*SECRET, TITLE, "Stap 5 van 7", "Wijzig fase of stoplicht", "Alleen onze gemeente."):
        assert told in page


def test_a_reader_sees_the_page_without_buttons() -> None:
    page = _page(_in(colleague(Role.READER)), "pilots:detail", _pilot().pk)
    assert "met de wijkteams" in page
    assert "Wijzig" not in page


@pytest.mark.parametrize(("visibility", "known"), [("own", False), ("region", False), ("public", True)])
def test_without_an_account(client: Client, visibility: str, known: bool) -> None:
    response = client.get(reverse("pilots:detail", args=[_pilot(visibility=visibility).pk]))
    assert response.status_code == (200 if known else 404)
    page = response.content.decode()
    assert (TITLE in page) is known
    assert not any(word in page for word in SECRET)


def test_a_colleague_in_the_region_sees_what_is_for_others_and_no_more() -> None:
    neighbour = _in(colleague(Role.PROJECT_LEADER, where=town("Veenmeer", "GM9902")))
    page = _page(neighbour, "pilots:detail", _pilot(visibility=Visibility.REGION).pk)
    assert TITLE in page
    assert not any(word in page for word in SECRET)
    assert "Wijzig" not in page


def test_the_leader_is_named_in_public_only_if_so_chosen(client: Client) -> None:
    pilot = _pilot(visibility=Visibility.PUBLIC, show_leader=True)
    for page in (_page(client, "pilots:detail", pilot.pk), _page(client, "pilots:list")):
        assert "Lien Bedacht" in page
        assert "Sem Verzonnen" not in page


def test_the_name_of_who_left_is_not_kept(leader: Client) -> None:
    pilot, gone = _pilot(), colleague(Role.PROJECT_LEADER, name="vertrokken")
    PhaseChange.objects.update(by=gone)
    assert "Vertrokken" in _page(leader, "pilots:detail", pilot.pk)
    gone.delete()
    assert "Vertrokken" not in _page(leader, "pilots:detail", pilot.pk)


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_PARTS", {})


def test_a_later_step_has_a_part_on_the_page(part: None, leader: Client, client: Client) -> None:
    parts.register(lambda request, pilot: Markup("<p>nieuwste bevinding over {}</p>").format(pilot.title))
    parts.register(lambda request, pilot: None)
    pilot = _pilot(visibility=Visibility.PUBLIC)
    assert f"<p>nieuwste bevinding over {TITLE}</p>" in _page(leader, "pilots:detail", pilot.pk)
    assert "nieuwste bevinding" not in _page(client, "pilots:detail", pilot.pk)
    parts.register(lambda request, pilot: Markup("<p>voor iedereen</p>"), for_others=True)
    for reader in (leader, client):
        assert "<p>voor iedereen</p>" in _page(reader, "pilots:detail", pilot.pk)


def test_a_part_is_registered_once_and_returns_markup(part: None, leader: Client) -> None:
    def plain(request: object, pilot: Pilot) -> str:
        return "<b>niet veilig</b>"

    parts.register(plain)
    parts.register(plain)
    assert len(parts._PARTS) == 1
    with pytest.raises(TypeError, match="markup"):
        _page(leader, "pilots:detail", _pilot().pk)


def test_text_of_a_colleague_is_never_markup(leader: Client) -> None:
    pilot = _pilot(title="<script>alert(1)</script>")
    for name, args in (("pilots:list", ()), ("pilots:detail", (pilot.pk,)), ("pilots:show", (pilot.pk,))):
        assert "<script>alert" not in _page(leader, name, *args)


def test_start_a_pilot(leader: Client) -> None:
    common_phase()
    _page(leader, "pilots:new", "GM9901")
    response = leader.post(
        reverse("pilots:new", args=["GM9901"]),
        {
            "title": TITLE,
            "leader": "L",
            "phase": common_phase().pk,
            "light": "amber",
            "on": "2026-11-02",
            "reason": "raad",
        },
    )
    pilot = Pilot.objects.get()
    assert response["Location"] == reverse("pilots:detail", args=[pilot.pk])
    assert (pilot.light, pilot.changes.get().reason) == ("amber", "raad")


def test_a_pilot_without_a_question_is_not_started(leader: Client) -> None:
    response = leader.post(reverse("pilots:new", args=["GM9901"]), {"title": "", "leader": "L"})
    assert response.status_code == 400
    assert "Nog niet bewaard" in response.content.decode()
    assert not Pilot.objects.exists()


def test_a_day_that_does_not_fit_is_told_beside_the_day(leader: Client) -> None:
    pilot = _pilot()
    response = leader.post(
        reverse("pilots:move", args=[pilot.pk]),
        {"phase": pilot.phase_id, "light": "red", "on": "2026-11-01", "reason": "x", "seen_version": 1},
    )
    assert response.status_code == 400
    assert response.context["form"].errors["on"] == [
        "De vorige wijziging was op 02-11-2026. Kies die dag of een latere."
    ]
    assert Pilot.objects.get().light == "green"


def test_every_list_begins_with_what_can_be_chosen(leader: Client) -> None:
    pilot = _pilot()
    moved = _page(leader, "pilots:move", pilot.pk)
    assert f'<option value="{pilot.phase_id}" selected>' in moved
    assert '<option value="green" selected>' in moved
    for page in (moved, _page(leader, "pilots:new", "GM9901")):
        assert "-----" not in page


def test_two_colleagues_meet(leader: Client) -> None:
    pilot = _pilot()
    texts = {"title": "Eerst", "leader": "L", "seen_version": 1}
    assert leader.post(reverse("pilots:edit", args=[pilot.pk]), texts).status_code == 302
    assert leader.post(reverse("pilots:edit", args=[pilot.pk]), {**texts, "title": "Toch"}).status_code == 409
    assert leader.post(reverse("pilots:edit", args=[pilot.pk]), {"title": "Blind", "leader": "L"}).status_code == 400
    assert Pilot.objects.get().title == "Eerst"


def test_before_a_pilot_is_public_its_words_are_shown_with_what_may_stand_there_instead(leader: Client) -> None:
    pilot = _pilot(title="Hoe helpen we probleemgezinnen?", summary="Voor <b>wie</b> probleemgezin heet")
    address = reverse("pilots:show", args=[pilot.pk])
    page = leader.get(address).content.decode()
    assert "<mark>probleemgezinnen</mark>" in page
    assert "Voor &lt;b&gt;wie&lt;/b&gt; <mark>probleemgezin</mark> heet" in page
    response = leader.post(address, {"visibility": "public", "seen_version": 1})
    assert response.status_code == 400
    assert "niet openbaar mag" in response.content.decode()
    assert Pilot.objects.get().visibility == "own"


def test_the_owner_makes_a_pilot_public(leader: Client, client: Client) -> None:
    pilot = _pilot()
    leader.post(
        reverse("pilots:show", args=[pilot.pk]), {"visibility": "public", "show_leader": "on", "seen_version": 1}
    )
    assert "Lien Bedacht" in _page(client, "pilots:detail", pilot.pk)


def test_phases_are_added_renamed_and_removed(leader: Client) -> None:
    pilot = _pilot()
    address = reverse("pilots:phases", args=["GM9901"])
    assert leader.post(address, {"number": "6,5", "name": "nazorg"}).status_code == 302
    pilot.refresh_from_db()
    assert leader.post(address, {"number": "6,5", "name": "nazorg"}).status_code == 400
    rename = reverse("pilots:phase", args=["GM9901", pilot.phase_id])
    assert "3,5" in leader.get(rename).content.decode()
    leader.post(rename, {"number": "3,5", "name": "bedenken"})
    leader.post(reverse("pilots:phase-remove", args=["GM9901", pilot.phase_id]))
    page = _page(leader, "pilots:phases", "GM9901")
    assert "6½ nazorg" in page
    assert "3½ bedenken" in page
    assert "in gebruik" in page


def test_an_unused_phase_is_removed_with_its_button(leader: Client) -> None:
    address = reverse("pilots:phases", args=["GM9901"])
    leader.post(address, {"number": "6,5", "name": "nazorg"})
    phase = next(phase for phase, _ in leader.get(address).context["phases"] if phase.name == "nazorg")
    page = leader.post(reverse("pilots:phase-remove", args=["GM9901", phase.pk]), follow=True).content.decode()
    assert "De fase is verwijderd." in page
    assert "6½ nazorg" not in page
