"""What a release showed, as the ledger remembers it: counts, ratios and estimates, by cell and never by person."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from smartstart.disclosure.judgement import CellKey
from smartstart.release.contents import Counted, Predicate, Statistic


class Record(BaseModel):
    """Base of all that stands in a ledger: frozen, and no field that is not declared.

    A field that is added later has a default, so that older lines still read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class ShownCount(Record):
    """A count that was shown.

    Attributes:
        value, base: as shown, and what it was rounded to.
        kept: it stands as an earlier release showed it, in a release about a newer delivery of the data.
        lower, upper: the limits shown with a kept count; None where those of the rounding were shown.
    """

    kind: Literal["count"] = "count"
    id: str
    room: str
    unit: str
    population: str
    period: str
    predicate: Predicate
    counted: Counted
    half: bool
    value: int
    base: int
    kept: bool = False
    lower: int | None = None
    upper: int | None = None

    @property
    def key(self) -> CellKey:
        """Which cell this is, in any release."""
        return CellKey(self.room, self.unit, self.population, self.period, self.predicate, self.counted, self.half)


class ShownRatio(Record):
    """A ratio of shown counts that was shown."""

    kind: Literal["ratio"] = "ratio"
    id: str
    population: str
    predicate: Predicate
    statistic: Statistic
    of: tuple[str, ...]
    value: float


class ShownModel(Record):
    """An estimate that was shown.

    Attributes:
        half: it is of the half of the households that was held back.
        own: between which limits lies what is the group's own in it, for who knows how it was smoothed, adjusted or
            expected: more than is shown, and never exact. None where the value and its step tell all.
    """

    kind: Literal["model"] = "model"
    id: str
    room: str
    unit: str
    population: str
    period: str
    predicate: Predicate
    reference: Predicate
    measure: str
    method: str
    value: float
    lower: float
    upper: float
    precision: str = ""
    half: bool = False
    own: tuple[float, float] | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """Which estimate this is, in any release."""
        return (
            self.room,
            self.unit,
            self.population,
            self.period,
            self.predicate,
            self.reference,
            self.measure,
            self.method,
        )


Shown = Annotated[ShownCount | ShownRatio | ShownModel, Field(discriminator="kind")]
