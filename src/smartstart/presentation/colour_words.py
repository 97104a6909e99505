"""The colour of the neighbourhood in words: figures, differences, sentences and map legends, in plain Dutch."""

from collections.abc import Sequence

from smartstart.opendata.area_colour import AreaColour, Reading
from smartstart.opendata.figures import Figure, FigureState
from smartstart.opendata.indicator import HEIGHTS, Indicator
from smartstart.opendata.standing import Side, Standing
from smartstart.opendata.table_shapes import TABLES
from smartstart.presentation import dutch
from smartstart.presentation.palette import class_words
from smartstart.vocabulary.areas import AreaLevel
from smartstart.vocabulary.certainty import Reliability

_OWN = "Eigen cijfers van de gemeente: kijk wie ze maakte en hoe."
_SURE_OF_ONE = {
    "counted": "Vrijwel zeker: deze cijfers zijn geteld.",
    "guessed": "Waarschijnlijk: deze cijfers zijn geschat met een rekenmodel, niet geteld.",
    "reported": f"Niet te zeggen. {_OWN}",
}
_SURE_OF_MORE = {
    "counted": "Getelde cijfers: vrijwel zeker.",
    "guessed": "Geschatte cijfers: waarschijnlijk.",
    "reported": _OWN,
}
_MADE = {Reliability.MODELLED: "guessed", Reliability.REPORTED: "reported"}

NO_STRENGTHS = "Geen sterke punten in de cijfers: vraag het de bewoners."
NO_WORRIES = "Geen zorgen die er in de cijfers duidelijk uitspringen."
NOTHING_TOGETHER = "Er zijn geen cijfers die samen duidelijk opvallen."

_MOST_NAMES = 6
_EACH = {"per 1.000": "1.000", "per 10.000": "10.000"}
_ENDS = {"x 1.000 euro": "euro", "per km2": "per km²", "rapportcijfer": "", "inwoners": ""}
_MADE_SO = {Reliability.MODELLED: ", geschat", Reliability.REPORTED: ", eigen cijfer"}

_HOW_MADE = {
    Reliability.COUNTED: "geteld",
    Reliability.ROUNDED: "geteld, afgerond",
    Reliability.MODELLED: "geschat",
    Reliability.REPORTED: "eigen cijfer",
    Reliability.ABSENT: "geen cijfer",
}


def head(indicator: Indicator) -> str:
    """Return a table head: the label, and the unit where the numbers below it are bare."""
    each = _EACH.get(indicator.unit)
    return f"{indicator.label}, van elke {each}" if each else indicator.label


def amount(indicator: Indicator, value: float, decimals: int = 1) -> str:
    """Return one value with its unit: "18,2 %", "66 van elke 1.000", "215.000 euro"."""
    if indicator.unit == "%":
        return dutch.percent(value, decimals)
    if indicator.unit in _EACH:
        return f"{dutch.rate(value)} van elke {_EACH[indicator.unit]}"
    if indicator.unit == "x 1.000 euro":
        return f"{dutch.number(round(value) * 1000)}{dutch.HARD_BLANK}euro"
    end = _ENDS.get(indicator.unit, indicator.unit)
    text = dutch.number(value, min(decimals, indicator.decimals))
    return f"{text}{dutch.HARD_BLANK}{end}" if end else text


def shown(indicator: Indicator, figure: Figure | None) -> str:
    """Return a figure as text, or the words for why there is none; never nought in its place."""
    if figure is None:
        return FigureState.ABSENT.value
    if figure.value is None:
        return figure.state.value
    return amount(indicator, figure.value, figure.decimals)


def in_cell(indicator: Indicator, figure: Figure | None) -> str:
    """Return a figure as `shown`, but a rate as its number only, where the unit stands beside it."""
    if figure is not None and figure.value is not None and indicator.unit in _EACH:
        return dutch.rate(figure.value)
    return shown(indicator, figure)


def how_made(figure: Figure) -> str:
    """Return in a word or two how a figure was made."""
    if figure.value is None:
        return "geen cijfer"
    return _HOW_MADE[figure.reliability]


