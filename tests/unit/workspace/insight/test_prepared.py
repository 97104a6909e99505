"""What pages show is worked out when a release comes in; it is the same as worked out anew, or it is not believed."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from smartstart.presentation import insight
from smartstart.release.contents import Origin, ReleaseContents, Stamp
from smartstart.web.accounts.models import User
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.workspace.data.models import Release, ReleaseArchive
from smartstart.workspace.data.queries import releases
from smartstart.workspace.data.queries.shelf import Shelf
from smartstart.workspace.insight.actions.preparing import prepare_again
from smartstart.workspace.insight.actions.proposing import propose_finding
from smartstart.workspace.insight.models import PreparedPiece
from smartstart.workspace.insight.queries import prepared as queries
from smartstart.workspace.insight.queries.opened import opened_finding
from smartstart.workspace.insight.rules import prepared
from smartstart.workspace.publishing import actions as publishing
from tests.support.importing import counted, local_contents
from tests.support.insight import a_release, bring
from tests.support.people import acting, colleague, town
from tests.support.publications import published
from tests.support.release_example import withhold

pytestmark = pytest.mark.django_db
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
_FILES = ("g1", "g4", "g99", "h1", "comparison", "places", "outline", "drop-off")
_TOLD = ("g2", "places")
_DRAWN = (("g1", "stippen"), ("g1", "trap"), ("g1", "balk"), ("comparison", "vergelijking"), ("places", "kaart"))
_SECRET = "not for any room"  # noqa: S105 - of a workplace that is not there


@pytest.fixture(autouse=True)
def _nothing_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page read what it shows from the database."""
    monkeypatch.setattr(queries, "_READ", Shelf(room=0))


def _hard() -> ReleaseContents:
    """Return what is hardest to show: on trial, one group wholly silent, one in part, and only a part of a release."""
    hidden = ("risk_groups/g1/risk", "risk_groups/g2/persons", "risk_groups/h1/rr", "risk_groups/g3/peel-2-rate")
    marks: dict[str, Any] = {"stamp": Stamp.TRIAL, "origin": Origin.INVENTED}
    contents = local_contents(title="Wie <b>mist</b> & waarom?", **marks)
    return counted(withhold(replace(contents, borders=None), *hidden))


def _addresses(release: Release) -> Iterator[str]:
    yield reverse("insight:release", args=[release.pk])
    for finding in ("g1", "g3", "g4", "g99"):
        yield reverse("insight:finding", args=[release.pk, finding])
    for part in _FILES:
        yield reverse("insight:part-csv", args=[release.pk, part])
    for part in _TOLD:
        yield reverse("insight:part-text", args=[release.pk, part])
    for part, drawing in _DRAWN:
        yield reverse("insight:part-svg", args=[release.pk, part, drawing])
    yield reverse("insight:list")


def _pages(release: Release, user: User | None) -> dict[str, tuple[int, bytes]]:
    client = Client()
    if user is not None:
        client.force_login(user)
    answers = {address: client.get(address) for address in _addresses(release)}
    return {address: (answer.status_code, _TOKEN.sub(b"", answer.content)) for address, answer in answers.items()}


def _made_public(release: Release, subject: str, maker: User) -> Any:
    opened = opened_finding(viewer_of(maker), release.pk, subject)
    assert opened is not None
    return published(propose_finding(actor=acting(maker), opened=opened, strengths="Buren helpen elkaar hier veel."))


