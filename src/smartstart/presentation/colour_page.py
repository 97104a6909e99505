"""The pages of the colour of the neighbourhood: one per wijk and one for the municipality, offline and printable.

The order is that of every page: the answer, how sure we are, the picture beside six lines, the other side, what now,
and then the tables with their sources. Nothing on a page orders or counts areas by a value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from smartstart.opendata.area_colour import AreaColour, NeighbourhoodColour, Reading
from smartstart.opendata.indicator import Theme
from smartstart.opendata.indicators import BY_NAME
from smartstart.presentation import colour_files, colour_maps, colour_parts, colour_trend, colour_words, dutch, look
from smartstart.storage import writing_folder

FIRST_MAP = "bijstand"
PAIR = ("bijstand", "moeite-met-rondkomen")
_SPARE_PAIR = ("lager-inkomen", "koopwoningen")
_BUURT_COLUMNS = ("inwoners", "bijstand", "moeite-met-rondkomen", "ernstig-eenzaam", "kinderen", "alleenwonend")


@dataclass(frozen=True)
class Written:
    """What was written: the folder, its first page, and the files with all figures."""

    folder: Path
    index: Path
    csv: Path
    json: Path


@dataclass(frozen=True)
class About:
    """What the pages are made for: the question's title and owner, wijken to point at, and the day."""

    day: date
    title: str = ""
    owner: str = ""
    highlight: tuple[str, ...] = ()


def write_colour(out: Path, colour: NeighbourhoodColour, about: About | None = None) -> Written:
    """Write all pages, `kleur.csv` and `kleur.json` to the folder `out`, whole or not at all.

    Raises:
        StorageError: the folder cannot be written; what was there is then as it was.
    """
    told = about or About(date.today())
    with writing_folder(out) as beside:
        for wijk in colour.wijken:
            page = beside / colour_maps.page_name(wijk.code)
            page.write_text(colour_page(colour, wijk, told), encoding="utf-8", newline="\n")
        (beside / "index.html").write_text(colour_index(colour, told), encoding="utf-8", newline="\n")
        (beside / "kleur.csv").write_text(colour_files.as_csv(colour), encoding="utf-8", newline="\n")
        (beside / "kleur.json").write_text(colour_files.as_json(colour), encoding="utf-8", newline="\n")
    return Written(out, out / "index.html", out / "kleur.csv", out / "kleur.json")


def colour_page(colour: NeighbourhoodColour, area: AreaColour, about: About) -> str:
    """Return the page of one wijk of the map."""
    home = colour.municipality
    first = _map_indicator(colour, area)
    values = {
        **_common(colour, area, about, first, beside=home.name),
        "kind": colour_words.kind_of(area, home.name),
        "six": colour_parts.six_lines(area, home.name),
        "also": colour_words.also(area, home.name),
        "buurten": [{"name": b.name, "texts": _texts(b, _BUURT_COLUMNS)} for b in area.buurten],
    }
    return look.page(
        title=f"{area.name}, {home.name}: de kleur van de wijk",
        body=look.render("colour_wijk.html", **values),
        marks=_marks(colour),
        foot=_foot(colour, about),
        extra_css=_css(),
        wide=True,
    )


def colour_index(colour: NeighbourhoodColour, about: About) -> str:
    """Return the page of the municipality, with a link to every wijk."""
    home = colour.municipality
    values = {
        **_common(colour, home, about, _known(colour, FIRST_MAP), beside="Nederland"),
        "owner": about.owner,
        "highlight": [entry for entry in _entries(colour) if entry["code"] in about.highlight],
        "former": [{"name": a.name, "texts": _texts(a, _BUURT_COLUMNS)} for a in colour.former],
    }
    return look.page(
        title=f"{home.name}: de kleur van de wijk",
        body=look.render("colour_index.html", **values),
        marks=_marks(colour),
        foot=_foot(colour, about),
        extra_css=_css(),
        wide=True,
    )


