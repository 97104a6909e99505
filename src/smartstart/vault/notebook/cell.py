"""A line of text in the cell of a notebook that runs, each time in the place of the last one."""

from collections.abc import Callable
from typing import Any

Show = Callable[[str], None]


def in_the_cell() -> Show:
    """Return what shows a text; it needs IPython, which every notebook has."""
    from IPython import display as shower

    display: Callable[..., Any] = shower.display  # it has no types of its own
    shown: list[Any] = []

    def show(text: str) -> None:
        if shown:
            shown[0].update({"text/plain": text}, raw=True)
        else:
            shown.append(display({"text/plain": text}, raw=True, display_id=True))

    return show
