"""The pages and files of the colour of the neighbourhood: whole, in order of name, with source, without a score."""

import csv
import io
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smartstart.opendata.area_colour import NeighbourhoodColour
from smartstart.opendata.colour import colour
from smartstart.opendata.folder import OpenFolder
from smartstart.opendata.indicators import BY_NAME
from smartstart.opendata.standing import Side, Standing
from smartstart.presentation import (
    colour_files,
    colour_lines,
    colour_page,
    colour_trend,
    colour_words,
    dutch,
    lettering,
    palette,
)
from smartstart.presentation.colour_page import About, write_colour
from smartstart.release.contents import OpenStatement, Origin
from tests.support.open_region import HOME, write_open_region

ABOUT = About(date(2026, 11, 21), title="Wat gaat er goed?", owner="Gemeente Lindeveen", highlight=("WK990101",))
NO_SCORE = re.compile(r"\b(score|totaalscore|rang|ranglijst|top|plaats \d|index|gemiddelde van de cijfers)\b", re.I)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> NeighbourhoodColour:
    return colour(OpenFolder.at(write_open_region(tmp_path_factory.mktemp("open"))), HOME)


@pytest.fixture(scope="module")
def written(region: NeighbourhoodColour, tmp_path_factory: pytest.TempPathFactory) -> colour_page.Written:
    return write_colour(tmp_path_factory.mktemp("uit") / "kleur", region, ABOUT)


def rows(text: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(text), delimiter=";")


def test_one_page_per_wijk_an_index_and_two_files(written: colour_page.Written) -> None:
    names = {path.name for path in written.folder.iterdir()}
    wijken = {f"wk99010{i}.html" for i in range(1, 5)}
    assert names == wijken | {"index.html", "kleur.csv", "kleur.json"}
    assert "Wat gaat er goed?" in written.index.read_text(encoding="utf-8")
    assert "Gemeente Lindeveen" in written.index.read_text(encoding="utf-8")


