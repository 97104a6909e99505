"""At least so many households behind a count, and behind a count of events.

Argument: brothers and sisters share the circumstances that a group is described with, and often the outcome. Ten
children can be three families, and then the group describes three families. The threshold is our own.
"""

from collections.abc import Iterator

from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.release.contents import Counted


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold each count with too few distinct households behind it."""
    least = case.policy.households.value
    for candidate in case.counts:
        found = candidate.evidence.households
        if candidate.key.counted is Counted.EVENTS:
            found = min(found, candidate.evidence.event_households)
        if found < least:
            yield Judgement(candidate.id, RULE.name, f"minder dan {least} verschillende huishoudens")


RULE = Rule("households", "te weinig huishoudens", judge)
