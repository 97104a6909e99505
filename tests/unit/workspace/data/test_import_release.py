"""Taking in a release: whole with its audit line, or not at all; and what it becomes beside what is here."""

import datetime as dt
import hashlib
import io
import uuid
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from smartstart.release.contents import Origin, Stamp
from smartstart.release.reader import read_packed
from smartstart.release.seal import archive_bytes
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import MAY, Permission, Role
from smartstart.web.accounts.rules.viewer import NOBODY, Actor, Refused
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.data.actions import releases
from smartstart.workspace.data.actions.releases import Imported, NotAccepted, import_release
from smartstart.workspace.data.models import Release, ReleaseArchive, StatementRow
from smartstart.workspace.data.rules.reach import Around, beyond
from smartstart.workspace.data.rules.refusals import TITLES, Ground
from tests.support.importing import DAY, local_archive, local_contents, trusting
from tests.support.people import acting, colleague, town
from tests.support.pilots import pilot_of
from tests.support.signed import KEY, OTHER_KEY, signed_archive, signed_files

pytestmark = pytest.mark.django_db
_WEEK = dt.timedelta(days=7)


@pytest.fixture
def place() -> Municipality:
    found = town()
    trusting(found)
    return found


@pytest.fixture
def adviser(place: Municipality) -> Actor:
    return acting(colleague(Role.ADVISER, where=place))


def _bring(actor: Actor, content: bytes, place: Municipality | None = None, **more: Any) -> Imported:
    given = {"pilot": None, **more}
    return import_release(actor=actor, content=content, municipality=(place or town()).pk, **given)


def _nothing_here() -> bool:
    return not any(model.objects.exists() for model in (Release, ReleaseArchive, StatementRow))


def test_a_release_comes_in_whole(adviser: Actor, place: Municipality) -> None:
    content = local_archive()
    imported = _bring(adviser, content)
    release = Release.objects.get()
    verified = read_packed(content, [KEY.public_key()])
    assert (imported.release, imported.already_there, imported.is_newest) == (release, False, True)
    assert imported.contents == verified.contents
    assert bytes(release.archive.content) == content
    assert release.manifest == verified.digest
    assert (release.study, release.day, release.areas) == ("uithuisplaatsing", DAY, ["GM9901"])
    assert (release.origin, release.stamp) == ("verzonnen gegevens", "volledig")
    assert (release.asked, release.released) == (len(verified.contents.statements), _shown(verified.contents))
    assert (release.visibility, release.made_by_id) == ("own", adviser.account)


def _shown(contents: Any) -> int:
    return sum(statement.value is not None for statement in contents.statements)


def test_every_statement_has_its_row_in_the_order_of_the_release(adviser: Actor, place: Municipality) -> None:
    contents = _bring(adviser, local_archive()).contents
    rows = list(StatementRow.objects.order_by("position"))
    assert [row.statement for row in rows] == [statement.id for statement in contents.statements]
    for row, statement in zip(rows, contents.statements, strict=True):
        assert (row.analysis, row.subject, row.role) == (statement.analysis, statement.subject, statement.role)
        assert (row.value, row.lower, row.upper) == (statement.value, statement.lower, statement.upper)
        assert row.shown is (statement.value is not None)
        assert (row.kind, len(row.likeness)) == (statement.kind, 64)


def test_the_audit_line_is_written_with_it(adviser: Actor, place: Municipality) -> None:
    release = _bring(adviser, local_archive()).release
    line = AuditLine.objects.get()
    assert (line.action, line.result, line.object_id) == ("vrijgave ingelezen", "done", str(release.pk))
    assert (line.account, line.municipality) == (adviser.account, place)


def test_twice_the_same_changes_nothing(adviser: Actor, place: Municipality) -> None:
    content = local_archive()
    first = _bring(adviser, content)
    rows = list(StatementRow.objects.values_list("pk", flat=True))
    again = _bring(adviser, content)
    assert (again.already_there, again.is_newest, again.release) == (True, True, first.release)
    assert "is er al" in again.note
    assert Release.objects.get().version == 1
    assert list(StatementRow.objects.values_list("pk", flat=True)) == rows
    assert AuditLine.objects.first().action == "vrijgave was er al"


def test_packed_again_it_is_the_same_release(adviser: Actor, place: Municipality) -> None:
    content = local_archive()
    first, repacked = _bring(adviser, content), _packed_again(content)
    assert repacked != content
    again = _bring(adviser, repacked)
    assert (again.already_there, again.release) == (True, first.release)
    assert bytes(Release.objects.get().archive.content) == content


