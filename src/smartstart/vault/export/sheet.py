"""What a reader may know of a study: words only, no value of the data."""

from collections.abc import Sequence

from smartstart.presentation import dutch
from smartstart.presentation.sentences import single_of
from smartstart.release.contents import (
    Condition,
    Dimension,
    DropOffStep,
    Origin,
    Predicate,
    PublicHunch,
    PublicSource,
    StudySheet,
)
from smartstart.vault.coded import CodedCohort
from smartstart.vault.export import local, tried
from smartstart.vault.export.breakdowns import Shown
from smartstart.vault.insight.halves import is_halves
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.model import Hunch, RegisterData, Study
from smartstart.vault.study.reinforcing import ReinforcingPlan
from smartstart.vault.study.table import TableData
from smartstart.vocabulary.errors import StudyError

_NO_CAUSE = "Een groep met een hoger risico is geen oorzaak. Andere omstandigheden kunnen een rol spelen."
_NOBODY = "De cijfers gaan over groepen. Ze zeggen niets over één {} en mogen daar niet voor gebruikt worden."

_INVENTED = PublicSource(
    name="Verzonnen registers",
    what="een verzonnen bevolking in de vorm van de bestanden van het CBS",
    attribution="Verzonnen gegevens: geen enkel cijfer gaat over echte mensen.",
)
_REGISTERS = PublicSource(
    name="Microdata van het Centraal Bureau voor de Statistiek (CBS)",
    what="registers over personen, huishoudens, adressen, inkomen, uitkeringen en jeugdzorg",
    attribution="Eigen berekeningen op niet-openbare microdata van het CBS.",
)


def hunch_predicates(study: Study, dimensions: tuple[Dimension, ...]) -> dict[str, Predicate]:
    """Return the predicate of every hunch by its id ("h1", "h2", …).

    Raises:
        StudyError: a hunch names a factor or level that the cohort does not have.
    """
    return {f"h{number}": _predicate(hunch, dimensions) for number, hunch in enumerate(study.question.hunches, start=1)}


def _predicate(hunch: Hunch, dimensions: tuple[Dimension, ...]) -> Predicate:
    known = {dimension.name: dimension for dimension in dimensions}
    for name, levels in hunch.conditions.items():
        if name not in known:
            raise StudyError(
                f"Een vermoeden noemt de factor '{name}', maar die is er niet.",
                where="question.hunches",
                expected=", ".join(sorted(known)),
            )
        codes = {level.code for level in known[name].levels}
        for level in levels:
            if level not in codes:
                raise StudyError(
                    f"Een vermoeden noemt '{level}' bij de factor '{name}', maar dat is geen waarde van die factor.",
                    where="question.hunches",
                    expected=", ".join(sorted(codes)),
                )
    conditions = [Condition(factor=name, levels=levels) for name, levels in sorted(hunch.conditions.items())]
    return Predicate(conditions=tuple(conditions))


def study_sheet(
    study: Study,
    cohort: CodedCohort,
    plan: RiskGroupPlan,
    shown: Sequence[Shown] | None = None,
    further: Sequence[str] = (),
) -> StudySheet:
    """Return the public sheet of a study.

    Args:
        shown: the breakdowns as they are shown; as they were asked for where there are none yet.
        further: how the analyses beside the risk groups were done, in sentences.
    """
    question, places = study.question, _places(study, cohort, plan, shown)
    predicates = hunch_predicates(study, cohort.dimensions)
    return StudySheet(
        id=question.id,
        title=question.title,
        owner=question.owner,
        scope=question.scope,
        areas=question.areas,
        purpose=question.purpose.strip(),
        legal_basis=question.legal_basis.strip(),
        controller=question.controller,
        dpia=f"{question.dpia.outcome} ({dutch.day(question.dpia.date)})",
        unit=cohort.unit,
        units=cohort.units,
        outcome=cohort.outcome.phrase,
        outcome_title=cohort.outcome.title,
        reference_dates=cohort.reference_dates,
        window_months=cohort.window_months,
        dimensions=(
            *(factor.dimension for factor in cohort.factors if not factor.withheld_as_condition),
            *(place.dimension for place in cohort.places if place.dimension.name in places),
        ),
        hunches=tuple(
            PublicHunch(
                id=name,
                text=hunch.text,
                predicate=predicates[name],
                direction=hunch.direction,
                date=hunch.date,
            )
            for name, hunch in zip(predicates, question.hunches, strict=True)
        ),
        sources=_sources(study, cohort),
        drop_off=_steps(cohort),
        methods=(*_methods(study, cohort, plan), *further),
        caveats=(_NO_CAUSE, _NOBODY.format(single_of(cohort.unit))),
        map_bounds=plan.map_bounds,
        contrast_margin=next((one.margin for one in study.plans(ReinforcingPlan)), None),
        recoded=tuple(dict.fromkeys(note for one in shown or () for note in one.notes)),
    )


