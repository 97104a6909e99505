"""Finding findings: every word, however it is written; few queries, however much there is."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from smartstart.web.accounts.models import User
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.models import Finding, Summary
from smartstart.workspace.insight.queries.findings import search, studies_for
from smartstart.workspace.insight.queries.public import public_findings
from smartstart.workspace.insight.rules.words import MOST_WORDS, normalised, search_words, shortened
from tests.support.importing import local_contents
from tests.support.insight import NEW, OLD, a_release, bring, told_otherwise
from tests.support.people import colleague, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser() -> User:
    return colleague(Role.ADVISER)


@pytest.mark.parametrize(
    ("words", "subjects"),
    [
        (["huurtoeslag"], ["g1"]),
        (["HUURTOESLAG"], ["g1"]),
        (["moeder", "verhuisden"], ["g2", "g3", "g4"]),
        (["moeder verhuisden"], ["g2", "g3", "g4"]),
        (["uithuisplaatsing", "huurtoeslag"], ["g1"]),
        (["Duinwaarde", "huurtoeslag"], ["g1"]),
        (["Lindedal", "huurtoeslag"], ["g1"]),
        (["huurtoeslag", "kasteel"], []),
        (["%"], []),
        (["_"], []),
        (["\\"], []),
        ([], []),
        (["  "], []),
    ],
)
def test_every_word_counts_and_nothing_else(adviser: User, words: list[str], subjects: list[str]) -> None:
    a_release()
    hits = search(viewer_of(adviser), words)
    assert [hit.url_kwargs["subject"] for hit in hits] == subjects


def test_a_hit_brings_its_other_side_and_its_mark(adviser: User) -> None:
    release = a_release()
    hit = search(viewer_of(adviser), ["huurtoeslag"])[0]
    assert "Ongeveer 965 niet" in hit.sentence
    assert "niets over de oorzaak" in hit.sentence
    assert hit.marks == ("verzonnen gegevens",)
    assert (hit.certainty, hit.municipality, hit.outdated) == ("vrijwel zeker", "Duinwaarde", False)
    assert reverse("insight:finding", kwargs=hit.url_kwargs) == reverse("insight:finding", args=[release.pk, "g1"])


def test_newer_comes_before_older_and_says_which_is_outdated(adviser: User) -> None:
    old, new = a_release(day=OLD), bring(told_otherwise(local_contents(day=NEW), g1=(60.0, 52.0, 69.0))).release
    hits = search(viewer_of(adviser), ["huurtoeslag"])
    assert [(hit.url_kwargs["release"], hit.outdated) for hit in hits] == [(new.pk, False), (old.pk, True)]


def test_no_more_is_given_than_asked(adviser: User) -> None:
    a_release()
    assert len(search(viewer_of(adviser), ["moeder"], most=2)) == 2


def test_search_takes_few_queries_however_much_there_is(adviser: User, django_assert_max_num_queries: Any) -> None:
    release = a_release()
    _many_findings(release, 500)
    viewer = viewer_of(adviser)
    with django_assert_max_num_queries(3):
        assert len(search(viewer, ["verzonnenwoord", "moeder"], most=20)) == 20


def _many_findings(release: Release, number: int) -> None:
    Finding.objects.bulk_create(
        Finding(
            release=release, subject=f"x{i}", analysis="risk_groups", position=100 + i, title=f"Groep {i}",
            sentence="Zin.", certainty="niet te zeggen", confirmed=False, shown=True, text_hash="",
            search_text=f"groep {i} verzonnenwoord moeder",
        )
        for i in range(number)
    )  # fmt: skip


def _studies(number: int) -> None:
    for place in range(number):
        a_release(id=f"studie-{place}", day=NEW - dt.timedelta(days=place))


def test_the_list_takes_few_queries_however_much_there_is(
    client: Client, adviser: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(adviser)
    _studies(12)
    for release in Release.objects.all():
        _many_findings(release, 30)
    with django_assert_max_num_queries(20):
        page = client.get(reverse("insight:list"))
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count("<section") == 10
    assert "pagina=2" in text
    second = client.get(reverse("insight:list"), {"pagina": 2}).content.decode()
    assert second.count("<section") == 2


@pytest.mark.parametrize(
    ("name", "more", "most"),
    [("release", (), 18), ("finding", ("g1",), 20), ("why", ("risk_groups/g1/risk",), 20), ("part-csv", ("g1",), 10)],
)
def test_a_page_takes_few_queries_however_much_there_is(
    client: Client, adviser: User, django_assert_max_num_queries: Any, name: str, more: tuple[str, ...], most: int
) -> None:
    client.force_login(adviser)
    release = a_release(day=OLD)
    for turn in range(4):
        a_release(day=OLD + dt.timedelta(days=turn + 1))
    address = reverse(f"insight:{name}", args=[release.pk, *more])
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200


def test_of_a_long_release_the_list_shows_the_first_and_says_how_many_more(client: Client, adviser: User) -> None:
    """Also when the first about which something may be said stands far down."""
    client.force_login(adviser)
    release = a_release()
    _many_findings(release, 40)
    last = Finding.objects.get(release=release, subject="x39")
    Finding.objects.exclude(pk=last.pk).update(shown=False)
    Summary.objects.update(first="x39", findings=44)
    told = studies_for(viewer_of(adviser), public_findings()).get().told
    assert [finding.subject for finding in told] == ["g1", "g2", "g3", "g4", "x39"]
    page = client.get(reverse("insight:list")).content.decode()
    assert reverse("insight:finding", args=[release.pk, "x39"]) in page
    assert "En nog 39 andere" in page


@pytest.mark.parametrize("page", ["pagina=99", "pagina=-1", "pagina=x", "gemeente=' OR 1=1"])
def test_a_strange_address_gives_a_list(client: Client, adviser: User, page: str) -> None:
    client.force_login(adviser)
    a_release()
    assert client.get(f"{reverse('insight:list')}?{page}").status_code == 200


def test_words_are_the_same_however_they_are_written() -> None:
    assert normalised("  Één  ÉÉN\tkind ") == "een een kind"
    assert search_words(["Één kind", "EEN"]) == ("een", "kind")
    assert len(search_words([f"woord{i}" for i in range(50)])) == MOST_WORDS
    assert len(search_words(["x" * 500])[0]) == 40
    assert shortened("abcdef", 4) == "abc…"
    assert shortened("abcd", 4) == "abcd"


def test_two_towns_of_one_name_are_told_apart_by_the_viewer(adviser: User) -> None:
    a_release(town("Duinwaarde", "GM9902", "Elders"))
    assert search(viewer_of(adviser), ["huurtoeslag"]) == []
