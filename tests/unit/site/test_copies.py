"""A copy holds every row of every table, and comes back whole or not at all."""

import hashlib
import json
import random
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from smartstart.site.keeping import BACKUP_DONE, backup, copy_file, copying, restore, restoring, tables
from smartstart.vocabulary.errors import DataError, StorageError, UsageError
from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Actor
from smartstart.web.audit.models import AuditLine
from tests.support.one_of_each import ROWS, everything, fill
from tests.support.people import colleague

pytestmark = pytest.mark.django_db(transaction=True)
SYSTEM = Actor(NOBODY, "opdracht", system=True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of a workplace with rows in every table."""
    fill()
    backup(actor=SYSTEM, target=tmp_path / "kopie.zip")
    AuditLine.objects.filter(action=BACKUP_DONE).delete()
    return tmp_path / "kopie.zip"


def _without_the_last_line(rows: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Leave out the line in the log about the restore itself."""
    return {**rows, "web_audit.AuditLine": [row for row in rows["web_audit.AuditLine"] if "werkplek" not in row]}


def test_every_table_is_filled_for_these_tests(copy: Path) -> None:
    assert all(len(rows) >= ROWS for rows in everything().values())
    assert sum(map(len, everything().values())) > 60


def test_every_row_of_every_table_comes_back(copy: Path) -> None:
    before = everything()
    User.objects.filter(pk=User.objects.first().pk).update(name="Later veranderd")
    colleague(Role.READER, name="later-gekomen")
    restore(actor=SYSTEM, source=copy, replace=True)
    assert _without_the_last_line(everything()) == before
    assert AuditLine.objects.filter(action="reservekopie teruggezet").count() == 1


def test_new_rows_get_new_numbers_afterwards(copy: Path) -> None:
    highest = max(User.objects.values_list("pk", flat=True))
    restore(actor=SYSTEM, source=copy, replace=True)
    assert colleague(Role.READER).pk > highest


def test_a_copy_twice_is_the_same_copy(copy: Path, tmp_path: Path) -> None:
    backup(actor=SYSTEM, target=tmp_path / "nog-een.zip")
    assert _hashes(copy) == _hashes(tmp_path / "nog-een.zip")


def _hashes(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {table["model"]: table["sha256"] for table in json.loads(archive.read("inhoud.json"))["tables"]}


def test_a_copy_is_for_its_owner_only_and_is_in_the_log(tmp_path: Path) -> None:
    made = backup(actor=SYSTEM, target=tmp_path / "kopie.zip")
    assert (tmp_path / "kopie.zip").stat().st_mode & 0o077 == 0
    assert AuditLine.objects.filter(action=BACKUP_DONE, result="done", origin="opdracht").exists()
    assert {table.model for table in made.tables} == {model._meta.label for model in tables.kept()}


def test_who_was_logged_in_is_not_afterwards(copy: Path) -> None:
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=timezone.now())
    restore(actor=SYSTEM, source=copy, replace=True)
    assert not Session.objects.exists()


def test_a_workplace_in_use_is_left_alone_unless_asked(copy: Path) -> None:
    before = everything()
    with pytest.raises(UsageError, match="in gebruik"):
        restore(actor=SYSTEM, source=copy)
    assert everything() == before


def test_into_an_empty_workplace(copy: Path) -> None:
    before = everything()
    with transaction.atomic():
        restoring._empty()
    assert not Municipality.objects.exists()
    restore(actor=SYSTEM, source=copy)
    assert _without_the_last_line(everything()) == before


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def _flip(path: Path) -> None:
    """Turn one byte in the middle of the largest member."""
    with zipfile.ZipFile(path) as archive:
        largest = max(archive.infolist(), key=lambda member: member.compress_size)
    content = bytearray(path.read_bytes())
    content[largest.header_offset + 30 + len(largest.filename) + largest.compress_size // 2] ^= 0xFF
    path.write_bytes(content)


def _says_encrypted(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(signature, at + 1)
    copy.write_bytes(content)


def _no_zip(path: Path) -> None:
    path.write_bytes(b"geen kopie")


def _other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("iets.txt", "anders")


def _rewritten(change: Callable[[dict[str, bytes]], None]) -> Callable[[Path], None]:
    def rewrite(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        change(members)
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)

    return rewrite


def _users(members: dict[str, bytes]) -> str:
    return next(name for name in members if name.endswith("web_accounts.User.jsonl"))


def _one_row_less(members: dict[str, bytes]) -> None:
    members[_users(members)] = b"".join(members[_users(members)].splitlines(keepends=True)[1:])


def _table_gone(members: dict[str, bytes]) -> None:
    del members[_users(members)]


def _manifest_odd(members: dict[str, bytes]) -> None:
    members["inhoud.json"] = b'{"format": "smartstart-werkplek-1", "tables": 7}'


@pytest.mark.parametrize(
    "damage",
    [_cut, _flip, _says_encrypted, _no_zip, _other_zip, *map(_rewritten, (_one_row_less, _table_gone, _manifest_odd))],
    ids=lambda damage: damage.__qualname__,
)
def test_a_damaged_copy_is_refused_with_one_message(copy: Path, damage: Callable[[Path], None]) -> None:
    before = everything()
    damage(copy)
    with pytest.raises(DataError, match="beschadigd"):
        restore(actor=SYSTEM, source=copy, replace=True)
    assert everything() == before


def test_bytes_turned_at_random_are_noticed_or_do_not_matter(copy: Path) -> None:
    whole, chance = copy.read_bytes(), random.Random(8)  # noqa: S311 - a fixed seed
    hashes, refused = _hashes(copy), 0
    for _ in range(150):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        copy.write_bytes(content)
        try:
            with copy_file.opened(copy) as archive:
                found = copy_file.read(copy, archive)
        except DataError:
            refused += 1
        else:
            assert {table.model: table.sha256 for table in found.tables} == hashes
    assert refused > 75


def _changed_table(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["inhoud.json"])
    manifest["tables"][-1]["columns"].append(["nieuw", "TextField"])
    members["inhoud.json"] = json.dumps(manifest).encode()


def _changed_format(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["inhoud.json"])
    members["inhoud.json"] = json.dumps({**manifest, "format": "smartstart-werkplek-9"}).encode()


@pytest.mark.parametrize("change", [_changed_table, _changed_format])
def test_a_copy_of_another_version_is_refused(copy: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    before = everything()
    _rewritten(change)(copy)
    with pytest.raises(DataError, match="andere versie"):
        restore(actor=SYSTEM, source=copy, replace=True)
    assert everything() == before


def _with_value(label: str, column: int, value: object) -> Callable[[dict[str, bytes]], None]:
    """Put another value in the last row of a table, and make the hashes right again."""

    def change(members: dict[str, bytes]) -> None:
        name = next(name for name in members if name.endswith(f"{label}.jsonl"))
        lines = members[name].splitlines()
        row = json.loads(lines[-1])
        row[column] = value
        members[name] = b"\n".join([*lines[:-1], json.dumps(row).encode()]) + b"\n"
        manifest = json.loads(members["inhoud.json"])
        for table in manifest["tables"]:
            if table["member"] == name:
                table["sha256"] = hashlib.sha256(members[name]).hexdigest()
        members["inhoud.json"] = json.dumps(manifest).encode()

    return change


@pytest.mark.parametrize(
    ("label", "column", "value"),
    [
        ("web_audit.AuditLine", 1, "geen datum"),
        ("web_accounts.RoleAssignment", 1, 987654),
        ("web_accounts.Municipality", 1, None),
    ],
    ids=["no date", "a link to nobody", "empty where that may not be"],
)
def test_a_row_that_cannot_be_leaves_everything_as_it_was(copy: Path, label: str, column: int, value: object) -> None:
    before = everything()
    _rewritten(_with_value(label, column, value))(copy)
    with pytest.raises(DataError, match="past niet"):
        restore(actor=SYSTEM, source=copy, replace=True)
    assert everything() == before


def test_an_interrupted_restore_leaves_everything_as_it_was(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, asked = everything(), 0
    put_back = restoring._put_back

    def interrupted(*arguments: object) -> None:
        nonlocal asked
        asked += 1
        if asked == len(tables.kept()) - 1:
            raise KeyboardInterrupt
        put_back(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(restoring, "_put_back", interrupted)
    with pytest.raises(KeyboardInterrupt):
        restore(actor=SYSTEM, source=copy, replace=True)
    assert everything() == before


def test_a_place_that_may_not_be_written_keeps_the_old_copy(copy: Path) -> None:
    old = copy.read_bytes()
    with pytest.raises(StorageError):
        backup(actor=SYSTEM, target=copy / "kopie.zip")
    assert copy.read_bytes() == old
    with pytest.raises(DataError, match="gelezen"):
        restore(actor=SYSTEM, source=copy.parent / "nergens.zip", replace=True)


def test_a_copy_is_of_one_moment(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes while the copy is being made: none of that is in it, and the writer need not wait."""
    people, written = User.objects.count(), []
    write = copying._write

    def meanwhile(*arguments: object) -> object:
        if not written:
            thread = threading.Thread(target=_somebody_comes, args=(written,))
            User.objects.count()  # the moment of the copy is here
            thread.start()
            thread.join(10)
        return write(*arguments)  # type: ignore[arg-type]

    def _somebody_comes(done: list[int]) -> None:
        done.append(colleague(Role.READER).pk)
        connection.close()

    monkeypatch.setattr(copying, "_write", meanwhile)
    made = backup(actor=SYSTEM, target=tmp_path / "kopie.zip")
    assert written
    assert User.objects.count() == people + 1
    assert next(table.rows for table in made.tables if table.model == "web_accounts.User") == people
