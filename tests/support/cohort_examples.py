"""Examples of the cohort as readable text: what differs from the base, and which rows are expected."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.plain_cohort import Question
from tests.support.tiny_registers import SCHEMA, Registers, Row, row

CONTROL = 9  # the child that is in every cohort


@dataclass
class Example:
    """One example."""

    title: str
    settings: dict[str, str] = field(default_factory=dict)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    without: dict[str, list[int]] = field(default_factory=dict)
    expected: list[dict[str, str]] = field(default_factory=list)

    @property
    def question(self) -> Question:
        dates = self.settings.get("dates", "2020-01-01").split()
        return Question(
            reference_dates=tuple(map(dt.date.fromisoformat, dates)),
            outcome=self.settings.get("outcome", "uithuisplaatsing_of_ondertoezichtstelling"),
            window_months=int(self.settings.get("window", "12")),
            lookback_months=int(self.settings.get("lookback", "12")),
            factors=tuple(self.settings.get("factors", "geslacht").split()),
            areas=tuple(self.settings.get("areas", "GM9901").split()),
        )

    def rows(self) -> Registers:
        return {name: [row(name, header, cells) for cells in lines] for name, (header, *lines) in self.tables.items()}


def read_examples(path: Path) -> list[Example]:
    """Return the examples of one file."""
    examples: list[Example] = []
    block: list[list[str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("  "):
            block.append(line.split())
            continue
        key, _, value = line.partition(":")
        block = []
        if key == "example":
            examples.append(Example(value.strip()))
        elif key == "expect" or key in SCHEMA:
            examples[-1].tables[key] = block
        elif key.startswith("without "):
            examples[-1].without[key.split()[1]] = [int(person) for person in value.split()]
        elif key in ("dates", "outcome", "window", "lookback", "factors", "areas", "steps", "routes", "control"):
            examples[-1].settings[key] = value.strip()
        else:
            raise ValueError(f"{path.name} line {number}: {line}")
    for example in examples:
        header, *lines = example.tables.pop("expect", None) or [[]]
        example.expected = [dict(zip(header, cells, strict=True)) for cells in lines]
    return examples


def registers_of(base: Example, example: Example) -> Registers:
    """Return the base with the rows of the example in place of those of the same person (object, main earner)."""
    registers: Registers = {name: [] for name in SCHEMA} | base.rows()
    for name, people in example.without.items():
        registers[name] = [one for one in registers[name] if _key(name, one) not in people]
    for name, rows in example.rows().items():
        named = {_key(name, one) for one in rows}
        registers[name] = [one for one in registers[name] if _key(name, one) not in named] + rows
    return registers


def _key(name: str, one: Row) -> object:
    return one[next(iter(SCHEMA[name]))]
