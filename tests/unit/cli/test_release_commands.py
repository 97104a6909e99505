"""The commands on releases, as a user types them: words, exit codes, nothing half done."""

from pathlib import Path

import pytest

from smartstart import __version__
from smartstart.cli import release as commands
from smartstart.disclosure import door
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.policy import load_policy
from smartstart.presentation.report import render_report
from smartstart.release.keys import load_private_key
from smartstart.release.reader import check_report, read_release
from smartstart.vocabulary.errors import TrustError
from tests.support.gate_world import decide, facts, render, sheet, small_submission, small_world


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A folder with a key, a ledger and a release whose report is the real one."""
    commands.keys_new(tmp_path, "maker")
    _release(tmp_path, f"smartstart {__version__}", render_report)
    return tmp_path


def _release(folder: Path, software: str, renderer: door.Render) -> None:
    world = small_world()
    book = Ledger(folder / "grootboek.jsonl")
    judged = decide(world, small_submission(world), load_policy("cbs-ra"), book)
    key = load_private_key(folder / "maker.key", {})
    made = facts(software=software)
    door.release(judged, sheet(*world.dimensions), made, folder, key=key, render=renderer, ledger=book)


def test_verify_tells_what_was_verified(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (room / "release.zip", room / "release"):
        commands.verify(path, [room / "maker.pub"])
        said = capsys.readouterr().out
        for words in ("De vrijgave klopt", "proefstudie", "verzonnen gegevens", "volledig", "het is hetzelfde"):
            assert words in said


def test_verify_refuses_a_report_that_is_not_made_of_the_figures(room: Path) -> None:
    _release(room, f"smartstart {__version__}", lambda contents: render_report(contents).replace("</html>", "!</html>"))
    with pytest.raises(TrustError, match="rapport"):
        commands.verify(room / "release.zip", [room / "maker.pub"])


def test_verify_does_not_make_the_report_of_another_version_again(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _release(room, "smartstart 0.0.0", render)
    commands.verify(room / "release.zip", [room / "maker.pub"])
    assert "niet opnieuw gemaakt" in capsys.readouterr().out


def test_verify_refuses_another_key(room: Path) -> None:
    commands.keys_new(room, "ander")
    with pytest.raises(TrustError) as problem:
        commands.verify(room / "release.zip", [room / "ander.pub"])
    assert problem.value.exit_code == 6


def test_a_subset_verifies_with_the_checkers_key(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands.keys_new(room, "controleur")
    commands.subset(
        room / "release.zip",
        [room / "maker.pub"],
        ["test/alle/*", "test/een/*"],
        "de wijken zijn te klein",
        room / "controleur.key",
        room / "deel",
    )
    commands.verify(room / "deel" / "release.zip", [room / "controleur.pub"])
    assert "omdat: de wijken zijn te klein" in capsys.readouterr().out
    assert "te klein" in read_release(room / "deel" / "release", None).report.decode()


def test_the_real_report_is_a_pure_function_of_the_release(room: Path) -> None:
    found = read_release(room / "release.zip", None)
    check_report(found, render_report)
    check_report(found, render_report)
