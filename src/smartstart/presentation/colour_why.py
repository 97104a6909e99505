"""Why we say a public figure: its table and columns, its year, how it is computed, and how sure it is."""

from smartstart.opendata.area_colour import Reading
from smartstart.opendata.attribution import SOURCES
from smartstart.opendata.figures import FEWEST_PEOPLE, Figure, FigureState
from smartstart.opendata.indicator import Indicator, Recipe
from smartstart.opendata.standing import LEAST_SHARE, MODELLED_POINTS, Standing
from smartstart.opendata.table_shapes import TABLES
from smartstart.presentation import colour_words, dutch
from smartstart.vocabulary.certainty import Certainty, Reliability

Line = tuple[str, str]
"""A heading and what it says."""

_CERTAINTY = {
    Reliability.COUNTED: Certainty.VERY,
    Reliability.ROUNDED: Certainty.VERY,
    Reliability.MODELLED: Certainty.LIKELY,
}
_BECAUSE = {
    Reliability.COUNTED: "geteld, van iedereen",
    Reliability.ROUNDED: "geteld, van iedereen; daarna afgerond",
    Reliability.MODELLED: "geschat met een rekenmodel, niet geteld",
    Reliability.REPORTED: "opgegeven door de gemeente; kijk hoe het is gemaakt",
    Reliability.ABSENT: "er is geen cijfer",
}


def certainty(figure: Figure) -> tuple[Certainty, str]:
    """Return how sure a figure is, in a word of the fixed scale and in why."""
    if figure.value is None:
        return Certainty.UNDECIDED, figure.state.value
    return _CERTAINTY.get(figure.reliability, Certainty.UNDECIDED), _BECAUSE[figure.reliability]


def limits(indicator: Indicator, figure: Figure) -> str:
    """Return between which values a figure may lie by chance and rounding: "57 en 75"; "" when nobody knows."""
    if figure.value is None or figure.lower is None or figure.upper is None:
        return ""
    lower, upper = (_written(indicator, value) for value in (figure.lower, figure.upper))
    return "" if lower == upper else f"{lower} en {upper}"


def recipe_of(indicator: Indicator, figure: Figure) -> Recipe | None:
    """Return how a figure was computed; None for a figure of the municipality itself, or none at all."""
    return next(
        (
            r
            for r in indicator.recipes
            if TABLES[r.table].year == figure.year and TABLES[r.table].source == figure.source
        ),
        None,
    )


def lines(reading: Reading, *, place: str, beside: str, source: str, municipality: bool = False) -> tuple[Line, ...]:
    """Return why we say the figure of one area, line by line.

    Args:
        reading: the indicator for the area.
        place: name of the area.
        beside: name of the larger area it is set against.
        source: the line that must stand beside figures of this source.
        municipality: whether the area is a municipality, which is set against the country.
    """
    against = reading.country if municipality else reading.municipality
    indicator, own = reading.indicator, reading.own
    recipe = recipe_of(indicator, own)
    word, because = certainty(own)
    told = [
        ("Wat we zeggen", f"{indicator.label} in {place}: {colour_words.shown(indicator, own)}."),
        ("Wat het betekent", indicator.about if own.value is not None else indicator.absent or indicator.about),
        ("Jaar", _when(own) if own.source else ""),
        ("Hoe zeker", f"{dutch.capital(word.value)}: {because}."),
        ("Tabel", SOURCES[TABLES[recipe.table].source].title if recipe else ""),
        ("Kolommen", _columns(recipe) if recipe else ""),
        ("Hoe berekend", _computed(indicator, recipe, own)),
        ("Marge", _margin(indicator, own)),
        ("Vergeleken", _compared(reading, against, beside)),
        ("Bron", source),
    ]
    return tuple((head, text) for head, text in told if text)


def _written(indicator: Indicator, value: float) -> str:
    if indicator.unit == "x 1.000 euro":
        return dutch.number(value * 1000)
    return (
        dutch.rate(value) if indicator.unit in ("per 1.000", "per 10.000") else dutch.number(value, indicator.decimals)
    )


def _when(own: Figure) -> str:
    if own.division == own.year:
        return f"{own.year}, met de grenzen van dat jaar."
    return f"{own.year}, met de grenzen van {own.division}."


def _columns(recipe: Recipe) -> str:
    top, bottom = " + ".join(recipe.top), " + ".join(recipe.bottom)
    less = "".join(f" - {column}" for column in recipe.minus)
    return f"{top} gedeeld door ({bottom}{less})" if bottom else top


def _computed(indicator: Indicator, recipe: Recipe | None, own: Figure) -> str:
    if own.state is FigureState.TOO_FEW:
        return (
            f"Niet: er wonen minder dan {FEWEST_PEOPLE} mensen, of het aantal is op nul afgerond. "
            "Dat is niet hetzelfde als nul."
        )
    if own.value is None:
        return ""
    if recipe is None:
        return "Zoals de gemeente het heeft opgegeven."
    if not recipe.bottom:
        return "Zoals de bron het geeft. Wij rekenen niets om."
    times = {"%": "keer 100", "per 1.000": "keer 1.000", "per 10.000": "keer 10.000"}.get(indicator.unit, "")
    return f"Het ene aantal gedeeld door het andere, {times}. Wij ronden pas af als we het laten zien.".replace(
        ", .", "."
    )


def _margin(indicator: Indicator, own: Figure) -> str:
    between = limits(indicator, own)
    if own.reliability is Reliability.REPORTED:
        return f"Tussen {between}, volgens wie het cijfer maakte." if between else ""
    if between:
        return (
            f"Tussen {between}. Zo ver kan een telling in een gebied van deze grootte verschuiven door toeval en "
            "afronding (99 procent, Wilson)."
        )
    if own.reliability is Reliability.MODELLED and own.value is not None:
        return (
            "De bron geeft hier geen marge. Daarom noemen wij een verschil pas duidelijk vanaf "
            f"{MODELLED_POINTS:.0f} procentpunten."
        )
    return ""


def _compared(reading: Reading, against: Figure | None, beside: str) -> str:
    if reading.standing is Standing.UNKNOWN or against is None:
        return ""
    words = dutch.capital(colour_words.difference(reading, beside))
    rule = (
        f"Duidelijk zeggen we alleen als het verschil groter is dan toeval en afronding, en minstens "
        f"{LEAST_SHARE * 100:.0f} procent van het cijfer ernaast."
    )
    return f"{words} ({colour_words.shown(reading.indicator, against)}). {rule}"
