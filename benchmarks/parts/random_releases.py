"""Random releases through the gate, one to three in a row with its ledger: what do the attackers learn?"""

from typing import Any

from benchmarks.disclosure.counting import Found, attacked, figures
from benchmarks.disclosure.trials import tried
from tests.support.random_releases import draw_releases

NAME = "random_releases"
KIND = "trial"
TITLE = "Random releases under the attackers: hierarchies, overlaps, rounding, ratios, estimates, several in a row"
FULL_SIZE_ONLY = "some of these crowds take the gate a minute of processor time; a few seeds stand in the tests"
WORLDS, FIRST_SEED = 1000, 70_000


def run(scale: float) -> dict[str, Any]:
    """Draw, release and attack; of one world in ten also what somebody releases who only withholds small counts."""
    seeds = [FIRST_SEED + number for number in range(max(round(WORLDS * scale), 1))]
    found = tried(NAME, seeds, _one, keep=scale == 1)
    return figures(
        seeds,
        found,
        f"in 0 of {WORLDS:,} worlds a bound below ten on a group of somebody, no claim that is not so, and most of the "
        "same worlds broken without the gate",
        false_is_wrong=True,
    )


def _one(seed: int) -> Found:
    return attacked(draw_releases(seed), seed)
