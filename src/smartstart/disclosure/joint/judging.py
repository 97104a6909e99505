"""Withhold what is needed, and let the audit have the last word.

What to withhold besides is chosen by `protection`; whether it suffices is found out by `audit`, which shares no code
with it. Should the audit still find something, every statement that says anything about it is withheld, until the
audit finds nothing. What earlier releases already give away cannot be taken back: it is left out of the question, and
said inside the room.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.atoms.problem import Problem
from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.audit.system import Targets
from smartstart.disclosure.audit.verdict import audit
from smartstart.disclosure.joint.asking import asked
from smartstart.disclosure.judgement import Case, Judgement
from smartstart.disclosure.protection import protect
from smartstart.disclosure.values import ShownCell

NAME = "joint_audit"
KIND = "samen met andere cijfers uit te rekenen"
_REASON = "samen met andere cijfers geeft dit een te kleine groep weg"

Choice = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What was decided on one population; exact counts are in it, so it stays inside.

    Attributes:
        population: id of the population.
        problem: what was asked, without what is known already.
        ids: the statements behind each statement of the problem.
        withheld: shape (statements,), bool.
        known_already: number of groups that earlier releases and public figures already give away.
    """

    population: str
    problem: Problem
    ids: tuple[tuple[str, ...], ...]
    withheld: Choice
    known_already: int

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What the joint audit withholds besides what the rules withheld."""
        new = np.flatnonzero(self.withheld & ~self.problem.withheld)
        return tuple(Judgement(i, NAME, _REASON) for number in new for i in self.ids[number])


def judge(case: Case, cells: Mapping[str, ShownCell]) -> tuple[Answer, ...]:
    """Return which statements cannot be shown together, for each population.

    Args:
        case: with what the rules have withheld so far.
        cells: what each count would be shown as, by id, withheld ones too.

    Raises:
        GateRefusal: the audit cannot come to an answer; then nothing leaves.
    """
    return tuple(_answer(case, table, cells) for table in case.submission.atoms)


def _answer(case: Case, table: AtomTable, cells: Mapping[str, ShownCell]) -> Answer:
    question = asked(case, table, cells)
    problem = _still_secret(question.problem)
    withheld = _safe(problem, protect(problem))
    known = question.problem.targets.width.size - problem.targets.width.size
    return Answer(table.population, problem, question.ids, withheld, known)


def _still_secret(problem: Problem) -> Problem:
    """Return the problem without what earlier releases and public figures already give away."""
    nothing = np.ones(problem.statements, np.bool_)
    passes = audit(problem.system(nothing), problem.targets).passes
    return replace(problem, targets=_chosen(problem.targets, passes))


def _chosen(targets: Targets, kept: Choice) -> Targets:
    return Targets(targets.sums[np.flatnonzero(kept)], targets.width[kept], targets.reach[kept])


def _safe(problem: Problem, withheld: Choice) -> Choice:
    """Return what is withheld in the end: nothing that remains is found by the audit.

    Where withholding what touches a group is not enough (the rest of a known whole can give it away), nothing of the
    population is shown: then only that remains which was known already.
    """
    while True:
        passes = audit(problem.system(withheld), problem.targets).passes
        if passes.all():
            return withheld
        more = withheld | _touching(problem, np.flatnonzero(~passes))
        withheld = more if (more != withheld).any() else np.ones_like(withheld)


def _touching(problem: Problem, failing: NDArray[np.int64]) -> Choice:
    """Return the statements that say anything about one of these groups."""
    concerned = np.asarray(problem.targets.sums[failing].sum(axis=0)).ravel() > 0
    rows = np.asarray(abs(problem.asked.weights) @ concerned).ravel() > 0
    found = np.zeros(problem.statements, np.bool_)
    found[problem.statement[rows]] = True
    return found
