"""The closed schema of a release: everything that can cross, and nothing else.

Every number on a page, chart or map is one statement. A *table* statement is a count, or a ratio computed from
counts that are themselves shown. A *model* statement is an estimate from unrounded data with its method and a
fixed precision. An *open* statement is a public figure with its source. A withheld value is a state of its own
and is never shown as nought.
"""

import datetime as dt
import itertools
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, field_validator, model_serializer


class Closed(BaseModel):
    """Base of all members: frozen, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


# Signs that no text of ours holds: those that control a terminal or a database, and those that turn a line around.
_READABLE = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*$"

Name = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[a-z0-9][a-z0-9_./-]*$")]
Code = Annotated[str, Field(min_length=1, max_length=60, pattern=_READABLE)]
Line = Annotated[str, Field(max_length=600, pattern=_READABLE)]
Text = Annotated[str, Field(max_length=6000, pattern=_READABLE)]
Bound = Annotated[str, Field(max_length=40, pattern=_READABLE)]


class Origin(StrEnum):
    """Where the data come from; the value is the word shown to users."""

    INVENTED = "verzonnen gegevens"
    PUBLIC = "openbare gegevens"
    REAL = "echte gegevens"


class Stamp(StrEnum):
    """What a release may be used for; the value is the word shown on every page."""

    FULL = "volledig"
    TRIAL = "proef"
    DRAFT = "concept"


class State(StrEnum):
    """Whether a value is shown. Withheld is a state of its own, never a number."""

    SHOWN = "getoond"
    WITHHELD = "te weinig om iets te zeggen"


class Condition(Closed):
    """One condition on one dimension: the unit has one of these levels.

    `factor` is a factor of the cohort, or one of the fixed dimensions `gemeente`, `wijk`, `buurt`, `peildatum`.
    """

    factor: Name
    levels: Annotated[tuple[Code, ...], Field(min_length=1)]


class Predicate(Closed):
    """A conjunction of conditions; no conditions means the whole population of the statement."""

    conditions: tuple[Condition, ...] = ()

    def having(self, condition: Condition) -> "Predicate":
        """Return this predicate with one condition more, conditions ordered by factor name."""
        return Predicate(conditions=tuple(sorted((*self.conditions, condition), key=lambda c: c.factor)))


class Level(Closed):
    """One level of a dimension, with the words for it."""

    code: Code
    label: Line
    phrase: Line = ""  # completes "kinderen …": "die bij een alleenstaande moeder wonen"
    lower: Bound = ""  # for ordered numeric levels: inclusive lower bound as text, "" when open
    upper: Bound = ""  # exclusive upper bound as text, "" when open
    missing: bool = False


class Dimension(Closed):
    """A factor, place or date over which predicates are written, with the words a sentence needs.

    `below` and `from_` complete "kinderen …" for a run of ordered levels: "van wie de moeder jonger was dan
    {bound} jaar bij haar eerste kind".
    """

    name: Name
    title: Line
    ordered: bool = False
    levels: tuple[Level, ...]
    below: Line = ""
    from_: Line = ""


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


class PublicHunch(Closed):
    """A hunch as it was written down before the results."""

    id: Name  # "h1"; statements about it have this as subject
    text: Line
    predicate: Predicate
    direction: Literal["hoger", "lager"]
    date: dt.date | None  # None: not dated, so it cannot be tested


class PublicSource(Closed):
    """A source as a reader may know it."""

    name: Line
    what: Line
    attribution: Line = ""


class DropOffStep(Closed):
    """One step of the way from everybody to the cohort: words here, numbers in statements `drop_off/...`."""

    id: Name
    text: Line


class StudySheet(Closed):
    """What a reader may know of the study; no value of the data stands here.

    Only the second format knows `map_bounds`, `recoded` and `contrast_margin`, so they are written only where set.
    """

    id: Name
    title: Line
    owner: Line
    scope: Literal["question", "find-place", "municipality"]
    areas: tuple[Code, ...]
    purpose: Text
    legal_basis: Text
    controller: Line
    dpia: Line
    unit: Line  # singular
    units: Line  # plural: "kinderen"
    outcome: Line  # completes "… die …": "uit huis geplaatst of onder toezicht gesteld werden"
    outcome_title: Line
    reference_dates: tuple[dt.date, ...]
    window_months: int
    dimensions: tuple[Dimension, ...]
    hunches: tuple[PublicHunch, ...] = ()
    sources: tuple[PublicSource, ...] = ()
    drop_off: tuple[DropOffStep, ...] = ()
    methods: tuple[Text, ...] = ()  # how it was done, in sentences
    caveats: tuple[Text, ...] = ()
    map_bounds: Annotated[
        tuple[float, ...], Field(max_length=4)
    ] = ()  # between the classes on the map, per 1,000: declared before the results
    recoded: tuple[Text, ...] = ()  # which areas or classes were taken together because they are small, in sentences
    contrast_margin: Annotated[float | None, Field(gt=0, le=1000)] = (
        None  # so many cases per 1,000 more or less still are "about the sum": declared before the results
    )

    @field_validator("map_bounds")
    @classmethod
    def _rising(cls, bounds: tuple[float, ...]) -> tuple[float, ...]:
        if any(later <= earlier for earlier, later in itertools.pairwise(bounds)):
            raise ValueError("de grenzen op de kaart moeten oplopen")
        return bounds

    @model_serializer(mode="wrap")
    def _dump(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out what is not set: releases without it keep their bytes, and every reader reads them."""
        found: dict[str, Any] = handler(self)
        for name in ("map_bounds", "recoded", "contrast_margin"):
            if not getattr(self, name):
                found.pop(name, None)
        return found


