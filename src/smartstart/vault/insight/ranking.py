"""The order of groups on the half they were found on: by the lower household-clustered limit of the relative risk.

Among a hundred thousand groups some small ones look very bad by luck. So the limit is taken at the level that holds
for all searched groups together (Bonferroni), which asks more of a group that rests on little: then the list starts
with what is likely to hold. The 95 % limit only decides who may be on the list at all.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.items import Items
from smartstart.vault.insight.search import Groups

# The clustered limit needs a pass over the households per group, so it is computed for the best by the plain limit.
# Likeness in households can only matter near the top; who is not among the first 1,000 is far below it.
SHORTLIST = 1_000
_TAIL = 0.025  # above a two-sided 95 % interval


@dataclass(frozen=True, slots=True)
class Ranked:
    """Groups in their order, best first; all have a lower clustered 95 % limit above 1.

    Attributes:
        items: shape (groups, deepest), padded with -1.
        limit: shape (groups,), the log of the lower clustered limit at the level for all groups together.
    """

    items: NDArray[np.int64]
    limit: NDArray[np.float64]


def ranked(groups: Groups, items: Items, sample: Sample, shortlist: int = SHORTLIST) -> Ranked:
    """Return the groups that may go to the other half, best first.

    Ties go to fewer conditions, then more rows, then the name.

    Args:
        groups: as found on the sample.
        items: conditions over the sample.
        sample: the half that groups are found on.
        shortlist: for how many the clustered limit is computed; with no more groups than this the order is exact.
    """
    plain_z, z = (float(-special.ndtri(_TAIL / number)) for number in (1, max(len(groups), 1)))
    best = np.argsort(-plain_limit(groups, sample.event, z), kind="stable")
    first = np.sort(best[:shortlist])
    ratios = [sample.ratio(items.mask(groups.items[number])) for number in first]
    lower = np.array([float(ratio.lower) for ratio in ratios])
    error = np.array([float(ratio.log_error) for ratio in ratios])
    raised = lower > 1.0  # an undefined limit is not above 1
    first, limit = first[raised], np.log(lower[raised]) - (z - plain_z) * error[raised]
    order = np.lexsort((first, -groups.rows[first], groups.conditions[first], -limit))
    return Ranked(groups.items[first[order]], limit[order])


def plain_limit(groups: Groups, event: NDArray[np.bool_], z: float) -> NDArray[np.float64]:
    """Return the lower limit of the log relative risk as if all rows were independent, shape (groups,).

    Half an event is added to all counts (Walter 1975, Biometrika 62:371), so that it always exists.
    """
    a, n1 = groups.events + 0.5, groups.rows + 0.5
    b, n2 = event.sum() - groups.events + 0.5, event.size - groups.rows + 0.5
    error = np.sqrt(np.maximum(1 / a - 1 / n1 + 1 / b - 1 / n2, 0.0))
    limit: NDArray[np.float64] = np.log(a / n1) - np.log(b / n2) - z * error
    return limit
