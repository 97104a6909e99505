"""The narrow waist: one small integer per unit and factor, as arrays.

Before it the work is relational and belongs to the engine; after it, it is counting on arrays. A coded cohort
never leaves the room, and what it is shown as (in a notebook, in a traceback) holds no row and no count.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from smartstart.release.contents import Dimension, Origin, Predicate
from smartstart.vocabulary.errors import StudyError


class OutcomeKind(StrEnum):
    """Scale of an outcome."""

    BINARY = "binary"
    ORDERED = "ordered"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class CodedFactor:
    """One factor (or stratum): its dimension, and per row the index of its level.

    Attributes:
        dimension: name, levels and words; `codes` index into `dimension.levels`.
        codes: shape (rows,), uint8 for factors, int32 for places.
        withheld_as_condition: may not be used to describe a group (it may be a stratum or place).
    """

    dimension: Dimension
    codes: NDArray[np.integer]
    withheld_as_condition: bool = False

    def __repr__(self) -> str:
        return f"<CodedFactor {self.dimension.name}: {len(self.dimension.levels)} levels>"


@dataclass(frozen=True, slots=True)
class CodedOutcome:
    """The outcome per row.

    Attributes:
        name: stable name, "uithuisplaatsing".
        title: as a heading, "Uithuisplaatsing of ondertoezichtstelling".
        phrase: completes "… die …": "uit huis geplaatst werden".
        codes: shape (rows,), int32; for a binary outcome 0 or 1.
        event_day: shape (rows,), int32; days from the reference date to the first start, -1 without event.
    """

    name: str
    title: str
    phrase: str
    kind: OutcomeKind
    codes: NDArray[np.int32]
    event_day: NDArray[np.int32]

    def __repr__(self) -> str:
        return f"<CodedOutcome {self.name}: {self.kind.value}>"


@dataclass(frozen=True, slots=True)
class DropOff:
    """How many units left the cohort at one step (exact; stays inside)."""

    step: str
    text: str
    reference_date: date | None
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class CodedCohort:
    """Units at reference dates, coded. Rows are ordered by reference date, then person number.

    Attributes:
        unit, units: the word for a unit, singular and plural ("kind", "kinderen").
        factors: what groups may be described with, in study order.
        places: strata of place from coarse to fine, dimension names `gemeente`, `wijk`, `buurt`; may be empty.
        outcome: what is counted.
        person: shape (rows,), int32; the same person at several dates has one number.
        household: shape (rows,), int32; brothers and sisters share one number, also across years. The cluster.
        reference: shape (rows,), uint8; index into `reference_dates`.
        window_months: length of the outcome window after the reference date.
        drop_off: the way from everybody to these rows.
        origin: invented, public or real.
    """

    unit: str
    units: str
    factors: tuple[CodedFactor, ...]
    places: tuple[CodedFactor, ...]
    outcome: CodedOutcome
    person: NDArray[np.int32]
    household: NDArray[np.int32]
    reference: NDArray[np.uint8]
    reference_dates: tuple[date, ...]
    window_months: int
    drop_off: tuple[DropOff, ...]
    origin: Origin

    def __repr__(self) -> str:
        return f"<CodedCohort of {self.units}: {len(self.factors)} factors, {len(self.places)} places>"

    @property
    def rows(self) -> int:
        """Number of rows: units at reference dates."""
        return int(self.person.size)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """All dimensions that a predicate over this cohort may use."""
        return tuple(f.dimension for f in (*self.factors, *self.places))

    def withholding(self, names: frozenset[str]) -> "CodedCohort":
        """Return this cohort with some factors there only to compare: they may not describe a group."""
        factors = tuple(
            replace(factor, withheld_as_condition=True) if factor.dimension.name in names else factor
            for factor in self.factors
        )
        return replace(self, factors=factors)

    def factor(self, name: str) -> CodedFactor:
        """Return the factor or place called `name`.

        Raises:
            StudyError: there is no such dimension in this cohort.
        """
        for candidate in (*self.factors, *self.places):
            if candidate.dimension.name == name:
                return candidate
        raise StudyError(
            f"De onderzoeksgroep kent geen factor '{name}'.",
            expected=", ".join(d.name for d in self.dimensions),
        )

    def mask(self, predicate: Predicate) -> NDArray[np.bool_]:
        """Return the rows that satisfy a predicate, shape (rows,)."""
        chosen = np.ones(self.rows, dtype=np.bool_)
        for condition in predicate.conditions:
            factor = self.factor(condition.factor)
            wanted = np.array([level.code in condition.levels for level in factor.dimension.levels])
            chosen &= wanted[factor.codes]
        return chosen
