"""What somebody asks of the map, and what the map can show of it: plain decisions over what there is.

Whatever is asked, there is an answer: what cannot be shown gives way to what can, and the page says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smartstart.opendata.indicator import Indicator, Theme
from smartstart.opendata.indicators import BY_NAME, CATALOGUE
from smartstart.vocabulary.areas import AreaLevel

LEVELS = (AreaLevel.WIJK, AreaLevel.BUURT)
_FIRST = "bijstand"

Years = Mapping[str, Mapping[str, Sequence[int]]]
"""Per level and indicator the years of which there are figures."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address, as it stands there."""

    indicator: str = ""
    second: str = ""
    level: str = ""
    year: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the map shows.

    Attributes:
        second: the indicator beside the first; None for a map of one.
        year, second_year: of the figures.
        area: code of the chosen area; "" for the municipality as a whole. Whether it is there, the page finds out.
        notes: what was asked and cannot be shown, in words.
    """

    level: AreaLevel
    indicator: Indicator
    second: Indicator | None
    year: int
    second_year: int
    area: str
    notes: tuple[str, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators on the map."""
        return (self.indicator,) if self.second is None else (self.indicator, self.second)

    def parameters(self, **others: str) -> dict[str, str]:
        """Return the choice as parameters of an address; `others` take the place of what is chosen."""
        made = {
            "indicator": self.indicator.name,
            "tweede": self.second.name if self.second else "",
            "niveau": self.level.value,
            "jaar": str(self.year),
            "gebied": self.area,
        }
        return {name: value for name, value in (made | others).items() if value}


def merged(years: Sequence[Years]) -> dict[str, dict[str, tuple[int, ...]]]:
    """Return of which years there are figures, over all readings of a municipality."""
    found: dict[str, dict[str, set[int]]] = {}
    for one in years:
        for level, names in one.items():
            for name, known in names.items():
                found.setdefault(level, {}).setdefault(name, set()).update(known)
    return {level: {name: tuple(sorted(of)) for name, of in names.items()} for level, names in found.items()}


def levels_with(years: Years, indicators: Sequence[Indicator] = CATALOGUE) -> tuple[AreaLevel, ...]:
    """Return the levels at which there is something to show."""
    return tuple(level for level in LEVELS if drawable(years, level, indicators))


def drawable(years: Years, level: AreaLevel, indicators: Sequence[Indicator] = CATALOGUE) -> tuple[Indicator, ...]:
    """Return, of some indicators, those that can be drawn at a level, in their order."""
    known = years.get(level.value, {})
    return tuple(indicator for indicator in indicators if indicator.bounds and known.get(indicator.name))


def by_theme(indicators: Sequence[Indicator]) -> tuple[tuple[str, tuple[Indicator, ...]], ...]:
    """Return indicators under the heading of their theme."""
    themes = ((theme.value, tuple(i for i in indicators if i.theme is theme)) for theme in Theme)
    return tuple((head, found) for head, found in themes if found)


def choose(asked: Asked, years: Years, indicators: Sequence[Indicator] = CATALOGUE) -> Choice | None:
    """Return what the map shows of some indicators; None when there is nothing to draw at all."""
    levels = levels_with(years, indicators)
    if not levels:
        return None
    notes: list[str] = []
    level = _level(asked.level, levels, notes)
    known = {indicator.name: indicator for indicator in drawable(years, level, indicators)}
    indicator = _indicator(asked.indicator, known, level, notes) or known.get(_FIRST) or next(iter(known.values()))
    second = _indicator(asked.second, known, level, notes)
    second = None if second is indicator or (second and not (second.halves and indicator.halves)) else second
    year = _year(asked.year, indicator, years[level.value][indicator.name], notes)
    beside = years[level.value][second.name] if second else ()
    second_year = year if year in beside or not beside else beside[-1]
    if second and second_year != year:
        notes.append(
            f"Let op: {indicator.label.lower()} is van {year}, {second.label.lower()} van {second_year}. "
            "Van hetzelfde jaar zijn ze er niet allebei."
        )
    return Choice(level, indicator, second, year, second_year, asked.area.strip().upper(), tuple(notes))


def _level(text: str, levels: Sequence[AreaLevel], notes: list[str]) -> AreaLevel:
    if text and text not in levels:
        notes.append(f"Er zijn geen cijfers per {text[:20]}. U ziet ze per {levels[0].value}.")
    return next((level for level in levels if level.value == text), levels[0])


def _indicator(name: str, known: Mapping[str, Indicator], level: AreaLevel, notes: list[str]) -> Indicator | None:
    if name and name not in known:
        label = BY_NAME[name].label if name in BY_NAME else "Dit cijfer"
        notes.append(f"{label}: daarvan is hier geen kaart per {level.value}.")
    return known.get(name)


def _year(text: str, indicator: Indicator, known: Sequence[int], notes: list[str]) -> int:
    if text.isdecimal() and int(text) in known:
        return int(text)
    if text:
        notes.append(f"{indicator.label} is er niet van het jaar dat u koos. U ziet {known[-1]}.")
    return known[-1]
