"""How a factor is declared: what it is called, its levels in words, what it reads, what it can and cannot answer."""

from collections.abc import Callable
from dataclasses import dataclass, field

from smartstart.release.contents import Dimension, Level
from smartstart.vault.cohort.moments import Moment
from smartstart.vault.cohort.templates import template

Years = Callable[[Moment], frozenset[int]]

MISSING = "onbekend"


def year_of_reference(moment: Moment) -> frozenset[int]:
    """Return the year of the reference date."""
    return frozenset({moment.reference.year})


def year_of_home(moment: Moment) -> frozenset[int]:
    """Return the year whose file tells the home on 1 January."""
    return frozenset({moment.home_year})


def year_of_income(moment: Moment) -> frozenset[int]:
    """Return the last whole year before the reference date."""
    return frozenset({moment.income_year})


@dataclass(frozen=True, slots=True)
class Factor:
    """One circumstance of a child, at or before the reference date, never after it.

    Its template, `NAME.sql` beside its declaration, gives at most one row per child: `PERSOON` and `NIVEAU`, the code
    of a level. A child without a row or with an empty level has the level "onbekend".

    Attributes:
        dimension: name, title and levels, with the words a sentence needs; the last level is "onbekend".
        tables: canonical name of each file it reads, with the years it needs (None: one cumulative file).
        household: whether the template reads `cohort_households` or `cohort_household_states`.
        answers: what it can and cannot answer, in Dutch, for users.
        columns: columns of these files that not every study needs; without one of them the study cannot run.
    """

    dimension: Dimension
    tables: dict[str, Years | None]
    household: bool
    answers: str
    columns: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name, as in a study."""
        return self.dimension.name

    def query(self) -> str:
        """Return the template."""
        return template("factors", self.name)


def unknown(phrase: str) -> Level:
    """Return the level for children of whom the factor is not known."""
    return Level(code=MISSING, label="niet bekend", phrase=phrase, missing=True)
