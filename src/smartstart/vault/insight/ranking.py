"""The order of groups on the half they were found on: by the lower household-clustered limit of the relative risk."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.items import Items
from smartstart.vault.insight.search import Groups

# The clustered limit needs a pass over the households per group, so it is computed for the best by the plain limit.
# Likeness in households can only matter for groups near the top; who is not among the first 2,000 is far below it.
SHORTLIST = 2_000
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Ranked:
    """Groups in their order, best first.

    Attributes:
        items: shape (groups, deepest), padded with -1.
        lower: shape (groups,), lower clustered limit, above 1.
    """

    items: NDArray[np.int64]
    lower: NDArray[np.float64]


def ranked(groups: Groups, items: Items, sample: Sample, shortlist: int = SHORTLIST) -> Ranked:
    """Return the groups whose lower clustered limit on this sample is above 1, best first.

    Ties go to fewer conditions, then more rows, then the name.

    Args:
        groups: as found on the sample.
        items: with masks over the sample.
        sample: the half that groups are found on.
        shortlist: for how many the clustered limit is computed; with no more groups than this the order is exact.
    """
    plain = plain_lower_limit(groups, sample.event)
    first = np.sort(np.argsort(-plain, kind="stable")[:shortlist])
    lower = np.array([float(sample.ratio(items.mask(groups.items[number])).lower) for number in first], dtype=float)
    order = np.lexsort((first, -groups.rows[first], groups.conditions[first], -lower))
    order = order[lower[order] > 1.0]  # an undefined limit is not above 1
    return Ranked(groups.items[first[order]], lower[order])


def plain_lower_limit(groups: Groups, event: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the lower limit of the log relative risk as if all rows were independent, shape (groups,).

    Half an event is added to all counts (Walter 1975, Biometrika 62:371), so that it always exists.
    """
    a, n1 = groups.events + 0.5, groups.rows + 0.5
    b, n2 = event.sum() - groups.events + 0.5, event.size - groups.rows + 0.5
    error = np.sqrt(np.maximum(1 / a - 1 / n1 + 1 / b - 1 / n2, 0.0))
    limit: NDArray[np.float64] = np.log(a / n1) - np.log(b / n2) - _Z * error
    return limit