def difference(reading: Reading, beside: str) -> str:
    """Return how the area stands against the larger one: "duidelijk meer dan in Tilburg"."""
    if reading.standing is Standing.UNKNOWN:
        return "niet te vergelijken" if not reading.indicator.counts else ""
    words = reading.standing.value
    if reading.indicator.unit in HEIGHTS:
        words = words.replace("meer", "hoger").replace("minder", "lager").replace("evenveel", "even hoog als")
    if reading.standing is Standing.ABOUT_EQUAL:
        return f"{words.removesuffix(' als')} als in {beside}"
    return f"{words} dan in {beside}"


def stands_out(reading: Reading, beside: str, *, municipality: bool = False) -> str:
    """Return one clear difference as a sentence with both figures."""
    against = reading.country if municipality else reading.municipality
    more = reading.standing is Standing.CLEARLY_HIGHER
    if reading.indicator.unit in HEIGHTS:
        start = f"Een {'hogere' if more else 'lagere'} {reading.indicator.phrase}"
    else:
        start = f"{'Meer' if more else 'Minder'} {reading.indicator.phrase}"
    numbers = f"{in_cell(reading.indicator, reading.own)} tegen {shown(reading.indicator, against)}"
    return f"{start} dan in {beside} ({numbers}{_MADE_SO.get(reading.own.reliability, '')})."


def short_names(readings: Sequence[Reading]) -> str:
    """Return what stands out, without figures: "meer mensen met een bijstandsuitkering en minder koopwoningen"."""
    words = []
    for reading in readings:
        more = reading.standing is Standing.CLEARLY_HIGHER
        if reading.indicator.unit in HEIGHTS:
            words.append(f"een {'hogere' if more else 'lagere'} {reading.indicator.phrase}")
        else:
            words.append(f"{'meer' if more else 'minder'} {reading.indicator.phrase}")
    return dutch.listing(words)


def answer(area: AreaColour, beside: str, *, municipality: bool = False) -> tuple[str, ...]:
    """Return the answer of the page in one to three sentences."""
    name = area.name
    if area.too_few:
        people = shown(area.people_reading.indicator, area.people)
        return (f"In {name} wonen {people} mensen. Dat is te weinig om iets te zeggen.",)
    if not (area.worries or area.strengths):
        if any(reading.own.state is FigureState.NOT_COMPARABLE for reading in area.unknown):
            return (
                f"Over {name} is weinig te zeggen: in 2020 waren de grenzen anders.",
                f"Wat er wel is, verschilt niet duidelijk van {beside}.",
            )
        return (
            f"In {name} is geen cijfer duidelijk beter of slechter dan in {beside}.",
            "Dat zegt nog niet hoe het met de mensen gaat: vraag het de bewoners.",
        )
    lines = []
    if area.strengths:
        lines.append(f"Sterk in {name}: {short_names(area.strengths[:2])} dan in {beside}.")
    if area.worries:
        lines.append(f"Een zorg in {name}: {short_names(area.worries[:2])} dan in {beside}.")
    if not area.strengths:
        who = "inwoners" if municipality else "bewoners"
        lines.append(f"De cijfers laten geen sterke punten zien: vraag het de {who}.")
    return tuple(lines)


def sure(area: AreaColour) -> str:
    """Return how sure we are of what the page says, by how the figures were made."""
    if area.too_few:
        return "Bij zo weinig mensen verandert één huishouden het cijfer al."
    found = (*area.worries[:2], *area.strengths[:2])
    made = {_MADE.get(reading.own.reliability, "counted") for reading in found}
    if not made:
        return "Hoe zeker? Niet te zeggen: de verschillen zijn klein, of er wonen weinig mensen."
    if len(made) == 1:
        return f"Hoe zeker? {_SURE_OF_ONE[made.pop()]}"
    told = " ".join(words for kind, words in _SURE_OF_MORE.items() if kind in made)
    return f"Hoe zeker? {told} Het staat er steeds bij."


def pair_sentence(area: AreaColour, first: str, second: str) -> str:
    """Return what the map of two says about this area."""
    one, two = area.reading(first), area.reading(second)
    if one.own.value is None or two.own.value is None:
        missing = next(r.own.state.value for r in (one, two) if r.own.value is None)
        return f"Over {area.name} zegt deze kaart niets: {missing}."
    return (
        f"In {area.name}: {shown(one.indicator, one.own)} voor {one.indicator.label.lower()} "
        f"({how_made(one.own)}), en {shown(two.indicator, two.own)} voor {two.indicator.label.lower()} "
        f"({how_made(two.own)})."
    )