class Outline(Closed):
    """Which statements exist and which were withheld, as numbers of statements only."""

    asked: int
    released: int
    withheld: int
    reasons: tuple[Line, ...] = ()  # the kinds of reason that the policy knows, not which applied where


class Member(Closed):
    """One file of a release."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,40}\.(json|csv|html|geojson)$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=0, le=64 * 1024 * 1024)]


class Manifest(Closed):
    """What is signed: study, policy, versions, stamp and the hashes of all members.

    The second format is the first with counts that are `kept`, with what a study declared about its map and its
    ladder, and with what conditions do together. A release without any of those is of the first, so that programs from
    before read it; of the second they say that they need a newer version.
    """

    format: Literal["smartstart-release/1", "smartstart-release/2"] = "smartstart-release/1"
    study: Name
    study_fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    definitions_fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    policy: Line
    software: Line
    origin: Origin
    stamp: Stamp
    day: dt.date
    key: Annotated[str, Field(max_length=64)] = ""  # fingerprint of the signing key; empty when unsigned
    subset_of: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""  # sha256 of the manifest this is a subset of
    subset_reason: Line = ""
    members: tuple[Member, ...]


class Review(Closed):
    """That a person looked at a release and let it through; the outer manifest is signed by that person.

    What was looked at is in it whole, as its maker signed it, so that a reader needs nobody's word for either. The
    reason of the reviewer is not: it may speak of what was withheld.
    """

    name: Annotated[str, Field(min_length=1, max_length=120, pattern=_READABLE)]
    day: dt.date
    manifest: Manifest
    signature: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]  # of the maker, over the bytes of `manifest`


@dataclass(frozen=True, slots=True)
class ReleaseContents:
    """All that a report is made from: the other members of its release, and the facts that its manifest shares.

    Attributes:
        policy: name of the disclosure policy, "strict".
        borders: GeoJSON of the areas, as parsed; None when the release has no map.
        subset_reason: why a checker let only a part through; empty for a whole release.
        review: by whom and when it was let through; None when nobody did.
    """

    sheet: StudySheet
    statements: tuple[AnyStatement, ...]
    outline: Outline
    stamp: Stamp
    origin: Origin
    day: dt.date
    policy: str
    borders: dict[str, Any] | None = None
    subset_reason: str = ""
    review: Review | None = None

    @property
    def release_id(self) -> str:
        """Study and day: how people call this release."""
        return f"{self.sheet.id}/{self.day.isoformat()}"
