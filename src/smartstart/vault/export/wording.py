"""The words of a statement that all statements of one study share."""

import calendar
import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from smartstart.disclosure.scope import Scope
from smartstart.release.contents import Counted, ModelStatement, Predicate, Statistic, TableStatement
from smartstart.vault.coded import CodedCohort
from smartstart.vault.study.model import Study
from smartstart.vault.study.table import TableData
from smartstart.vocabulary.areas import AreaLevel, level_of

RISK_GROUPS = "risk_groups"
PLACES = "places"
DROP_OFF = "drop_off"
LOCAL = "local"
CLASSES = "classes"
NEIGHBOURS = "neighbours"
THRESHOLDS = "thresholds"
REGRESSION = "regression"
REINFORCING = "reinforcing"


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the day `months` later; the last day of the month where that day does not exist."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


_WHO = {"unit", "reference_dates", "outcome", "window_months", "lookback_months"}
_TABLE = {"source", "classification_year", "file", "household", "person", "area"}
_EVENT = {"column", "event", "above", "missing"}


def population_id(study: Study) -> str:
    """Return the id of the population that a study defines: who, where, when and which outcome.

    Not the data, not the factors and not the words of the study: another question about the same persons is about
    the same persons, and the gate has to know that. Areas are of one classification year.
    """
    outcome = study.data.outcome.model_dump(mode="json", include=_EVENT) if isinstance(study.data, TableData) else None
    defined = {
        "areas": sorted(study.question.areas),
        "cohort": study.cohort.model_dump(mode="json", include=_WHO) if study.cohort else None,
        "data": study.data.model_dump(mode="json", include=_TABLE),
        "outcome": outcome,
    }
    text = json.dumps(defined, sort_keys=True)
    return f"population-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def population_scopes(study: Study) -> tuple[Scope, ...]:
    """Return the dates and areas of the population of a study on registers; a table of one's own tells neither."""
    plan = study.cohort
    if plan is None:
        return ()
    defined = {
        "cohort": plan.model_dump(mode="json", include=_WHO - {"reference_dates"}),
        "data": study.data.model_dump(mode="json", include=_TABLE),
    }
    family = hashlib.sha256(json.dumps(defined, sort_keys=True).encode()).hexdigest()[:16]
    whole = any(level_of(code) is AreaLevel.COUNTRY for code in study.question.areas)
    areas = () if whole else tuple(sorted(study.question.areas))
    return (Scope(population=population_id(study), family=family, dates=plan.reference_dates, areas=areas),)


@dataclass(frozen=True, slots=True)
class Wording:
    """Makes statements that share unit, period and population."""

    unit: str
    period: str
    population: str

    @classmethod
    def of(cls, study: Study, cohort: CodedCohort) -> "Wording":
        """Return the wording for a study and its cohort."""
        last = months_later(cohort.reference_dates[-1], cohort.window_months)
        return cls(cohort.unit, f"{cohort.reference_dates[0]}/{last}", population_id(study))

    def _shared(self, analysis: str, subject: str, role: str, predicate: Predicate) -> dict[str, Any]:
        return {
            "id": f"{analysis}/{subject}/{role}",
            "analysis": analysis,
            "subject": subject,
            "role": role,
            "unit": self.unit,
            "period": self.period,
            "population": self.population,
            "predicate": predicate,
        }

    def count(self, analysis: str, subject: str, role: str, predicate: Predicate, counted: Counted) -> TableStatement:
        """Return a count, its value still empty."""
        return TableStatement(
            **self._shared(analysis, subject, role, predicate), statistic=Statistic.COUNT, counted=counted
        )

    def left_at_step(self, step: str, day: dt.date) -> TableStatement:
        """Return the count of units left after a step of the drop-off on one reference date, its value still empty."""
        return TableStatement(
            **self._shared(DROP_OFF, step, "left", Predicate())
            | {"period": f"{day}/{day}", "population": f"{self.population}.{step}"},
            statistic=Statistic.COUNT,
            counted=Counted.ROWS,
        )

    def ratio(
        self, analysis: str, subject: str, role: str, predicate: Predicate, statistic: Statistic, of: tuple[str, ...]
    ) -> TableStatement:
        """Return a ratio of shown counts, its value still empty."""
        return TableStatement(**self._shared(analysis, subject, role, predicate), statistic=statistic, of=of)

    def model(
        self, subject: str, role: str, predicate: Predicate, analysis: str = RISK_GROUPS, **details: Any
    ) -> ModelStatement:
        """Return a model statement, of the risk groups unless told otherwise, its value still empty."""
        return ModelStatement(**self._shared(analysis, subject, role, predicate), **details)
