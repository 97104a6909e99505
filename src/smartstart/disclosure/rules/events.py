"""At least so many persons with the outcome before their number is shown.

Argument: a count of events is a cell of its own (group and outcome). One child that was placed in three years is
three events and one person, so distinct persons with an event are counted. Nought is withheld like other small
numbers: shown noughts beside withheld small ones would tell which cells are not empty.
"""

from collections.abc import Iterator

from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.release.contents import Counted


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold each count of events with too few distinct persons behind it."""
    least = case.policy.events.value
    for candidate in case.counts:
        if candidate.key.counted is Counted.EVENTS and candidate.evidence.event_persons < least:
            yield Judgement(candidate.id, RULE.name, f"minder dan {least} verschillende personen met de uitkomst")


RULE = Rule("events", "te weinig gebeurtenissen", judge)
