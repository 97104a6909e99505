"""A map of five hundred areas: what it costs on the server, over the wire and until something is seen. Writes JSON.

Usage: python -m benchmarks.workspace.map_page REQUESTS VISITS
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import django

_SERVED_WITH = "smartstart.site.settings.workspace"  # the real ones: hashed names, files packed beforehand
_WAIT = 30.0
_PAINTED = "performance.getEntriesByName('first-contentful-paint')"


def main(requests: int, visits: int) -> dict[str, Any]:
    """Return what the map page costs."""
    django.setup()
    areas, username, address = _filled()
    server = {kind: dict(_server_time(username, one, requests)) for kind, one in _addresses(address).items()}
    with _served() as home:
        browser = dict(_in_a_browser(home + address, visits))
    return {"areas": areas, "server": server, **browser}


def _addresses(address: str) -> dict[str, str]:
    return {"one indicator": address, "two indicators": f"{address}&tweede=moeite-met-rondkomen"}


def _filled() -> tuple[int, str, str]:
    """Fill the workplace; return how many areas the map has, who may see it, and its address."""
    from django.core.management import call_command
    from django.urls import reverse

    from smartstart.web.accounts.rules.roles import Role
    from smartstart.web.accounts.rules.viewer import Visibility
    from smartstart.workspace.data.actions.figures import load_folder
    from smartstart.workspace.data.models import Area
    from smartstart.workspace.insight.models import ColourPage
    from tests.support.many_areas import HOME, NAME, write_many_areas
    from tests.support.people import acting, colleague, town
    from tests.support.shared import shared_data

    call_command("migrate", verbosity=0)
    place = town(NAME, HOME)
    adviser = colleague(Role.ADVISER, where=place)
    with tempfile.TemporaryDirectory() as folder:
        figures = write_many_areas(shared_data(), Path(folder) / "open")
        load_folder(actor=acting(adviser), folder=figures, municipality_code=HOME)
    ColourPage.objects.create(municipality=place, visibility=Visibility.PUBLIC.value)
    areas = Area.objects.filter(level="buurt").exclude(outline="").count()
    address = f"{reverse('insight:colour-municipality', args=[HOME])}?niveau=buurt&indicator=bijstand"
    return areas, adviser.username, address


def _server_time(username: str, address: str, requests: int) -> Iterator[tuple[str, Any]]:
    """Ask the page as a colleague does, packed as a browser gets it; the first ones are left out."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from smartstart.web.accounts.models import User

    client = Client(headers={"accept-encoding": "gzip"})
    user = User.objects.get(username=username)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for _ in range(3):
        client.get(address)
    with CaptureQueriesContext(connection) as asked:
        size = len(client.get(address).content)
        queries = len(asked)
    seconds, processor = [], []
    for _ in range(requests):
        began, busy = time.perf_counter(), time.process_time()
        client.get(address)
        seconds.append(time.perf_counter() - began)
        processor.append(time.process_time() - busy)
    yield "median_ms", round(1000 * median(seconds), 1)
    yield "p95_ms", round(1000 * quantiles(seconds, n=20)[-1], 1)
    yield "median_processor_ms", round(1000 * median(processor), 1)
    yield "p95_processor_ms", round(1000 * quantiles(processor, n=20)[-1], 1)
    yield "queries", queries
    yield "page_bytes", size


@contextmanager
def _served() -> Iterator[str]:
    """Serve the workplace as in production, without TLS; yield its address."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": _SERVED_WITH}
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, env=environment, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--port",
        port,
        "--no-ws",
        "--log-level",
        "error",
    ]
    server = subprocess.Popen([*command, "smartstart.site.wsgi:application"], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _until_it_answers(address)
        yield address
    finally:
        server.terminate()
        server.wait()


def _until_it_answers(address: str) -> None:
    began = time.monotonic()
    while True:
        try:
            urllib.request.urlopen(f"{address}/inzicht/kleur/", timeout=5).read()  # noqa: S310 - our own
            return
        except OSError:
            if time.monotonic() - began > _WAIT:
                raise
            time.sleep(0.2)


def _in_a_browser(address: str, visits: int) -> Iterator[tuple[str, Any]]:
    """Open the page with nothing remembered; count every byte, and the time until something is painted."""
    from tests.support.browser import open_browser

    painted, weights = [], []
    with open_browser() as browser:
        for _ in range(visits + 1):  # the first visit warms the server
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
            page = context.new_page()
            wire = context.new_cdp_session(page)
            wire.send("Network.enable")
            kinds: dict[str, str] = {}
            sizes: dict[str, float] = {}
            wire.on(
                "Network.responseReceived", lambda told, kinds=kinds: kinds.update({told["requestId"]: told["type"]})
            )
            wire.on(
                "Network.loadingFinished",
                lambda told, sizes=sizes: sizes.update({told["requestId"]: told["encodedDataLength"]}),
            )
            page.goto(address, wait_until="networkidle")
            page.wait_for_function(f"{_PAINTED}.length > 0")  # a busy machine may paint after the last byte came in
            painted.append(page.evaluate(f"{_PAINTED}[0].startTime"))
            weights.append(dict.fromkeys(kinds.values(), 0.0))
            for request, size in sizes.items():
                weights[-1][kinds[request]] += size
            context.close()
    yield "wire_bytes", round(max(sum(weight.values()) for weight in weights))
    yield "wire_bytes_by_kind", {kind.lower(): round(size) for kind, size in sorted(weights[-1].items())}
    yield "first_paint_ms", round(median(painted[1:]))
    yield "slowest_first_paint_ms", round(max(painted[1:]))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*map(int, sys.argv[1:]))))
