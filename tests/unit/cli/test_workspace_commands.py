"""`smartstart workspace` from the outside: what whoever runs the machine types and reads."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from typer.testing import CliRunner, Result

from smartstart.cli.workspace import group
from smartstart.vocabulary.errors import DataError, SmartStartError, TrustError, UsageError
from smartstart.web.accounts.models import Municipality, RoleAssignment, User
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.data.models import Release, TrustedKey
from tests.support.open_region import write_open_region
from tests.support.people import PASSWORD, colleague, town
from tests.support.release_example import GEMEENTE
from tests.support.signed import PUBLIC_PEM, signed_archive

pytestmark = pytest.mark.django_db
Command = Callable[..., Result]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Give a command to the workplace of the test; its mistakes are raised, as the whole command shows them."""
    monkeypatch.setenv("SMARTSTART_HOME", str(tmp_path / "werkplek"))

    def give(*arguments: object) -> Result:
        return CliRunner().invoke(group, [str(argument) for argument in arguments], catch_exceptions=False)

    return give


def test_a_new_workplace_gets_a_municipality_and_an_administrator(command: Command) -> None:
    assert (
        "Tilburg (GM0855)" in command("municipality", "add", "gm0855", "Tilburg", "--region", "Hart van Brabant").output
    )
    told = command("person", "add", "Anna de Vries", "--role", "beheerder", "--municipality", "GM0855").output
    login = re.search(r"Inlognaam: +(\S+)", told)
    password = re.search(r"één keer: +(\S+)", told)
    assert login
    assert password
    anna = User.objects.get(username=login[1])
    assert anna.check_password(password[1])
    assert anna.home == Municipality.objects.get(code="GM0855")
    assert RoleAssignment.objects.get(user=anna).role == Role.ADMINISTRATOR
    assert {line.origin for line in AuditLine.objects.all()} == {"opdracht"}


def test_the_folder_is_made_for_its_owner_only(command: Command, tmp_path: Path) -> None:
    command("municipality", "add", "GM0855", "Tilburg", "--region", "Hart van Brabant")
    assert (tmp_path / "werkplek").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("arguments", "what", "also"),
    [
        (("municipality", "add", "GM9901", "Duinwaarde", "--region", "Invenda"), "al", ""),
        (("municipality", "add", "Tilburg", "Tilburg", "--region", "Invenda"), "code", "GM0855"),
        (("person", "add", "Anna", "--role", "koning", "--municipality", "GM9901"), "rol", "beheerder"),
        (("person", "add", "Anna", "--role", "lezer", "--municipality", "GM0001"), "GM0001", "GM9901"),
        (("person", "role", "niemand", "--role", "lezer", "--municipality", "GM9901"), "inlognaam", "Mensen"),
        (("person", "password", "niemand"), "inlognaam", ""),
    ],
)
def test_a_mistake_says_what_to_do(command: Command, arguments: tuple[str, ...], what: str, also: str) -> None:
    town()
    with pytest.raises(UsageError) as caught:
        command(*arguments)
    assert what in caught.value.what
    assert also in str(caught.value)


def test_a_login_name_of_ones_own_once(command: Command) -> None:
    town()
    add = ("person", "add", "Anna", "--role", "lezer", "--municipality", "GM9901", "--login", "anna")
    assert "anna" in command(*add).output
    with pytest.raises(UsageError, match="al in gebruik"):
        command(*add)


def test_who_is_locked_out_gets_back_in(command: Command) -> None:
    admin = colleague(Role.ADMINISTRATOR)
    for deed in ("password", "second-step"):
        told = re.search(r"één keer: +(\S+)", command("person", deed, admin.username).output)
        admin.refresh_from_db()
        assert told
        assert admin.check_password(told[1])
        assert not admin.check_password(PASSWORD)


def test_a_second_municipality_for_one_person(command: Command) -> None:
    adviser = colleague(Role.ADVISER)
    town("Veenmeer", "GM9902")
    command("person", "role", adviser.username, "--role", "Beleidsadviseur", "--municipality", "GM9902")
    assert adviser.roles.count() == 2
    with pytest.raises(UsageError, match="heeft deze rol al"):
        command("person", "role", adviser.username, "--role", "adviser", "--municipality", "GM9902")


