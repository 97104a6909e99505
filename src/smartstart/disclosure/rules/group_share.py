"""No group of which (nearly) everybody has a property that the study marks sensitive.

Argument: group disclosure needs no small number. If 95 of 100 children in a recognisable group were placed, then of
each of the hundred it is known. The rule looks at the event, never at its absence: that nearly nobody in a group
was placed tells little of anyone, and without it no rare outcome could be studied at all. An outcome that is not
named in the submission is taken to be sensitive. A marked factor (`inkomen`) is looked at in all its categories, a
marked category (`inkomen:bijstand`) alone; the share is that of the narrower group in the wider one, where both are
known.
"""

from collections.abc import Iterator

from smartstart.disclosure.candidates import Evidence
from smartstart.disclosure.judgement import Candidate, Case, Judgement, Rule
from smartstart.release.contents import Condition, Counted, Predicate

_REASON = "bijna iedereen in de groep heeft een kenmerk dat de studie gevoelig noemt"


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold events, and groups within a group, that cover nearly all of the group."""
    outcome = case.submission.outcome
    outcome_is_sensitive = not outcome or outcome in case.submission.sensitive
    for candidate in case.counts:
        if candidate.key.counted is Counted.EVENTS and outcome_is_sensitive:
            too_many = _covers(case, candidate.evidence.events, candidate.evidence.rows)
        else:
            too_many = False
        if too_many or _sensitive_part(case, candidate):
            yield Judgement(candidate.id, RULE.name, _REASON)
    if outcome_is_sensitive:
        for model in case.models:
            if any(_covers(case, e.events, e.rows) for e in (model.group, model.reference)):
                yield Judgement(model.statement.id, RULE.name, _REASON)


def _covers(case: Case, part: int, whole: int) -> bool:
    return whole > 0 and part > case.policy.group_share.value * whole


def _sensitive_part(case: Case, candidate: Candidate) -> bool:
    for condition in candidate.key.predicate.conditions:
        if not _marked(case, condition):
            continue
        rest = tuple(c for c in candidate.key.predicate.conditions if c != condition)
        whole = case.evidence.get((candidate.key.population, candidate.key.half, Predicate(conditions=rest)))
        if whole is not None and _nearly_all(case, candidate.evidence, whole):
            return True
    return False


def _marked(case: Case, condition: Condition) -> bool:
    marks = case.submission.sensitive
    named = {f"{condition.factor}:{level}" for level in condition.levels}
    return condition.factor in marks or not named.isdisjoint(marks)


def _nearly_all(case: Case, part: Evidence, whole: Evidence) -> bool:
    return _covers(case, part.persons, whole.persons) or _covers(case, part.rows, whole.rows)


RULE = Rule("group_share", "bijna iedereen in de groep heeft een gevoelig kenmerk", judge)
