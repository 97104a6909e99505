"""A table of StatLine as we hand it on: its rows as published, its columns described, its source named."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from smartstart.opendata.odata import troubles
from smartstart.vocabulary.areas import AreaLevel, level_of, normalise


@dataclass(frozen=True)
class Column:
    """One column (v3) or measure (v4): key, title, unit, what it means; `kind` is "gebied", "periode", …"""

    key: str
    title: str
    unit: str = ""
    about: str = ""
    kind: str = "onderwerp"


@dataclass(frozen=True)
class Slice:
    """Which part of a table is asked: areas with all that lies in them, and columns; empty means all."""

    areas: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @classmethod
    def of(cls, areas: Sequence[str] = (), columns: Sequence[str] = ()) -> "Slice":
        """Return a slice with checked area codes.

        Raises:
            DataError: a text is no area code.
        """
        checked = []
        for area in areas:
            try:
                checked.append(normalise(area))
            except ValueError as problem:
                raise troubles.wrong_area(area) from problem
        return cls(tuple(dict.fromkeys(checked)), tuple(dict.fromkeys(columns)))

    def prefixes(self) -> tuple[str, ...]:
        """Return the beginnings of all codes that are asked: `GM0855` also asks its wijken and buurten."""
        found: list[str] = []
        for area in self.areas:
            digits = area[2:]
            below = {
                AreaLevel.COUNTRY: [area],
                AreaLevel.MUNICIPALITY: [area, f"WK{digits}", f"BU{digits}"],
                AreaLevel.WIJK: [area, f"BU{digits}"],
                AreaLevel.BUURT: [area],
            }
            found += below[level_of(area)]
        return tuple(dict.fromkeys(found))

    def filter(self, column: str) -> str:
        """Return the OData filter on the area column; the same words hold in v3 and v4."""
        return " or ".join(f"startswith({column},'{prefix}')" for prefix in self.prefixes())


@dataclass(frozen=True)
class StatLineTable:
    """A table as fetched: codes stripped of their padding, values as published, null for what is not given."""

    id: str
    title: str
    period: str
    modified: str
    version: int
    address: str
    rows: list[dict[str, Any]] = field(repr=False)
    columns: tuple[Column, ...] = ()

    @property
    def attribution(self) -> str:
        """The line that must stand beside these figures."""
        return f"Bron: Centraal Bureau voor de Statistiek (CBS), {self.title} (StatLine {self.id}). CC BY 4.0"


def cleaned(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with padding stripped, and `.` (unknown, unreliable or secret) as None."""
    made: dict[str, Any] = {}
    for key, value in row.items():
        if key.startswith(("odata.", "@odata.")):
            continue
        text = value.strip() if isinstance(value, str) else value
        made[key] = None if text == "." else text
    return made


def rows_of(page: dict[str, Any], address: str) -> list[dict[str, Any]]:
    """Return the list `value` of a page.

    Raises:
        DataError: there is none, or it holds something other than records.
    """
    found = page.get("value")
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise troubles.not_json(address)
    return found
