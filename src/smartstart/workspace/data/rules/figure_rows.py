"""From rows of text to figures: the closed form of a file with own figures, cell by cell.

A mistake says line, column, what kind of value stands there and what was expected. The value itself is never repeated:
it may be a person's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from smartstart.release.tables import FORMULA_STARTS
from smartstart.vocabulary.areas import AreaLevel, level_of, municipality_of, normalise
from smartstart.workspace.data.rules.cells import cell_mistakes
from smartstart.workspace.data.rules.known_figures import Vocabulary
from smartstart.workspace.data.rules.limits import (
    DECIMALS,
    DIGITS,
    FIRST_YEAR,
    MISTAKES_READ,
    SMALLEST_COUNT,
    SOURCES_READ,
)
from smartstart.workspace.data.rules.refusals import Mistake
from smartstart.workspace.data.rules.units import UNITS, Unit, unit_named

_COUNTRY = "NL00"
_COUNTRY_CODES = ("NL00", "NL01")
_NUMBER = re.compile(r"(-?)([0-9]+)(?:([.,])([0-9]+))?")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_ABSENT = ("", ".", "x", "-")
_ROUNDED = 5

Row = tuple[int, Sequence[str]]  # line, cells


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of one area in one year.

    Attributes:
        line: where it stood.
        value: None where the file gives none: that is "geen cijfer", never nought.
        lower, upper: its interval; both or neither.
        source: plain text; guard it where it goes into a file for a spreadsheet.
    """

    line: int
    area: str
    indicator: str
    year: int
    value: float | None
    lower: float | None
    upper: float | None
    unit: str
    source: str

    @property
    def level(self) -> AreaLevel:
        """Level of the area."""
        return level_of(self.area)


def read_rows(
    header: Sequence[str], rows: Iterable[Row], vocabulary: Vocabulary, today: date
) -> tuple[list[FigureRow], list[Mistake]]:
    """Return the figures of the rows that are right, and the mistakes of those that are not."""
    reader = _Reader(tuple(name.strip().lower() for name in header), vocabulary, today)
    figures: list[FigureRow] = []
    for line, cells in rows:
        if len(reader.mistakes) > MISTAKES_READ or len(reader.sources) > SOURCES_READ:
            break
        found = reader.row(line, cells)
        if found is not None:
            figures.append(found)
    if len(reader.sources) > SOURCES_READ:
        reader.wrong(
            None, "bron", "De bron is bijna op elke regel anders.", "de naam van wie het cijfer maakte", personal=True
        )
    return figures, reader.mistakes


