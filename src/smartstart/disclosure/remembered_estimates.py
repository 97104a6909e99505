"""Estimates that the ledger remembers, as what they tell an outsider who kept the earlier release."""

from collections.abc import Iterable, Iterator

from smartstart.disclosure.judgement import EarlierEstimate
from smartstart.disclosure.ledger import ShownModel
from smartstart.disclosure.precision import MEASURES, rounded_limits, shown_limits
from smartstart.disclosure.predicates import Levels, canonical, problem_with


def estimates(shown: Iterable[ShownModel], known: Levels) -> Iterator[EarlierEstimate]:
    """Yield the estimates of which the step (or class) and both groups are known."""
    for one in shown:
        limits = shown_limits(one.value, one.lower, one.upper, one.precision)
        if one.measure not in MEASURES or limits is None or problem_with(one.predicate, known):
            continue
        if problem_with(one.reference, known):
            continue
        yield EarlierEstimate(
            population=one.population,
            group=canonical(one.predicate, known),
            reference=canonical(one.reference, known),
            measure=one.measure,
            lower=limits[0],
            upper=limits[1],
            half=one.half,
            own=one.own,
            limits=rounded_limits(one.lower, one.upper, one.precision),
        )
