"""Estimates from unrounded data: enough under them, enough freedom left.

Argument: an estimate over many households with degrees of freedom to spare does not give its data back, one over
few does. So the persons, events, non-events and households of the group *and* of what it is compared with must
each be enough, and at least so many residual degrees of freedom. A saturated model (as many parameters as cells)
is a table in other words: the shares that it returns are the cells themselves, so nearly all of a group having the
outcome withholds it whatever the study marks, and so does a group that nearly everybody belongs to. The precision
is set by the gate from the same counts (see `precision`): finer steps let a reader solve for the counts.
"""

from collections.abc import Iterator

from smartstart.disclosure.candidates import Evidence, ModelCandidate
from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.disclosure.policy import Policy


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold each estimate that rests on too little."""
    for model in case.models:
        reason = _reason(case.policy, model)
        if reason:
            yield Judgement(model.statement.id, RULE.name, reason)


def _reason(policy: Policy, model: ModelCandidate) -> str:
    if model.residual_df < policy.residual_df.value:
        return f"minder dan {policy.residual_df.value} vrijheidsgraden over"
    for name, evidence in (("groep", model.group), ("vergelijkingsgroep", model.reference)):
        short = _short(policy, evidence)
        if short:
            return f"te weinig {short} in de {name}"
    if model.saturated and any(_nearly_all(policy, e) for e in (model.group, model.reference)):
        return "het model heeft evenveel parameters als cellen, en bijna iedereen in een cel heeft de uitkomst"
    return ""


def _short(policy: Policy, evidence: Evidence) -> str:
    rest = min(evidence.rows - evidence.events, evidence.persons - evidence.event_persons)
    checks = (
        ("personen", evidence.persons, policy.persons.value),
        ("personen met de uitkomst", evidence.event_persons, policy.events.value),
        ("personen zonder de uitkomst", rest, policy.complement.value),
        ("huishoudens", min(evidence.households, evidence.event_households), policy.households.value),
    )
    return next((word for word, found, least in checks if found < least), "")


def _nearly_all(policy: Policy, evidence: Evidence) -> bool:
    return evidence.events > policy.group_share.value * evidence.rows


RULE = Rule("models", "een schatting die op te weinig rust", judge)
