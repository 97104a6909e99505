"""Would the search find this group again? The whole search on households drawn anew, many times.

The households of the searched half are drawn with replacement (as many as there are); on each draw the short list is
made from the start: search, ranking, near-duplicates. A group returns when the list holds one with nearly the same
rows of the cohort (Jaccard at least 0.8, the same likeness that merges near-duplicates).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from smartstart.statistics import nearest_overlap, summarise_stability, wilson
from smartstart.vault.insight.confirming import Floor
from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.findings import Estimate, Steadiness
from smartstart.vault.insight.merging import ALIKE, Candidate
from smartstart.vault.insight.seeking import Half, sought
from smartstart.vault.study.analyses import RiskGroupPlan

_SEED = 0xB0_07


def steadiness(
    candidates: Sequence[Candidate], half: Half, plan: RiskGroupPlan, floor: Floor, low: bool
) -> list[Steadiness]:
    """Return how often each candidate of one side was found again, in their order."""
    if not candidates:
        return []
    random = np.random.default_rng((_SEED, plan.split_seed % 2**32, int(low)))
    mine = _packed(candidates)
    nearest = []
    for _ in range(plan.stability):
        rows, sample = redrawn(half.sample, random)
        again = sought(Half(half.items, half.here.drawn(rows), sample), plan, floor, low)
        nearest.append(nearest_overlap(mine, _packed(again.candidates)) if again.candidates else np.zeros(len(mine)))
    share = summarise_stability(nearest, ALIKE).share
    limits = wilson(np.round(share * plan.stability), np.full(share.size, plan.stability))
    return [
        Steadiness(Estimate(*map(float, numbers)), plan.stability)
        for numbers in zip(share, limits.lower, limits.upper, strict=True)
    ]


def redrawn(sample: Sample, random: np.random.Generator) -> tuple[NDArray[np.int64], Sample]:
    """Return rows of whole households drawn with replacement, and the sample they make.

    A household that is drawn twice counts as two.

    Returns:
        Row numbers within the sample, shape (rows of the draw,), and the drawn sample.
    """
    drawn = random.integers(0, sample.clusters, sample.clusters)
    sizes = sample.all_members[drawn]
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    rows = np.repeat(sample.starts[drawn], sizes) + within
    cluster = np.repeat(np.arange(sample.clusters), sizes)
    return rows, Sample.by_household(sample.rows[rows], sample.event[rows], cluster, sample.person[rows])


def _packed(candidates: Sequence[Candidate]) -> NDArray[np.uint8]:
    return np.array([candidate.extent for candidate in candidates], dtype=np.uint64).view(np.uint8)
