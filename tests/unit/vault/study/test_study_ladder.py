"""What a study declares of its breakdowns, its map and its neighbours: every mistake is explained."""

from pathlib import Path

import pytest

from smartstart.vault.study.reading import StudyMistakesError, read_study
from tests.support.rooms import small_study


def _read(folder: Path, *lines: str) -> None:
    text = small_study().replace('place = "wijk"\n', "\n".join(lines) + "\n")
    kept = [line for line in text.splitlines() if not line.startswith("map_bounds = [2, 3, 4, 5]")]
    (folder / "vraag.toml").write_text("\n".join(kept), encoding="utf-8")
    read_study(folder / "vraag.toml")


def test_a_ladder_bounds_neighbours_and_bands_can_be_declared(tmp_path: Path) -> None:
    _read(
        tmp_path,
        'place = "buurt"',
        'ladder = ["wijk", "gemeente"]',
        "map_bounds = [2.5, 7.5]",
        'neighbours = [["GM9901", "gm9902"]]',
        'breakdowns = [{ factor = "leeftijd", ladder = [[4, 12], [12]] }]',
    )


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (['place = "wijk"', 'ladder = ["gemeente", "wijk"]'], "van fijn naar grof"),
        (['place = "wijk"', 'ladder = ["buurt"]'], "grover dan 'wijk'"),
        (['ladder = ["wijk"]'], "horen bij 'place'"),
        (['place = "wijk"', "most_merged = 1.5"], "te groot"),
        (['place = "wijk"', "map_bounds = [5, 2]"], "moeten oplopen"),
        (['place = "wijk"', "map_bounds = [0, 2]"], "vanaf meer dan 0"),
        (['place = "wijk"', "map_bounds = [2.17, 5.03]"], "moeten rond zijn"),
        (['place = "wijk"', "map_bounds = [1, 2, 3, 4, 5]"], "te veel waarden"),
        (['neighbours = [["GM9901"]]'], "minstens twee"),
        (['neighbours = [["GM9901", "GM9902"], ["GM9902", "GM9903"]]'], "hoogstens één groep"),
        (['neighbours = [["GM9901", "WK990201"]]'], "geen wijken of buurten"),
        (['breakdowns = [{ factor = "leeftijd", ladder = [[12, 4]] }]'], "moeten oplopen"),
        (['breakdowns = [{ factor = "leeftijd", ladder = [[4], [12]] }]'], "klassen van de vorige"),
        (['breakdowns = [{ factor = "leeftijd" }, { factor = "leeftijd" }]'], "staat twee keer"),
    ],
)
def test_a_mistake_is_explained(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(StudyMistakesError, match=message):
        _read(tmp_path, *lines)
