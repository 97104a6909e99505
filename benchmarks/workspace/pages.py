"""Fill a workplace with many releases, ask its pages as a colleague does, and write what they cost as JSON.

Usage: python -m benchmarks.workspace.pages RELEASES STATEMENTS REQUESTS
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from statistics import median, quantiles
from typing import Any

import django

SEED = 11
WORDS = ("moeders", "verhuisd", "geen werk", "huurtoeslag", "kinderen uit huis", "Lindedal", "twee ouders", "zzzz")


def main(releases: int, statements: int, requests: int) -> dict[str, Any]:
    """Return what every kind of page costs."""
    django.setup()
    from django.core.management import call_command  # not before the set-up above

    from smartstart.site.memory import settle
    from smartstart.workspace.data.models import StatementRow
    from tests.support.asking import addresses, client_of
    from tests.support.many_releases import fill

    call_command("migrate", verbosity=0)
    began = time.monotonic()
    filled = fill(releases=releases, statements=statements, seed=SEED)
    seconds = time.monotonic() - began
    settle()  # as the server does
    client, chance = client_of(filled.adviser), random.Random(SEED)  # noqa: S311
    pages = {
        kind: dict(_cost(client, chance, found, requests)) for kind, found in addresses(filled, words=WORDS).items()
    }
    return {
        "releases": len(filled.releases),
        "statements": StatementRow.objects.count(),
        "fill_seconds": round(seconds, 1),
        "pages": pages,
    }


def _cost(client: Any, chance: random.Random, found: list[str], requests: int) -> Iterator[tuple[str, Any]]:
    from tests.support.asking import ask

    for address in found[:3]:  # templates are read when first used
        ask(client, address)
    asked = [ask(client, chance.choice(found)) for _ in range(requests)]
    yield "median_ms", round(1000 * median(answer.seconds for answer in asked), 1)
    yield "p95_ms", round(1000 * quantiles((answer.seconds for answer in asked), n=20)[-1], 1)
    yield "median_processor_ms", round(1000 * median(answer.processor for answer in asked), 1)
    yield "p95_processor_ms", round(1000 * quantiles((answer.processor for answer in asked), n=20)[-1], 1)
    yield "most_queries", max(answer.queries for answer in asked)
    yield "most_kb", round(max(answer.size for answer in asked) / 1000, 1)


if __name__ == "__main__":
    sys.stdout.write(f"\n{json.dumps(main(*map(int, sys.argv[1:])))}\n")
