"""The statements: one number that is shown each, or the word that there is too little to say."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from smartstart.release.contents.closed import Closed, Code, Line, Name
from smartstart.release.contents.groups import Predicate


class State(StrEnum):
    """Whether a value is shown. Withheld is a state of its own, never a number."""

    SHOWN = "getoond"
    WITHHELD = "te weinig om iets te zeggen"


class Counted(StrEnum):
    """What a count counts."""

    ROWS = "rows"  # units at reference dates: one child at five dates is five
    PERSONS = "persons"  # distinct persons: one child at five dates is one
    HOUSEHOLDS = "households"
    EVENTS = "events"  # rows with the outcome


class Statistic(StrEnum):
    """What kind of number a table statement is."""

    COUNT = "count"
    RATE = "rate"  # numerator / denominator, per 1,000
    EXPECTED = "expected"  # shown size x shown risk per 1,000: the number of events at that risk, computed, not counted
    PER_DATE = "per_date"  # a shown count of rows / the number of reference dates: so many at one date, on average
    SHARE = "share"  # numerator / denominator, per cent
    OUTSIDE = "share_outside"  # 1 - numerator / denominator, per cent: which part of the whole is not in the group
    RATIO = "ratio"  # (a / b) / (c / d) of four shown counts
    # Of all combinations of two or three conditions, and a design effect: see `disclosure/combined.py`.
    CONTRAST = "interaction_contrast"  # cases per 1,000 beyond the sum of what each condition adds
    RERI = "reri"  # the same in risks of who has neither
    ATTRIBUTABLE = "attributable_proportion"  # AP: the same as a share of the risk of who has both
    SYNERGY = "synergy_index"  # S: what both add, divided by the sum of what each adds
    THREE_WAY = "three_way_contrast"  # per 1,000: how far the contrast of two depends on the third
    LIFT = "lift"  # of four shown sizes: how often two conditions go together, against chance


OF_COMBINATIONS = (
    Statistic.CONTRAST,
    Statistic.RERI,
    Statistic.ATTRIBUTABLE,
    Statistic.SYNERGY,
    Statistic.THREE_WAY,
)
"""What is computed from events and size of every combination of conditions, and a design effect."""


class AmountStatistic(StrEnum):
    """What kind of number an amount statement is. There is no lowest and no highest value."""

    SUM = "sum"  # over the group
    MEAN = "mean"  # per unit of the group
    QUANTILE = "quantile"  # the declared share of the group has at most this much


class Statement(Closed):
    """What all statements share. `id` is `analysis/subject/role` and unique within a release."""

    id: Name
    analysis: Name
    subject: Name  # finding, area or step that the number is about: "g1", "population", "gm9901"
    role: Name  # what it is for that subject: "size", "events", "rate", "peel-2-rate"
    room: Literal["vault", "measurement"] = "vault"
    unit: Line  # "kind", "vrouw": the word in singular
    period: Line  # "2018-01-01/2023-01-01": from the first reference date to the last day of the last window
    population: Name  # id of the population definition (study, reference dates, filters), not of the data
    predicate: Predicate = Predicate()
    state: State = State.SHOWN
    value: float | None = None
    lower: float | None = None
    upper: float | None = None


class TableStatement(Statement):
    """A count, or a ratio of shown counts. Ratios name the statements they are computed from in `of`.

    A count that is `kept` stands as an earlier release showed it, although the data are a newer delivery; its limits
    allow for what may have changed. Only the second format knows the mark, so it is written only where it is set.
    """

    kind: Literal["table"] = "table"
    statistic: Statistic
    counted: Counted | None = None  # for counts
    # For ratios: ids of two (rate, share) or four (ratio, lift) shown counts; of a size and a risk (expected). For what
    # conditions do together: events and size of each combination, from neither to all, and then a design effect.
    of: tuple[Name, ...] = ()
    rounded_to: int = 1
    kept: bool = False

    @model_serializer(mode="wrap")
    def _dump(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out a mark that is not set: releases without one keep their bytes, and every reader reads them."""
        found: dict[str, Any] = handler(self)
        if not self.kept:
            found.pop("kept", None)
        return found


class ModelStatement(Statement):
    """An estimate from unrounded data: value and interval at a fixed precision, and how it was made."""

    kind: Literal["model"] = "model"
    measure: Name  # "relative_risk", "risk_per_1000", …: those that disclosure/precision.py knows
    method: Line  # in words a statistician recognises: "log-binomial ratio, household-clustered"
    precision: Line  # "2 significant digits"
    reference: Predicate = Predicate()  # what the group is compared with; the complement unless said
    confirmed: bool | None = None  # whether it held on households it was not found on


class AmountStatement(Statement):
    """A sum, mean or quantile of an amount over a group whose count is shown too, at a fixed precision."""

    kind: Literal["amount"] = "amount"
    statistic: AmountStatistic
    amount: Name  # "inkomen"
    share: Annotated[float, Field(ge=0, le=1)] | None = None  # of a quantile: 0.5 is the median
    of: tuple[Name, ...]  # the count of the units of the group
    precision: Line  # "2 significant digits"


class OpenStatement(Closed):
    """A public figure: neither rounded nor suppressed again, with its source."""

    kind: Literal["open"] = "open"
    id: Name
    area: Code
    indicator: Name
    period: Line
    value: float | None
    unit: Line
    reliability: Line
    source: Name


AnyStatement = Annotated[TableStatement | ModelStatement | AmountStatement | OpenStatement, Field(discriminator="kind")]
