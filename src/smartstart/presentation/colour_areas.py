"""What every area shows on a map of one public figure, or of two together: its mark, its words, and the legend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from smartstart.opendata.figures import Figure, FigureState
from smartstart.opendata.indicator import Indicator
from smartstart.presentation import colour_words, dutch, palette
from smartstart.presentation.area_map import AreaFigure
from smartstart.presentation.legends import TOO_FEW_WORDS, Entry, PairLegend

NO_FIGURE = "geen cijfer, of niet te vergelijken"


@dataclass(frozen=True, slots=True)
class ColourMap:
    """A map in words and marks: what it shows, of whom, what each area has, and what the marks mean."""

    title: str
    about: str
    figures: Mapping[str, AreaFigure]
    legend: tuple[Entry, ...] | PairLegend


def class_in(indicator: Indicator, value: float, bounds: Sequence[float]) -> int:
    """Return the class of a value as precise as it is shown: 19.6 is shown as 20 and belongs in the class from 20."""
    places = dutch.decimals_for(value) if indicator.unit in ("per 1.000", "per 10.000") else 1
    return palette.class_of(round(value, places), bounds)


Known = Mapping[str, Figure | None]
"""The figure of every area on a map, by code; None where there is none at all."""


def of_one(indicator: Indicator, figures: Known, *, where: str, year: int) -> ColourMap:
    """Return the map of one indicator.

    Args:
        indicator: it has bounds.
        figures: of every area on the map.
        where: "de wijken van Tilburg".
        year: of the figures.
    """
    marks = palette.sequential(len(indicator.bounds) + 1)
    shown = {}
    for code, figure in figures.items():
        value = figure.value if figure else None
        mark = _mark(figure) if value is None else marks[class_in(indicator, value, indicator.bounds)]
        shown[code] = AreaFigure(mark, colour_words.shown(indicator, figure))
    words = colour_words.classes_in_words(indicator, indicator.bounds)
    classes = tuple(Entry(mark, text) for mark, text in zip(marks, words, strict=True))
    return ColourMap(
        title=f"{indicator.label} in {where}, {year}",
        about=indicator.about,
        figures=shown,
        legend=(*classes, *_others(shown)),
    )


def of_two(
    first: tuple[Indicator, Known],
    second: tuple[Indicator, Known],
    *,
    where: str,
    years: tuple[int, int],
) -> ColourMap:
    """Return the map of two indicators together, three classes each; both have halves.

    Raises:
        ValueError: an indicator has no halves.
    """
    (one, figures_one), (two, figures_two) = first, second
    if one.halves is None or two.halves is None:
        raise ValueError("an indicator without classes is not drawn")
    shown = {}
    for code in dict.fromkeys(chain(figures_one, figures_two)):
        a, b = figures_one.get(code), figures_two.get(code)
        words = f"{colour_words.shown(one, a)}; {colour_words.shown(two, b)}"
        if a is None or b is None or a.value is None or b.value is None:
            shown[code] = AreaFigure(_mark(a, b), words)
        else:
            mark = palette.pair(class_in(one, a.value, one.halves), class_in(two, b.value, two.halves))
            shown[code] = AreaFigure(mark, words)
    when = str(years[0]) if years[0] == years[1] else f"{years[0]} en {years[1]}"
    return ColourMap(
        title=f"{one.label} en {_small(two)} samen, in {where}, {when}",
        about=f"{one.about} {two.about}",
        figures=shown,
        legend=PairLegend(
            one.label.lower(),
            _three(one, one.halves),
            two.label.lower(),
            _three(two, two.halves),
            _others(shown),
        ),
    )


def _mark(*figures: Figure | None) -> str:
    """Return the mark of what has no value: hatch where there are too few people, dots for everything else."""
    return palette.TOO_FEW if any(f and f.state is FigureState.TOO_FEW for f in figures) else palette.NO_FIGURE


def _others(shown: Mapping[str, AreaFigure]) -> tuple[Entry, ...]:
    used = {figure.mark for figure in shown.values()}
    known = (Entry(palette.TOO_FEW, TOO_FEW_WORDS), Entry(palette.NO_FIGURE, NO_FIGURE))
    return tuple(entry for entry in known if entry.mark in used)


def _three(indicator: Indicator, halves: tuple[float, float]) -> tuple[str, str, str]:
    low, middle, high = colour_words.classes_in_words(indicator, halves)
    return low, middle, high


def _small(indicator: Indicator) -> str:
    return indicator.label[0].lower() + indicator.label[1:]
