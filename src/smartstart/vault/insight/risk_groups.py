"""Which groups have the outcome more often: searched on one half of the households, judged on the other.

All conjunctions of a few conditions are searched on the half that `split.found_half` gives. They are ranked by the
lower household-clustered limit of the relative risk (or by another measure that the study declared), near-duplicates
become variants, and a short list of candidates goes to the other half, which has not been looked at. There each is
estimated, and is confirmed when it does worse than its complement *and* than its best parent, after Holm's correction
for the whole short list. Where the study asks for it, groups in which it happens less often are sought, corrected and
confirmed in the same way, and in the same correction.

The minimum size and number of events hold in the whole cohort; each half must bring its half of both. Sizes on the
other half look at no outcome. A candidate with too few events there is not shown, but still counts for Holm.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np

from smartstart.release.contents import Predicate
from smartstart.vault.coded import CodedCohort, OutcomeKind
from smartstart.vault.insight.chance import weigh
from smartstart.vault.insight.confirming import Floor, Verdict, judged
from smartstart.vault.insight.estimates import Sample, distinct
from smartstart.vault.insight.findings import Estimate, Finding, HunchResult, RiskGroups, Steadiness
from smartstart.vault.insight.items import Items, Words, items_of, pack
from smartstart.vault.insight.merging import Numbers
from smartstart.vault.insight.peeling import peel
from smartstart.vault.insight.returning import steadiness
from smartstart.vault.insight.seeking import Half, Sought, sought
from smartstart.vault.insight.shrinking import shrunken
from smartstart.vault.insight.split import found_half
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vocabulary.errors import StudyError

HunchToTest = tuple[str, Predicate, date | None]
Note = Callable[[str], None]


def _quiet(_: str) -> None:
    """Tell nobody."""


def risk_groups(
    cohort: CodedCohort,
    plan: RiskGroupPlan,
    hunches: Sequence[HunchToTest] = (),
    progress: Note = _quiet,
) -> RiskGroups:
    """Return the risk groups of a cohort, best first, and what came of the hunches.

    Args:
        cohort: with a binary outcome.
        plan: limits of the search and the seed of the split.
        hunches: id, predicate and date of each; an undated one cannot be tested and is left out.
        progress: is told, in Dutch, what is being done.

    Returns:
        RiskGroups; without findings where there is nothing to find (too few rows or events, one household, an outcome
        that nobody or everybody has).

    Raises:
        StudyError: the outcome is not binary, a hunch names what the cohort does not know, or there are too many
            combinations to search.
    """
    if cohort.outcome.kind is not OutcomeKind.BINARY:
        raise StudyError(
            f"Risicogroepen zoeken kan niet met de uitkomst '{cohort.outcome.name}'.",
            where='[[analyses]] kind = "risk_groups"',
            expected="een uitkomst die iemand wel of niet heeft",
        )
    items = items_of(cohort)
    chosen = found_half(cohort.household, plan.split_seed)
    everybody = Sample.of(cohort, np.ones(cohort.rows, dtype=np.bool_))
    discovery, confirmation = (Sample.of(cohort, half) for half in (chosen, ~chosen))
    half = Half(items, items.drawn(discovery.rows), discovery)
    floor = Floor(rows=-(-plan.min_size // 2), events=-(-plan.min_events // 2))
    sides = _sides(half, plan, floor, progress)
    candidates = [candidate for side in sides for candidate in side.candidates]
    progress("groepen toetsen in de andere helft")
    verdicts = judged(candidates, items, discovery, confirmation, floor)
    steady = _steady(sides, half, plan, floor, progress)
    happened = pack(cohort.outcome.codes > 0)
    high, low = (_findings(verdicts, low, items, happened, steady) for low in (False, True))
    return RiskGroups(
        findings=high,
        hunches=tuple(_hunch(cohort, everybody, *hunch) for hunch in hunches if hunch[2] is not None),
        searched=sides[0].looked.tried,
        items=len(items.conditions),
        candidates=len(candidates),
        rows=cohort.rows,
        events=int(everybody.event.sum()),
        persons=distinct(cohort.person),
        households=everybody.clusters,
        split_seed=plan.split_seed,
        low=low,
        complete=all(side.looked.complete for side in sides),
        permutations=plan.permutations,
        repetitions=plan.stability,
    )


def _sides(half: Half, plan: RiskGroupPlan, floor: Floor, progress: Note) -> list[Sought]:
    """Return the short list of where it happens more often, and of where it happens less often if that is asked."""
    progress("groepen zoeken in de ene helft van de huishoudens")
    sides = [sought(half, plan, floor, low=False)]
    if plan.low:
        sides.append(sought(half, plan, floor, low=True, looked=sides[0].looked))
    if plan.permutations:
        progress("nagaan wat het toeval alleen zou vinden")
        for side in sides:
            weigh(side, half, plan, floor)
    return sides


def _steady(
    sides: Sequence[Sought], half: Half, plan: RiskGroupPlan, floor: Floor, progress: Note
) -> Mapping[tuple[bool, Numbers], Steadiness]:
    """Return how often each candidate was found again; nothing where that is not asked."""
    if not plan.stability:
        return {}
    progress("opnieuw zoeken in huishoudens die het lot aanwijst")
    found: dict[tuple[bool, Numbers], Steadiness] = {}
    for side in sides:
        low = side.scale.low
        again = steadiness(side.candidates, half, plan, floor, low)
        found |= {(low, c.items): one for c, one in zip(side.candidates, again, strict=True)}
    return found


def _findings(
    verdicts: Sequence[Verdict],
    low: bool,
    items: Items,
    happened: Words,
    steady: Mapping[tuple[bool, Numbers], Steadiness],
) -> tuple[Finding, ...]:
    """Return the findings of one side, in the order of their verdicts."""
    mine = [verdict for verdict in verdicts if verdict.candidate.low is low]
    name = "l" if low else "g"
    return tuple(
        _finding(f"{name}{n}", verdict, items, happened, calm, steady.get((low, verdict.candidate.items)))
        for n, (verdict, calm) in enumerate(zip(mine, shrunken(mine), strict=True), start=1)
    )


def _finding(
    name: str,
    verdict: Verdict,
    items: Items,
    happened: Words,
    calm: Estimate | None,
    steady: Steadiness | None,
) -> Finding:
    candidate = verdict.candidate
    return Finding(
        id=name,
        predicate=items.predicate(candidate.items),
        found=verdict.found,
        estimated=verdict.estimated,
        best_parent=items.predicate(candidate.parent) if candidate.parent else None,
        p_complement=verdict.p_complement,
        p_parent=verdict.p_parent,
        p_adjusted=verdict.p_adjusted,
        confirmed=verdict.confirmed,
        variants=tuple(items.predicate(variant) for variant in candidate.variants),
        peel=peel(candidate.items, items, happened, candidate.low),
        p_searched=candidate.p_searched,
        p_search=candidate.p_search,
        stability=steady,
        shrunken=calm,
    )


def _hunch(cohort: CodedCohort, everybody: Sample, name: str, predicate: Predicate, day: date | None) -> HunchResult:
    """Return a hunch against its complement, on all rows; its estimate is `nan` where nothing can be said."""
    _check_levels(cohort, predicate)
    return HunchResult(name, predicate, day, everybody.estimate(cohort.mask(predicate)[everybody.rows]))


def _check_levels(cohort: CodedCohort, predicate: Predicate) -> None:
    """Refuse a level that the factor does not have: it would silently describe nobody."""
    for condition in predicate.conditions:
        known = [level.code for level in cohort.factor(condition.factor).dimension.levels]
        for level in condition.levels:
            if level not in known:
                raise StudyError(
                    f"De factor '{condition.factor}' kent de waarde '{level}' niet.",
                    where="question.hunches",
                    expected=", ".join(known),
                )
