"""A picture that travels alone still says what it is, from where, and that it is invented or on trial."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from smartstart.presentation import insight
from smartstart.presentation.insight.drawings import WIDTH, drawings
from smartstart.presentation.lettering import width_of
from smartstart.release.contents import Origin, ReleaseContents, Stamp
from tests.support.release_example import GEZIN, example_release, withhold

_SVG = "{http://www.w3.org/2000/svg}"


def _every(contents: ReleaseContents) -> dict[str, str]:
    parts = (insight.finding(contents, "g1"), insight.comparison(contents), insight.places(contents))
    found = {name: make() for part in parts if part is not None for name, make in drawings(part).items()}
    return {name: str(file) for name, file in found.items()}


def _words(file: str) -> str:
    root = ElementTree.fromstring(file)  # noqa: S314 - made here
    return " ".join("".join(element.itertext()) for element in root.iter(f"{_SVG}text"))


def test_every_picture_has_a_file() -> None:
    assert sorted(_every(example_release())) == ["balk", "kaart", "stippen", "trap", "vergelijking"]


@pytest.mark.parametrize(
    ("origin", "stamp", "word"),
    [(Origin.INVENTED, Stamp.FULL, "verzonnen gegevens"), (Origin.REAL, Stamp.TRIAL, "proef")],
)
def test_the_mark_and_the_source_are_drawn_inside(origin: Origin, stamp: Stamp, word: str) -> None:
    for name, file in _every(example_release(origin=origin, stamp=stamp)).items():
        assert f"Let op: {word}." in _words(file), name
        assert "Release uithuisplaatsing/2026-11-21" in _words(file), name


def test_a_finding_never_travels_without_its_other_side() -> None:
    files = _every(example_release())
    for name in ("stippen", "trap", "balk"):
        assert "maakten dit niet mee" in _words(files[name])
        assert "niets over de oorzaak" in _words(files[name])


def test_of_a_group_about_which_nothing_may_be_said_there_is_no_picture() -> None:
    finding = insight.finding(withhold(example_release(), "risk_groups/g1/risk"), "g1")
    assert finding is not None
    assert drawings(finding) == {}


def test_no_line_runs_out_of_the_sheet_and_nothing_hangs_below_it() -> None:
    for file in _every(example_release()).values():
        root = ElementTree.fromstring(file)  # noqa: S314
        height = float(root.attrib["height"])
        for text in root.iter(f"{_SVG}text"):
            if text.attrib.get("text-anchor") == "start":
                size = float(text.attrib["font-size"])
                assert float(text.attrib["x"]) + width_of(text.text or "", size) <= WIDTH
                assert float(text.attrib["y"]) < height


def test_the_map_says_what_its_colours_and_its_hatch_mean() -> None:
    words = _words(_every(example_release())["kaart"])
    for wanted in ("minder dan 2", "20 of meer", "te weinig om iets te zeggen", "geen ranglijst", "Lindedal"):
        assert wanted in words


def test_without_borders_there_is_no_map() -> None:
    assert "kaart" not in _every(example_release(borders=None))


def test_hostile_words_stay_words() -> None:
    whole = example_release()
    bad = '</text><script>alert(1)</script>" onload="x\x0b\x00]]>' + "w" * 300
    levels = tuple(level.model_copy(update={"label": bad, "phrase": f"die {bad}"}) for level in GEZIN.levels)
    dimensions = tuple(
        d.model_copy(update={"levels": levels}) if d.name == GEZIN.name else d for d in whole.sheet.dimensions
    )
    contents = replace(whole, sheet=whole.sheet.model_copy(update={"dimensions": dimensions, "units": bad}))
    for file in _every(contents).values():
        root = ElementTree.fromstring(file)  # noqa: S314
        assert not [e for e in root.iter() if e.tag.endswith("script") or "onload" in e.attrib]
