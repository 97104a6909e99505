"""What estimates of earlier releases still tell.

An estimate that is asked again, made in the same way, and would be shown just so, tells now what it told then: the very
same sums. So a
release that is made again is the same question, and is not worked out twice.
"""

import math
from collections.abc import Iterator

from smartstart.disclosure.atoms.sums import Teller, Told
from smartstart.disclosure.candidates import ModelCandidate
from smartstart.disclosure.joint.estimated import limits_of, taken_of, told_before, told_by
from smartstart.disclosure.judgement import Case, EarlierEstimate
from smartstart.disclosure.plain import kept_limits
from smartstart.disclosure.predicates import canonical, levels_of
from smartstart.release.contents import Predicate

_Name = tuple[Predicate, Predicate, str, bool]


def recalled(case: Case, teller: Teller) -> Iterator[Told]:
    """Yield the sums that earlier estimates on this population tell, as far as the atoms know their groups."""
    for estimate, model in _earlier(case, teller):
        if model is None:
            yield from told_before(estimate, teller)
        else:
            yield from told_by(model, estimate.group, teller, case)


def asked_again(case: Case, teller: Teller) -> frozenset[str]:
    """Return the ids of estimates that tell just what an earlier release told: nothing is new in them."""
    return frozenset(model.statement.id for _, model in _earlier(case, teller) if model is not None)


def _earlier(case: Case, teller: Teller) -> Iterator[tuple[EarlierEstimate, ModelCandidate | None]]:
    """Yield the estimates on this population of groups that the atoms know, with the one that says the same now."""
    again = _by_name(case, teller.table.population)
    for estimate in case.earlier_estimates:
        if estimate.population == teller.table.population and teller.table.knows(estimate.group):
            model = again.get((estimate.group, estimate.reference, estimate.measure, estimate.half))
            yield estimate, model if model is not None and _just_so(model, estimate, case) else None


def _by_name(case: Case, population: str) -> dict[_Name, ModelCandidate]:
    known = levels_of(case.dimensions.values())
    found = {}
    for model in case.models:
        one = model.statement
        if one.population == population:
            groups = canonical(one.predicate, known), canonical(one.reference, known)
            found[*groups, one.measure, model.half] = model
    return found


def _just_so(model: ModelCandidate, estimate: EarlierEstimate, case: Case) -> bool:
    now = limits_of(model, case.policy.estimate.value)
    own = kept_limits(model, taken_of(model, case.policy.estimate.value))
    same_own = own is None or estimate.own is None or _close(own, estimate.own)
    return _close(now, (estimate.lower, estimate.upper)) and same_own


def _close(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(math.isclose(a, b, rel_tol=1e-9) for a, b in zip(one, other, strict=True))
