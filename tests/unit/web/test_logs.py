"""No log holds what somebody typed, is called, or may not be known: whatever is asked, and however it goes wrong."""

import io
import json
import logging
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from smartstart.site.logs import form
from smartstart.vocabulary.errors import UsageError
from smartstart.web.accounts.models import User
from smartstart.web.accounts.rules.roles import Role
from tests.support.people import PASSWORD, colleague
from tests.support.pilots import pilot_of

pytestmark = pytest.mark.django_db

NAME, NUMBER, SECRET = "Jacomijn Merkteken", "123456782", "zeer-geheim-merkteken"
MARKS = (NAME, NAME.split()[0], NUMBER, SECRET)


@pytest.fixture(params=["json", "text"])
def log(request: Any) -> Iterator[io.StringIO]:
    """What the machine would have written, in both forms."""
    told = io.StringIO()
    formatter = dict(form.set_up(request.param)["formatters"]["line"])
    made = formatter.pop("()")(**formatter)
    handler, root = logging.StreamHandler(told), logging.getLogger()
    handler.setFormatter(made)
    root.addHandler(handler)
    yield told
    root.removeHandler(handler)


def _client(user: User | None = None) -> Client:
    client = Client(raise_request_exception=False, headers={"user-agent": NAME, "referer": f"http://testserver/{NAME}"})
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _wrong(request: HttpRequest, kind: str) -> HttpResponse:
    """Go wrong while holding what may not be told."""
    held = request.POST.get("text", SECRET)
    if kind == "value":
        raise ValueError(f"cannot read {held}")
    if kind == "row":
        raise IntegrityError(f"Key (name)=({held}) already exists.")
    if kind == "suspicious":
        raise SuspiciousOperation(held)
    return HttpResponse(f"{1 / int(held) if held.isdigit() else {}[held]}")


urlpatterns = [path("fout/<str:kind>/", _wrong, name="wrong"), path("", include("smartstart.site.urls"))]


def _clean(log: io.StringIO) -> str:
    told = log.getvalue()
    assert told, "something was logged"
    for mark in MARKS:
        assert mark not in told
    return told


def test_logging_in_and_failing_to(log: io.StringIO) -> None:
    user = colleague(Role.READER, name=NAME)
    for username, password in ((user.username, SECRET), (SECRET, SECRET), (NUMBER, NAME), (user.username, PASSWORD)):
        _client().post(
            f"/account/login/?next=/{NAME}/",
            {"login_view-current_step": "auth", "auth-username": username, "auth-password": password},
        )
    told = _clean(log)
    assert user.username not in told
    assert PASSWORD not in told
    assert told.count("inloggen mislukt") == 3
    assert "ingelogd" in told


def test_a_shut_door(log: io.StringIO) -> None:
    for _ in range(11):
        _client().post(
            "/account/login/", {"login_view-current_step": "auth", "auth-username": NAME, "auth-password": SECRET}
        )
    assert "inloggen geblokkeerd" in _clean(log)


@pytest.mark.parametrize(
    "address",
    [
        f"/pilots/?zoek={NAME}",
        f"/{NAME}/",
        f"/inzicht/{NUMBER}/",
        f"/mensen/{SECRET}/nakijken/",
        f"/zoeken/?q={NUMBER}",
    ],
)
def test_addresses(log: io.StringIO, address: str) -> None:
    _client(colleague(Role.ADMINISTRATOR)).get(address)
    _client().get(address)
    _clean(log)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("kind", ["value", "row", "suspicious", "key"])
def test_mistakes_of_ours(log: io.StringIO, kind: str) -> None:
    for mark in MARKS:
        assert _client(colleague(Role.READER)).post(f"/fout/{kind}/", {"text": mark}).status_code in {200, 400, 500}
    told = _clean(log)
    assert "wrong" in told, "the name of the page is there"
    if kind == "value":
        assert "ValueError" in told
        assert "test_logs.py" in told, "and the place in the code"


