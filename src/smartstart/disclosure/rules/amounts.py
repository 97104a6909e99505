"""No sum or mean in which one or two contributors stand out.

Argument: whoever knows that the largest contributor brings in most of a total reads her amount off it; and the second
largest, who knows his own, subtracts it and knows the largest nearly as well. So each kind of contributor that can
know an amount (a person, but also a household, a family or an institution) must be with enough, the largest must stay
under a half, the two largest under nine tenths, and what the others bring in must leave the second in doubt about the
largest by at least p per cent. A mean beside a shown count is a sum in other words, and judged as one.

The thresholds are those of metasyn-disclosure-control and ACRO; the p per cent rule is described in the handbook of
Hundepool and others, Statistical Disclosure Control (2012), chapter 4.
"""

from collections.abc import Iterator

from smartstart.disclosure.amounts import stands_out
from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.release.contents import AmountStatistic


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold each sum and mean with too few contributors, or of which one can be estimated."""
    for amount in case.amounts:
        if amount.statement.statistic is AmountStatistic.QUANTILE:
            continue
        reasons = (stands_out(case.policy, by) for _, by in sorted(amount.by.items()))
        reason = next((r for r in reasons if r), "")
        if reason:
            yield Judgement(amount.statement.id, RULE.name, reason)


RULE = Rule("amounts", "een bedrag waarin een bijdrager opvalt", judge)
