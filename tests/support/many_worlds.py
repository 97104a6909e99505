"""Many small registers as one: every world keeps its own persons, households and addresses; the areas are shared.

An engine that pays per query, not per row, then answers many examples at once.
"""

from collections.abc import Sequence
from typing import Any

from tests.support.tiny_registers import SCHEMA, Registers, Row

_STEP = 1_000_000
_OWN_TEXTS = ("OBJECT", "HUISHOUDNR")
_KEYS_OF_A_COHORT = ("PERSOON", "HUISHOUDEN")


def merged(worlds: Sequence[Registers]) -> Registers:
    """Return one set of registers that holds all worlds beside each other."""
    return {
        name: [
            {column: _own(column, kind, one[column], number) for column, kind in columns.items()}
            for number, world in enumerate(worlds)
            for one in world.get(name, [])
        ]
        for name, columns in SCHEMA.items()
    }


def _own(column: str, kind: str, value: Any, number: int) -> Any:
    if value is None:
        return None
    if kind == "key":
        return value + number * _STEP
    return f"{number:03d}-{value}" if column in _OWN_TEXTS else value


def rows_of(rows: Sequence[Row], number: int) -> list[Row]:
    """Return the rows of one world out of a cohort on all of them, with the keys it had by itself."""
    return [
        row | {key: row[key] - number * _STEP for key in _KEYS_OF_A_COHORT}
        for row in rows
        if row["PERSOON"] // _STEP == number
    ]
