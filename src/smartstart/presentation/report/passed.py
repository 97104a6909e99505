"""What was asked, released and not released, per kind of thing that a reader knows: groups, areas, steps, counts.

The kinds are counted from the statements of the release. Why one of them stayed inside is never said: only what may
be said of all of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from smartstart.presentation.figures import is_shown
from smartstart.presentation.report import findings, hunches, local, reinforcing
from smartstart.presentation.report.book import (
    CLASSES,
    LOCAL,
    NEIGHBOURS,
    PLACES,
    REGRESSION,
    RISK_GROUPS,
    THRESHOLDS,
    Book,
)

BECAUSE = "want met een van de cijfers kan een te kleine groep in zicht komen"
BESIDE = "Bij elke groep telt ook mee wat zij met andere groepen deelt, en wie erbuiten valt."
_STEP = re.compile(r"peel-\d+-rate")


@dataclass(frozen=True, slots=True)
class Passed:
    """One kind: its name in the release ("findings"), its words, and how many were asked and released."""

    kind: str
    words: str
    asked: int
    released: int

    @property
    def withheld(self) -> int:
        """How many were not released."""
        return self.asked - self.released


def passed(book: Book) -> tuple[Passed, ...]:
    """Return the kinds of which anything was asked, in the order of the report."""
    told = [view.sentence is not None for view in findings.views(book)]
    expected = [view.sentence is not None for view in hunches.views(book) if view.hunch.date is not None]
    here = [_expected(book, subject) for subject in book.subjects(LOCAL) if local.finding_of(subject)]
    steps = [
        is_shown(statement)
        for subject in book.findings()
        for statement in book.of(subject, RISK_GROUPS)
        if _STEP.fullmatch(statement.role)
    ]
    beside = [is_shown(s) for subject in book.subjects(REGRESSION) for s in book.of(subject, REGRESSION)]
    together = [view.shown for view in reinforcing.views(book)]
    kinds = (
        _kind("findings", "gevonden groepen", told),
        _kind("steps", "treden van een trap", steps),
        _kind(
            "low", "groepen waar dit minder vaak gebeurt", [v.sentence is not None for v in findings.low_views(book)]
        ),
        _kind("thresholds", "grenzen van een kenmerk", _shown(book, THRESHOLDS, "ratio")),
        _kind("places", "gebieden", _shown(book, PLACES, "rate")),
        _kind("classes", "klassen van een kenmerk", _shown(book, CLASSES, "rate")),
        _kind("local", "groepen in één gemeente: aantal en verwachting", here),
        _kind("counted", "groepen in één gemeente: geteld", _shown(book, LOCAL, "events")),
        _kind("neighbours", "groepen in gemeenten met hun buren: geteld", _shown(book, NEIGHBOURS, "events")),
        _kind("together", "omstandigheden samen", together),
        _kind("regression", "vergelijkingen van kenmerken naast elkaar", beside),
        _kind("hunches", "vermoedens", expected),
    )
    return tuple(kind for kind in kinds if kind.asked)


def _kind(kind: str, words: str, released: Iterable[bool]) -> Passed:
    found = list(released)
    return Passed(kind, words, len(found), sum(found))


def _shown(book: Book, analysis: str, role: str) -> list[bool]:
    tables = (book.table(subject, role, analysis) for subject in book.subjects(analysis))
    return [is_shown(table) for table in tables if table is not None]


def _expected(book: Book, subject: str) -> bool:
    return all(is_shown(book.table(subject, role, LOCAL)) for role in ("size", "expected"))
