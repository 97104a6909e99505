"""An approval holds for exactly this content, until its day, signed by someone we trust. Anything else stops."""

import datetime as dt
from importlib import resources
from pathlib import Path

import pytest

from smartstart.release.keys import PrivateKey
from smartstart.vault.study.approval import approval_path, approve, require_approval, write_approval
from smartstart.vault.study.model import Study
from smartstart.vault.study.reading import read_study
from smartstart.vocabulary.errors import TrustError

DAY = dt.date(2026, 11, 21)
KEY = PrivateKey.generate()
EXAMPLE = Path(str(resources.files("smartstart.cli"))) / "studies" / "uithuisplaatsing.toml"


@pytest.fixture
def study() -> Study:
    return read_study(EXAMPLE)


@pytest.fixture
def path(tmp_path: Path, study: Study) -> Path:
    target = approval_path(tmp_path / "vraag.toml")
    write_approval(target, approve(study, approver="J. de Vries, privacyfunctionaris", until=DAY, key=KEY))
    return target


def test_an_approval_holds_on_its_last_day(study: Study, path: Path) -> None:
    assert require_approval(study, path, [KEY.public_key()], DAY).approver == "J. de Vries, privacyfunctionaris"


def test_it_ends_the_day_after(study: Study, path: Path) -> None:
    with pytest.raises(TrustError, match="verlopen"):
        require_approval(study, path, [KEY.public_key()], DAY + dt.timedelta(days=1))


def test_nobody_else_may_approve(study: Study, path: Path) -> None:
    with pytest.raises(TrustError, match="niet ondertekend door iemand die hier mag goedkeuren"):
        require_approval(study, path, [PrivateKey.generate().public_key()], DAY)


def test_no_approval_is_said(study: Study, tmp_path: Path) -> None:
    with pytest.raises(TrustError, match="nog niet goedgekeurd") as caught:
        require_approval(study, tmp_path / "absent.json", [KEY.public_key()], DAY)
    assert "--draft" in caught.value.mend


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("min_size = 500", "min_size = 501"),
        ("nooit om over één gezin te beslissen", "x"),
        ("artikel 41", "artikel 42"),
        ("2026-03-02", "2026-03-03"),
        ('policy = "strict"', 'policy = "cbs-ra"'),
        ('"geslacht",\n', ""),
        ('direction = "lager"', 'direction = "hoger"'),
    ],
)
def test_any_change_of_the_study_makes_it_void(path: Path, tmp_path: Path, old: str, new: str) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    old = old if old in text else old.capitalize()
    assert old in text
    changed = tmp_path / "anders.toml"
    changed.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(TrustError, match="veranderd na de goedkeuring"):
        require_approval(read_study(changed), path, [KEY.public_key()], DAY)


def test_a_remark_in_the_file_changes_nothing(path: Path, tmp_path: Path) -> None:
    same = tmp_path / "zelfde.toml"
    same.write_text("# een opmerking\n" + EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    require_approval(read_study(same), path, [KEY.public_key()], DAY)


@pytest.mark.parametrize("field", ["study", "approver", "until", "signature", "key"])
def test_each_changed_field_is_refused(study: Study, path: Path, field: str) -> None:
    changes = {"until": "2027-11-21", "signature": "00" * 64, "key": "0" * 64}
    content = path.read_text(encoding="utf-8")
    line = next(line for line in content.splitlines() if f'"{field}"' in line)
    value = line.split(": ")[1].strip('",')
    path.write_text(content.replace(value, changes.get(field, "iemand anders"), 1), encoding="utf-8")
    with pytest.raises(TrustError):
        require_approval(study, path, [KEY.public_key()], DAY)


def test_a_damaged_file_is_said(study: Study, path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(TrustError, match="beschadigd"):
        require_approval(study, path, [KEY.public_key()], DAY)
