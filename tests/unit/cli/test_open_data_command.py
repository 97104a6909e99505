"""`smartstart open-data` from the outside: what a user types and reads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartstart.cli.opendata import group, run_study
from smartstart.cli.progress import Steps
from smartstart.vocabulary.errors import DataError, StudyError, UsageError
from tests.support.open_region import HOME, write_open_region
from tests.support.replay import Replay, as_json, replaying

STUDY = """
[question]
id = "kleur"
title = "Wat gaat er goed?"
owner = "Gemeente Lindeveen"
scope = "find-place"
areas = ["GM9901"]
purpose = "Kijken waar hulp kan helpen."
legal_basis = "Openbare cijfers."
controller = "niet van toepassing"
dpia = { outcome = "Niet nodig", date = 2026-03-02 }

[data]
source = "open"
municipality = "GM9901"
highlight = ["WK990101"]
"""


def answer(path: str, question: dict[str, str]) -> bytes | None:
    tables = {
        "TableInfos": [{"Identifier": "84799NED", "Title": "Kerncijfers", "Period": "2020", "Modified": "2021-03-26"}],
        "DataProperties": [
            {"Key": "WijkenEnBuurten", "Type": "GeoDetail", "Title": "Wijken en buurten"},
            {"Key": "AantalInwoners_5", "Type": "Topic", "Title": "Aantal inwoners", "Unit": "aantal"},
        ],
        "WijkenEnBuurten": [{"Key": "GM0855    ", "Title": "Tilburg"}],
        "TypedDataSet": [{"ID": 1, "WijkenEnBuurten": "GM0855    ", "AantalInwoners_5": 219789}],
    }
    what = path.rsplit("/", 1)[-1]
    return as_json({"value": tables[what]}) if what in tables else None


@pytest.fixture
def server() -> Iterator[Replay]:
    with replaying(answer) as running:
        yield running


def test_get_writes_three_files_and_names_the_source(server: Replay, tmp_path: Path) -> None:
    asked = ["get", "84799NED", "--areas", "GM0855", "--out", str(tmp_path), "--server", server.base]
    done = CliRunner().invoke(group, asked, catch_exceptions=False)
    assert done.exit_code == 0
    assert "Kerncijfers: 1 regels" in done.output
    assert "Centraal Bureau voor de Statistiek" in done.output
    assert {path.name for path in tmp_path.glob("84799NED.*")} == {"84799NED.csv", "84799NED.parquet", "84799NED.json"}


def test_areas_may_be_given_apart_or_with_commas(server: Replay, tmp_path: Path) -> None:
    asked = ["get", "84799NED", "--areas", "GM0855,GM0797", "--areas", "NL00", "--out", str(tmp_path)]
    CliRunner().invoke(group, [*asked, "--server", server.base], catch_exceptions=False)
    filtered = server.data_requests()[0]
    assert all(f"'{code}'" in filtered for code in ("GM0855", "BU0797", "NL00"))


def test_colour_writes_the_pages(tmp_path: Path) -> None:
    folder = write_open_region(tmp_path / "open")
    asked = ["colour", HOME.lower(), "--open", str(folder), "--out", str(tmp_path / "uit")]
    done = CliRunner().invoke(group, asked, catch_exceptions=False)
    assert done.exit_code == 0
    assert "verzonnen gegevens" in done.output
    assert (tmp_path / "uit" / "index.html").is_file()


def test_what_is_no_municipality(tmp_path: Path) -> None:
    asked = ["colour", "Tilburg", "--open", str(tmp_path), "--out", str(tmp_path / "uit")]
    with pytest.raises(UsageError, match="geen code van een gemeente"):
        CliRunner().invoke(group, asked, catch_exceptions=False)


def test_a_study_on_open_figures(tmp_path: Path) -> None:
    study = tmp_path / "kleur.toml"
    study.write_text(STUDY, encoding="utf-8")
    run_study(study, write_open_region(tmp_path / "open"), tmp_path / "uit", Steps())
    page = (tmp_path / "uit" / "index.html").read_text(encoding="utf-8")
    assert "Wat gaat er goed?" in page
    assert "Gemeente Lindeveen" in page
    assert "Uitgelicht in deze vraag" in page


def test_a_study_without_its_figures_leaves_nothing(tmp_path: Path) -> None:
    study = tmp_path / "kleur.toml"
    study.write_text(STUDY, encoding="utf-8")
    with pytest.raises(DataError):
        run_study(study, tmp_path / "weg", tmp_path / "uit", Steps())
    assert not (tmp_path / "uit").exists()


def test_a_broken_study(tmp_path: Path) -> None:
    study = tmp_path / "kleur.toml"
    study.write_text(STUDY.replace("[data]", "[date]"), encoding="utf-8")
    with pytest.raises(StudyError):
        run_study(study, tmp_path, tmp_path / "uit", Steps())