def test_the_same_figures_give_the_same_bytes(region: NeighbourhoodColour, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_colour(tmp_path / name, region, ABOUT)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_whole_or_not_at_all(region: NeighbourhoodColour, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "kleur"
    write_colour(out, region, ABOUT)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def stop(_: NeighbourhoodColour) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(colour_files, "as_json", stop)
    with pytest.raises(KeyboardInterrupt):
        write_colour(out, region, replace(ABOUT, title="Anders"))
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["kleur"]


def test_pages_have_no_script_and_fetch_nothing(written: colour_page.Written) -> None:
    for path in written.folder.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text
        assert not re.search(r'(src|href)="(https?:)?//', text)
        assert ' style="' not in text


def test_invented_is_said_in_every_file(written: colour_page.Written) -> None:
    for path in written.folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert "erzonnen gegevens" in text, path.name
        assert "Centraal Bureau" not in text, path.name
    assert {row["herkomst"] for row in rows(written.csv.read_text(encoding="utf-8"))} == {Origin.INVENTED.value}


def test_no_score_no_rank_no_count(written: colour_page.Written) -> None:
    for path in written.folder.glob("*.html"):
        main = path.read_text(encoding="utf-8").split("<main", 1)[1]
        text = re.sub(r"<[^>]+>", " ", main).replace("geen ranglijst", "").replace("geen punten", "")
        assert not NO_SCORE.search(text), path.name
        assert not re.search(r"\b\d+ (zorgen|sterke punten)\b", text), path.name
    assert not {"score", "rang", "totaal", "aantal_zorgen"} & set(colour_files.CSV_COLUMNS)


def test_files_are_in_the_order_of_names_not_of_values(written: colour_page.Written) -> None:
    seen = list(dict.fromkeys(row["naam"] for row in rows(written.csv.read_text(encoding="utf-8"))))
    assert seen == ["Lindeveen", "Dijk", "Ooster", "Ooster Noord", "Ooster Zuid", "Polder", "Wester"]
    values = [row["waarde"] for row in rows(written.csv.read_text(encoding="utf-8")) if row["indicator"] == "inwoners"]
    assert values != sorted(values)


def test_csv_leaves_empty_what_has_no_value_and_says_why(written: colour_page.Written) -> None:
    found = list(rows(written.csv.read_text(encoding="utf-8")))
    without = [row for row in found if row["toestand"] != "getoond"]
    assert without
    assert all(row["waarde"] == "" for row in without)
    assert {row["toestand"] for row in without} == {
        "te weinig om iets te zeggen",
        "geen cijfer",
        "niet vergelijkbaar (andere indeling)",
    }
    assert all(row["bron"] for row in found)
    assert all(row["waarde"] != "0" for row in found if row["eenheid"] == "per 1.000")


def test_statements_are_unique_and_say_how_reliable_they_are(region: NeighbourhoodColour) -> None:
    made = colour_files.statements(region)
    assert all(isinstance(statement, OpenStatement) for statement in made)
    ids = [statement.id for statement in made]
    assert len(ids) == len(set(ids))
    hardship = next(s for s in made if s.id == "colour/wk990101/moeite-met-rondkomen-2020")
    assert hardship.value == 20.0
    assert hardship.reliability.startswith("gemodelleerd")
    assert hardship.source == "verzonnen"
    former = [s for s in made if s.id.startswith("colour/wk990102-2020/")]
    assert former


def test_json_holds_the_same_statements(region: NeighbourhoodColour, written: colour_page.Written) -> None:
    read = json.loads(written.json.read_text(encoding="utf-8"))
    assert read["herkomst"] == "verzonnen gegevens"
    assert len(read["uitspraken"]) == len(colour_files.statements(region))
    assert [OpenStatement(**statement) for statement in read["uitspraken"]] == colour_files.statements(region)
    assert "geen ranglijst" in read["let_op"]


def test_every_figure_in_a_table_is_a_statement(region: NeighbourhoodColour, written: colour_page.Written) -> None:
    known = {statement.id: statement.value for statement in colour_files.statements(region)}
    for path in written.folder.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        marks = re.findall(r'<data value="([^"]+)" data-statement="([^"]+)">', text)
        assert marks or path.name == "wk990103.html"
        for value, statement in marks:
            assert known[statement] == float(value)
        for statement in re.findall(r'<path[^>]* data-statement="([^"]+)"', text):
            assert statement in known


def test_map_classes_follow_what_is_shown() -> None:
    bounds = BY_NAME["bijstand"].bounds
    assert [palette.class_of(value, bounds) for value in (0, 19.9, 20, 79, 80, 500)] == [0, 0, 1, 3, 4, 4]
    assert colour_words.classes_in_words(BY_NAME["bijstand"], bounds) == [
        "minder dan 20 van elke 1.000",
        "20 tot 40",
        "40 tot 60",
        "60 tot 80",
        "80 van elke 1.000 of meer",
    ]
    words = [
        text.replace(dutch.HARD_BLANK, " ") for text in colour_words.classes_in_words(BY_NAME["gescheiden"], (6, 9))
    ]
    assert words == ["minder dan 6 %", "6 tot 9 %", "9 % of meer"]
    homes = colour_words.classes_in_words(BY_NAME["woningwaarde"], (250, 350))
    assert homes == ["minder dan 250.000 euro", "250.000 tot 350.000", "350.000 euro of meer"]


def test_words_for_a_difference(region: NeighbourhoodColour) -> None:
    reading = region.area("WK990101").reading("bijstand")
    worth = replace(region.area("WK990101").reading("woningwaarde"), standing=Standing.ABOUT_EQUAL)
    assert colour_words.difference(reading, "Lindeveen") == "duidelijk meer dan in Lindeveen"
    assert colour_words.difference(worth, "Lindeveen") == "ongeveer even hoog als in Lindeveen"
    assert colour_words.difference(replace(worth, standing=Standing.CLEARLY_LOWER), "X") == "duidelijk lager dan in X"
    people = region.area("WK990101").people_reading
    assert colour_words.difference(people, "Lindeveen") == ""


def test_an_area_without_clear_figures_is_sent_to_the_people(region: NeighbourhoodColour) -> None:
    calm = replace(
        region.area("WK990101"),
        readings=tuple(
            replace(r, standing=Standing.LITTLE_HIGHER, side=Side.NEITHER) for r in region.area("WK990101").readings
        ),
    )
    assert colour_words.together(calm, "Lindeveen") == colour_words.NOTHING_TOGETHER
    assert "vraag het de bewoners" in " ".join(colour_words.answer(calm, "Lindeveen"))


def test_the_municipality_with_other_borders_is_not_put_beside_its_own_later_figure(
    region: NeighbourhoodColour,
) -> None:
    east = region.area("WK990101")
    changed = replace(
        east,
        readings=tuple(
            replace(r, series=tuple(replace(row, same_municipality=row.year >= 2020) for row in r.series))
            for r in east.readings
        ),
    )
    made = colour_trend.table(changed, region.municipality)
    assert made is not None
    line = next(item for item in made["lines"] if item["label"] == "Moeite met rondkomen")
    home = next(place for place in line["places"] if place["name"] == "Lindeveen")
    assert home["texts"][0] == "andere indeling"


def test_a_wijk_with_other_borders_says_that_little_is_known(region: NeighbourhoodColour) -> None:
    west = region.area("WK990102")
    assert "in 2020 waren de grenzen anders" in colour_words.answer(west, "Lindeveen")[0]
    assert "Cijfers van 2020: niet vergelijkbaar (andere indeling)." in colour_words.unknown(west)


def test_a_long_list_of_unknowns_is_cut_and_says_so(region: NeighbourhoodColour) -> None:
    assert "meer (zie de tabellen)" in colour_words.unknown(region.area("WK990103"))


def test_the_picture_of_change_starts_at_nought_and_names_each_line() -> None:
    series = [
        colour_lines.Series("Ooster", [(2012, 30.0), (2016, 25.0), (2020, 20.0)]),
        colour_lines.Series("Lindeveen", [(2012, 20.0), (2016, 20.0), (2020, 19.9)]),
        colour_lines.Series("Nederland", [(2012, 20.0), (2016, 20.0), (2020, 19.8)]),
    ]
    drawn = str(colour_lines.draw(series, title="t", description="d", identity="x"))
    paths = re.findall(r'<path d="M([\d.,L]+)" fill="none" stroke="#[0-9a-f]+" stroke-width', drawn)
    first = [float(point.split(",")[1]) for point in paths[0].split("L")]
    foot = float(re.findall(r'd="M[\d.]+,([\d.]+)H', drawn)[0])
    assert (foot - first[2]) / (foot - first[0]) == pytest.approx(20 / 30, abs=0.01)
    names = _names(drawn)
    assert [len(lines) for lines in names] == [1, 1, 1]
    assert all(below - above >= 16 for (above, _), (below, _) in itertools.pairwise(lines[0] for lines in names))
    assert names[1][0][1] == "Lindeveen 19,9\u00a0%"


def _names(drawn: str) -> list[list[tuple[float, str]]]:
    """Return the lines at the end of every line of the picture: how far down, and the words."""
    found = re.findall(r'<text font-size="13" fill="#[0-9a-f]+" dominant-baseline="middle">(.*?)</text>', drawn)
    return [[(float(y), words) for y, words in re.findall(r'y="(-?[\d.]+)">([^<]*)', text)] for text in found]


@pytest.mark.parametrize("last", [0.0, 20.0, 30.0])
def test_long_names_stand_whole_beside_their_lines(last: float) -> None:
    long = ("Wijk 12 Verspreide huizen Zuidoostelijke polder", "Nuenen, Gerwen en Nederwetten", "Nederland")
    series = [colour_lines.Series(name, [(2012, 30.0), (2020, last)]) for name in long]
    names = _names(str(colour_lines.draw(series, title="t", description="d", identity="x")))
    for name, lines in zip(long, names, strict=True):
        assert " ".join(words for _, words in lines).startswith(f"{name} ")
        assert all(lettering.width_of(words, 13) <= 122 for _, words in lines)
    heights = sorted(y for lines in names for y, _ in lines)
    assert len(heights) > 6
    assert all(below - above > 14.8 for above, below in itertools.pairwise(heights))  # written with one decimal
    assert heights[0] > 6
    assert heights[-1] < 210 - 28


def test_a_name_without_end_is_cut_and_says_so() -> None:
    series = [colour_lines.Series("x" * 400, [(2012, 30.0), (2020, 20.0)])]
    (lines,) = _names(str(colour_lines.draw(series, title="t", description="d", identity="x")))
    assert len(lines) == 6
    assert lines[4][1].endswith("x…")
    assert lines[5][1] == "20,0\u00a0%"


def test_the_picture_is_of_the_change_that_is_told(region: NeighbourhoodColour) -> None:
    assert colour_trend.told(region.area("WK990101")) == []  # the invented hardship does not move
    assert colour_trend.picture(region.area("WK990101"), region.municipality) == ""