def test_it_is_kept_as_smart_start_packs_it_however_it_was_packed(adviser: Actor, place: Municipality) -> None:
    """What stands on the wrapping is not signed: it does not come in."""
    content = local_archive()
    assert bytes(_bring(adviser, _packed_again(content)).release.archive.content) == content


def _packed_again(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name))
    return buffer.getvalue()


def test_a_newer_one_takes_the_place_of_the_older(adviser: Actor, place: Municipality) -> None:
    old = _bring(adviser, local_archive(day=DAY)).release
    new = _bring(adviser, local_archive(day=DAY + _WEEK))
    old.refresh_from_db()
    assert new.is_newest
    assert (old.replaced_by, old.current) == (new.release, False)


def test_an_older_one_after_a_newer_one_is_kept_but_never_speaks(adviser: Actor, place: Municipality) -> None:
    new = _bring(adviser, local_archive(day=DAY)).release
    old = _bring(adviser, local_archive(day=DAY - _WEEK))
    new.refresh_from_db()
    assert (old.is_newest, old.release.replaced_by, new.current) == (False, new, True)
    assert "ouder" in old.note


def test_one_between_two_stands_between_them(adviser: Actor, place: Municipality) -> None:
    first = _bring(adviser, local_archive(day=DAY)).release
    last = _bring(adviser, local_archive(day=DAY + 2 * _WEEK)).release
    middle = _bring(adviser, local_archive(day=DAY + _WEEK))
    first.refresh_from_db()
    assert (first.replaced_by, middle.release.replaced_by, middle.is_newest) == (middle.release, last, False)


def test_of_one_day_the_last_that_came_in_speaks(adviser: Actor, place: Municipality) -> None:
    first = _bring(adviser, local_archive(owner="eerste")).release
    second = _bring(adviser, local_archive(owner="tweede"))
    first.refresh_from_db()
    assert (second.is_newest, first.replaced_by) == (True, second.release)


def test_another_maker_with_a_study_of_the_same_name_replaces_nothing(adviser: Actor, place: Municipality) -> None:
    """Both makers are trusted; that they chose the same word does not make it one study."""
    trusting(place, OTHER_KEY, "Een andere maker")
    one = _bring(adviser, local_archive()).release
    other = _bring(adviser, local_archive(key=OTHER_KEY, owner="Een andere maker", day=DAY + _WEEK))
    one.refresh_from_db()
    assert (one.current, other.is_newest) == (True, True)


def test_a_maker_with_a_new_key_replaces_the_own_release(adviser: Actor, place: Municipality) -> None:
    trusting(place, OTHER_KEY, "Dezelfde maker")
    one = _bring(adviser, local_archive()).release
    other = _bring(adviser, local_archive(key=OTHER_KEY, day=DAY + _WEEK))
    one.refresh_from_db()
    assert (one.replaced_by, other.is_newest) == (other.release, True)


def test_another_study_has_nothing_to_do_with_it(adviser: Actor, place: Municipality) -> None:
    one = _bring(adviser, local_archive()).release
    other = _bring(adviser, local_archive(id="schoolverzuim", day=DAY + _WEEK))
    one.refresh_from_db()
    assert one.current
    assert other.is_newest


def test_another_municipality_takes_in_the_same_release_for_itself(place: Municipality) -> None:
    other = town("Veenmeer", "GM9902")
    trusting(other)
    user = colleague(Role.ADVISER, where=place)
    user.roles.create(municipality=other, role=Role.ADVISER)
    actor, content = acting(user), local_archive()
    _bring(actor, content, place)
    problem = _refused(lambda: _bring(actor, content, other))
    assert problem.refusal.ground is Ground.FOREIGN
    assert "Veenmeer" in problem.refusal.what


def _refused(do: Callable[[], object]) -> NotAccepted:
    with pytest.raises(NotAccepted) as caught:
        do()
    return caught.value


def _altered() -> bytes:
    files = signed_files(local_contents(), render=lambda _: "x")
    return archive_bytes({**files, "study.json": files["study.json"].replace(b"kinderen", b"kindjes!")})


def _of_a_later_version() -> bytes:
    files = signed_files(local_contents(), render=lambda _: "x")
    return archive_bytes({**files, "manifest.json": files["manifest.json"].replace(b"release/1", b"release/9")})


