"""Ask for what conditions do together: counts of every combination, and what follows from them.

Contrast, RERI, AP, S and lift are asked as numbers that are computed from the shown counts (`disclosure.combined`), so
they leave only with those counts and tell nothing more. One number per pair does come from unrounded data: the design
effect that widens the intervals, at a precision that the gate sets. The exact limits stay inside.
"""

from collections.abc import Iterator, Sequence

from smartstart.disclosure.candidates import ModelCandidate, Partition
from smartstart.presentation import dutch
from smartstart.release.contents import Counted, Dimension, Predicate, Statistic
from smartstart.vault.export.builder import PART, Builder
from smartstart.vault.export.wording import REINFORCING, RISK_GROUPS
from smartstart.vault.insight.halves import is_halves
from smartstart.vault.insight.reinforcing import Reinforcing, Together, planned_pairs
from smartstart.vault.study.explaining import nearest
from smartstart.vault.study.help import is_help
from smartstart.vault.study.reinforcing import ReinforcingPlan
from smartstart.vocabulary.errors import StudyError

_WHERE = "analyses.pairs"
_METHOD = "ontwerpeffect: spreiding per huishouden gedeeld door die van losse rijen, de grootste van deze getallen"
_OF_PAIR = (
    ("contrast", Statistic.CONTRAST),
    ("reri", Statistic.RERI),
    ("ap", Statistic.ATTRIBUTABLE),
    ("s", Statistic.SYNERGY),
)
_OF_TRIPLE = (("contrast", Statistic.THREE_WAY),)
_UNKNOWN = {
    "left_out": "Wie bij een van de twee onbekend is, telt bij dat paar niet mee.",
    "rest": "Wie bij een van de twee onbekend is, telt mee bij wie die omstandigheid niet heeft.",
}
_PER_COMBINATION = 3  # size, events, rate
_PAIR, _TRIPLE = 4 * _PER_COMBINATION + 1 + 4 + 1, 8 * _PER_COMBINATION + 1 + 1


def check(plan: ReinforcingPlan, dimensions: Sequence[Dimension]) -> None:
    """Refuse a pair over a factor of help, over a factor or level that is not there, or that leaves nobody over.

    Raises:
        StudyError: there is one.
    """
    known = {dimension.name: dimension for dimension in dimensions}
    for condition in (c for pair in planned_pairs(plan) for c in pair.conditions):
        found = known.get(condition.factor)
        if is_help(condition.factor, found.title if found else ""):
            raise StudyError(
                f"'{condition.factor}' gaat over hulp die iemand zocht of kreeg. Dat kan geen kant van een paar zijn: "
                "wie hulp krijgt, heeft die omdat er al iets was.",
                where=_WHERE,
                expected="twee omstandigheden van vóór de hulp, zoals gezin of inkomen",
            )
        if found is None:
            raise StudyError(
                f"Een paar noemt de factor '{condition.factor}', maar die staat niet bij de factoren van deze studie.",
                where=_WHERE,
                expected=", ".join(known),
                mend=nearest(condition.factor, list(known)),
            )
        codes = [level.code for level in found.levels if not level.missing]
        for level in condition.levels:
            if level not in codes:
                raise StudyError(
                    f"Een paar noemt '{level}' bij de factor '{condition.factor}', maar dat is geen bekende waarde.",
                    where=_WHERE,
                    expected=", ".join(codes),
                    mend=nearest(level, codes),
                )
        if set(condition.levels) == set(codes):
            raise StudyError(
                f"Een paar noemt alle waarden van '{condition.factor}'. Dan blijft er niemand over om mee te "
                "vergelijken.",
                where=_WHERE,
                expected="een deel van: " + ", ".join(codes),
            )


def planned(plan: ReinforcingPlan) -> int:
    """Return the largest number of statements that a plan asks for."""
    return len(plan.pairs) * _PAIR + (plan.most * _TRIPLE if plan.within_findings else 0)


