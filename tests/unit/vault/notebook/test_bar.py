"""The bar: seen in a terminal and in a cell, silent where nobody watches or nobody wants it."""

import io
from contextlib import AbstractContextManager
from typing import Any

import pytest
from rich.console import Console

from smartstart.vault.notebook.bar import bar
from tests.support.absent import may_lack


def console(**how: Any) -> Console:
    return Console(file=io.StringIO(), width=100, **how)


def walked(console: Console, **how: Any) -> str:
    with bar(2, console=console, **how) as step:
        with step("Data lezen") as note:
            note("eerste bestand")
        with step("Groepen zoeken"):
            pass
    shown: str = console.file.getvalue()  # type: ignore[attr-defined]
    return shown


def test_a_terminal_shows_the_bar_and_its_step() -> None:
    shown = walked(console(force_terminal=True, force_jupyter=False))
    assert "2/2" in shown
    assert "Groepen zoeken" in shown


@pytest.mark.parametrize(("terminal", "wanted"), [(True, False), (False, True), (False, False)])
def test_silence_where_not_wanted_or_nobody_watches(terminal: bool, wanted: bool) -> None:
    assert walked(console(force_terminal=terminal, force_jupyter=False), wanted=wanted) == ""


def test_a_cell_shows_the_bar_in_one_place() -> None:
    may_lack("IPython")
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    InteractiveShell.instance()
    with capture_output() as captured:
        walked(console(force_jupyter=True))
    texts = [output.data["text/plain"] for output in captured.outputs]
    assert len(texts) > 2
    assert "0/2" in texts[0]
    assert "Data lezen: eerste bestand" in texts[1]
    assert "2/2" in texts[-1]
    assert "Groepen zoeken" in texts[-1]
    assert len({output.transient["display_id"] for output in captured.outputs}) == 1, "always the same place"


def test_a_step_that_fails_is_not_counted() -> None:
    target = console(force_terminal=True, force_jupyter=False)

    def failing(step: Any) -> AbstractContextManager[Any]:
        with step("Data lezen"):
            raise RuntimeError("no")

    with pytest.raises(RuntimeError), bar(2, console=target) as step:
        failing(step)
    assert "1/2" not in target.file.getvalue()  # type: ignore[attr-defined]
