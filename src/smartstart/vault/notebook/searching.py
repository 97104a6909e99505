"""The search for risk groups in a notebook: with the settings of the question, or with others that are named."""

from typing import Any

from smartstart.vault.export.sheet import hunch_predicates
from smartstart.vault.insight.risk_groups import risk_groups as found_by
from smartstart.vault.notebook import given
from smartstart.vault.notebook.bar import bar
from smartstart.vault.notebook.cohort import Cohort
from smartstart.vault.notebook.found import FoundRiskGroups
from smartstart.vault.notebook.settings import differing, plan_with, written
from smartstart.vault.notebook.wording import Words
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vocabulary.errors import UsageError


def risk_groups(cohort: Cohort, *, progress: bool = True, **settings: Any) -> FoundRiskGroups:
    """Return the risk groups of a cohort, and what came of the dated hunches of its question.

    Args:
        cohort: of `Study.coded_cohort`.
        progress: whether to show a bar.
        settings: what is to differ from the question's part `[[analyses]] kind = "risk_groups"`, such as
            `max_conditions=2`. The result says so, for what is tried afterwards confirms nothing.

    Raises:
        UsageError: it is no cohort, or the settings ask for another kind of analysis.
        StudyError: a setting does not exist or does not fit, or the cohort cannot answer the question.
    """
    asked = given.a_cohort(cohort).study.risk_groups
    if "kind" in settings:
        raise UsageError("risk_groups zoekt altijd risicogroepen.", where="kind", mend="laat 'kind' weg")
    plan = plan_with(cohort.study, RiskGroupPlan, asked, settings)
    with bar(1, wanted=progress) as step, step("Inzicht: risicogroepen zoeken en toetsen") as note:
        result = found_by(cohort.coded, plan, _hunches(cohort), note)
    call = f"smartstart.risk_groups({', '.join([cohort.call, *written(settings)])})"
    return FoundRiskGroups(result, Words.of(cohort.coded), differing(asked, plan, settings), call)


def _hunches(cohort: Cohort) -> list[Any]:
    hunches = cohort.study.question.hunches
    predicates = hunch_predicates(cohort.study, cohort.coded.dimensions)
    return [(name, predicates[name], hunch.date) for name, hunch in zip(predicates, hunches, strict=True)]
