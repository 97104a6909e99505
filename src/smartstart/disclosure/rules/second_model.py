"""One regression per group: what a second one says of it is not shown.

Argument: how far other factors move an estimate, nobody outside can work out exactly, and within one release the joint
audit takes it to be known all the same. Of earlier releases the ledger does not keep it. Two models that differ in one
factor give two estimates of the same events, each with its own rounding; a row of them would give the number of events.
So a group of which an earlier release showed what a regression says, is shown again in just that way, or not at all.
"""

from collections.abc import Iterator

from smartstart.disclosure.candidates import ADJUSTED
from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.disclosure.predicates import canonical, levels_of

_REASON = "van deze groep is al een schatting uit een ander model uitgegeven"


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold what a regression says of a group, where an earlier release showed what another one says of it."""
    known = levels_of(case.dimensions.values())
    earlier = [one for one in case.earlier_estimates if one.measure in ADJUSTED]
    groups = {(one.population, one.group) for one in earlier}
    just_so = {(one.population, one.group, one.reference, one.measure, one.method) for one in earlier}
    for model in case.models:
        one = model.statement
        group = canonical(one.predicate, known)
        if one.measure not in ADJUSTED or (one.population, group) not in groups:
            continue
        if (one.population, group, canonical(one.reference, known), one.measure, one.method) not in just_so:
            yield Judgement(one.id, RULE.name, _REASON)


RULE = Rule("second_model", "samen met andere cijfers uit te rekenen", judge)
