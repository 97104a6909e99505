"""Estimates from unrounded data: enough under them, enough freedom left.

Argument: an estimate over many households with degrees of freedom to spare does not give its data back, one over
few does. So the persons, events, non-events and households of the group *and* of what it is compared with must
each be enough, and at least so many residual degrees of freedom. A saturated model (as many parameters as cells)
is a table in other words: the shares that it returns are the cells themselves, so nearly all of a group having the
outcome withholds it whatever the study marks, and so does a group that nearly everybody belongs to. The precision
is set by the gate from the same counts (see `precision`): finer steps let a reader solve for the counts. What a
saturated model says in coefficients cannot be put beside tables in one audit, so those are refused: ask the table.

What a regression says of one level beside its other factors rests on that level and on its reference level, as the sums
of its fitted numbers are the counts of events of each level; so those two must be enough, however small others are.
Where a measure tells of the levels of a model one by one, each level is a cell, with enough persons with and without
the outcome. An estimate on one half of the households beside the counts of the whole tells the other half, so that
half must be enough as well. An expected number is made from the events of its reference only; of the group itself it
needs persons and households.
"""

from collections.abc import Iterator

from smartstart.disclosure.candidates import ADJUSTED, EXPECTED, Evidence, ModelCandidate
from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.disclosure.policy import Policy
from smartstart.disclosure.precision import BY_LEVEL
from smartstart.disclosure.predicates import canonical, levels_of

_GROUP, _REFERENCE = "groep", "vergelijkingsgroep"


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold each estimate that rests on too little."""
    for model in case.models:
        reason = _freedom(case.policy, model) or _groups(case, model) or _levels(case.policy, model)
        if not reason and model.saturated:
            reason = _as_a_table(case.policy, model)
        if reason:
            yield Judgement(model.statement.id, RULE.name, reason)


def _freedom(policy: Policy, model: ModelCandidate) -> str:
    least = policy.residual_df.value
    return f"minder dan {least} vrijheidsgraden over" if model.residual_df < least else ""


def _groups(case: Case, model: ModelCandidate) -> str:
    enough = _short_size if model.statement.measure == EXPECTED else _short
    found = enough(case.policy, model.group)
    if found:
        return f"te weinig {found} in de {_GROUP}"
    found = _short(case.policy, model.reference)
    if found:
        return f"te weinig {found} in de {_REFERENCE}"
    other = _other_half(case, model)
    found = _short(case.policy, other) if other is not None else ""
    return f"te weinig {found} in de andere helft van de {_GROUP}" if found else ""


def _other_half(case: Case, model: ModelCandidate) -> Evidence | None:
    """Return the half on which was sought: halves share no household, so all of it subtracts."""
    known = levels_of(case.dimensions.values())
    statement = model.statement
    whole = case.evidence.get((statement.population, False, canonical(statement.predicate, known)))
    if not model.half or whole is None:
        return None
    mine = model.group
    return Evidence(
        rows=whole.rows - mine.rows,
        persons=whole.persons - mine.persons,
        households=whole.households - mine.households,
        events=whole.events - mine.events,
        event_persons=whole.event_persons - mine.event_persons,
        event_households=whole.event_households - mine.event_households,
    )


def _levels(policy: Policy, model: ModelCandidate) -> str:
    if model.statement.measure in BY_LEVEL and not model.levels:
        return "de niveaus van het model zijn niet opgegeven"
    short = next((found for level in model.levels if (found := _short(policy, level))), "")
    return f"te weinig {short} in een niveau van het model" if short else ""


def _as_a_table(policy: Policy, model: ModelCandidate) -> str:
    if model.statement.measure in (*BY_LEVEL, *ADJUSTED):
        return "het model heeft evenveel parameters als cellen; vraag de tabel zelf"
    if any(_nearly_all(policy, e) for e in model.learned_from):
        return "het model heeft evenveel parameters als cellen, en bijna iedereen in een cel heeft de uitkomst"
    return ""


def _short(policy: Policy, evidence: Evidence) -> str:
    rest = min(evidence.rows - evidence.events, evidence.persons - evidence.event_persons)
    checks = (
        ("personen met de uitkomst", evidence.event_persons, policy.events.value),
        ("personen zonder de uitkomst", rest, policy.complement.value),
        ("huishoudens", evidence.event_households, policy.households.value),
    )
    return _short_size(policy, evidence) or _first_short(checks)


def _short_size(policy: Policy, evidence: Evidence) -> str:
    checks = (
        ("personen", evidence.persons, policy.persons.value),
        ("huishoudens", evidence.households, policy.households.value),
    )
    return _first_short(checks)


def _first_short(checks: tuple[tuple[str, int, int], ...]) -> str:
    return next((word for word, found, least in checks if found < least), "")


def _nearly_all(policy: Policy, evidence: Evidence) -> bool:
    return evidence.events > policy.group_share.value * evidence.rows


RULE = Rule("models", "een schatting die op te weinig rust", judge)
