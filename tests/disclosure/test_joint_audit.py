"""What no rule on single cells or pairs sees: tables that are safe alone and unsafe together.

The outsider solves the shown sums by linear algebra (the pseudo-inverse), which is no code of the gate.
"""

import itertools
from collections.abc import Iterable

import numpy as np
import pytest

from smartstart.disclosure import gate
from smartstart.disclosure.audit.limits import limits
from smartstart.disclosure.audit.system import Attacker, Targets
from smartstart.disclosure.candidates import Submission
from smartstart.disclosure.joint import asking
from smartstart.disclosure.policy import Threshold
from smartstart.release.contents import Condition, Counted, Predicate, State, TableStatement
from tests.support.gate_world import EVERYBODY, World, decide, dimension, exact_policy, predicate, shown, submit

WIJKEN, OUDERS = "abc", "xyz"
CELLS = tuple(itertools.product(WIJKEN, OUDERS))
# A table in which four small cells stand in a square: each of their rows and columns has two of them.
SQUARE = {("a", "x"): 8, ("a", "y"): 9, ("b", "x"): 9, ("b", "y"): 8}


def _world(small: dict[tuple[str, str], int]) -> World:
    world = World(dimension("wijk", *WIJKEN), dimension("ouder", *OUDERS))
    for wijk, ouder in CELLS:
        world.add(small.get((wijk, ouder), 40), wijk=wijk, ouder=ouder)
    return world


def _table() -> dict[str, Predicate]:
    groups = {"alle": EVERYBODY}
    groups |= {w: predicate(wijk=w) for w in WIJKEN} | {o: predicate(ouder=o) for o in OUDERS}
    return groups | {w + o: predicate(wijk=w, ouder=o) for w, o in CELLS}


def _known_exactly(world: World, asked: Submission, more: Iterable[Predicate] = ()) -> list[int]:
    """Return the sizes under 10 of groups that follow from the shown sums alone."""
    judged = decide(world, asked, exact_policy())
    shown = [s for s in judged.statements if isinstance(s, TableStatement) and s.state is State.SHOWN]
    rows = np.array([_vector(s.predicate) for s in shown if s.counted is Counted.ROWS])
    if not rows.size:
        return []
    values = np.array([s.value for s in shown if s.counted is Counted.ROWS])
    solution = np.linalg.pinv(rows) @ values
    found = []
    for group in (*(predicate(wijk=w, ouder=o) for w, o in CELLS), *more):
        vector = _vector(group)
        if np.allclose(np.linalg.pinv(rows) @ (rows @ vector), vector) or _in_span(rows, vector):
            size = round(float(vector @ solution))
            if 0 < size < 10:
                found.append(size)
    return found


def _in_span(rows: np.ndarray, vector: np.ndarray) -> bool:
    weights, *_ = np.linalg.lstsq(rows.T, vector, rcond=None)
    return bool(np.allclose(rows.T @ weights, vector))


def _vector(group: Predicate) -> np.ndarray:
    wanted = {c.factor: c.levels for c in group.conditions}
    return np.array([float(w in wanted.get("wijk", w) and o in wanted.get("ouder", o)) for w, o in CELLS])


def _with_bridge() -> Submission:
    """The table, and a group that takes one cell of the square from either side: two sums that solve it."""
    bridge = Predicate(
        conditions=(Condition(factor="ouder", levels=("x", "z")), Condition(factor="wijk", levels=("a", "c")))
    )
    return submit(*_world(SQUARE).sizes(**_table(), brug=bridge))


def test_a_square_of_small_cells_is_given_away_by_a_group_across() -> None:
    assert _known_exactly(_world(SQUARE), _with_bridge()) == []


def test_without_the_audit_the_square_is_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate.joint, "judge", lambda *_: ())
    assert _known_exactly(_world(SQUARE), _with_bridge())


def test_the_square_alone_needs_nothing_more() -> None:
    """Rows and columns with two withheld cells each, large enough together: nothing more has to go."""
    judged = decide(_world(SQUARE), submit(*_world(SQUARE).sizes(**_table())), exact_policy())
    assert _known_exactly(_world(SQUARE), submit(*_world(SQUARE).sizes(**_table()))) == []
    assert judged.outline.released >= 8


def test_the_intervals_that_the_explanation_shows() -> None:
    """`docs/explanation/disclosure.md` walks through this table; these are its figures."""
    asked = submit(*_world(SQUARE).sizes(**_table()))
    (answer,) = decide(_world(SQUARE), asked, exact_policy()).answers
    hidden = {i for number in np.flatnonzero(answer.withheld) for i in answer.ids[number]}
    assert hidden == {"test/ax/size", "test/ay/size", "test/bx/size", "test/by/size"}
    rows = [n for n, names in enumerate(answer.ids) if names[0] in hidden]
    cells = answer.problem.asked.weights[np.flatnonzero(np.isin(answer.problem.statement, rows))]
    ten = np.full(cells.shape[0], 10.0)
    system = answer.problem.system(answer.withheld)
    found = limits(system, Targets(cells, ten, ten), Attacker.E)
    assert found.lower.tolist() == [1, 1, 1, 1]
    assert found.upper.tolist() == [16, 16, 16, 16]


def test_the_points_that_the_explanation_shows_with_one_number_more() -> None:
    conditions = (Condition(factor="ouder", levels=("x", "z")), Condition(factor="wijk", levels=("a", "c")))
    groups = {**_table(), "meer": Predicate(conditions=conditions)}
    (answer,) = decide(_world(SQUARE), submit(*_world(SQUARE).sizes(**groups)), exact_policy()).answers
    four = np.array([names[0] in {f"test/{w}{o}/size" for w, o in SQUARE} for names in answer.ids])
    cells = answer.problem.asked.weights[np.flatnonzero(np.isin(answer.problem.statement, np.flatnonzero(four)))]
    ten = np.full(cells.shape[0], 10.0)
    found = limits(answer.problem.system(four), Targets(cells, ten, ten), Attacker.E)
    assert found.lower.tolist() == found.upper.tolist() == [8, 9, 9, 8]


def _thirty_seven() -> World:
    """Three schools of ten and one of seven, in two buurten of 17 and 20."""
    world = World(dimension("school", "k", "l", "m", "n"), dimension("buurt", "x", "y"))
    for school in "klm":
        world.add(5, school=school, buurt="x").add(5, school=school, buurt="y")
    return world.add(2, school="n", buurt="x").add(5, school="n", buurt="y")


def _all_shown() -> bool:
    """Rounded to 5, the buurten are 39 at most; nobody shows fewer than ten, so the schools are 30: nine are left."""
    world = _thirty_seven()
    five = Threshold(value=5, status="own", source="test: base five")
    groups = {code: predicate(buurt=code) for code in "xy"} | {code: predicate(school=code) for code in "klm"}
    policy = exact_policy().model_copy(update={"rounding": five})
    return len(shown(decide(world, submit(*world.sizes(**groups)), policy))) == len(groups)


def test_that_nothing_small_is_shown_is_known_as_well() -> None:
    assert not _all_shown()


def test_forgetting_that_nothing_small_is_shown_leaves_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_at_least", lambda case, key, lower, upper: lower)
    assert _all_shown()
