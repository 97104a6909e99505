"""What is asked of one finding, and of one hunch: every number that a page tells of it, each with its evidence."""

from collections.abc import Iterable, Iterator

from smartstart.disclosure.candidates import Evidence, ModelCandidate
from smartstart.release.contents import Counted, Statistic
from smartstart.vault.export.builder import Builder
from smartstart.vault.export.wording import RISK_GROUPS
from smartstart.vault.insight.findings import Estimate, Finding, GroupEstimate, HunchResult, Steadiness
from smartstart.vocabulary.errors import SmartStartError

_PER_1000 = 1000.0
_RECOUNTED = "De hertelling in de rekenmachine wijkt af van de analyse. Er is niets uitgegeven."
_ON_ALL = {
    "relative_risk": "relatief risico op alle huishoudens; spreiding per huishouden",
    "risk_per_1000": "risico op alle huishoudens; spreiding per huishouden",
}
_CLUSTERED = "op huishoudens die niet meededen bij het zoeken; spreiding per huishouden"
_PER_CENT = 100.0


def ask_finding(builder: Builder, finding: Finding, all_events: str) -> None:
    """Ask for everything that is told of one finding.

    Args:
        all_events: id of the count of everybody with the outcome.
    """
    events = builder.sized(finding.id, finding.predicate)
    builder.count(finding.id, "persons", finding.predicate, Counted.PERSONS, RISK_GROUPS)
    builder.ratio(finding.id, "share-outside", finding.predicate, Statistic.OUTSIDE, (events, all_events))
    for number, step in enumerate(finding.peel):
        builder.sized(finding.id, step.predicate, prefix=f"peel-{number}-")
    builder.models.extend(_estimates(builder, finding))
    if finding.stability is not None:
        builder.models.append(_returned(builder, finding, finding.stability))


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


def _returned(builder: Builder, finding: Finding, steadiness: Steadiness) -> ModelCandidate:
    """Ask for the share of redrawn halves in which a finding came back: in per cent, and of repetitions, not of people.

    It rests on the half that was searched. The counts of everybody stand behind it, which hold those of that half.
    """
    statement = builder.wording.model(
        finding.id,
        "stability",
        finding.predicate,
        measure="stability_share",
        method=f"{steadiness.repetitions} keer opnieuw gezocht in huishoudens die het lot aanwees",
        precision="whole number",
    )
    share = steadiness.share
    return ModelCandidate(
        statement=statement,
        value=_PER_CENT * share.value,
        lower=_PER_CENT * share.lower,
        upper=_PER_CENT * share.upper,
        group=builder.recount.evidence(finding.predicate),
        reference=builder.recount.outside(finding.predicate),
        residual_df=finding.estimated.residual_df,
    )


def _same(counted: Evidence, estimate: GroupEstimate) -> None:
    """Hold the two roads to one number against each other.

    Raises:
        SmartStartError: the engine counts other rows than the analysis did.
    """
    analysed = (estimate.rows, estimate.persons, estimate.households, estimate.events)
    if (counted.rows, counted.persons, counted.households, counted.events) != analysed:
        raise SmartStartError(_RECOUNTED, mend="dit is een fout van Smart Start; meld hem")


def ask_hunch(builder: Builder, hunch: HunchResult, all_events: str) -> None:
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
