"""No lowest and no highest value, of any group, whatever stands behind it.

Argument: a highest value is the value of one person, often one whom everybody knows; and it says of each of the others
that they have no more. Many persons with the same highest value do not mend that. A quantile at nought or at one is an
extreme under another name. There is no threshold: extremes never leave, and a release with one is refused by its
readers as well (`release.consistency`).
"""

from collections.abc import Iterator

from smartstart.disclosure.judgement import Case, Judgement, Rule

_REASON = "een laagste of hoogste waarde gaat nooit naar buiten"


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold each quantile that is the lowest or the highest value."""
    for amount in case.amounts:
        if amount.statement.share in (0.0, 1.0):
            yield Judgement(amount.statement.id, RULE.name, _REASON)


RULE = Rule("extremes", "een laagste of hoogste waarde", judge)
