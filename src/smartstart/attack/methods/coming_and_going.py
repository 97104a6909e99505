"""Coming and going: rows beside persons tell who was not there at every reference date, or at more than one.

Argument: 112 children at three dates are 336 rows if all of them were there each time. 334 rows are two person-dates
less, so one or two of the children came or left in between. And 113 rows of 110 children: two or three of them were
there more than once. Rows that were not shown may follow from those of other groups: a gemeente has at least the rows
of its wijken, and all rows less those of the other gemeenten. Answered by not showing rows and persons side by side of
which so few are missing, or twice there.

All of it holds for the numbers of one delivery only. Rows of one release and persons of another one differ by who came
or left between the two as well, and a release does not say on which delivery it was made. So each is read by itself.
"""

from collections.abc import Iterator, Mapping

from smartstart.attack.evidence import Cell, Fact, Found, Group, Key, Learned, Measure, World, is_small
from smartstart.attack.families import sortable
from smartstart.attack.nesting import nested
from smartstart.attack.propagation import EmptyError
from smartstart.attack.rows import rows_of

NAME = "coming_and_going"
_FEW = 4  # statements on rows named beside what was learned, where the rows follow from those of other groups


def run(world: World) -> Found:
    """Compare the persons of each group, at all its dates, with its rows; the world holds one release."""
    facts = world.everything()
    several = {key: dates for key in _of_persons(facts) if (dates := world.dates_of(key)) > 1}
    keys = list(several)
    if not keys:
        return Found()
    try:
        fewest, most = rows_of(world, facts, keys)
    except EmptyError:
        return Found(looked_at=len(keys), contradiction=True)
    learned: list[Learned] = []
    for key, low, high in zip(keys, fewest, most, strict=True):
        of = tuple(dict.fromkeys((*facts[key, Measure.PERSONS].of, *_told(facts, key, int(low)))))
        learned += [
            Learned(NAME, world.population, Group(key), measure, fewest_persons, int(most_persons), of)
            for measure, fewest_persons, most_persons in _persons(facts[key, Measure.PERSONS], low, high, several[key])
            if is_small(measure, most_persons)
        ]
    return Found(tuple(learned), looked_at=len(keys))


def _of_persons(facts: Mapping[Cell, Fact]) -> list[Key]:
    return sorted((key for key, measure in facts if measure is Measure.PERSONS), key=sortable)


def _persons(persons: Fact, rows: float, most_rows: float, dates: int) -> Iterator[tuple[Measure, int, float]]:
    """Yield how many missed a date, and how many were there more than once: the fewest and the most.

    One person can miss, or be there again at, all dates but one.
    """
    missing = dates * persons.upper - rows, max(0, dates * persons.lower - most_rows)
    again = most_rows - persons.lower, max(0, rows - persons.upper)
    for measure, (most, fewest) in ((Measure.PARTLY, missing), (Measure.REPEATED, again)):
        yield measure, -(-int(fewest) // (dates - 1)), most


def _told(facts: Mapping[Cell, Fact], key: Key, rows: int) -> tuple[str, ...]:
    """Return the statement that says the fewest rows of a group, or else some on groups in and around it."""
    own = facts.get((key, Measure.ROWS))
    if own is not None and own.lower >= rows:
        return own.of
    others = [other for other, measure in facts if measure is Measure.ROWS]
    near = [*(others[i] for i in nested(others, [key])[0]), *(others[i] for i in nested([key], others)[1])]
    return tuple(dict.fromkeys(name for other in near for name in facts[other, Measure.ROWS].of))[:_FEW]
