"""From findings to candidates for the gate: one statement for every number that a page would show."""

from collections.abc import Iterator, Sequence

from smartstart.disclosure.candidates import (
    CountCandidate,
    Evidence,
    KnownGroup,
    Nesting,
    Partition,
    Submission,
)
from smartstart.release.contents import Counted, Dimension, Predicate
from smartstart.vault.coded import CodedCohort
from smartstart.vault.export import breakdowns, local, neighbours, thresholds
from smartstart.vault.export.atoms import atom_table
from smartstart.vault.export.breakdowns import Shown
from smartstart.vault.export.builder import Ask, Builder
from smartstart.vault.export.found import ask_finding, ask_hunch
from smartstart.vault.export.recount import Recount
from smartstart.vault.export.wording import CLASSES, PLACES, RISK_GROUPS, Wording, population_scopes
from smartstart.vault.insight.findings import Finding, RiskGroups
from smartstart.vault.insight.split import found_half
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.explaining import nearest
from smartstart.vault.study.model import Study
from smartstart.vocabulary.errors import StudyError

_EVERYBODY = Predicate()
_LARGEST_FAMILY = 20  # children of one family in the registers; only used as a lower bound for families


def submission(
    study: Study,
    plan: RiskGroupPlan,
    cohort: CodedCohort,
    groups: RiskGroups,
    recount: Recount,
    earlier: Sequence[Predicate] = (),
    shared: Sequence[Predicate] = (),
    further: Sequence[Ask] = (),
) -> Submission:
    """Return everything that this study asks to release, with its evidence.

    Args:
        earlier: groups of the same population that earlier releases showed; recounted, so that the gate can compare
            exactly. Groups over a factor that this study does not have cannot be recounted and are left out.
        shared: groups that earlier releases at other dates or in other areas speak of, as far as they are groups of
            this cohort; its reference dates may be among their conditions.
        further: ask for what the other analyses of the study found.
    """
    builder = Builder(Wording.of(study, cohort), recount)
    before = tuple(group for group in earlier if recount.can_count(group))
    all_events = builder.sized("population", _EVERYBODY)
    builder.count("population", "persons", _EVERYBODY, Counted.PERSONS, RISK_GROUPS)
    findings, low = shown_findings(groups, plan.show), most_telling(groups.low, plan.show)
    for finding in (*findings, *low):
        ask_finding(builder, finding, all_events)
    for hunch in groups.hunches:
        ask_hunch(builder, hunch, all_events)
    if plan.thresholds:
        thresholds.ask(builder, cohort.dimensions, (*findings, *low))
    codes = local.municipalities(study, plan, cohort)
    partitions = (
        *(p for shown in breakdowns.shown(study, plan, cohort, recount) for p in _breakdown(builder, shown)),
        *local.asked(builder, codes, findings),
        *neighbours.asked(builder, neighbours.groups(plan, codes), codes, findings),
        *(p for ask in further for p in ask(builder)),
    )
    table = atom_table(
        cohort,
        builder.wording.population,
        (*builder.groups(), *before, *shared),
        found_half(cohort.household, plan.split_seed),
        builder.beside(),
    )
    nestings = tuple(_drop_off(builder, cohort))
    return Submission(
        counts=tuple(builder.counts),
        ratios=tuple(builder.ratios),
        models=tuple(builder.models),
        partitions=partitions,
        sensitive=sensitive_names(study, cohort),
        repeats=len(cohort.reference_dates),
        outcome=cohort.outcome.name,
        nestings=nestings,
        known=tuple(_known(builder, (*before, *_parents(builder)))),
        atoms=(table,),
        scopes=population_scopes(study),
        comparisons=builder.comparisons,
    )


def sensitive_names(study: Study, cohort: CodedCohort) -> tuple[str, ...]:
    """Return what counts as sensitive: what the study marks, what it gives a reason for to have it at all, and for
    registers always the outcome.

    Raises:
        StudyError: the study marks a name that protects nothing.
    """
    check_sensitive(study, cohort.dimensions, cohort.outcome.name)
    own = (cohort.outcome.name,) if study.cohort is not None else ()
    return tuple(dict.fromkeys((*study.release.sensitive, *(one.name for one in study.withheld), *own)))


def check_sensitive(study: Study, dimensions: tuple[Dimension, ...], outcome: str) -> None:
    """Refuse a name in `release.sensitive` that is no factor, category or outcome of the study.

    Raises:
        StudyError: there is one; it would protect nothing.
    """
    levels = {d.name: {level.code for level in d.levels} for d in dimensions}
    for name in study.release.sensitive:
        factor, _, level = name.partition(":")
        known = factor in levels and (not level or level in levels[factor])
        if not known and name != outcome:
            names = [outcome, *levels]
            raise StudyError(
                f"'{name}' is geen factor, waarde of uitkomst van deze studie. Zo beschermt het niets.",
                where="release.sensitive",
                expected="een naam van een factor, 'factor:waarde', of de naam van de uitkomst",
                mend=nearest(factor, names),
            )


def _known(builder: Builder, groups: Sequence[Predicate]) -> Iterator[KnownGroup]:
    """Yield each group once, counted now."""
    for group in dict.fromkeys(groups):
        yield KnownGroup(builder.wording.population, group, builder.recount.evidence(group))


def _parents(builder: Builder) -> Iterator[Predicate]:
    """Return every asked group without one of its conditions: what group disclosure is judged against."""
    for count in builder.counts:
        conditions = count.statement.predicate.conditions
        for left_out in conditions:
            yield Predicate(conditions=tuple(c for c in conditions if c is not left_out))


def shown_findings(groups: RiskGroups, most: int) -> tuple[Finding, ...]:
    """Return the findings that a release asks to show: the confirmed ones first, filled up by rank, in rank order.

    What was confirmed on other households never makes way for what only looked sharp.
    """
    return most_telling(groups.findings, most)


def most_telling(findings: Sequence[Finding], most: int) -> tuple[Finding, ...]:
    """Return the findings of one side that a release asks to show; see `shown_findings`."""
    by_merit = sorted(findings, key=lambda finding: not finding.confirmed)  # stable: rank within each
    chosen = {finding.id for finding in by_merit[:most]}
    return tuple(finding for finding in findings if finding.id in chosen)


def _breakdown(builder: Builder, shown: Shown) -> Iterator[Partition]:
    """Ask for size, events and rate of every group of a breakdown; yield what adds up to everybody."""
    analysis = PLACES if shown.of_areas else CLASSES
    for name, predicate in shown.predicates():
        builder.sized(name, predicate, analysis=analysis)
    for role in ("size", "events"):
        yield Partition(
            whole=f"{RISK_GROUPS}/population/{role}", parts=tuple(f"{analysis}/{name}/{role}" for name in shown.names)
        )


def _drop_off(builder: Builder, cohort: CodedCohort) -> Iterator[Nesting]:
    """Ask for what was left after each step at the last reference date, where every child counts once.

    Each step is a population of its own, nested in the one before it; the last one is part of the cohort.
    """
    last = cohort.reference_dates[-1]
    around: list[str] = []
    for step in (step for step in cohort.drop_off if step.reference_date == last):
        statement = builder.wording.left_at_step(step.step, last)
        evidence = Evidence(step.after, step.after, step.after // _LARGEST_FAMILY, 0, 0, 0)
        builder.counts.append(CountCandidate(statement, evidence))
        yield from (Nesting(part=statement.id, whole=whole) for whole in around)
        around.append(statement.id)
    if around:
        yield Nesting(part=around[-1], whole=f"{RISK_GROUPS}/population/size")
