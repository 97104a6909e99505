"""The pictures of pages: none is forgotten, none overwrites another, and one can leaf through them all."""

from pathlib import Path

import pytest

from tests.support.every_page import Shown
from tools.pictures import leaf
from tools.pictures.__main__ import main
from tools.pictures.camera import files
from tools.pictures.workplace import named


def _shown(name: str, status: int = 200) -> Shown:
    return Shown(name, "/", "get", status, "a.html", "text/html", "", ["reader"])


WALK = [
    _shown("pilots:edit"),
    _shown("start"),
    _shown("pilots:edit", 403),
    _shown("pilots:edit (nothing filled in)", 400),
    _shown("pilots:edit"),
    _shown("data:figures (gemeente)"),
]


def test_every_page_of_the_walk_gets_files_of_its_own() -> None:
    found = named(WALK)
    assert sorted(id(one.shown) for one in found) == sorted(map(id, WALK))
    taken = [file for one in found for file in files(one.name)]
    assert len(taken) == len(set(taken)) == 4 * len(WALK)
    assert [one.name for one in found] == [
        "data-figures-gemeente",
        "pilots-edit",
        "pilots-edit-2",
        "pilots-edit-403",
        "pilots-edit-nothing-filled-in-400",
        "start",
    ]


def test_a_second_page_never_takes_the_name_of_another() -> None:
    found = [one.name for one in named([_shown("pilots:edit"), _shown("pilots:edit"), _shown("pilots:edit (2)")])]
    assert len(set(found)) == 3


def test_the_index_leads_to_every_picture(tmp_path: Path) -> None:
    leaf.write(tmp_path, [(one.name, f"{one.name} <reader>") for one in named(WALK)])
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    for one in named(WALK):
        assert all(f'href="{file}"' in index for file in files(one.name))
    assert "<reader>" not in index


@pytest.mark.parametrize("wrong", [["out"], ["demo", "out", "--workplace"]])
def test_what_is_pictured_is_said_once(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(wrong)
    assert "name the folder of a demo, or --workplace" in capsys.readouterr().err
