"""Progress that is visible in a terminal and calm in a log."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

Note = Callable[[str], None]


def _silent(_: str) -> None:
    """Say nothing: a log needs no live line."""


class Steps:
    """Tells which step runs and how long each took: a live line in a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self.console = Console(highlight=False, markup=False, soft_wrap=True)

    def say(self, text: str = "") -> None:
        """Print one line."""
        self.console.print(text)

    @contextmanager
    def step(self, text: str) -> Iterator[Note]:
        """Show a step while it runs, and its time when it is done; the yielded function tells what it is busy with."""
        started = time.monotonic()
        if self.console.is_terminal:
            with self.console.status(text) as status:
                yield lambda part: status.update(f"{text}: {part}")
        else:
            yield _silent
        seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
        self.console.print(f"  {text} ({seconds} s)")
