"""The order of groups on the half they were found on: by the household-clustered limit of the relative risk, usually.

Among a hundred thousand groups some small ones look very bad by luck. So the limit is taken at the level that holds
for all searched groups together (Bonferroni), which asks more of a group that rests on little: then the list starts
with what is likely to hold. The 95 % limit only decides who may be on the list at all; it does so for every measure.

Where it happens less often is sought the same way: the upper limit, below 1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.items import Items
from smartstart.vault.insight.search import Groups, limit_level
from smartstart.vault.insight.searching.measures import Measure, Scale

# The clustered limit needs a pass over the households per group, so it is computed for the best by the plain limit.
# Likeness in households can only matter near the top; who is not among the first 1,000 is far below it.
SHORTLIST = 1_000


@dataclass(frozen=True, slots=True)
class Ranked:
    """Groups in their order, best first; all have a clustered 95 % interval wholly on the side that is sought.

    Attributes:
        items: shape (groups, deepest), padded with -1.
        score: shape (groups,), by which they stand: for the limit, the log of the clustered limit at the level for all
            groups together (minus that log where low risk is sought); for other measures their score.
    """

    items: NDArray[np.int64]
    score: NDArray[np.float64]


def scale_of(sample: Sample, tried: int, measure: Measure = Measure.LIMIT, low: bool = False) -> Scale:
    """Return the measure on a sample, its limit at the level for so many groups."""
    return Scale(measure, low, int(sample.event.size), int(sample.event.sum()), limit_level(tried))


def ranked(groups: Groups, items: Items, sample: Sample, scale: Scale, shortlist: int = SHORTLIST) -> Ranked:
    """Return the groups that may go to the other half, best first.

    Ties go to fewer conditions, then more rows, then the name.

    Args:
        groups: as found on the sample.
        items: conditions over the sample.
        sample: the half that groups are found on.
        scale: by what they are ordered.
        shortlist: for how many the clustered limit is computed; with no more groups than this the order is exact.
    """
    scores = scale.scores(groups.rows, groups.events)
    first = np.sort(np.argsort(-scores, kind="stable")[:shortlist])
    ratios = sample.ratios(items.extent(groups.items[number]) for number in first)
    with np.errstate(divide="ignore"):
        near = -np.log(ratios.upper) if scale.low else np.log(ratios.lower)
    error = ratios.log_error
    there = near > 0.0  # an undefined limit is not on any side
    first, near, error = first[there], near[there], error[there]
    clustered = near - (scale.z - limit_level(1)) * error
    score = clustered if scale.measure is Measure.LIMIT else scores[first]
    order = np.lexsort((first, -groups.rows[first], groups.conditions[first], -score))
    return Ranked(groups.items[first[order]], score[order])
