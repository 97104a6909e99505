"""Numbers that the outsider has from elsewhere, as a CSV file: `groep;geteld;van;tot`.

A group is written as `wijk=WK990100,gezin=een|twee`; empty means everybody. Counted is rijen, personen, huishoudens or
uitkomsten.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from smartstart.attack.evidence import Measure
from smartstart.attack.reading import Known
from smartstart.release.contents import Condition, Predicate
from smartstart.vocabulary.errors import DataError

_COLUMNS = ("groep", "geteld", "van", "tot")
_COUNTED = {
    "rijen": Measure.ROWS,
    "personen": Measure.PERSONS,
    "huishoudens": Measure.HOUSEHOLDS,
    "uitkomsten": Measure.EVENTS,
}


def read_known(path: Path) -> tuple[Known, ...]:
    """Return the numbers in a file.

    Raises:
        DataError: it cannot be read, or a line is not as it should be.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise DataError(
            "Dit bestand is niet te lezen.", where=str(path), expected="een CSV-bestand in UTF-8"
        ) from problem
    if not rows or tuple(name.strip().lower() for name in rows[0]) != _COLUMNS:
        raise DataError("De kolommen kloppen niet.", where=f"{path.name}, regel 1", expected=";".join(_COLUMNS))
    return tuple(_known(row, f"{path.name}, regel {number}") for number, row in enumerate(rows[1:], start=2) if row)


def _known(row: list[str], where: str) -> Known:
    try:
        group, counted, low, high = (cell.strip() for cell in row)
        known = Known(
            Predicate(conditions=tuple(_conditions(group))), _COUNTED[counted.lower()], int(low), int(high), where
        )
    except (ValueError, KeyError) as problem:
        raise DataError(
            "Een bekend cijfer is niet te begrijpen.",
            where=where,
            expected=f"een groep als wijk=WK990100,gezin=een|twee; {', '.join(_COUNTED)}; en twee hele getallen",
        ) from problem
    if not 0 <= known.lower <= known.upper:
        raise DataError("'van' moet 0 of meer zijn, en niet hoger dan 'tot'.", where=where)
    return known


def _conditions(text: str) -> Iterator[Condition]:
    for part in filter(None, (p.strip() for p in text.split(","))):
        factor, _, codes = part.partition("=")
        yield Condition(factor=factor.strip(), levels=tuple(code.strip() for code in codes.split("|")))
