"""One cell of a file, whatever its column: its length, its signs, and what in it points at a person."""

import re
from collections.abc import Iterator

from smartstart.workspace.data.rules.cell_signals import signal_in
from smartstart.workspace.data.rules.limits import CELL_LIMIT
from smartstart.workspace.data.rules.refusals import Mistake

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\uf8ff\ufffd]")


def cell_mistakes(line: int, column: str, cell: str) -> Iterator[Mistake]:
    """Look at one cell, whatever its column: its length, its signs, and what points at a person."""
    if len(cell) > CELL_LIMIT:
        yield Mistake(line, column, "Deze waarde is te lang.", f"hoogstens {CELL_LIMIT} tekens")
        return
    if _UNPRINTABLE.search(cell):
        yield Mistake(
            line, column, "Hier staan tekens die niet te lezen zijn.", "gewone letters en cijfers op één regel"
        )
    signal = signal_in(cell)
    if signal is not None:
        yield Mistake(
            line,
            column,
            f"Hier staat {signal.value}.",
            "cijfers over gebieden, niets over een persoon",
            "gooi dit bestand weg als het over personen gaat",
            personal=True,
        )
