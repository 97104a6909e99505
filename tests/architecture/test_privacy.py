"""Every field of every table says what it holds, why it is kept and for how long; a new one cannot be forgotten."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import CASCADE, SET_NULL, DateField, Model

from smartstart.web.privacy.declared import Undeclared, declared, tables
from smartstart.web.privacy.others import OTHERS
from smartstart.web.privacy.queries import kept
from smartstart.web.privacy.rules import Kind, Privacy

TABLES = list(tables())


def _fields(model: type[Model]) -> set[str]:
    """Return the columns and the links over a table between two others."""
    return {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}


def _problems(model: type[Model], privacy: Privacy) -> Iterator[str]:
    missing, unknown = _fields(model) - set(privacy.fields), set(privacy.fields) - _fields(model)
    yield from (f"{model._meta.label}.{name} is not declared" for name in sorted(missing))
    yield from (f"{model._meta.label}.{name} is declared and not there" for name in sorted(unknown))
    for part in ("what", "purpose", "basis"):
        if not getattr(privacy, part).strip():
            yield f"{model._meta.label} has no {part}"
    if not privacy.retention.text.strip():
        yield f"{model._meta.label} has no retention"
    yield from _retention_problems(model, privacy)


def _retention_problems(model: type[Model], privacy: Privacy) -> Iterator[str]:
    rule = privacy.retention
    if rule.days is None:
        if rule.since or rule.only:
            yield f"{model._meta.label} says since when, and not how long"
        return
    for name in filter(None, (rule.since, rule.otherwise)):
        if name not in _fields(model) or not isinstance(model._meta.get_field(name), DateField):
            yield f"{model._meta.label}: {name} is no moment"
    if not rule.since or (model._meta.get_field(rule.since).null and not rule.otherwise):
        yield f"{model._meta.label}: rows without a moment are kept for ever"
    model._base_manager.filter(**rule.only)  # raises for a field that is not there


@pytest.mark.parametrize(("model", "privacy"), TABLES, ids=[model._meta.label for model, _ in TABLES])
def test_every_field_is_declared(model: type[Model], privacy: Privacy) -> None:
    assert list(_problems(model, privacy)) == []


def test_tables_of_others_are_declared_and_there() -> None:
    foreign = {model._meta.label for model in apps.get_models() if not model.__module__.startswith("smartstart.")}
    assert set(OTHERS) == foreign
    assert len(TABLES) > len(foreign) > 5


def test_a_table_that_nobody_declared_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(get_user_model(), "privacy")
    with pytest.raises(Undeclared, match=r"web_accounts\.User"):
        declared(get_user_model())
    with pytest.raises(Undeclared):
        kept()


def test_a_forgotten_field_is_noticed() -> None:
    user = get_user_model()
    fewer = replace(user.privacy, fields={name: kind for name, kind in user.privacy.fields.items() if name != "email"})
    assert list(_problems(user, fewer)) == ["web_accounts.User.email is not declared"]
    more = replace(user.privacy, fields={**user.privacy.fields, "shoe_size": Kind.ACCOUNT})
    assert list(_problems(user, more)) == ["web_accounts.User.shoe_size is declared and not there"]
    assert list(_problems(user, replace(user.privacy, purpose=" "))) == ["web_accounts.User has no purpose"]


def test_what_is_secret_is_called_secret() -> None:
    """A password, a key and a code may never be shown; the declaration says so where it stands."""
    secret = {
        f"{model._meta.label}.{name}" for model, privacy in TABLES for name, kind in privacy.fields.items()
        if kind is Kind.SECRET
    }  # fmt: skip
    assert secret >= {
        "web_accounts.User.password",
        "otp_totp.TOTPDevice.key",
        "otp_static.StaticToken.token",
        "sessions.Session.session_key",
    }


def test_an_account_can_go_without_taking_work_along() -> None:
    """What somebody made stays when the account is removed; what belongs to the account goes with it."""
    held = {
        f"{model._meta.label}.{field.name}": field.remote_field.on_delete
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is get_user_model()
    }
    assert held
    assert {name for name, what in held.items() if what not in (SET_NULL, CASCADE)} == set()
    gone = {name for name, what in held.items() if what is CASCADE}
    assert gone <= {
        "web_accounts.RoleAssignment.user",
        "otp_totp.TOTPDevice.user",
        "otp_static.StaticDevice.user",
    }


def test_the_page_has_a_row_for_every_table() -> None:
    rows = kept()
    assert len(rows) == len(TABLES)
    assert all(row.part and row.name and row.fields for row in rows)
    account = next(row for row in rows if row.name == "accounts")
    assert account.personal
    assert account.kinds == (Kind.ACCOUNT.value, Kind.TRACE.value, Kind.SECRET.value)
    assert next(row for row in rows if row.name == "regio's").kinds == (Kind.NONE.value,)
    assert ("naam", Kind.ACCOUNT.value) in account.fields
