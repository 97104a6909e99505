"""From where somebody asks, and addresses that no database can look up."""

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.db import connection
from django.test import Client

from smartstart.web.accounts.rules.roles import Role
from smartstart.web.audit.models import AuditLine
from tests.support.people import colleague

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/inzicht/%00/", "/pilots/?gemeente=%00", "/zoeken/?q=a%00b", "/mensen/%00/"])
def test_a_null_character_is_nowhere(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("behind", "told", "expected"),
    [
        (False, "203.0.113.9", "127.0.0.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (True, "", "127.0.0.1"),
        (True, "203.0.113.9:50432", "203.0.113.9"),
        (True, "10.0.0.1, [2001:DB8::9]:443", "2001:db8::9"),
        (True, "niet bekend", "127.0.0.1"),
        (True, "1" * 500, "127.0.0.1"),
        (True, "203.0.113.9, ' or 1=1 --", "127.0.0.1"),
        (True, "fe80::1%eth0", "127.0.0.1"),
        (True, "[", "127.0.0.1"),
    ],
)
def test_only_our_own_proxy_says_from_where(settings: Any, behind: bool, told: str, expected: str) -> None:
    settings.SMARTSTART_BEHIND_PROXY = behind
    client, user = Client(headers={"x-forwarded-for": told} if told else {}), colleague(Role.READER)
    client.post(
        "/account/login/",
        {"login_view-current_step": "auth", "auth-username": user.username, "auth-password": "mis"},
    )
    assert AccessAttempt.objects.get().ip_address == expected
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/account/", {"name": "Anders", "email": ""})
    assert AuditLine.objects.get().origin == f"web {expected}"


@pytest.mark.parametrize("key", ['"ab\\000cdefgh"', '"\\000"', "x" * 5000, "A" * 32, "é" * 32, "'; drop table"])
def test_a_session_key_that_we_never_gave_is_nobody(client: Client, key: str) -> None:
    """An escape in quotes puts a null character in a cookie, and PostgreSQL cannot be asked for that."""
    asked = []

    def listen(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        answer = client.get("/account/", headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={key}"})
    assert answer.status_code == 302
    assert not [sql for sql in asked if "django_session" in sql]


def test_a_session_key_of_ours_is_somebody(client: Client) -> None:
    client.force_login(colleague(Role.READER), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/account/").status_code == 200