def test_forms_and_uploads(log: io.StringIO) -> None:
    pilot = pilot_of()
    client = _client(colleague(Role.ADMINISTRATOR, Role.ADVISER, Role.PROJECT_LEADER))
    client.post("/account/", {"name": NAME, "email": f"{SECRET}@example.org"})
    client.post("/account/wachtwoord/", {"old_password": SECRET, "new_password1": SECRET, "new_password2": NAME})
    client.post("/mensen/GM9901/toevoegen/", {"name": NAME, "role": "adviser", "subject": "alles"})
    client.post("/mensen/GM9901/van-elders/", {"code": SECRET, "role": "adviser", "subject": "alles"})
    client.post(f"/pilots/{pilot.pk}/fase/", {"reason": NAME, "phase": NUMBER})
    for content in (
        f"bsn;naam\n{NUMBER};{NAME}\n".encode(),
        b"PK\x03\x04" + NAME.encode(),
        b"\xff\xfe" + SECRET.encode(),
    ):
        for address in ("/inzicht/inlezen/", "/data/cijfers/inlezen/"):
            file = SimpleUploadedFile(f"{NAME}.csv", content, content_type="text/csv")
            client.post(address, {"file": file, "municipality": "GM9901"})
    _clean(log)


def test_what_is_not_allowed(log: io.StringIO, settings: Any) -> None:
    reader = _client(colleague(Role.READER))
    assert reader.post("/mensen/GM9901/toevoegen/", {"name": NAME}).status_code == 403
    strict = Client(enforce_csrf_checks=True, headers={"referer": f"https://{SECRET}.example/{NAME}"})
    assert strict.post("/account/login/", {"auth-username": NAME}).status_code == 403
    settings.ALLOWED_HOSTS = ["werkplek.voorbeeld.nl"]
    assert _client().get("/pilots/", headers={"host": f"{SECRET}.example"}).status_code == 400
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    settings.ALLOWED_HOSTS = ["*"]
    assert reader.post("/account/", dict.fromkeys((NAME, NUMBER, SECRET), NAME)).status_code == 400
    _clean(log)


def test_others_say_only_that_they_spoke(log: io.StringIO) -> None:
    logging.getLogger("iemand.anders").warning("iets over %s", NAME)
    try:
        raise KeyError(SECRET)
    except KeyError:
        logging.getLogger("iemand.anders").exception(f"over {NUMBER}")
    told = _clean(log)
    assert "iemand.anders" in told
    assert "KeyError" in told


def test_a_field_that_was_not_agreed_upon_does_not_come_out(log: io.StringIO) -> None:
    structlog.get_logger("smartstart.proef").info("verzoek", naam=NAME, status=200, tekst=SECRET)
    told = _clean(log)
    assert "200" in told
    assert "naam" not in told


@pytest.mark.parametrize("log", ["json"], indirect=True)
def test_a_line_says_which_page_by_which_account(log: io.StringIO) -> None:
    pilot = pilot_of()
    user = colleague(Role.PROJECT_LEADER)
    _client(user).get(f"/pilots/{pilot.pk}/?zoek={NAME}")
    line = json.loads(_clean(log).splitlines()[-1])
    assert line.keys() <= form.FIELDS
    assert (line["event"], line["method"], line["route"], line["status"]) == ("verzoek", "GET", "pilots:detail", 200)
    assert (line["account"], line["ids"]) == (user.pk, {"pilot": str(pilot.pk)})
    assert isinstance(line["ms"], int)


@pytest.mark.parametrize("log", ["json"], indirect=True)
def test_what_watches_and_what_is_fixed_leave_no_line(log: io.StringIO) -> None:
    _client().get("/gezond/")
    _client().get("/static/look/look.css")
    assert log.getvalue() == ""
    _client().get(f"/pilots/{uuid.UUID(int=7)}/")
    assert json.loads(log.getvalue().splitlines()[-1])["account"] is None


def test_a_form_that_we_do_not_know() -> None:
    with pytest.raises(UsageError, match="SMARTSTART_LOG"):
        form.set_up("xml")


def test_the_marks_were_really_there() -> None:
    """Guards the tests above: what they look for reaches the pages."""
    _client(colleague(Role.READER)).post("/account/", {"name": NAME, "email": ""})
    assert User.objects.filter(name=NAME).exists()
