"""The part of a study on conditions together: its shape, its mistakes, and what is no side of a pair."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from smartstart.vault.study.help import is_help
from smartstart.vault.study.model import Study
from smartstart.vault.study.reading import StudyMistakesError, read_study
from smartstart.vault.study.reinforcing import ReinforcingPlan
from tests.support.rooms import BUNDLED

PART = """[[analyses]]
kind = "reinforcing"
margin = 1
pairs = [{ first = { gezin = ["alleenstaande_moeder"] }, second = { bijstand = ["ja"] } }]

"""


def _read(folder: Path, part: str) -> Study:
    text = (BUNDLED / "uithuisplaatsing.toml").read_text("utf-8")
    (folder / "vraag.toml").write_text(text.replace("[release]", part + "[release]"), "utf-8")
    return read_study(folder / "vraag.toml")


def test_a_study_holds_it_beside_its_risk_groups(tmp_path: Path) -> None:
    (plan,) = _read(tmp_path, PART).plans(ReinforcingPlan)
    assert (plan.margin, plan.within_findings, len(plan.pairs)) == (1, False, 1)


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("margin = 1", "margn = 1", "analyses.2.margn", "bedoelde u 'margin'?"),
        ("margin = 1", "margin = 0", "analyses.2.margin", "te klein"),
        ("{ first =", "{ frst =", "analyses.2.pairs.1.frst", "bedoelde u 'first'?"),
        ('bijstand = ["ja"] }', 'gezin = ["anders"] }', "analyses.2.pairs.1", "twee verschillende factoren"),
        ('bijstand = ["ja"] }', 'bijstand = ["ja"], inkomen = ["laag"] }', "analyses.2.pairs.1.second", "één factor"),
        ("pairs = [", "most = 3 #", "analyses.2", "within_findings"),
    ],
)
def test_a_mistake_names_its_field(tmp_path: Path, old: str, new: str, field: str, words: str) -> None:
    assert old in PART
    with pytest.raises(StudyMistakesError) as told:
        _read(tmp_path, PART.replace(old, new))
    assert field in str(told.value)
    assert words in str(told.value)


def test_one_part_is_enough(tmp_path: Path) -> None:
    with pytest.raises(StudyMistakesError, match=r'hoogstens één deel .* "reinforcing"'):
        _read(tmp_path, PART + PART)


def test_a_pair_stands_there_once_whichever_side_comes_first() -> None:
    sides = {"a": ["1"]}, {"b": ["1"]}
    pairs = [{"first": sides[0], "second": sides[1]}, {"first": sides[1], "second": sides[0]}]
    with pytest.raises(ValidationError, match="twee keer"):
        ReinforcingPlan.model_validate({"kind": "reinforcing", "margin": 1, "pairs": pairs})


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("jeugdhulp", "", True),
        ("jgd", "Jeugdzorg in het jaar ervoor", True),
        ("ots", "Onder toezicht gesteld", True),
        ("ggz", "", True),
        ("bijstand", "Bijstand", False),
        ("inkomen", "Inkomen van het huishouden", False),
        ("gezin", "Soort gezin", False),
    ],
)
def test_help_is_told_by_name_or_title(name: str, title: str, said: bool) -> None:
    assert is_help(name, title) is said
