"""What is looked at before real work: each finding good and wrong, and wrong means not fit."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from smartstart.site.fitness import Finding, Weight, findings, is_fit
from smartstart.site.fitness.contents import is_empty, of_contents
from smartstart.site.fitness.machine import of_machine, only_here
from smartstart.site.keeping import BACKUP_DONE, TIDY_DONE
from smartstart.web.accounts.models import RoleAssignment, User
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.data.models import TrustedKey
from tests.support.people import colleague, town

pytestmark = pytest.mark.django_db


def _weights(found: Any) -> dict[str, Weight]:
    return {finding.what: finding.weight for finding in found}


def _wrong(part: str) -> Finding:
    """Return the one finding with these words that is not good."""
    return next(one for one in of_contents() if part in one.what and one.weight is not Weight.GOOD)


@pytest.fixture
def ready() -> User:
    """A real municipality with an administrator, a key, a backup and a tidy log."""
    place = town("Tilburg", "GM0855", "Hart van Brabant", invented=False)
    admin = colleague(Role.ADMINISTRATOR, where=place)
    TrustedKey.objects.create(fingerprint="a" * 64, public_key="x", name="De poort", municipality=place)
    for action in (BACKUP_DONE, TIDY_DONE):
        AuditLine.objects.create(action=action, kind="werkplek", result="done", origin="opdracht")
    return admin


def test_a_workplace_that_is_ready_is_good_in_everything(ready: User) -> None:
    assert set(_weights(of_contents()).values()) == {Weight.GOOD}


def test_an_empty_workplace_is_not_ready() -> None:
    assert is_empty()
    assert _wrong("nog geen gemeente").weight is Weight.MUST
    assert _wrong("geen reservekopie").weight is Weight.MUST
    assert _wrong("geen sleutel").weight is Weight.ADVICE
    assert not is_fit(of_contents())


def test_invented_municipalities_are_not_real_work(ready: User) -> None:
    town()
    assert _wrong("verzonnen gemeenten").weight is Weight.MUST


def test_a_municipality_without_an_administrator_is_named(ready: User) -> None:
    RoleAssignment.objects.update(role=Role.READER)
    assert "GM0855" in _wrong("Zonder beheerder").what
    RoleAssignment.objects.update(role=Role.ADMINISTRATOR)
    User.objects.update(is_active=False)
    assert "GM0855" in _wrong("Zonder beheerder").what


def test_passwords_that_wait_too_long(ready: User) -> None:
    User.objects.update(must_change_password=True, date_joined=timezone.now() - dt.timedelta(days=15))
    finding = _wrong("voor één keer")
    assert finding.weight is Weight.MUST
    assert ready.username not in finding.what


def test_roles_that_nobody_looked_at(ready: User) -> None:
    RoleAssignment.objects.update(since=dt.date(2020, 1, 1))
    assert _wrong("nagekeken").weight is Weight.ADVICE
    RoleAssignment.objects.update(reviewed_on=timezone.localdate())
    assert "nagekeken" not in " ".join(one.what for one in of_contents() if one.weight is not Weight.GOOD)


@pytest.mark.parametrize("action", [BACKUP_DONE, TIDY_DONE])
def test_jobs_that_did_not_run_for_a_week(ready: User, action: str) -> None:
    AuditLine.objects.filter(action=action).update(at=timezone.now() - dt.timedelta(days=9))
    assert not is_fit(of_contents())


def test_a_clock_that_runs_behind(ready: User) -> None:
    AuditLine.objects.update(at=timezone.now() + dt.timedelta(hours=1))
    assert _wrong("klok").weight is Weight.MUST


def test_a_key_that_was_ended_is_no_trust(ready: User) -> None:
    TrustedKey.objects.update(ended_at=timezone.now())
    assert _wrong("sleutel").weight is Weight.ADVICE


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("ALLOWED_HOSTS", ["*"], "elke naam"),
        ("ALLOWED_HOSTS", ["127.0.0.1"], "alleen op deze computer"),
        ("CSRF_TRUSTED_ORIGINS", ["http://werkplek.voorbeeld.nl"], "zonder https"),
        ("SMARTSTART_SECOND_STEP", False, "zonder tweede stap"),
        ("SECURE_PROXY_SSL_HEADER", None, "proxy"),
        ("DEBUG", True, "productie"),
    ],
)
def test_a_setting_that_is_wrong(settings: Any, name: str, value: object, part: str) -> None:
    setattr(settings, name, value)
    wrong = [one for one in of_machine() if one.weight is Weight.MUST and part in one.what]
    assert len(wrong) == 1
    assert wrong[0].mend


def test_settings_that_are_right(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["werkplek.voorbeeld.nl"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://werkplek.voorbeeld.nl"]
    settings.SMARTSTART_SECOND_STEP = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert not only_here()
    good = [what for what, weight in _weights(of_machine()).items() if weight is Weight.GOOD]
    for part in ("onder welke naam", "veilige adressen", "tweede stap", "proxy", "past bij dit programma", "gebouwd"):
        assert any(part in what for what in good), part


def test_every_finding_that_is_not_good_says_what_to_do() -> None:
    assert all(one.mend for one in findings() if one.weight is not Weight.GOOD)
    assert all(not one.mend for one in findings() if one.weight is Weight.GOOD)
