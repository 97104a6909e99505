"""From a case before the gate to one problem per population: which statements may be shown together?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.atoms.problem import Problem
from smartstart.disclosure.atoms.sums import Teller, Told, as_sums, holds
from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.atoms.targets import Cell, Threshold, targets
from smartstart.disclosure.audit.system import Targets
from smartstart.disclosure.joint.elsewhere import elsewhere, joined, nothing_else, together
from smartstart.disclosure.joint.estimated import told_by
from smartstart.disclosure.joint.explained import ANEW, explained
from smartstart.disclosure.joint.recalled import asked_again, recalled
from smartstart.disclosure.judgement import Candidate, Case, CellKey, EarlierCell
from smartstart.disclosure.predicates import canonical, levels_of
from smartstart.disclosure.rounding import Shown, hull_of_count
from smartstart.disclosure.values import ShownCell, surely_moved
from smartstart.release.contents import Counted, Predicate

__all__ = ["Asked", "asked", "nothing_else"]

Wholes = NDArray[np.int64]
_TOTAL, _CELL = 100.0, 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A problem, and what its statements are.

    Attributes:
        ids: of the statements behind each of its statements: a cell can have several names.
        contradicting: shape (statements,), bool: what would show that a group changed since it was last told of.
        tied: ids of the earlier populations that are reckoned with in full.
    """

    problem: Problem
    ids: tuple[tuple[str, ...], ...]
    contradicting: NDArray[np.bool_]
    tied: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Statement:
    ids: tuple[str, ...]
    told: tuple[Told, ...]
    cost: float
    withheld: bool
    anew: bool = False  # the count moved by enough, so everybody may see its new value

    @property
    def missing(self) -> float:
        """What it costs when a sum that it tells cannot be told."""
        return 0.0 if self.withheld else ANEW if self.anew else self.cost


def asked(case: Case, table: AtomTable, cells: Mapping[str, ShownCell]) -> Asked:
    """Return the problem of one population.

    Args:
        case: with what the rules have withheld so far.
        table: the atoms of the population.
        cells: what each count would be shown as, by id, withheld ones too.
    """
    teller = Teller(table, max(1, case.submission.repeats))
    # Where no earlier count is off, all is judged as it was then: the same study on the same rows, the same release.
    before = {key: _earlier(case, key, teller) for key in case.earlier if _expressed(key, table)}
    changed = any(not holds(one, _truth(table)) for one in before.values())
    statements = [*_counts(case, teller, cells, changed=changed), *_models(case, teller, changed=changed)]
    least = Threshold.of(case.policy.persons.value, table)
    others = elsewhere(case, table, least)
    groups = tuple(dict.fromkeys((*_predicates(case, table), *others.groups)))
    told = [(number, one) for number, statement in enumerate(statements) for one in statement.told]
    of = np.array([number for number, _ in told], np.int64)
    truth = np.concatenate([_truth(table), others.truth])
    sums = as_sums([one for _, one in told], truth.size)
    known = as_sums([*_known(case, teller, before, changed=changed), *others.told], truth.size)
    found = explained(truth, known, sums, np.array([s.missing for s in statements])[of])
    problem = Problem(
        truth=found.truth,
        asked=sums,
        statement=of,
        cost=np.array([s.cost for s in statements]),
        withheld=np.array([s.withheld for s in statements], np.bool_),
        background=found.background,
        targets=joined(_targets(teller, found.truth, groups, tuple(_small(case, teller)), least), others.targets),
        beyond=others.truth.size,
        changed=changed,
    )
    contradicting = np.isin(np.arange(len(statements)), of[found.contradicting])
    tied = others.tied | ({table.population} if _all_expressed(case, table) else frozenset())
    return Asked(problem, tuple(s.ids for s in statements), contradicting, tied)


def _targets(
    teller: Teller, truth: Wholes, groups: Sequence[Predicate], small: Sequence[Cell], least: Threshold
) -> Targets:
    """Return what must stay unknown of the present rows, and of those that explain what was told: both are people."""
    table = teller.table
    now = targets(table, groups, small, least)
    quiet, events = truth[: table.atoms], truth[table.atoms : 2 * table.atoms]
    if (quiet == table.quiet).all() and (events == table.events).all():
        return now
    return together([now, targets(table.holding(quiet, events, teller.repeats), groups, (), least)])


def _all_expressed(case: Case, table: AtomTable) -> bool:
    """Return whether every count that was shown of this very population before is a sum of the present atoms."""
    return all(table.knows(key.predicate) for key in case.earlier if key.population == table.population)


def _counts(case: Case, teller: Teller, cells: Mapping[str, ShownCell], *, changed: bool) -> Iterator[_Statement]:
    by_key: dict[CellKey, list[Candidate]] = {}
    for candidate in case.counts:
        if _expressed(candidate.key, teller.table):
            by_key.setdefault(candidate.key, []).append(candidate)
    for key, names in by_key.items():
        if changed and _told_already(case, key, cells[names[0].id].shown):
            yield _Statement(tuple(c.id for c in names), (), _CELL, any(c.id in case.withheld for c in names))
            continue
        limits = cells[names[0].id].shown
        exact = teller.unknowns(key.predicate, half=key.half, quiet=key.counted is not Counted.EVENTS)
        lower = _at_least(case, key, limits.lower, limits.upper)
        told = teller.count(key.predicate, key.counted, lower, limits.upper, half=key.half)
        if not holds(told, _truth(teller.table)):
            told = _around(told, float(_truth(teller.table)[exact].sum()))
        withheld = any(c.id in case.withheld for c in names)
        weight = max(c.count.weight for c in names)
        cost = _CELL + weight if key.predicate.conditions else _TOTAL
        yield _Statement(tuple(c.id for c in names), (told,), cost, withheld, _moved(case, key))


