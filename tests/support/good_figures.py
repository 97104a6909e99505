"""Files with own figures as an honest official makes them: the control for every rule that refuses.

They differ in everything that may differ: separator, decimals, coding, columns, levels of areas, years, missing values,
areas that came and went, small municipalities with three wijken, one figure or twenty.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from smartstart.workspace.data.rules.known_figures import Vocabulary, catalogue
from smartstart.workspace.data.rules.units import UNITS

OWN = {
    "kinderen-met-zwemdiploma": "%",
    "wachttijd-jeugdhulp": "minuten",
    "bezoekers-inloop": "personen",
    "huisartsen": "voorzieningen",
    "kosten-jeugdhulp": "euro",
    "gemiddelde-leeftijd": "jaar",
    "tevreden-over-buurt": "rapportcijfer",
    "leeftijd-0-15": "%",
    "65-plus-alleen": "%",
    "afstand-huisarts": "km",
    "gezinnen-met-schulden": "gezinnen",
}
"""Figures that somebody declared."""

INDICATORS = {**catalogue(), **{name.replace("65-plus", "ouderen-65"): unit for name, unit in OWN.items()}}
_SOURCES = (
    "CBS",
    "CBS, Kerncijfers wijken en buurten 2022",
    "RIVM en GGD, Gezondheidsmonitor 2020",
    "GGD Hart voor Brabant",
    "Gemeente, basisregistratie",
    "DUO",
    "Jeugdmonitor 2019-2021",
    "CBS 85039NED",
    "kwb-2022",
    "Veilig Thuis Midden-Brabant",
    "Leger des Heils",
    "Woningcorporatie (eigen telling)",
    "Onderzoek & Statistiek",
    "Politie",
)


@dataclass(frozen=True, slots=True)
class Good:
    """One honest file, and the vocabulary of the workspace it goes to."""

    name: str
    content: bytes
    vocabulary: Vocabulary
    rows: int


def good_figures(n: int, seed: int) -> Iterator[Good]:
    """Yield `n` honest files, always the same for one seed."""
    for number in range(n):
        yield _good(random.Random(f"{seed}-{number}"), number)  # noqa: S311


def _good(chance: random.Random, number: int) -> Good:
    home = f"GM{chance.randint(3, 1990):04d}"
    areas = _areas(chance, home[2:])
    names = chance.sample(sorted(INDICATORS), chance.choice([1, 1, 2, 3, 5, 8, 20]))
    last = chance.randint(2005, 2026)
    sources = chance.sample(_SOURCES, chance.randint(1, 8))
    rows = [row for name in names for row in _series(chance, name, areas, last, sources)]
    if not any(row[3] not in ("", ".") for row in rows):
        rows[0] = (*rows[0][:3], "7", *rows[0][4:])
    order = list(_COLUMNS)
    if chance.random() < 0.3:
        chance.shuffle(order)
    order_of_rows = chance.choice(["made", "sorted", "any"])
    if order_of_rows != "made":
        rows = sorted(rows) if order_of_rows == "sorted" else chance.sample(rows, len(rows))
    content = _written(chance, [dict(zip(_COLUMNS, row, strict=True)) for row in rows], order)
    known = frozenset(areas) | {home} if chance.random() < 0.5 else None
    return Good(f"cijfers{number}.csv", content, Vocabulary(INDICATORS, frozenset({home}), known), len(rows))


_COLUMNS = ("gebied", "indicator", "jaar", "waarde", "bron", "van", "tot", "eenheid")


def _areas(chance: random.Random, digits: str) -> list[str]:
    wijken = [f"WK{digits}{number:02d}" for number in range(chance.choice([1, 2, 3, 5, 12]))]
    buurten = [f"BU{wijk[2:]}{number:02d}" for wijk in wijken for number in range(chance.randint(1, 6))]
    level = chance.choice(["home", "wijk", "buurt", "all"])
    home = [f"GM{digits}", *(["NL00"] if chance.random() < 0.5 else [])]
    return {"home": home, "wijk": wijken, "buurt": buurten, "all": home + wijken + buurten}[level]


def _series(chance: random.Random, name: str, areas: list[str], last: int, sources: list[str]) -> list[tuple[str, ...]]:
    """One indicator: all areas in the same years, but for some that have no figure or were redrawn."""
    years = sorted(chance.sample(range(max(1995, last - 9), last + 1), chance.choice([1, 1, 1, 2, 4, 7])))
    source, unit = chance.choice(sources), INDICATORS[name]
    redrawn = years[len(years) // 2] if len(years) > 3 and chance.random() < 0.2 else None
    lacking = chance.choice([0.0, 0.0, 0.05, 0.2])
    limits = chance.random() < 0.3
    middle = chance.random()
    found = []
    for area in areas:
        for year in years:
            young = area[-1:] in "13579"
            if chance.random() < lacking or (redrawn and area[:2] == "BU" and young and year < redrawn):
                continue
            found.append((area, name, str(year), *_value(chance, unit, middle, limits=limits, source=source)))
    return found or [(areas[0], name, str(years[0]), *_value(chance, unit, middle, limits=False, source=source))]


def _value(chance: random.Random, unit: str, middle: float, *, limits: bool, source: str) -> tuple[str, ...]:
    kind = UNITS[unit]
    if chance.random() < 0.04:
        return chance.choice(["", "."]), source, "", "", unit
    low, high = max(kind.low, 0.0), min(kind.high, 5_000.0)
    value = low + (high - low) * min(max(chance.gauss(0.1 + 0.5 * middle, 0.08), 0.0), 1.0)
    if kind.of_people:
        value = 5 * round(value / 5)
    decimals = 0 if kind.of_people or kind.few else 1
    value = max(round(value, decimals), kind.low)
    spread = round(min(value - kind.low, kind.high - value, 2.5), decimals) if limits else None
    bounds = ("", "") if spread is None else (_text(value - spread, decimals), _text(value + spread, decimals))
    return _text(value, decimals), source, *bounds, unit


def _text(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}"


def _written(chance: random.Random, rows: list[dict[str, str]], order: list[str]) -> bytes:
    separator = chance.choice(";;,")
    left_out = set()
    if not any(row["van"] for row in rows):
        left_out |= {"van", "tot"}
    if chance.random() < 0.5:
        left_out |= {"eenheid"}
    names = [name for name in order if name not in left_out]
    header = [name.upper() if chance.random() < 0.1 else name for name in names]
    comma = separator == ";" and chance.random() < 0.8
    lines = [separator.join(header)]
    for row in rows:
        cells = []
        for name in names:
            cell = row[name]
            if comma and name in ("waarde", "van", "tot") and cell != ".":
                cell = cell.replace(".", ",")
            cells.append(f'"{cell}"' if separator in cell or chance.random() < 0.02 else cell)
        lines.append(separator.join(cells))
    text = chance.choice(["\n", "\r\n"]).join(lines) + chance.choice(["", "\n", "\n\n"])
    if chance.random() < 0.1:
        text = f"sep={separator}\n{text}"
    return text.encode(chance.choice(["utf-8", "utf-8", "utf-8-sig", "cp1252"]))
