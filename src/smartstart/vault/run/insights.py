"""What a study asks beside its risk groups: per kind of analysis how it is checked, done and put before the gate.

A new analysis is a plan in `vault.study` (and its name in `model.Analysis`), a module in `vault.insight` that finds, a
module in `vault.export` that asks, and one line in `KINDS`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from smartstart.disclosure.candidates import Partition
from smartstart.release.contents import Dimension
from smartstart.vault.coded import CodedCohort
from smartstart.vault.export import regression as regressions
from smartstart.vault.export import reinforcing as together
from smartstart.vault.export.builder import Ask, Builder
from smartstart.vault.export.submission import shown_findings
from smartstart.vault.insight.findings import Finding, RiskGroups
from smartstart.vault.insight.halves import with_halves
from smartstart.vault.insight.overlap import OVERLAP, Overlap
from smartstart.vault.insight.regression import regression
from smartstart.vault.insight.reinforcing import reinforcing
from smartstart.vault.run.order import Note, Step
from smartstart.vault.study.model import Study
from smartstart.vault.study.parts import Part
from smartstart.vault.study.regression import RegressionPlan
from smartstart.vault.study.reinforcing import ReinforcingPlan
from smartstart.vocabulary.errors import StudyError


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of analysis.

    Attributes:
        title: what is being done, in Dutch, for who watches.
        check: refuses a plan that these dimensions cannot answer, with a `StudyError`.
        planned: the largest number of statements that a plan asks for; it does not depend on the data.
        methods: how it was done, in sentences for the study sheet, in the words of these dimensions.
        find: cohort, plan, the findings that the release asks to show, who is told of progress; a frozen result.
        ask: puts a result before the gate; yields what adds up to what.
    """

    title: str
    check: Callable[[Any, Sequence[Dimension]], None]
    planned: Callable[[Any], int]
    methods: Callable[[Any, Sequence[Dimension]], Iterable[str]]
    find: Callable[[CodedCohort, Any, Sequence[Finding], Note], Any]
    ask: Callable[[Builder, Any, Any], Iterable[Partition]]


KINDS: Mapping[type[Part], Kind] = MappingProxyType(
    {
        RegressionPlan: Kind(
            "Inzicht: factoren naast elkaar bekijken",
            regressions.check,
            lambda _: 0,  # one or two per level, and a plan does not know the levels: `checking` says so in words
            regressions.methods,
            lambda cohort, plan, _, note: regression(cohort, plan, note),
            regressions.asked,
        ),
        ReinforcingPlan: Kind(
            "Inzicht: omstandigheden die samengaan",
            together.check,
            together.planned,
            lambda plan, _: together.methods(plan),
            lambda cohort, plan, findings, _: reinforcing(cohort, plan, findings),
            together.asked,
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Further:
    """One analysis beside the risk groups: its plan and what it found (exact; stays inside)."""

    plan: Part
    result: Any


def found(study: Study, cohort: CodedCohort, groups: RiskGroups, step: Step) -> tuple[Further, ...]:
    """Do every analysis of a study but the search for risk groups, in study order.

    Raises:
        StudyError: the cohort cannot answer a plan.
    """
    shown = shown_findings(groups, study.risk_groups.show)
    return tuple(_done(kind, plan, cohort, shown, step) for plan, kind in _asked(study))


def described(study: Study, cohort: CodedCohort) -> CodedCohort:
    """Return the cohort as the analyses after the search describe it: with its halves, where one counts on a half."""
    if any(plan.within_findings for plan in study.plans(ReinforcingPlan)):
        return with_halves(cohort, study.risk_groups.split_seed)
    return cohort


def asking(further: Sequence[Further]) -> tuple[Ask, ...]:
    """Return what puts each result before the gate."""
    return tuple(partial(_ask, one) for one in further)


def told(further: Sequence[Further], overlap: Sequence[Overlap] = ()) -> tuple[tuple[str, object], ...]:
    """Return kind and exact result of each, for the researcher inside the room.

    Args:
        overlap: of the findings with characteristics that are there to compare; told where there are any.
    """
    results = tuple((str(getattr(one.plan, "kind", "")), one.result) for one in further)
    return (*results, (OVERLAP, tuple(overlap))) if overlap else results


def check(study: Study, dimensions: Sequence[Dimension]) -> None:
    """Refuse what the factors of a study cannot answer.

    Raises:
        StudyError: a plan names a factor or class that is not there.
    """
    for number, plan in enumerate(study.analyses, start=1):
        if type(plan) in KINDS:
            with _at(number):
                KINDS[type(plan)].check(plan, dimensions)


@contextmanager
def _at(number: int) -> Iterator[None]:
    """Say of a mistake in which analysis it is: a study may have several of one kind."""
    try:
        yield
    except StudyError as problem:
        problem.where = problem.where.replace("analyses.", f"analyses.{number}.", 1)
        raise


def planned(study: Study) -> int:
    """Return the largest number of statements that the analyses beside the risk groups ask for."""
    return sum(kind.planned(plan) for plan, kind in _asked(study))


def methods(study: Study, dimensions: Sequence[Dimension]) -> tuple[str, ...]:
    """Return how the analyses beside the risk groups were done, in sentences."""
    return tuple(sentence for plan, kind in _asked(study) for sentence in kind.methods(plan, dimensions))


def _asked(study: Study) -> list[tuple[Part, Kind]]:
    return [(plan, KINDS[type(plan)]) for plan in study.analyses if type(plan) in KINDS]


def _done(kind: Kind, plan: Part, cohort: CodedCohort, shown: Sequence[Finding], step: Step) -> Further:
    kind.check(plan, cohort.dimensions)
    with step(kind.title) as note:
        return Further(plan, kind.find(cohort, plan, shown, note))


def _ask(one: Further, builder: Builder) -> Iterable[Partition]:
    return KINDS[type(one.plan)].ask(builder, one.plan, one.result)
