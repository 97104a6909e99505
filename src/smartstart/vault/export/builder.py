"""Collects what a release asks to show: one candidate for every number on a page, each with its evidence."""

from collections.abc import Callable, Iterable, Iterator

from smartstart.disclosure.candidates import CountCandidate, ModelCandidate, Partition, RatioCandidate
from smartstart.release.contents import Counted, Predicate, Statistic
from smartstart.vault.export.recount import Recount
from smartstart.vault.export.wording import RISK_GROUPS, Wording

OWN, PART = 2, 1  # a finding does not make way for its own peel, nor for its part in one municipality


class Builder:
    """Collects candidates of one release, all in one wording, counted by one recount."""

    def __init__(self, wording: Wording, recount: Recount) -> None:
        self.wording = wording
        self.recount = recount
        self.counts: list[CountCandidate] = []
        self.ratios: list[RatioCandidate] = []
        self.models: list[ModelCandidate] = []
        self._planned: list[tuple[str, ...]] = []
        self._chosen: list[tuple[str, ...]] = []
        self._weights: dict[tuple[Predicate, Counted], int] = {}

    @property
    def comparisons(self) -> tuple[tuple[str, ...], ...]:
        """Ids that are of use together only, the most wanted first: the last ones make way."""
        return (*self._planned, *self._chosen)

    def compare(self, ids: tuple[str, ...], *, first: bool = False) -> None:
        """Have numbers leave together or not at all; what a study named beforehand comes before what was found."""
        (self._planned if first else self._chosen).append(ids)

    def groups(self) -> Iterator[Predicate]:
        """Yield every group that something is asked of, or that it is compared with, but those asked for beside."""
        beside = {name for comparison in self.comparisons for name in comparison}
        counts = [c.statement for c in self.counts if c.statement.id not in beside]
        models = [m.statement for m in self.models if m.statement.id not in beside]
        yield from (statement.predicate for statement in counts)
        yield from (statement.predicate for statement in models)
        yield from (statement.reference for statement in models)

    def beside(self) -> tuple[tuple[Predicate, ...], ...]:
        """Return the groups of the counts of each comparison, the most wanted first."""
        group = {c.statement.id: c.statement.predicate for c in self.counts}
        return tuple(tuple(group[name] for name in comparison if name in group) for comparison in self.comparisons)

    def count(
        self, subject: str, role: str, predicate: Predicate, counted: Counted, analysis: str, weight: int | None = None
    ) -> str:
        """Ask for one count; return its id. Unless told otherwise a peel weighs nothing, all else its own.

        A count that was asked for already weighs no less now: whatever makes way for it, a finding would go with it.
        """
        statement = self.wording.count(analysis, subject, role, predicate, counted)
        if weight is None:
            weight = 0 if role.startswith("peel-") else OWN
        weight = max(weight, self._weights.get((predicate, counted), 0))
        self._weights[predicate, counted] = weight
        self.counts.append(CountCandidate(statement, self.recount.evidence(predicate), weight=weight))
        return statement.id

    def ratio(
        self,
        subject: str,
        role: str,
        predicate: Predicate,
        statistic: Statistic,
        of: tuple[str, ...],
        analysis: str = RISK_GROUPS,
    ) -> None:
        """Ask for a number that is computed from others, which are named in `of`."""
        self.ratios.append(RatioCandidate(self.wording.ratio(analysis, subject, role, predicate, statistic, of)))

    def sized(self, subject: str, predicate: Predicate, prefix: str = "", analysis: str = RISK_GROUPS) -> str:
        """Ask for size, events and rate of a group; return the id of the events."""
        size = self.count(subject, f"{prefix}size", predicate, Counted.ROWS, analysis)
        events = self.count(subject, f"{prefix}events", predicate, Counted.EVENTS, analysis)
        self.ratio(subject, f"{prefix}rate", predicate, Statistic.RATE, (events, size), analysis)
        return events


Ask = Callable[[Builder], Iterable[Partition]]  # asks for what one analysis found; yields what adds up to what
