"""The shape of a question file. Shape only: each room checks the part that it answers.

A study is TOML. Unknown keys are mistakes. Whether a factor exists, or a file is there, is for the cohort and the
sources to say.
"""

import datetime as dt
from typing import Annotated, Literal, TypeVar

from pydantic import Field, field_validator, model_validator

from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.parts import Line, Part, ReferenceDate, Slug, Text, Whole
from smartstart.vault.study.regression import RegressionPlan
from smartstart.vault.study.reinforcing import ReinforcingPlan
from smartstart.vault.study.table import TableData
from smartstart.vault.study.withheld import Withheld
from smartstart.vocabulary import areas as area_codes


class Dpia(Part):
    """Outcome of the data protection impact assessment."""

    outcome: Line
    date: dt.date


class Hunch(Part):
    """A hunch: conditions plus a direction, dated before the results. Undated: not to be tested."""

    text: Line
    conditions: Annotated[dict[Slug, Annotated[tuple[str, ...], Field(min_length=1)]], Field(min_length=1)]
    direction: Literal["hoger", "lager"]
    date: dt.date | None = None


class Question(Part):
    """What is asked, by whom, why, and by what right."""

    id: Slug
    title: Line
    owner: Line
    scope: Literal["question", "find-place", "municipality"]
    areas: tuple[str, ...] = ()
    purpose: Text
    legal_basis: Text
    controller: Line
    dpia: Dpia
    hunches: tuple[Hunch, ...] = ()

    @field_validator("areas")
    @classmethod
    def _canonical(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(area_codes.normalise(code) for code in codes)


class RegisterData(Part):
    """Register files of Statistics Netherlands (CBS), or the twin in the same layouts."""

    source: Literal["registers"]
    classification_year: Annotated[Whole, Field(ge=1995, le=2100)]
    unknown_codes: Literal["stop", "missing"] = "stop"
    origin: Literal["invented", "real"] = "real"


class OpenData(Part):
    """Open figures: no cohort, no gate; read by `smartstart.opendata`."""

    source: Literal["open"]
    municipality: str
    highlight: tuple[str, ...] = ()

    @field_validator("municipality")
    @classmethod
    def _municipality(cls, code: str) -> str:
        return area_codes.normalise(code)


class CohortPlan(Part):
    """Who, when, which outcome, which factors."""

    unit: Literal["kind"] = "kind"
    reference_dates: Annotated[tuple[ReferenceDate, ...], Field(min_length=1, max_length=40)]
    outcome: Literal["uithuisplaatsing", "ondertoezichtstelling", "uithuisplaatsing_of_ondertoezichtstelling"]
    window_months: Annotated[Whole, Field(ge=1, le=60)] = 12
    lookback_months: Annotated[Whole, Field(ge=0, le=60)] = 12
    factors: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=60)]

    @field_validator("reference_dates")
    @classmethod
    def _rising_dates(cls, dates: tuple[dt.date, ...]) -> tuple[dt.date, ...]:
        if list(dates) != sorted(set(dates)):
            raise ValueError("de peildatums moeten oplopen, elke datum één keer")
        return dates

    @field_validator("factors")
    @classmethod
    def _once(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(names)) != len(names):
            raise ValueError("een factor staat er twee keer")
        return names


class ReleasePlan(Part):
    """How the results may leave."""

    policy: Literal["cbs-ra", "strict"] = "strict"
    # factors, categories ("factor:waarde") or the outcome that are sensitive; an outcome of registers always is
    sensitive: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*(:[A-Za-z0-9_-]+)?$")], ...] = ()


# One more kind: a plan of its own here, and a line in `vault.run.insights`.
Analysis = Annotated[RiskGroupPlan | RegressionPlan | ReinforcingPlan, Field(discriminator="kind")]
P = TypeVar("P", bound=Part)


class Study(Part):
    """One question file."""

    question: Question
    data: Annotated[RegisterData | TableData | OpenData, Field(discriminator="source")]
    cohort: CohortPlan | None = None
    withheld: Annotated[tuple[Withheld, ...], Field(max_length=20)] = ()
    analyses: Annotated[tuple[Analysis, ...], Field(max_length=8)] = ()
    release: ReleasePlan = ReleasePlan()

    @field_validator("withheld")
    @classmethod
    def _given_once(cls, given: tuple[Withheld, ...]) -> tuple[Withheld, ...]:
        if len({one.name for one in given}) < len(given):
            raise ValueError("een factor staat twee keer bij 'withheld'")
        return given

    @field_validator("analyses")
    @classmethod
    def _beside_each_other(cls, plans: tuple[Analysis, ...]) -> tuple[Analysis, ...]:
        kinds = [plan.kind for plan in plans]
        if plans and kinds.count("risk_groups") != 1:
            raise ValueError('een studie heeft precies één deel [[analyses]] met kind = "risk_groups"')
        if kinds.count("reinforcing") > 1:
            raise ValueError('een studie heeft hoogstens één deel [[analyses]] met kind = "reinforcing"')
        names = [plan.name for plan in plans if isinstance(plan, RegressionPlan)]
        if len(set(names)) < len(names):
            raise ValueError("twee regressies hebben dezelfde 'name': geef elke regressie een eigen naam")
        return plans

    @model_validator(mode="after")
    def _hunches_lie_behind_us(self) -> "Study":
        ahead = [hunch.date for hunch in self.question.hunches if hunch.date and hunch.date > dt.datetime.now().date()]
        if ahead:
            raise ValueError(f"een vermoeden heeft een datum in de toekomst ({ahead[0]})")
        return self

    @model_validator(mode="after")
    def _complete(self) -> "Study":
        if self.data.source == "registers" and self.cohort is None:
            raise ValueError("een studie op registers heeft een deel [cohort] nodig")
        if self.data.source != "registers" and self.cohort is not None:
            raise ValueError("een deel [cohort] hoort alleen bij een studie op registers")
        if self.data.source != "open" and not self.analyses:
            raise ValueError("de studie vraagt om geen analyse: zet er een deel [[analyses]] bij")
        return self

    @property
    def risk_groups(self) -> RiskGroupPlan:
        """The plan that everything else in a study stands around; studies on open figures have none."""
        return self.plans(RiskGroupPlan)[0]

    def plans(self, kind: type[P]) -> tuple[P, ...]:
        """Return the plans of one kind of analysis, in study order."""
        return tuple(plan for plan in self.analyses if isinstance(plan, kind))
