"""What the pages on findings show: the answer first, always its other side, always where it comes from."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartstart.presentation import insight
from smartstart.release.archive import unpacked
from smartstart.release.contents import Counted, Origin, Stamp
from smartstart.release.seal import archive_bytes
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.references import uses
from smartstart.web.references.uses import Use
from smartstart.workspace.data.models import Release, ReleaseArchive
from smartstart.workspace.data.queries.releases import contents_of
from smartstart.workspace.insight.queries.signature import signature_of
from tests.support.importing import counted, local_contents
from tests.support.insight import NEW, OLD, a_release, a_text_on, bring, told_otherwise, without
from tests.support.people import colleague, town
from tests.support.pilots import pilot_of
from tests.support.release_example import RENT, count, predicate, withhold

pytestmark = pytest.mark.django_db
_CLOSED = re.compile(r"<[^>]+>")


@pytest.fixture
def release() -> Release:
    return a_release()


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(colleague(Role.ADVISER))
    return client


def _html(reader: Client, name: str, *arguments: object) -> str:
    answer = reader.get(reverse(f"insight:{name}", args=arguments))
    assert answer.status_code == 200
    return str(answer.content.decode())


def _words(html: str) -> str:
    return " ".join(_CLOSED.sub(" ", html.partition("<main")[2]).split())


def _in_order(text: str, *parts: str) -> None:
    places = [text.find(part) for part in parts]
    assert -1 not in places, dict(zip(parts, places, strict=True))
    assert places == sorted(places)


def test_a_finding_says_the_answer_first_and_the_source_last(reader: Client, release: Release) -> None:
    text = _words(_html(reader, "finding", release.pk, "g1"))
    _in_order(
        text,
        "Kinderen die bij een alleenstaande moeder wonen",
        "maakten ongeveer 35 dit mee (tussen 28 en 43 )",
        "Ongeveer 965",
        "hoort 81 procent niet bij deze groep",
        "Dit zegt niets over één gezin, en niets over de oorzaak.",
        "vrijwel zeker",
        "In deze groep gebeurt het vaker dan bij alle kinderen samen",
        "Hoe meer omstandigheden samenkomen, hoe groter het risico",
        "De andere kant",
        "Wat dit niet zegt",
        "Wat nu?",
        "Vraag het in een gesprek",
        "Cijfers en bron",
        "Alle cijfers bij deze groep",
    )


def test_every_number_leads_to_its_statement(reader: Client, release: Release) -> None:
    page = _html(reader, "finding", release.pk, "g1")
    part = insight.finding(contents_of(release), "g1")
    assert part is not None
    known = set(part.statements) | {"risk_groups/population/rate"}
    assert set(re.findall(r'data-statement="([^"]+)"', page)) <= known
    for row in part.rows:
        assert reverse("insight:why", args=[release.pk, row.statement]) in page


def test_of_a_group_that_is_withheld_no_number_shows(reader: Client, release: Release) -> None:
    page = _html(reader, "finding", release.pk, "g4")
    assert "te weinig om iets te zeggen" in page
    assert "data-statement" not in page
    assert "<figure" not in page
    assert "voordragen" not in page
    csv = reader.get(reverse("insight:part-csv", args=[release.pk, "g4"])).content.decode("utf-8-sig")
    for line in csv.splitlines()[1:]:
        assert line.split(";")[3:6] == ["", "", ""]


@pytest.mark.parametrize("page", ["list", "release", "finding", "why", "share", "propose"])
def test_every_page_says_that_it_is_invented(reader: Client, release: Release, page: str) -> None:
    arguments = {"finding": ("g1",), "propose": ("g1",), "why": ("risk_groups/g1/risk",)}.get(page, ())
    answer = _html(reader, page, *(() if page == "list" else (release.pk, *arguments)))
    assert "verzonnen gegevens" in answer.partition("<main")[2]
    assert ("Ze gaan niet over echte mensen." in answer) == (page != "list")  # on the list stand others too
    assert ("is-invented" in answer) == (page != "list")  # printed pages say it in their margin


def test_a_file_of_what_was_overtaken_says_so(reader: Client) -> None:
    old = bring(local_contents(day=OLD)).release
    bring(told_otherwise(local_contents(day=NEW), g1=(90.0, 80.0, 100.0)))
    for kind, arguments in (("csv", ("g1",)), ("text", ("g1",)), ("svg", ("g1", "stippen"))):
        content = reader.get(reverse(f"insight:part-{kind}", args=[old.pk, *arguments])).content.decode()
        assert "verouderd" in content, kind


def test_a_file_of_what_still_holds_does_not(reader: Client, release: Release) -> None:
    content = reader.get(reverse("insight:part-csv", args=[release.pk, "g1"])).content.decode()
    assert "verouderd" not in content


def test_a_trial_says_so_on_pages_and_in_files(reader: Client) -> None:
    """A trial comes in with invented data only; both marks then stand on everything."""
    release = bring(local_contents(stamp=Stamp.TRIAL, origin=Origin.INVENTED)).release
    for page, more in (("release", ()), ("finding", ("g1",)), ("why", ("risk_groups/g1/risk",))):
        main = _html(reader, page, release.pk, *more).partition("<main")[2]
        assert "verzonnen gegevens" in main
        assert re.search(r">\s*proef\s*<", main)
    for part in ("g1", "places", "comparison", "drop-off"):
        for kind in ("csv", "text"):
            content = reader.get(reverse(f"insight:part-{kind}", args=[release.pk, part])).content.decode()
            assert "verzonnen gegevens, proef" in content, (kind, part)
    drawn = reader.get(reverse("insight:part-svg", args=[release.pk, "g1", "trap"])).content.decode()
    assert "Let op: verzonnen gegevens, proef." in drawn


@pytest.mark.parametrize(
    ("part", "drawings"),
    [("g1", ("stippen", "trap", "balk")), ("comparison", ("vergelijking",)), ("places", ("kaart",)), ("everybody", ())],
)
def test_what_is_taken_along_says_where_it_comes_from(
    reader: Client, release: Release, part: str, drawings: tuple[str, ...]
) -> None:
    for kind, content_type in (("csv", "text/csv"), ("text", "text/plain")):
        answer = reader.get(reverse(f"insight:part-{kind}", args=[release.pk, part]))
        assert answer["Content-Type"].startswith(content_type)
        assert answer["Content-Disposition"].startswith("attachment; filename=")
        text = answer.content.decode()
        for wanted in ("Bron: Verzonnen registers. Release uithuisplaatsing/2026-11-02", "verzonnen gegevens"):
            assert wanted in text
    for drawing in drawings:
        answer = reader.get(reverse("insight:part-svg", args=[release.pk, part, drawing]))
        assert answer["Content-Type"].startswith("image/svg+xml")
        root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
        words = " ".join(element.text or "" for element in root.iter())
        assert "Release uithuisplaatsing/2026-11-02" in words
        assert "verzonnen gegevens" in words
    assert reader.get(reverse("insight:part-svg", args=[release.pk, part, "anders"])).status_code == 404


def test_the_page_of_a_release_shows_all_it_holds(reader: Client, release: Release) -> None:
    page = _html(reader, "release", release.pk)
    contents = contents_of(release)
    _in_order(
        _words(page),
        "Hoe voorkomen we dat kinderen uit huis worden geplaatst?",
        "Van elke 1.000 kinderen in deze groep",
        "Wat viel op",
        "De gevonden groepen naast elkaar",
        "Wat we vooraf dachten",
        "Waar gebeurt het?",
        "Keer dat dit gebeurde",
        "Van iedereen naar de onderzochte kinderen",
        "Wat we niet laten zien",
        "Hoe dit is gemaakt",
    )
    for part in insight.findings(contents):
        assert reverse("insight:finding", args=[release.pk, part.id]) in page
    for hunch in contents.sheet.hunches:
        assert hunch.text in page
    for step in contents.sheet.drop_off:
        assert step.text in page


def test_an_analysis_that_we_do_not_know_is_shown_all_the_same(reader: Client) -> None:
    base = local_contents()
    strange = count("life_events", "e1", "size", predicate(RENT), 96_320, Counted.ROWS)
    made = tuple(sorted((*base.statements, strange), key=lambda s: s.id))
    release = bring(counted(replace(base, statements=made))).release
    page = _html(reader, "release", release.pk)
    assert "Andere cijfers: life events" in page
    assert "96.320" in page
    answer = reader.get(reverse("insight:part-csv", args=[release.pk, "other-life_events"]))
    assert "96320" in answer.content.decode()


def test_a_release_without_findings_says_what_that_means(reader: Client) -> None:
    contents = local_contents()
    for subject in ("g1", "g2", "g3", "g4"):
        contents = without(contents, subject)
    release = bring(contents).release
    for page, arguments in (("list", ()), ("release", (release.pk,))):
        assert "Geen enkele groep viel op." in _html(reader, page, *arguments)


def test_why_we_say_it_goes_down_to_the_statement(reader: Client, release: Release) -> None:
    text = _words(_html(reader, "why", release.pk, "risk_groups/g1/share-outside"))
    for wanted in (
        "81 % (tussen 80 % en 82 %)",
        "1 januari 2018 tot en met 31 december 2022",
        "strenge regels van dit project",
        "Klopt: zojuist opnieuw nagekeken, met de sleutel van Onderzoekers van Lindedal",
        "Waaruit het is berekend",
        "Nog in geen tekst die u kunt zien",
        "&quot;statistic&quot;: &quot;share_outside&quot;",
    ):
        assert wanted in text
    page = _html(reader, "why", release.pk, "risk_groups/g1/share-outside")
    for below in ("risk_groups/g1/events", "risk_groups/population/events"):
        assert reverse("insight:why", args=[release.pk, below]) in page


def test_a_signature_that_no_longer_holds_is_told(reader: Client, release: Release) -> None:
    town().trusted_keys.all().delete()
    assert "Niet meer na te gaan" in _html(reader, "why", release.pk, "risk_groups/g1/risk")


@pytest.mark.parametrize("member", ["manifest.json", "manifest.sig", "statements.json", "report.html"])
def test_a_file_that_was_changed_in_the_database_is_told(release: Release, member: str) -> None:
    assert signature_of(release).holds
    files = unpacked(bytes(release.archive.content))
    changed = bytearray(files[member])
    changed[10] ^= 1
    ReleaseArchive.objects.update(content=archive_bytes({**files, member: bytes(changed)}))
    assert not signature_of(release).holds


def test_a_key_that_is_no_longer_trusted_is_told(reader: Client, release: Release) -> None:
    town().trusted_keys.update(ended_at=timezone.now())
    page = _html(reader, "why", release.pk, "risk_groups/g1/risk")
    assert "Klopt: zojuist opnieuw nagekeken" in page
    assert "vertrouwt de sleutel niet meer" in page


def test_a_withheld_number_is_not_in_the_raw_statement_either(reader: Client) -> None:
    """The rate of a group is silent when its other side is: then its bare value is silent too."""
    hidden = counted(withhold(local_contents(), "risk_groups/g1/share-outside"))
    release = bring(hidden).release
    page = _html(reader, "why", release.pk, "risk_groups/g1/risk")
    assert "te weinig om iets te zeggen" in page
    assert "35.0" not in page
    assert "28.0" not in page


def test_where_a_number_is_used_shows_to_who_may_know_of_the_text(
    reader: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, hidden = a_text_on(release, "risk_groups/g1/risk"), a_text_on(release, "risk_groups/g1/risk")
    monkeypatch.setattr(uses, "_RESOLVERS", {"a4": lambda viewer, ids: {mine: Use("Ons A4", "/a4/1/")}})
    page = _html(reader, "why", release.pk, "risk_groups/g1/risk")
    assert "Ons A4" in page
    assert str(hidden) not in page
    assert "Ons A4" not in _html(reader, "why", release.pk, "risk_groups/g1/rr")


def test_an_outdated_finding_leads_to_the_newer_release(reader: Client) -> None:
    old = a_release(day=OLD)
    new = bring(told_otherwise(local_contents(day=NEW), g1=(60.0, 52.0, 69.0))).release
    for page, more in (("finding", ("g1",)), ("release", ()), ("why", ("risk_groups/g1/risk",))):
        html = _html(reader, page, old.pk, *more)
        assert "Verouderd" in html
        assert reverse("insight:release", args=[new.pk]) in html
        assert "Verouderd" not in _html(reader, page, new.pk, *more)
    assert "Nieuwere cijfers zeggen iets anders" in _html(reader, "finding", old.pk, "g1")
    assert "Nieuwere cijfers zeggen iets anders" not in _html(reader, "finding", old.pk, "g2")
    listed = _html(reader, "list")
    assert reverse("insight:release", args=[old.pk]) not in listed
    assert reverse("insight:release", args=[new.pk]) in listed


def test_the_list_puts_the_first_finding_of_a_release_first_not_the_highest_rate(reader: Client) -> None:
    bring(told_otherwise(local_contents(), g2=(900.0, 880.0, 920.0)))
    text = _words(_html(reader, "list"))
    _in_order(text, "geen werk heeft, van wie de moeder jonger was dan 30 jaar", "Ook gevonden", "verhuisden")


def test_the_list_filters_by_municipality(client: Client) -> None:
    here, there = town(), town("Veenmeer", "GM9902")
    mine, theirs = a_release(here), a_release(there)
    user = colleague(Role.READER, where=here)
    user.roles.create(municipality=there, role=Role.READER)
    client.force_login(user)
    listing = reverse("insight:list")
    assert {str(mine.pk), str(theirs.pk)} <= set(re.findall(r"/inzicht/([0-9a-f-]{36})/", _html(client, "list")))
    only = client.get(listing, {"gemeente": "GM9902"}).content.decode()
    assert str(theirs.pk) in only
    assert str(mine.pk) not in only
    other = client.get(listing, {"gemeente": "GM9999"}).content.decode()
    assert str(mine.pk) in other


def test_an_empty_list_says_what_can_be_done(client: Client) -> None:
    client.force_login(colleague(Role.READER))
    page = _html(client, "list")
    assert "Er is nog geen vrijgave met bevindingen." in page
    assert "Lees een vrijgave in" not in page


def test_a_release_belongs_to_its_question(reader: Client) -> None:
    pilot = pilot_of(town())
    release = a_release(pilot=pilot)
    page = _html(reader, "release", release.pk)
    assert reverse("pilots:detail", args=[pilot.pk]) in page
