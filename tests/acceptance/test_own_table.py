"""Microdata that nobody here made: the same way, from a table of one's own to a signed report."""

from pathlib import Path

import pandas as pd
import pytest
import statsmodels.api as sm

from smartstart.presentation.report import plain_sentence
from smartstart.release.contents import AnyStatement, Origin, Stamp
from smartstart.vault.run import Result
from tests.support.rooms import Room

STUDY = (Path(__file__).parent / "studies" / "fair.toml").read_text("utf-8")


@pytest.fixture(scope="module")
def fair() -> pd.DataFrame:
    return sm.datasets.fair.load_pandas().data


@pytest.fixture(scope="module")
def result(fair: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("fair")
    (folder / "gegevens").mkdir()
    fair.to_csv(folder / "gegevens" / "fair.csv", index=False)
    room = Room(folder, folder / "gegevens")
    room.write(STUDY)
    return room.run()


def named(result: Result) -> dict[str, AnyStatement]:
    return {statement.id: statement for statement in result.contents.statements}


def test_it_is_public_and_signed_in_full(result: Result) -> None:
    assert (result.contents.origin, result.contents.stamp) == (Origin.PUBLIC, Stamp.FULL)
    assert "verzonnen" not in (result.paths.folder / "report.html").read_text("utf-8").lower()


def test_counts_are_those_of_the_table(result: Result, fair: pd.DataFrame) -> None:
    """The policy of CBS's room shows counts as they are; the joint audit is why it can."""
    found = named(result)
    events = int((fair["affairs"] > 0).sum())
    assert found["risk_groups/population/size"].value == len(fair) == 6366
    assert found["risk_groups/population/events"].value == events
    assert found["risk_groups/population/rate"].value == pytest.approx(1000 * events / 6366, abs=0.05)


def test_the_hunch_is_confirmed_and_equals_the_table(result: Result, fair: pd.DataFrame) -> None:
    """Ratio of the shares with an affair, by pandas; shown at two significant digits."""
    low = fair["rate_marriage"] < 3
    affair = fair["affairs"] > 0
    ratio = named(result)["risk_groups/h1/rr"]
    assert ratio.value == pytest.approx(affair[low].mean() / affair[~low].mean(), rel=0.03)
    assert ratio.lower > 1


def test_what_is_confirmed_is_about_an_unhappy_or_long_marriage(result: Result) -> None:
    """Fair (1978) found marital rating, religiousness and years married to matter most; so should we."""
    confirmed = [s for s in result.contents.statements if s.kind == "model" and s.role == "rr" and s.confirmed]
    assert confirmed
    for statement in confirmed:
        assert {c.factor for c in statement.predicate.conditions} & {"cijfer", "geloof", "jaren_getrouwd"}
        assert statement.lower > 1
    assert any("cijfer" in {c.factor for c in s.predicate.conditions} for s in confirmed)


def test_the_sentence_reads_well(result: Result) -> None:
    first = min(s.subject for s in result.contents.statements if s.kind == "model" and s.confirmed)
    text = plain_sentence(result.contents, first)
    assert text.startswith("Vrouwen die ")
    assert "een cijfer onder de" in text
    assert "Dit zegt niets over één vrouw, en niets over de oorzaak." in text
    assert "binnen 1 maand." in text
