"""Small random children, released twice over other dates or areas; what an outsider can work out, by trying.

The outsider's unknowns are all kinds of child in every year and municipality, whether any lives there or not. Intervals
come from another solver (`scipy.optimize.milp`), and from trying every table where the shown sums leave few enough.
"""

import itertools
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from smartstart.disclosure.gate import Judged
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.policy import Policy, Threshold, load_policy
from smartstart.disclosure.scope import DATE
from smartstart.release.contents import Counted, Predicate, State, TableStatement
from tests.support.gate_world import EVERYBODY, dimension, predicate
from tests.support.kindred_worlds import GEMEENTE, Part, Universe, year

NEED = 3
_TABLES = 60_000
Row = NDArray[np.float64]


@dataclass(frozen=True)
class Unknown:
    """One kind of child: levels with year and municipality, and whether it has the outcome."""

    levels: tuple[tuple[str, str], ...]
    event: bool


@dataclass(frozen=True)
class Drawn:
    """Children and two populations of them, and which groups are asked of each."""

    universe: Universe
    parts: tuple[Part, Part]
    groups: tuple[dict[str, Predicate], dict[str, Predicate]]
    kinds: tuple[Counted, ...]


def small_policy() -> Policy:
    """A policy with a threshold of three persons, and no other rule that speaks."""
    policy = load_policy("cbs-ra")
    own = {"persons": NEED, "difference": 1, "complement": 1, "events": 1, "households": 1, "rounding": 1}
    found = {name: Threshold(value=value, status="own", source="test: small numbers") for name, value in own.items()}
    return policy.model_copy(update=found)


def draw(seed: int) -> Drawn:
    """Draw a few children per kind, and two releases over other years, other municipalities or both."""
    chance = np.random.default_rng(seed)
    way = ("years", "areas", "both")[seed % 3]
    events = seed % 2 == 1 and way != "both"
    names = ("x",) if events or way == "both" else ("x", "y")
    factors = tuple(dimension(name, "a", "b") for name in names)
    years = [1, 2, 3] if way == "years" and len(names) == 1 and not events else [1, 2] if way != "areas" else [1]
    towns = ("GM0001", "GM0002") if way != "years" else ()
    universe = Universe(factors, towns)
    for one, town, levels in itertools.product(years, towns or ("",), itertools.product("ab", repeat=len(names))):
        at = dict(zip(names, levels, strict=True)) | ({GEMEENTE: town} if town else {})
        number = int(chance.choice([0, 1, 2, 3, 4, 6])) + (set(levels) == {"a"})  # so that somebody lives everywhere
        universe.add(number, [one], events=int(chance.integers(0, number + 1)) if events else 0, **at)
    if way == "years":
        spans = _spans(chance, years)
        parts = universe.part(spans[0]), universe.part(spans[1])
    else:
        spans = (years, years[:1]) if way == "both" else (years, years)
        areas = [("GM0001", "GM0002"), ("GM0001",)][:: 1 if chance.random() < 0.5 else -1]
        parts = universe.part(spans[0], areas[0]), universe.part(spans[1], areas[1])
    cells = {
        "".join(v): predicate(**dict(zip(names, v, strict=True))) for v in itertools.product("ab", repeat=len(names))
    }
    margins = {name + level: predicate(**{name: level}) for name in names for level in "ab"}
    every = {"alle": EVERYBODY} | margins | cells
    kinds = (Counted.ROWS, Counted.EVENTS) if events else (Counted.ROWS,)
    groups = [{n: g for n, g in every.items() if n == "alle" or chance.random() < 0.7} for _ in parts]
    return Drawn(universe, parts, (groups[0], groups[1]), kinds)


def _spans(chance: np.random.Generator, years: list[int]) -> tuple[list[int], list[int]]:
    choices = [s for n in range(1, len(years) + 1) for s in itertools.combinations(years, n)]
    while True:
        first, second = (list(choices[chance.integers(len(choices))]) for _ in range(2))
        if first != second and set(first) & set(second):
            return first, second