_BAD: dict[str, tuple[Callable[[], bytes], Ground]] = {
    "empty": (lambda: b"", Ground.EMPTY),
    "no archive": (lambda: b"PK\x03\x04 is dit een zip?", Ground.DAMAGED),
    "a letter": (lambda: b"Geachte heer, mevrouw", Ground.DAMAGED),
    "unsigned": (lambda: local_archive(key=None), Ground.UNSIGNED),
    "another key": (lambda: local_archive(key=OTHER_KEY), Ground.UNTRUSTED_KEY),
    "damaged": (lambda: local_archive().replace(b"kinderen", b"kindjes!"), Ground.DAMAGED),
    "altered": (_altered, Ground.ALTERED),
    "of a later version": (_of_a_later_version, Ground.UNKNOWN_VERSION),
    "draft": (lambda: local_archive(stamp=Stamp.DRAFT), Ground.DRAFT),
    "foreign": (lambda: local_archive("GM9902"), Ground.FOREIGN),
    "tomorrow's": (lambda: local_archive(day=dt.date(2999, 1, 1)), Ground.FUTURE),
    "real data of an invented place": (lambda: local_archive(origin=Origin.REAL, stamp=Stamp.TRIAL), Ground.TRIAL),
    "oversized": (lambda: b"PK\x03\x04" + b"\0" * (33 * 1024 * 1024), Ground.TOO_LARGE),
}


@pytest.mark.parametrize("name", _BAD)
def test_what_does_not_belong_here_stays_out_and_is_recorded(adviser: Actor, place: Municipality, name: str) -> None:
    make, ground = _BAD[name]
    problem = _refused(lambda: _bring(adviser, make()))
    assert problem.refusal.ground is ground
    assert problem.refusal.title
    assert problem.refusal.what
    assert problem.refusal.mend
    assert _nothing_here()
    line = AuditLine.objects.get()
    assert (line.action, line.result, line.object_id) == (f"inlezen: {TITLES[ground]}", "refused", ground.value)


def test_a_release_of_a_region_is_brought_by_one_of_its_municipalities(adviser: Actor, place: Municipality) -> None:
    """Its neighbours may work here in the same region, or not work here at all."""
    town("Veenmeer", "GM9902")
    release = _bring(adviser, signed_archive(render=lambda _: "x")).release
    assert release.areas == [f"GM99{number:02d}" for number in range(1, 10)]


def test_a_municipality_of_another_region_has_a_say_over_what_comes_in(place: Municipality) -> None:
    other = town("Zandhoek", "GM9903", "Elders")
    user, content = colleague(Role.ADVISER, where=place), signed_archive(render=lambda _: "x")
    problem = _refused(lambda: _bring(acting(user), content))
    assert (problem.refusal.ground, problem.refusal.where) == (Ground.FOREIGN, "GM9903")
    user.roles.create(municipality=other, role=Role.READER)
    assert _bring(acting(user), content).is_newest


def test_figures_on_the_whole_country_are_for_everybody() -> None:
    around = Around(
        "GM9901", "Duinwaarde", frozenset({"GM9901"}), frozenset({"GM9901"}), frozenset({"GM9901", "GM9902"})
    )
    assert beyond({"NL00"}, around, "NL00") is None
    assert beyond({"NL00", "GM9902"}, around, "NL00") is not None
    assert beyond({"GM9901", "GM0855"}, around, "NL00") is None
    many = Around("GM9901", "D", frozenset(), frozenset(), frozenset(f"GM99{n}" for n in range(10, 20)))
    refusal = beyond({"GM9901", *many.working_here}, many, "NL00")
    assert refusal is not None
    assert refusal.where == "GM9910, GM9911, GM9912, GM9913, GM9914 en nog 5"


def test_every_reason_fits_on_a_line_of_the_log() -> None:
    longest = AuditLine._meta.get_field("action").max_length
    assert all(len(f"inlezen: {title}") <= longest for title in TITLES.values())


def test_the_whole_stays_out_when_a_checked_part_is_here(adviser: Actor, place: Municipality) -> None:
    whole = local_archive()
    part = _bring(adviser, local_archive(owner="gecontroleerd")).release
    digest = read_packed(whole, [KEY.public_key()]).digest
    Release.objects.filter(pk=part.pk).update(subset_of=digest)
    assert _refused(lambda: _bring(adviser, whole)).refusal.ground is Ground.HELD_BACK


