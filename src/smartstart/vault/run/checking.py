"""Tell whether a study can run on these data, without running it."""

from dataclasses import dataclass
from pathlib import Path

from smartstart.presentation import dutch
from smartstart.release.contents import Dimension
from smartstart.vault.cohort import FACTORS, needed_columns, needed_tables
from smartstart.vault.insight.declared import conditions, descriptions
from smartstart.vault.run import insights
from smartstart.vault.run.answerable import require_answerable
from smartstart.vault.sources.inspecting import inspect_registers
from smartstart.vault.sources.table import inspect_table
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.fairness import only_compared
from smartstart.vault.study.model import CohortPlan, RegisterData, Study
from smartstart.vault.study.reading import located, read_study
from smartstart.vault.study.regression import RegressionPlan
from smartstart.vault.study.table import TableData
from smartstart.vocabulary.errors import DataError, StudyError

Problem = DataError | StudyError

_WHOLE = 4 + 4  # size, events, rate, persons of everybody; the steps of the drop-off
_PER_FINDING = 5 + 2  # size, events, rate, persons, share outside; risk, ratio
_PER_STEP = 3
_PER_HUNCH = 4 + 2  # size, events, rate, share outside; ratio, risk


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run would meet.

    Attributes:
        lines: what was found, in Dutch, without any value of the data.
        problems: what would stop a run.
    """

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


def check_study(path: Path, data: Path) -> Verdict:
    """Look at a study and the files for it: files found, columns, years, and how many statements it plans.

    Raises:
        StudyError: the study itself is wrong.
        DataError: the folder with data is not there.
    """
    with located(path):
        return _checked(read_study(path), data)


def _checked(study: Study, data: Path) -> Verdict:
    lines = [f"De studie '{study.question.id}' is goed leesbaar."]
    problems: tuple[Problem, ...] = ()
    if isinstance(study.data, RegisterData) and study.cohort is not None:
        problems = _registers(study, study.data, study.cohort, data, lines)
    elif isinstance(study.data, TableData):
        problems = _table(study, study.data, data, lines)
    lines += [_planned(study)] if study.analyses else []
    lines += [str(problem) for problem in problems[1:]]
    lines.append("Er is iets dat een uitvoering tegenhoudt." if problems else "Deze studie kan draaien.")
    return Verdict(tuple(lines), problems)


def _planned(study: Study) -> str:
    plan = study.risk_groups
    areas = [plan.place] if plan.place in ("wijk", "buurt") else []
    classes = [f"klasse van {breakdown.factor}" for breakdown in plan.breakdowns]
    more = "".join(f" En drie per {what}." for what in (*areas, *classes))
    if plan.thresholds:
        more += " En vijf per grens die een kenmerk van een gevonden groep kan hebben."
    for model in study.plans(RegressionPlan):
        each = "één" if model.standardise is None else "één, en hooguit twee meer bij 'standardise',"
        more += f" En {each} per waarde van een factor in regressie '{model.name}'."
    most = planned_statements(study, plan) + insights.planned(study)
    return f"Gepland: hoogstens {dutch.number(most)} uitspraken.{more}"


def _registers(
    study: Study, source: RegisterData, plan: CohortPlan, data: Path, lines: list[str]
) -> tuple[DataError, ...]:
    dimensions = require_answerable(study)
    found = inspect_registers(
        data, needed_tables(plan), classification_year=source.classification_year, columns=needed_columns(plan)
    )
    lines += [f"  {file.table}: {file.file}, {len(file.columns)} kolommen" for file in found.files]
    lines += [f"  {name}: {FACTORS[name].answers}" for name in plan.factors]
    describing = tuple(one for one in dimensions if one.name not in only_compared(study))
    lines.append(f"Gepland: {dutch.number(_descriptions(study.risk_groups, describing))} beschrijvingen van groepen.")
    return found.problems


def _table(study: Study, source: TableData, data: Path, lines: list[str]) -> tuple[Problem, ...]:
    require_answerable(study)
    found = inspect_table(data, source)
    lines += [f"  {source.file}: {len(found.columns)} kolommen"]
    return found.problems


def planned_statements(study: Study, plan: RiskGroupPlan) -> int:
    """Return the largest number of statements that a study asks for: it does not depend on the data."""
    per_finding = _PER_FINDING + (plan.stability > 0) + _PER_STEP * (plan.max_conditions + 1)
    findings = plan.show * (2 if plan.low else 1)
    dated = sum(hunch.date is not None for hunch in study.question.hunches)
    places = _PER_STEP * len(study.question.areas) if plan.place == "gemeente" else 0
    near = plan.show * len(plan.neighbours)
    return _WHOLE + findings * per_finding + dated * _PER_HUNCH + places + near


def _descriptions(plan: RiskGroupPlan, dimensions: tuple[Dimension, ...]) -> int:
    """Return the number of conjunctions of up to so many conditions, one per factor."""
    return descriptions(map(conditions, dimensions), plan.max_conditions)