class Outsider:
    """Who reads both releases."""

    def __init__(self, drawn: Drawn) -> None:
        names = [(d.name, [level.code for level in d.levels]) for d in drawn.universe.factors]
        names.append((DATE, sorted({day.isoformat() for part in drawn.parts for day in part.scope.dates})))
        if drawn.universe.municipalities:
            names.append((GEMEENTE, list(drawn.universe.municipalities)))
        kinds = itertools.product(*([(name, level) for level in levels] for name, levels in names))
        outcome = (False, True) if Counted.EVENTS in drawn.kinds else (False,)
        self.unknowns = [Unknown(kind, event) for kind in kinds for event in outcome]
        self.truth = np.array([self._true(drawn.universe, one) for one in self.unknowns], np.float64)
        self.rows: list[Row] = []
        self.limits: list[tuple[float, float]] = []

    @staticmethod
    def _true(universe: Universe, one: Unknown) -> int:
        return sum(row.levels == dict(one.levels) and row.event == one.event for row in universe.rows)

    def vector(self, part: Part | None, group: Predicate, *, events: bool = False) -> Row:
        """Return which unknowns a group of a population has."""
        scope = part.scope if part else None
        dates = {day.isoformat() for day in scope.dates} if scope else set()

        def holds(one: Unknown) -> bool:
            levels = dict(one.levels)
            there = scope is None or (levels[DATE] in dates and scope.covers(levels.get(GEMEENTE, "GM")[2:]))
            met = all(levels[c.factor] in c.levels for c in group.conditions)
            return there and met and (one.event or not events)

        return np.array([holds(one) for one in self.unknowns], np.float64)

    def reads(self, part: Part, judged: Judged) -> None:
        """Learn what a release shows."""
        for statement in (s for s in judged.statements if isinstance(s, TableStatement)):
            if statement.state is State.SHOWN and statement.value is not None:
                row = self.vector(part, statement.predicate, events=statement.counted is Counted.EVENTS)
                self._learns(row, statement.value, statement.value)

    def knows(self, part: Part, judged: Judged) -> None:
        """Know beforehand which of the counts that are asked are not nought, as a neighbour may."""
        for statement in (s for s in judged.statements if isinstance(s, TableStatement)):
            row = self.vector(part, statement.predicate, events=statement.counted is Counted.EVENTS)
            if row @ self.truth >= 1:
                self._learns(row, 1.0, np.inf)

    def _learns(self, row: Row, lower: float, upper: float) -> None:
        self.rows.append(row)
        self.limits.append((lower, upper))

    def interval(self, target: Row) -> tuple[float, float]:
        """Return the lowest and highest number that fits; infinite where nothing says so."""
        lower, upper = np.array(self.limits).T
        found = []
        for sign in (1.0, -1.0):
            answer = milp(
                sign * target,
                integrality=np.ones(target.size),
                bounds=Bounds(0, np.inf),
                constraints=LinearConstraint(np.array(self.rows), lower, upper),
            )
            if answer.fun is None and (answer.status not in (3, 4) or sign > 0):  # 4: without a limit, or no table fits
                raise RuntimeError(answer.message)
            found.append(np.inf if answer.fun is None else float(round(answer.fun * sign)))
        return found[0], found[1]

    def tried(self, target: Row) -> tuple[float, float] | None:
        """Return the same by trying every table; None where there are too many."""
        most = np.full(target.size, np.inf)
        for row, (_, upper) in zip(self.rows, self.limits, strict=True):
            most = np.where(row > 0, np.minimum(most, upper), most)
        if not np.isfinite(most).all():
            return None
        tables = np.zeros((1, 0))
        rows, (lower, upper) = np.array(self.rows), np.array(self.limits).T
        for place in range(target.size):
            if len(tables) * (most[place] + 1) > _TABLES:
                return None
            values = np.arange(most[place] + 1)
            tables = np.hstack([np.repeat(tables, values.size, axis=0), np.tile(values, len(tables))[:, None]])
            done, rest = tables @ rows[:, : place + 1].T, rows[:, place + 1 :] @ most[place + 1 :]
            tables = tables[((done <= upper) & (done + rest >= lower)).all(axis=1)]
        sums = tables @ target
        return float(sums.min()), float(sums.max())


def judged_twice(seed: int) -> Counter[str]:
    """Release twice; return how many small groups between the two there are, and how many an outsider works out."""
    drawn = draw(seed)
    found: Counter[str] = Counter(groups=0, derived=0, tried=0, tried_otherwise=0, shown=0, asked=0, already=0)
    with tempfile.TemporaryDirectory() as folder:
        book = Ledger.create(Path(folder) / "grootboek.jsonl")
        said = [
            part.release(book, groups, drawn.kinds, small_policy())
            for part, groups in zip(drawn.parts, drawn.groups, strict=True)
        ]
    before, outsider = Outsider(drawn), Outsider(drawn)
    for one in (before, outsider):
        one.knows(drawn.parts[1], said[1])
        one.reads(drawn.parts[0], said[0])
    outsider.reads(drawn.parts[1], said[1])
    found["shown"], found["asked"] = said[1].outline.released, said[1].outline.asked
    for target in _between(outsider, drawn):
        if before.rows and _known(*before.interval(target)):
            found["already"] += 1
            continue
        found["groups"] += 1
        limits = outsider.interval(target) if outsider.rows else (0.0, np.inf)
        found["derived"] += _known(*limits)
        tried = outsider.tried(target) if outsider.rows else None
        found["tried"] += tried is not None
        found["tried_otherwise"] += tried is not None and tried != limits
    return found


def _known(lower: float, upper: float) -> bool:
    return upper - lower < NEED or upper < NEED


def _between(outsider: Outsider, drawn: Drawn) -> Iterator[Row]:
    """Yield the small groups that only one of the two populations has, and what two groups share or not there."""
    first, second = drawn.parts
    seen: set[bytes] = set()
    for events in (False, True) if Counted.EVENTS in drawn.kinds else (False,):
        for own, other, groups in ((first, second, drawn.groups[0]), (second, first, drawn.groups[1])):
            only = 1 - outsider.vector(other, EVERYBODY)
            vectors = [only * outsider.vector(own, group, events=events) for group in groups.values()]
            for target in (*vectors, *_pairs(vectors)):
                if 0 < target @ outsider.truth < NEED and target.tobytes() not in seen:
                    seen.add(target.tobytes())
                    yield target


def _pairs(vectors: Sequence[Row]) -> Iterable[Row]:
    for one, other in itertools.permutations(vectors, 2):
        yield one * other
        yield one * (1 - other)


__all__ = ["Outsider", "draw", "judged_twice", "year"]
