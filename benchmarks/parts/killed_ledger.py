"""Two processes release on one ledger and are killed at random moments: is anything forgotten?"""

from typing import Any

from tests.support.killed_ledger import killed_at_random

NAME = "killed_ledger"
KIND = "trial"
TITLE = "kill -9 while two processes release on one ledger: is anything forgotten?"
KILLS, SEED = 400, 20_260_102


def run(scale: float) -> dict[str, Any]:
    """Kill; after each pair of kills the chain must be whole and know every release that stands."""
    found = killed_at_random(max(round(KILLS * scale), 2), SEED)
    return {
        "passed": found["forgotten"] == 0 and found["lines_lost"] == 0 and found["lines"] > found["kills"] // 2,
        "bar": "after every kill the chain is whole, every release that stands has its line, no line is lost, and the "
        "next process goes on",
        "seeds": [SEED],
        **found,
    }
