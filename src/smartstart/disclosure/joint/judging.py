"""Withhold what is needed, and let the audit have the last word.

What to withhold besides is chosen by `protection`; whether it suffices is found out by `audit`, which shares no code
with it. Should the audit still find something, every statement that says anything about it is withheld, until the
audit finds nothing. What earlier releases already give away cannot be taken back: it is left out of the question, and
said inside the room.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.atoms.problem import Problem
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


def judge(case: Case, cells: Mapping[str, ShownCell]) -> Iterator[Judgement]:
    """Yield a judgement for each statement that cannot be shown together with the others.

    Args:
        case: with what the rules have withheld so far.
        cells: what each count would be shown as, by id, withheld ones too.

    Raises:
        GateRefusal: the audit cannot come to an answer; then nothing leaves.
    """
    for table in case.submission.atoms:
        question = asked(case, table, cells)
        problem = _still_secret(question.problem)
        withheld = _safe(problem, protect(problem))
        for number in np.flatnonzero(withheld & ~problem.withheld):
            yield from (Judgement(i, NAME, _REASON) for i in question.ids[number])


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
