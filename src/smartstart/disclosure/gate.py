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
from smartstart.disclosure.candidates import CountCandidate, Submission
from smartstart.disclosure.derived import Sources, derived_value
from smartstart.disclosure.judgement import Candidate, Case, CellKey, Judgement, Rule
from smartstart.disclosure.ledger import EarlierRelease, Head, Ledger, Memory, Shown, ShownCount, ShownRatio
from smartstart.disclosure.modelled import KIND, RULE_NAME, unmodelled
from smartstart.disclosure.policy import Policy
from smartstart.disclosure.precision import Rounded
from smartstart.disclosure.predicates import Levels, canonical, levels_of, problem_with
from smartstart.disclosure.remembered_estimates import estimates
from smartstart.disclosure.rounding import Interval
from smartstart.disclosure.rules import (
    amounts,
    coarse,
    complement,
    difference,
    events,
    extremes,
    group_share,
    halves,
    hidden_counts,
    households,
    models,
    other_dates,
    partition,
    persons,
    quantiles,
    remainders,
)
from smartstart.disclosure.scope import Scope
from smartstart.disclosure.values import (
    ShownCell,
    count_statement,
    model_value,
    shown_counts,
    shown_model,
    with_estimate,
    with_interval,
)
from smartstart.release.contents import (
    AmountStatement,
    Counted,
    Dimension,
    ModelStatement,
    Outline,
    State,
    TableStatement,
)

RULES: tuple[Rule, ...] = (
    persons.RULE,
    events.RULE,
    complement.RULE,
    households.RULE,
    group_share.RULE,
    models.RULE,
    coarse.RULE,
    amounts.RULE,
    extremes.RULE,
    quantiles.RULE,
    halves.RULE,
    other_dates.RULE,
    difference.RULE,
    partition.RULE,
    hidden_counts.RULE,
    remainders.RULE,
)
AnyJudged = TableStatement | ModelStatement | AmountStatement
_SAME, _SAME_KIND = "same_cell", "dezelfde groep is ergens anders niet getoond"
_RATIO, _RATIO_KIND = "ratio", "een verhouding met een telling die niet getoond wordt"


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
    case = _case(submission, policy, dimensions, memory, {j.id for j in refused})
    by_rules, answers = _apply_rules(case, Cache() if answered is None else answered)
    judgements = [*refused, *by_rules]
    cells = shown_counts(case.standing, policy, case.earlier, case.evidence)
    estimates = _estimates(submission, case, memory, policy)
    ratios = _ratios(submission, case, Sources(cells, estimates, policy.decimals.value, submission.repeats))
    judgements += [Judgement(i, _RATIO, _RATIO_KIND) for i, s in ratios.items() if s.state is State.WITHHELD]
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
        shown=tuple(_records(statements, case, cells)),
        judged_at=memory.head,
        remembered=ledger is not None,
        policy=policy,
        answers=answers,
        scopes=submission.scopes,
        apart=joint.apart(memory.releases, frozenset().union(*(answer.tied for answer in answers))),
    )


def _case(
    submission: Submission, policy: Policy, dimensions: Sequence[Dimension], memory: Memory, refused: set[str]
) -> Case:
    known = levels_of(dimensions)
    counts = sorted(
        (Candidate(_key(c, known), c) for c in submission.counts if c.statement.id not in refused),
        key=lambda c: c.id,
    )
    evidence = {
        (g.population, False, canonical(g.predicate, known)): g.evidence
        for g in submission.known
        if not problem_with(g.predicate, known)
    }
    evidence |= {(c.key.population, c.key.half, c.key.predicate): c.evidence for c in counts}
    recounted = [d for d in submission.differences if not problem_with(d.part, known) + problem_with(d.whole, known)]
    modelled_amounts = sorted(
        (a for a in submission.amounts if a.statement.id not in refused), key=lambda a: a.statement.id
    )
    return Case(
        submission=submission,
        policy=policy,
        dimensions={d.name: d for d in dimensions},
        counts=tuple(counts),
        models=tuple(
            sorted((m for m in submission.models if m.statement.id not in refused), key=lambda m: m.statement.id)
        ),
        amounts=tuple(modelled_amounts),
        earlier=memory.counts,
        earlier_amounts=remembered_amounts.populations(memory.models),
        same_amounts=remembered_amounts.shown_just_so(modelled_amounts, memory.models),
        scopes=memory.scopes,
        earlier_dimensions=memory.dimensions,
        earlier_estimates=tuple(estimates(memory.models.values(), known)),
        withheld=set(refused),
        evidence=evidence,
        differences={(canonical(d.part, known), canonical(d.whole, known)): d for d in recounted},
    )


