"""What a rule is, what it is given, and what it says.

Judgements hold the reason and stay inside the room: a released statement never says why it was withheld, because
the reason itself tells something about the count.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from smartstart.disclosure.candidates import (
    AmountCandidate,
    CountCandidate,
    Difference,
    Evidence,
    ModelCandidate,
    Submission,
)
from smartstart.disclosure.policy import Policy
from smartstart.disclosure.scope import Scope
from smartstart.release.contents import Counted, Dimension, Predicate


@dataclass(frozen=True, slots=True)
class Judgement:
    """One statement may not be shown, according to one rule.

    Attributes:
        id: of the statement; rule: name of the rule.
        reason: in Dutch, for the researcher in the room.
    """

    id: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class CellKey:
    """What makes two counts the same cell, however they are named or worded.

    `predicate` is in canonical form; `half` tells a count on one half of the households from one on everybody.
    """

    room: str
    unit: str
    population: str
    period: str
    predicate: Predicate
    counted: Counted
    half: bool = False


@dataclass(frozen=True, slots=True)
class EarlierCell:
    """A count that an earlier release showed; `base` is what it was rounded to then.

    `lower` and `upper` are the limits it was shown with when it was itself kept from before; None where they were
    those of the rounding.
    """

    key: CellKey
    shown: int
    base: int
    lower: int | None = None
    upper: int | None = None

    @property
    def kept(self) -> bool:
        """Whether it was itself kept from before, and marked so."""
        return self.lower is not None and self.upper is not None


@dataclass(frozen=True, slots=True)
class EarlierEstimate:
    """An estimate that an earlier release showed.

    Attributes:
        group, reference: in canonical form.
        lower, upper: between these lies what rounds to the shown value.
        half: it was of the half of the households that was held back.
        own: between these lies what is the group's own in it, where it holds more than that and the ledger kept it.
        limits: between these lie its two limits before they were rounded; None where that is not known.
    """

    population: str
    group: Predicate
    reference: Predicate
    measure: str
    lower: float
    upper: float
    half: bool
    own: tuple[float, float] | None = None
    limits: tuple[tuple[float, float], tuple[float, float]] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A count under judgement, with its canonical key."""

    key: CellKey
    count: CountCandidate

    @property
    def id(self) -> str:
        """Id of the statement."""
        return self.count.statement.id

    @property
    def evidence(self) -> Evidence:
        """The exact counts behind it."""
        return self.count.evidence

    @property
    def priority(self) -> tuple[bool, int, int, str]:
        """Order in which counts are kept where not all can be: everybody, then by weight, then the broader group.

        Nothing in it depends on the data.
        """
        conditions = len(self.key.predicate.conditions)
        return (conditions > 0, -self.count.weight, conditions, self.id)


@dataclass(frozen=True)
class Case:
    """Everything a rule may look at.

    Attributes:
        submission, policy: what is asked, and under which thresholds.
        dimensions: the declared dimensions by name.
        counts: counts that can be modelled, in order of id.
        models: estimates that can be modelled, in order of id.
        earlier: counts that earlier releases showed, by key.
        earlier_estimates: estimates that earlier releases showed.
        withheld: ids that rules have withheld so far; relational rules look at what is left.
        evidence: exact counts per population, half and canonical predicate, wherever they were recounted.
        differences: recounted differences by canonical part and whole.
        amounts: sums, means and quantiles that can be modelled, in order of id.
        earlier_amounts: the populations of which an earlier release showed an amount.
        same_amounts: ids of the amounts that an earlier release showed just so.
        scopes: dates and areas of populations that earlier releases were about, where the ledger knows them.
        earlier_dimensions: the dimensions of those populations, as they were then.
    """

    submission: Submission
    policy: Policy
    dimensions: Mapping[str, Dimension]
    counts: tuple[Candidate, ...]
    models: tuple[ModelCandidate, ...]
    earlier: Mapping[CellKey, EarlierCell]
    withheld: set[str] = field(default_factory=set)
    evidence: Mapping[tuple[str, bool, Predicate], Evidence] = field(default_factory=dict)
    differences: Mapping[tuple[Predicate, Predicate], Difference] = field(default_factory=dict)
    amounts: tuple[AmountCandidate, ...] = ()
    earlier_amounts: frozenset[str] = frozenset()
    same_amounts: frozenset[str] = frozenset()
    scopes: Mapping[str, Scope] = field(default_factory=dict)
    earlier_dimensions: Mapping[str, tuple[Dimension, ...]] = field(default_factory=dict)
    earlier_estimates: tuple[EarlierEstimate, ...] = ()

    @property
    def standing(self) -> Iterator[Candidate]:
        """The counts that no rule has withheld yet."""
        return (c for c in self.counts if c.id not in self.withheld)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the gate.

    Attributes:
        name: stable name, used in the inside log.
        kind: of reason, in Dutch, as a release may list it (the same list in every release).
        judge: yields a judgement for each statement that the rule withholds.
        relational: looks at what other statements show; asked again until nothing more is withheld.
    """

    name: str
    kind: str
    judge: Callable[[Case], Iterable[Judgement]]
    relational: bool = False
