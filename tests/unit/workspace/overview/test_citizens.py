"""What a citizen may ask: what this system cannot do, what it keeps, which cookies it sets."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from django.urls import reverse

from smartstart.web.accounts.rules.roles import Role
from smartstart.workspace.overview.queries import checks
from smartstart.workspace.overview.rules.cookies import COOKIES
from smartstart.workspace.overview.rules.promises import PROMISES
from smartstart.workspace.overview.rules.report import Report, Shown, Standing, read_report
from smartstart.workspace.overview.views import accountability
from tests.support.house import ROOT
from tests.support.people import PASSWORD, colleague

pytestmark = pytest.mark.django_db
_OPEN = (
    *("start", "overview:search", "overview:accountability", "overview:limits", "overview:retention", "directory:list"),
    *("overview:accessibility", "overview:privacy", "overview:cookies", "overview:a4-list"),
)
_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
_SOFTWARE = "smartstart 9.9.9"


def _written(folder: Path, *, key: Ed25519PrivateKey = _KEY, software: str = _SOFTWARE, failed: int = 0) -> Path:
    told = {
        "software": software,
        "day": "21 november 2026",
        "promises": {promise.id: {"passed": 12, "failed": failed} for promise in PROMISES},
    }
    content = json.dumps(told).encode()
    (folder / "report.json").write_bytes(content)
    (folder / "report.sig").write_bytes(key.sign(content))
    return folder


@pytest.mark.parametrize("name", _OPEN)
def test_who_only_reads_gets_no_cookie(name: str) -> None:
    client = Client()
    assert client.get(reverse(name), follow=True).status_code == 200
    assert not client.cookies


def test_who_logs_in_gets_the_one_cookie_that_the_page_names() -> None:
    user, client = colleague(Role.READER), Client()
    client.get(reverse("two_factor:login"))
    client.post(
        reverse("two_factor:login"),
        {"auth-username": user.username, "auth-password": PASSWORD, "login_view-current_step": "auth"},
    )
    assert client.get(reverse("start"), follow=True).wsgi_request.user == user
    assert set(client.cookies) == {cookie.name for cookie in COOKIES}
    assert client.cookies[COOKIES[0].name]["httponly"]


def test_a_signed_report_of_this_version_is_told_promise_by_promise(tmp_path: Path) -> None:
    report = read_report(_written(tmp_path), [_KEY.public_key()], _SOFTWARE)
    assert report.standing is Standing.GOOD
    assert all(shown.kept and shown.passed == 12 for shown in report.shown)


def test_a_failed_test_is_not_hidden(tmp_path: Path) -> None:
    report = read_report(_written(tmp_path, failed=1), [_KEY.public_key()], _SOFTWARE)
    assert not any(shown.kept for shown in report.shown)


def test_a_report_that_cannot_be_trusted_is_not_shown(tmp_path: Path) -> None:
    folder = _written(tmp_path)
    assert read_report(None, [_KEY.public_key()], _SOFTWARE).standing is Standing.ABSENT
    assert read_report(folder, [], _SOFTWARE).standing is Standing.UNSIGNED
    assert read_report(folder, [_KEY.public_key()], "smartstart 1.0.0").standing is Standing.OTHER
    (folder / "report.json").write_bytes((folder / "report.json").read_bytes().replace(b"12", b"13"))
    report = read_report(folder, [_KEY.public_key()], _SOFTWARE)
    assert report.standing is Standing.UNSIGNED
    assert all(shown.passed is None for shown in report.shown)


def test_every_promise_names_tests_that_exist() -> None:
    missing = [path for promise in PROMISES for path in promise.shown_by if not (ROOT / path).exists()]
    assert not missing


def test_the_page_says_once_when_there_is_no_report() -> None:
    text = Client().get(reverse("overview:limits")).content.decode()
    assert text.count(Standing.ABSENT.value) == 1
    assert text.count("testrapport") == 1
    assert text.count("<h2>Het kan niet ") == len(PROMISES)


def test_the_page_says_of_a_promise_that_the_report_does_not_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = tuple(Shown(promise, *(() if place == 0 else (12, 0))) for place, promise in enumerate(PROMISES))
    monkeypatch.setattr(accountability, "report", lambda: Report(Standing.GOOD, "21 november 2026", shown))
    text = Client().get(reverse("overview:limits")).content.decode()
    assert text.count("staat hier geen proef van") == 1
    assert text.count("12 proeven, alle geslaagd") == len(PROMISES) - 1


def test_the_checks_look_at_how_the_workplace_is_put_together(
    settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outcomes() -> list[bool]:
        return [check.good for check in checks.self_checks()]

    monkeypatch.setattr(checks, "sys", type("Other", (), {"modules": {"django": None}}))
    assert outcomes() == [True, True, True, True]
    monkeypatch.setattr(checks, "sys", type("Other", (), {"modules": {"smartstart.vault.engines": None}}))
    settings.CSRF_USE_SESSIONS = False
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": ["*"], "script-src": ["'self'"]}}
    assert outcomes() == [True, False, False, False]


def test_the_page_on_retention_names_every_own_table_once() -> None:
    text = Client().get(reverse("overview:retention")).content.decode()
    for words in ("Een professional in het smoelenboek", "Een regel in het logboek", "Een account van een medewerker"):
        assert text.count(words) == 1
