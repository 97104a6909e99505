"""One search over everything one may see, and nothing else."""

import pytest
from django.test import Client
from django.urls import reverse

from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY
from smartstart.workspace.overview.queries.search import search
from tests.support.insight import a_release
from tests.support.people import colleague, town
from tests.support.pilots import pilot_of

pytestmark = pytest.mark.django_db


def test_it_finds_pilots_and_findings_by_every_word() -> None:
    pilot = pilot_of(town())
    a_release(town(), pilot)
    viewer = viewer_of(colleague(Role.READER))
    assert {group.title for group in search(viewer, pilot.title.split()[0])} >= {"Pilots"}
    assert [group.title for group in search(viewer, "alleenstaande moeder")] == ["Bevindingen"]
    assert search(viewer, "alleenstaande xyzzy") == []
    assert search(viewer, "   ") == []


def test_it_finds_nothing_for_who_may_see_nothing() -> None:
    a_release(town(), pilot_of(town()))
    assert search(NOBODY, "moeder") == []
    assert search(viewer_of(colleague(Role.ADVISER, where=town("Zandhoek", "GM9903", "Elders"))), "moeder") == []


def test_what_is_asked_is_never_markup() -> None:
    text = Client().get(reverse("overview:search"), {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in text
    assert "Niets gevonden" in text
