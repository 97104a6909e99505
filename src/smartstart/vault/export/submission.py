"""From findings to candidates for the gate: one statement for every number that a page would show."""

from collections.abc import Iterable, Iterator, Sequence

from smartstart.disclosure.candidates import (
    CountCandidate,
    Evidence,
    KnownGroup,
    ModelCandidate,
    Nesting,
    Partition,
    Submission,
)
from smartstart.release.contents import Counted, Dimension, Predicate, Statistic
from smartstart.vault.coded import CodedCohort
from smartstart.vault.export import breakdowns, local, neighbours
from smartstart.vault.export.atoms import atom_table
from smartstart.vault.export.breakdowns import Shown
from smartstart.vault.export.builder import Ask, Builder
from smartstart.vault.export.recount import Recount
from smartstart.vault.export.wording import CLASSES, PLACES, RISK_GROUPS, Wording, population_scopes
from smartstart.vault.insight.findings import Estimate, Finding, GroupEstimate, HunchResult, RiskGroups
from smartstart.vault.insight.split import found_half
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.model import Study
from smartstart.vault.study.reading import nearest
from smartstart.vocabulary.errors import SmartStartError, StudyError

_EVERYBODY = Predicate()
_PER_1000 = 1000.0
_RECOUNTED = "De hertelling in de rekenmachine wijkt af van de analyse. Er is niets uitgegeven."
_ON_ALL = {
    "relative_risk": "relatief risico op alle huishoudens; spreiding per huishouden",
    "risk_per_1000": "risico op alle huishoudens; spreiding per huishouden",
}
_LARGEST_FAMILY = 20  # children of one family in the registers; only used as a lower bound for families
_CLUSTERED = "op huishoudens die niet meededen bij het zoeken; spreiding per huishouden"


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
    all_events = builder.sized("population", _EVERYBODY)
    builder.count("population", "persons", _EVERYBODY, Counted.PERSONS, RISK_GROUPS)
    findings = shown_findings(groups, plan.show)
    for finding in findings:
        _finding(builder, finding, all_events)
    for hunch in groups.hunches:
        _hunch(builder, hunch, all_events)
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
        (*builder.groups(), *(p for p in earlier if recount.can_count(p)), *shared),
        found_half(cohort.household, plan.split_seed),
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
        known=tuple(
            KnownGroup(builder.wording.population, predicate, recount.evidence(predicate))
            for predicate in dict.fromkeys((*(p for p in earlier if recount.can_count(p)), *_parents(builder)))
        ),
        atoms=(table,),
        scopes=population_scopes(study),
    )


def sensitive_names(study: Study, cohort: CodedCohort) -> tuple[str, ...]:
    """Return what counts as sensitive: what the study marks, and for registers always the outcome.

    Raises:
        StudyError: the study marks a name that protects nothing.
    """
    check_sensitive(study, cohort.dimensions, cohort.outcome.name)
    own = (cohort.outcome.name,) if study.cohort is not None else ()
    return tuple(dict.fromkeys((*study.release.sensitive, *own)))


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
    by_merit = sorted(groups.findings, key=lambda finding: not finding.confirmed)  # stable: rank within each
    chosen = {finding.id for finding in by_merit[:most]}
    return tuple(finding for finding in groups.findings if finding.id in chosen)


def _finding(builder: Builder, finding: Finding, all_events: str) -> None:
    events = builder.sized(finding.id, finding.predicate)
    builder.count(finding.id, "persons", finding.predicate, Counted.PERSONS, RISK_GROUPS)
    builder.ratio(finding.id, "share-outside", finding.predicate, Statistic.OUTSIDE, (events, all_events))
    for number, step in enumerate(finding.peel):
        builder.sized(finding.id, step.predicate, prefix=f"peel-{number}-")
    builder.models.extend(_estimates(builder, finding))


def _estimates(builder: Builder, finding: Finding) -> Iterator[ModelCandidate]:
    """Ask for the two estimates that a page shows. The Koopman and Newcombe limits stay inside the room: several
    estimates of one small group together give its exact counts back."""
    inside = builder.recount.held_back(finding.predicate)
    outside = builder.recount.held_back(finding.predicate, outside=True)
    honest = finding.estimated
    _same(inside, honest)
    rows: Iterable[tuple[str, str, str, Estimate, float]] = (
        ("risk", "risk_per_1000", f"risico {_CLUSTERED}", honest.risk, _PER_1000),
        ("rr", "relative_risk", f"relatief risico {_CLUSTERED}", honest.relative_risk_clustered, 1.0),
    )
    for role, measure, method, estimate, scale in rows:
        statement = builder.wording.model(
            finding.id,
            role,
            finding.predicate,
            measure=measure,
            method=method,
            precision="2 significant digits",
            confirmed=finding.confirmed,
        )
        yield ModelCandidate(
            statement=statement,
            value=estimate.value * scale,
            lower=estimate.lower * scale,
            upper=estimate.upper * scale,
            group=inside,
            reference=outside,
            residual_df=honest.residual_df,
            half=True,
        )


def _same(counted: Evidence, estimate: GroupEstimate) -> None:
    """Hold the two roads to one number against each other.

    Raises:
        SmartStartError: the engine counts other rows than the analysis did.
    """
    analysed = (estimate.rows, estimate.persons, estimate.households, estimate.events)
    if (counted.rows, counted.persons, counted.households, counted.events) != analysed:
        raise SmartStartError(_RECOUNTED, mend="dit is een fout van Smart Start; meld hem")


def _hunch(builder: Builder, hunch: HunchResult, all_events: str) -> None:
    """Ask for what a hunch needs to be told with its counter-numbers; it was written down before, so on all rows."""
    events = builder.sized(hunch.id, hunch.predicate)
    builder.ratio(hunch.id, "share-outside", hunch.predicate, Statistic.OUTSIDE, (events, all_events))
    whole = hunch.estimate
    _same(builder.recount.evidence(hunch.predicate), whole)
    for role, measure, estimate, scale in (
        ("rr", "relative_risk", whole.relative_risk_clustered, 1.0),
        ("risk-all", "risk_per_1000", whole.risk, _PER_1000),
    ):
        statement = builder.wording.model(
            hunch.id,
            role,
            hunch.predicate,
            measure=measure,
            method=_ON_ALL[measure],
            precision="2 significant digits",
        )
        builder.models.append(
            ModelCandidate(
                statement=statement,
                value=estimate.value * scale,
                lower=estimate.lower * scale,
                upper=estimate.upper * scale,
                group=builder.recount.evidence(hunch.predicate),
                reference=builder.recount.outside(hunch.predicate),
                residual_df=whole.residual_df,
            )
        )


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
