"""From exact to shown: the values of the statements that no rule withholds.

A cell has one shown value. If it was shown before, for the same population, group and kind of count, it keeps that
value as long as the count moved by less than the difference threshold: two roundings of one cell, or of a cell that
lost one person between two deliveries, would tell more than either. If it surely moved by that much or more, the
new value is shown, because the difference is then a group large enough. Where one kept cell turns out to have moved,
the data are a new delivery, and *all* kept cells of the release get limits that allow for it, and the mark "as shown
before": wider limits or a mark on the moved cells alone would point at them. Where every exact count still lies within
the limits it was last shown with, nothing moved that anyone could tell, and all cells stay as they last stood: the
same run on the same data gives the same release.

What was not shown before could tell how far a kept cell moved: 321 last month, and now 208 and 112 beside each other,
is one less. So of a newer delivery every count that is new is rounded to the same ten, now and later; numbers worked
out from them are then at least ten wide.

An estimate keeps its earlier value while the new one lies within the earlier limits: otherwise repeating the run
with another split would give many estimates of one group, and together they tell more than one may.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smartstart.disclosure.candidates import Evidence, ModelCandidate
from smartstart.disclosure.judgement import Candidate, CellKey, EarlierCell
from smartstart.disclosure.ledger import Shown as Remembered
from smartstart.disclosure.ledger import ShownModel
from smartstart.disclosure.policy import Policy
from smartstart.disclosure.precision import CHOSEN, Rounded, at_precision
from smartstart.disclosure.predicates import ordered
from smartstart.disclosure.rounding import Interval, Shown, hull_of_count, round_count
from smartstart.release.contents import AmountStatement, ModelStatement, Predicate, State, TableStatement

_BEFORE = "2 significante cijfers of hele getallen"  # of estimates from before the ledger wrote their precision


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A count as it is shown, the base it was rounded to, and whether it stands as an earlier release showed it."""

    shown: Shown
    base: int
    kept: bool = False


def exact_count(candidate: Candidate) -> int:
    """Return the exact number that a count candidate asks to show."""
    return candidate.evidence.number(candidate.key.counted)


def shown_counts(
    candidates: Iterable[Candidate],
    policy: Policy,
    earlier: Mapping[CellKey, EarlierCell],
    recounted: Mapping[tuple[str, bool, Predicate], Evidence],
) -> dict[str, ShownCell]:
    """Return what is shown of each count, by id.

    Args:
        recounted: exact counts on the present data of groups that earlier releases showed, asked for or not.
    """
    standing = tuple(candidates)
    newer = _newer_deliveries(policy, earlier, recounted)
    kept = {
        c.id: e
        for c in standing
        if (e := earlier.get(c.key)) is not None and not surely_moved(exact_count(c), e, policy)
    }
    moved = any(not _within(exact_count(c), _last_limits(kept[c.id])) for c in standing if c.id in kept)
    found = {}
    for candidate in standing:
        before = kept.get(candidate.id)
        if before is None:
            base = max(policy.rounding.value, _least_base(candidate, policy, earlier, newer))
            found[candidate.id] = ShownCell(hull_of_count(round_count(exact_count(candidate), base), base), base)
        elif moved:
            slack = _room(before, policy) - 1
            limits = Shown(before.shown, max(0, before.shown - slack), before.shown + slack)
            found[candidate.id] = ShownCell(limits, before.base, kept=True)
        else:
            found[candidate.id] = ShownCell(_last_limits(before), before.base, before.kept)
    return found


def _newer_deliveries(
    policy: Policy,
    earlier: Mapping[CellKey, EarlierCell],
    recounted: Mapping[tuple[str, bool, Predicate], Evidence],
) -> frozenset[str]:
    """Return the populations of which an earlier count is a little off now, or was when it was last shown."""
    found = set()
    for key, before in earlier.items():
        evidence = recounted.get((key.population, key.half, key.predicate))
        off = evidence is not None and _is_off(evidence.number(key.counted), before, policy)
        if before.kept or off:
            found.add(key.population)
    return frozenset(found)


def _is_off(exact: int, before: EarlierCell, policy: Policy) -> bool:
    """Return whether a count moved, but by too little to be told."""
    return not _within(exact, _last_limits(before)) and not surely_moved(exact, before, policy)


def _least_base(
    candidate: Candidate, policy: Policy, earlier: Mapping[CellKey, EarlierCell], newer: frozenset[str]
) -> int:
    """Return what a count is rounded to at least: ten where it is new, and others stand as they were shown before."""
    is_new = candidate.key not in earlier
    return policy.difference.value if is_new and candidate.key.population in newer else 1


