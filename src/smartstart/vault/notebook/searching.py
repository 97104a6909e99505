"""The search for risk groups in a notebook: with the settings of the question, or with others that are named."""

from typing import Any

from smartstart.vault.export.sheet import hunch_predicates
from smartstart.vault.insight.risk_groups import risk_groups as found_by
from smartstart.vault.notebook import given
from smartstart.vault.notebook.bar import bar
from smartstart.vault.notebook.cohort import Cohort
from smartstart.vault.notebook.found import FoundRiskGroups
from smartstart.vault.notebook.wording import Words
from smartstart.vault.study.analyses import RiskGroupPlan
from smartstart.vault.study.model import Study
from smartstart.vault.study.reading import study_of
from smartstart.vocabulary.errors import UsageError

_KIND = "risk_groups"
_WHERE = "de instellingen van risk_groups"


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
    plan = _changed(cohort.study, settings)
    with bar(1, wanted=progress) as step, step("Inzicht: risicogroepen zoeken en toetsen") as note:
        result = found_by(cohort.coded, plan, _hunches(cohort), note)
    named = [f"{name}={value!r}" for name, value in settings.items()]
    differing = tuple(one for one, name in zip(named, settings, strict=True) if _of(plan, name) != _of(asked, name))
    call = f"smartstart.risk_groups({', '.join([cohort.call, *named])})"
    return FoundRiskGroups(result, Words.of(cohort.coded), differing, call)


def _changed(study: Study, settings: dict[str, Any]) -> RiskGroupPlan:
    raw = study.model_dump(by_alias=True)
    raw["analyses"] = [one | settings if one["kind"] == _KIND else one for one in raw["analyses"]]
    return study_of(raw, _WHERE).risk_groups


def _of(plan: RiskGroupPlan, name: str) -> object:
    return getattr(plan, name)


def _hunches(cohort: Cohort) -> list[Any]:
    hunches = cohort.study.question.hunches
    predicates = hunch_predicates(cohort.study, cohort.coded.dimensions)
    return [(name, predicates[name], hunch.date) for name, hunch in zip(predicates, hunches, strict=True)]
