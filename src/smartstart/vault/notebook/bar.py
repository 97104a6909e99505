"""How far it is: a bar in a terminal, the same bar as text in a notebook, and silence anywhere else."""

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from smartstart.vault.notebook.cell import Show, in_the_cell

Note = Callable[[str], None]
Step = Callable[[str], AbstractContextManager[Note]]

_WIDTH = 100


@contextmanager
def bar(steps: int, *, wanted: bool = True, console: Console | None = None) -> Iterator[Step]:
    """Show a bar over some steps; the yielded function takes the next step, which may tell what it is busy with.

    Args:
        steps: how many there will be.
        wanted: without it nothing is shown; nor is it where nobody watches (a log, a file, a pipe).
        console: where to show it; the default one unless said.
    """
    console = console or Console()
    progress = Progress(
        BarColumn(30), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"), console=console
    )
    task = progress.add_task("", total=steps)
    if not wanted or not (console.is_jupyter or console.is_terminal):
        yield _steps(progress, task, _nowhere)
    elif console.is_jupyter:
        yield _steps(progress, task, in_the_cell())
    else:
        with progress:
            yield _steps(progress, task, _nowhere)


def _steps(progress: Progress, task: Any, show: Show) -> Step:
    def told(text: str) -> None:
        progress.update(task, description=text)
        show(_drawn(progress))

    @contextmanager
    def step(title: str) -> Iterator[Note]:
        told(title)
        yield lambda part: told(f"{title}: {part}")
        progress.advance(task)
        told(title)

    return step


def _drawn(progress: Progress) -> str:
    paper = Console(file=io.StringIO(), width=_WIDTH, force_jupyter=False, color_system=None)
    with paper.capture() as drawn:
        paper.print(progress.get_renderable())
    return drawn.get().rstrip()


def _nowhere(_: str) -> None:
    """Show nothing."""
