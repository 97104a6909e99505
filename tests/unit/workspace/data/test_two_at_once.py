"""Several colleagues who bring releases at the same moment: nothing twice, nothing lost, the right one speaks."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import connection

from smartstart.web.accounts.rules.viewer import NOBODY, Actor
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.data.actions.releases import Imported, import_release
from smartstart.workspace.data.models import Release, ReleaseArchive, StatementRow
from tests.support.importing import DAY, local_archive, trusting
from tests.support.people import town

pytestmark = pytest.mark.django_db(transaction=True)
_SYSTEM = Actor(NOBODY, "test", system=True)


def _at_once(jobs: list[Callable[[], Imported]]) -> list[Imported]:
    """Start all jobs at the same moment, each with a connection of its own; return what they returned."""
    found: list[Imported] = []
    broken: list[BaseException] = []
    start = threading.Barrier(len(jobs))

    def work(job: Callable[[], Imported]) -> None:
        try:
            start.wait()
            found.append(job())
        except BaseException as problem:  # noqa: BLE001 - told in the test itself
            broken.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    return found


def _bringing(content: bytes, place: int) -> Callable[[], Imported]:
    return lambda: import_release(actor=_SYSTEM, content=content, municipality=place, pilot=None)


def test_the_same_release_by_four_at_once_comes_in_once() -> None:
    place, content = town(), local_archive()
    trusting(place)
    found = _at_once([_bringing(content, place.pk)] * 4)
    assert sorted(imported.already_there for imported in found) == [False, True, True, True]
    release = Release.objects.get()
    assert {imported.release.pk for imported in found} == {release.pk}
    assert ReleaseArchive.objects.count() == 1
    assert StatementRow.objects.count() == release.asked
    assert AuditLine.objects.filter(action="vrijgave ingelezen").count() == 1
    assert AuditLine.objects.filter(action="vrijgave was er al").count() == 3


def test_releases_of_one_study_at_once_end_in_one_that_speaks() -> None:
    place = town()
    trusting(place)
    days = [DAY - dt.timedelta(days=number) for number in range(5)]
    _at_once([_bringing(local_archive(day=day), place.pk) for day in days])
    chain = list(Release.objects.order_by("-day"))
    assert [release.day for release in chain] == days
    assert [release.replaced_by for release in chain] == [None, *chain[:-1]]
