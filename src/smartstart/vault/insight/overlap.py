"""With which withheld characteristics a finding overlaps: a warning that the group may stand for another one.

A group described by income alone can still be, for the most part, a group of one origin. Whoever offers something to
it, treats origins differently without having said so (indirect discrimination). So for each finding and each level of
a characteristic that is loaded only to compare: its share of the group beside its share of everybody, the ratio of the
two (lift), and phi, the correlation of two yes/no variables (Pearson 1900). What is found stays inside the room.

What counts as strong is declared here, before any result: phi from 0.3 (a medium effect by Cohen 1988, Statistical
Power Analysis), or one and a half times as often as among everybody, in either direction. Phi alone would pass over
small groups, in which it cannot be large.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.coded import CodedCohort, CodedFactor
from smartstart.vault.insight.findings import RiskGroups

OVERLAP = "overlap"
STRONG_PHI = 0.3
STRONG_LIFT = 1.5


@dataclass(frozen=True, slots=True)
class Overlap:
    """One finding beside one level of a withheld characteristic; exact, so it stays inside.

    Attributes:
        finding: "g1", or "l1" where it happens less often; characteristic, level: name and code.
        share_of_group, share_of_everybody: of rows, with this level.
        lift: the first divided by the second; nan where nobody has the level.
        phi: from -1 to 1; nan where everybody or nobody has the level, or is in the group.
        strong: by the declared bounds.
    """

    finding: str
    characteristic: str
    level: str
    share_of_group: float
    share_of_everybody: float
    lift: float
    phi: float
    strong: bool


def overlaps(cohort: CodedCohort, groups: RiskGroups) -> tuple[Overlap, ...]:
    """Return the overlap of every finding with every level of the characteristics that are there to compare.

    In the order of the findings, those where it happens less often last; then of the characteristics and levels of the
    study.
    """
    compared = [factor for factor in cohort.factors if factor.withheld_as_condition]
    if not compared:
        return ()
    masks = [(finding.id, cohort.mask(finding.predicate)) for finding in (*groups.findings, *groups.low)]
    return tuple(one for name, mask in masks for factor in compared for one in _with(name, mask, factor))


def _with(finding: str, group: NDArray[np.bool_], factor: CodedFactor) -> Iterator[Overlap]:
    levels = len(factor.dimension.levels)
    everybody = np.bincount(factor.codes, minlength=levels)
    inside = np.bincount(factor.codes[group], minlength=levels)
    rows, members = group.size, int(group.sum())
    for level, both, mine in zip(factor.dimension.levels, inside.tolist(), everybody.tolist(), strict=True):
        share, of_all = both / max(1, members), mine / max(1, rows)
        lift = share / of_all if of_all else float("nan")
        spread = float(members) * (rows - members) * mine * (rows - mine)
        phi = (float(rows) * both - float(members) * mine) / spread**0.5 if spread else float("nan")
        yield Overlap(finding, factor.dimension.name, level.code, share, of_all, lift, phi, _is_strong(lift, phi))


def _is_strong(lift: float, phi: float) -> bool:
    return abs(phi) >= STRONG_PHI or lift >= STRONG_LIFT or lift <= 1 / STRONG_LIFT
