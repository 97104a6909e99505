"""Look through a whole study for factors that may not describe groups; see `withheld`."""

from collections.abc import Iterator
from typing import assert_never

from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.model import OpenData, RegisterData, Study
from smartstart.vault.study.regression import RegressionPlan
from smartstart.vault.study.reinforcing import ReinforcingPlan
from smartstart.vault.study.table import TableData
from smartstart.vault.study.withheld import Named, Unfair, unfair, unfair_area

Where = tuple[str | int, ...]


def mistakes(study: Study) -> tuple[Unfair, ...]:
    """Return every mistake of a study against fairness, in the order of the file as far as that goes."""
    area = study.data.area if isinstance(study.data, TableData) else None
    return (*unfair(_factors(study), _conditions(study), study.withheld), *unfair_area(area or ""))


def only_compared(study: Study) -> frozenset[str]:
    """Return the factors that are loaded only to see which findings overlap with them."""
    return frozenset(one.name for one in study.withheld if one.use == "compare")


def _factors(study: Study) -> Iterator[Named]:
    data = study.data
    if isinstance(data, TableData):
        for number, factor in enumerate(data.factors):
            words = (factor.name, factor.title, factor.column)
            told = (*factor.phrases.values(), factor.below, factor.from_)
            values = (*factor.labels, *factor.labels.values(), *told)
            yield Named(factor.name, words, ("data", "factors", number, "name"), values)
    elif isinstance(data, RegisterData):
        for number, name in enumerate(study.cohort.factors if study.cohort else ()):
            yield Named(name, (name,), ("cohort", "factors", number))
    elif not isinstance(data, OpenData):  # open figures load no factor; another source says here which it loads
        assert_never(data)


def _conditions(study: Study) -> Iterator[tuple[str, Where]]:
    for number, hunch in enumerate(study.question.hunches):
        yield from ((name, ("question", "hunches", number, "conditions")) for name in hunch.conditions)
    for number, plan in enumerate(study.analyses):
        here: Where = ("analyses", number)
        if isinstance(plan, RegressionPlan):
            yield from ((name, (*here, "factors")) for name in plan.factors)
        elif isinstance(plan, ReinforcingPlan):
            sides = (side for pair in plan.pairs for side in (pair.first, pair.second))
            yield from ((name, (*here, "pairs")) for side in sides for name in side)
        elif isinstance(plan, RiskGroupPlan):
            yield from ((breakdown.factor, (*here, "breakdowns")) for breakdown in plan.breakdowns)
