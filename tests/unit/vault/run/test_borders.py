"""The borders that cross are made anew: a shape, a code and a name that tells areas apart; nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from smartstart.vault.run.borders import borders_of, names_of
from smartstart.vault.study.model import Study
from smartstart.vault.study.reading import read_study
from smartstart.vocabulary.errors import DataError
from tests.support.rooms import BUNDLED

SQUARE = {"type": "Polygon", "coordinates": [[[5.1234567, 51], [5.2, 51], [5.2, 51.1], [5.1234567, 51]]]}


def feature(code: str, name: str, geometry: Any = SQUARE, **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"statcode": code, "statnaam": name, **more}, "geometry": geometry}


def written(folder: Path, name: str, *features: dict[str, Any]) -> Path:
    path = folder / "open" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return path


@pytest.fixture
def study() -> Study:
    return read_study(BUNDLED / "uithuisplaatsing.toml")


def test_only_shape_code_and_name_cross(study: Study, tmp_path: Path) -> None:
    geometry = SQUARE | {"count": 3}
    written(tmp_path, "wijken_2022.geojson", feature("WK990101", "Boomgaard", geometry, people=3))
    assert borders_of(study, tmp_path, None)["wijk"] == {
        "type": "FeatureCollection",
        "features": [
            feature(
                "WK990101",
                "Boomgaard",
                {"type": "Polygon", "coordinates": [[[5.12346, 51.0], [5.2, 51.0], [5.2, 51.1], [5.12346, 51.0]]]},
            )
        ],
    }


def test_areas_of_one_name_are_told_apart(study: Study, tmp_path: Path) -> None:
    three = [feature(code, "Centrum") for code in ("WK990101", "WK990201", "WK990301")]
    written(tmp_path, "wijken_2022.geojson", *three, feature("WK990102", "Boomgaard"))
    written(tmp_path, "gemeenten_2022.geojson", feature("GM9901", "Lindewijde"), feature("GM9902", "Korenloo"))
    assert names_of(borders_of(study, tmp_path, None)) == {
        "WK990101": "Centrum (Lindewijde)",
        "WK990102": "Boomgaard",
        "WK990201": "Centrum (Korenloo)",
        "WK990301": "Centrum (GM9903)",
        "GM9901": "Lindewijde",
        "GM9902": "Korenloo",
    }


def test_areas_elsewhere_and_no_map_at_all(study: Study, tmp_path: Path) -> None:
    assert borders_of(study, tmp_path, None) == {}
    written(tmp_path, "wijken_2022.geojson", feature("WK085517", "Elders"))
    assert borders_of(study, tmp_path, None) == {}


def _of_the_country(study: Study, **plan: Any) -> Study:
    question = study.question.model_copy(update={"areas": ()})
    analyses = (study.risk_groups.model_copy(update={"ladder": (), **plan}),)
    return study.model_copy(update={"question": question, "analyses": analyses})


def test_a_study_of_the_whole_country_knows_the_names_of_the_municipalities_it_is_for(
    study: Study, tmp_path: Path
) -> None:
    written(tmp_path, "gemeenten_2022.geojson", feature("GM9034", "Waterrijk"))
    written(tmp_path, "wijken_2022.geojson", feature("WK903401", "Boomgaard"))
    named = names_of(borders_of(_of_the_country(study, place=None, local=("GM9034",)), tmp_path, None))
    assert named == {"GM9034": "Waterrijk"}
    assert borders_of(_of_the_country(study, place=None, local=False), tmp_path, None) == {}
    assert sorted(borders_of(_of_the_country(study, place="wijk"), tmp_path, None)) == ["gemeente", "wijk"]


def test_a_ladder_brings_the_borders_of_every_level_that_may_be_shown(study: Study, tmp_path: Path) -> None:
    plan = study.risk_groups.model_copy(update={"place": "buurt", "ladder": ("wijk",)})
    laddered = study.model_copy(update={"analyses": (plan,)})
    written(tmp_path, "wijken_2022.geojson", feature("WK990101", "Boomgaard"))
    named = written(tmp_path, "mijn_buurten.geojson", feature("BU99010101", "Boomgaard noord"))
    assert list(borders_of(laddered, tmp_path, None)) == ["wijk"]
    assert sorted(borders_of(laddered, tmp_path, named)) == ["buurt", "wijk"]


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [5, 51]},
        {"type": "Polygon", "coordinates": [[["Jansen", 51]]]},
        {"type": "Polygon"},
    ],
)
def test_what_is_no_area_is_refused(study: Study, tmp_path: Path, geometry: Any) -> None:
    written(tmp_path, "wijken_2022.geojson", feature("WK990101", "Boomgaard", geometry))
    with pytest.raises(DataError, match="geen vlak"):
        borders_of(study, tmp_path, None)


@pytest.mark.parametrize("text", ["", "[]", '{"features": [{}]}', '{"features": [{"properties": {"statcode": "x"}}]}'])
def test_a_file_that_is_no_map_is_refused(study: Study, tmp_path: Path, text: str) -> None:
    path = tmp_path / "grenzen.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="grenzen"):
        borders_of(study, tmp_path, path)