@pytest.fixture
def key(command: Command, tmp_path: Path) -> Path:
    """A public key, and all municipalities of which the release speaks."""
    for place in GEMEENTE.levels:
        town(place.label, place.code)
    path = tmp_path / "sleutel.pub"
    path.write_text(PUBLIC_PEM)
    return path


def test_a_release_of_a_trusted_key_comes_in_once(command: Command, key: Path, tmp_path: Path) -> None:
    release = tmp_path / "vrijgave.zip"
    release.write_bytes(signed_archive())
    bring = ("import", release, "--municipality", "GM9901")
    refused = _refused(command, *bring)
    assert isinstance(refused, TrustError)
    assert refused.exit_code == 6
    assert not Release.objects.exists()
    assert "Vertrouwd: De poort" in command("trust", key, "--municipality", "GM9901", "--name", "De poort").output
    assert TrustedKey.objects.get().name == "De poort"
    assert "Ingelezen" in command(*bring).output
    assert "was er al" in command(*bring).output
    assert Release.objects.count() == 1


def test_what_is_no_release_is_wrong_data(command: Command, key: Path, tmp_path: Path) -> None:
    command("trust", key, "--municipality", "GM9901", "--name", "De poort")
    lie = tmp_path / "vrijgave.zip"
    lie.write_bytes(b"geen vrijgave")
    refused = _refused(command, "import", lie, "--municipality", "GM9901")
    assert isinstance(refused, DataError)
    assert refused.exit_code == 4
    assert _refused(command, "import", tmp_path / "nergens.zip", "--municipality", "GM9901").exit_code == 4
    assert _refused(command, "trust", lie, "--municipality", "GM9901", "--name", "x").exit_code == 6


def test_a_pilot_of_elsewhere_is_none(command: Command, key: Path, tmp_path: Path) -> None:
    command("trust", key, "--municipality", "GM9901", "--name", "De poort")
    release = tmp_path / "vrijgave.zip"
    release.write_bytes(signed_archive())
    refused = _refused(command, "import", release, "--municipality", "GM9901", "--pilot", uuid.uuid4())
    assert isinstance(refused, UsageError)
    assert not Release.objects.exists()


def test_figures_from_a_folder(command: Command, tmp_path: Path) -> None:
    town()
    write_open_region(tmp_path / "open")
    assert command("figures", tmp_path / "open", "--municipality", "GM9901").exit_code == 0
    assert AuditLine.objects.filter(action="openbare cijfers ingelezen", result="done").exists()
    empty = tmp_path / "leeg"
    empty.mkdir()
    assert _refused(command, "figures", empty, "--municipality", "GM9901").exit_code == 4


def _refused(command: Command, *arguments: object) -> SmartStartError:
    with pytest.raises(SmartStartError) as caught:
        command(*arguments)
    return caught.value


@pytest.mark.django_db(transaction=True)
def test_a_copy_there_and_back(command: Command, tmp_path: Path) -> None:
    colleague(Role.READER, name="eerst")
    copy = tmp_path / "kopie.zip"
    assert f"Bewaard: {copy}" in command("backup", copy).output
    colleague(Role.READER, name="later")
    refused = _refused(command, "restore", copy)
    assert refused.exit_code == 2
    assert "--replace" in str(refused)
    told = command("restore", copy, "--replace").output
    assert "Teruggezet" in told
    assert [user.name for user in User.objects.all()] == ["Eerst"]
    copy.write_bytes(copy.read_bytes()[:100])
    assert _refused(command, "restore", copy, "--replace").exit_code == 4


@pytest.mark.django_db(transaction=True)
def test_what_was_removed_since_a_copy_does_not_come_back(command: Command, tmp_path: Path) -> None:
    gone = colleague(Role.READER)
    User.objects.update(is_active=False, last_login=timezone.now() - dt.timedelta(days=366))
    command("backup", tmp_path / "kopie.zip")
    assert "accounts" in command("tidy").output
    assert not User.objects.exists()
    command("restore", tmp_path / "kopie.zip", "--replace")
    assert not User.objects.filter(pk=gone.pk).exists()
    assert "Verwijderd" not in command("tidy").output
