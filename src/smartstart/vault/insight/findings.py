"""What the analyses find: frozen, exact, and kept inside the room.

Numbers here are unrounded. They become statements in `vault.export` and leave only through the gate.
"""

from dataclasses import dataclass
from datetime import date

from smartstart.release.contents import Condition, Predicate


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with a 95 % interval; infinite limits are `math.inf`, an undefined value is `math.nan`."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class GroupEstimate:
    """A group against a reference group, on one set of rows.

    Attributes:
        rows, events: units at reference dates in the group, and those with the outcome.
        persons, households: distinct in the group.
        reference_rows, reference_events: the same for the reference group.
        residual_df: number of households (clusters) minus the number of estimated parameters.
        risk: per unit (not per 1,000), household-clustered interval.
        relative_risk: Koopman score interval.
        relative_risk_clustered: household-clustered interval on the log scale.
        risk_difference: Newcombe hybrid score interval.
    """

    rows: int
    events: int
    persons: int
    households: int
    reference_rows: int
    reference_events: int
    residual_df: int
    risk: Estimate
    relative_risk: Estimate
    relative_risk_clustered: Estimate
    risk_difference: Estimate


@dataclass(frozen=True, slots=True)
class PeelStep:
    """One step of the peel: the condition added (None for everybody) and the group so far."""

    added: Condition | None
    predicate: Predicate
    rows: int
    events: int


@dataclass(frozen=True, slots=True)
class Steadiness:
    """How often a finding, or a near-duplicate of it, was on the short list of a search on redrawn households.

    Attributes:
        share: of the repetitions, 0 to 1; with the 95 % Wilson limits that their number allows.
        repetitions: how many there were.
    """

    share: Estimate
    repetitions: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One risk group with its variants.

    Attributes:
        id: "g1" for the first of the ranking; "l1" for the first of those where it happens less often.
        predicate: the description, conditions ordered by factor name.
        found: on the half it was found on (optimistic; never shown as the estimate).
        estimated: on the other half: the honest estimate.
        best_parent: the description without one condition whose rate is the most extreme; None for one condition.
        p_complement, p_parent: one-sided, household-clustered, on the other half.
        p_adjusted: Holm over all candidates, of the larger of the two.
        p_searched: on the half it was found on, among everything searched there (Westfall and Young); None: not asked.
        p_search: the smallest of these on its side: whether the search as a whole brings up more than chance.
        confirmed: p_adjusted < 0.05, and p_search too where it was asked.
        variants: descriptions of nearly the same units, merged into this finding.
        peel: from everybody to this group, on all rows, the condition that adds most first.
        stability: how often the search found it again; None where that was not asked.
        shrunken: the relative risk on the other half, drawn towards the mean of all findings on the same side; None
            with fewer than three. For the researcher inside, beside the estimate and never instead of it.
    """

    id: str
    predicate: Predicate
    found: GroupEstimate
    estimated: GroupEstimate
    best_parent: Predicate | None
    p_complement: float
    p_parent: float
    p_adjusted: float
    confirmed: bool
    variants: tuple[Predicate, ...]
    peel: tuple[PeelStep, ...]
    p_searched: float | None = None
    p_search: float | None = None
    stability: Steadiness | None = None
    shrunken: Estimate | None = None


@dataclass(frozen=True, slots=True)
class HunchResult:
    """A hunch against its complement on all rows: it was written down before the results, so no split."""

    id: str
    predicate: Predicate
    date: date | None
    estimate: GroupEstimate


@dataclass(frozen=True, slots=True)
class RiskGroups:
    """The outcome of one search.

    Attributes:
        findings: ranked by the lower clustered limit of the relative risk on the other half.
        hunches: tested hunches (dated ones only).
        searched: number of distinct descriptions looked at; all that can be made, where only the best were kept.
        items: number of single conditions.
        candidates: how many went to the other half (the number that Holm corrects for).
        rows, events, persons, households: of the whole cohort.
        split_seed: of the honest split.
        low: groups where it happens less often, ranked by the upper clustered limit; empty where not asked.
        complete: whether every description was counted, instead of the best only.
        permutations, repetitions: of the test by permutation and of the bootstrap; 0 where not asked.
    """

    findings: tuple[Finding, ...]
    hunches: tuple[HunchResult, ...]
    searched: int
    items: int
    candidates: int
    rows: int
    events: int
    persons: int
    households: int
    split_seed: int
    low: tuple[Finding, ...] = ()
    complete: bool = True
    permutations: int = 0
    repetitions: int = 0