def missing(area: AreaColour) -> list[str]:
    """Return, per indicator that nobody has a figure on, why there is none."""
    return [
        f"{reading.indicator.label}: geen cijfer. {reading.indicator.absent}"
        for reading in area.readings
        if reading.indicator.absent
    ]


def next_step(area: AreaColour) -> str:
    """Return the next step that the figures of this area suggest."""
    if area.too_few:
        return "Gebruik voor deze plek geen cijfers. Ga erheen en praat met de mensen die er wonen."
    if area.worries and area.strengths:
        return "Begin het gesprek bij wat sterk is. Vraag daarna naar de zorgen die hier staan."
    if area.worries:
        return "Vraag bewoners ook wat er goed gaat. De cijfers laten dat hier niet zien."
    return "Vraag of bewoners de sterke punten herkennen, en voor wie ze niet gelden."


def together(area: AreaColour, beside: str) -> str:
    """Return the judged figures that stand out together, more and less apart, or that nothing does."""
    found = [reading for reading in area.together if reading.side is not Side.NEITHER]
    if len(found) < 2:
        return NOTHING_TOGETHER
    return _more_and_less(found, beside)


def also(area: AreaColour, beside: str) -> str:
    """Return what else is clearly different, without judgement; "" when nothing is."""
    found = [r for r in area.readings if r.standing.clear and r.side is Side.NEITHER]
    return _more_and_less(found, beside) if found else ""


def _more_and_less(found: Sequence[Reading], beside: str) -> str:
    parts = []
    for standing, word in ((Standing.CLEARLY_HIGHER, "Meer"), (Standing.CLEARLY_LOWER, "Minder")):
        names = [reading.indicator.phrase for reading in found if reading.standing is standing]
        if names:
            parts.append(f"{word} dan in {beside}: {dutch.listing(names)}.")
    return " ".join(parts)


def unknown(area: AreaColour) -> str:
    """Return what we do not know about an area, by the reason why."""
    never_first = sorted(area.unknown, key=lambda reading: reading.indicator.reliability is not Reliability.ABSENT)
    by_state = {
        state: [r.indicator.label.lower() for r in never_first if r.own.state is state]
        for state in (FigureState.ABSENT, FigureState.TOO_FEW)
    }
    with_recipe = [reading for reading in area.unknown if reading.indicator.recipes]
    parts = [_some("Geen cijfer", by_state[FigureState.ABSENT])]
    parts.append(_some("Te weinig om iets te zeggen", by_state[FigureState.TOO_FEW]))
    moved = sorted({year for r in with_recipe if r.own.state is FigureState.NOT_COMPARABLE for year in _years(r)})
    if moved:
        parts.append(f"Cijfers van {dutch.listing(map(str, moved))}: niet vergelijkbaar (andere indeling).")
    return " ".join(part for part in parts if part)


def _some(head: str, names: Sequence[str]) -> str:
    """Return names behind a head; the tables tell the rest of a long list."""
    if not names:
        return ""
    told = names if len(names) <= _MOST_NAMES else [*names[: _MOST_NAMES - 1], "meer (zie de tabellen)"]
    return f"{head}: {dutch.listing(told)}."


def _years(reading: Reading) -> list[int]:
    return [TABLES[reading.indicator.recipes[0].table].year]


def kind_of(area: AreaColour, municipality: str) -> str:
    """Return what the area is: "wijk in Tilburg"."""
    return "gemeente" if area.level is AreaLevel.MUNICIPALITY else f"{area.level.value} in {municipality}"


def classes_in_words(indicator: Indicator, bounds: Sequence[float]) -> list[str]:
    """Return the bounds of map classes in words: "minder dan 20 van elke 1.000", "20 tot 40", …, "80 of meer"."""
    unit = _after(indicator.unit)
    return class_words([_bound(indicator, bound) for bound in bounds], unit=unit, everywhere=indicator.unit == "%")


def _after(unit: str) -> str:
    """Return a unit as it stands behind the bound of a class."""
    if unit == "%":
        return f"{dutch.HARD_BLANK}%"
    end = f"van elke {_EACH[unit]}" if unit in _EACH else _ENDS.get(unit, unit)
    return f" {end}" if end else ""


def _bound(indicator: Indicator, bound: float) -> str:
    if indicator.unit == "x 1.000 euro":
        return dutch.number(bound * 1000)
    return dutch.rate(bound)
