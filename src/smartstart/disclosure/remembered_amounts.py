"""Amounts in the ledger: a shown amount is remembered as an estimate is, under a measure of its own.

So older programs and other rooms read such a line, and what was shown of a population is found again.
"""

from collections.abc import Iterable, Mapping

from smartstart.disclosure import amounts
from smartstart.disclosure.candidates import AmountCandidate
from smartstart.disclosure.ledger import ShownModel
from smartstart.disclosure.predicates import ordered
from smartstart.disclosure.rounding import Interval
from smartstart.release.contents import AmountStatement, Predicate, State

_PREFIX = "amount."
Earlier = Mapping[tuple[object, ...], ShownModel]


def record(statement: AmountStatement, interval: Interval) -> ShownModel:
    """Return the ledger's record of an amount."""
    share = "" if statement.share is None else f".{statement.share!r}"
    return ShownModel(
        id=statement.id,
        room=statement.room,
        unit=statement.unit,
        population=statement.population,
        period=statement.period,
        predicate=ordered(statement.predicate),
        reference=Predicate(),
        measure=f"{_PREFIX}{statement.statistic.value}{share}",
        method=statement.amount,
        value=interval.value,
        lower=interval.lower,
        upper=interval.upper,
        precision=amounts.PRECISION,
    )


def populations(earlier: Earlier) -> frozenset[str]:
    """Return the populations of which an amount was shown before."""
    return frozenset(m.population for m in earlier.values() if m.measure.startswith(_PREFIX))


def shown_just_so(asked: Iterable[AmountCandidate], earlier: Earlier) -> frozenset[str]:
    """Return the ids of the amounts that were shown before, with the same value and limits."""
    return frozenset(a.statement.id for a in asked if _is_the_same(a, earlier))


def _is_the_same(amount: AmountCandidate, earlier: Earlier) -> bool:
    now = record(amount.statement, amounts.at_precision(amount))
    before = earlier.get(now.key)
    return before is not None and (before.value, before.lower, before.upper) == (now.value, now.lower, now.upper)


def as_shown(amount: AmountCandidate, *, withheld: bool) -> AmountStatement:
    """Return an amount as released, at the gate's precision."""
    if withheld:
        hidden = {"state": State.WITHHELD, "value": None, "lower": None, "upper": None}
        return amount.statement.model_copy(update={**hidden, "precision": amounts.PRECISION})
    found = amounts.at_precision(amount)
    numbers = {"value": found.value, "lower": found.lower, "upper": found.upper}
    return amount.statement.model_copy(update={"state": State.SHOWN, **numbers, "precision": amounts.PRECISION})
