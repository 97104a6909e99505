"""What is withheld in the end, such that the audit finds nothing any more.

Where the problem is small, the proven cheapest choice is tried first (`protection`). Else first goes what gives a
group away all by itself: no choice can do without that. What the audit still finds then, gives way by name.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.problem import Problem
from smartstart.disclosure.joint.comparisons import Comparisons
from smartstart.disclosure.joint.given_away import GivenAway
from smartstart.disclosure.joint.giving_way import gives_way, gives_way_by_proof
from smartstart.disclosure.protection import least

Choice = NDArray[np.bool_]
Numbers = NDArray[np.int64]
_NEARLY = 0.05
_MUCH = 0.1
Audited = Callable[[Choice, Numbers], Numbers]
Remembering = Callable[[Numbers], GivenAway]


def chosen(
    problem: Problem, unsafe: Numbers, audited: Audited, before: Remembering, comparisons: Comparisons | None = None
) -> tuple[Choice, Numbers]:
    """Return what is withheld in the end, such that none of these targets can be worked out any more.

    Also which of them can be worked out even so: earlier releases and public figures give them away already. Of those
    no more is told than was known before.

    It never costs more than a twentieth above giving way by name from the beginning: where it might, both are worked
    out. To work both out always would cost seconds for a statement or two.

    Withholding more lets an outsider know less, so a group that was safe stays safe: only what was found is asked
    about again. Where nothing that touches a group is left (the rest of a known whole gives it away), nothing of the
    population is shown, and only that remains which was known already.

    Args:
        unsafe: numbers of the targets that are not safe when only that is withheld which the rules withhold.
        audited: which of some targets are not safe when these statements are withheld.
        before: what was known before of targets that are given away already.
        comparisons: numbers that are of use together only; they give way before anything else, and cost nothing.
    """
    if comparisons is not None:
        problem, unsafe = _lightened(problem, unsafe, audited, comparisons)
    if not unsafe.size:
        return problem.withheld, unsafe
    found = _cheapest(problem, unsafe, audited, unsafe[:0], comparisons)
    if not (found.all() and problem.background.lower.size):
        return found, unsafe[:0]
    known = audited(found, unsafe)
    return (_telling_no_more(unsafe, audited, before(known), comparisons) if known.size else found), known


def _lightened(
    problem: Problem, unsafe: Numbers, audited: Audited, comparisons: Comparisons
) -> tuple[Problem, Numbers]:
    """Return the problem without the comparisons that give a group away, and which targets are not safe then either."""
    others = unsafe[:0]  # given away by what is in no comparison
    withheld, left = comparisons.give_way(problem, problem.withheld, unsafe)
    while (withheld & ~problem.withheld).any():
        problem = replace(problem, withheld=withheld)
        unsafe, others = audited(withheld, np.setdiff1d(unsafe, left)), np.union1d(others, left)
        withheld, left = comparisons.give_way(problem, withheld, unsafe)
    return problem, np.union1d(others, left)


def _telling_no_more(unsafe: Numbers, audited: Audited, known: GivenAway, comparisons: Comparisons | None) -> Choice:
    """Return what is withheld where some targets are known already: of those no more may be told."""

    def judged(withheld: Choice, targets: Numbers) -> Numbers:
        usual, given_away = np.setdiff1d(targets, known.numbers), np.intersect1d(targets, known.numbers)
        found = audited(withheld, usual) if usual.size else usual
        return np.union1d(found, known.told_more(withheld, given_away))

    problem = known.promised
    return _cheapest(problem, judged(problem.withheld, unsafe), judged, known.numbers, comparisons)


def _cheapest(
    problem: Problem, unsafe: Numbers, audited: Audited, known: Numbers, comparisons: Comparisons | None
) -> Choice:
    """Return the cheapest of some choices that leave none of these targets unsafe; everything where there is none.

    Args:
        known: which targets are given away already.
    """
    if not unsafe.size:
        return problem.withheld
    best = _by_name(problem, unsafe, audited, known, comparisons)
    if not problem.changed or not _much(problem, best, comparisons):
        return best
    # Beside numbers of other rows a name says little: what is tight by itself may tell nothing that was not known.
    proven = _until_safe(problem, problem.withheld, unsafe, audited, comparisons, gives_way_by_proof)
    return min(best, proven, key=lambda choice: _cost(problem, choice, comparisons))


def _by_name(
    problem: Problem, unsafe: Numbers, audited: Audited, known: Numbers, comparisons: Comparisons | None
) -> Choice:
    """Return the cheaper of a choice that begins with what is proven, and one that gives way by name alone."""
    careful = _until_safe(problem, _start(problem, unsafe, known), unsafe, audited, comparisons)
    named = problem.withheld | gives_way(problem, problem.withheld, unsafe)
    # What is named at first stays withheld, and no choice can do without what gives a group away by itself.
    least_by_name = _cost(problem, named | gives_away(problem, unsafe), comparisons)
    if _cost(problem, careful, comparisons) <= (1 + _NEARLY) * least_by_name:
        return careful
    simple = _until_safe(problem, named, unsafe, audited, comparisons)
    return min(careful, simple, key=lambda choice: _cost(problem, choice, comparisons))


def _much(problem: Problem, withheld: Choice, comparisons: Comparisons | None) -> bool:
    """Return whether more than a tenth goes of what the rules leave."""
    by_rules = _cost(problem, problem.withheld, comparisons)
    left = _cost(problem, np.ones_like(withheld), comparisons) - by_rules
    return _cost(problem, withheld, comparisons) - by_rules > _MUCH * left


def _start(problem: Problem, unsafe: Numbers, known: Numbers) -> Choice:
    """Return what is withheld to begin with, shape (statements,), bool; the proof is about the usual promise only."""
    usual = np.setdiff1d(unsafe, known)
    proven = least(problem, usual) if usual.size else None
    return problem.withheld | gives_away(problem, unsafe) if proven is None else proven


def _until_safe(
    problem: Problem,
    withheld: Choice,
    unsafe: Numbers,
    audited: Audited,
    comparisons: Comparisons | None,
    way: Callable[[Problem, Choice, Numbers], Choice] = gives_way,
) -> Choice:
    unsafe = audited(withheld, unsafe)
    while unsafe.size and not withheld.all():
        left = unsafe
        if comparisons is not None:
            withheld, left = comparisons.give_way(problem, withheld, unsafe)
        if left.size:
            withheld = withheld | way(problem, withheld, left)
        unsafe = audited(withheld, unsafe)
    return withheld


def _cost(problem: Problem, withheld: Choice, comparisons: Comparisons | None) -> float:
    counted = withheld if comparisons is None else withheld & ~comparisons.own
    return float(problem.cost[counted].sum())


def gives_away(problem: Problem, failing: Numbers) -> Choice:
    """Return which statements give one of these targets away by themselves, shape (statements,), bool.

    A sum that holds the whole target and subtracts nothing is an upper limit of it.
    """
    weights = sparse.csr_array(problem.asked.weights)
    smallest = _smallest(weights)
    adding = np.flatnonzero(smallest > 0)
    sums = sparse.csr_array(problem.targets.sums[failing])
    shared = sparse.coo_array(sums @ sparse.csr_array(weights[adding]).sign().T)
    target, row = shared.coords
    whole = shared.data == np.diff(sums.indptr)[target]
    target, row = target[whole], adding[row[whole]]
    known = problem.asked.upper[row] < smallest[row] * problem.targets.reach[failing][target]
    telling = np.zeros(problem.statements, np.bool_)
    telling[problem.statement[row[known]]] = True
    return telling


def _smallest(weights: sparse.csr_array) -> NDArray[np.float64]:
    """Return the smallest weight in each sum, shape (sums,); minus infinity where it is empty."""
    smallest = np.full(weights.shape[0], -np.inf)
    filled = np.flatnonzero(np.diff(weights.indptr))
    if filled.size:
        smallest[filled] = np.minimum.reduceat(weights.data, weights.indptr[filled])
    return smallest
