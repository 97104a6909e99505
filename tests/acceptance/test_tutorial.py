"""The tutorial does what it says: every block of code runs, in order, as a reader would run it."""

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import smartstart
from smartstart.cli.root import app
from tests.support.house import ROOT

pytestmark = pytest.mark.slow
TUTORIAL = ROOT / "docs" / "tutorial" / "from-twin-to-draft.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def done(blocks: list[tuple[str, str]], small_twin: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Everything that is defined after the last block. The twin is there already: its command then leaves it alone."""
    folder = tmp_path_factory.mktemp("les")
    shutil.copytree(small_twin, folder / "gegevens")
    names: dict[str, Any] = {"__name__": "__main__"}
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        for language, code in blocks:
            if language == "python":
                exec(compile(code, str(TUTORIAL), "exec"), names)  # noqa: S102 - our own page
            else:
                _typed(code)
    return names


def _typed(code: str) -> None:
    for line in code.splitlines():
        command, *arguments = shlex.split(line)
        assert command == "smartstart"
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output


def test_every_block_is_of_a_kind_that_is_run(blocks: list[tuple[str, str]]) -> None:
    assert {language for language, _ in blocks} == {"python", "sh"}
    assert TUTORIAL.read_text(encoding="utf-8").count("```") == 2 * len(blocks)
    assert len(blocks) > 6


def test_it_ends_with_findings_and_a_draft(done: dict[str, Any]) -> None:
    groups, draft = done["groups"], done["draft"]
    assert isinstance(groups, smartstart.FoundRiskGroups)
    assert any(finding.confirmed for finding in groups)
    assert draft.report.is_file()
    assert draft.contents.outline.released > 0
    assert not list(draft.folder.parent.rglob("manifest.sig"))


def test_what_is_confirmed_is_what_was_put_into_the_invented_world(done: dict[str, Any]) -> None:
    """Family, work of the mother and housing raise the risk (docs/explanation/twin.md); the sex of a child does not."""
    planted = {"gezin", "werk_moeder", "woning"}
    for finding in done["groups"]:
        if finding.confirmed:
            assert {condition.factor for condition in finding.predicate.conditions} & planted


def test_the_last_call_makes_the_same_again(done: dict[str, Any]) -> None:
    """From another folder too: a call names its files in full."""
    again = eval(done["alone"].call, {"smartstart": smartstart})  # noqa: S307 - our own text, which has to be a call
    assert again.result == done["alone"].result
