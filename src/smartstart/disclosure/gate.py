"""The gate: all statements of a release are judged together, and with everything released before.

Order: what cannot be modelled is refused; rules on single cells; then rules that look at what other statements
show, again and again until nothing more is withheld. That ends, because withholding only grows. Behind the rules
stands the joint audit over all statements, earlier releases and public figures together (`joint`); what it withholds
goes past the rules once more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from smartstart.disclosure import joint, remembered_amounts
from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.candidates import Submission
from smartstart.disclosure.casing import case_of, placeholder
from smartstart.disclosure.deciding import RATIO, RATIO_KIND, decided, kinds
from smartstart.disclosure.derived import Sources, derived_value
from smartstart.disclosure.judgement import Candidate, Case, Judgement
from smartstart.disclosure.ledger import EarlierRelease, Head, Ledger, Memory, Shown
from smartstart.disclosure.modelled import unmodelled
from smartstart.disclosure.policy import Policy
from smartstart.disclosure.predicates import levels_of
from smartstart.disclosure.recording import AnyJudged, records
from smartstart.disclosure.scope import Scope
from smartstart.disclosure.values import (
    ShownCell,
    count_statement,
    model_value,
    shown_counts,
    with_estimate,
    with_interval,
)
from smartstart.release.contents import (
    Dimension,
    ModelStatement,
    Outline,
    State,
    TableStatement,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the gate decided.

    Attributes:
        statements: all that were asked, by id; withheld ones without value and without reason.
        judgements: why, per statement; stays inside.
        outline: numbers of statements, for the release.
        by_reason: number of statements per rule that withheld them; stays inside.
        shown: what the ledger will remember.
        judged_at: the last line of the ledger that this judgement knew of.
        remembered: whether a ledger was looked at.
        policy: name and fingerprint of the policy.
        answers: of the joint audit, per population; inside only.
        scopes: dates and areas of the populations.
        apart: earlier releases that could not be audited together with this one; a person has to look at them.
    """

    statements: tuple[AnyJudged, ...]
    judgements: tuple[Judgement, ...]
    outline: Outline
    by_reason: Mapping[str, int]
    shown: tuple[Shown, ...]
    judged_at: Head
    remembered: bool
    policy: Policy
    answers: tuple[joint.Answer, ...] = ()
    scopes: tuple[Scope, ...] = ()
    apart: tuple[EarlierRelease, ...] = ()


def judge(
    submission: Submission,
    policy: Policy,
    dimensions: Sequence[Dimension],
    ledger: Ledger | None = None,
    answered: Cache | None = None,
) -> Judged:
    """Decide which statements may be shown, and as what.

    Args:
        submission: everything that this release asks to show, with exact evidence.
        policy: the thresholds.
        dimensions: all dimensions that predicates may use, with all their levels.
        ledger: what was released before; without one the release cannot be signed.
        answered: what the joint audit answered before, so that the same question is not worked out again.

    Raises:
        TrustError: the ledger was changed.
        SmartStartError: two statements have one id.
    """
    memory = ledger.memory() if ledger is not None else Memory(Head(), {}, {})
    known = levels_of(dimensions)
    refused = list(unmodelled(submission, known))
    case = case_of(submission, policy, dimensions, memory, {j.id for j in refused})
    by_rules, answers = decided(case, Cache() if answered is None else answered)
    judgements = [*refused, *by_rules]
    cells = shown_counts(case.standing, policy, case.earlier, case.evidence)
    estimates = _estimates(submission, case, memory, policy)
    ratios = _ratios(submission, case, Sources(cells, estimates, policy.decimals.value, submission.repeats))
    judgements += [Judgement(i, RATIO, RATIO_KIND) for i, s in ratios.items() if s.state is State.WITHHELD]
    counts = _counts(submission, case, cells)
    amounted = [remembered_amounts.as_shown(a, withheld=a.statement.id in case.withheld) for a in submission.amounts]
    statements: list[AnyJudged] = sorted(
        [*counts.values(), *ratios.values(), *estimates.values(), *amounted], key=lambda s: s.id
    )
    return Judged(
        statements=tuple(statements),
        judgements=tuple(sorted(set(judgements), key=lambda j: (j.id, j.rule, j.reason))),
        outline=_outline(statements),
        by_reason=_by_reason(judgements),
        shown=tuple(records(statements, case, cells)),
        judged_at=memory.head,
        remembered=ledger is not None,
        policy=policy,
        answers=answers,
        scopes=submission.scopes,
        apart=joint.apart(memory.releases, frozenset().union(*(answer.tied for answer in answers))),
    )


def _counts(submission: Submission, case: Case, cells: Mapping[str, ShownCell]) -> dict[str, TableStatement]:
    modelled = {c.id: c for c in case.counts}
    found = {}
    for count in submission.counts:
        statement = count.statement
        candidate = modelled.get(statement.id) or Candidate(placeholder(statement), count)
        found[statement.id] = count_statement(candidate, cells.get(statement.id))
    return found


def _ratios(submission: Submission, case: Case, sources: Sources) -> dict[str, TableStatement]:
    found = {}
    for candidate in submission.ratios:
        statement = candidate.statement
        refused = statement.id in case.withheld
        value = None if refused else derived_value(candidate, sources)
        found[statement.id] = with_interval(statement, value)
    return found


def _estimates(submission: Submission, case: Case, memory: Memory, policy: Policy) -> dict[str, ModelStatement]:
    found = {}
    for model in submission.models:
        statement = model.statement
        shown = statement.id not in case.withheld
        rounded = model_value(model, memory.models, policy.estimate.value) if shown else None
        found[statement.id] = with_estimate(statement, rounded)
    return found


def _outline(statements: Sequence[AnyJudged]) -> Outline:
    released = sum(s.state is State.SHOWN for s in statements)
    return Outline(
        asked=len(statements),
        released=released,
        withheld=len(statements) - released,
        reasons=tuple(sorted(kinds())),
    )


def _by_reason(judgements: Iterable[Judgement]) -> dict[str, int]:
    pairs = {(j.rule, j.id) for j in judgements}
    return dict(sorted(Counter(rule for rule, _ in pairs).items()))
