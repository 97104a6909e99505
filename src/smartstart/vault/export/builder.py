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

    def groups(self) -> Iterator[Predicate]:
        """Yield every group that something is asked of, or that it is compared with."""
        yield from (c.statement.predicate for c in self.counts)
        yield from (m.statement.predicate for m in self.models)
        yield from (m.statement.reference for m in self.models)

    def count(
        self, subject: str, role: str, predicate: Predicate, counted: Counted, analysis: str, weight: int | None = None
    ) -> str:
        """Ask for one count; return its id. Unless told otherwise a peel weighs nothing, all else its own."""
        statement = self.wording.count(analysis, subject, role, predicate, counted)
        if weight is None:
            weight = 0 if role.startswith("peel-") else OWN
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
