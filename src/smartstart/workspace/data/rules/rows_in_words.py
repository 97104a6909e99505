"""Whether a list of texts is a table in disguise: a row in each text, its cells between the same signs."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from smartstart.workspace.data.rules.cell_signals import Signal, signal_in
from smartstart.workspace.data.rules.limits import CELL_LIMIT

_SEPARATORS = (";", "|", "\t", ", ", " - ")
_CELLS = re.compile(r"[;|\t]|, | - ")
_FEWEST_ROWS, _FEWEST_CELLS, _LONGEST_CELL = 5, 3, 25
_MOST_MARKED = 2  # texts that may hold a date or a name: an author, the day of a law
_ALWAYS = frozenset({Signal.BSN, Signal.LONG_NUMBER, Signal.BANK})


def holds_rows(texts: Sequence[str]) -> bool:
    """Tell whether these texts are rows: most have as many short cells between the same signs."""
    return any(_are_rows(texts, separator) for separator in _SEPARATORS)


def _are_rows(texts: Sequence[str], separator: str) -> bool:
    rows = [parts for text in texts if len(parts := text.split(separator)) >= _FEWEST_CELLS]
    if len(rows) < _FEWEST_ROWS or 2 * len(rows) < len(texts):
        return False
    (_, alike), *_ = Counter(map(len, rows)).most_common(1)
    return 2 * alike >= len(rows) and median(len(cell.strip()) for row in rows for cell in row) <= _LONGEST_CELL


def persons_in(texts: Sequence[str]) -> Signal | None:
    """Return what in these texts points at persons: a number in any of them, or something else in several."""
    found: list[Signal] = []
    for text in texts:
        signals = {signal_in(cell.strip()[:CELL_LIMIT]) for cell in _CELLS.split(text)} - {None}
        never = sorted(_ALWAYS & signals)
        if never:
            return never[0]
        found += sorted(filter(None, signals))[:1]
    return found[0] if len(found) > _MOST_MARKED else None
