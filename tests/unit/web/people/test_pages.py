"""The pages on people and the own account, as somebody who uses them."""

import datetime as dt
import re
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.http import HttpResponse
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from smartstart.web.accounts.models import RoleAssignment, User
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.audit.models import AuditLine
from smartstart.web.people.queries import code_of
from tests.support.people import PASSWORD, colleague, town

pytestmark = pytest.mark.django_db
DoQueries = Any


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _log_in(client: Client, username: str, password: str) -> HttpResponse:
    step = {"login_view-current_step": "auth"}
    return client.post("/account/login/", {**step, "auth-username": username, "auth-password": password})


def _text(response: HttpResponse) -> str:
    return response.content.decode()


def test_from_one_time_password_to_start() -> None:
    """An administrator makes an account; the colleague logs in, chooses a password, and is in."""
    answer = _as(colleague(Role.ADMINISTRATOR)).post(
        "/mensen/GM9901/toevoegen/", {"name": "Anna de Vries", "role": "adviser", "subject": "alles"}
    )
    assert "no-store" in answer["Cache-Control"]
    login, password = re.findall(r'<code class="code">([^<]+)</code>', _text(answer))
    anna = Client()
    assert _log_in(anna, login, password).status_code == 302
    assert anna.get("/pilots/")["Location"] == "/account/wachtwoord/"
    wrong = anna.post("/account/wachtwoord/", {"new_password1": "kort", "new_password2": "kort"})
    assert wrong.status_code == 400
    same = anna.post("/account/wachtwoord/", {"new_password1": password, "new_password2": password})
    assert same.status_code == 400, "whoever gave the one-time password knows it"
    new = "vier woorden zijn genoeg"
    done = anna.post("/account/wachtwoord/", {"new_password1": new, "new_password2": new})
    assert done["Location"] == "/"
    assert anna.get("/pilots/").status_code == 200
    assert _log_in(Client(), login, password).status_code == 200, "the one-time password is over"
    assert _log_in(Client(), login, new).status_code == 302


def test_another_password_asks_for_the_old_one() -> None:
    user = colleague(Role.READER)
    new = {"new_password1": "vier woorden zijn genoeg", "new_password2": "vier woorden zijn genoeg"}
    assert _as(user).post("/account/wachtwoord/", {"old_password": "mis", **new}).status_code == 400
    assert _as(user).post("/account/wachtwoord/", {"old_password": PASSWORD, **new}).status_code == 302
    assert User.objects.get().check_password(new["new_password1"])


def test_a_password_alone_adds_no_second_step_to_one_that_is_there(settings: Any) -> None:
    """Somebody who knew the password was in before the second step came; a step of the own would make it worthless."""
    settings.SMARTSTART_SECOND_STEP = True
    user = colleague(Role.READER)
    stranger = _as(user)
    TOTPDevice.objects.create(user=user, name="default", confirmed=True)
    answer = stranger.post("/account/two_factor/setup/", {"set_up-current_step": "welcome"})
    assert answer["Location"] == "/account/login/"
    assert stranger.get("/account/")["Location"].startswith("/account/login/"), (
        "logged out: log in with the second step"
    )
    assert TOTPDevice.objects.filter(user=user).count() == 1


def test_before_the_second_step_nothing_else_opens(settings: Any) -> None:
    settings.SMARTSTART_SECOND_STEP = True
    client = _as(colleague(Role.READER))
    for address in ("/account/", "/account/wachtwoord/", "/account/two_factor/backup/tokens/", "/pilots/"):
        assert client.get(address)["Location"] == "/account/two_factor/setup/", address
    assert client.post("/account/code/")["Location"] == "/account/two_factor/setup/"


def test_before_a_password_of_ones_own_nothing_else_opens() -> None:
    user = colleague(Role.READER)
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    client = _as(user)
    for address in ("/account/", "/account/two_factor/setup/", "/pilots/"):
        assert client.get(address)["Location"] == "/account/wachtwoord/", address
    assert client.get("/account/wachtwoord/").status_code == 200


def test_a_failed_login_keeps_no_password() -> None:
    user = colleague(Role.READER)
    _log_in(Client(), user.username, "geheim-dat-niet-klopt")
    attempt = AccessAttempt.objects.get()
    kept = " ".join(str(getattr(attempt, field.attname)) for field in attempt._meta.concrete_fields)
    assert "geheim-dat-niet-klopt" not in kept


