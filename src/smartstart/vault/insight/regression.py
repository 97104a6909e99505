"""The outcome on factors beside each other: logistic or modified Poisson regression over all rows of a cohort.

Every factor is a set of levels, each against the reference level that the study declared; "not known" is a level like
any other, and no row is left out for it. Where there is no answer (factors that say the same, an outcome that factors
tell exactly, too few households) there are no numbers, and the reason. See `design` for levels without a finite answer.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from smartstart.statistics import (
    Link,
    Refusal,
    Regression,
    RegressionRefusedError,
    RiskAboveOneError,
    Standardised,
    logistic,
    modified_poisson,
    standardise,
)
from smartstart.vault.coded import CodedCohort, OutcomeKind
from smartstart.vault.insight.design import Design, FloatArray, Influence, design_of
from smartstart.vault.insight.findings import Estimate
from smartstart.vault.study.regression import RegressionPlan
from smartstart.vocabulary.errors import StudyError

_REASONS = {
    Refusal.CONSTANT_OUTCOME: "bij elke waarde heeft niemand of iedereen de uitkomst",
    Refusal.COLLINEAR: "deze factoren zeggen precies hetzelfde; laat er een weg",
    Refusal.SEPARATED: "deze factoren zeggen samen precies wie de uitkomst heeft; laat er een weg",
    Refusal.FEW_HOUSEHOLDS: "er zijn te weinig huishoudens voor zoveel waarden",
    Refusal.SHAPE: "er is geen waarde die met een andere te vergelijken is",
}
_LOST = "bij de waarde om mee te vergelijken heeft niemand of iedereen de uitkomst; kies een andere"
_ABOVE_ONE = 'een gestandaardiseerd risico komt boven 1 uit; gebruik link = "logit"'
_NO_ANSWER = "geen antwoord; waarom staat bij de exacte cijfers"
_UNKNOWN = Estimate(math.nan, math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class LevelEstimate:
    """One level against the reference level of its factor, beside the other factors; nan where there is no answer.

    Attributes:
        factor, level, reference: name and codes.
        coefficient, error: on the scale of the link (log odds or log risk).
        ratio: odds ratio (logit) or relative risk (log).
        p_value: two-sided, from a normal z.
        sensitivity: how much one event more or less, of any row, moves the coefficient at most.
    """

    factor: str
    level: str
    reference: str
    coefficient: float
    error: float
    ratio: Estimate
    p_value: float
    sensitivity: float


@dataclass(frozen=True, slots=True)
class StandardisedRisk:
    """The mean risk if all rows had one level and were otherwise as they are; nan where there is no answer.

    Attributes:
        risk: per unit.
        ratio: against the reference level; None for that level itself.
        sensitivity, ratio_sensitivity: how much one event moves the risk, and the logarithm of the ratio, at most.
    """

    factor: str
    level: str
    risk: Estimate
    ratio: Estimate | None
    sensitivity: float
    ratio_sensitivity: float


@dataclass(frozen=True, slots=True)
class RegressionFinding:
    """What a regression found; exact, so it stays inside.

    Attributes:
        name, link: of the plan.
        levels: every level of every factor but the reference levels, in order of plan and dimension.
        standardised: every level of the factor of which that was asked.
        rows, events, households: of what was fitted; set_aside: rows that were not, as they have no finite answer.
        columns: estimated parameters, the intercept too; residual_df: households minus those.
        saturated: there are as many columns as combinations of levels, so the model is a table in other words.
        refusal: why there is no answer, in Dutch; empty where there is one.
    """

    name: str
    link: str
    levels: tuple[LevelEstimate, ...]
    standardised: tuple[StandardisedRisk, ...]
    rows: int
    events: int
    households: int
    set_aside: int
    columns: int
    residual_df: int
    saturated: bool
    refusal: str = ""


def regression(
    cohort: CodedCohort, plan: RegressionPlan, progress: Callable[[str], None] = lambda _: None
) -> RegressionFinding:
    """Return the regression of a plan; without numbers, and with the reason, where there is no answer.

    Args:
        cohort: with a binary outcome.
        plan: factors, reference levels and link.
        progress: is told, in Dutch, that there is no answer. Why is about the data, so that stays in the result.

    Raises:
        StudyError: the outcome is not binary, or the cohort does not have a factor or level of the plan.
    """
    if cohort.outcome.kind is not OutcomeKind.BINARY:
        raise StudyError(
            f"Een regressie kan niet met de uitkomst '{cohort.outcome.name}'.",
            where="analyses.kind",
            expected="een uitkomst die iemand wel of niet heeft",
        )
    link = Link(plan.link)
    design = design_of(cohort, plan.factors, link)
    empty = _without_answer(design, plan)
    try:
        fit = _fitted(design, link)
        return _answer(empty, design, fit)
    except RegressionRefusedError as refused:
        reason = _said(refused, design)
    except RiskAboveOneError:
        reason = _ABOVE_ONE
    progress(_NO_ANSWER)
    return replace(empty, refusal=reason)


def _fitted(design: Design, link: Link) -> Regression:
    if not design.event.size:
        raise RegressionRefusedError(Refusal.CONSTANT_OUTCOME)
    if design.lost or not design.columns:
        raise RegressionRefusedError(Refusal.SHAPE)
    fit = logistic if link is Link.LOGIT else modified_poisson
    return fit(design.matrix(), design.event, design.household)


def _said(refused: RegressionRefusedError, design: Design) -> str:
    if refused.reason is Refusal.SHAPE and design.lost:
        return f"{_LOST} ({', '.join(design.lost)})"
    reason = _REASONS.get(refused.reason, refused.reason.value)
    names = dict.fromkeys(design.columns[column - 1][0] for column in refused.columns if column)
    return f"{reason} ({', '.join(names)})" if names else reason


def _without_answer(design: Design, plan: RegressionPlan) -> RegressionFinding:
    nan = math.nan
    asked = plan.standardise
    codes = [level for factor, level in design.levels if factor == asked]
    return RegressionFinding(
        name=plan.name,
        link=plan.link,
        levels=tuple(
            LevelEstimate(factor, level, plan.factors[factor], nan, nan, _UNKNOWN, nan, 0.0)
            for factor, level in design.levels
        ),
        standardised=()
        if asked is None
        else (
            StandardisedRisk(asked, plan.factors[asked], _UNKNOWN, None, 0.0, 0.0),
            *(StandardisedRisk(asked, level, _UNKNOWN, _UNKNOWN, 0.0, 0.0) for level in codes),
        ),
        rows=int(design.event.size),
        events=int(design.event.sum()),
        households=int(np.unique(design.household).size),
        set_aside=design.set_aside,
        columns=len(design.columns) + 1,
        residual_df=int(np.unique(design.household).size) - len(design.columns) - 1,
        saturated=False,
    )


def _answer(empty: RegressionFinding, design: Design, fit: Regression) -> RegressionFinding:
    influence = Influence.of(design, fit)
    at = {key: number for number, key in enumerate(design.columns, start=1)}
    return replace(
        empty,
        levels=tuple(_level(one, at.get((one.factor, one.level)), fit, influence) for one in empty.levels),
        standardised=_standardised(empty.standardised, design, fit, influence),
        saturated=len(influence.patterns) == fit.coefficients.size,
    )


def _level(one: LevelEstimate, column: int | None, fit: Regression, influence: Influence) -> LevelEstimate:
    if column is None:
        return one
    value, lower, upper = (float(of[column]) for of in (fit.coefficients, fit.lower, fit.upper))
    return replace(
        one,
        coefficient=value,
        error=float(fit.errors[column]),
        ratio=Estimate(math.exp(value), math.exp(lower), math.exp(upper)),
        p_value=float(fit.p_values[column]),
        sensitivity=influence.most(np.eye(fit.coefficients.size)[column]),
    )


def _standardised(
    asked: tuple[StandardisedRisk, ...], design: Design, fit: Regression, influence: Influence
) -> tuple[StandardisedRisk, ...]:
    """Return the standardised risks; the reference level comes first. Levels that were set aside stay without."""
    present = {level for factor, level in design.columns if asked and factor == asked[0].factor}
    told = [one for number, one in enumerate(asked) if not number or one.level in present]
    if not told:
        return asked
    settings = [design.setting(one.factor, one.level) for one in told]
    found = standardise(fit, design.matrix(), settings)
    slopes = [influence.gradient(fit, setting) for setting in settings]
    made = {one.level: _risk(one, number, found, slopes, influence) for number, one in enumerate(told)}
    return tuple(made.get(one.level, one) for one in asked)


def _risk(
    one: StandardisedRisk, number: int, found: Standardised, slopes: list[FloatArray], influence: Influence
) -> StandardisedRisk:
    risks = found.risks
    relative = slopes[number] / risks.value[number] - slopes[0] / risks.value[0]
    ratio = found.ratio(number, 0)
    return replace(
        one,
        risk=Estimate(*(float(of[number]) for of in (risks.value, risks.lower, risks.upper))),
        ratio=None if one.ratio is None else Estimate(*(float(of) for of in (ratio.value, ratio.lower, ratio.upper))),
        sensitivity=influence.most(slopes[number]),
        ratio_sensitivity=influence.most(relative) if number else 0.0,
    )
