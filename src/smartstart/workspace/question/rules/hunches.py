"""What can become of a hunch. The words are those of the report."""

import datetime as dt
from enum import StrEnum

from smartstart.presentation.sentences import Verdict as Word
from smartstart.web.accounts.rules.states import RuleBroken


class Verdict(StrEnum):
    """What a release says of a hunch."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNDECIDED = "undecided"
    UNTESTABLE = "untestable"
    SILENT = "silent"

    @property
    def word(self) -> str:
        """The word that users read."""
        return _WORDS[self]

    @classmethod
    def of(cls, word: str) -> "Verdict":
        """Return the verdict that a report calls by this word.

        Raises:
            ValueError: no verdict is called so.
        """
        for verdict, known in _WORDS.items():
            if known == word:
                return verdict
        raise ValueError(f"no verdict is called {word!r}")


_WORDS = {
    Verdict.CONFIRMED: Word.CONFIRMED,
    Verdict.CONTRADICTED: Word.CONTRADICTED,
    Verdict.UNDECIDED: Word.UNDECIDED,
    Verdict.UNTESTABLE: Word.UNTESTABLE,
    Verdict.SILENT: Word.SILENT,
}


def check_written_before(first_written: dt.date, release_day: dt.date) -> None:
    """Refuse a verdict on what was written down when the answer was known already.

    Raises:
        RuleBroken: with both days.
    """
    if first_written > release_day:
        raise RuleBroken(
            f"Dit vermoeden is opgeschreven op {first_written:%d-%m-%Y}, na de vrijgave van {release_day:%d-%m-%Y}. "
            "Een vermoeden van achteraf toetsen we niet."
        )