@pytest.mark.parametrize("hard", [False, True], ids=["example", "hard"])
def test_every_page_and_file_is_what_it_is_when_worked_out_anew(hard: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    release = bring(_hard() if hard else local_contents()).release
    maker = colleague(Role.ADVISER, name="maker")
    _made_public(release, "g3" if hard else "g1", maker)
    viewers = {"adviser": maker, "nobody": None}
    with monkeypatch.context() as at_hand, CaptureQueriesContext(connection) as asked:
        at_hand.setattr(releases, "_PARSED", Shelf(room=0))
        before = {who: _pages(release, user) for who, user in viewers.items()}
    read = [query["sql"] for query in asked if "releasearchive" in query["sql"]]
    assert len(read) == 1  # for the one part that the release has not; all others were read as prepared
    PreparedPiece.objects.all().delete()
    after = {who: _pages(release, user) for who, user in viewers.items()}
    assert before == after
    told = {who: sum(status == 200 for status, _ in pages.values()) for who, pages in before.items()}
    assert told["adviser"] > 12 > told["nobody"] > 1  # the list, one finding, and its files


@pytest.mark.parametrize("hard", [False, True], ids=["example", "hard"])
def test_a_piece_comes_back_as_it_was_with_markup_as_markup(hard: bool) -> None:
    contents = _hard() if hard else local_contents()
    pieces = dict(prepared.pieces_of(contents, insight.findings(contents)))
    assert {"around", "g1", "g2", "g3", "g4"} <= pieces.keys()
    for piece in pieces.values():
        size, again = prepared.unpacked(type(piece), prepared.packed(piece))
        assert size == prepared.weight(piece)
        assert again == piece
        assert list(_kinds(again)) == list(_kinds(piece))  # text that is equal to markup would be escaped on a page


def _kinds(value: Any) -> Iterator[type]:
    yield type(value)
    if is_dataclass(value):
        for field in fields(value):
            yield from _kinds(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _kinds(item)


@pytest.mark.parametrize("change", ["content", "another finding", "another release", "no tag"])
def test_what_was_changed_in_the_database_is_not_believed(client: Client, change: str) -> None:
    release, other = a_release(), a_release(day=local_contents().day.replace(year=2025))
    client.force_login(colleague(Role.ADVISER))
    address = reverse("insight:finding", args=[release.pk, "g1"])
    right = _TOKEN.sub(b"", client.get(address).content)
    rows = PreparedPiece.objects.filter(release=release)
    row = rows.get(name="g1")
    if change == "content":
        text = zlib.decompress(bytes(row.content))
        assert b"965" in text
        row.content = zlib.compress(text.replace(b"965", b"100"))
    else:
        taken = {"another finding": rows.get(name="g2"), "another release": other.prepared.get(name="g1")}.get(change)
        row.content, row.tag = (taken.content, taken.tag) if taken else (row.content, "")
    row.save()
    assert _TOKEN.sub(b"", client.get(address).content) == right


def test_a_tag_holds_for_one_workplace_one_program_one_release_and_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    given = prepared.tag(_SECRET, "a" * 64, "g1", b"content")
    assert prepared.holds(given, _SECRET, "a" * 64, "g1", b"content")
    assert not prepared.holds(given, f"{_SECRET}!", "a" * 64, "g1", b"content")
    assert not prepared.holds(given, _SECRET, "b" * 64, "g1", b"content")
    assert not prepared.holds(given, _SECRET, "a" * 64, "g2", b"content")
    assert not prepared.holds(given, _SECRET, "a" * 64, "g1", b"contents")
    monkeypatch.setattr(prepared, "maker", lambda: "another version")
    assert not prepared.holds(given, _SECRET, "a" * 64, "g1", b"content")


def test_what_is_absent_or_old_is_prepared_again_once() -> None:
    first, second, third = (a_release(id=f"study-{number}") for number in range(3))
    right = sorted(PreparedPiece.objects.values_list("release", "name", "content", "tag"))
    PreparedPiece.objects.filter(release=first).delete()
    PreparedPiece.objects.filter(release=second).update(tag="0" * 64)
    assert prepare_again() == 2
    assert sorted(PreparedPiece.objects.values_list("release", "name", "content", "tag")) == right
    assert prepare_again() == 0
    assert third.prepared.count() == first.prepared.count() > 1


def test_a_damaged_file_keeps_nobody_from_the_others() -> None:
    damaged, whole = a_release(id="study-1"), a_release(id="study-2")
    PreparedPiece.objects.all().delete()
    ReleaseArchive.objects.filter(release=damaged).update(content=b"PK")
    assert prepare_again() == 1
    assert not damaged.prepared.exists()
    assert whole.prepared.exists()


def test_a_piece_at_hand_opens_no_door(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    """What is kept at hand is the same for all; who may see it is asked anew every time."""
    shelf: Shelf[Any] = Shelf(room=10**9)
    monkeypatch.setattr(queries, "_READ", shelf)
    release, maker = a_release(), colleague(Role.ADVISER, name="maker")
    publication = _made_public(release, "g1", maker)
    client.force_login(maker)
    address, other = (reverse("insight:finding", args=[release.pk, name]) for name in ("g1", "g2"))
    whole = reverse("insight:release", args=[release.pk])
    assert {client.get(page).status_code for page in (address, other, whole)} == {200}
    client.logout()
    assert client.get(address).status_code == 200
    assert client.get(other).status_code == 404
    publishing.withdraw(
        actor=acting(maker), publication=publication, seen_version=publication.version, reason="Er is een fout."
    )
    assert client.get(address).status_code == 404
    client.force_login(colleague(Role.ADVISER, where=town("Ravenhoek", "GM9902")))
    pages = [address, *(page for page in _addresses(release) if str(release.pk) in page)]
    assert {client.get(page).status_code for page in pages} == {404}
    assert len(shelf) == 3


def test_a_piece_of_this_workplace_has_a_tag_with_its_own_secret() -> None:
    row = PreparedPiece.objects.filter(release=a_release(), name="g1").select_related("release").get()
    assert prepared.holds(row.tag, settings.SECRET_KEY, row.release.manifest, "g1", bytes(row.content))
