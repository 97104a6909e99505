"""Which release speaks now for an older one: the last that the reader may know of, in two queries for any number."""

import datetime as dt
import itertools

import pytest
from pytest_django import DjangoAssertNumQueries

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Viewer, Visibility
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.queries.studies import newer_for
from tests.support.people import colleague, town

pytestmark = pytest.mark.django_db


def _followed(place: Municipality, releases: int) -> list[Release]:
    """Return releases of one study, each followed by the next."""
    made = [
        Release.objects.create(
            municipality=place,
            manifest=f"{number:064}",
            study="verzuim",
            title="Verzuim",
            owner="Onderzoekers",
            day=dt.date(2021, 1, 1) + dt.timedelta(days=number),
            asked=0,
            released=0,
        )
        for number in range(releases)
    ]
    for older, newer in itertools.pairwise(made):
        older.replaced_by = newer
        older.save()
    return made


@pytest.fixture
def reader() -> Viewer:
    return viewer_of(colleague(Role.READER, where=town()))


@pytest.mark.parametrize("releases", [2, 12])
def test_it_asks_two_queries_however_many_followed(
    reader: Viewer, releases: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = _followed(town(), releases)
    with django_assert_num_queries(2):
        assert newer_for(reader, made[0]) == made[-1]


def test_the_newest_has_no_newer(reader: Viewer, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = _followed(town(), 3)
    with django_assert_num_queries(0):
        assert newer_for(reader, made[-1]) is None


def test_who_may_not_know_of_the_last_hears_of_the_last_that_is_public() -> None:
    made = _followed(town(), 4)
    assert newer_for(NOBODY, made[0]) is None
    Release.objects.filter(pk__in=[made[1].pk, made[2].pk]).update(visibility=Visibility.PUBLIC)
    assert newer_for(NOBODY, made[0]) == made[2]


def test_releases_that_point_at_each_other_end_somewhere(reader: Viewer) -> None:
    first, second = _followed(town(), 2)
    Release.objects.filter(pk=second.pk).update(replaced_by=first)
    assert newer_for(reader, first) == second
