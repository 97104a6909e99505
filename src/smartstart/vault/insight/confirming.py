"""The verdict on the half that was held back: estimate, p-values, Holm over the whole short list.

Where the study asked for permutations, they keep the gate: a group is only confirmed when the search as a whole, on the
half it was found on, brought up something that chance alone hardly ever does (the best group of its side, among
everything that was searched). The two guard against different things. The held-back half guards each group against
the luck of the searched half, and would do so alone. The permutations guard against a list that any data would give,
brothers and sisters and near-duplicates included. They are asked of the list and not of each group: the largest score
of a search is that of something small and sharp, and a broad group that holds on the other half need not be sharper.
Asking both can only take confirmations away, so the chance of a false one stays at most that of Holm's correction.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from smartstart.statistics import holm
from smartstart.vault.insight.estimates import Sample, is_defined
from smartstart.vault.insight.findings import GroupEstimate
from smartstart.vault.insight.items import Items
from smartstart.vault.insight.merging import Candidate, p_against_parents

CONFIRMED_BELOW = 0.05


@dataclass(frozen=True, slots=True)
class Verdict:
    """One candidate on both halves; see `findings.Finding` for the meaning of the numbers."""

    candidate: Candidate
    found: GroupEstimate
    estimated: GroupEstimate
    p_complement: float
    p_parent: float
    p_adjusted: float

    @property
    def confirmed(self) -> bool:
        """Whether the group held on households it was not found on, by a search that beats chance if that was asked."""
        search = self.candidate.p_search
        return self.p_adjusted < CONFIRMED_BELOW and (search is None or search < CONFIRMED_BELOW)


@dataclass(frozen=True, slots=True)
class Floor:
    """What each half must at least bring, in rows and in events."""

    rows: int
    events: int

    def holds(self, estimate: GroupEstimate) -> bool:
        """Tell whether an estimate rests on enough, and is known."""
        return estimate.rows >= self.rows and estimate.events >= self.events and is_defined(estimate)


def judged(
    candidates: Sequence[Candidate], items: Items, discovery: Sample, confirmation: Sample, floor: Floor
) -> list[Verdict]:
    """Return the verdicts, by the clustered limit on the side of 1 on the held-back half, the farthest first.

    A candidate below the floor on that half gets no verdict, but a p-value of 1 in Holm's correction: whether it has
    events there is itself something we looked at.

    Args:
        candidates: the whole short list; groups with low risk are in the same correction.
        items: conditions over the whole cohort.
        discovery, confirmation: the two halves.
        floor: the minimum on the held-back half.
    """
    here, there = items.drawn(confirmation.rows), items.drawn(discovery.rows)
    estimates = confirmation.estimates([here.mask(candidate.items) for candidate in candidates])
    measured = [
        _Measured(candidate, estimate, *_p_values(candidate, here, confirmation)) if floor.holds(estimate) else None
        for candidate, estimate in zip(candidates, estimates, strict=True)
    ]
    adjusted = holm([1.0 if m is None else max(m.p_complement, m.p_parent) for m in measured])
    shown = [(m, float(p)) for m, p in zip(measured, adjusted, strict=True) if m is not None]
    found = discovery.estimates([there.mask(m.candidate.items) for m, _ in shown])
    verdicts = [
        Verdict(m.candidate, before, m.estimate, m.p_complement, m.p_parent, p_adjusted=p)
        for (m, p), before in zip(shown, found, strict=True)
    ]
    return sorted(verdicts, key=_order)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A candidate on the half that was held back, before it is corrected for the others."""

    candidate: Candidate
    estimate: GroupEstimate
    p_complement: float
    p_parent: float


def _p_values(candidate: Candidate, items: Items, sample: Sample) -> tuple[float, float]:
    """Return the p-values against all others, and against the others of the best parent."""
    everybody, parent = (
        float(p_against_parents([candidate.items], [among], items, sample, candidate.low)[0])
        for among in ((), candidate.parent)
    )
    return everybody, parent


def _order(verdict: Verdict) -> tuple[float, int, int, tuple[int, ...]]:
    estimate, items = verdict.estimated, verdict.candidate.items
    ratio = estimate.relative_risk_clustered
    return ratio.upper if verdict.candidate.low else -ratio.lower, len(items), -estimate.rows, items
