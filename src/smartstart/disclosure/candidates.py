"""What is put before the gate: a statement without its value, and the exact evidence for it (which stays inside)."""

from dataclasses import dataclass, field

from smartstart.release.contents import ModelStatement, Predicate, TableStatement


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


@dataclass(frozen=True, slots=True)
class CountCandidate:
    """A count to be shown: the statement (value empty), and its evidence."""

    statement: TableStatement
    evidence: Evidence


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
    """

    statement: ModelStatement
    value: float
    lower: float
    upper: float
    group: Evidence
    reference: Evidence
    residual_df: int
    saturated: bool = False


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
class Submission:
    """All candidates of one release, judged together.

    Attributes:
        sensitive: names of factors and outcomes whose categories the study marks sensitive.
        partitions: which counts add up to which.
    """

    counts: tuple[CountCandidate, ...]
    ratios: tuple[RatioCandidate, ...]
    models: tuple[ModelCandidate, ...]
    partitions: tuple[Partition, ...] = ()
    sensitive: tuple[str, ...] = ()
    extra_predicates: tuple[Predicate, ...] = field(default=())