def _places(study: Study, cohort: CodedCohort, plan: RiskGroupPlan, shown: Sequence[Shown] | None) -> set[str]:
    """Return the names of the places that statements are about."""
    asked = {plan.place} if plan.place else set()
    found: set[str] = set(asked) if shown is None else {one.factor for one in shown}
    found |= {place.dimension.name for place in cohort.places if is_halves(place.dimension.name)}
    return found | {local.PLACE} if local.municipalities(study, plan, cohort) else found


def _steps(cohort: CodedCohort) -> tuple[DropOffStep, ...]:
    texts = {step.step: step.text for step in cohort.drop_off}
    return tuple(DropOffStep(id=name, text=text) for name, text in texts.items())


def _sources(study: Study, cohort: CodedCohort) -> tuple[PublicSource, ...]:
    """Return whose data these are; a source that is not told here is refused rather than told as another's.

    Raises:
        StudyError: a release of this kind of data has no words yet.
    """
    if isinstance(study.data, TableData):
        return (PublicSource(name=study.data.about, what="een eigen tabel", attribution=study.data.attribution),)
    if isinstance(study.data, RegisterData):
        return (_INVENTED if cohort.origin is Origin.INVENTED else _REGISTERS,)
    raise StudyError(
        f"Van gegevens uit '{study.data.source}' kan deze omgeving geen vrijgave maken.",
        where="data.source",
        expected='"registers" of "table"',
    )


def _methods(study: Study, cohort: CodedCohort, plan: RiskGroupPlan) -> tuple[str, ...]:
    who = _who(study, cohort)
    return (
        who,
        f"We zochten alle groepen met hoogstens {plan.max_conditions} omstandigheden, elk met minstens "
        f"{dutch.number(plan.min_size)} {cohort.units} en {dutch.number(plan.min_events)} keer deze uitkomst in alle "
        "jaren samen.",
        "De huishoudens zijn door het lot in twee helften verdeeld. In de ene helft zochten we; in de andere helft "
        "keken we of het klopte. De schattingen van gevonden groepen komen alleen uit die andere helft."
        + _hunches(study),
        *tried.sentences(cohort, plan),
        "De intervallen houden er rekening mee dat broers en zussen op elkaar lijken, en dat één kind in meer jaren "
        "mee kan tellen."
        if cohort.unit == "kind"
        else "De intervallen houden rekening met leden van één huishouden.",
        "Aantallen zijn afgerond op vijftallen. Verhoudingen zijn berekend met de afgeronde aantallen.",
    )


def _hunches(study: Study) -> str:
    """Return on whom a hunch is worked out: it was there before the numbers, so nobody has to be kept apart for it."""
    if not any(hunch.date for hunch in study.question.hunches):
        return ""
    return " Een vermoeden met een datum stond vooraf op papier: dat rekenden we uit met alle huishoudens."


def _who(study: Study, cohort: CodedCohort) -> str:
    if study.cohort is None:
        return f"We keken naar alle rijen van de tabel: {cohort.units}."
    return (
        f"We keken naar alle kinderen tot 18 jaar op elke peildatum, en naar wat er in de {cohort.window_months} "
        f"maanden daarna gebeurde. Liep er in de {study.cohort.lookback_months} maanden ervoor al een uithuisplaatsing "
        "of ondertoezichtstelling, dan telde het kind niet mee. Omstandigheden, huishouden en woonplaats zijn die van "
        "vóór de peildatum, via de moeder."
    )