def test_what_is_invented_stays_out_of_a_real_municipality(adviser: Actor, place: Municipality) -> None:
    Municipality.objects.filter(pk=place.pk).update(invented=False)
    assert _refused(lambda: _bring(adviser, local_archive())).refusal.ground is Ground.INVENTED


def test_a_key_that_was_ended_opens_no_door(adviser: Actor, place: Municipality) -> None:
    place.trusted_keys.update(ended_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert _refused(lambda: _bring(adviser, local_archive())).refusal.ground is Ground.UNTRUSTED_KEY


def test_the_key_of_another_municipality_opens_no_door(adviser: Actor, place: Municipality) -> None:
    place.trusted_keys.all().delete()
    trusting(town("Veenmeer", "GM9902"))
    assert _refused(lambda: _bring(adviser, local_archive())).refusal.ground is Ground.UNTRUSTED_KEY


@pytest.mark.parametrize("role", [role for role in Role if Permission.IMPORT_RELEASE not in MAY[role]])
def test_who_may_not_import_does_not_even_have_the_file_read(place: Municipality, role: Role) -> None:
    with pytest.raises(Refused) as caught:
        _bring(acting(colleague(role, where=place)), b"anything")
    assert not isinstance(caught.value, NotAccepted)
    assert AuditLine.objects.get().result == "refused"


def test_a_role_elsewhere_is_no_role_here(place: Municipality) -> None:
    elsewhere = town("Zandhoek", "GM9903", "Elders")
    with pytest.raises(Refused):
        _bring(acting(colleague(Role.ADVISER, where=elsewhere)), local_archive(), place)
    assert _nothing_here()


def test_a_municipality_that_is_not_here(adviser: Actor) -> None:
    with pytest.raises(Refused):
        import_release(actor=adviser, content=local_archive(), municipality=10**25, pilot=None)


def test_for_one_question(place: Municipality) -> None:
    pilot = pilot_of(place)
    actor = acting(colleague(Role.ADVISER, where=place, subject=pilot.pk))
    assert _bring(actor, local_archive(), pilot=pilot.pk).release.pilot == pilot
    with pytest.raises(Refused):
        _bring(actor, local_archive(day=DAY + _WEEK))


def test_a_question_of_another_municipality_or_of_nobody(adviser: Actor, place: Municipality) -> None:
    other = pilot_of(town("Veenmeer", "GM9902"))
    for pilot in (other.pk, uuid.uuid4()):
        with pytest.raises(Refused):
            _bring(adviser, local_archive(), pilot=pilot)
    assert _nothing_here()


def test_what_is_derived_comes_in_the_same_transaction(adviser: Actor, place: Municipality) -> None:
    def fail(imported: Imported) -> None:
        assert Release.objects.filter(pk=imported.release.pk).exists()
        raise RuntimeError("no finding can be made of this")

    with pytest.raises(RuntimeError):
        _bring(adviser, local_archive(), and_then=fail)
    assert _nothing_here()
    assert not AuditLine.objects.exists()


def test_what_is_there_already_is_not_derived_again(adviser: Actor, place: Municipality) -> None:
    seen: list[Imported] = []
    for _ in range(2):
        _bring(adviser, local_archive(), and_then=seen.append)
    assert len(seen) == 1


def test_within_somebody_elses_transaction(adviser: Actor, place: Municipality) -> None:
    with transaction.atomic():
        _bring(adviser, local_archive())
        transaction.set_rollback(True)
    assert _nothing_here()


def test_the_command_line_may_import_for_every_municipality(place: Municipality) -> None:
    imported = _bring(Actor(NOBODY, "opdracht", system=True), local_archive())
    assert imported.release.made_by is None
    assert AuditLine.objects.get().origin == "opdracht"


def test_facts_that_change_between_judging_and_writing_are_looked_at_again(
    adviser: Actor, place: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = releases._facts, []

    def changing(*args: Any) -> Any:
        if calls:
            place.trusted_keys.all().delete()
        calls.append(1)
        return real(*args)

    monkeypatch.setattr(releases, "_facts", changing)
    assert _refused(lambda: _bring(adviser, local_archive())).refusal.ground is Ground.UNTRUSTED_KEY
    assert _nothing_here()


def test_the_digest_is_that_of_the_manifest(adviser: Actor, place: Municipality) -> None:
    content = local_archive()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        manifest = archive.read("manifest.json")
    assert _bring(adviser, content).release.manifest == hashlib.sha256(manifest).hexdigest()
