"""Colours can be told apart by everyone and in grey, lines stand out, legends say the bounds in words."""

import itertools
import re
from xml.etree import ElementTree

import numpy as np
import pytest

from smartstart.presentation import legends, look, palette
from smartstart.presentation.legends import Entry, PairLegend
from tests.support.colours import SIGHT, contrast, lightness, luminance, seen

FIVE = [palette.COLOURS[f"k{i}"] for i in range(5)]
NINE = [[palette.COLOURS[f"b{i}{j}"] for j in range(3)] for i in range(3)]
PALETTES = pytest.mark.parametrize("colours", [FIVE, [*itertools.chain(*NINE)]], ids=["five", "nine"])
PAIR = PairLegend(
    "bijstand",
    ("minder dan 3 procent", "3 tot 6", "6 procent of meer"),
    "moeite met rondkomen",
    ("minder dan 10 procent", "10 tot 20", "20 procent of meer"),
    legends.others({"kx", "kn"}),
)


@pytest.mark.parametrize("sight", SIGHT)
@PALETTES
def test_colours_can_be_told_apart(colours: list[str], sight: str) -> None:
    known = [seen(colour, sight) for colour in colours]
    nearest = min(np.linalg.norm(a - b) for a, b in itertools.combinations(known, 2))
    assert nearest > 12  # about five times the smallest difference that people notice


@PALETTES
def test_colours_stay_apart_in_grey_print(colours: list[str]) -> None:
    grey = sorted(lightness(colour) for colour in colours)
    assert min(later - earlier for earlier, later in itertools.pairwise(grey)) > 6
    bright = sorted(luminance(colour) for colour in colours)
    assert min(later / earlier for earlier, later in itertools.pairwise(bright)) > 1.15


def test_higher_is_darker_in_every_direction() -> None:
    rows = [FIVE, *NINE, *([NINE[i][j] for i in range(3)] for j in range(3)), [NINE[i][i] for i in range(3)]]
    for row in rows:
        assert [lightness(colour) for colour in row] == sorted(map(lightness, row), reverse=True)


@pytest.mark.parametrize("fill", sorted(palette.COLOURS.values()))
def test_borders_stand_out_from_every_fill(fill: str) -> None:
    assert contrast(fill, palette.border_of(fill)) >= 3


def test_no_figure_is_a_pattern_never_a_colour() -> None:
    defined = palette.patterns("a")
    for mark, name in ((palette.TOO_FEW, "a-x"), (palette.NO_FIGURE, "a-n")):
        assert mark not in palette.COLOURS
        assert palette.fill_of(mark, "a") == f"url(#{name})"
        assert f'<pattern id="{name}"' in defined
    assert contrast(look.HATCH_INK, "#ffffff") > 4.5


@pytest.mark.parametrize(
    ("count", "marks"),
    [(1, "k2"), (2, "k0 k4"), (3, "k0 k2 k4"), (4, "k0 k1 k3 k4"), (5, "k0 k1 k2 k3 k4")],
)
def test_fewer_classes_lie_as_far_apart_as_they_can(count: int, marks: str) -> None:
    assert " ".join(palette.sequential(count)) == marks


@pytest.mark.parametrize("count", [0, 6])
def test_a_map_has_one_to_five_classes(count: int) -> None:
    with pytest.raises(ValueError, match="five classes"):
        palette.sequential(count)


def test_marks_of_pairs() -> None:
    assert {palette.pair(i, j) for i in range(3) for j in range(3)} == {m for m in palette.COLOURS if m[0] == "b"}
    for wrong in ((3, 0), (0, -1)):
        with pytest.raises(ValueError, match="three classes"):
            palette.pair(*wrong)


@pytest.mark.parametrize(("value", "place"), [(9.99, 0), (10, 1), (19.9, 1), (40, 4), (99, 4), (-1, 0)])
def test_a_class_begins_at_its_bound(value: float, place: int) -> None:
    assert palette.class_of(value, (10, 20, 30, 40)) == place


