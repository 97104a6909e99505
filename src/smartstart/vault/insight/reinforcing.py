"""Factors that strengthen each other: do two conditions together go with more cases than the sum of each alone?

For each pair the four combinations are counted, each condition against the rest of the known levels of its factor; who
has an unknown level of either is left out of the pair, or is of the rest where the study says so beforehand, as it is
beside a finding. The interaction contrast, RERI, AP and S come from
`statistics.interaction`, with households as clusters. The combinations stay as they were declared: neither, the second
only, the first only, both. For three conditions there are eight, and the three-way contrast: how far the contrast of
two differs between who has the third and who has not.

**On which rows.** A pair that the study names was there before anybody looked: all rows may speak, and they tell more
than half of them. A pair from within a finding was chosen *because* its combination stood out in the half on which was
sought. On those rows "both" is high by selection, so the contrast would be too large (the winner's curse). So it is
counted on the other half only, which took no part in the choice.

**Having sought help is never offered as a cause**: a factor of help or care is refused in a pair, and left out of pairs
from within findings. Who gets help has it *because* something was wrong.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.release.contents import Condition, Dimension, Predicate
from smartstart.statistics.clustered import clustered_risk
from smartstart.statistics.design_effect import largest_design_effect, risk_covariance
from smartstart.statistics.evidence import of_households
from smartstart.statistics.interaction import Verdict, additive_interaction, verdict
from smartstart.statistics.intervals import Intervals
from smartstart.statistics.mover import as_correlation, mover
from smartstart.vault.coded import CodedCohort
from smartstart.vault.insight.findings import Estimate, Finding
from smartstart.vault.insight.halves import held_back
from smartstart.vault.study.help import is_help
from smartstart.vault.study.reinforcing import ReinforcingPlan

Totals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Combination:
    """One combination of the conditions: exact, so it stays inside."""

    predicate: Predicate
    rows: int
    events: int


@dataclass(frozen=True, slots=True)
class Together:
    """Two or three conditions together, exactly.

    Attributes:
        id: "p1" for the first planned pair, "f1" for the first from within findings, "t1" for the first triple.
        conditions: in the order of the study, or of the finding.
        combinations: 00, 01, 10, 11: the last condition changes first.
        households: that the counts rest on.
        contrast: per 1,000; of two conditions the interaction contrast, of three the three-way contrast.
        reri, attributable, synergy: of two conditions only; nan where undefined.
        verdict: what the limits of the contrast allow to say, at the declared margin; of two conditions only.
        design_effect: how many times the variance of independent units, the largest of all these numbers.
        held_back: counted on the half of the households that the search did not see.
    """

    id: str
    conditions: tuple[Condition, ...]
    combinations: tuple[Combination, ...]
    households: int
    contrast: Estimate
    reri: Estimate | None
    attributable: Estimate | None
    synergy: Estimate | None
    verdict: Verdict | None
    design_effect: float
    held_back: bool


@dataclass(frozen=True, slots=True)
class Reinforcing:
    """All that a plan asked for."""

    margin: float
    together: tuple[Together, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Conditions that are to be looked at together."""

    id: str
    conditions: tuple[Condition, ...]
    held_back: bool
    unknown_too: bool = False


def reinforcing(cohort: CodedCohort, plan: ReinforcingPlan, findings: Sequence[Finding]) -> Reinforcing:
    """Return what the conditions of a plan do together.

    Args:
        cohort: with a binary outcome; with its halves as a dimension where the plan asks for pairs within findings.
        plan: checked against the dimensions of this cohort.
        findings: those that the release asks to show, in rank order.
    """
    asked = (*planned_pairs(plan), *within(plan, findings, cohort.dimensions))
    return Reinforcing(plan.margin, tuple(_together(cohort, one, plan.margin) for one in asked))


def planned_pairs(plan: ReinforcingPlan) -> tuple[Asked, ...]:
    """Return the pairs that the study names, in its order."""
    return tuple(
        Asked(
            f"p{number}",
            tuple(Condition(factor=f, levels=v) for side in (pair.first, pair.second) for f, v in side.items()),
            held_back=False,
            unknown_too=plan.unknown == "rest",
        )
        for number, pair in enumerate(plan.pairs, start=1)
    )


def within(plan: ReinforcingPlan, findings: Sequence[Finding], dimensions: Sequence[Dimension]) -> tuple[Asked, ...]:
    """Return the pairs, and then the triples, of conditions within findings; each once, and no planned pair again."""
    if not plan.within_findings:
        return ()
    titles = {d.name: d.title for d in dimensions}
    taken = {frozenset(one.conditions) for one in planned_pairs(plan)}
    found: list[Asked] = []
    for size, letter in ((2, "f"), (3, "t")):
        new = 0
        for conditions in _of_size(findings, size):
            helped = any(is_help(c.factor, titles.get(c.factor, "")) for c in conditions)
            if not helped and frozenset(conditions) not in taken and len(found) < plan.most:
                taken.add(frozenset(conditions))
                name = f"{letter}{(new := new + 1)}"
                found.append(Asked(name, conditions, held_back=True, unknown_too=plan.unknown == "rest"))
    return tuple(found)


