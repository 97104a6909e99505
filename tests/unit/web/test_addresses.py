"""From where somebody asks, and addresses that no database can look up."""

from typing import Any

import pytest
from axes.models import AccessAttempt
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
