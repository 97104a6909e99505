"""The units that a figure can have: a closed list, each with the values that make sense in it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of figures on areas.

    Attributes:
        name: as it stands in a file and on a page.
        low, high: the values that make sense.
        of_people: whether it counts people or households. Such a count is whole, and a small one is not taken in.
        few: whether many areas may well have none or one, as with shops.
    """

    name: str
    low: float
    high: float
    of_people: bool = False
    few: bool = False


_ALL = (
    Unit("%", 0, 100),
    Unit("per 1.000", 0, 10_000),
    Unit("per 10.000", 0, 100_000),
    Unit("inwoners", 0, 20_000_000, of_people=True),
    Unit("personen", 0, 20_000_000, of_people=True),
    Unit("kinderen", 0, 5_000_000, of_people=True),
    Unit("jongeren", 0, 5_000_000, of_people=True),
    Unit("leerlingen", 0, 5_000_000, of_people=True),
    Unit("huishoudens", 0, 10_000_000, of_people=True),
    Unit("gezinnen", 0, 10_000_000, of_people=True),
    Unit("woningen", 0, 10_000_000),
    Unit("voorzieningen", 0, 100_000, few=True),
    Unit("per km2", 0, 100_000),
    Unit("euro", -1_000_000, 99_999_999),
    Unit("x 1.000 euro", -10_000, 9_999_999),
    Unit("jaar", 0, 120),
    Unit("minuten", 0, 600),
    Unit("km", 0, 400),
    Unit("rapportcijfer", 1, 10),
)

UNITS: Mapping[str, Unit] = {unit.name: unit for unit in _ALL}

_OTHER_WAYS = {
    "procent": "%",
    "pct": "%",
    "per 1000": "per 1.000",
    "per 10000": "per 10.000",
    "x 1000 euro": "x 1.000 euro",
    "per km²": "per km2",
}


def unit_named(text: str) -> Unit | None:
    """Return the unit that somebody wrote down; None when it is not in the list."""
    name = " ".join(text.split()).lower()
    return UNITS.get(_OTHER_WAYS.get(name, name))
