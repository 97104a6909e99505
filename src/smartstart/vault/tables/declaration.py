"""How a layout is declared: one frozen object per file, read by the reader, the checker and the twin alike.

Facts come from public research code and code books on the files of Statistics Netherlands; each declaration names
what is verified and what is not. Code lists can be wrong: a study decides whether an unknown code stops the run.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    """How a column is to be understood after reading."""

    TEXT = "text"  # kept as text, leading noughts and all
    INTEGER = "integer"
    DATE = "date"  # yyyymmdd as text in the file, a date afterwards
    AMOUNT = "amount"  # whole euros or a percentage, may be negative


class Kind(StrEnum):
    """TAB: one row per unit. BUS: one row per unit per spell, spells of one unit do not overlap."""

    TAB = "tab"
    BUS = "bus"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: canonical name, upper case. `{Y}` stands for the classification year (`GEM{Y}`).
        width: number of characters in the file; numbers are right-aligned to it.
        codes: allowed codes with their Dutch meaning; empty when any value is allowed.
        missing: values that mean "not known" or "not applicable"; they become NULL.
        aliases: other spellings seen in the wild, in the case in which they were seen; compared in upper case.
        required: a file without this column cannot be used.
        open_end: values of a date that mean "still running"; they become the far future, 9999-12-31.
        verified: False where the code list is inferred or from memory.
    """

    name: str
    form: Form
    width: int
    meaning: str
    codes: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    required: bool = True
    open_end: tuple[str, ...] = ()
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Pitfall:
    """Something that goes wrong with this file, and the test that shows we do it right."""

    text: str
    test: str  # "tests/unit/vault/sources/test_pitfalls.py::test_newest_version_wins"


@dataclass(frozen=True, slots=True)
class Table:
    """One file of the registers.

    Attributes:
        name: canonical name, "GBAPERSOONTAB".
        title: Dutch, for people.
        folder: path below the data folder, with `{Y}` for a year folder.
        stem: file name without extension, with `{Y}` for the year and `{V}` for the version number.
        yearly: True when each year has its own file; False for one cumulative file (the newest year counts).
        key: names of the columns that identify a row (with `spell`, per period).
        spell: names of begin and end column for a BUS, both days inclusive.
        unlinkable: True when rows may carry an S column other than "R"; such rows are dropped and counted.
        exclusive: True when a unit has one row (TAB), or spells that do not overlap (BUS). False for files of
            events, where one person can have several rows at the same time.
        periods: other pairs of begin and end columns, besides `spell`, that may not be reversed.
    """

    name: str
    title: str
    kind: Kind
    folder: str
    stem: str
    yearly: bool
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    spell: tuple[str, str] | None = None
    unlinkable: bool = True
    exclusive: bool = True
    periods: tuple[tuple[str, str], ...] = ()
    pitfalls: tuple[Pitfall, ...] = ()

    def column(self, name: str) -> Column:
        """Return the declared column, by canonical name."""
        return next(column for column in self.columns if column.name == name)

    def pattern(self) -> re.Pattern[str]:
        """Return the case-insensitive pattern of the file name, groups `year` and `version`."""
        stem = re.escape(self.stem).replace(r"\{Y\}", r"(?P<year>\d{4})")
        stem = stem.replace(r"V\{V\}", r"(?:V(?P<version>\d+))?")
        return re.compile(rf"{stem}\.(?P<extension>sav|csv|parquet)", re.IGNORECASE)
