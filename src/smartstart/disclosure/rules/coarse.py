"""An estimate whose counts allow only steps larger than itself is not shown.

Argument: the step of an estimate follows from the events under it (see `precision`). Where the step is larger than
the value, or the value would become nought, the shown number says nothing of the group any more, and a reader would
take it for a finding. A finer step would give the number of events back.
"""

from collections.abc import Iterator

from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.disclosure.precision import is_too_coarse

_REASON = "bij deze aantallen mag de schatting alleen in stappen die groter zijn dan de schatting zelf"


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold each estimate that is smaller than the step it may be shown in."""
    for model in case.models:
        if is_too_coarse(model, case.policy.estimate.value):
            yield Judgement(model.statement.id, RULE.name, _REASON)


RULE = Rule("coarse", "een schatting die te grof zou worden", judge)
