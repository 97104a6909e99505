"""What is put before the gate: a statement without its value, and the exact evidence for it (which stays inside)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.scope import Scope
from smartstart.release.contents import AmountStatement, Counted, ModelStatement, Predicate, TableStatement

EXPECTED = "expected"  # the measure of an expected number: calculated, not counted
ADJUSTED = {  # what a regression says of a level beside its other factors, and the plain measure of the same
    "adjusted_odds_ratio": "odds_ratio",
    "adjusted_relative_risk": "relative_risk",
    "adjusted_risk_per_1000": "risk_per_1000",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact, unweighted counts behind a statement, recounted by the engine.

    Attributes:
        rows: units at reference dates; events: rows with the outcome.
        persons, households: distinct among the rows.
        event_persons, event_households: distinct among the events.
    """

    rows: int
    persons: int
    households: int
    events: int
    event_persons: int
    event_households: int

    def number(self, counted: Counted) -> int:
        """Return the number that a count of these rows shows."""
        return {
            Counted.ROWS: self.rows,
            Counted.PERSONS: self.persons,
            Counted.HOUSEHOLDS: self.households,
            Counted.EVENTS: self.events,
        }[counted]


@dataclass(frozen=True, slots=True)
class CountCandidate:
    """A count to be shown: the statement (value empty), and its evidence.

    Attributes:
        half: counted on one half of the households (the honest split) instead of on everybody.
        weight: where two counts cannot both be shown, the heavier one stays; never taken from the data.
    """

    statement: TableStatement
    evidence: Evidence
    half: bool = False
    weight: int = 0


@dataclass(frozen=True, slots=True)
class RatioCandidate:
    """A ratio of counts that are themselves candidates, named in `statement.of`. It has no evidence of its own."""

    statement: TableStatement


@dataclass(frozen=True, slots=True)
class ModelCandidate:
    """An estimate: exact value and limits, and what it rests on, per group and its reference.

    Attributes:
        group, reference: evidence for the rows that the estimate rests on (one half, where it was split).
        residual_df: residual degrees of freedom.
        saturated: True when the model has as many parameters as cells; it is then judged as a table.
        half: estimated on the half of the households that was held back, instead of on everybody.
        levels: evidence for each level of the model's factors; needed for what tells of levels (`precision.BY_LEVEL`).
        own: share of the group's own number in the value; less than one where it was smoothed towards others.
        expected: the number of events that an observed/expected ratio divides by.
        sensitivity: how much one event more or less, of any unit of the model, moves the value at most, where factors
            that hang together make that more than the measure reckons with; it only makes the step larger.
        classes: limits of the classes in which a smoothed value is shown, fixed before; empty to show the value.
    """

    statement: ModelStatement
    value: float
    lower: float
    upper: float
    group: Evidence
    reference: Evidence
    residual_df: int
    saturated: bool = False
    half: bool = False
    levels: tuple[Evidence, ...] = ()
    own: float = 1.0
    expected: float = 0.0
    sensitivity: float = 0.0
    classes: tuple[float, ...] = ()

    @property
    def learned_from(self) -> tuple[Evidence, ...]:
        """Whose events the value was made from: an expected number says nothing of the group's own."""
        return (self.reference,) if self.statement.measure == EXPECTED else (self.group, self.reference)


class Contributor(StrEnum):
    """Who brings an amount in: whoever can know a contribution, and so recognise it in a total."""

    PERSON = "person"
    HOUSEHOLD = "household"
    FAMILY = "family"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class Contributions:
    """What one kind of contributor brought to the amount of a group; contributions are nought or more.

    Attributes:
        number: distinct contributors.
        total, largest, second: of their contributions, in the unit of the amount; `second` is nought for one.
    """

    number: int
    total: float
    largest: float
    second: float


@dataclass(frozen=True, slots=True)
class AmountCandidate:
    """A sum, mean or quantile to be shown: exact value, and who brought it in.

    Attributes:
        by: per declared kind of contributor; persons always. Of a quantile only their number is looked at.
    """

    statement: AmountStatement
    value: float
    by: Mapping[Contributor, Contributions]


@dataclass(frozen=True, slots=True)
class Partition:
    """Parts that add up to a whole: if one part is withheld alone, it could be computed from the rest.

    Attributes:
        whole: id of the count statement of the whole, or empty when the whole is not a statement.
        parts: ids of the count statements of the parts.
    """

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nesting:
    """A count whose units all belong to another count, where the predicates do not say so (steps of a drop-off).

    Attributes:
        part, whole: ids of count statements.
    """

    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """A group recounted on the present data although no statement asks for it: one shown by an earlier release,
    or one of `extra_predicates`. It makes the comparison with it exact."""

    population: str
    predicate: Predicate
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Difference:
    """The units of `whole` that are not in `part`, recounted. Without it the gate takes the least it could be."""

    part: Predicate
    whole: Predicate
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Submission:
    """All candidates of one release, judged together.

    Attributes:
        partitions: which counts add up to which; those that follow from the levels of a dimension need not be named.
        sensitive: names of factors and of the outcome whose categories the study marks sensitive; `factor:level`
            marks one category of a factor.
        extra_predicates: groups whose size an outsider may know although this release does not show it. Needs
            evidence in `known`; without it, counts nested with such a group are withheld.
        outcome: name of the outcome, to look up in `sensitive`. Unnamed, it is taken to be sensitive.
        nestings, known, differences: what the predicates alone do not tell.
        repeats: the most rows that one person can have: the number of reference dates.
        atoms: the populations in their smallest groups, for the joint audit. A population without it cannot be
            audited, and shows nothing.
        amounts: sums, means and quantiles.
        scopes: dates and areas of the populations that have atoms; without it, only earlier releases on the very same
            population can be audited together with this one.
        comparisons: ids of counts and model statements that are of use together only; the last declared give way first.
    """

    counts: tuple[CountCandidate, ...]
    ratios: tuple[RatioCandidate, ...]
    models: tuple[ModelCandidate, ...]
    partitions: tuple[Partition, ...] = ()
    sensitive: tuple[str, ...] = ()
    extra_predicates: tuple[Predicate, ...] = field(default=())
    outcome: str = ""
    nestings: tuple[Nesting, ...] = ()
    known: tuple[KnownGroup, ...] = ()
    differences: tuple[Difference, ...] = ()
    repeats: int = 1
    atoms: tuple[AtomTable, ...] = ()
    amounts: tuple[AmountCandidate, ...] = ()
    scopes: tuple[Scope, ...] = ()
    comparisons: tuple[tuple[str, ...], ...] = ()
