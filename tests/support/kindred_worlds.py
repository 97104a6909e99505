"""One set of persons over several dates and municipalities, released in parts: other dates, other areas."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from smartstart.disclosure.atoms.counting import counted
from smartstart.disclosure.atoms.dividing import divide
from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.candidates import CountCandidate, Submission
from smartstart.disclosure.gate import Judged, judge
from smartstart.disclosure.ledger import Ledger, Release
from smartstart.disclosure.policy import Policy
from smartstart.disclosure.predicates import canonical, levels_of
from smartstart.disclosure.scope import DATE, Scope, date_dimension, needed_parts
from smartstart.disclosure.values import as_remembered
from smartstart.release.contents import Counted, Dimension, Predicate, State
from tests.support.gate_world import ROOM_KEY, Row, World, _has, count_statement, dimension, exact_policy, submit

FAMILY = "f" * 16
GEMEENTE = "gemeente"


def year(number: int) -> dt.date:
    return dt.date(number, 1, 1)


@dataclass
class Universe:
    """All rows there are, of every year and municipality.

    Attributes:
        factors: what groups are described with, besides the municipality.
        municipalities: codes; none when places play no part.
    """

    factors: tuple[Dimension, ...]
    municipalities: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)

    def add(self, number: int, years: Sequence[int], *, events: int = 0, **levels: str) -> "Universe":
        """Add children who each have a row in every one of these years; `events` of them have the outcome each year."""
        start = 1 + max((row.person for row in self.rows), default=-1)
        for place in range(number):
            for one in years:
                at = levels | {DATE: year(one).isoformat()}
                self.rows.append(Row(start + place, start + place, at, event=place < events))
        return self

    def part(self, years: Sequence[int], areas: Sequence[str] = (), family: str = FAMILY) -> "Part":
        name = f"kinderen-{min(years)}-{max(years)}-{len(years)}-{'-'.join(areas).lower() or 'alle'}-{family[0]}"
        return Part(self, Scope(population=name, family=family, dates=tuple(map(year, years)), areas=tuple(areas)))


@dataclass(frozen=True)
class Part:
    """The rows of some dates and areas: one population."""

    universe: Universe
    scope: Scope

    @property
    def world(self) -> World:
        dates = {day.isoformat() for day in self.scope.dates}
        chosen = [m for m in self.universe.municipalities if self.scope.covers(m[2:])]
        made = World(*self.universe.factors, *((dimension(GEMEENTE, *chosen),) if chosen else ()))
        made.rows = [
            row
            for row in self.universe.rows
            if row.levels[DATE] in dates and self.scope.covers(row.levels.get(GEMEENTE, "GM")[2:])
        ]
        return made

    def count(self, name: str, group: Predicate, counted_as: Counted = Counted.ROWS) -> CountCandidate:
        statement = count_statement(name, group, counted_as, self.scope.population)
        return CountCandidate(statement, self.world.evidence(group))

    def asked(self, book: Ledger, groups: Mapping[str, Predicate], kinds: Iterable[Counted] = (Counted.ROWS,)) -> Any:
        """A submission with every group counted in each of these ways."""
        counts = tuple(self.count(f"{name}/{kind}", group, kind) for name, group in groups.items() for kind in kinds)
        whole = submit(*counts, scopes=(self.scope,), repeats=len(self.scope.dates))
        return replace(whole, atoms=(self.atoms(whole, book),))

    def atoms(self, asked: Submission, book: Ledger) -> AtomTable:
        """The rows in the smallest groups that this release and all kindred ones tell apart."""
        world = self.world
        dimensions = (*world.dimensions, date_dimension(self.scope.dates))
        known, memory = levels_of(world.dimensions), book.memory()
        groups = [canonical(c.statement.predicate, known) for c in asked.counts]
        groups += [key.predicate for key in memory.counts if key.population == self.scope.population]
        groups += needed_parts(self.scope, memory.groups(), known)
        unique = tuple(dict.fromkeys(groups))
        numbers = {d.name: {level.code: i for i, level in enumerate(d.levels)} for d in dimensions}
        columns = {n: np.array([codes[r.levels[n]] for r in world.rows], np.int64) for n, codes in numbers.items()}
        return counted(
            divide(unique, dimensions, columns, np.zeros(len(world.rows), np.bool_)),
            self.scope.population,
            unique,
            np.array([r.person for r in world.rows], np.int64),
            np.array([r.event for r in world.rows], np.bool_),
        )

    def release(
        self,
        book: Ledger,
        groups: Mapping[str, Predicate],
        kinds: Iterable[Counted] = (Counted.ROWS,),
        policy: Policy | None = None,
    ) -> Judged:
        """Judge with the ledger, and write the line of the release in it."""
        judged = judge(self.asked(book, groups, kinds), policy or exact_policy(), self.world.dimensions, book)
        line = Release(
            study="s",
            policy="p",
            stamp="volledig",
            day=dt.date(2026, 1, 1),
            approver="",
            shown=as_remembered(judged.shown, judged.statements),
            dimensions=self.world.dimensions,
            reference_dates=self.scope.dates,
            populations=(self.scope.population,),
            scopes=(self.scope,),
        )
        book.append(line, judged_at=judged.judged_at, key=ROOM_KEY)
        return judged

    def size(self, group: Predicate, *, events: bool = False) -> int:
        return sum(_has(row, group) and (row.event or not events) for row in self.world.rows)


def values(judged: Judged) -> dict[str, float]:
    """What an outsider reads, by `subject/kind`."""
    found = (s for s in judged.statements if s.state is State.SHOWN)
    return {s.id.removeprefix("test/"): s.value for s in found if s.value is not None}