def _truth(table: AtomTable) -> Wholes:
    return np.concatenate([table.quiet, table.events])


def _around(told: Told, exact: float) -> Told:
    """Widen limits that do not hold the exact count: a value kept from an earlier delivery."""
    return Told(told.unknowns, told.weights, min(told.lower, exact), max(told.upper, exact))


def _borne_out(told: Told, truth: Wholes) -> Told:
    """Return what was told, with limits that the present rows lie within: the least change that explains them."""
    return told if holds(told, truth) else _around(told, float(told.weights @ truth[told.unknowns]))


def _moved(case: Case, key: CellKey) -> bool:
    """Return whether a count that was shown before moved by so much that everybody may see it."""
    before, now = case.earlier.get(key), case.evidence.get((key.population, key.half, key.predicate))
    return before is not None and now is not None and surely_moved(now.number(key.counted), before, case.policy)


def _told_already(case: Case, key: CellKey, shown: Shown) -> bool:
    """Return whether an earlier release told as much of a count: then it tells nothing now, shown or not."""
    before = case.earlier.get(key)
    if before is None or _moved(case, key):
        return False
    first = _at_first(before)
    return shown.lower <= first.lower and first.upper <= shown.upper


def _expressed(key: CellKey, table: AtomTable) -> bool:
    return key.population == table.population and table.knows(key.predicate)


def _models(case: Case, teller: Teller, *, changed: bool) -> Iterator[_Statement]:
    known = levels_of(case.dimensions.values())
    truth = _truth(teller.table)
    before = asked_again(case, teller) if changed else frozenset()
    for model in case.models:
        predicate = canonical(model.statement.predicate, known)
        if model.statement.population != teller.table.population or not teller.table.knows(predicate):
            continue
        again = model.statement.id in before
        told = () if again else tuple(one for one in told_by(model, predicate, teller, case) if holds(one, truth))
        yield _Statement((model.statement.id,), told, _CELL, model.statement.id in case.withheld)


def _known(case: Case, teller: Teller, before: Mapping[CellKey, Told], *, changed: bool) -> Iterator[Told]:
    """Yield what earlier releases told, and the sizes of groups that an outsider may know.

    What moved by enough to be shown anew, binds nobody any more: of that, what lies between then and now is told.
    """
    truth = _truth(teller.table)
    anew = {key for key in before if _moved(case, key)}
    yield from (_borne_out(told, truth) if key in anew else told for key, told in before.items())
    # The ledger keeps of estimates a little less than they told. Only in changed rows a miss is a change.
    strict = changed and not anew
    yield from (told if strict else _borne_out(told, truth) for told in recalled(case, teller))
    known = levels_of(case.dimensions.values())
    for predicate in case.submission.extra_predicates:
        plain = canonical(predicate, known)
        if teller.table.knows(plain):
            unknowns = teller.unknowns(plain, half=False)
            exact = float(_truth(teller.table)[unknowns].sum())
            yield Told(unknowns, np.ones(unknowns.size), exact, exact)


def _earlier(case: Case, key: CellKey, teller: Teller) -> Told:
    first = _at_first(case.earlier[key])
    lower = _at_least(case, key, first.lower, first.upper)
    return teller.count(key.predicate, key.counted, lower, first.upper, half=key.half)


def _at_first(cell: EarlierCell) -> Shown:
    """Return a count as it was shown at first: who has that release knows it still, however it was marked since."""
    return hull_of_count(cell.shown, cell.base)


def _at_least(case: Case, key: CellKey, lower: int, upper: int) -> int:
    """Return the least that a shown count can be: nobody shows less than the thresholds, and everybody knows them."""
    policy = case.policy
    least = {Counted.EVENTS: policy.events, Counted.HOUSEHOLDS: policy.households}.get(key.counted, policy.persons)
    return max(lower, min(least.value, upper))


def _predicates(case: Case, table: AtomTable) -> tuple[Predicate, ...]:
    asked = (c.key.predicate for c in case.counts if _expressed(c.key, table))
    earlier = (key.predicate for key in case.earlier if _expressed(key, table))
    return tuple(dict.fromkeys((*asked, *earlier)))


def _small(case: Case, teller: Teller) -> Iterable[Cell]:
    """Yield the withheld counts that are too small themselves, noughts too, and complements that are."""
    least = case.policy.persons.value
    for candidate in case.counts:
        key, evidence = candidate.key, candidate.evidence
        if candidate.id not in case.withheld or not _expressed(key, teller.table):
            continue
        if key.counted is Counted.EVENTS:
            if evidence.event_persons < least:
                yield Cell(teller.unknowns(key.predicate, half=key.half, quiet=False), of_events=True)
            if evidence.rows - evidence.events < least:
                yield Cell(teller.unknowns(key.predicate, half=key.half, events=False), of_events=False)
        elif evidence.persons < least:
            yield Cell(teller.unknowns(key.predicate, half=key.half), of_events=False)
