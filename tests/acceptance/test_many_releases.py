"""A workspace that fills up: pages ask the same number of queries, and memory holds no more than agreed."""

import pytest

from smartstart.workspace.data.models import Release, StatementRow
from smartstart.workspace.data.queries import releases
from tests.support.asking import addresses, ask, client_of
from tests.support.many_releases import Filled, fill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
_FEW, _MANY, _STATEMENTS = 10, 40, 80
_MOST = 16
_WORDS = ("moeders", "verhuisd", "Lindedal")


def _queries(filled: Filled) -> dict[str, int]:
    """Return the most queries that a page of each kind asks, when what it shows was read before."""
    client, costs = client_of(filled.adviser), {}
    for kind, found in addresses(filled, words=_WORDS).items():
        asked = dict.fromkeys((*found[: len(_WORDS)], found[-1]))
        for address in asked:
            ask(client, address)
        costs[kind] = max(ask(client, address).queries for address in asked)
    return costs


def test_four_times_as_many_releases_ask_no_more_queries() -> None:
    few = _queries(fill(releases=_FEW, statements=_STATEMENTS))
    many = _queries(fill(releases=_MANY, statements=_STATEMENTS))
    assert Release.objects.count() == _MANY
    assert StatementRow.objects.count() >= _MANY * _STATEMENTS
    assert {"data:releases", "data:release", "insight:list", "insight:release", "overview:search"} <= many.keys()
    assert {kind: (few[kind], queries) for kind, queries in many.items() if queries > few[kind]} == {}
    assert max(many.values()) <= _MOST, many


def test_what_is_parsed_is_kept_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    filled = fill(releases=_FEW, statements=_STATEMENTS)
    heaviest = max(len(releases.archive_of(release)) for release in filled.releases)
    shelf = releases.Shelf(room=3 * heaviest)
    monkeypatch.setattr(releases, "_PARSED", shelf)
    for release in filled.releases:
        assert len(releases.contents_of(release).statements) == release.asked
        assert shelf.weight <= 3 * heaviest
    assert 0 < len(shelf) < len(filled.releases)
