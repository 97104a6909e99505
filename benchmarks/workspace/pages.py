"""Fill a workplace with many releases, or put back a copy of one that was filled; ask its pages; write costs as JSON.

Usage: python -m benchmarks.workspace.pages fill RELEASES STATEMENTS COPY
       python -m benchmarks.workspace.pages ask REQUESTS ADVISER [COPY]
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import django

SEED = 11
WORDS = ("moeders", "verhuisd", "geen werk", "huurtoeslag", "kinderen uit huis", "Lindedal", "twee ouders", "zzzz")


def main(task: str, *arguments: str) -> dict[str, Any]:
    """Do what is asked in the workplace of this process."""
    django.setup()
    from django.core.management import call_command  # not before the set-up above

    call_command("migrate", verbosity=0)
    tasks: dict[str, Callable[..., dict[str, Any]]] = {"fill": _filled, "ask": _asked}
    return tasks[task](*arguments)


def _filled(releases: str, statements: str, copy: str) -> dict[str, Any]:
    """Fill the workplace through the real door, once for all databases, and copy it with our own command."""
    from smartstart.site.keeping.copying import backup
    from smartstart.workspace.data.models import StatementRow
    from tests.support.many_releases import fill

    began = time.monotonic()
    filled = fill(releases=int(releases), statements=int(statements), seed=SEED)
    backup(actor=_system(), target=Path(copy))
    return {
        "releases": len(filled.releases),
        "statements": StatementRow.objects.count(),
        "adviser": filled.adviser.pk,
        "fill_seconds": round(time.monotonic() - began, 1),
    }


def _asked(requests: str, adviser: str, copy: str = "") -> dict[str, Any]:
    """Return what every kind of page costs."""
    from django.db import connection

    from smartstart.site.keeping.restoring import restore
    from smartstart.site.memory import settle
    from tests.support.asking import addresses, client_of
    from tests.support.many_releases import filled_before

    if copy:
        restore(actor=_system(), source=Path(copy))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as it does by itself within minutes
    settle()  # as the server does
    filled = filled_before(int(adviser))
    client, chance = client_of(filled.adviser), random.Random(SEED)  # noqa: S311
    asked = addresses(filled, words=WORDS).items()
    return {kind: dict(_cost(client, chance, found, int(requests))) for kind, found in asked}


def _system() -> Any:
    from smartstart.web.accounts.rules.viewer import NOBODY, Actor

    return Actor(NOBODY, "opdracht", system=True)


def _cost(client: Any, chance: random.Random, found: list[str], requests: int) -> Iterator[tuple[str, Any]]:
    from tests.support.asking import ask

    for address in found[:3]:  # templates are read when first used
        ask(client, address)
    asked = [ask(client, chance.choice(found)) for _ in range(requests)]
    yield "median_ms", round(1000 * median(answer.seconds for answer in asked), 1)
    yield "p95_ms", _slowest_twentieth(answer.seconds for answer in asked)
    yield "median_processor_ms", round(1000 * median(answer.processor for answer in asked), 1)
    yield "p95_processor_ms", _slowest_twentieth(answer.processor for answer in asked)
    yield "most_queries", max(answer.queries for answer in asked)
    yield "most_kb", round(max(answer.size for answer in asked) / 1000, 1)


def _slowest_twentieth(seconds: Iterator[float]) -> float:
    return round(1000 * quantiles(seconds, n=20)[-1], 1)


if __name__ == "__main__":
    sys.stdout.write(f"\n{json.dumps(main(*sys.argv[1:]))}\n")