def _last_limits(before: EarlierCell) -> Shown:
    """Return a count with the limits it was last shown with."""
    if before.lower is None or before.upper is None:
        return hull_of_count(before.shown, before.base)
    return Shown(before.shown, before.lower, before.upper)


def _within(exact: int, shown: Shown) -> bool:
    return shown.lower <= exact <= shown.upper


def _room(before: EarlierCell, policy: Policy) -> int:
    """Return how far the exact count may lie from the earlier shown value before it surely moved by enough."""
    return policy.difference.value + before.base // 2


def surely_moved(exact: int, before: EarlierCell, policy: Policy) -> bool:
    """Return whether a count moved by so much that everybody may see it."""
    return abs(exact - before.shown) >= _room(before, policy)


def count_statement(candidate: Candidate, cell: ShownCell | None) -> TableStatement:
    """Return the statement as released; `None` withholds it."""
    statement = candidate.count.statement
    if cell is None:
        return withheld(statement)
    return statement.model_copy(
        update={
            "state": State.SHOWN,
            "value": float(cell.shown.value),
            "lower": float(cell.shown.lower),
            "upper": float(cell.shown.upper),
            "rounded_to": cell.base,
            "kept": cell.kept,
        }
    )


def as_remembered(
    records: Iterable[Remembered], statements: Iterable[TableStatement | ModelStatement | AmountStatement]
) -> tuple[Remembered, ...]:
    """Return what the ledger remembers, with the mark and the limits of counts that stand as shown before."""
    kept = {s.id: s for s in statements if isinstance(s, TableStatement) and s.kept}
    return tuple(_as_kept(one, kept[one.id]) if one.id in kept else one for one in records)


def _as_kept(record: Remembered, statement: TableStatement) -> Remembered:
    if statement.lower is None or statement.upper is None:
        return record
    limits = {"lower": int(statement.lower), "upper": int(statement.upper)}
    return record.model_copy(update={"kept": True, **limits})


def model_value(model: ModelCandidate, earlier: Mapping[tuple[object, ...], ShownModel], events: int) -> Rounded:
    """Return an estimate at the precision that its counts allow, or as it was shown before."""
    fresh = at_precision(model, events)
    before = earlier.get(shown_model(model.statement, fresh, half=model.half).key)
    if before is not None and before.lower <= fresh.interval.value <= before.upper:
        return Rounded(Interval(before.value, before.lower, before.upper), before.precision or _BEFORE)
    return fresh


def shown_model(statement: ModelStatement, rounded: Rounded, *, half: bool) -> ShownModel:
    """Return the ledger's record of an estimate."""
    interval = rounded.interval
    return ShownModel(
        id=statement.id,
        room=statement.room,
        unit=statement.unit,
        population=statement.population,
        period=statement.period,
        predicate=ordered(statement.predicate),
        reference=ordered(statement.reference),
        measure=statement.measure,
        method=statement.method,
        value=interval.value,
        lower=interval.lower,
        upper=interval.upper,
        precision=rounded.words,
        half=half,
    )


def with_interval(statement: TableStatement, interval: Interval | None) -> TableStatement:
    """Return a ratio statement as released; `None` withholds it."""
    if interval is None:
        return withheld(statement)
    return statement.model_copy(update={"state": State.SHOWN, **_numbers(interval), "rounded_to": 1})


def with_estimate(statement: ModelStatement, rounded: Rounded | None) -> ModelStatement:
    """Return an estimate as released, with its precision in words; `None` withholds it."""
    if rounded is None:
        hidden = {"state": State.WITHHELD, "value": None, "lower": None, "upper": None, "confirmed": None}
        return statement.model_copy(update={**hidden, "precision": CHOSEN})
    numbers = _numbers(rounded.interval)
    return statement.model_copy(update={"state": State.SHOWN, **numbers, "precision": rounded.words})


def withheld(statement: TableStatement) -> TableStatement:
    """Return a table statement without its value: a state of its own, never a nought, and no reason."""
    hidden = {"state": State.WITHHELD, "value": None, "lower": None, "upper": None, "rounded_to": 1, "kept": False}
    return statement.model_copy(update=hidden)


def _numbers(interval: Interval) -> dict[str, float]:
    return {"value": interval.value, "lower": interval.lower, "upper": interval.upper}
