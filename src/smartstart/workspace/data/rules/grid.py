"""Whether figures, taken together, have the shape of figures on areas.

Public figures fill a grid: every area, every year, the same indicators, one number in each cell. Rows of persons do
not: two clients live in one buurt, their years are scattered, each has a note of its own, and the values are ones.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date

from smartstart.vocabulary.areas import municipality_of
from smartstart.workspace.data.rules.cell_signals import is_bsn, is_day
from smartstart.workspace.data.rules.figure_rows import FigureRow
from smartstart.workspace.data.rules.limits import (
    ALIKE_FROM,
    AREAS_PER_MUNICIPALITY,
    DIVISIONS,
    GRID_FROM,
    HALF_FILLED,
    LEAST_FILLED,
    SERIES_FROM,
    SOURCES,
    SOURCES_PER_SERIES,
)
from smartstart.workspace.data.rules.refusals import Mistake
from smartstart.workspace.data.rules.units import UNITS

_COUNTRY = "NL00"
_EIGHT_DIGITS = 10_000_000
_FEW_NUMBERS = 3
_MANY_YEARS = 5
_EARLIEST_BIRTH = 1920


def grid_mistakes(rows: Sequence[FigureRow], today: date) -> Iterator[Mistake]:
    """Yield what is wrong with the table as a whole."""
    if not any(row.value is not None for row in rows):
        yield _whole("Er staat geen enkel cijfer in dit bestand.", "ten minste één waarde", personal=False)
        return
    yield from _twice(rows)
    yield from _too_many_areas(rows)
    yield from _scattered(rows)
    yield from _sources(rows)
    for indicator, values in _series(rows).items():
        yield from _values(indicator, values, today)


def _whole(what: str, expected: str, mend: str = "", *, column: str = "", personal: bool = True) -> Mistake:
    return Mistake(None, column, what, expected, mend, personal)


def _twice(rows: Sequence[FigureRow]) -> Iterator[Mistake]:
    seen: dict[Hashable, int] = {}
    for row in rows:
        first = seen.setdefault((row.area, row.indicator, row.year), row.line)
        if first != row.line:
            yield Mistake(
                row.line,
                "",
                f"Dit gebied heeft dit cijfer voor dit jaar al op regel {first}. Zo ziet een lijst van personen eruit.",
                "één regel per gebied, cijfer en jaar",
                "zet één getal per gebied in het bestand, over alle inwoners samen",
                personal=True,
            )


def _too_many_areas(rows: Sequence[FigureRow]) -> Iterator[Mistake]:
    areas = {(row.level, row.area) for row in rows if row.area != _COUNTRY}
    counted = Counter((level, municipality_of(area)) for level, area in areas)
    if any(number > AREAS_PER_MUNICIPALITY for number in counted.values()):
        yield _whole(
            "Er staan meer gebieden in dan een gemeente heeft.",
            f"hoogstens {AREAS_PER_MUNICIPALITY} gebieden van één soort per gemeente",
            column="gebied",
        )


def _scattered(rows: Sequence[FigureRow]) -> Iterator[Mistake]:
    by_years = defaultdict(set)
    by_indicators = defaultdict(set)
    for row in rows:
        by_years[(row.indicator, row.level)].add((row.area, row.year))
        by_indicators[row.level].add((row.area, row.indicator))
    if any(_sparse(cells) for cells in by_years.values()):
        yield _whole(
            "De jaren liggen verspreid: elk gebied heeft andere jaren. Zo ziet een lijst van personen eruit.",
            "voor elk gebied dezelfde jaren",
            "zet van elk jaar het cijfer van alle gebieden in het bestand",
            column="jaar",
        )
    if any(_sparse(cells) for cells in by_indicators.values()):
        yield _whole(
            "De cijfers liggen verspreid: elk gebied heeft andere. Zo ziet een lijst van personen eruit.",
            "voor elk gebied dezelfde cijfers",
            "zet van elk cijfer alle gebieden in het bestand, of maak per cijfer een bestand",
            column="indicator",
        )


def _sparse(cells: set[tuple[str, int]] | set[tuple[str, str]]) -> bool:
    """Tell whether cells are scattered over their grid: nearly empty, or half empty and in every row elsewhere.

    Areas without a figure are missing in many columns at once, or each in a few; then either the rows look alike or the
    grid is nearly full. Two kinds of rows are two divisions into areas, before and after boundaries changed.
    """
    rows = defaultdict(set)
    for area, column in cells:
        rows[area].add(column)
    grid = len(rows) * len(set().union(*rows.values()))
    filled = len(cells) / grid
    kinds = len(set(map(frozenset, rows.values())))
    nearly_empty = grid >= GRID_FROM and filled < LEAST_FILLED and kinds > DIVISIONS
    return nearly_empty or (grid >= ALIKE_FROM and filled < HALF_FILLED and kinds > len(rows) / 2)


def _sources(rows: Sequence[FigureRow]) -> Iterator[Mistake]:
    named = defaultdict(set)
    for row in rows:
        named[(row.indicator, row.level, row.year)].add(row.source)
    if (
        any(len(sources) > SOURCES_PER_SERIES for sources in named.values())
        or len(set().union(*named.values())) > SOURCES
    ):
        yield _whole(
            "De bron is bijna op elke regel anders. Zo lijkt het een kolom met opmerkingen.",
            f"per cijfer en jaar één bron, hoogstens {SOURCES_PER_SERIES}",
            "noem in de kolom bron alleen wie het cijfer maakte",
            column="bron",
        )


def _series(rows: Iterable[FigureRow]) -> dict[str, list[FigureRow]]:
    found = defaultdict(list)
    for row in rows:
        if row.value is not None:
            found[row.indicator].append(row)
    return found


def _values(indicator: str, rows: Sequence[FigureRow], today: date) -> Iterator[Mistake]:
    values = [row.value for row in rows if row.value is not None]
    if not UNITS[rows[0].unit].few and len(values) >= SERIES_FROM and any(values) and len(set(values)) <= 2:
        if set(values) <= {0.0, 1.0}:
            yield _about(indicator, "is overal 0 of 1. Zo lijkt het ja of nee per persoon.")
        elif len(set(values)) == 1:
            yield _about(indicator, "is overal hetzelfde getal.")
    if _birth_years(values, today):
        yield _about(indicator, "bestaat uit getallen die op geboortejaren lijken.")
    long = [f"{value:.0f}" for value in values if value >= _EIGHT_DIGITS]
    if len(long) >= _FEW_NUMBERS and (all(map(is_day, long)) or all(map(is_bsn, long))):
        yield _about(indicator, "bestaat uit getallen die op datums of nummers van personen lijken.")


def _birth_years(values: Sequence[float], today: date) -> bool:
    return (
        len(values) >= SERIES_FROM
        and all(_EARLIEST_BIRTH <= value <= today.year and value == int(value) for value in values)
        and len(set(values)) >= _MANY_YEARS
    )


def _about(indicator: str, what: str) -> Mistake:
    return _whole(
        f"Het cijfer {indicator} {what}",
        "een getal per gebied dat over alle inwoners samen gaat",
        "kijk na of u het goede cijfer in de kolom waarde hebt gezet",
        column="waarde",
    )
