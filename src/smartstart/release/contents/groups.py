"""Who a number is about: a group as conditions on dimensions, with the words that a sentence needs for them."""

from typing import Annotated

from pydantic import Field

from smartstart.release.contents.closed import Bound, Closed, Code, Line, Name


class Condition(Closed):
    """One condition on one dimension: the unit has one of these levels.

    `factor` is a factor of the cohort, or one of the fixed dimensions `gemeente`, `wijk`, `buurt`, `peildatum`.
    """

    factor: Name
    levels: Annotated[tuple[Code, ...], Field(min_length=1)]


class Predicate(Closed):
    """A conjunction of conditions; no conditions means the whole population of the statement."""

    conditions: tuple[Condition, ...] = ()

    def having(self, condition: Condition) -> "Predicate":
        """Return this predicate with one condition more, conditions ordered by factor name."""
        return Predicate(conditions=tuple(sorted((*self.conditions, condition), key=lambda c: c.factor)))


class Level(Closed):
    """One level of a dimension, with the words for it."""

    code: Code
    label: Line
    phrase: Line = ""  # completes "kinderen …": "die bij een alleenstaande moeder wonen"
    lower: Bound = ""  # for ordered numeric levels: inclusive lower bound as text, "" when open
    upper: Bound = ""  # exclusive upper bound as text, "" when open
    missing: bool = False


class Dimension(Closed):
    """A factor, place or date over which predicates are written, with the words a sentence needs.

    `below` and `from_` complete "kinderen …" for a run of ordered levels: "van wie de moeder jonger was dan
    {bound} jaar bij haar eerste kind".
    """

    name: Name
    title: Line
    ordered: bool = False
    levels: tuple[Level, ...]
    below: Line = ""
    from_: Line = ""