def _key(count: CountCandidate, known: Levels) -> CellKey:
    statement = count.statement
    return CellKey(
        room=statement.room,
        unit=statement.unit,
        population=statement.population,
        period=statement.period,
        predicate=canonical(statement.predicate, known),
        counted=statement.counted or Counted.ROWS,
        half=count.half,
    )


def _apply_rules(case: Case, answered: Cache) -> tuple[list[Judgement], tuple[joint.Answer, ...]]:
    """Run the rules, the joint audit, and the rules again; `case.withheld` holds the outcome."""
    found: list[Judgement] = []
    for rule in (r for r in RULES if not r.relational):
        found += rule.judge(case)
    _withhold(case, found)
    found += _same_cells(case)
    found += _relational(case)
    answers = joint.judge(case, shown_counts(case.counts, case.policy, case.earlier, case.evidence), answered)
    new = [judgement for answer in answers for judgement in answer.judgements]
    _withhold(case, new)
    # What the rules withhold besides only lets an outsider know less, so the answer stands.
    found += [*new, *_same_cells(case), *_relational(case)]
    return found, tuple(answer.with_withheld(case.withheld) for answer in answers)


def _relational(case: Case) -> list[Judgement]:
    found: list[Judgement] = []
    before = -1
    while before != len(case.withheld):
        before = len(case.withheld)
        for rule in (r for r in RULES if r.relational):
            new = list(rule.judge(case))
            _withhold(case, new)
            found += [*new, *_same_cells(case)]
    return found


def _withhold(case: Case, judgements: Iterable[Judgement]) -> None:
    case.withheld.update(j.id for j in judgements)


def _same_cells(case: Case) -> list[Judgement]:
    """Withhold a cell under all its names: a peel's last step is the finding itself."""
    hidden = {c.key for c in case.counts if c.id in case.withheld}
    new = [Judgement(c.id, _SAME, _SAME_KIND) for c in case.standing if c.key in hidden]
    _withhold(case, new)
    return new


def _counts(submission: Submission, case: Case, cells: Mapping[str, ShownCell]) -> dict[str, TableStatement]:
    modelled = {c.id: c for c in case.counts}
    found = {}
    for count in submission.counts:
        statement = count.statement
        candidate = modelled.get(statement.id) or Candidate(_placeholder(statement), count)
        found[statement.id] = count_statement(candidate, cells.get(statement.id))
    return found


def _placeholder(statement: TableStatement) -> CellKey:
    """A key for a statement that could not be modelled; it is withheld, so nothing rests on it."""
    return CellKey(
        statement.room,
        statement.unit,
        statement.population,
        statement.period,
        statement.predicate,
        statement.counted or Counted.ROWS,
    )


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
        reasons=tuple(sorted({KIND, _SAME_KIND, _RATIO_KIND, joint.KIND, *(rule.kind for rule in RULES)})),
    )


def _by_reason(judgements: Iterable[Judgement]) -> dict[str, int]:
    pairs = {(j.rule, j.id) for j in judgements}
    return dict(sorted(Counter(rule for rule, _ in pairs).items()))


def _records(statements: Sequence[AnyJudged], case: Case, cells: Mapping[str, ShownCell]) -> Iterable[Shown]:
    candidates = {c.id: c for c in case.counts}
    halves = {m.statement.id for m in case.models if m.half}
    for statement in statements:
        if statement.state is not State.SHOWN or statement.value is None:
            continue
        if isinstance(statement, ModelStatement):
            interval = Interval(statement.value, statement.lower or 0.0, statement.upper or 0.0)
            yield shown_model(statement, Rounded(interval, statement.precision), half=statement.id in halves)
        elif isinstance(statement, AmountStatement):
            interval = Interval(statement.value, statement.lower or 0.0, statement.upper or 0.0)
            yield remembered_amounts.record(statement, interval)
        elif statement.id in candidates:
            yield _count_record(candidates[statement.id], cells[statement.id])
        else:
            yield ShownRatio(
                id=statement.id,
                population=statement.population,
                predicate=statement.predicate,
                statistic=statement.statistic,
                of=statement.of,
                value=statement.value,
            )


def _count_record(candidate: Candidate, cell: ShownCell) -> ShownCount:
    key = candidate.key
    return ShownCount(
        id=candidate.id,
        room=key.room,
        unit=key.unit,
        population=key.population,
        period=key.period,
        predicate=key.predicate,
        counted=key.counted,
        half=key.half,
        value=cell.shown.value,
        base=cell.base,
    )


def kind_of(rule: str) -> str:
    """Return the kind of reason that goes with the name of a rule, in Dutch, for inside the room."""
    kinds = {r.name: r.kind for r in RULES} | {
        _SAME: _SAME_KIND,
        _RATIO: _RATIO_KIND,
        RULE_NAME: KIND,
        joint.NAME: joint.KIND,
    }
    return kinds.get(rule, rule)
