"""What an indicator is: its words, how it is computed, what a high value means, and how it is shown.

`direction` says what a high value means: a worry, a strength, or neither. What is neither is shown and never judged.
Bounds of map classes are fixed round numbers, the same for every municipality, so that two maps can be compared.
"""

from dataclasses import dataclass
from enum import StrEnum

from smartstart.vocabulary.certainty import Reliability


class Theme(StrEnum):
    """A theme of life; the value is the heading a user reads."""

    WORK = "Werk en inkomen"
    FAMILY = "Gezin"
    HOUSING = "Wonen"
    HEALTH = "Gezondheid"
    EDUCATION = "Onderwijs"
    TOGETHER = "Samenleven"


class Direction(StrEnum):
    """What a high value of an indicator means."""

    WORRY = "zorg"
    STRENGTH = "sterk punt"
    NEUTRAL = "geen oordeel"


COUNTS = frozenset(
    (
        *("inwoners", "personen", "kinderen", "jongeren", "leerlingen", "huishoudens", "gezinnen"),
        *("woningen", "voorzieningen"),
    )
)
"""Units of plain counts: a part always has fewer than the whole, so areas are not set beside each other by them."""

HEIGHTS = frozenset(("x 1.000 euro", "euro", "jaar", "minuten", "km", "rapportcijfer"))
"""Units of what is higher or lower in an area, and not more or less."""

_ONE_DECIMAL = frozenset(("%", "per 1.000", "per 10.000", "per km2", "jaar", "minuten", "km", "rapportcijfer"))


@dataclass(frozen=True)
class Recipe:
    """How an indicator is computed from one table: `scale * sum(top) / sum(bottom)`, or `top` as it is published.

    Args:
        table: key in `table_shapes.TABLES`; it fixes the year of the figure and the year of the division into areas.
        top: columns to add up. One column when the table publishes the indicator itself.
        bottom: columns to add up for the denominator; empty when the indicator is published as it is.
        minus: columns to subtract from the denominator.
        step: rounding step of the counts in `top` for wijken and buurten (CBS: 5, benefits 10), in the unit of `top`.
        size: for a published percentage: columns that together say of how many it is a percentage.
    """

    table: str
    top: tuple[str, ...]
    bottom: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    step: float = 0.0
    size: tuple[str, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """All columns the recipe reads."""
        return frozenset((*self.top, *self.bottom, *self.minus, *self.size))


@dataclass(frozen=True)
class Indicator:
    """One indicator.

    Args:
        name: short name in files: lower case, hyphens.
        label: what a reader sees as its name.
        phrase: completes "veel" or "weinig" in a sentence: "mensen met een bijstandsuitkering".
        unit: "%", "per 1.000", "inwoners", "x 1.000 euro"; what a municipality declares itself may have others.
        scale: 100, 1000, 10000, or 1 for a plain number.
        about: of whom or what, and what the figure does not say; one or two plain sentences.
        bounds: four round bounds of the five classes of the map; empty when it is not drawn.
        halves: two round bounds of the three classes of the bivariate map.
        recipes: newest first; empty means that no figure exists.
        absent: why there is no figure, when there is none.
    """

    name: str
    label: str
    phrase: str
    theme: Theme
    direction: Direction
    reliability: Reliability
    unit: str = "%"
    scale: float = 100.0
    about: str = ""
    bounds: tuple[float, ...] = ()
    halves: tuple[float, float] | None = None
    recipes: tuple[Recipe, ...] = ()
    absent: str = ""

    @property
    def decimals(self) -> int:
        """Decimals in which a figure is shown."""
        return 1 if self.unit in _ONE_DECIMAL else 0

    @property
    def counts(self) -> bool:
        """Whether it is a plain count, which says nothing of one area beside another."""
        return self.unit in COUNTS
