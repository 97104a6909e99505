"""Findings beside each other, drawn towards their mean: the largest of many is partly luck.

For the researcher inside. The gate judges smoothed values that lie between a group's own risk and that of everybody;
these lie between that of a group and the mean of the findings, so they do not leave.
"""

from collections.abc import Sequence
from dataclasses import astuple

import numpy as np

from smartstart.statistics import shrink
from smartstart.vault.insight.confirming import Verdict
from smartstart.vault.insight.findings import Estimate
from smartstart.vault.insight.searching.best import Z95

_FEWEST = 3  # with fewer there is no mean to speak of


def shrunken(verdicts: Sequence[Verdict]) -> list[Estimate | None]:
    """Return the relative risks of one side on the other half after shrinkage on the log scale, in their order.

    None for a group whose ratio has no finite limits, and for all with fewer than three others to compare with.
    """
    ratios = [verdict.estimated.relative_risk_clustered for verdict in verdicts]
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(np.array([astuple(ratio) for ratio in ratios]).reshape(-1, 3))
        errors = (logs[:, 2] - logs[:, 1]) / (2 * Z95)
    if (np.isfinite(logs[:, 0]) & np.isfinite(errors)).sum() < _FEWEST:
        return [None] * len(ratios)
    try:
        found = shrink(logs[:, 0], errors).estimates
    except ArithmeticError:  # the variance between the groups was not found: then nothing is said of it
        return [None] * len(ratios)
    rows = np.exp(np.array(astuple(found))).T
    return [Estimate(*map(float, row)) if np.isfinite(row).all() else None for row in rows]
