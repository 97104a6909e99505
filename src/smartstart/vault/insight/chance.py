"""What chance alone brings about in the searched half: Westfall and Young's test over everything that was searched.

Outcomes change places between households of the same size (see `searching.shuffling`). The highest score of every
permuted search is kept; a candidate's p-value is the share of permutations that reach its score.
"""

import numpy as np

from smartstart.vault.insight.confirming import Floor
from smartstart.vault.insight.search import require_room
from smartstart.vault.insight.searching.permutation import tried
from smartstart.vault.insight.searching.shuffling import Shuffle
from smartstart.vault.insight.seeking import Half, Sought
from smartstart.vault.study.analyses import RiskGroupPlan

_SEED = 0x77_79  # mixed with the seed of the split, so that both are recorded by one number


def weigh(found: Sought, half: Half, plan: RiskGroupPlan, floor: Floor) -> None:
    """Give each candidate its p-value among everything searched, and that of the search as a whole.

    Raises:
        StudyError: there is too much to look at in every permutation.
    """
    mend = "zet permutations op 0, of kies minder factoren of een lagere max_conditions"
    require_room(half.here, plan.max_conditions, mend)
    if not found.candidates:
        return
    board, sample = half.here.board(half.sample.event), half.sample
    outcome = tried(
        board,
        Shuffle.of(sample.cluster, sample.event),
        found.scale,
        deepest=plan.max_conditions,
        min_rows=floor.rows,
        permutations=plan.permutations,
        seed=_SEED + plan.split_seed % 2**32,
        min_events=floor.events,
    )
    masks = [half.here.mask(candidate.items) for candidate in found.candidates]
    rows = np.array([int(mask.sum()) for mask in masks], dtype=np.int64)
    events = np.array([int((mask & sample.event).sum()) for mask in masks], dtype=np.int64)
    adjusted = outcome.adjusted(found.scale.scores(rows, events))
    for candidate, p in zip(found.candidates, adjusted, strict=True):
        candidate.p_searched, candidate.p_search = float(p), float(adjusted.min())
