"""Errors a user can mend. One family, one exit code per branch (ARCHITECTURE.md lists them), never a traceback.

Messages are Dutch (B1), as our users are. They hold no data of
persons: no counts, no keys, and a value only where it is a code that the user typed or that a layout forbids.
"""

import traceback
from dataclasses import dataclass
from typing import ClassVar


@dataclass
class SmartStartError(Exception):
    """What is wrong, where, what was expected and how to mend it.

    Args:
        what: one sentence that says what is wrong, in plain words.
        where: file, line, column or field; empty when there is no place to point at.
        expected: what would have been right.
        mend: what the user can do now.
    """

    what: str
    where: str = ""
    expected: str = ""
    mend: str = ""

    exit_code: ClassVar[int] = 70

    def __str__(self) -> str:
        parts = [self.what]
        if self.where:
            parts.append(f"waar: {self.where}")
        if self.expected:
            parts.append(f"verwacht: {self.expected}")
        if self.mend:
            parts.append(f"oplossing: {self.mend}")
        return "\n  ".join(parts)

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows: IPython asks this of an exception before it makes a traceback of its own.

        What a user can mend is told in its own words, without the road that led there; our own bug with it.
        """
        if self.exit_code == SmartStartError.exit_code:
            return traceback.format_exception(self)
        return [f"{type(self).__name__}: {self}"]


class UsageError(SmartStartError):
    """The command was called in a way it does not understand."""

    exit_code = 2


class StudyError(SmartStartError):
    """The question file is wrong."""

    exit_code = 3


class DataError(SmartStartError):
    """The data are wrong, missing or unreadable."""

    exit_code = 4


class StorageError(DataError):
    """Writing failed: the disk is full, or the folder may not be written."""


class EngineError(DataError):
    """What does the work on the data did not start, or stopped half-way; the data themselves may be in order."""


class GateRefusal(SmartStartError):  # noqa: N818 - the field speaks of a refusal, not of an error
    """The disclosure gate released nothing."""

    exit_code = 5


class TrustError(SmartStartError):
    """A signature, approval or ledger is broken."""

    exit_code = 6
