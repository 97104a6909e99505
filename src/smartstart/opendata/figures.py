"""One figure of one indicator for one area and year: its value, or why there is none."""

import math
from dataclasses import dataclass
from enum import StrEnum

from smartstart.opendata.division import NOT_COMPARABLE
from smartstart.opendata.indicator import Indicator, Recipe
from smartstart.opendata.tables import COUNTRY, OpenTable, OpenTables
from smartstart.vocabulary.areas import AreaLevel, level_of
from smartstart.vocabulary.certainty import Reliability

FEWEST_PEOPLE = 100
"""Under this number of inhabitants no figure but their number is shown: a single household would move it."""

_Z99 = 2.5758293035489004  # 99 per cent, two-sided: an area is looked at for some twenty indicators at once


class FigureState(StrEnum):
    """Whether there is a value; the words are what a reader sees in its place."""

    SHOWN = "getoond"
    TOO_FEW = "te weinig om iets te zeggen"
    ABSENT = "geen cijfer"
    NOT_COMPARABLE = NOT_COMPARABLE


@dataclass(frozen=True)
class Figure:
    """One figure.

    Args:
        indicator: name in the catalogue.
        area: canonical code in the division of `division`.
        year, division: year of the figure, and of the borders it belongs to.
        value: in the unit of the indicator; None unless the state is SHOWN.
        lower, upper: what the value may swing by chance and by rounding (see `interval`); None when modelled.
        reliability: how it was made.
        source: key in `attribution.SOURCES`.
        decimals: in how many decimals the value may be shown; no more than the publisher gave.
    """

    indicator: str
    area: str
    year: int
    division: int
    state: FigureState
    value: float | None
    lower: float | None
    upper: float | None
    reliability: Reliability
    source: str
    decimals: int = 1


def figure(tables: OpenTables, indicator: Indicator, recipe: Recipe, area: str) -> Figure | None:
    """Return the figure that one recipe gives for one area; None when its table is not in the folder."""
    table = tables.get(recipe.table)
    if table is None:
        return None
    if _too_few(table, tables, area) and indicator.scale != 1.0:
        return _without(table, indicator, area, FigureState.TOO_FEW)
    if recipe.bottom:
        return _ratio(table, indicator, recipe, area)
    return _published(table, indicator, recipe, area)


def without_figure(indicator: Indicator, area: str, year: int, state: FigureState) -> Figure:
    """Return a figure that only says why there is no value."""
    return Figure(indicator.name, area, year, year, state, None, None, None, Reliability.ABSENT, "")


def people_in(tables: OpenTables, area: str, division: int) -> float | None:
    """Return the number of inhabitants of an area in the division of one year."""
    table = tables.get(f"kwb-{division}")
    return None if table is None else table.value(area, table.shape.people)


def interval(count: float, of: float, step: float) -> tuple[float, float]:
    """Return the 99 per cent Wilson interval of a share, widened by half a rounding step on either side.

    Args:
        count: persons (rounded by the publisher).
        of: persons it is counted among.
        step: rounding step of `count`; 0 when it was not rounded.

    A register count is no sample. The interval answers another question: how far could this year's count lie from
    what is usual in an area of this size? Wilson 1927, J Am Stat Assoc 22:209.
    """
    low, high = max(count - step / 2, 0.0), min(count + step / 2, of)
    return _wilson(low, of)[0], _wilson(high, of)[1]


def _wilson(count: float, of: float) -> tuple[float, float]:
    share, z2 = count / of, _Z99 * _Z99
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z99 * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _too_few(table: OpenTable, tables: OpenTables, area: str) -> bool:
    people = people_in(tables, area, table.shape.division)
    return people is not None and people < FEWEST_PEOPLE


def _without(table: OpenTable, indicator: Indicator, area: str, state: FigureState) -> Figure:
    shape = table.shape
    return Figure(
        indicator.name, area, shape.year, shape.division, state, None, None, None, indicator.reliability, shape.source
    )


def _total(table: OpenTable, area: str, columns: tuple[str, ...]) -> float | None:
    values = [table.value(area, column) for column in columns]
    known = [value for value in values if value is not None]
    return sum(known) if columns and len(known) == len(values) else None


def _ratio(table: OpenTable, indicator: Indicator, recipe: Recipe, area: str) -> Figure:
    top, bottom = _total(table, area, recipe.top), _total(table, area, recipe.bottom)
    if top is None or bottom is None or bottom <= 0:
        return _without(table, indicator, area, FigureState.ABSENT)
    step = recipe.step if level_of(area) in (AreaLevel.WIJK, AreaLevel.BUURT) else 0.0
    if bottom < FEWEST_PEOPLE or (step and top < step):
        # A count that was rounded to nought is not nought: it is anything below half a step.
        return _without(table, indicator, area, FigureState.TOO_FEW)
    lower, upper = interval(top, max(bottom, top + step / 2), step)
    return _shown(
        table,
        indicator,
        area,
        (indicator.scale * top / bottom, indicator.scale * lower, indicator.scale * upper),
        indicator.decimals,
    )


def _published(table: OpenTable, indicator: Indicator, recipe: Recipe, area: str) -> Figure:
    value = _total(table, area, recipe.top)
    if value is None:
        return _without(table, indicator, area, FigureState.ABSENT)
    size = _total(table, area, recipe.size)
    # The country is a mean of all municipalities where the publisher gives none: a decimal of it means something.
    decimals = 0 if recipe.step >= 1 and area != COUNTRY else indicator.decimals
    if indicator.reliability is Reliability.MODELLED or not size:
        return _shown(table, indicator, area, (value, None, None), decimals)
    if size < FEWEST_PEOPLE:
        return _without(table, indicator, area, FigureState.TOO_FEW)
    lower, upper = interval(value / indicator.scale * size, size, recipe.step / indicator.scale * size)
    return _shown(table, indicator, area, (value, indicator.scale * lower, indicator.scale * upper), decimals)


def _shown(
    table: OpenTable,
    indicator: Indicator,
    area: str,
    found: tuple[float, float | None, float | None],
    decimals: int,
) -> Figure:
    # Modelled percentages are published with one decimal, but stored as 32-bit floats: 18.2 comes as 18.200001.
    value, lower, upper = (None if part is None else round(part, 4) for part in found)
    shape, reliability = table.shape, indicator.reliability
    if reliability is Reliability.ROUNDED and level_of(area) in (AreaLevel.MUNICIPALITY, AreaLevel.COUNTRY):
        reliability = Reliability.COUNTED
    return Figure(
        indicator.name,
        area,
        shape.year,
        shape.division,
        FigureState.SHOWN,
        value,
        lower,
        upper,
        reliability,
        shape.source,
        decimals,
    )