def _of_size(findings: Sequence[Finding], size: int) -> Iterator[tuple[Condition, ...]]:
    for finding in findings:
        yield from itertools.combinations(finding.predicate.conditions, size)


def rest_of(condition: Condition, dimensions: Sequence[Dimension], *, unknown_too: bool = False) -> Condition:
    """Return the known levels of a factor that a condition does not name, and where asked the unknown ones too."""
    dimension = next(d for d in dimensions if d.name == condition.factor)
    possible = (level for level in dimension.levels if unknown_too or not level.missing)
    others = tuple(level.code for level in possible if level.code not in condition.levels)
    return Condition(factor=condition.factor, levels=others)


def combinations_of(asked: Asked, dimensions: Sequence[Dimension]) -> tuple[Predicate, ...]:
    """Return the groups of all combinations, the last condition changing first: 00, 01, 10, 11."""
    around = (held_back(dimensions),) if asked.held_back else ()
    sides = [(rest_of(c, dimensions, unknown_too=asked.unknown_too), c) for c in asked.conditions]
    return tuple(
        Predicate(conditions=tuple(sorted((*chosen, *around), key=lambda c: c.factor)))
        for chosen in itertools.product(*sides)
    )


def _together(cohort: CodedCohort, asked: Asked, margin: float) -> Together:
    groups = combinations_of(asked, cohort.dimensions)
    members, events = _totals(cohort, groups)
    rows, cases = members.sum(axis=-1), events.sum(axis=-1)
    counted = tuple(Combination(g, int(n), int(e)) for g, n, e in zip(groups, rows, cases, strict=True))
    of_two = len(asked.conditions) == 2
    contrast, others = _of_pair(members, events) if of_two else (_of_triple(members, events), ())
    reri, attributable, synergy = (_estimate(one) for one in others) if of_two else (None, None, None)
    return Together(
        id=asked.id,
        conditions=asked.conditions,
        combinations=counted,
        households=members.shape[-1],
        contrast=_estimate(contrast),
        reri=reri,
        attributable=attributable,
        synergy=synergy,
        verdict=Verdict(int(verdict(contrast, margin))) if of_two else None,
        design_effect=largest_design_effect(members, events, slopes(rows, cases)),
        held_back=asked.held_back,
    )


def _totals(cohort: CodedCohort, groups: Sequence[Predicate]) -> tuple[Totals, Totals]:
    """Return rows and events per combination and household, shape (combinations, households); nobody is in two."""
    which = np.full(cohort.rows, -1, dtype=np.int64)
    for place, group in enumerate(groups):
        which[cohort.mask(group)] = place
    inside = np.flatnonzero(which >= 0)
    numbers, household = np.unique(cohort.household[inside], return_inverse=True)
    cell = which[inside] * numbers.size + household
    event = (cohort.outcome.codes[inside] > 0).astype(np.float64)
    shape = (len(groups), numbers.size)
    length = len(groups) * numbers.size
    members, events = np.bincount(cell, minlength=length), np.bincount(cell, weights=event, minlength=length)
    return members.astype(np.float64).reshape(shape), events.astype(np.float64).reshape(shape)


def _of_pair(members: Totals, events: Totals) -> tuple[Intervals, tuple[Intervals, ...]]:
    shape = (2, 2, members.shape[-1])
    found = additive_interaction(of_households(members.reshape(shape), events.reshape(shape)), recode=False)
    return found.contrast, (found.additive.reri, found.additive.attributable, found.additive.synergy)


def _of_triple(members: Totals, events: Totals) -> Intervals:
    correlation = as_correlation(risk_covariance(members, events)[0])
    return mover(1000.0 * signs(3), clustered_risk(members, events), correlation)


def signs(conditions: int) -> Totals:
    """Return the weight of each combination in the contrast: minus one for every condition that is not there."""
    return np.array([(-1.0) ** (conditions - sum(c)) for c in itertools.product((0, 1), repeat=conditions)])


def slopes(rows: Totals, cases: Totals) -> tuple[Totals, ...]:
    """Return how contrast, RERI, AP and log S move with each risk (delta method); of three only the contrast."""
    if len(rows) == 8:
        return (signs(3),)
    with np.errstate(divide="ignore", invalid="ignore"):
        p00, p01, p10, p11 = cases / rows
        contrast = p11 - p10 - p01 + p00
        joint, apart = p11 - p00, p10 + p01 - 2 * p00
        reri = signs(2) / p00 - np.array([contrast / p00**2, 0, 0, 0])
        attributable = signs(2) / p11 - np.array([0, 0, 0, contrast / p11**2])
        synergy = np.array([2 / apart - 1 / joint, -1 / apart, -1 / apart, 1 / joint])
    return signs(2), reri, attributable, synergy


def _estimate(found: Intervals) -> Estimate:
    return Estimate(float(found.value), float(found.lower), float(found.upper))
