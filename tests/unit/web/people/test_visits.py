"""When somebody was here before."""

import pytest
from django.test import Client

from smartstart.web.accounts.models import User
from smartstart.web.accounts.rules.roles import Role
from tests.support.people import PASSWORD, colleague

pytestmark = pytest.mark.django_db


def _visit(user: User) -> User:
    Client().force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return User.objects.get(pk=user.pk)


def test_a_login_remembers_the_visit_before() -> None:
    user = colleague(Role.READER)
    first = _visit(user)
    assert first.last_visit is None
    assert first.this_visit is not None
    second = _visit(user)
    assert second.last_visit == first.this_visit
    assert second.this_visit > first.this_visit


def test_a_wrong_password_is_no_visit(client: Client) -> None:
    user = colleague(Role.READER)
    for password in ("verkeerd", PASSWORD[:-1]):
        data = {"login_view-current_step": "auth", "auth-username": user.username, "auth-password": password}
        client.post("/account/login/", data)
    assert User.objects.get(pk=user.pk).this_visit is None