def _common(colour: NeighbourhoodColour, area: AreaColour, about: About, first: str, *, beside: str) -> dict[str, Any]:
    home = colour.municipality
    chosen = None if area is home else area.code
    pair = PAIR if all(_drawable(colour, name) for name in PAIR) else _SPARE_PAIR
    one = colour_maps.of_one(colour, first, chosen=chosen, linked=area is home)
    two = colour_maps.of_two(colour, *pair, chosen=chosen)
    drawn = tuple(dict.fromkeys((first, *pair)))
    trend = colour_trend.table(area, home)
    return {
        "colour": colour,
        "area": area,
        "home": home,
        "title": about.title or f"De kleur van de wijken van {home.name}",
        "answer": colour_words.answer(area, beside, municipality=area is home),
        "sure": colour_words.sure(area),
        "one": one,
        "one_about": BY_NAME[first].about,
        "two": two,
        "map_head": [colour_words.head(BY_NAME[name]) for name in drawn],
        "map_rows": [{"name": w.name, "texts": _texts(w, drawn)} for w in colour.wijken],
        "two_sentence": colour_words.pair_sentence(area, *pair),
        "where": colour_maps.where(colour),
        "missing": colour_words.missing(area),
        "next_step": colour_words.next_step(area),
        "trend": trend,
        "trend_sentences": colour_trend.sentences(area, home),
        "trend_picture": colour_trend.picture(area, home),
        "trend_title": colour_trend.title(area),
        "breaks": colour_trend.breaks(area),
        "themes": [{"name": theme.value, "rows": _rows(colour, area, theme, beside)} for theme in Theme],
        "buurt_head": [colour_words.head(BY_NAME[name]) for name in _BUURT_COLUMNS],
        "neighbours": _entries(colour),
        "source_line": _source_line(colour),
    }


def _entries(colour: NeighbourhoodColour) -> list[dict[str, str]]:
    return [{"code": w.code, "name": w.name, "page": colour_maps.page_name(w.code)} for w in colour.wijken]


def _rows(
    colour: NeighbourhoodColour, area: AreaColour, theme: Theme, beside: str
) -> tuple[colour_parts.FigureRow, ...]:
    newest = colour.municipality.division

    def statement(reading: Reading) -> str:
        return colour_maps.statement_id(area.code, newest, newest, reading.indicator.name, reading.own.year)

    return colour_parts.figure_rows(area.theme(theme), beside, statement)


def _texts(area: AreaColour, names: Sequence[str]) -> list[str]:
    return [colour_words.in_cell(BY_NAME[name], area.reading(name).own) for name in names]


def _map_indicator(colour: NeighbourhoodColour, area: AreaColour) -> str:
    """Return what the first map shows: the first figure that stands out on this page and can be drawn."""
    for reading in (*area.worries, *area.strengths):
        if _drawable(colour, reading.indicator.name):
            return reading.indicator.name
    return _known(colour, FIRST_MAP)


def _known(colour: NeighbourhoodColour, wanted: str) -> str:
    names = [wanted, *(name for name, indicator in BY_NAME.items() if indicator.bounds)]
    return next((name for name in names if _drawable(colour, name)), wanted)


def _drawable(colour: NeighbourhoodColour, name: str) -> bool:
    return bool(BY_NAME[name].bounds) and any(w.reading(name).own.value is not None for w in colour.wijken)


def _marks(colour: NeighbourhoodColour) -> tuple[look.Mark, ...]:
    return (look.Mark.INVENTED,) if colour.invented else ()


def _foot(colour: NeighbourhoodColour, about: About) -> str:
    return f"{_source_line(colour)} Gemaakt op {dutch.day(about.day)}."


def _source_line(colour: NeighbourhoodColour) -> str:
    if colour.invented:
        return "Verzonnen gegevens: deze cijfers gaan over geen echte plaats."
    health = any(source.key.startswith("rivm") for source in colour.sources)
    makers = "CBS" + (", Gezondheidsmonitor van GGD'en, CBS en RIVM (geschat)" if health else "")
    return f"Bron: {makers}; grenzen CBS / Kadaster. CC BY 4.0."


@cache
def _css() -> str:
    return files("smartstart.presentation").joinpath("templates/colour.css").read_text(encoding="utf-8")
