"""Which kinds of numbers each rule looked at in a release, and how many it withheld: what "all rules" are."""

from collections.abc import Iterable
from dataclasses import dataclass

from smartstart.presentation import dutch
from smartstart.presentation.checker.facts import Checked, Outcome, Rule
from smartstart.presentation.checker.sections import Section
from smartstart.release.contents import AmountStatement, ModelStatement, Statement, TableStatement

_COUNTS, _RATIOS, _ESTIMATES, _AMOUNTS = "aantallen", "verhoudingen", "schattingen", "bedragen"


@dataclass(frozen=True, slots=True)
class Reach:
    """A rule, the kinds of numbers that it looks at in words, and how many it withheld."""

    rule: Rule
    looks_at: str
    withheld: int


def reach(sections: Iterable[Section], checked: Checked) -> tuple[Reach, ...]:
    """Return for each rule what it looks at among the numbers of this release."""
    rows = [(_kind(row.statement), row.cell.outcomes) for section in sections for row in section.rows]
    found = []
    for place, rule in enumerate(checked.rules):
        kinds = {kind for kind, outcomes in rows if outcomes[place] is not Outcome.NOT_FOR}
        told = dutch.listing(kind for kind in (_COUNTS, _RATIOS, _ESTIMATES, _AMOUNTS) if kind in kinds)
        found.append(Reach(rule, told or "niets in deze vrijgave", checked.by_rule.get(rule.name, 0)))
    return tuple(found)


def _kind(statement: Statement) -> str:
    if isinstance(statement, ModelStatement):
        return _ESTIMATES
    if isinstance(statement, AmountStatement):
        return _AMOUNTS
    return _RATIOS if isinstance(statement, TableStatement) and statement.of else _COUNTS
