"""The division of the country into wijken and buurten changes every year. This module says what may be compared.

CBS gives a wijk its code anew every year, and the same code can be another place: in Gilze en Rijen the code
WK078401 was Gilze in 2020 and is Rijen in 2022. A figure of one division is used for an area of another only when

1. the code exists in both divisions;
2. CBS does not say that the area changed in one of the years after the first, up to and with the last, for which
   we have its mark (`IndelingswijzigingWijkenEnBuurten_4`: 1 unchanged, 2 other code, 3 other borders);
3. the total surface differs by at most 1 hectare or half a per cent, whichever is more (surfaces are in whole
   hectares); for a municipality 1 per cent, since corrections along its long border touch few inhabitants;
4. the names, without "Wijk 01" and accents, have a word in common.

Everything else is "niet vergelijkbaar (andere indeling)". The rule is strict on purpose: we rather say too little.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from smartstart.opendata.tables import OpenTable, OpenTables
from smartstart.vocabulary.areas import AreaLevel, level_of

NOT_COMPARABLE = "niet vergelijkbaar (andere indeling)"
SURFACE_SHARE = 0.005
SURFACE_SHARE_MUNICIPALITY = 0.01
SURFACE_HECTARES = 1.0

_UNCHANGED = "1"
_PREFIX = re.compile(r"^wijk\s+\d+\s+")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class DivisionArea:
    """One area as it was in one division."""

    code: str
    name: str
    hectares: float | None
    people: float | None
    change: str = ""  # mark of CBS against the year before; "" when not given

    @property
    def level(self) -> AreaLevel:
        """Level of the area."""
        return level_of(self.code)


@dataclass(frozen=True)
class Division:
    """All areas of one municipality in the division of one year."""

    year: int
    areas: Mapping[str, DivisionArea]


def divisions(tables: OpenTables) -> dict[int, Division]:
    """Return the divisions that the tables tell about, by year."""
    found = {}
    for key in ("kwb-2015", "kwb-2017", "kwb-2020", "kwb-2022"):
        table = tables.get(key)
        if table is not None:
            found[table.shape.division] = Division(table.shape.division, _areas(table))
    return found


def _areas(table: OpenTable) -> dict[str, DivisionArea]:
    shape = table.shape
    areas = {}
    for code in table.rows:
        hectares = table.value(code, shape.hectares)
        areas[code] = DivisionArea(
            code,
            clean_name(table.text(code, shape.name)),
            None if hectares is None else hectares * shape.hectares_factor,
            table.value(code, shape.people),
            table.text(code, shape.change) if shape.change else "",
        )
    return areas


def comparable(known: Mapping[int, Division], code: str, first: int, second: int) -> bool:
    """Say whether `code` is the same place in the divisions of two years (see the rule above)."""
    if first == second:
        return True
    early, late = sorted((first, second))
    if early not in known or late not in known:
        return False
    before, after = known[early].areas.get(code), known[late].areas.get(code)
    if before is None or after is None or _marked_changed(known, code, early, late):
        return False
    return _same_surface(before, after) and (level_of(code) is not AreaLevel.WIJK or same_name(before.name, after.name))


def _marked_changed(known: Mapping[int, Division], code: str, early: int, late: int) -> bool:
    marks = (known[year].areas[code].change for year in known if early < year <= late and code in known[year].areas)
    return any(mark.isdigit() and mark != _UNCHANGED for mark in marks)


def _same_surface(before: DivisionArea, after: DivisionArea) -> bool:
    if level_of(before.code) is AreaLevel.COUNTRY:
        return True
    if before.hectares is None or after.hectares is None:
        return False
    whole = before.level is AreaLevel.MUNICIPALITY
    share = SURFACE_SHARE_MUNICIPALITY if whole else SURFACE_SHARE
    allowed = max(SURFACE_HECTARES, share * before.hectares)
    return abs(after.hectares - before.hectares) <= allowed + 1e-6


def clean_name(name: str) -> str:
    """Return an area name without the number that some municipalities put before it ("Wijk 03 Zeebuurt")."""
    cleaned = name.strip()
    match = _PREFIX.match(cleaned.casefold())
    return cleaned[match.end() :] if match else cleaned


def same_name(one: str, other: str) -> bool:
    """Say whether two names have a word in common, accents and capitals left aside."""
    return bool(_words(one) & _words(other))


def _words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", clean_name(name)).encode("ascii", "ignore").decode().casefold()
    words = set(_WORD.findall(plain))
    return {word for word in words if len(word) > 2 and word not in ("wijk", "buurt", "het", "van", "den")} or words