def test_after_ten_failures_the_door_is_shut_for_an_hour() -> None:
    user, client = colleague(Role.READER), Client()
    answers = [_log_in(client, user.username, "mis") for _ in range(10)]
    assert [answer.status_code for answer in answers[:9]] == [200] * 9
    assert answers[9].status_code == 429
    assert _log_in(client, user.username, PASSWORD).status_code == 429


def test_a_second_step_is_set_up_used_and_a_duty(settings: Any) -> None:
    settings.SMARTSTART_SECOND_STEP = True
    user, client = colleague(Role.READER), Client()
    _log_in(client, user.username, PASSWORD)
    assert client.get("/pilots/")["Location"] == "/account/two_factor/setup/"
    step = client.post("/account/two_factor/setup/", {"set_up-current_step": "welcome"})
    key = step.context["secret_key"]
    token = {"set_up-current_step": "generator", "generator-token": _token(key)}
    assert client.post("/account/two_factor/setup/", token).status_code == 302
    assert client.get("/pilots/").status_code == 200
    assert AuditLine.objects.filter(action="tweede stap ingesteld", actor=user).exists()
    assert "verplicht" in _text(client.get("/account/two_factor/disable/"))
    assert client.post("/account/two_factor/disable/", {"understand": "on"}).status_code == 403
    assert TOTPDevice.objects.exists()
    assert client.post("/account/two_factor/backup/tokens/").status_code == 302
    assert user.staticdevice_set.get().token_set.count() == 10
    settings.SMARTSTART_SECOND_STEP = False
    assert client.post("/account/two_factor/disable/", {"understand": "on"})["Location"] == "/account/"
    assert not TOTPDevice.objects.exists()


def _token(key: str) -> str:
    import base64

    return f"{totp(base64.b32decode(key)):06d}"


def test_one_sees_only_the_people_and_roles_of_here() -> None:
    admin, there = colleague(Role.ADMINISTRATOR), town("Zandhoek", "GM9903", "Elders")
    both = colleague(Role.ADVISER, name="beide")
    RoleAssignment.objects.create(user=both, municipality=there, role=Role.PRIVACY_OFFICER)
    colleague(Role.READER, where=there, name="onbekende")
    page = _text(_as(admin).get("/mensen/"))
    assert "Beide" in page
    assert "Onbekende" not in page
    assert "Zandhoek" not in page
    detail = _text(_as(admin).get(f"/mensen/GM9901/{both.pk}/"))
    assert "Beleidsadviseur" in detail
    assert "Zandhoek" not in detail
    assert "Privacyfunctionaris, voor" not in detail


def test_a_number_of_somebody_elsewhere_is_not_there() -> None:
    admin = colleague(Role.ADMINISTRATOR)
    stranger = colleague(Role.READER, where=town("Zandhoek", "GM9903", "Elders"))
    client = _as(admin)
    never = 10_000
    for account in (stranger.pk, never):
        assert client.get(f"/mensen/GM9901/{account}/").status_code == 404
        for deed in ("rol", "aan-uit", "wachtwoord", "tweede-stap"):
            assert client.post(f"/mensen/GM9901/{account}/{deed}/").status_code == 404
    assert client.post(f"/mensen/GM9901/rol/{stranger.roles.get().pk}/einde/").status_code == 404


def test_an_adviser_for_two_municipalities_comes_with_a_code() -> None:
    admin = colleague(Role.ADMINISTRATOR, where=town("Veenmeer", "GM9902"))
    adviser = colleague(Role.ADVISER, name="rondreizend")
    shown = re.search(r'<code class="code">([^<]+)</code>', _text(_as(adviser).post("/account/code/")))
    assert shown
    wrong = _as(admin).post("/mensen/GM9902/van-elders/", {"code": "onzin", "role": "adviser", "subject": "alles"})
    assert wrong.status_code == 400
    _as(admin).post("/mensen/GM9902/van-elders/", {"code": shown[1], "role": "adviser", "subject": "alles"})
    page = _text(_as(admin).get(f"/mensen/GM9902/{adviser.pk}/"))
    assert "Een andere gemeente beheert dit account" in page
    assert "Nieuw wachtwoord voor één keer" not in page
    refused = _as(admin).post(f"/mensen/GM9902/{adviser.pk}/wachtwoord/")
    assert refused.status_code == 403
    assert User.objects.get(pk=adviser.pk).check_password(PASSWORD)


