"""No estimate for a group of which a count is withheld.

Argument: a count is withheld because its number may not be known. An estimate for the same group, with its limits,
is another way to write down that number: the risk gives the events, the width of the interval gives the size. So
rows, persons and events of a group are all shown, or its estimates are not.

The rule looks at what all other rules withheld, and nothing rests on an estimate; so it ends up with what is
withheld when the others are done.
"""

from collections.abc import Iterator

from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.disclosure.predicates import canonical, levels_of, problem_with
from smartstart.release.contents import Counted, Predicate

_REASON = "een telling van dezelfde groep wordt niet getoond; de schatting zou die verraden"
_COUNTED = (Counted.ROWS, Counted.PERSONS, Counted.EVENTS)


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold each estimate for a group with a withheld count of rows, persons or events."""
    known = levels_of(case.dimensions.values())
    hidden: set[tuple[str, Predicate]] = set()
    for count in case.submission.counts:
        statement = count.statement
        if statement.id not in case.withheld or statement.counted not in _COUNTED:
            continue
        if not problem_with(statement.predicate, known):  # an estimate for such a group is refused by itself
            hidden.add((statement.population, canonical(statement.predicate, known)))
    for model in case.models:
        if (model.statement.population, canonical(model.statement.predicate, known)) in hidden:
            yield Judgement(model.statement.id, RULE.name, _REASON)


RULE = Rule("hidden_counts", "een schatting bij een telling die niet getoond wordt", judge, relational=True)
