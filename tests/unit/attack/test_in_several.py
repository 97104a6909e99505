"""Who is in several parts, or in none: what the numbers of one release say of it, and of what they say nothing."""

from smartstart.attack.evidence import Fact, Found, Key, Measure, World
from smartstart.attack.methods import in_several
from tests.support.gate_world import dimension

A, B, C = ((("wijk", frozenset(code)),) for code in "abc")
ALL: Key = ()
Told = dict[Key, tuple[int, int]]


def _found(persons: Told, rows: Told, *, dates: int = 3, measure: Measure = Measure.PERSONS) -> Found:
    facts = {(key, measure): Fact(*limits, ("persons",)) for key, limits in persons.items()}
    facts |= {(key, Measure.ROWS): Fact(*limits, ("rows",)) for key, limits in rows.items()}
    return in_several.run(
        World("p", (dimension("wijk", "a", "b", "c"),), "kinderen", ("v1",), facts, (facts,), dates=dates)
    )


def _exact(number: int) -> tuple[int, int]:
    return number, number


def test_what_all_parts_have_beyond_the_whole_is_in_several() -> None:
    found = _found({ALL: _exact(310), A: _exact(110), B: _exact(103), C: _exact(101)}, {})
    [one] = found.learned
    assert (one.group.parts, one.lower, one.upper) == ((A, B, C), 2, 4)  # four times too often, two at most each


def test_at_one_date_nobody_is_in_several_and_families_can_be() -> None:
    told = {ALL: _exact(310), A: _exact(110), B: _exact(103), C: _exact(101)}
    assert _found(told, {}, dates=1).learned == ()
    [one] = _found(told, {}, dates=1, measure=Measure.HOUSEHOLDS).learned
    assert (one.measure, one.lower, one.upper) == (Measure.HOUSEHOLDS, 2, 4)


def test_rounded_numbers_bound_it_more_widely() -> None:
    found = _found({ALL: (308, 312), A: _exact(110), B: _exact(103), C: _exact(101)}, {})
    [one] = found.learned
    assert (one.lower, one.upper) == (1, 6)


def test_of_parts_that_leave_nobody_out_nothing_is_said_of_who_is_in_none() -> None:
    """All three wijken are everybody, so nobody is in none of them, however few rows they have."""
    persons, rows = {ALL: _exact(310)}, {A: _exact(309), B: _exact(309), C: _exact(309)}
    assert _found(persons, rows).learned == ()
    [one] = _found({ALL: _exact(310)}, {A: _exact(459), B: _exact(459)}).learned
    assert (one.group.outside, one.lower, one.upper) == ((A, B), 0, 4)


def test_without_persons_or_families_there_is_nothing_to_compare() -> None:
    assert _found({}, {ALL: _exact(310), A: _exact(110)}).looked_at == 0
