"""No group of which (nearly) everybody has a property that the study marks sensitive.

Argument: group disclosure needs no small number. If 95 of 100 children in a recognisable group were placed, then of
each of the hundred it is known. The rule looks at the event, never at its absence: that nearly nobody in a group
was placed tells little of anyone, and without it no rare outcome could be studied at all. An outcome that is not
named in the submission is taken to be sensitive. A marked factor (`inkomen`) is looked at in all its categories, a
marked category (`inkomen:bijstand`) alone; the share is that of the narrower group in the wider one; where the
wider one was not counted, the share is unknown and the narrower group is withheld.
"""

from collections.abc import Iterator

from smartstart.disclosure.candidates import Evidence
from smartstart.disclosure.judgement import Candidate, Case, Judgement, Rule
from smartstart.disclosure.predicates import without
from smartstart.release.contents import Condition, Counted

_REASON = "bijna iedereen in de groep heeft een kenmerk dat de studie gevoelig noemt"
_UNKNOWN = "de groep zonder het gevoelige kenmerk is niet geteld, dus het aandeel in die groep is niet te beoordelen"


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold events, and groups within a group, that cover nearly all of the group."""
    outcome = case.submission.outcome
    outcome_is_sensitive = not outcome or outcome in case.submission.sensitive
    for candidate in case.counts:
        events = outcome_is_sensitive and candidate.key.counted is Counted.EVENTS
        too_many = events and _covers(case, candidate.evidence.events, candidate.evidence.rows)
        reason = _REASON if too_many else _sensitive_part(case, candidate)
        if reason:
            yield Judgement(candidate.id, RULE.name, reason)
    if outcome_is_sensitive:
        for model in case.models:
            if any(_covers(case, e.events, e.rows) for e in model.learned_from):
                yield Judgement(model.statement.id, RULE.name, _REASON)


def _covers(case: Case, part: int, whole: int) -> bool:
    return whole > 0 and part > case.policy.group_share.value * whole


def _sensitive_part(case: Case, candidate: Candidate) -> str:
    """Return why the group tells too much of the group around it, or an empty text."""
    predicate = candidate.key.predicate
    for condition in predicate.conditions:
        if not _marked(case, condition):
            continue
        around = without(predicate, condition.factor)
        whole = case.evidence.get((candidate.key.population, candidate.key.half, around))
        if whole is None:
            return _UNKNOWN
        if _nearly_all(case, candidate.evidence, whole):
            return _REASON
    return ""


def _marked(case: Case, condition: Condition) -> bool:
    marks = case.submission.sensitive
    named = {f"{condition.factor}:{level}" for level in condition.levels}
    return condition.factor in marks or not named.isdisjoint(marks)


def _nearly_all(case: Case, part: Evidence, whole: Evidence) -> bool:
    return _covers(case, part.persons, whole.persons) or _covers(case, part.rows, whole.rows)


RULE = Rule("group_share", "bijna iedereen in de groep heeft een gevoelig kenmerk", judge)
