"""Ask for what a regression says: per level one ratio, and the standardised risks, each as a model statement.

Coefficient and error are not asked beside the ratio: they are the same numbers once more, and every further rounding of
one estimate tells more of the counts under it. The number of rows is that of everybody, which is asked already; an
exact number of degrees of freedom would give it away, so that stays inside.

A model with as many parameters as combinations of levels is a table in other words: its ratios are those of the shown
table, so they are asked as plain ones, and judged as a table.
"""

import math
from collections.abc import Iterator, Sequence

from smartstart.disclosure.candidates import ModelCandidate, Partition
from smartstart.presentation import dutch
from smartstart.release.contents import Condition, Dimension, ModelStatement, Predicate
from smartstart.vault.export.builder import Builder
from smartstart.vault.export.wording import REGRESSION
from smartstart.vault.insight.findings import Estimate
from smartstart.vault.insight.regression import LevelEstimate, RegressionFinding, StandardisedRisk
from smartstart.vault.study.explaining import nearest
from smartstart.vault.study.regression import RegressionPlan
from smartstart.vocabulary.errors import StudyError

RATIO, RISK, RISK_RATIO = "ratio", "standardised", "standardised-ratio"
_RATIOS = {"logit": "odds_ratio", "log": "relative_risk"}
_NAMES = {"logit": "logistische regressie", "log": "regressie van risico's (gewijzigde Poisson)"}
_PER_1000 = 1000.0


def check(plan: RegressionPlan, dimensions: Sequence[Dimension]) -> None:
    """Refuse a factor or reference level that the study does not have.

    Raises:
        StudyError: there is one.
    """
    levels = {dimension.name: [level.code for level in dimension.levels] for dimension in dimensions}
    for factor, reference in plan.factors.items():
        if factor not in levels:
            raise StudyError(
                f"De regressie noemt de factor '{factor}', maar die staat niet bij de factoren van deze studie.",
                where=f"analyses.factors.{factor}",
                expected=", ".join(levels),
                mend=nearest(factor, list(levels)),
            )
        if reference not in levels[factor]:
            raise StudyError(
                f"De factor '{factor}' kent de waarde '{reference}' niet om mee te vergelijken.",
                where=f"analyses.factors.{factor}",
                expected=", ".join(levels[factor]),
                mend=nearest(reference, levels[factor]),
            )


def methods(plan: RegressionPlan, dimensions: Sequence[Dimension]) -> Iterator[str]:
    """Yield how a regression was done, in sentences for the study sheet, with the words of these dimensions."""
    known = {dimension.name: dimension for dimension in dimensions}
    factors = dutch.listing(
        f"{_title(known[factor])} (vergeleken met ‘{_label(known[factor], level)}’)"
        for factor, level in plan.factors.items()
    )
    yield (
        f"Regressie '{plan.name}': {_NAMES[plan.link]} van de uitkomst op {factors}, naast elkaar. "
        "Alle huishoudens doen mee. De factoren, en de waarden om mee te vergelijken, zijn vooraf gekozen. "
        "De spreiding houdt rekening met wie bij één huishouden hoort. Wat niet bekend is, is een eigen waarde."
    )
    if plan.standardise:
        yield (
            f"Het gestandaardiseerde risico bij {_title(known[plan.standardise])} is het gemiddelde over alle rijen "
            "van het risico dat het model geeft als we die waarde overal invullen en al het andere laten staan. Zo "
            "tellen de andere factoren bij elke waarde even zwaar mee. Het is een berekening, geen voorspelling."
        )


def _title(dimension: Dimension) -> str:
    return dimension.title[:1].lower() + dimension.title[1:]


def _label(dimension: Dimension, code: str) -> str:
    return next(level.label for level in dimension.levels if level.code == code)


def asked(builder: Builder, plan: RegressionPlan, found: RegressionFinding) -> Iterator[Partition]:
    """Ask for every ratio and standardised risk of a regression; nothing of it adds up to anything."""
    asking = _Asking(builder, plan, found)
    builder.models.extend(asking.ratio(one) for one in found.levels)
    for risk in found.standardised:
        builder.models.append(asking.risk(risk))
        # Under a log link the standardised ratio is the ratio of the model itself.
        if risk.ratio is not None and plan.link == "logit":
            builder.models.append(asking.risk_ratio(risk, risk.ratio))
    yield from ()


class _Asking:
    """Makes the candidates of one regression."""

    def __init__(self, builder: Builder, plan: RegressionPlan, found: RegressionFinding) -> None:
        self._builder = builder
        self._plan = plan
        self._found = found
        self._plain = found.saturated and len(plan.factors) == 1

    def ratio(self, one: LevelEstimate) -> ModelCandidate:
        statement = self._statement(one.factor, one.level, RATIO, _RATIOS[self._plan.link], compared=True)
        return self._candidate(statement, one.ratio, one.ratio.value * one.sensitivity)

    def risk(self, one: StandardisedRisk) -> ModelCandidate:
        statement = self._statement(one.factor, one.level, RISK, "risk_per_1000", compared=False)
        risk = Estimate(*(_PER_1000 * number for number in (one.risk.value, one.risk.lower, one.risk.upper)))
        return self._candidate(statement, risk, _PER_1000 * one.sensitivity)

    def risk_ratio(self, one: StandardisedRisk, ratio: Estimate) -> ModelCandidate:
        statement = self._statement(one.factor, one.level, RISK_RATIO, "relative_risk", compared=True)
        return self._candidate(statement, ratio, ratio.value * one.ratio_sensitivity)

    def _candidate(self, statement: ModelStatement, estimate: Estimate, sensitivity: float) -> ModelCandidate:
        recount = self._builder.recount
        compared = bool(statement.reference.conditions)
        return ModelCandidate(
            statement=statement,
            value=estimate.value,
            lower=estimate.lower,
            upper=estimate.upper,
            group=recount.evidence(statement.predicate),
            reference=recount.evidence(statement.reference) if compared else recount.outside(statement.predicate),
            residual_df=self._found.residual_df,
            saturated=self._found.saturated,
            sensitivity=0.0 if math.isnan(sensitivity) else sensitivity,
        )

    def _statement(self, factor: str, level: str, role: str, measure: str, *, compared: bool) -> ModelStatement:
        reference = self._plan.factors[factor]
        return self._builder.wording.model(
            f"{self._plan.name}.{factor}.{self._builder.recount.place_of(factor, level)}",
            role,
            _having(factor, level),
            analysis=REGRESSION,
            measure=measure if self._plain else f"adjusted_{measure}",
            method=self._method(factor, role),
            precision="2 significant digits",
            reference=_having(factor, reference) if compared else Predicate(),
        )

    def _method(self, factor: str, role: str) -> str:
        others = [name for name in self._plan.factors if name != factor]
        beside = f" naast {dutch.listing(others)}" if others else ""
        kind = _NAMES[self._plan.link]
        how = kind if role == RATIO else f"gestandaardiseerd met {kind}"
        return f"{how}{beside}; spreiding per huishouden"


def _having(factor: str, level: str) -> Predicate:
    return Predicate(conditions=(Condition(factor=factor, levels=(level,)),))
