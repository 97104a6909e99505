"""Estimates that the ledger remembers, as what they tell an outsider who kept the earlier release."""

from collections.abc import Iterable, Iterator

from smartstart.disclosure.judgement import EarlierEstimate
from smartstart.disclosure.ledger import ShownModel
from smartstart.disclosure.precision import MEASURES, step_in
from smartstart.disclosure.predicates import Levels, canonical, problem_with


def estimates(shown: Iterable[ShownModel], known: Levels) -> Iterator[EarlierEstimate]:
    """Yield the estimates of which the step and both groups are known."""
    for one in shown:
        step = step_in(one.precision)
        if one.measure not in MEASURES or step is None or problem_with(one.predicate, known):
            continue
        if problem_with(one.reference, known):
            continue
        yield EarlierEstimate(
            population=one.population,
            group=canonical(one.predicate, known),
            reference=canonical(one.reference, known),
            measure=one.measure,
            lower=one.value - step / 2,
            upper=one.value + step / 2,
            half=one.half,
            method=one.method,
        )
