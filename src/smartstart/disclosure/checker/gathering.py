"""From a judgement to what a checker has to know: counts, rule by rule the outcome, intervals, earlier releases."""

from collections import defaultdict
from collections.abc import Mapping

from smartstart.disclosure import joint
from smartstart.disclosure.atoms.targets import Threshold as Least
from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.candidates import CountCandidate, Evidence, ModelCandidate, Submission
from smartstart.disclosure.casing import cell_key
from smartstart.disclosure.checker.earlier import Past
from smartstart.disclosure.checker.intervals import outside
from smartstart.disclosure.checker.outcomes import Kind, outcomes, rules_in_order
from smartstart.disclosure.checker.thresholds import near, thresholds
from smartstart.disclosure.door import ReleaseFacts
from smartstart.disclosure.gate import Judged
from smartstart.disclosure.judgement import Candidate, CellKey, Judgement
from smartstart.disclosure.predicates import Levels, levels_of, problem_with
from smartstart.disclosure.rounding import round_count
from smartstart.disclosure.values import exact_count
from smartstart.presentation.checker.facts import Audited, Cell, Checked, Counts, Outside
from smartstart.release.contents import Counted, Dimension, State, Statement


def checked(
    judged: Judged,
    submission: Submission,
    dimensions: tuple[Dimension, ...],
    facts: ReleaseFacts,
    earlier: Past,
    known: Cache | None = None,
) -> Checked:
    """Return everything behind a judgement, for the file of the checker.

    Args:
        submission: what was asked, with its evidence.
        dimensions: those that it was judged with.
        earlier: of the ledger before this release.
        known: what the joint audit answered before.
    """
    counts = {c.statement.id: c for c in submission.counts}
    models = {m.statement.id: m for m in submission.models}
    amounts = {a.statement.id for a in submission.amounts}
    reasons: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judged.judgements:
        reasons[judgement.id].append(judgement)
    hidden = _outside(judged, submission, counts, Cache() if known is None else known)
    levels = levels_of(dimensions)
    cells = {}
    for statement in judged.statements:
        one = statement.id
        kind = Kind.MODEL if one in models else Kind.COUNT if one in counts else Kind.RATIO
        kind = Kind.AMOUNT if one in amounts else kind
        shown = statement.state is State.SHOWN
        candidate = counts.get(one)
        key = _key(candidate, levels) if candidate else None
        cells[one] = Cell(
            id=one,
            counts=_counts(candidate.evidence if candidate else models[one].group if one in models else None),
            reference=_counts(models[one].reference) if one in models else None,
            outcomes=outcomes(kind, {j.rule for j in reasons[one]}),
            reasons=tuple(dict.fromkeys(j.reason for j in reasons[one])),
            outside=hidden.get(one),
            before=earlier.cells.get(key, ()) if key else (),
            kept=bool(candidate and key and _kept(statement, Candidate(key, candidate), judged)),
            near=_near(candidate or models.get(one), judged) if shown else (),
        )
    unseen = {(one.number, one.room) for one in judged.apart}
    return Checked(
        cells=cells,
        rules=rules_in_order(),
        by_rule=judged.by_reason,
        thresholds=thresholds(judged.policy),
        policy=judged.policy.line,
        policy_title=judged.policy.title,
        review=judged.policy.review.value,
        study_fingerprint=facts.study_fingerprint,
        definitions_fingerprint=facts.definitions_fingerprint,
        software=facts.software,
        remembered=judged.remembered,
        head=judged.judged_at.number,
        audited=tuple(_audited(answer, submission) for answer in judged.answers),
        apart=tuple(one for one in earlier.releases if (one.number, one.room) in unseen),
        together=tuple(one for one in earlier.releases if (one.number, one.room) not in unseen),
    )


def _counts(evidence: Evidence | None) -> Counts | None:
    if evidence is None:
        return None
    quiet = evidence.rows - evidence.events
    return Counts(evidence.rows, evidence.persons, evidence.households, evidence.events, quiet)


def _key(candidate: CountCandidate, known: Levels) -> CellKey | None:
    return None if problem_with(candidate.statement.predicate, known) else cell_key(candidate, known)


def _kept(statement: Statement, candidate: Candidate, judged: Judged) -> bool:
    if statement.value is None:
        return False
    return statement.value != round_count(exact_count(candidate), judged.policy.rounding.value)


def _near(candidate: CountCandidate | ModelCandidate | None, judged: Judged) -> tuple[str, ...]:
    if candidate is None:
        return ()
    if isinstance(candidate, CountCandidate):
        return near(candidate.evidence, judged.policy, candidate.statement.counted)
    return near(candidate.group, judged.policy)


def _outside(
    judged: Judged, submission: Submission, counts: Mapping[str, CountCandidate], known: Cache
) -> dict[str, Outside]:
    found: dict[str, Outside] = {}
    tables = {table.population: table for table in submission.atoms}
    for answer in judged.answers:
        least = Least.of(judged.policy.persons.value, tables[answer.population])
        kinds = dict.fromkeys(Counted, least.rows) | {Counted.EVENTS: least.events}
        found |= outside(answer, counts, kinds, known)
    return found


def _audited(answer: joint.Answer, submission: Submission) -> Audited:
    groups = next(table.atoms for table in submission.atoms if table.population == answer.population)
    return Audited(answer.population, groups, int(answer.problem.targets.width.size), answer.known_already)
