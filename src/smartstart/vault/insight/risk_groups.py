"""Which groups have the outcome more often: searched on one half of the households, judged on the other.

All conjunctions of a few conditions are searched on the half that `split.found_half` gives. They are ranked by the
lower household-clustered limit of the relative risk, near-duplicates become variants, and a short list of candidates
goes to the other half, which has not been looked at. There each is estimated, and is confirmed when it does worse than
its complement *and* than its best parent, after Holm's correction for the whole short list.

The minimum size and number of events hold in the whole cohort; each half must bring its half of both. Sizes on the
other half look at no outcome. A candidate with too few events there is not shown, but still counts for Holm.
"""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from smartstart.release.contents import Predicate
from smartstart.vault.coded import CodedCohort, OutcomeKind
from smartstart.vault.insight.confirming import Floor, Verdict, judged
from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.findings import Finding, HunchResult, RiskGroups
from smartstart.vault.insight.items import Items, items_of
from smartstart.vault.insight.merging import Candidate, merged
from smartstart.vault.insight.peeling import peel
from smartstart.vault.insight.ranking import ranked
from smartstart.vault.insight.search import search
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
    discovery, confirmation = Sample.of(cohort, chosen), Sample.of(cohort, ~chosen)
    floor = Floor(rows=-(-plan.min_size // 2), events=-(-plan.min_events // 2))
    progress("groepen zoeken in de ene helft van de huishoudens")
    candidates, searched = _candidates(items, discovery, plan, floor)
    progress("groepen toetsen in de andere helft")
    verdicts = judged(candidates, items, discovery, confirmation, floor)
    return RiskGroups(
        findings=tuple(_finding(f"g{n}", verdict, items, everybody) for n, verdict in enumerate(verdicts, start=1)),
        hunches=tuple(_hunch(cohort, everybody, *hunch) for hunch in hunches if hunch[2] is not None),
        searched=searched,
        items=len(items.conditions),
        candidates=len(candidates),
        rows=cohort.rows,
        events=int(everybody.event.sum()),
        persons=int(np.unique(cohort.person).size),
        households=everybody.clusters,
        split_seed=plan.split_seed,
    )


def _candidates(items: Items, discovery: Sample, plan: RiskGroupPlan, floor: Floor) -> tuple[list[Candidate], int]:
    """Return the short list from the one half, and how many groups were looked at for it."""
    here = items.among(discovery.chosen)
    groups = search(here, discovery.event, deepest=plan.max_conditions, min_rows=floor.rows, min_events=floor.events)
    ranking = ranked(groups, here, discovery)
    return merged(ranking, items, discovery, plan.candidates), len(groups)


def _finding(name: str, verdict: Verdict, items: Items, everybody: Sample) -> Finding:
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
        peel=peel(candidate.items, items, everybody.event),
    )


def _hunch(cohort: CodedCohort, everybody: Sample, name: str, predicate: Predicate, day: date | None) -> HunchResult:
    """Return a hunch against its complement, on all rows; its estimate is `nan` where nothing can be said."""
    _check_levels(cohort, predicate)
    return HunchResult(name, predicate, day, everybody.estimate(cohort.mask(predicate)))


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
