"""Asking the pages of a full workspace as a colleague, and what each answer costs."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from smartstart.web.accounts.models import User
from smartstart.workspace.data.models import Release
from smartstart.workspace.overview.models import A4
from smartstart.workspace.pilots.models import Pilot
from tests.support.many_releases import Filled


@dataclass(frozen=True)
class Answer:
    """What one page cost: seconds on the server and of its processors, queries, bytes over the wire."""

    seconds: float
    processor: float
    queries: int
    size: int


def client_of(user: User) -> Client:
    """Return a browser in which this colleague is logged in."""
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ask(client: Client, address: str) -> Answer:
    """Ask for a page; anything but a page is a failure."""
    reset_queries()  # the log of queries holds so many and no more
    with CaptureQueriesContext(connection) as queries:
        began, worked = time.perf_counter(), _worked()
        response = client.get(address)
        seconds, processor = time.perf_counter() - began, _worked() - worked
    if response.status_code != 200:
        raise AssertionError(f"{address} answers {response.status_code}")
    return Answer(seconds, processor, len(queries), len(response.content))


def _worked() -> float:
    """Return the seconds that processors worked for this process, and for it in the process of its database.

    Of another process only Linux tells that finely; elsewhere, and for a database on another machine, it counts none.
    """
    info = getattr(connection.connection, "info", None)  # SQLite works in our own process
    try:
        told = Path(f"/proc/{info.backend_pid}/schedstat").read_text(encoding="ascii") if info else "0"
    except OSError:
        told = "0"
    return time.process_time() + int(told.split()[0]) / 1e9


def addresses(filled: Filled, words: Sequence[str]) -> dict[str, list[str]]:
    """Return the addresses to ask, per kind of page; a workspace without a step has no pages of it."""
    found = {
        "pilots:list": [_address("pilots:list")],
        "data:releases": [
            _address("data:releases") + query
            for query in ("", "?toon=alles", "?toon=alles&pagina=2", "?gemeente=GM9902")
        ],
        "insight:list": [_address("insight:list") + query for query in ("", "?pagina=2", "?gemeente=GM9902")],
        "overview:search": [f"{_address('overview:search')}?q={word}" for word in words],
        "overview:a4-list": [_address("overview:a4-list")],
        "overview:a4": [_address("overview:a4", sheet=sheet) for sheet in A4.objects.values_list("pk", flat=True)],
        "overview:accountability": [_address("overview:accountability")],
        "publishing:list": [_address("publishing:list") + query for query in ("", "?pagina=2")],
        "directory:list": [_address("directory:list") + query for query in ("", "?pagina=2", "?q=taal")],
        **{name: _of_pilots(name, filled.pilots) for name in ("pilots:detail", "question:detail", "data:detail")},
        **{name: _of_releases(name, filled.releases) for name in ("data:release", "insight:release")},
        "insight:finding": _of_releases("insight:finding", filled.releases, subject="g1"),
        "insight:part-csv": _of_releases("insight:part-csv", filled.releases, part="comparison"),
        "insight:part-svg": _of_releases("insight:part-svg", filled.releases, part="g1", drawing="stippen"),
        "insight:why": _of_releases("insight:why", filled.releases, statement="risk_groups/g1/rate"),
    }
    return {name: urls for name, urls in found.items() if urls and urls[0].startswith("/")}


def _of_pilots(name: str, pilots: Sequence[Pilot]) -> list[str]:
    return [_address(name, pilot=pilot.pk) for pilot in pilots]


def _of_releases(name: str, releases: Sequence[Release], **more: str) -> list[str]:
    return [_address(name, release=release.pk, **more) for release in releases]


def _address(name: str, **kwargs: Any) -> str:
    try:
        return str(reverse(name, kwargs=kwargs))
    except NoReverseMatch:
        return ""
