"""Withhold what is needed, and let the audit have the last word.

The audit says which groups are not safe, `giving_way` which statements give way for them, and so on until the audit
finds nothing. A group about which the solver gives no trustworthy answer counts as not safe. What earlier releases
already give away cannot be taken back: of that, no more is told than was known (see `given_away`), and it is said
inside the room.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.problem import Problem
from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.audit.effort import Effort
from smartstart.disclosure.audit.system import Targets
from smartstart.disclosure.audit.verdict import Audit, audit
from smartstart.disclosure.joint.asking import asked
from smartstart.disclosure.joint.choosing import chosen
from smartstart.disclosure.joint.comparisons import Comparisons
from smartstart.disclosure.joint.given_away import GivenAway
from smartstart.disclosure.joint.standing import Standing
from smartstart.disclosure.judgement import Case, Judgement
from smartstart.disclosure.values import ShownCell
from smartstart.vocabulary.errors import GateRefusal

NAME = "joint_audit"
KIND = "samen met andere cijfers uit te rekenen"
_REASON = "samen met andere cijfers geeft dit een te kleine groep weg"
_CHANGED = "naast eerdere cijfers laat dit zien dat een groep veranderd is, en met hoe weinig"
_TOGETHER = "hoort bij een vergelijking waarvan niet alle cijfers getoond kunnen worden"

# Two releases of nearly the same rows leave a block in which the search for whole counts can take for ever.
_BEYOND = Effort(small=300)

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
        tied: ids of the earlier populations that are reckoned with in full.
        beside: ids of statements that went because they are of use together only, and passed the rules by themselves.
        contradicting: ids of statements that would show that a group changed since an earlier release.
    """

    population: str
    problem: Problem
    ids: tuple[tuple[str, ...], ...]
    withheld: Choice
    known_already: int
    tied: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    contradicting: frozenset[str] = frozenset()

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What the joint audit withholds besides what the rules withheld."""
        new = np.flatnonzero(self.withheld & ~self.problem.withheld)
        return tuple(Judgement(i, NAME, self._reason(i)) for number in new for i in self.ids[number])

    def _reason(self, statement: str) -> str:
        if statement in self.contradicting:
            return _CHANGED
        return _TOGETHER if statement in self.beside else _REASON

    def with_withheld(self, ids: Collection[str]) -> Self:
        """Return this answer with everything that was withheld in the end."""
        return replace(self, withheld=np.array([any(i in ids for i in names) for names in self.ids], np.bool_))


def judge(case: Case, cells: Mapping[str, ShownCell], known: Cache) -> tuple[Answer, ...]:
    """Return which statements cannot be shown together, for each population.

    Args:
        case: with what the rules have withheld so far.
        cells: what each count would be shown as, by id, withheld ones too.
        known: what the audit answered before.

    Raises:
        GateRefusal: the audit cannot come to an answer; then nothing leaves.
    """
    return tuple(_answer(case, table, cells, known) for table in case.submission.atoms)


def _answer(case: Case, table: AtomTable, cells: Mapping[str, ShownCell], known: Cache) -> Answer:
    question = asked(case, table, cells)
    problem = question.problem
    comparisons = Comparisons.named(case.submission.comparisons, question.ids) if case.submission.comparisons else None
    contradicting = question.contradicting
    withheld, given_away = settled(replace(problem, withheld=problem.withheld | contradicting), known, comparisons)
    usual = np.setdiff1d(np.arange(problem.targets.width.size), given_away)
    kept = replace(problem, targets=_chosen(problem.targets, usual))
    gone = np.zeros_like(withheld) if comparisons is None else withheld & comparisons.own & ~problem.withheld
    return Answer(
        population=table.population,
        problem=kept,
        ids=question.ids,
        withheld=withheld,
        known_already=int(given_away.size),
        tied=question.tied,
        beside=_named(question.ids, gone & ~contradicting),
        contradicting=_named(question.ids, contradicting),
    )


def _named(ids: tuple[tuple[str, ...], ...], chosen: Choice) -> frozenset[str]:
    return frozenset(i for number in np.flatnonzero(chosen) for i in ids[number])


def settled(problem: Problem, known: Cache, comparisons: Comparisons | None = None) -> tuple[Choice, NDArray[np.int64]]:
    """Return what is withheld in the end, shape (statements,), and which targets were given away already.

    Args:
        known: what the audit answered before.
        comparisons: numbers that are of use together only.

    Raises:
        GateRefusal: the audit cannot come to an answer.
    """
    if comparisons is not None:
        problem = replace(problem, withheld=comparisons.without_broken(problem.withheld))

    refusals: list[GateRefusal] = []

    def unsafe(choice: Choice, targets: NDArray[np.int64]) -> NDArray[np.int64]:
        found = _audited(problem, choice, targets, known)
        if found.refusal is not None:
            refusals.append(found.refusal)
        return targets[~found.passes]

    found = unsafe(problem.withheld, np.arange(problem.targets.width.size))
    withheld, given_away = chosen(
        problem, found, Standing(problem, unsafe), lambda numbers: GivenAway.of(problem, numbers, known), comparisons
    )
    if refusals and withheld.all():
        raise refusals[-1]  # what was asked got no answer, and nothing could go out without one
    return withheld, given_away


def _audited(problem: Problem, withheld: Choice, targets: NDArray[np.int64], known: Cache) -> Audit:
    """Ask which of these targets an outsider cannot work out too well when these statements are withheld."""
    effort = _BEYOND if problem.beyond else Effort()
    return audit(problem.system(withheld), _chosen(problem.targets, targets), effort=effort, cache=known)


def _chosen(targets: Targets, kept: NDArray[np.int64]) -> Targets:
    return Targets(sparse.csr_array(targets.sums[kept]), targets.width[kept], targets.reach[kept])
