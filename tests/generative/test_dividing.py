"""Atoms against brute force: random rows and predicates, each row's signature worked out by itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartstart.disclosure.atoms.counting import counted
from smartstart.disclosure.atoms.dividing import divide
from smartstart.release.contents import Predicate
from tests.support.gate_world import dimension, predicate

DIMENSIONS = (dimension("wijk", *"abcd"), dimension("ouder", *"xyz"), dimension("leeg", "een"))
ROW = st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz"), st.integers(0, 9), st.booleans(), st.booleans())
RUN = {"wijk": ("a", "b", "a|b", "c|d", "a|b|c"), "ouder": ("x", "y", "x|z")}


@st.composite
def groups(draw: st.DrawFn) -> Predicate:
    wanted = {name: draw(st.sampled_from(("", *runs))) for name, runs in RUN.items()}
    return predicate(**{name: run for name, run in wanted.items() if run})


def _holds(group: Predicate, row: tuple[str, str, int, bool, bool]) -> bool:
    levels = {"wijk": row[0], "ouder": row[1], "leeg": "een"}
    return all(levels[c.factor] in c.levels for c in group.conditions)


@settings(derandomize=True, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=60), asked=st.lists(groups(), max_size=6, unique=True))
def test_rows_with_one_signature_are_one_atom(
    rows: list[tuple[str, str, int, bool, bool]], asked: list[Predicate]
) -> None:
    columns = {
        "wijk": np.array(["abcd".index(r[0]) for r in rows]),
        "ouder": np.array(["xyz".index(r[1]) for r in rows]),
        "leeg": np.zeros(len(rows), np.int64),
    }
    held, event = np.array([r[3] for r in rows]), np.array([r[4] for r in rows])
    division = divide(asked, DIMENSIONS, columns, held)
    table = counted(division, "p", asked, np.array([r[2] for r in rows]), event)
    mine = [(*(_holds(g, r) for g in asked), r[3]) for r in rows]
    assert len(set(zip(mine, division.atom, strict=True))) == len(set(mine)) == division.atoms
    for group in asked:
        inside = [r for r in rows if _holds(group, r)]
        atoms = table.members(group)
        assert table.rows[atoms].sum() == len(inside)
        assert table.events[atoms].sum() == sum(r[4] for r in inside)
        assert table.rows[table.members(group, half=True)].sum() == sum(r[3] for r in inside)
    for atom in range(table.atoms):
        own = [r for r, number in zip(rows, division.atom, strict=True) if number == atom]
        assert table.persons[atom] == len({r[2] for r in own})
        assert table.event_persons[atom] == len({r[2] for r in own if r[4]})
        assert table.quiet_persons[atom] == len({r[2] for r in own if not r[4]})
    assert table.people == len({r[2] for r in rows})


def test_a_group_that_was_not_asked_for_is_no_sum_of_atoms() -> None:
    columns = {"wijk": np.array([0]), "ouder": np.array([0]), "leeg": np.array([0])}
    division = divide((), DIMENSIONS, columns, np.array([False]))
    table = counted(division, "p", (), np.array([1]), np.array([False]))
    assert not table.knows(predicate(wijk="a"))
    with pytest.raises(KeyError):
        table.members(predicate(wijk="a"))
