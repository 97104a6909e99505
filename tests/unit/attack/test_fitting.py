"""The attack works numbers out by itself: what the gate computes from shown counts fits those counts and no others."""

import numpy as np
import pytest

from smartstart.attack.fitting import below, counts_of, fits
from smartstart.disclosure.combined import lift, of_rates
from smartstart.disclosure.rounding import Shown
from smartstart.release.contents import OF_COMBINATIONS, Counted, Statistic
from tests.support.gate_world import EVERYBODY, count_statement

PAIR = [20, 400, 30, 300, 30, 250, 50, 200]  # events and size of 00, 01, 10, 11
TRIPLE = [*PAIR, 25, 390, 33, 310, 41, 260, 90, 220]


@pytest.mark.parametrize("statistic", [*OF_COMBINATIONS, Statistic.LIFT])
def test_it_fits_the_counts_it_was_computed_from_and_not_their_neighbours(statistic: Statistic) -> None:
    counts = TRIPLE if statistic is Statistic.THREE_WAY else PAIR
    if statistic is Statistic.LIFT:
        counts = counts[1::2]
    shown = [Shown(n, n, n) for n in counts]
    found = lift(shown) if statistic is Statistic.LIFT else of_rates(statistic, shown, 1.0, 1)
    assert found is not None
    names = tuple(f"test/{place}/n" for place in range(len(counts)))
    of = names if statistic is Statistic.LIFT else (*names, "test/p/design")
    statement = count_statement("p/x", EVERYBODY, Counted.ROWS)
    ratio = statement.model_copy(update={"statistic": statistic, "of": of, "value": found.value})
    assert counts_of(ratio) == names
    assert fits(ratio, [np.array([n]) for n in counts]).tolist() == [True]
    moved = [*counts[:-2], counts[-2] + 12, counts[-1]]
    assert fits(ratio, [np.array([n]) for n in moved]).tolist() == [False]
    divisors = counts[1:] if statistic is Statistic.LIFT else counts[1::2]
    assert list(below(ratio, counts)) == divisors
