"""One person comes, leaves, moves or has another outcome between two releases: can anybody see that?"""

from typing import Any

from benchmarks.disclosure.counting import Found, attacked, figures
from benchmarks.disclosure.trials import tried
from tests.support.random_releases import draw_shift

NAME = "one_person_shifts"
KIND = "trial"
TITLE = "One person's change between two releases: can the attackers bound who changed below ten?"
FULL_SIZE_ONLY = "some of these crowds take the gate a minute of processor time; a few seeds stand in the tests"
SHIFTS, FIRST_SEED = 1000, 80_000


def run(scale: float) -> dict[str, Any]:
    """Draw a crowd and its change, release both through the gate and its ledger, and attack the two together."""
    seeds = [FIRST_SEED + number for number in range(max(round(SHIFTS * scale), 1))]
    found = tried(NAME, seeds, _one, keep=scale == 1)
    return figures(
        seeds,
        found,
        f"in 0 of {SHIFTS:,} shifts a bound below ten on what changed, or on any other group of somebody",
        false_is_wrong=False,
    )


def _one(seed: int) -> Found:
    return attacked(draw_shift(seed), seed)