class _Reader:
    """Reads row by row and remembers what was wrong."""

    def __init__(self, names: tuple[str, ...], vocabulary: Vocabulary, today: date) -> None:
        self.names = names
        self.vocabulary = vocabulary
        self.today = today
        self.mistakes: list[Mistake] = []
        self.sources: set[str] = set()

    def row(self, line: int, cells: Sequence[str]) -> FigureRow | None:
        before = len(self.mistakes)
        if len(cells) != len(self.names):
            self.wrong(
                line, "", "Deze regel heeft niet evenveel waarden als er kolommen zijn.", f"{len(self.names)} waarden"
            )
            return None
        found = {name: cell.strip() for name, cell in zip(self.names, cells, strict=True)}
        self.sources.add(found["bron"])
        self.mistakes += [m for name, cell in found.items() for m in cell_mistakes(line, name, cell)]
        if len(self.mistakes) > before:
            return None
        unit = self.unit(line, found["indicator"], found.get("eenheid", ""))
        figure = FigureRow(
            line,
            self.area(line, found["gebied"]),
            found["indicator"].lower(),
            self.year(line, found["jaar"]),
            self.value(line, "waarde", found["waarde"], unit),
            self.value(line, "van", found.get("van", ""), unit),
            self.value(line, "tot", found.get("tot", ""), unit),
            unit.name,
            self.source(line, found["bron"]),
        )
        if len(self.mistakes) == before:
            self.together(figure, unit)
        return figure if len(self.mistakes) == before else None

    def wrong(
        self, line: int | None, column: str, what: str, expected: str, mend: str = "", *, personal: bool = False
    ) -> None:
        self.mistakes.append(Mistake(line, column, what, expected, mend, personal))

    def area(self, line: int, text: str) -> str:
        try:
            code = normalise(text)
        except ValueError:
            self.wrong(
                line, "gebied", "Dit is geen code van een gebied.", "een code van het CBS, zoals GM0855 of WK085517"
            )
            return ""
        if level_of(code) is AreaLevel.COUNTRY:
            if code not in _COUNTRY_CODES:
                self.wrong(line, "gebied", "Deze code van een land kennen we niet.", _COUNTRY)
            return _COUNTRY
        known = self.vocabulary.areas
        if municipality_of(code) not in self.vocabulary.municipalities or (known is not None and code not in known):
            self.wrong(line, "gebied", "Dit gebied hoort niet bij uw gemeente.", "een gebied van uw eigen gemeente")
        return code

    def unit(self, line: int, indicator: str, written: str) -> Unit:
        name = self.vocabulary.indicators.get(indicator.lower())
        if name is None:
            self.wrong(
                line,
                "indicator",
                "Dit cijfer kennen we niet.",
                "de naam van een bekend cijfer, zoals " + " of ".join(sorted(self.vocabulary.indicators)[:2]),
                "meld een eigen cijfer eerst aan, met zijn eenheid",
            )
            return UNITS["%"]
        if written and unit_named(written) is not UNITS[name]:
            self.wrong(line, "eenheid", "Deze eenheid hoort niet bij dit cijfer.", name)
        return UNITS[name]

    def year(self, line: int, text: str) -> int:
        expected = f"een jaar van {FIRST_YEAR} tot en met {self.today.year}"
        if not re.fullmatch("[0-9]{4}", text):
            self.wrong(line, "jaar", "Dit is geen jaar van vier cijfers.", expected)
            return 0
        year = int(text)
        if 1900 <= year < FIRST_YEAR:
            self.wrong(
                line, "jaar", "Dit jaar is te lang geleden. Het lijkt een geboortejaar.", expected, personal=True
            )
        elif not FIRST_YEAR <= year <= self.today.year:
            self.wrong(line, "jaar", "Dit jaar kan niet.", expected)
        return year

    def value(self, line: int, column: str, text: str, unit: Unit) -> float | None:
        if text.lower() in _ABSENT:
            return None
        found = _NUMBER.fullmatch(text)
        if found is None or _THOUSANDS.fullmatch(text):
            self.wrong(line, column, f"Hier staat {_kind(text)}.", "een getal zonder punten, zoals 1234 of 12,5")
            return None
        sign, whole, _, behind = found[1], found[2].lstrip("0"), found[3], found[4] or ""
        if len(whole) + len(behind) > DIGITS or len(behind) > DECIMALS:
            personal = len(whole) > DIGITS
            self.wrong(
                line,
                column,
                "Dit getal heeft te veel cijfers.",
                f"hoogstens {DIGITS} cijfers, waarvan {DECIMALS} achter de komma",
                "rond het getal af",
                personal=personal,
            )
            return None
        value = float(f"{sign}{whole or 0}.{behind or 0}")
        if not unit.low <= value <= unit.high:
            low, high = (f"{bound:,.0f}".replace(",", ".") for bound in (unit.low, unit.high))
            self.wrong(
                line, column, f"Dit getal past niet bij de eenheid {unit.name}.", f"een getal van {low} tot {high}"
            )
        return value

    def source(self, line: int, text: str) -> str:
        if len(re.findall(r"[^\W\d_]", text)) < 2 or text.startswith(FORMULA_STARTS):
            self.wrong(line, "bron", "Dit is geen naam van een bron.", "wie het cijfer maakte, zoals CBS")
        return text

    def together(self, figure: FigureRow, unit: Unit) -> None:
        value, lower, upper = figure.value, figure.lower, figure.upper
        if (lower is None) != (upper is None) or (value is None and lower is not None):
            self.wrong(
                figure.line, "van en tot", "De grenzen zijn niet allebei ingevuld.", "allebei, of geen van beide"
            )
        elif value is not None and lower is not None and upper is not None and not lower <= value <= upper:
            self.wrong(
                figure.line, "van en tot", "De waarde ligt niet tussen de grenzen.", "van, waarde, tot: oplopend"
            )
        if unit.of_people and value is not None:
            self.count(figure.line, value)

    def count(self, line: int, value: float) -> None:
        if value != int(value):
            self.wrong(line, "waarde", "Een aantal mensen is een heel getal.", "een heel getal")
        elif 0 < value < SMALLEST_COUNT and value != _ROUNDED:
            self.wrong(
                line,
                "waarde",
                f"Dit zijn minder dan {SMALLEST_COUNT} mensen of huishoudens. Zo'n klein aantal kan over herkenbare "
                "mensen gaan.",
                "een aantal dat is afgerond op vijftallen, of een lege waarde",
                "rond af op vijftallen, of laat de waarde leeg",
                personal=True,
            )


def _kind(text: str) -> str:
    if _THOUSANDS.fullmatch(text):
        return "een getal met punten; we weten niet of dat duizendtallen of decimalen zijn"
    if text.endswith("%"):
        return "een getal met een procentteken"
    return "een tekst met cijfers" if any(sign.isdigit() for sign in text) else "een tekst"
