"""Small random tables for the search, and its answer by plain Python: one conjunction after the other."""

import itertools
import math
import os
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from smartstart.vault.insight.searching import kernels
from smartstart.vault.insight.searching.best import Wish
from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.measures import Measure
from smartstart.vault.insight.searching.packing import pack


@dataclass(frozen=True)
class Small:
    """A table of a few factors: per item the set of its rows, and which rows have the outcome."""

    factor: list[int]
    members: list[frozenset[int]]
    event: frozenset[int]
    rows: int

    @property
    def board(self) -> Board:
        masks = np.array([[row in some for row in range(self.rows)] for some in self.members], dtype=np.bool_)
        event = np.array([row in self.event for row in range(self.rows)])
        return Board.of(np.array(self.factor, dtype=np.int64), pack(masks.reshape(len(self.members), self.rows)), event)


def both_kernels() -> list[Any]:
    """Return both kernels as parameters; the compiled one may only be missing outside CI."""
    compiled = kernels.compiled()
    missing = pytest.mark.skipif(compiled is None and not os.environ.get("CI"), reason="numba is not installed here")
    return [pytest.param(lambda: kernels.PLAIN, id="numpy"), pytest.param(_compiled, id="numba", marks=missing)]


def _compiled() -> kernels.Kernel:
    found = kernels.compiled()
    assert found is not None, "numba is not installed"
    return found


def draw(seed: int) -> Small:
    """Return a table of 5 to 200 rows: ties, twins, idle conditions, ordered runs, rare and common outcomes."""
    random = np.random.default_rng(seed)
    rows = int(random.integers(5, 200))
    factor: list[int] = []
    members: list[frozenset[int]] = []
    latent = random.integers(0, 3, rows)
    for number in range(int(random.integers(2, 6))):
        levels = int(random.integers(2, 5))
        codes = random.integers(0, levels, rows)
        if random.random() < 0.5:
            codes = np.where(random.random(rows) < 0.8, np.minimum(latent, levels - 1), codes)
        sets = [codes == level for level in range(levels)]
        if levels == 4 and random.random() < 0.5:
            sets += [codes < 2, codes < 3, codes > 0, codes > 1]
        for mask in sets:
            factor.append(number)
            members.append(frozenset(np.flatnonzero(mask).tolist()))
    risk = float(random.choice([0.02, 0.1, 0.5, 0.95])) * (1 + (latent == 1))
    event = frozenset(np.flatnonzero(random.random(rows) < risk).tolist())
    return Small(factor, members, event, rows)


def conjunctions(small: Small, deepest: int) -> list[tuple[tuple[int, ...], frozenset[int]]]:
    """Return the first description of every set of rows but that of everybody: fewest conditions, then by name."""
    first: dict[frozenset[int], tuple[int, ...]] = {}
    everybody = frozenset(range(small.rows))
    for depth in range(1, deepest + 1):
        for items in itertools.combinations(range(len(small.factor)), depth):
            if len({small.factor[item] for item in items}) == depth:
                extent = frozenset.intersection(*(small.members[item] for item in items))
                if extent != everybody:
                    first.setdefault(extent, items)
    return [(items, extent) for extent, items in first.items()]


def score(small: Small, wish: Wish, n: int, p: int) -> float:
    """Return the measure of a group of n rows with p events, from its definition."""
    size, events = small.rows, len(small.event)
    sign = -1 if wish.low else 1
    if wish.measure is Measure.ACCURACY:
        return sign * (size * p - n * events)
    if wish.measure is Measure.CHI_SQUARE:
        table = [(p, n * events / size), (n - p, n * (size - events) / size)]
        table += [(events - p, (size - n) * events / size)]
        table += [(size - n - events + p, (size - n) * (size - events) / size)]
        return math.fsum((seen - expected) ** 2 / expected for seen, expected in table)
    inside, outside = (p + 0.5) / (n + 0.5), (events - p + 0.5) / (size - n + 0.5)
    spread = 1 / (p + 0.5) - 1 / (n + 0.5) + 1 / (events - p + 0.5) - 1 / (size - n + 0.5)
    return sign * math.log(inside / outside) - wish.z * math.sqrt(max(spread, 0.0))


def by_hand(small: Small, wish: Wish) -> list[tuple[tuple[int, ...], int, int, float]]:
    """Return items, rows, events and score of the best groups: by score, fewer conditions, more rows, name."""
    found = []
    for items, extent in conjunctions(small, wish.deepest):
        n, p = len(extent), len(extent & small.event)
        difference = small.rows * p - n * len(small.event)
        if n >= wish.min_rows and p >= wish.min_events and (difference < 0 if wish.low else difference > 0):
            found.append((items, n, p, score(small, wish, n, p)))
    # Scores that only differ by rounding are equal.
    found.sort(key=lambda group: (-float(f"{group[3]:.10e}"), len(group[0]), -group[1], group[0]))
    return found[: wish.places]
