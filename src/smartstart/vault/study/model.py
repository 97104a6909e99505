"""The shape of a question file. Shape only: each room checks the part that it answers.

A study is TOML. Unknown keys are mistakes. Whether a factor exists, or a file is there, is for the cohort and the
sources to say.
"""

import datetime as dt
import itertools
from typing import Annotated, Literal, TypeVar

from pydantic import Field, field_validator, model_validator

from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.parts import Line, Part, Phrase, ReferenceDate, Slug, Text, Word, canonical
from smartstart.vault.study.regression import RegressionPlan
from smartstart.vault.study.reinforcing import ReinforcingPlan
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
    classification_year: Annotated[int, Field(ge=1995, le=2100)]
    unknown_codes: Literal["stop", "missing"] = "stop"
    origin: Literal["invented", "real"] = "real"


class Bin(Part):
    """Half-open classes of a number: `[0, 25, 30]` gives "tot 25", "25 tot 30", "30 of meer"."""

    edges: Annotated[tuple[float, ...], Field(min_length=1, max_length=200)]

    @field_validator("edges")
    @classmethod
    def _rising(cls, edges: tuple[float, ...]) -> tuple[float, ...]:
        if any(later <= earlier for earlier, later in itertools.pairwise(edges)):
            raise ValueError("de grenzen moeten oplopen")
        return edges


class TableFactor(Part):
    """A column of the user's own table, used as a factor.

    Its levels are public, so they come from here and never from the data: the classes of `bins`, or the `labels` in
    this order. A value that is in neither stops the run, unless `other` gives all such values one level "overig".
    """

    column: Line
    name: Slug
    title: Line
    bins: Bin | None = None
    labels: Annotated[dict[str, Word], Field(max_length=200)] = Field(default_factory=dict)  # words per value
    other: bool = False  # values without a label are one level "overig"; else they stop the run
    phrases: dict[str, Phrase] = Field(default_factory=dict)  # completes "<units> …", per value
    below: Phrase = ""  # "jonger dan {bound} jaar", for runs of bins
    from_: Annotated[Phrase, Field(alias="from")] = ""
    ordered: bool = False
    missing: tuple[str, ...] = ()  # values that mean "not known", besides empty

    @field_validator("labels")
    @classmethod
    def _usable_codes(cls, labels: dict[str, str]) -> dict[str, str]:
        if any(value.strip() in ("", "onbekend") for value in labels):
            raise ValueError("een lege waarde en 'onbekend' betekenen altijd 'niet bekend': geef ze geen label")
        # As the data are compared: a whole number without its ".0", and a letter with its accent as one sign.
        if len({canonical(value) for value in labels}) < len(labels):
            raise ValueError("twee waarden bij 'labels' zijn dezelfde, zoals 1 en 1.0: houd er één over")
        if any(len(value.strip()) > 60 for value in labels):
            raise ValueError("een waarde bij 'labels' mag hoogstens 60 tekens hebben: gebruik korte codes")
        return labels

    @model_validator(mode="after")
    def _levels_from_here(self) -> "TableFactor":
        if self.bins is None and not self.labels:
            raise ValueError(
                f"bij de factor '{self.name}' ontbreekt 'bins' of 'labels': geef klassen van een getal, zoals "
                'bins = { edges = [0, 25, 30] }, of een woord per waarde, zoals labels = { "1" = "ja", "2" = "nee" }'
            )
        if self.bins is not None and self.labels:
            raise ValueError(f"geef precies één van 'bins' en 'labels' bij de factor '{self.name}'")
        # "Otherwise" has no place in an order: a run of levels that ends in it would be a false sentence.
        if self.other and (self.bins is not None or self.ordered):
            raise ValueError(f"'other' hoort bij 'labels' zonder volgorde; de factor '{self.name}' heeft een volgorde")
        if self.other and any(value.strip() == "overig" for value in self.labels):
            raise ValueError(f"haal bij de factor '{self.name}' het label voor 'overig' weg: dat geeft other = true al")
        return self


class TableOutcome(Part):
    """A column of the user's own table, used as the outcome."""

    column: Line
    name: Slug
    title: Line
    phrase: Line  # completes "… die": "een verhouding hadden"
    event: tuple[str, ...] = ()  # values that are an event
    above: float | None = None  # or: a number above this is an event
    missing: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_rule(self) -> "TableOutcome":
        if bool(self.event) == (self.above is not None):
            raise ValueError("geef precies één van 'event' en 'above'")
        return self


class TableData(Part):
    """A table of the user's own: CSV, Parquet, `.sav` or `.dta`, with a column mapping."""

    source: Literal["table"]
    file: Annotated[str, Field(min_length=1, max_length=400)]
    unit: Line
    units: Line
    about: Line
    attribution: str = ""
    origin: Literal["invented", "public", "real"] = "real"
    household: str | None = None
    person: str | None = None
    area: str | None = None
    reference_date: ReferenceDate
    window_months: Annotated[int, Field(ge=1, le=240)] = 12
    outcome: TableOutcome
    factors: Annotated[tuple[TableFactor, ...], Field(min_length=1)]

    @field_validator("file")
    @classmethod
    def _inside_the_folder(cls, name: str) -> str:
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ":" in parts[0] or ".." in parts:
            raise ValueError("het bestand moet in de map met gegevens staan: geef een naam zonder '..' of schijf")
        return name


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
    window_months: Annotated[int, Field(ge=1, le=60)] = 12
    lookback_months: Annotated[int, Field(ge=0, le=60)] = 12
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
        if self.analyses and len(self.plans(RiskGroupPlan)) != 1:
            raise ValueError('een studie heeft precies één deel [[analyses]] met kind = "risk_groups"')
        if len(self.plans(ReinforcingPlan)) > 1:
            raise ValueError('een studie heeft hoogstens één deel [[analyses]] met kind = "reinforcing"')
        if len({one.name for one in self.withheld}) < len(self.withheld):
            raise ValueError("een factor staat twee keer bij 'withheld'")
        names = [plan.name for plan in self.plans(RegressionPlan)]
        if len(set(names)) < len(names):
            raise ValueError("twee regressies hebben dezelfde 'name': geef elke regressie een eigen naam")
        return self

    @property
    def risk_groups(self) -> RiskGroupPlan:
        """The plan that everything else in a study stands around; studies on open figures have none."""
        return self.plans(RiskGroupPlan)[0]

    def plans(self, kind: type[P]) -> tuple[P, ...]:
        """Return the plans of one kind of analysis, in study order."""
        return tuple(plan for plan in self.analyses if isinstance(plan, kind))