def test_bounds_in_words() -> None:
    assert palette.class_words(["10", "20", "40"], unit=" procent") == [
        "minder dan 10 procent",
        "10 tot 20",
        "20 tot 40",
        "40 procent of meer",
    ]
    assert palette.class_words(["2,5", "5"], unit=" %", everywhere=True) == [
        "minder dan 2,5 %",
        "2,5 tot 5 %",
        "5 % of meer",
    ]
    assert palette.class_words(["7"]) == ["minder dan 7", "7 of meer"]
    assert palette.class_words([]) == ["overal ongeveer even vaak"]


def test_a_legend_names_every_class_and_only_the_patterns_that_are_used() -> None:
    words = palette.class_words(["10", "20"], unit=" procent")
    assert [e.words for e in legends.entries(words, {"k0", "k4"})] == words
    told = legends.entries(words, {"k0", "kx", "kn"})
    assert [e.mark for e in told] == ["k0", "k2", "k4", "kx", "kn"]
    assert [e.words for e in told[3:]] == ["te weinig om iets te zeggen", "niet gevraagd, of geen cijfer"]
    assert [e.colour for e in told[3:]] == ["hatch", "dots"]
    drawn = legends.legend(told, "l")
    assert all(text in drawn for text in words)
    assert 'fill="url(#l-kx-x)"' in drawn
    assert '<pattern id="l-kx-x"' in drawn


def test_no_two_patterns_of_one_legend_share_a_name() -> None:
    for drawn in (legends.legend(PAIR.others, "l"), legends.pair_legend(PAIR, "l")):
        names = re.findall(r' id="([^"]+)"', drawn)
        assert names
        assert len(set(names)) == len(names)


def test_the_legend_of_a_pair_says_both_classes_at_every_colour() -> None:
    table = legends.pair_legend(PAIR, "l")
    for i, j in itertools.product(range(3), repeat=2):
        cell = f"{PAIR.first_words[i]}, {PAIR.second_words[j]}</span>"
        assert NINE[i][j] in table.partition(cell)[2].partition("</td>")[0]
    rows = re.findall(r'<th scope="row">([^<]+)</th>', table)
    assert rows == list(reversed(PAIR.first_words))
    assert "van beneden naar boven bijstand, van links naar rechts moeite met rondkomen" in table


def _drawn(markup: object) -> ElementTree.Element:
    return ElementTree.fromstring(f"<svg>{markup}</svg>")  # noqa: S314 - made here


def test_a_drawn_legend_holds_every_word_and_stays_in_its_room() -> None:
    told = (*legends.entries(palette.class_words(["10", "20", "30", "40"], unit=" procent"), {"kx", "kn"}),)
    drawn, high = legends.drawn_legend(told, 30, 100, 500, "l")
    root = _drawn(drawn)
    assert [text.text for text in root.iter("text")] == [entry.words for entry in told]
    boxes = [(float(b.attrib["x"]), float(b.attrib["y"])) for b in root.iter("rect")]
    assert len(boxes) == len(told)
    assert all(30 <= x < 530 for x, _ in boxes)
    assert all(100 <= y < 100 + high for _, y in boxes)
    assert len({y for _, y in boxes}) > 1  # it goes on in a next line


def test_a_drawn_legend_of_a_pair_is_a_square_with_low_in_the_lower_left() -> None:
    drawn, high = legends.drawn_pair_legend(PAIR, 30, 100, 600, "l")
    root = _drawn(drawn)
    place = {b.attrib["fill"]: (float(b.attrib["x"]), float(b.attrib["y"])) for b in root.iter("rect")}
    for i, j in itertools.product(range(3), range(2)):
        assert place[NINE[i][j]][0] < place[NINE[i][j + 1]][0]
        assert place[NINE[j][i]][1] > place[NINE[j + 1][i]][1]
    said = " ".join(text.text or "" for text in root.iter("text"))
    for words in (*PAIR.first_words, *PAIR.second_words, PAIR.first, PAIR.second, *(e.words for e in PAIR.others)):
        assert words in said
    assert max(y for _, y in place.values()) < 100 + high


def test_words_of_a_legend_are_escaped() -> None:
    evil = (Entry("k0", "<script>x</script>"),)
    assert "<script>" not in legends.legend(evil, "l")
    assert "<script>" not in legends.drawn_legend(evil, 0, 0, 100, "l")[0]
