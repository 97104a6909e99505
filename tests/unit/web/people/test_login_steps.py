"""Logging in with a second step, by somebody who comes in the wrong order, or finds the second step gone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from smartstart.web.accounts.models import User
from smartstart.web.accounts.rules.roles import Role
from tests.support.people import PASSWORD, colleague

pytestmark = pytest.mark.django_db
LOGIN, STEP = "/account/login/", "login_view-current_step"
SECOND = ({STEP: "token", "token-otp_token": "123456"}, {STEP: "backup", "backup-otp_token": "abc"})
CHOICES = ({STEP: "token", "challenge_device": device} for device in ("", "x", "otp_totp.totpdevice/1"))
LATE = (*SECOND, *CHOICES)


@pytest.fixture
def user() -> User:
    found = colleague(Role.READER)
    TOTPDevice.objects.create(user=found, name="default", confirmed=True)
    StaticDevice.objects.create(user=found, name="backup").token_set.create(token="reserve1")  # noqa: S106
    return found


def _first(user: User) -> Client:
    """Return somebody who gave the name and the password, and is asked for the second step."""
    client = Client()
    step = {STEP: "auth", "auth-username": user.username, "auth-password": PASSWORD}
    assert "token-otp_token" in client.post(LOGIN, step).content.decode()
    return client


def _begins_again(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and 'name="auth-username"' in answer.content.decode()


@pytest.mark.parametrize("asked", LATE)
def test_the_second_step_without_the_first_begins_again(asked: dict[str, str]) -> None:
    assert _begins_again(Client().post(LOGIN, asked))


@pytest.mark.parametrize("asked", LATE)
def test_a_second_step_that_is_gone_meanwhile_begins_again(user: User, asked: dict[str, str]) -> None:
    client = _first(user)
    TOTPDevice.objects.all().delete()
    assert _begins_again(client.post(LOGIN, asked))


@pytest.mark.parametrize("asked", LATE)
def test_an_account_that_is_gone_meanwhile_begins_again(user: User, asked: dict[str, str]) -> None:
    client = _first(user)
    user.delete()
    answer = client.post(LOGIN, asked)
    assert _begins_again(answer)
    assert "Log opnieuw in" in answer.content.decode()


@pytest.mark.parametrize("asked", LATE)
def test_a_wrong_second_step_is_asked_again(user: User, asked: dict[str, str]) -> None:
    answer = _first(user).post(LOGIN, asked)
    assert answer.status_code == 200
    assert not _begins_again(answer)


def test_the_second_step_lets_in(user: User) -> None:
    client = _first(user)
    client.post(LOGIN, {STEP: "token", "wizard_goto_step": "backup"})
    assert client.post(LOGIN, {STEP: "backup", "backup-otp_token": "reserve1"}).status_code == 302


def test_a_file_where_none_is_asked_is_not_there(user: User) -> None:
    file = {"token-otp_token": SimpleUploadedFile("naam.png", b"x")}
    assert _first(user).post(LOGIN, {STEP: "token", **file}).status_code == 200
    client = Client()
    client.force_login(colleague(Role.READER), backend="django.contrib.auth.backends.ModelBackend")
    client.get("/account/two_factor/setup/")
    answer = client.post("/account/two_factor/setup/", {"set_up-current_step": "welcome", **file})
    assert answer.status_code == 200
