"""No estimate and no amount for a group of which a count is withheld.

Argument: a count is withheld because its number may not be known. An estimate for the same group, with its limits,
is another way to write down that number: the risk gives the events, the width of the interval gives the size. So
rows, persons and events of a group are all shown, or its estimates are not. An expected number is made from the size
of the group and the risk of its reference, so it rests on all counts of the reference, and of the group itself on
those that are not events. A sum beside a mean tells the size that they share; so amounts rest on all counts too.

The rule looks at what all other rules withheld, and nothing rests on an estimate; so it ends up with what is
withheld when the others are done.
"""

from collections.abc import Iterator

from smartstart.disclosure.candidates import EXPECTED
from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.disclosure.predicates import Levels, canonical, levels_of, problem_with
from smartstart.release.contents import Counted, Predicate

_REASON = "een telling van dezelfde groep wordt niet getoond; {} zou die verraden"
_COUNTED = (Counted.ROWS, Counted.PERSONS, Counted.EVENTS)

_Hidden = set[tuple[str, Predicate]]


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold each estimate and amount for a group with a withheld count of rows, persons or events."""
    known = levels_of(case.dimensions.values())
    sizes, hidden = _withheld(case, known)
    for model in case.models:
        statement = model.statement
        group = (statement.population, canonical(statement.predicate, known))
        if statement.measure == EXPECTED:
            reference = (statement.population, canonical(statement.reference, known))
            too_much = group in sizes or reference in hidden
        else:
            too_much = group in hidden
        if too_much:
            yield Judgement(statement.id, RULE.name, _REASON.format("de schatting"))
    for amount in case.amounts:
        told = amount.statement
        if (told.population, canonical(told.predicate, known)) in hidden:
            yield Judgement(told.id, RULE.name, _REASON.format("het bedrag"))


def _withheld(case: Case, known: Levels) -> tuple[_Hidden, _Hidden]:
    """Return the groups with a withheld count of rows or persons, and those with any withheld count."""
    sizes: _Hidden = set()
    hidden: _Hidden = set()
    for count in case.submission.counts:
        statement = count.statement
        if statement.id not in case.withheld or statement.counted not in _COUNTED:
            continue
        if not problem_with(statement.predicate, known):  # an estimate for such a group is refused by itself
            group = (statement.population, canonical(statement.predicate, known))
            hidden.add(group)
            if statement.counted is not Counted.EVENTS:
                sizes.add(group)
    return sizes, hidden


RULE = Rule("hidden_counts", "een schatting of bedrag bij een telling die niet getoond wordt", judge, relational=True)
