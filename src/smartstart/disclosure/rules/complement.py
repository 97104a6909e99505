"""At least so many persons *without* the outcome before the number with it is shown.

Argument: size minus events is the number without. Ninety-seven of a hundred says of each of the hundred that the
outcome is nearly sure, and whoever knows the three exceptions knows all the others. Both the rows and the distinct
persons without an event must be enough; the second is the smaller where a person has an event at one date and none
at another.
"""

from collections.abc import Iterator

from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.release.contents import Counted


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold each count of events that leaves too few without one."""
    least = case.policy.complement.value
    for candidate in case.counts:
        if candidate.key.counted is not Counted.EVENTS:
            continue
        evidence = candidate.evidence
        if min(evidence.rows - evidence.events, evidence.persons - evidence.event_persons) < least:
            yield Judgement(candidate.id, RULE.name, f"minder dan {least} verschillende personen zonder de uitkomst")


RULE = Rule("complement", "te weinig personen zonder de uitkomst", judge)
