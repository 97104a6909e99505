"""Thirty colleagues at once in one workplace, on the server that `smartstart serve` starts: every answer is counted."""

import json
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

import django
import httpx

SEED, USERS, WORKERS = 20261122, 30, 2
WORDS = ("moeder", "huur", "kinderen", "steun")
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_POST_EVERY = 8  # one in so many requests writes something


@dataclass
class Visit:
    """What one colleague met: statuses and seconds, and what went wrong on the way."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    written: int = 0


def main(seconds: float) -> dict[str, Any]:
    """Fill the workplace, start the server, let thirty colleagues work for so long, and count."""
    django.setup()
    from django.core.management import call_command  # not before the set-up above

    call_command("migrate", verbosity=0)
    colleagues, pages = _filled()
    with _server() as base:
        visits = _work(base, colleagues, pages, seconds)
    return _told(visits, seconds)


def _filled() -> tuple[list[tuple[str, str]], list[str]]:
    """Return per colleague a session and the page of an entry of their own; and the pages that all of them read."""
    from smartstart.web.accounts.models import Municipality
    from smartstart.workspace.directory.models import Professional
    from tests.support.asking import addresses
    from tests.support.many_releases import adviser_in, fill

    filled = fill(releases=20, statements=200, seed=SEED)
    towns = list(Municipality.objects.all())
    home = towns[0]
    made = []
    for number in range(USERS):
        person = Professional.objects.create(
            name=f"Collega {number}", organisation="Proef", expertise="proef", municipality=home, agreed_on="2026-11-02"
        )
        made.append((_session(adviser_in(towns)), f"/smoelenboek/{person.pk}/"))
    return made, [address for found in addresses(filled, words=WORDS).values() for address in found[:6]]


def _session(user: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


@contextmanager
def _server() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = "from smartstart.cli import main; main()"
    home = os.environ["SMARTSTART_HOME"]
    command = [sys.executable, "-c", program, "serve", "--home", home, "--port", str(port), "--workers", str(WORKERS)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/gezond/")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait(address: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            if httpx.get(address, timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.3)
    raise RuntimeError("the server does not answer")


def _work(base: str, colleagues: list[tuple[str, str]], pages: list[str], seconds: float) -> list[Visit]:
    until = time.monotonic() + seconds
    visits = [Visit() for _ in colleagues]
    threads = [
        threading.Thread(target=_one, args=(base, colleague, pages, until, random.Random(SEED + number), visit))  # noqa: S311
        for number, (colleague, visit) in enumerate(zip(colleagues, visits, strict=True))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return visits


def _one(
    base: str, colleague: tuple[str, str], pages: list[str], until: float, chance: random.Random, visit: Visit
) -> None:
    session, own = colleague
    with httpx.Client(base_url=base, cookies={"smartstart": session}, timeout=30) as client:
        while time.monotonic() < until:
            try:
                if chance.randrange(_POST_EVERY):
                    _asked(visit, lambda: client.get(chance.choice(pages)))
                else:
                    _written(client, own, visit)
            except httpx.HTTPError as problem:
                visit.broken.append(type(problem).__name__)


def _asked(visit: Visit, ask: Any) -> httpx.Response:
    began = time.perf_counter()
    answer: httpx.Response = ask()
    visit.seconds.append(time.perf_counter() - began)
    visit.statuses[answer.status_code] += 1
    return answer


def _written(client: httpx.Client, own: str, visit: Visit) -> None:
    """Say of the own entry that it still holds, as a browser does: with the token of its page."""
    token = _TOKEN.search(_asked(visit, lambda: client.get(own)).text)
    if token is None:
        visit.broken.append("no form")
        return
    headers = {"Referer": str(client.base_url)}
    data = {"csrfmiddlewaretoken": token[1]}
    answer = _asked(visit, lambda: client.post(f"{own}nagekeken/", data=data, headers=headers))
    visit.written += answer.status_code == 302


def _told(visits: list[Visit], seconds: float) -> dict[str, Any]:
    from smartstart.web.audit.models import AuditLine

    statuses = sum((visit.statuses for visit in visits), Counter())
    times = [taken for visit in visits for taken in visit.seconds]
    written = sum(visit.written for visit in visits)
    return {
        "users": len(visits),
        "seconds": seconds,
        "requests": sum(statuses.values()),
        "statuses": {str(status): count for status, count in sorted(statuses.items())},
        "broken": len([one for visit in visits for one in visit.broken]),
        "written": written,
        "kept": AuditLine.objects.filter(action="smoelenboek nagekeken").count(),
        "median_ms": round(1000 * median(times)),
        "p95_ms": round(1000 * quantiles(times, n=20)[-1]),
    }


if __name__ == "__main__":
    sys.stdout.write(f"\n{json.dumps(main(float(sys.argv[1])))}\n")