def test_roles_are_looked_at_every_three_months() -> None:
    admin, person = colleague(Role.ADMINISTRATOR), colleague(Role.READER, name="lang-geleden")
    RoleAssignment.objects.filter(user=person).update(since=dt.date(2020, 1, 1))
    client, role = _as(admin), person.roles.get()
    assert "1 rol is al langer dan drie maanden niet nagekeken" in _text(client.get("/mensen/"))
    assert "nog nooit nagekeken" in _text(client.get("/mensen/GM9901/nakijken/"))
    client.post(f"/mensen/GM9901/rol/{role.pk}/nagekeken/")
    assert "U hoeft nu niets te doen" in _text(client.get("/mensen/GM9901/nakijken/"))
    client.post(f"/mensen/GM9901/rol/{role.pk}/einde/")
    assert not RoleAssignment.objects.filter(user=person).exists()


def test_whom_to_ask_for_a_role() -> None:
    colleague(Role.ADMINISTRATOR, name="bea")
    colleague(Role.ADMINISTRATOR, where=town("Veenmeer", "GM9902"), name="niet-hier")
    page = _text(_as(colleague(Role.READER)).get("/mensen/"))
    assert "Bea" in page
    assert "Niet-hier" not in page
    assert "Voeg een collega toe" not in page


def test_the_list_filtered_by_municipality() -> None:
    admin = colleague(Role.ADMINISTRATOR)
    RoleAssignment.objects.create(user=admin, municipality=town("Veenmeer", "GM9902"), role=Role.ADMINISTRATOR)
    client = _as(admin)
    assert {"/mensen/GM9901/toevoegen/", "/mensen/GM9902/toevoegen/"} <= _links(client.get("/mensen/"))
    assert "/mensen/GM9902/toevoegen/" not in _links(client.get("/mensen/?gemeente=GM9901"))


def _links(response: HttpResponse) -> set[str]:
    return set(re.findall(r'href="([^"]+)"', _text(response)))


def test_the_list_asks_the_same_number_of_questions_for_many(django_assert_max_num_queries: DoQueries) -> None:
    admin = colleague(Role.ADMINISTRATOR)
    for number in range(40):
        colleague(Role.READER, Role.ADVISER, name=f"persoon-{number}")
    client = _as(admin)
    with django_assert_max_num_queries(14):
        client.get("/mensen/")


def test_what_one_may_not_do_says_why() -> None:
    admin = colleague(Role.ADMINISTRATOR)
    answer = _as(admin).post(f"/mensen/GM9901/{admin.pk}/aan-uit/", {"aan": "0"})
    assert answer.status_code == 403
    again = _as(admin).post(f"/mensen/GM9901/{colleague(Role.READER).pk}/rol/", {"role": "reader", "subject": "alles"})
    assert again.status_code == 409


def test_an_administrator_for_one_question_is_a_mistake_in_the_form() -> None:
    admin, person = colleague(Role.ADMINISTRATOR), colleague(Role.READER)
    answer = _as(admin).post(f"/mensen/GM9901/{person.pk}/rol/", {"role": "koning", "subject": "x"})
    assert answer.status_code == 400


def test_own_details() -> None:
    user = colleague(Role.READER)
    wrong = _as(user).post("/account/", {"name": "", "email": "geen adres"})
    assert wrong.status_code == 400
    assert user.username in _text(wrong)
    _as(user).post("/account/", {"name": "Anders Genoemd", "email": "a@example.org"})
    user.refresh_from_db()
    assert (user.name, user.email) == ("Anders Genoemd", "a@example.org")


def test_logging_out_is_a_button_not_a_link() -> None:
    client = _as(colleague(Role.READER))
    assert client.get("/uitloggen/").status_code == 405
    assert client.post("/uitloggen/").status_code == 302
    assert "/account/login/" in client.get("/account/")["Location"]


def test_a_code_is_of_who_made_it() -> None:
    user = colleague(Role.READER)
    assert code_of(user).split(":")[0] == str(user.pk)