def methods(plan: ReinforcingPlan) -> Iterator[str]:
    """Yield how it was done, in sentences for the study sheet."""
    margin = dutch.number(plan.margin, 1 if plan.margin % 1 else 0)
    yield (
        "Bij elk paar omstandigheden telden we alle combinaties: geen van beide, alleen de ene, alleen de andere, en "
        f"beide. {_UNKNOWN[plan.unknown]} “Meer dan de som” betekent: het verschil met geen van beide is vrijwel zeker "
        "groter dan de twee losse verschillen samen. Weten we vrijwel zeker dat het minder scheelt dan "
        f"{margin} van elke 1.000, dan noemen we het “ongeveer de som”; die grens is vooraf gekozen."
    )
    if plan.pairs:
        yield "Paren die in de studie staan, zijn gekozen voordat de cijfers er waren. Ze zijn op alle rijen geteld."
    if plan.within_findings:
        yield (
            "Paren en drietallen uit gevonden groepen zijn gekozen door te kijken. Ze zijn alleen geteld bij "
            "huishoudens die niet meededen bij het zoeken. Met hulp als kenmerk maken we geen paren."
        )
    yield (
        "De marges bij een paar zijn berekend met de getoonde aantallen (MOVER, 95 procent), en verbreed met het "
        "ontwerpeffect dat erbij staat: leden van één huishouden lijken op elkaar."
    )


def asked(builder: Builder, _: ReinforcingPlan, found: Reinforcing) -> Iterator[Partition]:
    """Ask for everything about each pair and triple; yield what adds up to what."""
    for one in found.together:
        yield from _asked(builder, one)


def _asked(builder: Builder, one: Together) -> Iterator[Partition]:
    names = [format(place, f"0{len(one.conditions)}b") for place in range(len(one.combinations))]
    counts: list[str] = []
    for name, combination in zip(names, one.combinations, strict=True):
        group = combination.predicate
        size = builder.count(one.id, f"c{name}-size", group, Counted.ROWS, REINFORCING, PART)
        events = builder.count(one.id, f"c{name}-events", group, Counted.EVENTS, REINFORCING, PART)
        builder.ratio(one.id, f"c{name}-rate", group, Statistic.RATE, (events, size), REINFORCING)
        counts += [events, size]
    both = one.combinations[-1].predicate
    effect = _design_effect(builder, one)
    builder.compare((*counts, effect), first=not one.held_back)
    of_pair = len(one.conditions) == 2
    for role, statistic in _OF_PAIR if of_pair else _OF_TRIPLE:
        builder.ratio(one.id, role, both, statistic, (*counts, effect), REINFORCING)
    if of_pair:
        builder.ratio(one.id, "lift", both, Statistic.LIFT, tuple(counts[1::2]), REINFORCING)
    everybody = _covers_everybody(builder, one)
    for role in ("size", "events"):
        yield Partition(
            whole=f"{RISK_GROUPS}/population/{role}" if everybody else "",
            parts=tuple(f"{REINFORCING}/{one.id}/c{name}-{role}" for name in names),
        )


def _design_effect(builder: Builder, one: Together) -> str:
    """Ask for the design effect; every combination is under it, so every combination has to be enough."""
    none, *others, both = (combination.predicate for combination in one.combinations)
    statement = builder.wording.model(
        one.id,
        "design",
        both,
        analysis=REINFORCING,
        measure="design_effect",
        method=_METHOD,
        precision="2 significant digits",
        reference=none,
    )
    builder.models.append(
        ModelCandidate(
            statement=statement,
            value=one.design_effect,
            lower=one.design_effect,
            upper=one.design_effect,
            group=builder.recount.evidence(both),
            reference=builder.recount.evidence(none),
            residual_df=max(0, one.households - len(one.combinations)),
            levels=tuple(builder.recount.evidence(group) for group in others),
        )
    )
    return statement.id


def _covers_everybody(builder: Builder, one: Together) -> bool:
    """Return whether the combinations are everybody: nobody has an unknown level, and it is not about one half."""
    rows = sum(builder.recount.evidence(c.predicate).rows for c in one.combinations)
    named = {c.factor for combination in one.combinations for c in combination.predicate.conditions}
    return rows == builder.recount.evidence(Predicate()).rows and not any(map(is_halves, named))
