"""`smartstart attack` as a user types it: refusals, both answers, both forms."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartstart.cli.root import app
from smartstart.release.contents import ReleaseContents
from smartstart.release.keys import public_pem
from smartstart.release.packing import archive_bytes
from smartstart.release.refusals import ReleaseError
from smartstart.vocabulary.errors import UsageError
from tests.support.attack_worlds import ungated
from tests.support.gate_world import EVERYBODY, World, dimension, predicate, render, submit
from tests.support.signed import KEY, OTHER_KEY, signed_files

_RUNNER = CliRunner()


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "maker.pub"
    path.write_bytes(public_pem(KEY.public_key()))
    return path


def _contents(b: int, *, total: bool = True, a: int = 60) -> ReleaseContents:
    world = World(dimension("wijk", "a", "b")).add(a, wijk="a").add(b, wijk="b")
    groups = {"alle": EVERYBODY} if total else {}
    return ungated(world, submit(*world.sizes(**groups, a=predicate(wijk="a"))))


def _file(folder: Path, b: int, signer: object = KEY, name: str = "vrijgave.zip", *, total: bool = True) -> Path:
    path = folder / name
    files = signed_files(_contents(b, total=total), signer, render=render)  # type: ignore[arg-type]
    path.write_bytes(archive_bytes(files))
    return path


def test_a_leaking_release_ends_with_code_five(tmp_path: Path, key: Path) -> None:
    done = _RUNNER.invoke(app, ["attack", str(_file(tmp_path, 4)), "--key", str(key)])
    assert done.exit_code == 5
    assert "alle kinderen, maar niet: kinderen die in a wonen: precies 4, rijen" in done.stdout
    assert "v1#test/alle/size" in done.stdout
    assert "om het terug te trekken" in done.stdout


def test_a_safe_release_ends_with_code_nought_and_is_called_no_proof(tmp_path: Path, key: Path) -> None:
    done = _RUNNER.invoke(app, ["attack", str(_file(tmp_path, 40)), "--key", str(key)])
    assert done.exit_code == 0
    assert done.stdout.startswith("v1: Proefstudie (proefstudie, 2 januari 2026)")
    assert "Geleerd: niets." in done.stdout
    assert "geen bewijs" in done.stdout
    assert "passen (2 getallen bekeken): niets" in done.stdout


def test_the_same_release_twice_is_one_release(tmp_path: Path, key: Path) -> None:
    paths = [str(_file(tmp_path, 40)), str(_file(tmp_path, 40, name="nog-eens.zip"))]
    done = _RUNNER.invoke(app, ["attack", *paths, "--key", str(key), "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["populations"][0]["releases"] == ["v1"]


@pytest.mark.parametrize(("everybody", "code"), [("64;64", 5), ("64;75", 0), ("80;80", 0)])
def test_what_is_known_from_elsewhere_counts(everybody: str, code: int, tmp_path: Path, key: Path) -> None:
    known = tmp_path / "bekend.csv"
    known.write_text(f"groep;geteld;van;tot\n;rijen;{everybody}\n", encoding="utf-8")
    release = _file(tmp_path, 4, total=False)
    done = _RUNNER.invoke(app, ["attack", str(release), "--key", str(key), "--known", str(known)])
    assert done.exit_code == code
    assert ("bekend.csv, regel 2" in done.stdout) is (code == 5)


@pytest.mark.parametrize(
    ("name", "what"), [("maan", "heeft het kenmerk 'maan'"), ("wijk:z", "geen waarde 'z'"), ("", "kenmerk ''")]
)
def test_a_characteristic_that_no_release_has_is_refused_and_not_passed_over(
    name: str, what: str, tmp_path: Path, key: Path
) -> None:
    done = _RUNNER.invoke(app, ["attack", str(_file(tmp_path, 40)), "--key", str(key), "--sensitive", name])
    assert isinstance(done.exception, UsageError)
    assert what in str(done.exception)


def test_a_characteristic_that_is_there_counts_as_sensitive(tmp_path: Path, key: Path) -> None:
    path = tmp_path / "vrijgave.zip"
    path.write_bytes(archive_bytes(signed_files(_contents(60, a=700), KEY, render=render)))
    for asked, code in (([], 0), (["wijk"], 5), (["wijk:a"], 5), (["wijk:b"], 0)):
        options = [part for name in asked for part in ("--sensitive", name)]
        assert _RUNNER.invoke(app, ["attack", str(path), "--key", str(key), *options]).exit_code == code


@pytest.mark.parametrize(("signer", "what"), [(None, "handtekening ontbreekt"), (OTHER_KEY, "niet vertrouwen")])
def test_a_release_that_nobody_we_trust_signed_is_refused(signer: object, what: str, tmp_path: Path, key: Path) -> None:
    done = _RUNNER.invoke(app, ["attack", str(_file(tmp_path, 4, signer)), "--key", str(key)])
    assert isinstance(done.exception, ReleaseError)
    assert what in str(done.exception)


def test_without_a_release_or_a_key_it_tells_what_it_needs(tmp_path: Path, key: Path) -> None:
    assert _RUNNER.invoke(app, ["attack", "--key", str(key)]).exit_code == 2
    assert _RUNNER.invoke(app, ["attack", str(_file(tmp_path, 4))]).exit_code == 2


def test_what_is_no_release_is_refused(tmp_path: Path, key: Path) -> None:
    (tmp_path / "tekst.zip").write_text("geen zip", encoding="utf-8")
    done = _RUNNER.invoke(app, ["attack", str(tmp_path / "tekst.zip"), "--key", str(key)])
    assert isinstance(done.exception, ReleaseError)
