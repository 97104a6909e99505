"""What stands beside the map on one area: its figures of the map, and the six lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from smartstart.opendata.area_colour import AreaColour, Reading
from smartstart.opendata.indicator import Indicator
from smartstart.opendata.indicators import CATALOGUE
from smartstart.presentation import colour_parts, colour_why, colour_words, dutch
from smartstart.vocabulary.areas import AreaLevel
from smartstart.workspace.data.models import Area
from smartstart.workspace.insight.queries.colour import beside_of, place_of, stored_of
from smartstart.workspace.insight.rules import colour as rules
from smartstart.workspace.insight.rules.colour_choice import Choice

COUNTRY = "Nederland"


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of the map, for the area: label and year, the figure, what is beside it, how sure."""

    indicator: str
    head: str
    value: str
    difference: str
    certainty: str
    because: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One area beside the map."""

    area: Area
    kind: str
    people: str
    told: tuple[Told, ...]
    six: tuple[colour_parts.SixLine, ...]
    sure: str


def detail_of(
    area: Area, municipality: str, choice: Choice | None, indicators: Sequence[Indicator] = CATALOGUE
) -> Detail:
    """Return what stands beside the map on an area (two queries)."""
    stored = stored_of([area], indicators).get(area.pk, [])
    beside = beside_of(area.municipality_code)
    place = place_of(area)
    whole = rules.area_colour(place, stored, beside, indicators=indicators)
    home = place.level is AreaLevel.MUNICIPALITY
    larger = COUNTRY if home else municipality
    readings = _of_the_map(place, stored, beside, choice)
    return Detail(
        area=area,
        kind=colour_words.kind_of(whole, municipality),
        people=_people(whole),
        told=tuple(_told(reading, larger, municipality=home) for reading in readings),
        six=colour_parts.six_lines(whole, larger, municipality=home),
        sure=colour_words.sure(whole),
    )


def _of_the_map(
    place: rules.Place, stored: Sequence[rules.Stored], beside: rules.Beside, choice: Choice | None
) -> list[Reading]:
    """Return the indicators of the map for this area, in the years of the map."""
    if choice is None:
        return []
    wanted = [(choice.indicator, choice.year)]
    if choice.second:
        wanted.append((choice.second, choice.second_year))
    made = []
    for indicator, year in wanted:
        mine = [one for one in stored if one.figure.indicator == indicator.name]
        of_year = [one for one in mine if one.figure.year == year or one.figure.value is None]
        made.append(rules.reading(place, indicator, of_year, beside))
    return made


def _told(reading: Reading, larger: str, *, municipality: bool) -> Told:
    own, against = reading.own, reading.country if municipality else reading.municipality
    word, because = colour_why.certainty(own)
    difference = ""
    if own.value is not None and against is not None and against.value is not None:
        words = dutch.capital(colour_words.difference(reading, larger))
        difference = f"{words} ({colour_words.shown(reading.indicator, against)})." if words else ""
    return Told(
        indicator=reading.indicator.name,
        head=f"{reading.indicator.label}, {own.year}" if own.value is not None else reading.indicator.label,
        value=colour_words.shown(reading.indicator, own),
        difference=difference,
        certainty=word.value if own.value is not None else "",
        because=because if own.value is not None else "",
    )


def _people(area: AreaColour) -> str:
    people = area.people
    if people.value is None:
        return ""
    return f"{dutch.number(people.value)} inwoners ({people.year})"
